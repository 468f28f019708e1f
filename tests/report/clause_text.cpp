// SPDX-License-Identifier: MIT
#include <createproduct/report/clause_text.hpp>

#include <doctest/doctest.h>

using namespace createproduct;

TEST_CASE("levels have the names of the specification") {
  CHECK(report::level_text(Level::must) == "must");
  CHECK(report::level_text(Level::derived) == "derived");
  CHECK(report::level_text(Level::linked) == "linked");
  CHECK(report::level_text(Level::example) == "example");
  CHECK(report::level_text(Level::silent) == "silent");
}

TEST_CASE("a clause says where it comes from") {
  CHECK(report::clause_origin("product-name.max-length") == "must, section 2");
  CHECK(report::clause_origin("common.method") == "linked, common parameters");
}
