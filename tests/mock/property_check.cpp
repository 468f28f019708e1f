// SPDX-License-Identifier: MIT
#include <createproduct/mock/property_check.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace createproduct::mock;

namespace {

Defect defect(std::string_view text, const PropertyRules& rules = {}) { return PropertyCheck(rules, {})(true, text); }

Defect member(const std::string& text, const PropertyRules& rules = {}) { return defect("{" + text + "}", rules); }

}  // namespace

TEST_CASE("productProperties may be absent, but not empty or malformed") {
  CHECK(PropertyCheck({}, {})(false, "") == Defect::none);
  CHECK(defect("") == Defect::properties_syntax);
  CHECK(defect("{") == Defect::properties_syntax);
  for (const char* text : {"[]", "1", "1.5", "true", "null", "\"{}\"", "[{}]"})
    CHECK(defect(text) == Defect::properties_kind);
  CHECK(defect("{}") == Defect::none);
  PropertyRules rules;
  rules.required = true;
  CHECK(PropertyCheck(rules, {})(false, "") == Defect::properties_missing);
}

TEST_CASE("each member is checked by type") {
  for (const char* value : {"1", "true", "null", "[]", "{}", "1.5"}) {
    CHECK(member(std::string("\"productDescription\":") + value) == Defect::description_kind);
    CHECK(member(std::string("\"region\":") + value) == Defect::region_kind);
    CHECK(member(std::string("\"encryptionType\":") + value) == Defect::encryption_kind);
  }
  for (const char* value : {"\"0\"", "true", "null", "[]", "{}", "1.5", "2.0"})
    CHECK(member(std::string("\"productType\":") + value) == Defect::type_kind);
}

TEST_CASE("each member is checked by value") {
  CHECK(member(R"("region":"gz","encryptionType":"1","productType":0,"productDescription":"")") == Defect::none);
  for (const char* value : {"", "GZ", "gz ", " gz", "sh", "g", "gzz"})
    CHECK(member(std::string("\"region\":\"") + value + '"') == Defect::region_value);
  for (const char* value : {"", "0", "3", "01", "1 ", "12", "1.0"})
    CHECK(member(std::string("\"encryptionType\":\"") + value + '"') == Defect::encryption_value);
  for (const char* value : {"-1", "3", "256", "4294967296", "18446744073709551616", "-99999999999999999999"})
    CHECK(member(std::string("\"productType\":") + value) == Defect::type_value);
  for (const char* value : {"0", "1", "2", "-0"})
    CHECK(member(std::string("\"productType\":") + value) == Defect::none);
}

TEST_CASE("unknown and repeated members are ignored or refused") {
  PropertyRules rules;
  CHECK(member(R"("Region":7,"x":[1])") == Defect::none);
  CHECK(member(R"("region":"sh","region":"gz")") == Defect::none);
  CHECK(member(R"("region":"gz","region":"sh")") == Defect::region_value);
  rules.repeat = PropertyRules::Repeat::first;
  CHECK(member(R"("region":"gz","region":"sh")", rules) == Defect::none);
  rules.repeat = PropertyRules::Repeat::refuse;
  CHECK(member(R"("region":"gz","region":"gz")", rules) == Defect::property_repeated);
  rules.refuses_unknown = true;
  CHECK(member(R"("Region":7)", rules) == Defect::property_unknown);
}

TEST_CASE("silences can be decided the other way") {
  PropertyRules rules;
  rules.empty_is_absent = rules.null_is_absent = rules.null_member_is_absent = true;
  rules.region.empty_is_absent = rules.encryption.empty_is_absent = rules.type.integral_reals = true;
  CHECK(defect("", rules) == Defect::none);
  CHECK(defect("null", rules) == Defect::none);
  CHECK(member(R"("region":null,"productType":null)", rules) == Defect::none);
  CHECK(member(R"("region":"","encryptionType":"")", rules) == Defect::none);
  for (const char* value : {"2.0", "2e0", "0.0", "20e-1"})
    CHECK(member(std::string("\"productType\":") + value, rules) == Defect::none);
  CHECK(member("\"productType\":2.5", rules) == Defect::type_kind);
  CHECK(member("\"productType\":3.0", rules) == Defect::type_value);
  CHECK(member("\"productType\":1e400", rules) == Defect::type_kind);
  rules = {};
  rules.region.required = rules.description.required = rules.encryption.required = rules.type.required = true;
  CHECK(member("", rules) == Defect::description_missing);
  CHECK(member(R"("productDescription":"d","encryptionType":"1","productType":0)", rules) == Defect::region_missing);
  CHECK(member(R"("productDescription":"d","region":"gz","productType":0)", rules) == Defect::encryption_missing);
  CHECK(member(R"("productDescription":"d","region":"gz","encryptionType":"2")", rules) == Defect::type_missing);
  rules = {};
  rules.type.except = 1;
  rules.type.refuses_minus_zero = true;
  CHECK(member("\"productType\":1", rules) == Defect::type_value);
  CHECK(member("\"productType\":-0", rules) == Defect::type_kind);
}

