// SPDX-License-Identifier: MIT
#include <createproduct/suite/selection.hpp>

#include <doctest/doctest.h>

using createproduct::suite::Budget;
using createproduct::suite::budget_name;
using createproduct::suite::Effort;
using createproduct::suite::effort_of;
using createproduct::suite::Options;
using createproduct::suite::selected;

TEST_CASE("budgets have the names of the option") {
  static_assert(budget_name(Budget::quick) == "quick");
  CHECK(budget_name(Budget::standard) == "standard");
  CHECK(budget_name(Budget::deep) == "deep");
}

TEST_CASE("everything is selected unless something is asked for") {
  Options options;
  CHECK(selected(options, "region.type"));
  options.only = {"region.type"};
  CHECK(selected(options, "region.type"));
  CHECK_FALSE(selected(options, "region.values"));
  CHECK_FALSE(selected(options, "operation.create"));
}

TEST_CASE("one of several patterns is enough") {
  Options options;
  options.only = {"error.*", "*-name.unique"};
  CHECK(selected(options, "error.quota"));
  CHECK(selected(options, "product-name.unique"));
  CHECK_FALSE(selected(options, "product-name.alphabet"));
}

TEST_CASE("a larger budget never does less") {
  const Effort quick = effort_of(Budget::quick), standard = effort_of(Budget::standard), deep = effort_of(Budget::deep);
  for (const auto part :
       {&Effort::random_cases, &Effort::sequences, &Effort::created_again, &Effort::shrink_requests, &Effort::race_rounds}) {
    CHECK(quick.*part > 0);
    CHECK(quick.*part < standard.*part);
    CHECK(standard.*part < deep.*part);
  }
  CHECK(quick.race_width >= 2);
  CHECK(quick.race_width <= standard.race_width);
  CHECK(standard.race_width <= deep.race_width);
  // The oldest and the newest product are always tried again.
  CHECK(quick.created_again >= 2);
}

TEST_CASE("so many random cases as are asked for, with sequences in proportion") {
  Options options;
  CHECK(effort_of(options).random_cases == effort_of(options.budget).random_cases);
  options.random_cases = 1000;
  CHECK(effort_of(options).random_cases == 1000);
  CHECK(effort_of(options).sequences == 125);
  CHECK(effort_of(options).created_again == effort_of(options.budget).created_again);
  options.random_cases = 0;
  CHECK(effort_of(options).sequences == 0);
}
