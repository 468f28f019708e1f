// SPDX-License-Identifier: MIT
#include <createproduct/mock/service.hpp>

#include "contract_scripts.hpp"

using namespace createproduct;

TEST_CASE("a service with the default behaviour breaks nothing") {
  mock_test::Probe probe;
  mock_test::run_scripts(probe);
  for (const std::string& clause : probe.broken) FAIL_CHECK(clause);
  CHECK(probe.sessions > 1000);
}
