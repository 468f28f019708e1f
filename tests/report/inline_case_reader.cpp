// SPDX-License-Identifier: MIT
#include <createproduct/report/inline_case_reader.hpp>

#include <string>

#include <doctest/doctest.h>

#include "sample_events.hpp"

using namespace createproduct;
using report::inline_case;
using report::read_inline_case;

namespace {

suite::ReplayCase read(const std::string& text) {
  std::string salt;
  Result<suite::ReplayCase> one = read_inline_case(text, salt);
  CAPTURE(text);
  REQUIRE(one);
  return *std::move(one);
}

std::string error(const std::string& text) {
  std::string salt;
  const Result<suite::ReplayCase> one = read_inline_case(text, salt);
  return one ? "" : one.error().text();
}

}  // namespace

TEST_CASE("a finding becomes a case of one line, and the case has its requests") {
  suite::Finding finding = sample::too_long_name();
  finding.history.front().is_signed = true;
  const std::string text = inline_case(finding, "kqzvn");
  CHECK(text.find('\n') == std::string::npos);
  std::string salt;
  const Result<suite::ReplayCase> one = read_inline_case(text, salt);
  REQUIRE(one);
  CHECK(salt == "kqzvn");
  CHECK(one->id == finding.case_id);
  CHECK(one->broken == finding.clause);
  REQUIRE(one->steps.size() == 1);
  REQUIRE(one->steps[0].step.literal.has_value());
  CHECK(one->steps[0].step.literal->request == finding.history[0].sent);
  CHECK(one->steps[0].key == "kqzvnaaa");
}

TEST_CASE("bytes that are not UTF-8 come through") {
  suite::Finding finding = sample::too_long_name();
  finding.history.front().sent = {"POST", "a=\xFF", sample::hostile_bytes()};
  CHECK(read(inline_case(finding, "")).steps[0].step.literal->request == finding.history[0].sent);
}

TEST_CASE("what is not all in the requests is told by name") {
  suite::Finding race = sample::too_long_name();
  race.case_id = "product-name.unique.race";
  CHECK(inline_case(race, "kqzvn") == R"({"case":"product-name.unique.race","clause":"product-name.max-length"})");
  CHECK(read(inline_case(race, "kqzvn")).steps.empty());
  suite::Finding stale = sample::too_long_name();
  stale.clause = "common.nonce";
  stale.case_id = "common.nonce.empty";
  const suite::ReplayCase one = read(inline_case(stale, ""));
  CHECK(one.steps.size() == suite::find_builtin_case("common.nonce.empty")->steps.size());
  CHECK_FALSE(one.steps.front().step.literal.has_value());
}

TEST_CASE("signing and its parameters are left to the replay") {
  const suite::ReplayCase one = read(
      R"({"steps":[{"method":"GET","query":"a=b&Nonce=5&Signature=abcdefgh&Timestamp=6","signed":true,"account":"second"}]})");
  CHECK(one.steps[0].step.literal->request.query == "a=b");
  CHECK(one.steps[0].step.second_account);
  CHECK(one.steps[0].recorded->answered == suite::Recorded::Answered::unasked);
}

TEST_CASE("steps may be those of the catalogue, and share their name") {
  suite::ReplayCase one = read(R"({"steps":[{"name":"{fresh}"},{"name":"{fresh}","method":"POST"}]})");
  REQUIRE(one.steps.size() == 2);
  CHECK(one.steps[1].step.method == "POST");
  CHECK_FALSE(one.broken.has_value());
  report::share_fresh_name(one, 3);
  CHECK(one.steps[0].key == one.steps[1].key);
}

TEST_CASE("what is wrong with a case is said, with its place") {
  CHECK(error("{") == "it is not JSON");
  CHECK(error("[]") == "expected an object");
  CHECK(error("{}") == "expected a case or steps");
  CHECK(error(R"({"case":"no.such"})") == "/case: the catalogue has no case no.such");
  CHECK(error(R"({"case":1})") == "/case: expected a text");
  CHECK(error(R"({"csae":"x"})") == "/csae: unknown member");
  CHECK(error(R"({"steps":[]})") == "/steps: expected an array with steps");
  CHECK(error(R"({"steps":[1]})") == "/steps/0: expected an object");
  CHECK(error(R"({"steps":[{"nmae":"x"}]})") == "/steps/0/nmae: unknown member or wrong value");
  CHECK(error(R"({"steps":[{"query":"x"}]})") == "/steps/0/method: it is missing");
  CHECK(error(R"({"clause":"no.such","steps":[{}]})") == "/clause: no clause is called no.such");
  CHECK(error(R"({"salt":"A1","steps":[{}]})") == "/salt: expected 4 to 14 small letters");
}
