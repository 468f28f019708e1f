// SPDX-License-Identifier: MIT
#include <createproduct/mock/name_check.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct::mock;

namespace {

Defect defect(const std::string& name, const NameRule& rule = {}) {
  return check_name(name, name.size(), rule, {}).defect;
}

}  // namespace

TEST_CASE("names are checked by length and alphabet") {
  CHECK(defect("") == Defect::name_empty);
  CHECK(defect("a") == Defect::none);
  CHECK(defect(std::string(32, '-')) == Defect::none);
  CHECK(defect(std::string(33, '-')) == Defect::name_long);
  CHECK(defect("a b") == Defect::name_characters);
  CHECK(defect("\xE4\xBA\xA7") == Defect::name_characters);
}

TEST_CASE("every byte but the 65 is refused at every place") {
  NameRule rule;
  for (unsigned byte = 0; byte < 256; ++byte) {
    const std::string bad(1, static_cast<char>(byte));
    const Defect expected = rule.allowed[byte] ? Defect::none : Defect::name_characters;
    CAPTURE(byte);
    CHECK(defect(bad) == expected);
    CHECK(defect(bad + "ab") == expected);
    CHECK(defect("a" + bad + "b") == expected);
    CHECK(defect("ab" + bad) == expected);
  }
}

TEST_CASE("waived defects are passed over, later ones are found") {
  CHECK(check_name("", 0, {}, {Defect::name_empty}).defect == Defect::none);
  CHECK(check_name(std::string(33, '.'), 33, {}, {Defect::name_long}).defect == Defect::name_characters);
  CHECK(check_name(std::string(33, '.'), 33, {}, {Defect::name_long, Defect::name_characters}).defect == Defect::none);
}

TEST_CASE("faulty anchors let names pass") {
  NameRule rule;
  using Anchors = NameRule::Anchors;
  const auto passes = [&rule](Anchors anchors, const std::string& name) {
    rule.anchors = anchors;
    return defect(name, rule) == Defect::none;
  };
  CHECK(passes(Anchors::before_newline, "ab\n"));
  CHECK_FALSE(passes(Anchors::before_newline, "ab\n\n"));
  CHECK_FALSE(passes(Anchors::before_newline, "\n"));
  CHECK(passes(Anchors::any_line, "ab\n!"));
  CHECK(passes(Anchors::any_line, "!\nab"));
  CHECK_FALSE(passes(Anchors::any_line, "!\n"));
  CHECK(passes(Anchors::start, "a!"));
  CHECK_FALSE(passes(Anchors::start, "!a"));
  CHECK(passes(Anchors::end, "!a"));
  CHECK(passes(Anchors::both_ends, "a!a"));
  CHECK_FALSE(passes(Anchors::both_ends, "a!"));
  CHECK(passes(Anchors::anywhere, "!a!"));
  CHECK_FALSE(passes(Anchors::anywhere, "!!"));
  CHECK(passes(Anchors::all_but_last, std::string(31, 'a') + "!"));
  CHECK_FALSE(passes(Anchors::all_but_last, "a!"));
}

TEST_CASE("wide letters pass where a rule knows them") {
  NameRule rule;
  using Wide = NameRule::Wide;
  const auto passes = [&rule](Wide wide, const std::string& name) {
    rule.wide = wide;
    return defect(name, rule) == Defect::none;
  };
  CHECK(passes(Wide::any, "a\xE4\xBA\xA7"));
  CHECK_FALSE(passes(Wide::any, "a\xE4"));
  CHECK(passes(Wide::folded, "\xC5\xBF\xE2\x84\xAA"));
  CHECK_FALSE(passes(Wide::folded, "\xC3\xA9"));
  CHECK(passes(Wide::full_width, "\xEF\xBC\xA1"));
  CHECK(passes(Wide::digits, "\xD9\xA1"));
  CHECK_FALSE(passes(Wide::digits, "\xEF\xBC\xA1"));
}

TEST_CASE("lengths are counted in different ways") {
  NameRule rule;
  rule.count = NameRule::Count::wire_bytes;
  CHECK(check_name("a:b", 33, rule, {}).defect == Defect::name_long);
  rule.count = NameRule::Count::low_byte;
  CHECK(defect(std::string(257, 'a'), rule) == Defect::none);
  CHECK(defect(std::string(255, 'a'), rule) == Defect::name_long);
}

TEST_CASE("faulty rules change the name they take") {
  NameRule rule;
  rule.trims_space = true;
  CHECK(check_name(" ab\n", 4, rule, {}).name == "ab");
  rule = {};
  rule.ends_at_nul = true;
  CHECK(check_name(std::string("ab\0c", 4), 4, rule, {}).name == "ab");
  rule = {};
  rule.drops_bad_characters = true;
  CHECK(check_name("a.b!", 4, rule, {}).name == "ab");
  rule = {};
  rule.cuts_at = 32;
  CHECK(check_name(std::string(40, 'a'), 40, rule, {}).name == std::string(32, 'a'));
}

TEST_CASE("faulty rules refuse characters by their place") {
  NameRule rule;
  rule.not_first = "-";
  rule.not_last = ":";
  rule.reserved = "test";
  rule.refuses_doubles = rule.refuses_digits_only = rule.refuses_specials_only = true;
  for (const char* name : {"-a", "a:", "test", "a:_b", "123", "_"})
    CHECK(defect(name, rule) == Defect::name_characters);
  for (const char* name : {"a-", ":a", "testing", "a:b_c", "1a", "_a", "0a:1B"}) CHECK(defect(name, rule) == Defect::none);
  rule.refuses_addresses = true;
  for (const char* name : {"0a:1B", "00:11:22:33:44:55"}) CHECK(defect(name, rule) == Defect::name_characters);
  for (const char* name : {"0a", "0a:1", "0a:1g", "0a-1b", "0a:1b:c"}) CHECK(defect(name, rule) == Defect::none);
}
