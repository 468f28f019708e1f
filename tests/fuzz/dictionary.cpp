// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/dictionary.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;

TEST_CASE("the dictionary has the words of the contract, each once") {
  const std::vector<std::string> words = fuzz::dictionary();
  CHECK(std::is_sorted(words.begin(), words.end()));
  CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
  const auto has = [&](const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  CHECK(has("productProperties"));
  CHECK(has("&productName="));
  CHECK(has("\"productType\":"));
  CHECK(has("\"gz\""));
  CHECK(has("%22gz%22"));
  CHECK(has(",\"productType\":2"));
  CHECK(has("(1101)"));
}

TEST_CASE("the dictionary file has a quoted word a line, in printable characters") {
  std::istringstream lines(fuzz::dictionary_text());
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    ++count;
    REQUIRE(line.size() > 2);
    CHECK(line.front() == '"');
    CHECK(line.back() == '"');
    CHECK(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; }));
  }
  CHECK(count == fuzz::dictionary().size());
}
