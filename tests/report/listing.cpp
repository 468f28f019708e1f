// SPDX-License-Identifier: MIT
#include <createproduct/report/listing.hpp>

#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/catalogue.hpp>

using namespace createproduct;
using nlohmann::json;

TEST_CASE("the list of clauses has each clause in order") {
  const json document = json::parse(report::clauses_json());
  CHECK(document["version"] == spec::version);
  REQUIRE(document["clauses"].size() == clause_count);
  for (std::size_t i = 0; i < clause_count; ++i) {
    CHECK(document["clauses"][i]["id"] == ClauseId::at(i).id());
    CHECK(document["clauses"][i]["text"] == ClauseId::at(i).get().text);
  }
}

TEST_CASE("the list of cases read as a catalogue gives the same cases") {
  const std::vector<suite::Case>& cases = suite::builtin_catalogue();
  REQUIRE(cases.size() > 1000);
  const std::string text = report::cases_json(cases);
  CHECK(text.find("<<") == std::string::npos);
  std::vector<suite::Case> again;
  const auto error = suite::read_catalogue(text, "exported", again);
  REQUIRE_MESSAGE(!error, error->text());
  REQUIRE(again.size() == cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(cases[i].id);
    CHECK(again[i].id == cases[i].id);
    CHECK(again[i].needs_properties == cases[i].needs_properties);
  }
  CHECK(report::cases_json(again) == text);
}

TEST_CASE("a case is listed with every member it has") {
  std::vector<suite::Case> cases;
  const std::string text = R"({"cases":[{"id":"a.b","clause":"region.type","title":"t","budget":"deep",)"
                           R"("needs":["keys","second-account"],"steps":[{"method":"POST","name":"n",)"
                           R"("properties":"{}","extra":[["a","b"]],"bare":true,"account":"second","signed":false,)"
                           R"("authentic":false,"after-signing":[["c","d"]],"tamper":"cut"},)"
                           R"({"name-wire":"%41","properties-wire":"%7B","signed":"by-other-method"},)"
                           R"({"parameters":"Action=%"}]}]})";
  REQUIRE(!suite::read_catalogue(text, "test", cases));
  json expected = json::parse(text);
  expected["version"] = spec::version;
  CHECK(json::parse(report::cases_json(cases)) == expected);
}
