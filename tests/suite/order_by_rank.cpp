// SPDX-License-Identifier: MIT
#include <createproduct/suite/order_by_rank.hpp>

#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

TEST_CASE("items come in the order of their ranks, and else stay as they were") {
  std::vector<std::string> items{"ccc", "a", "bbb", "bb", "aa", "c", "aaaaaa"};
  std::size_t asked = 0;
  createproduct::suite::order_by_rank(items, [&asked](const std::string& item) { return ++asked, item.size(); });
  CHECK(items == std::vector<std::string>{"a", "c", "bb", "aa", "ccc", "bbb", "aaaaaa"});
  CHECK(asked == items.size());
  std::vector<std::string> none;
  createproduct::suite::order_by_rank(none, [](const std::string&) { return std::size_t{0}; });
  CHECK(none.empty());
}
