// SPDX-License-Identifier: MIT
#include <createproduct/suite/case.hpp>

#include <doctest/doctest.h>

using createproduct::suite::Budget;
using createproduct::suite::Case;
using createproduct::suite::Step;

TEST_CASE("a new case is of the standard budget, needs nothing and has no steps") {
  const Case one;
  CHECK(one.budget == Budget::standard);
  CHECK_FALSE((one.needs_keys || one.needs_second_account || one.needs_properties || one.steps_stand_alone));
  CHECK(one.steps.empty());
}

TEST_CASE("a new step is signed as usual and by the first account, and says nothing of its parameters") {
  const Step step;
  CHECK(step.signing == Step::Signing::usual);
  CHECK_FALSE((step.second_account || step.not_authentic || step.bare));
  CHECK_FALSE((step.name || step.name_wire || step.properties || step.properties_wire || step.parameters));
  CHECK_FALSE(step.literal);
}
