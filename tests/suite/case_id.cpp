// SPDX-License-Identifier: MIT
#include <createproduct/suite/case_id.hpp>

#include <string_view>

#include <doctest/doctest.h>

#include <createproduct/model/clause.hpp>

using namespace createproduct;

static_assert(suite::is_told_by_name(suite::again_id));
static_assert(!suite::is_told_by_name(suite::random_id) && !suite::is_told_by_name(suite::sequence_id));
static_assert(!suite::is_told_by_name(suite::old_nonce_id));

TEST_CASE("the names of cases that no catalogue has begin with their clause") {
  for (const std::string_view id : {suite::random_id, suite::sequence_id, suite::again_id, suite::old_nonce_id})
    CHECK(ClauseId::find(id.substr(0, id.rfind('.'))));
}

TEST_CASE("races and names that are created again are told by their name") {
  for (const suite::Race race : suite::all_races) CHECK(suite::is_told_by_name(suite::race_id(race)));
  for (const std::string_view id : {"", "product-name.unique", "product-name.unique.race.", "operation.create.plain"})
    CHECK_FALSE(suite::is_told_by_name(id));
}
