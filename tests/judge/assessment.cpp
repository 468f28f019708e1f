// SPDX-License-Identifier: MIT
#include <createproduct/judge/assessment.hpp>

#include <doctest/doctest.h>

using createproduct::ClauseSet;
using createproduct::judge::Assessment;

TEST_CASE("assessments of parts add up, each kind of clause to its own") {
  Assessment whole{{"region.type"}, {"region.values"}, {"silent.null-property"}, {"product-type.optional"}};
  whole.add({{"common.action"}, {"product-type.type"}, {"silent.empty-property"}, {"product-name.alphabet"}});
  CHECK(whole.broken == ClauseSet{"region.type", "common.action"});
  CHECK(whole.perhaps == ClauseSet{"region.values", "product-type.type"});
  CHECK(whole.silences == ClauseSet{"silent.null-property", "silent.empty-property"});
  CHECK(whole.exercised == ClauseSet{"product-type.optional", "product-name.alphabet"});
}
