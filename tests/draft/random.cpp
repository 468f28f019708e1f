// SPDX-License-Identifier: MIT
#include <createproduct/draft/random.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct::draft;

TEST_CASE("the random numbers are those of SplitMix64") {
  Random zero(0);
  CHECK(zero.next() == 0xE220A8397B1DCDAFU);
  CHECK(zero.next() == 0x6E789E6AA1B965F4U);
  CHECK(zero.next() == 0x06C45D188009454FU);
  Random other(1);
  CHECK(other.next() == 0x910A2DEC89025CC1U);
}

TEST_CASE("a random number is below its bound and takes every value there") {
  Random random(7);
  std::vector<int> seen(5);
  for (int i = 0; i < 200; ++i) ++seen.at(random.below(5));
  CHECK(*std::min_element(seen.begin(), seen.end()) > 0);
  CHECK(random.below(1) == 0);
}

TEST_CASE("numbers between two bounds reach both and pass neither") {
  Random random(6);
  std::set<std::size_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(between(3, 7, random));
  CHECK(seen == std::set<std::size_t>{3, 4, 5, 6, 7});
}

TEST_CASE("each choice is made, and each order comes up") {
  Random random(7);
  static constexpr std::array<int, 3> choices{10, 20, 30};
  std::set<int> chosen;
  std::set<std::vector<int>> orders;
  for (int i = 0; i < 200; ++i) {
    chosen.insert(one_of(choices, random));
    std::vector<int> list{1, 2, 3};
    shuffle(list, random);
    orders.insert(list);
  }
  CHECK(chosen.size() == 3);
  CHECK(orders.size() == 6);
}

TEST_CASE("once in so many times is about that often") {
  Random random(8);
  int count = 0;
  for (int i = 0; i < 8000; ++i) count += once_in(8, random) ? 1 : 0;
  CHECK(count > 850);
  CHECK(count < 1150);
}