TEST_CASE("descriptions can be limited") {
  PropertyRules rules;
  const auto described = [&rules](const std::string& text) {
    return member("\"productDescription\":\"" + text + '"', rules);
  };
  rules.description.most_characters = 2;
  CHECK(described("\xE4\xBA\xA7\xE5\x93\x81") == Defect::none);
  CHECK(described("abc") == Defect::description_text);
  rules = {};
  rules.description.most_bytes = 4;
  CHECK(described("\xE4\xBA\xA7\xE5\x93\x81") == Defect::description_text);
  rules = {};
  rules.description.ascii_only = true;
  CHECK(described("\xE4\xBA\xA7") == Defect::description_text);
  rules = {};
  rules.description.basic_plane_only = true;
  CHECK(described("\xE4\xBA\xA7") == Defect::none);
  CHECK(described("\xF0\x9F\x98\x80") == Defect::description_text);
  rules = {};
  rules.description.refuses_empty = rules.description.refuses_controls = true;
  CHECK(described("") == Defect::description_text);
  CHECK(described("\\u0000") == Defect::description_text);
  CHECK(described("\x7F") == Defect::description_text);
  rules = {};
  rules.description.refuses = "<";
  rules.description.refused_word = "--";
  CHECK(described("a<b") == Defect::description_text);
  CHECK(described("a--b") == Defect::description_text);
  CHECK(described("a-b") == Defect::none);
}

TEST_CASE("faulty matches take other values") {
  PropertyRules rules;
  using Region = RegionRule::Match;
  const auto region = [&rules](Region match, const std::string& value) {
    rules.region.match = match;
    return member("\"region\":\"" + value + '"', rules) == Defect::none;
  };
  CHECK(region(Region::any_case, "Gz"));
  CHECK(region(Region::prefix, "gz1"));
  CHECK(region(Region::contained, "ap-gz-1"));
  CHECK(region(Region::trimmed, " gz\\n"));
  CHECK(region(Region::part, "z"));
  CHECK(region(Region::first_letter, "ga"));
  CHECK_FALSE(region(Region::part, "sh"));
  using Encryption = EncryptionRule::Match;
  const auto encryption = [&rules](Encryption match, const std::string& value) {
    rules.encryption.match = match;
    return member("\"encryptionType\":\"" + value + '"', rules) == Defect::none;
  };
  CHECK(encryption(Encryption::number, "01"));
  CHECK(encryption(Encryption::number, "2.0"));
  CHECK_FALSE(encryption(Encryption::number, "1x"));
  CHECK(encryption(Encryption::leading_number, "1x"));
  CHECK(encryption(Encryption::low_byte, "257"));
  CHECK_FALSE(encryption(Encryption::low_byte, "259"));
  CHECK(encryption(Encryption::part, "1,2"));
  CHECK(encryption(Encryption::trimmed, " 2"));
}

TEST_CASE("faulty types take other kinds") {
  PropertyRules rules;
  for (const JsonKind kind : {JsonKind::string, JsonKind::boolean, JsonKind::real, JsonKind::array})
    rules.type.kinds.add(kind);
  for (const char* value : {"\"0\"", "true", "2.9", "[7]"})
    CHECK(member(std::string("\"productType\":") + value, rules) == Defect::none);
  for (const char* value : {"\"7\"", "\"x\"", "\"\"", "3.1"})
    CHECK(member(std::string("\"productType\":") + value, rules) == Defect::type_value);
  rules = {};
  rules.type.bits = 8;
  CHECK(member("\"productType\":256", rules) == Defect::none);
  CHECK(member("\"productType\":259", rules) == Defect::type_value);
}

TEST_CASE("an object may hide in a list or a string") {
  PropertyRules rules;
  rules.root_may_be_list = rules.root_may_hold_text = true;
  CHECK(defect(R"([{"region":"gz"}])", rules) == Defect::none);
  CHECK(defect(R"([{"region":"sh"}])", rules) == Defect::region_value);
  CHECK(defect("[{},{}]", rules) == Defect::properties_kind);
  CHECK(defect(R"("{\"region\":\"gz\"}")", rules) == Defect::none);
  CHECK(defect(R"("{\"region\":\"sh\"}")", rules) == Defect::region_value);
  CHECK(defect(R"("x")", rules) == Defect::properties_kind);
}

TEST_CASE("values may be refused together") {
  PropertyRules rules;
  rules.refuses_symmetric_nb_iot = true;
  CHECK(member(R"("encryptionType":"2","productType":2)", rules) == Defect::combination);
  CHECK(member(R"("encryptionType":"2","productType":0)", rules) == Defect::none);
  rules = {};
  rules.refuses_empty_object = true;
  CHECK(member("", rules) == Defect::combination);
  rules = {};
  rules.json.wants_page_order = true;
  CHECK(member(R"("productDescription":"d","region":"gz")", rules) == Defect::none);
  CHECK(member(R"("region":"gz","productDescription":"d")", rules) == Defect::properties_syntax);
}
