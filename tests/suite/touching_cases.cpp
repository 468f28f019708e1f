// SPDX-License-Identifier: MIT
#include <createproduct/suite/touching_cases.hpp>

#include <array>
#include <cstddef>

#include <doctest/doctest.h>

using namespace createproduct;
using suite::Case;
using suite::touching_cases;

namespace {

/// How many cases there are of each clause.
std::array<std::size_t, clause_capacity> by_clause(const std::vector<const Case*>& cases) {
  std::array<std::size_t, clause_capacity> out{};
  for (const Case* one : cases) ++out[one->clause.index()];
  return out;
}

}  // namespace

TEST_CASE("each clause that the quick budget has cases of is touched once or twice") {
  const auto touched = by_clause(touching_cases({}, true, true));
  for (const Case& one : suite::builtin_catalogue()) {
    if (one.budget != suite::Budget::quick || one.clause.level() == Level::silent) continue;
    CAPTURE(one.clause.id());
    CHECK(touched[one.clause.index()] >= 1);
    CHECK(touched[one.clause.index()] <= 2);
  }
}

TEST_CASE("what needs keys or another account, or is not selected, is left out") {
  for (const Case* one : touching_cases({}, false, false)) {
    CHECK_FALSE(one->needs_keys);
    CHECK_FALSE(one->needs_second_account);
  }
  suite::Options options;
  options.only = {"region.*"};
  const std::vector<const Case*> cases = touching_cases(options, true, true);
  CHECK(cases.size() == 4);
  for (const Case* one : cases) CHECK(one->clause.id().starts_with("region."));
}
