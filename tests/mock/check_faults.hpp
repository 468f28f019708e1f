// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include <doctest/doctest.h>

#include <createproduct/mock/faults/fault.hpp>

#include "contract_scripts.hpp"

namespace createproduct::mock_test {

/// Checks that each fault of a table breaks the clause it names, and that its name begins with that clause.
inline void check_faults(std::span<const mock::Fault> faults) {
  for (const mock::Fault& fault : faults) {
    CAPTURE(fault.name);
    CHECK(fault.name.starts_with(std::string(fault.clause.id()) + "."));
    CHECK(fault.text.ends_with("."));
    Probe probe;
    fault.apply(probe.configuration.behaviour);
    run_scripts(probe, fault.clause.id());
    std::string broken;
    for (const std::string& clause : probe.broken) broken += clause + " ";
    CAPTURE(broken);
    CHECK(probe.broken.contains(std::string(fault.clause.id())));
  }
}

}  // namespace createproduct::mock_test
