// SPDX-License-Identifier: MIT
#include <createproduct/report/mask.hpp>

#include <string>
#include <variant>

#include <doctest/doctest.h>

#include "sample_events.hpp"

using namespace createproduct;
using report::Masks;

namespace {

suite::RunStarted started(const std::string& target) {
  suite::RunStarted run;
  run.target = target;
  return run;
}

std::string masked_target(const std::string& target) {
  Masks masks;
  return std::get<suite::RunStarted>(masks(started(target))).target;
}

}  // namespace

TEST_CASE("the port of the target is masked, there and in later texts") {
  CHECK(masked_target("http://127.0.0.1:43210/v2/index.php") == "http://127.0.0.1:PORT/v2/index.php");
  CHECK(masked_target("http://[::1]:43210") == "http://[::1]:PORT");
  CHECK(masked_target("http://[::1]/v2") == "http://[::1]/v2");
  CHECK(masked_target("http://host/a:12") == "http://host/a:12");
  CHECK(masked_target("mock: in process") == "mock: in process");
  Masks masks;
  (void)masks(started("http://127.0.0.1:43210/"));
  CHECK(std::get<suite::Note>(masks(suite::Note{"127.0.0.1:43210 is gone"})).text == "127.0.0.1:PORT is gone");
}

TEST_CASE("product ids are numbered as they appear, the same for the same id") {
  Masks masks;
  suite::Finding finding = sample::duplicate_accepted();
  finding.history[1].answer.body = R"({"productID":"FGHIJ678901"})";
  finding.why = "FGHIJ67890 came before FGHIJ678901";
  const auto suspected = std::get<suite::Suspected>(masks(suite::Suspected{finding}));
  CHECK(suspected.finding.why == "PRODUCT-ID-1 came before PRODUCT-ID-2");
  CHECK(suspected.finding.history[1].answer.body == R"({"productID":"PRODUCT-ID-2"})");
  const auto confirmed = std::get<suite::Confirmed>(masks(suite::Confirmed{finding}));
  CHECK(confirmed.finding.why == suspected.finding.why);
}

TEST_CASE("a short product id is masked in quotes only") {
  Masks masks;
  suite::Finding finding = sample::too_long_name();
  finding.history.front().answer.body = R"({"code":0,"productID":"0"})";
  finding.why = "code 0";
  const auto suspected = std::get<suite::Suspected>(masks(suite::Suspected{finding}));
  CHECK(suspected.finding.history.front().answer.body == R"({"code":0,"productID":"PRODUCT-ID-1"})");
  CHECK(suspected.finding.why == "code 0");
}

TEST_CASE("nonce, time stamp and seconds are masked, the rest of the request is kept byte for byte") {
  Masks masks;
  suite::Finding finding = sample::too_long_name();
  finding.history.front().sent = {"POST", "&Nonce=1&&a=%zz&Timestamp&=x&", "Timestamp=2&b"};
  suite::RunFinished run;
  run.findings = {finding};
  run.seconds = 3;
  const auto masked = std::get<suite::RunFinished>(masks(run));
  CHECK(masked.findings.front().history.front().sent.query == "&Nonce=NONCE&&a=%zz&Timestamp&=x&");
  CHECK(masked.findings.front().history.front().sent.body == "Timestamp=TIMESTAMP&b");
  CHECK(masked.seconds == 0);
}

TEST_CASE("results and notes of the run are masked too") {
  Masks masks;
  suite::RunFinished run;
  run.started = started("http://h:81");
  run.reason = "h:81";
  run.clauses = {{"operation.create", {}, "h:81", 0}};
  run.silences = {{"silent.name-case", "h:81", 0}};
  run.notes = {"h:81"};
  const auto masked = std::get<suite::RunFinished>(masks(run));
  CHECK(masked.reason == "h:PORT");
  CHECK(masked.clauses.front().reason == "h:PORT");
  CHECK(masked.silences.front().choice == "h:PORT");
  CHECK(masked.notes.front() == "h:PORT");
}
