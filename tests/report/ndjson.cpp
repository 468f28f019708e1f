// SPDX-License-Identifier: MIT
#include <createproduct/report/ndjson.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "sample_events.hpp"

using namespace createproduct;
using report::NdjsonReport;

namespace {

std::string stream_of(const std::vector<suite::Event>& events, NdjsonReport::Options options = {}) {
  std::ostringstream out;
  NdjsonReport report(out, std::move(options));
  for (const suite::Event& event : events) report(event);
  return out.str();
}

}  // namespace

TEST_CASE("each event is one line of JSON") {
  std::istringstream lines(stream_of(sample::hostile_run()));
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);) names.push_back(nlohmann::json::parse(line)["event"]);
  CHECK(names == std::vector<std::string>{"run-started", "phase-started", "note", "suspected", "confirmed",
                                          "case-finished", "suspected", "confirmed", "case-finished", "run-finished"});
}

TEST_CASE("the stream holds no secret") {
  CHECK(sample::leaked(stream_of(sample::hostile_run())) == sample::secret_key);  // the redactor was not told
  CHECK(sample::leaked(stream_of(sample::hostile_run(), {false, report::Redactor({sample::secret_key})})) == "");
}

TEST_CASE("masked streams of runs that differ in the masked things only are the same") {
  std::vector<suite::Event> other = sample::plain_run();
  const auto change = [](suite::Finding& finding) {
    for (suite::Exchange& exchange : finding.history)
      for (const std::string id : {"ABCDE12345", "FGHIJ67890"})
        if (const std::size_t at = exchange.answer.body.find(id); at != std::string::npos)
          exchange.answer.body.replace(at, id.size(), "another-" + id);
  };
  for (suite::Event& event : other) {
    if (auto* started = std::get_if<suite::RunStarted>(&event)) started->target = "http://127.0.0.1:999/v2/index.php";
    if (auto* suspected = std::get_if<suite::Suspected>(&event)) change(suspected->finding);
    if (auto* confirmed = std::get_if<suite::Confirmed>(&event)) change(confirmed->finding);
    if (auto* end = std::get_if<suite::RunFinished>(&event)) {
      for (suite::Finding& finding : end->findings) change(finding);
      end->started.target = "http://127.0.0.1:999/v2/index.php";
      end->seconds = 77;
    }
  }
  CHECK(stream_of(other) != stream_of(sample::plain_run()));
  CHECK(stream_of(other, {true, {}}) == stream_of(sample::plain_run(), {true, {}}));
}
