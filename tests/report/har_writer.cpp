// SPDX-License-Identifier: MIT
#include <createproduct/report/har_writer.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <createproduct/report/har_reader.hpp>

#include "recording_sample.hpp"
#include "sample_events.hpp"

using namespace createproduct;

TEST_CASE("what is written as HAR is HAR, and is read back") {
  suite::Recorded one;
  one.exchange = sample::exchange("POST", "q=1", "Action=CreateProduct&productName=a%20b", "{\"code\":0}");
  one.exchange.account = "second";
  one.start = 1795552563.25;
  one.end = 1795552563.75;
  one.case_id = "a.case";
  suite::Recorded binary = one;
  binary.exchange.answer.body = sample::hostile_bytes();
  suite::Recorded lost = one;
  lost.exchange.answer = {judge::Answer::Transport::timed_out, 0, "", "no answer", 0};
  std::ostringstream out;
  report::HarWriter writer(out, "http://127.0.0.1:8080/v2/index.php", {});
  for (const suite::Recorded& each : {one, binary, lost}) writer(each);
  writer.finish();

  const auto json = nlohmann::json::parse(out.str());
  CHECK(json["log"]["version"] == "1.2");
  const auto& entry = json["log"]["entries"][0];
  for (const char* member : {"startedDateTime", "time", "request", "response", "cache", "timings"})
    CHECK(entry.contains(member));
  CHECK(entry["request"]["queryString"][0]["name"] == "q");
  CHECK(entry["_case"] == "a.case");
  ReadRecording read;
  std::istringstream in(out.str());
  report::read_har(in, read.sink, report::ServiceFilter());
  CHECK(read.bad == "");
  REQUIRE(read.all.size() == 3);
  CHECK(read.all[0].exchange.sent == one.exchange.sent);
  CHECK(read.all[0].exchange.answer == one.exchange.answer);
  CHECK(read.all[0].exchange.account == "second");
  CHECK(read.all[0].start == one.start);
  CHECK(read.all[1].exchange.answer.body == sample::hostile_bytes());
  CHECK(read.all[2].answered == suite::Recorded::Answered::dropped);
}

TEST_CASE("a HAR holds no secret") {
  suite::Recorded one;
  one.exchange = sample::exchange("GET", "a=b&SecretId=" + sample::secret_id, "", sample::signature);
  one.exchange.is_signed = true;
  std::ostringstream out;
  report::HarWriter writer(out, "http://h/", {});
  writer(one);
  writer.finish();
  CHECK(sample::leaked(out.str()) == "");
}

TEST_CASE("an empty HAR is one, too") {
  std::ostringstream out;
  report::HarWriter(out, "http://h/", {}).finish();
  CHECK(nlohmann::json::parse(out.str())["log"]["entries"].empty());
}
