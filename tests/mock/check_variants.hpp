// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include <doctest/doctest.h>

#include <createproduct/mock/variants/variant.hpp>

#include "contract_scripts.hpp"

namespace createproduct::mock_test {

/// Checks that no variant of a table breaks a clause.
inline void check_variants(std::span<const mock::Variant> variants) {
  for (const mock::Variant& variant : variants) {
    CAPTURE(variant.name);
    CHECK(variant.text.ends_with("."));
    Probe probe;
    probe.noisy = variant.noisy;
    variant.apply(probe.configuration.behaviour);
    variant.apply(probe.configuration.otherwise);
    probe.with_region = probe.configuration.behaviour.common.region_required;
    run_scripts(probe);
    for (const std::string& clause : probe.broken) FAIL_CHECK(clause);
  }
}

}  // namespace createproduct::mock_test
