// SPDX-License-Identifier: MIT
#include <createproduct/draft/pieces.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace draft = createproduct::draft;

TEST_CASE("a list without pieces: all, halves, quarters, single elements") {
  std::vector<std::string> out;
  draft::append_without_pieces(std::string("abcde"), out);
  CHECK(out == std::vector<std::string>{"", "cde", "abe", "abcd", "bcde", "acde", "abde", "abce", "abcd"});
  out.clear();
  draft::append_without_pieces(std::string(), out);
  CHECK(out.empty());
}

TEST_CASE("lists without a piece come one by one, too") {
  std::vector<std::string> out;
  draft::each_without_piece(std::string("abc"), [&](std::string fewer) { out.push_back(std::move(fewer)); });
  CHECK(out == std::vector<std::string>{"", "bc", "ac", "ab"});
}
