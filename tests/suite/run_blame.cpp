// SPDX-License-Identifier: MIT
#include <createproduct/suite/run.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "whole_run.hpp"

using namespace scripted;
using suite::Budget;
using suite::Event;
using suite::RunFinished;

TEST_CASE("refusals are blamed on what is refused, with the smallest request that shows it") {
  struct Row {
    const char* what;
    Rule refuses;
    const char* found;
    const char* evidence;  ///< with * for a fresh or short name
  };
  const auto lacks = [](const char* key) {
    return [key](const Request& request) { return request.has_properties() && !request.has_member(key); };
  };
  const std::vector<Row> rows{
      {"colons", name_has(":"), "product-name.alphabet", "GET :"},
      {"underscores", name_has("_"), "product-name.alphabet", "GET _"},
      {"hyphens", name_has("-"), "product-name.alphabet", "GET -"},
      {"digits", name_has("0123456789"), "product-name.alphabet", "GET 7"},
      {"capitals", name_has("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "product-name.alphabet", nullptr},
      {"names of 32", [](const Request& request) { return request.name().size() == 32; }, "product-name.max-length",
       nullptr},
      {"names of 1", [](const Request& request) { return request.name().size() == 1; }, "product-name.min-length",
       nullptr},
      {"no properties", [](const Request& request) { return !request.has_properties(); }, "product-properties.optional",
       "GET saltedaaa"},
      {"all properties", [](const Request& request) { return request.has_properties(); }, "product-properties.json",
       nullptr},
      {"no encryptionType", lacks("encryptionType"), "encryption-type.optional", nullptr},
      {"no encryptionType by POST",
       [=](const Request& request) { return request.is_post() && lacks("encryptionType")(request); },
       "encryption-type.optional", nullptr},
      {"no productType", lacks("productType"), "product-type.optional", nullptr},
      {"encryptionType 2", member_is("encryptionType", "2"), "encryption-type.values", nullptr},
      {"productType 2", member_is("productType", 2), "product-type.values", nullptr},
      {"POST", [](const Request& request) { return request.is_post(); }, "common.method", nullptr},
      {"GET", [](const Request& request) { return !request.is_post(); }, "common.method", "GET saltedaaa"},
  };
  for (const Row& row : rows) {
    const Outcome outcome = run_refusing(row.refuses);
    CAPTURE(row.what);
    CHECK(outcome.finished.exit_code == 1);
    REQUIRE(outcome.found() == row.found);
    CHECK(outcome.finding().reproduced == outcome.finding().attempts);
    CHECK(outcome.finding().attempts == 3);
    CHECK(outcome.finding().history.size() == 1);
    if (row.evidence != nullptr) CHECK(outcome.evidence() == row.evidence);
    CHECK(outcome.requests < 700);
  }
}

TEST_CASE("two values that are refused only together are blamed on the operation") {
  const Outcome outcome = run_refusing(
      [](const Request& request) {
        return member_is("encryptionType", "2")(request) && member_is("productType", 2)(request);
      },
      refusal(1101), options(Budget::standard));
  CHECK(outcome.found() == "operation.create");
  const Json left = read(outcome.finding().history.back().sent).properties();
  CHECK(left["encryptionType"] == "2");
  CHECK(left["productType"] == 2);
}

TEST_CASE("a target that does not decode percent sequences is blamed for that alone") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    Request raw{request.wire, {}};
    for (const auto& field :
         createproduct::wire::split_form(request.is_post() ? request.wire.body : request.wire.query))
      raw.parameters.emplace(std::string(field.name), std::string(field.value));
    return server.serve(raw);
  };
  CHECK(run(server).found() == "common.encoding");
}

TEST_CASE("acceptances are blamed on the rule, with the smallest request that shows it") {
  struct Row {
    Rule accepts;
    const char* found;
    std::string properties;
    std::size_t name_length;
  };
  const std::vector<Row> rows{
      {is_too_long_only, "product-name.max-length", "", 33},
      {name_has("."), "product-name.alphabet", "", 1},
      {name_has(" "), "product-name.alphabet", "", 1},
      {[](const Request& request) { return request.name().empty() && request.find("productName") != nullptr; },
       "product-name.min-length", "", 0},
      {member_is("region", "sh"), "region.values", R"({"region":"sh"})", 1},
      {member_is("encryptionType", 1), "encryption-type.type", R"({"encryptionType":1})", 1},
      {member_is("productType", "0"), "product-type.type", R"({"productType":"0"})", 1},
      {member_is("productType", 3), "product-type.values", R"({"productType":3})", 1},
      {[](const Request& request) { return request.has_properties() && request.properties().is_array(); },
       "product-properties.object", R"([{"":""}])", 1},
  };
  for (const Row& row : rows) {
    const Outcome outcome = run_accepting(row.accepts);
    CAPTURE(row.found);
    CHECK(outcome.finished.exit_code == 1);
    REQUIRE(outcome.found() == row.found);
    CHECK(outcome.finding().attempts == 0);
    REQUIRE(outcome.finding().history.size() == 1);
    const Request request = read(outcome.finding().history.front().sent);
    CHECK((request.has_properties() ? *request.find("productProperties") : "") == row.properties);
    // Cases of several steps keep their fresh name.
    if (row.name_length != 1 || !request.has_properties()) CHECK(request.name().size() == row.name_length);
  }
}

