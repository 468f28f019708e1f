// SPDX-License-Identifier: MIT
#include <createproduct/mock/name_key.hpp>

#include <string_view>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("keys tell apart what they should and no more") {
  using Key = NamingRule::Key;
  struct Row {
    Key key;
    std::string_view a, b, other;
  };
  for (const Row& row :
       {Row{Key::exact, "ab", "ab", "aB"}, Row{Key::any_case, "ab", "aB", "a_"},
        Row{Key::first_16, "0123456789abcdefX", "0123456789abcdefY", "0"},
        Row{Key::first_31, "0123456789012345678901234567890X", "0123456789012345678901234567890Y", "0"},
        Row{Key::all_but_last, "ab", "ac", "b"}, Row{Key::separators_alike, "a:b", "a_b", "ab"},
        Row{Key::without_hyphens, "a-b", "ab-", "a_b"}, Row{Key::sorted, "ab", "ba", "aab"},
        Row{Key::hash, "xAa", "xBB", "xAB"},
        Row{Key::number, "007", "7", "0x7"}, Row{Key::after_colon, "a:x", "b:x", "x:a"},
        Row{Key::no_trailing_specials, "a", "a-_", "-a"}}) {
    CAPTURE(row.a);
    CHECK(name_key(row.a, row.key) == name_key(row.b, row.key));
    CHECK(name_key(row.a, row.key) != name_key(row.other, row.key));
  }
  CHECK(name_key("000", Key::number) == "000");
  CHECK(name_key("-", Key::no_trailing_specials) == "-");
  CHECK(name_key("a", Key::all_but_last) == "a");
}

TEST_CASE("underscores match any character") {
  CHECK(matches_wildcards("axb", "a_b"));
  CHECK(matches_wildcards("a_b", "a_b"));
  CHECK_FALSE(matches_wildcards("a_b", "axb"));
  CHECK_FALSE(matches_wildcards("axxb", "a_b"));
}
