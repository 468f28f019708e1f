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

TEST_CASE("a step can be signed if the access has the way it asks for") {
  const createproduct::suite::Stamp stamp = [](createproduct::wire::RawRequest request, bool) { return request; };
  createproduct::suite::Access access;
  Step step;
  CHECK(can_sign(access, step));
  step.signing = Step::Signing::none;
  CHECK(can_sign(access, step));
  step.signing = Step::Signing::by_other_method;
  CHECK_FALSE(can_sign(access, step));
  access.mismatched_stamp = stamp;
  CHECK(can_sign(access, step));
  step.signing = Step::Signing::without_method;
  CHECK_FALSE(can_sign(access, step));
  access.methodless_stamp = stamp;
  CHECK(can_sign(access, step));
  step.signing = Step::Signing::usual;
  step.mistake = "no-name";
  access.mistaken_stamps.push_back({"no-host", "that leaves out the host", stamp});
  CHECK_FALSE(can_sign(access, step));
  access.mistaken_stamps.push_back({"no-name", "that leaves out productName", stamp});
  CHECK(can_sign(access, step));
}
