// SPDX-License-Identifier: MIT
#include <createproduct/mock/behaviour.hpp>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("a behaviour has a refusal for each defect, to be changed alone") {
  Behaviour behaviour;
  behaviour.on(Defect::name_long).module_code = 1100;
  const Behaviour copy = behaviour;
  CHECK(copy.on(Defect::name_long).module_code == 1100);
  CHECK(copy.on(Defect::name_empty).module_code == 1101);
}

TEST_CASE("a behaviour notices every defect until it is told not to") {
  Behaviour behaviour;
  for (std::size_t i = 0; i < defect_count; ++i) CHECK_FALSE(behaviour.waived.has(static_cast<Defect>(i)));
  behaviour.waive(Defect::region_value);
  CHECK(behaviour.waived.has(Defect::region_value));
  CHECK_FALSE(behaviour.waived.has(Defect::region_kind));
}
