// SPDX-License-Identifier: MIT
#include <createproduct/report/transcript.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "sample_events.hpp"

using namespace createproduct;

namespace {

suite::Recorded signed_exchange() {
  suite::Recorded one;
  one.exchange =
      sample::exchange("GET",
                       "Action=CreateProduct&productName=qwertaab&SecretId=" + sample::secret_id +
                           "&Signature=0EEm%2FHtGRr%2FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%3D&Nonce=5&Timestamp=6",
                       "", "{\"code\":0,\"echo\":\"" + sample::signature + "\"}");
  one.exchange.is_signed = true;
  one.case_id = "a.case";
  one.execution = 7;
  one.fresh = "qwertaab";
  one.step.emplace();
  one.step->name = "{fresh}";
  one.start = 1.25;
  one.end = 1.5;
  return one;
}

}  // namespace

TEST_CASE("a transcript begins with what it is, and has a line for each exchange, without secrets") {
  std::ostringstream out;
  report::TranscriptWriter writer(out, {"http://host/?" + sample::secret_key, "qwert"},
                                  report::Redactor({sample::secret_key}));
  writer(signed_exchange());
  std::istringstream lines(out.str());
  std::string line;
  REQUIRE(std::getline(lines, line));
  const auto head = nlohmann::json::parse(line);
  CHECK(head["transcript"] == 1);
  CHECK(head["salt"] == "qwert");
  REQUIRE(std::getline(lines, line));
  const auto json = nlohmann::json::parse(line);
  CHECK(json["query"] == "Action=CreateProduct&productName=qwertaab");
  CHECK(json["signed"] == true);
  CHECK(json["step"]["name"] == "{fresh}");
  CHECK(json["execution"] == 7);
  CHECK(json["start"] == 1.25);
  CHECK(json["status"] == 200);
  CHECK(sample::leaked(out.str()) == "");
}

TEST_CASE("what is not known of an answer is left out") {
  suite::Recorded one = signed_exchange();
  one.answered = suite::Recorded::Answered::unasked;
  CHECK_FALSE(nlohmann::json::parse(report::transcript_line(one)).contains("status"));
  one.answered = suite::Recorded::Answered::dropped;
  CHECK(nlohmann::json::parse(report::transcript_line(one))["transport"] == "dropped");
  one = {};
  one.exchange.answer.transport = judge::Answer::Transport::timed_out;
  one.exchange.answer.detail = "no answer";
  CHECK(nlohmann::json::parse(report::transcript_line(one))["transport"] == "timed out");
  CHECK_FALSE(nlohmann::json::parse(report::transcript_line(one)).contains("case"));
}
