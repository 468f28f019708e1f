// SPDX-License-Identifier: MIT
#include <createproduct/mock/variants/variant.hpp>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("a variant is quiet unless it says so") {
  const Variant variant{"some.variant", "Some.", [](Behaviour& b) { b.trouble.chunked = true; }};
  CHECK_FALSE(variant.noisy);
  Behaviour behaviour;
  variant.apply(behaviour);
  CHECK(behaviour.trouble.chunked);
}
