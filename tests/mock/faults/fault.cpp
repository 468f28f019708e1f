// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults/fault.hpp>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("a fault needs nothing unless it says so") {
  const Fault fault{"region.values.some", "region.values", "Some.",
                    [](Behaviour& b) { b.waive(Defect::region_value); }};
  CHECK_FALSE(fault.needs.keys);
  CHECK_FALSE(fault.needs.second_account);
  CHECK_FALSE(fault.needs.quota);
  CHECK_FALSE(fault.needs.concurrency);
  CHECK(fault.needs.products == 0);
  CHECK(needs_keys.keys);
  CHECK(needs_second_account.second_account);
  CHECK(needs_quota.quota);
  CHECK(needs_concurrency.concurrency);
  Behaviour behaviour;
  fault.apply(behaviour);
  CHECK(behaviour.waived.has(Defect::region_value));
}
