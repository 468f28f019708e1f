// SPDX-License-Identifier: MIT
#include <createproduct/suite/glob.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using createproduct::suite::glob_matches;

namespace {

/// What a glob means, in as few words as possible.
bool matches_by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*')
    return matches_by_definition(pattern.substr(1), text) ||
           (!text.empty() && matches_by_definition(pattern, text.substr(1)));
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         matches_by_definition(pattern.substr(1), text.substr(1));
}

std::vector<std::string> all_texts(std::string_view alphabet, std::size_t longest) {
  std::vector<std::string> out{""};
  for (std::size_t begin = 0, length = 1; length <= longest; ++length) {
    const std::size_t end = out.size();
    for (; begin < end; ++begin)
      for (const char c : alphabet) out.push_back(out[begin] + c);
  }
  return out;
}

}  // namespace

TEST_CASE("a glob matches clause ids as users write them") {
  static_assert(glob_matches("product-name.*", "product-name.alphabet"));
  CHECK(glob_matches("*", "operation.create"));
  CHECK(glob_matches("*", ""));
  CHECK(glob_matches("*.type", "region.type"));
  CHECK(glob_matches("*name*", "silent.name-case"));
  CHECK(glob_matches("re?ion.values", "region.values"));
  CHECK_FALSE(glob_matches("re?ion.values", "reion.values"));
  CHECK_FALSE(glob_matches("region", "region.values"));
  CHECK_FALSE(glob_matches("*.type", "region.types"));
  CHECK_FALSE(glob_matches("", "region.type"));
}

TEST_CASE("short globs match just what they mean") {
  const std::vector<std::string> texts = all_texts("ab", 4);
  for (const std::string& pattern : all_texts("ab*?", 4))
    for (const std::string& text : texts)
      if (glob_matches(pattern, text) != matches_by_definition(pattern, text)) {
        CAPTURE(pattern);
        CAPTURE(text);
        CHECK(glob_matches(pattern, text) == matches_by_definition(pattern, text));
      }
}

TEST_CASE("many stars take no exponential time") {
  std::string pattern;
  for (int i = 0; i < 30; ++i) pattern += "*a";
  CHECK_FALSE(glob_matches(pattern + "b", std::string(2000, 'a')));
}
