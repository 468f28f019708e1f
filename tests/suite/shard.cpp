// SPDX-License-Identifier: MIT
#include <createproduct/suite/shard.hpp>

#include <cstddef>
#include <set>
#include <string>

#include <doctest/doctest.h>

using createproduct::suite::Shard;

TEST_CASE("the shards hold everything once") {
  for (std::size_t count = 1; count < 8; ++count)
    for (std::size_t total = 0; total < 20; ++total) {
      std::size_t shares = 0;
      for (std::size_t place = 0; place < total; ++place) {
        std::size_t holders = 0;
        for (std::size_t index = 1; index <= count; ++index) holders += Shard{index, count}.has(place) ? 1U : 0U;
        CHECK(holders == 1);
      }
      for (std::size_t index = 1; index <= count; ++index) {
        std::size_t held = 0;
        for (std::size_t place = 0; place < total; ++place) held += Shard{index, count}.has(place) ? 1U : 0U;
        CHECK(Shard{index, count}.share(total) == held);
        shares += held;
      }
      CHECK(shares == total);
    }
}

TEST_CASE("each shard has letters of its own, the whole has none") {
  CHECK(Shard().letters().empty());
  CHECK(Shard().text().empty());
  CHECK(Shard{2, 3}.text() == "2/3");
  std::set<std::string> all;
  for (std::size_t index = 1; index <= Shard::most; ++index) {
    const std::string letters = Shard{index, Shard::most}.letters();
    CHECK(letters.size() == 2);
    CHECK(letters.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == letters.npos);
    all.insert(letters);
  }
  CHECK(all.size() == Shard::most);
}

TEST_CASE("one part of a run is the last, and the whole is") {
  CHECK(Shard{}.is_last());
  for (std::size_t index = 1; index <= 5; ++index) CHECK(Shard{index, 5}.is_last() == (index == 5));
}
