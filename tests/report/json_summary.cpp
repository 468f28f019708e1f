// SPDX-License-Identifier: MIT
#include <createproduct/report/json_summary.hpp>

#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "sample_events.hpp"

using createproduct::report::JsonSummary;
using createproduct::report::Redactor;

TEST_CASE("the summary is the end of the run, once, without secrets") {
  std::ostringstream out;
  JsonSummary summary(out, Redactor({sample::secret_key}));
  for (const auto& event : sample::hostile_run()) summary(event);
  const auto read = nlohmann::json::parse(out.str());
  CHECK(read["event"] == "run-finished");
  CHECK(read["findings"].size() == 2);
  CHECK(read["findings"][1]["history"][0]["query"] == "Action=CreateProduct&productName=n");
  CHECK(sample::leaked(out.str()) == "");
  CHECK(out.str().starts_with("{\n  \"event\": \"run-finished\",\n"));
  CHECK(out.str().ends_with("}\n"));
}

TEST_CASE("nothing is written before the end of the run") {
  std::ostringstream out;
  JsonSummary summary(out);
  summary(createproduct::suite::Note{"n"});
  CHECK(out.str().empty());
}
