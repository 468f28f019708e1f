// SPDX-License-Identifier: MIT
#include <createproduct/mock/parameters.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct;
using mock::Decoding;
using mock::Parameters;

namespace {

wire::WireRequest get(std::string query) { return {"GET", std::move(query), {}}; }

/// The value of `a` in a GET request with this query.
std::string value(const std::string& query, const Decoding& rules = {}) {
  const wire::WireRequest request = get(query);
  return std::string(Parameters(request, rules).value("a"));
}

}  // namespace

TEST_CASE("parameters are split and decoded") {
  const wire::WireRequest request = get("a=1&b=%41%3a%3A&&=x&c&d=x=y&e=&%61%62=7");
  const Parameters parameters(request, {});
  CHECK(parameters.value("a") == "1");
  CHECK(parameters.value("b") == "A::");
  CHECK(parameters.value("") == "x");
  REQUIRE(parameters.find("c") != nullptr);
  CHECK(parameters.value("c").empty());
  CHECK(parameters.value("d") == "x=y");
  REQUIRE(parameters.find("e") != nullptr);
  CHECK(parameters.value("ab") == "7");
  CHECK(parameters.find("f") == nullptr);
  CHECK(parameters.all().size() == 7);
  CHECK(parameters.decodable());
  CHECK(parameters.find("b")->wire_value == "%41%3a%3A");
}

TEST_CASE("a plus sign is a space or itself") {
  Decoding rules;
  CHECK(value("a=x+y%2B") == "x y+");
  rules.plus_is_space = false;
  CHECK(value("a=x+y%2B", rules) == "x+y+");
}

TEST_CASE("percent signs without two digits are kept and noticed") {
  for (const std::string text : {"%", "%4", "%zz", "%4g", "100%"}) {
    const wire::WireRequest request = get("a=" + text);
    const Parameters parameters(request, {});
    CHECK(parameters.value("a") == text);
    CHECK_FALSE(parameters.decodable());
  }
  CHECK(value("a=%%41") == "%A");
}

TEST_CASE("a byte of any value is decoded") { CHECK(value("a=%00%FF%80") == std::string("\0\xFF\x80", 3)); }

TEST_CASE("of several parameters the last or the first counts") {
  Decoding rules;
  CHECK(value("a=1&a=2&a=3") == "3");
  rules.repeat = Decoding::Repeat::first;
  CHECK(value("a=1&a=2&a=3", rules) == "1");
  const wire::WireRequest request = get("a=1&b=2&a=3");
  CHECK(Parameters(request, {}).count("a") == 2);
}

TEST_CASE("names of parameters fold case on demand") {
  Decoding rules;
  CHECK(value("A=1") == "");
  rules.folds_case = true;
  CHECK(value("A=1", rules) == "1");
}

TEST_CASE("the places of parameters follow the method") {
  const wire::WireRequest post{"POST", "a=query&q=1", "a=body"};
  CHECK(Parameters(post, {}).value("a") == "body");
  CHECK(Parameters(post, {}).value("q") == "1");
  const wire::WireRequest with_body{"GET", "a=query", "a=body&b=1"};
  CHECK(Parameters(with_body, {}).value("a") == "query");
  CHECK(Parameters(with_body, {}).find("b") == nullptr);
  Decoding rules;
  rules.reads_query_of_post = false;
  rules.reads_body_of_get = true;
  CHECK(Parameters(post, rules).find("q") == nullptr);
  CHECK(Parameters(with_body, rules).value("a") == "body");
}

TEST_CASE("faulty ways to decode") {
  Decoding rules;
  rules.percent = Decoding::Percent::never;
  CHECK(value("a=%41", rules) == "%41");
  rules.percent = Decoding::Percent::twice;
  CHECK(value("a=%2541%2b", rules) == "A ");
  CHECK(value("a=%41", rules) == "A");
  rules.percent = Decoding::Percent::upper_case_only;
  CHECK(value("a=%3A%3a%41", rules) == ":%3aA");
  rules.percent = Decoding::Percent::where_needed_only;
  CHECK(value("a=%3A%41%37", rules) == ":%41%37");
}

TEST_CASE("faulty ways to split") {
  Decoding rules;
  rules.splits_decoded_text = true;
  CHECK(value("a=x%26b=y", rules) == "x");
  CHECK(value("a=x%3Dy", rules) == "x=y");
  rules.cuts_at_equals = true;
  CHECK(value("a=x%3Dy", rules) == "x");
  rules = {};
  rules.value_limit = 4;
  CHECK(value("a=123456", rules) == "1234");
}
