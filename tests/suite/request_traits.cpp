// SPDX-License-Identifier: MIT
#include <createproduct/suite/request_traits.hpp>

#include <bit>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/draft/product_properties.hpp>

#include <doctest/doctest.h>

namespace draft = createproduct::draft;
namespace suite = createproduct::suite;
using suite::RequestTraits;

namespace {

std::uint64_t of_name(const std::string& name) { return RequestTraits().add_name(name).bits(); }
std::uint64_t of(const draft::PropertiesDraft& properties) { return RequestTraits().add_properties(properties).bits(); }

draft::PropertiesDraft members(std::u32string_view description, std::u32string_view type, bool type_quoted = false) {
  return {{{draft::description, {draft::Characters(description), true}},
           {draft::region, {U"gz", true}},
           {draft::product_type, {draft::Characters(type), type_quoted}}},
          {},
          {}};
}

}  // namespace

TEST_CASE("requests that differ in one thing differ in traits") {
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 16; ++i)
    seen.insert(RequestTraits().add_request((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0).bits());
  CHECK(seen.size() == 16);
  for (const std::uint64_t bits : seen) CHECK(std::popcount(bits) == 4);
  CHECK(RequestTraits().add_no_properties().bits() != 0);
  CHECK(seen.insert(RequestTraits().add_no_properties().bits()).second);
}

TEST_CASE("names differ in length, in their ends, and in the kinds of characters within") {
  const auto differ = [](const std::string& one, const std::string& other) {
    CAPTURE(one);
    CAPTURE(other);
    CHECK(of_name(one) != of_name(other));
  };
  CHECK(of_name("abc") == of_name("qrs"));
  CHECK(of_name("") != of_name("a"));
  differ("abc", std::string(17, 'a'));
  differ(std::string(26, 'a'), std::string(27, 'a'));
  differ(std::string(31, 'a'), std::string(32, 'a'));
  differ(std::string(32, 'a'), std::string(33, 'a'));
  for (const char* other : {"Aa", "1a", ":a", ".a", "\u00e9", "aA", "a1", "a_", "a-", "a.", "aAa", "a1a", "a:a"})
    differ("aa", other);
  differ("a:a", "a-a");
  differ("a:a", "a:-a");
}

TEST_CASE("properties differ in what each member is, in the order, and in the spelling") {
  const draft::PropertiesDraft plain = members(U"d", U"0");
  CHECK(of(plain) == of(members(U"e", U"0")));
  CHECK(of(plain) != of(members(U"d", U"2")));
  CHECK(of(members(U"d", U"3")) != of(members(U"d", U"2")));
  CHECK(of(members(U"d", U"3")) == of(members(U"d", U"0", true)));
  CHECK(of(plain) != of(members(std::u32string(33, U'd'), U"0")));
  CHECK(of(plain) != of(members(U"\u00e9", U"0")));
  draft::PropertiesDraft other = plain;
  other.members.erase(other.members.begin());
  CHECK(of(other) != of(plain));
  other = plain;
  std::swap(other.members.front(), other.members.back());
  CHECK(of(other) != of(plain));
  other = plain;
  other.members.push_back({draft::encryption_type, {U"2", true}});
  const std::uint64_t symmetric = of(other);
  CHECK(symmetric != of(plain));
  other.members.back().value.text = U"1";
  CHECK(of(other) != symmetric);
  other = plain;
  other.members[1].value.text = U"bj";
  CHECK(of(other) != of(plain));
  other = plain;
  other.spelling.seed = 1;
  CHECK(of(other) != of(plain));
  CHECK(of({{}, U"[]", {}}) != of(plain));
}
