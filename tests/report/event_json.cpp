// SPDX-License-Identifier: MIT
#include <createproduct/report/event_json.hpp>

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "sample_events.hpp"

using namespace createproduct;
using nlohmann::json;
using report::event_json;

TEST_CASE("small events have their fields") {
  suite::RunStarted started{"http://h/", "quick", 18446744073709551615U, "salt", 7, "2/3"};
  CHECK(event_json(started) ==
        R"({"event":"run-started","kit":")" + std::string(version) + R"(","specification":")" +
            std::string(spec::version) +
            R"(","target":"http://h/","budget":"quick","seed":18446744073709551615,"salt":"salt","shard":"2/3","cases":7})");
  CHECK(event_json(suite::PhaseStarted{"names", 3}) == R"({"event":"phase-started","phase":"names","cases":3})");
  CHECK(
      event_json(suite::CaseFinished{"c.1", "region.type", judge::Verdict::inconclusive, 2, "noise"}) ==
      R"({"event":"case-finished","case":"c.1","clause":"region.type","verdict":"inconclusive","requests":2,"note":"noise"})");
  CHECK(event_json(suite::Note{"n"}) == R"({"event":"note","text":"n"})");
}

TEST_CASE("a finding has its clause, its evidence and its history") {
  const json event = json::parse(event_json(suite::Confirmed{sample::duplicate_accepted()}));
  CHECK(event["event"] == "confirmed");
  const json& finding = event["finding"];
  CHECK(finding["clause"] == "product-name.unique");
  CHECK(finding["level"] == "must");
  CHECK(finding["section"] == "1");
  CHECK(finding["text"] == ClauseId("product-name.unique").get().text);
  CHECK(finding["verdict"] == "flaky");
  CHECK(finding["case"] == "product-name.unique.again");
  CHECK(finding["also"] == json::array());
  CHECK(finding["reproduced"] == 1);
  CHECK(finding["attempts"] == 4);
  REQUIRE(finding["history"].size() == 2);
  const json& second = finding["history"][1];
  CHECK(second["account"] == "second");
  CHECK(second["signed"] == false);
  CHECK(second["method"] == "GET");
  CHECK(second["query"] == "Action=CreateProduct&productName=kqzvnb&x=%zz&=&bare");
  CHECK(second["body"] == "");
  CHECK(second["answer"]["transport"] == "timed out");
  CHECK(second["answer"]["status"] == 0);
  CHECK(second["answer"]["detail"] == "no answer within 5 s");
  CHECK(json::parse(event_json(suite::Suspected{sample::too_long_name()}))["finding"]["also"][0] ==
        "product-name.max-length.64");
}

TEST_CASE("the end of a run has its numbers and results") {
  const json event = json::parse(event_json(sample::finished({sample::too_long_name()}, "why"), 2));
  CHECK(event["event"] == "run-finished");
  CHECK(event["verdict"] == "fail");
  CHECK(event["exit_code"] == 1);
  CHECK(event["seed"] == 42);
  CHECK(event["planned"] == 120);
  CHECK(event["cases"] == 118);
  CHECK(event["requests"] == 412);
  CHECK(event["accepted"] == 87);
  CHECK(event["refused"] == 320);
  CHECK(event["unanswered"] == 5);
  CHECK(event["created"] == 80);
  CHECK(event["seconds"] == 1.5);
  CHECK(event["findings"].size() == 1);
  CHECK(event["clauses"].size() == 53);
  CHECK(event["clauses"][0] == json({{"clause", "response.json"},
                                     {"level", "derived"},
                                     {"section", "3"},
                                     {"verdict", "pass"},
                                     {"checks", 10},
                                     {"reason", ""}}));
  CHECK(event["silences"][1] == json({{"silence", "silent.unknown-property"}, {"choice", "why"}, {"seen", 2}}));
  CHECK(event["codes"][1] == json({{"code", 1001}, {"seen", 12}}));
  CHECK(event["notes"] == json::array({"why"}));
}

TEST_CASE("hostile bytes are JSON on one line, and kept without loss") {
  for (const suite::Event& event : sample::hostile_run()) {
    const std::string line = event_json(event);
    CHECK(report::printable(line) == line);
    const json read = json::parse(line);
    if (read["event"] != "suspected" || read["finding"]["clause"] != "product-name.alphabet") continue;
    const std::string hex = read["finding"]["history"][0]["query_hex"];
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
      bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    CHECK(bytes == sample::hostile_bytes());
  }
}
