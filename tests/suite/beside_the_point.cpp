// SPDX-License-Identifier: MIT
#include <createproduct/suite/beside_the_point.hpp>

#include <string>

#include <createproduct/judge/judge.hpp>

#include <doctest/doctest.h>

#include "recorded_sample.hpp"

using namespace createproduct;
using scripted::recorded;
using scripted::refusal;

namespace {

std::string why(suite::Recorded one) {
  judge::Judge judge{std::string()};
  const judge::Ruling ruling =
      judge.rule(one.exchange.account, suite::classify(one), one.exchange.answer, one.clause);
  return std::string(suite::beside_the_point(one, ruling));
}

suite::Recorded asked(const std::string& query, const scripted::Answer& answer) {
  return recorded(query, answer);
}

const std::string plain = "Action=CreateProduct&productName=a";
const std::string complete = plain + "&Timestamp=1&Nonce=2&SecretId=id&Signature=s";

}  // namespace

TEST_CASE("what a gateway turns down says nothing, unless the kit asked for it") {
  CHECK_FALSE(why(asked(complete, refusal(0, 4100))).empty());
  suite::Recorded own = asked(complete, refusal(0, 4100));
  own.case_id = "common.signature.flip-first";
  CHECK(why(own).empty());
  CHECK(why(asked(complete, refusal(0, 4400))).empty());
}

TEST_CASE("a refusal in words alone says nothing where common parameters are missing") {
  CHECK_FALSE(why(asked(plain, refusal(0, 4000))).empty());
  CHECK(why(asked(complete, refusal(0, 4000))).empty());
  CHECK(why(asked(plain, refusal(1101))).empty());
}

TEST_CASE("a refusal for want of room says nothing of the room, but of its own text") {
  CHECK_FALSE(why(asked(plain, refusal(1000))).empty());
  CHECK(why(asked("Action=CreateProduct&productName=a.", refusal(1000))).find("room") != std::string::npos);
  suite::Recorded full = asked(plain, refusal(1000, 4000));
  judge::Judge judge{std::string()};
  judge.account("first").quota = 0;
  const auto ruled = [&judge](const suite::Recorded& one) {
    return judge.rule(one.exchange.account, suite::classify(one), one.exchange.answer, one.clause);
  };
  CHECK(suite::beside_the_point(full, ruled(full)).empty());
  full.exchange.answer.body = R"({"code":1000,"message":"(1000)full","codeDesc":"x"})";
  CHECK(suite::beside_the_point(full, ruled(full)).empty());
}

TEST_CASE("a redirection says nothing") {
  CHECK_FALSE(why(asked(plain, scripted::body("", 302))).empty());
}
