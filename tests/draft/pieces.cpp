// SPDX-License-Identifier: MIT
#include <createproduct/draft/pieces.hpp>

#include <doctest/doctest.h>

#include <string>
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
