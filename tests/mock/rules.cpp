// SPDX-License-Identifier: MIT
#include <createproduct/mock/rules.hpp>

#include <algorithm>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("the alphabet of names has 65 characters") {
  NameRule rule;
  CHECK(std::count(rule.allowed.begin(), rule.allowed.end(), true) == 26 + 26 + 10 + 3);
  for (const char byte : {'a', 'z', 'A', 'Z', '0', '9', ':', '_', '-'})
    CHECK(rule.allowed[static_cast<unsigned char>(byte)]);
  for (const char byte : {'`', '{', '@', '[', '/', ';', '^', '.', ' ', '\0', '\xFF'})
    CHECK_FALSE(rule.allowed[static_cast<unsigned char>(byte)]);
}

TEST_CASE("the alphabet of names can be changed") {
  NameRule rule;
  rule.allow(". ");
  rule.refuse("a9");
  CHECK(rule.allowed['.']);
  CHECK(rule.allowed[' ']);
  CHECK_FALSE(rule.allowed['a']);
  CHECK_FALSE(rule.allowed['9']);
  rule.allow_range('A', 'z');
  for (const char byte : {'[', '\\', ']', '^', '`', 'a'}) CHECK(rule.allowed[static_cast<unsigned char>(byte)]);
  CHECK_FALSE(rule.allowed['{']);
}

TEST_CASE("a set of kinds holds what was added") {
  KindSet kinds{JsonKind::string};
  CHECK(kinds.has(JsonKind::string));
  CHECK_FALSE(kinds.has(JsonKind::null));
  kinds.add(JsonKind::null);
  CHECK(kinds.has(JsonKind::null));
  CHECK_FALSE(kinds.has(JsonKind::object));
}
