// SPDX-License-Identifier: MIT
#include <createproduct/suite/fresh_names.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using createproduct::suite::FreshNames;
using createproduct::suite::Random;

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

TEST_CASE("fresh names are the salt and small letters") {
  FreshNames names("salt");
  CHECK(names.salt() == "salt");
  CHECK(names.next() == "saltaaa");
  CHECK(names.next() == "saltaab");
  for (int i = 2; i < 26; ++i) (void)names.next();
  CHECK(names.next() == "saltaba");
}

TEST_CASE("fresh names stay short, new and apart whatever is appended to them") {
  FreshNames names("q");
  std::vector<std::string> drawn;
  for (std::size_t i = 0; i < 100'000; ++i) drawn.push_back(names.next());
  CHECK(drawn[16'899].size() == 4);
  CHECK(drawn[16'900].size() == 6);
  CHECK(drawn.back().size() == 6);
  std::size_t foreign = 0, beginnings = 0;
  for (const std::string& name : drawn)
    foreign += name[0] != 'q' || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos ? 1U : 0U;
  // In order, a name that is the beginning of another one stands right in front of one that begins so.
  std::sort(drawn.begin(), drawn.end());
  for (std::size_t i = 1; i < drawn.size(); ++i) beginnings += drawn[i].starts_with(drawn[i - 1]) ? 1U : 0U;
  CHECK(foreign == 0);
  CHECK(beginnings == 0);
}
