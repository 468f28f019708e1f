// SPDX-License-Identifier: MIT
#include <createproduct/suite/fresh_names.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using createproduct::suite::FreshNames;

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