TEST_CASE("names that are created twice are shown by two requests") {
  Server server;
  server.instead = [&](const Request& request) {
    Server fresh;  // to which the name is no duplicate
    const bool valid = fresh.serve(request).body.find("\"code\":0") != std::string::npos;
    const bool again = valid && server.names_of(request).contains(request.name());
    return again ? std::optional(server.create(request)) : std::nullopt;
  };
  const Outcome outcome = run(server);
  CHECK(outcome.found() == "product-name.unique");
  REQUIRE(outcome.finding().history.size() == 2);
  CHECK(readable(outcome.finding().history[0].sent) == readable(outcome.finding().history[1].sent));
}

TEST_CASE("names that are alike to a service have one finding, whatever else they are refused for") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    Server fresh;
    if (fresh.serve(request).body.find("\"code\":0") == std::string::npos) return std::nullopt;
    const auto is_alike = [&](const std::string& name) { return name.substr(0, 16) == request.name().substr(0, 16); };
    return std::ranges::any_of(server.names_of(request), is_alike) ? std::optional(refusal(1001)) : std::nullopt;
  };
  CHECK(run(server, options(Budget::standard)).found() == "product-name.unique");
}

TEST_CASE("a name that is forgotten after a while is found by creating it again") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (server.created > 60) server.names.clear();
    (void)request;
    return std::nullopt;
  };
  const Outcome outcome = run(server);
  CHECK(outcome.finished.exit_code == 1);
  CHECK(outcome.found() == "product-name.unique");
}

TEST_CASE("what is forgotten at the very end shows in the phase that creates again") {
  Server server;
  bool forget = false;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    if (forget) server.names.clear();
    return std::nullopt;
  };
  const suite::Means given = means(server);
  const RunFinished finished = suite::run(given, options(), [&](const Event& event) {
    if (const auto* phase = std::get_if<suite::PhaseStarted>(&event)) forget = phase->phase == "again";
  });
  REQUIRE(clauses(finished.findings) == "product-name.unique");
  const suite::Finding& finding = finished.findings.front();
  CHECK(finding.case_id == "product-name.unique.again");
  REQUIRE(finding.history.size() == 2);
  CHECK(read(finding.history[0].sent).name() == read(finding.history[1].sent).name());
  CHECK(finding.history[0].answer.body.find("Success") != std::string::npos);
}

TEST_CASE("what passes in one context only is shown in that, and without the rest of it") {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    suite::Options wanted = options(Budget::standard);
    wanted.seed = seed;
    const Outcome outcome = run_accepting(
        [](const Request& request) {
          return request.is_post() && member_is("productType", 2)(request) && member_is("region", "sh")(request) &&
                 name_has("ABCDEFGHIJKLMNOPQRSTUVWXYZ")(request);
        },
        wanted);
    if (outcome.found() != "region.values") continue;
    ++found;
    REQUIRE(outcome.finding().history.size() == 1);
    const Request request = read(outcome.finding().history.front().sent);
    CHECK(request.is_post());
    CHECK(request.name() == "X");
    CHECK(request.properties() == Json{{"region", "sh"}, {"productType", 2}});
  }
  CHECK(found >= 2);
}

TEST_CASE("names that are taken again in one context only are shown in that, and without the rest of it") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    const bool elsewhere = !request.is_post() || request.find("Region") == nullptr;
    if (elsewhere || !server.names_of(request).contains(request.name())) return std::nullopt;
    Server fresh;
    if (fresh.serve(request).body.find("\"code\":0") == std::string::npos) return std::nullopt;
    return server.create(request);
  };
  const Outcome outcome = run(server, options(Budget::standard));
  REQUIRE(outcome.found() == "product-name.unique");
  REQUIRE(outcome.finding().history.size() == 2);
  const Request again = read(outcome.finding().history.back().sent);
  CHECK(again.is_post());
  CHECK_FALSE(again.has_properties());
}

TEST_CASE("a form that is refused for any name is not blamed on names that exist") {
  CHECK(run_refusing(member_is("productType", 2), refusal(1101), options(Budget::standard)).found() ==
        "product-type.values");
  const auto symmetric_post = [](const Request& request) {
    return request.is_post() && member_is("encryptionType", "2")(request);
  };
  CHECK(run_refusing(symmetric_post, refusal(1101), options(Budget::standard)).found().find("error.duplicate-name") ==
        std::string::npos);
}

TEST_CASE("the proof of one answer stands before proofs by repetition, warnings come last") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (name_has("-")(request)) return refusal(1101);
    return request.name().size() > 32 && createproduct::check_product_name(request.name()).bad_alphabet() == false
               ? std::optional(server.create(request))
               : std::nullopt;
  };
  server.afterwards = [](const Request&, Answer& answer) {
    if (answer.body.find("Success") != std::string::npos)
      answer.body.replace(answer.body.find("Success"), 7, "Succeeded");
  };
  CHECK(run(server).found() == "product-name.max-length product-name.alphabet response.code-desc.success!");
}

TEST_CASE("findings are told when suspected and when confirmed, once for each clause") {
  const Outcome outcome = run_accepting([](const Request&) { return true; });
  std::map<std::string, int> confirmed;
  for (const auto& event : events_of<suite::Confirmed>(outcome.events))
    ++confirmed[std::string(event.finding.clause.id())];
  CHECK(confirmed.size() == outcome.finished.findings.size());
  for (const auto& [clause, count] : confirmed) CHECK(count == 1);
}
