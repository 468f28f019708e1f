// SPDX-License-Identifier: MIT
#include <createproduct/suite/race.hpp>

#include <cstddef>
#include <set>
#include <string_view>

#include <doctest/doctest.h>

using namespace createproduct::suite;

TEST_CASE("each race has an id of its own that begins with its clause") {
  std::set<std::string_view> ids;
  for (const Race race : all_races) {
    CHECK(race_id(race).starts_with(race_clause(race).id()));
    CHECK(ids.insert(race_id(race)).second);
  }
}

TEST_CASE("a race creates no more products than it has names for, but in two accounts") {
  for (const Race race : all_races)
    for (const std::size_t width : {1U, 2U, 4U, 8U, 9U}) {
      CHECK(most_created(race, width) <= width);
      CHECK(raced_names(race, width) <= width);
      if (race != Race::accounts) CHECK(most_created(race, width) <= raced_names(race, width));
    }
  CHECK(most_created(Race::accounts, 8) == 2);
  CHECK(most_created(Race::one_name, 8) == 1);
  CHECK(raced_names(Race::overlapping, 8) == 3);
}

TEST_CASE("races that combine others, and those for one nonce, have fewer rounds, but one at least") {
  CHECK(race_rounds(Race::one_name, 8) == 8);
  CHECK(race_rounds(Race::accounts, 8) == 4);
  CHECK(race_rounds(Race::one_nonce, 8) == 2);
  for (const Race race : all_races) {
    CHECK(race_rounds(race, 0) == 0);
    CHECK(race_rounds(race, 1) == 1);
  }
}

TEST_CASE("a race for one nonce needs keys, a race in two accounts the second") {
  for (const Race race : all_races) {
    CHECK(has_means(race, true, true));
    CHECK(has_means(race, false, true) == (race != Race::one_nonce));
    CHECK(has_means(race, true, false) == (race != Race::accounts));
  }
}
