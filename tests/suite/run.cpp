// SPDX-License-Identifier: MIT
#include <createproduct/suite/run.hpp>

#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "whole_run.hpp"

using namespace scripted;
using suite::Budget;
using suite::Event;
using suite::RunFinished;

TEST_CASE("a right target is conformant in every budget, and nothing is said against it") {
  std::size_t before = 0;
  for (const Budget budget : {Budget::quick, Budget::standard, Budget::deep}) {
    Server server;
    const Outcome outcome = run(server, options(budget));
    CHECK(outcome.finished.exit_code == 0);
    CHECK(outcome.finished.verdict == Verdict::pass);
    CHECK(outcome.found().empty());
    CHECK(events_of<suite::Suspected>(outcome.events).empty());
    CHECK(outcome.finished.created == outcome.created);
    CHECK(outcome.requests > before);
    before = outcome.requests;
  }
}

TEST_CASE("each clause that can be seen is put to the test on a right target") {
  Server server;
  suite::Means given = means(server);
  given.first.stamp = fake_stamp("one");
  given.second = suite::Access{fake_stamp("two"), {}, false};
  suite::Options wanted = options(Budget::standard);
  wanted.quota = 1000;
  server.quota = 1000;
  const Outcome outcome = run(server, wanted, given);
  CHECK(outcome.finished.exit_code == 0);
  for (const suite::ClauseResult& result : outcome.finished.clauses) {
    CAPTURE(result.clause.id());
    // What needs keys, and what the page promises but no answer shows.
    const bool needs_keys =
        result.clause.id().starts_with("common.") && result.reason.find("keys") != std::string::npos;
    if (!needs_keys && result.clause.observable() && result.clause != ClauseId("common.region"))
      CHECK(result.verdict == Verdict::pass);
  }
}

TEST_CASE("a target that accepts everything breaks every rule, once") {
  const Outcome outcome = run_accepting([](const Request&) { return true; });
  CHECK(outcome.finished.exit_code == 1);
  for (const char* clause :
       {"common.action", "product-name.required", "product-name.min-length", "product-name.max-length",
        "product-name.alphabet", "product-name.unique", "product-properties.json", "product-properties.object",
        "product-description.type", "region.type", "region.values", "encryption-type.type", "encryption-type.values",
        "product-type.type", "product-type.values"}) {
    CAPTURE(clause);
    CHECK(outcome.clause(*ClauseId::find(clause)).verdict == Verdict::fail);
  }
  CHECK(outcome.finished.findings.size() == 15);
  CHECK(outcome.requests < 1000);
}

TEST_CASE("a target that never accepts anything is inconclusive, never green") {
  for (const Answer& answer :
       {refusal(1101), refusal(1000), refusal(1001), refusal(1100), refusal(0, 4100), refusal(0, 4400),
        refusal(0, 6000), lost(Transport::closed), lost(Transport::timed_out), lost(Transport::unreachable),
        lost(Transport::malformed), body("<html>no such page</html>", 404), body("", 302), body("moved", 301),
        body("oops", 500), body("", 429)}) {
    const Outcome outcome = run_against(always(answer));
    CAPTURE(answer.body);
    CAPTURE(answer.status);
    CHECK(outcome.finished.exit_code == 3);
    CHECK(outcome.finished.verdict == Verdict::inconclusive);
    CHECK_FALSE(outcome.finished.reason.empty());
    CHECK(outcome.found().empty());
    CHECK(outcome.requests < 25);
  }
}

TEST_CASE("a target that never answers as the contract says fails") {
  for (const char* text : {"", "<answer><code>0</code></answer>", "[]", "\xff\xfe garbage", "null", "\"ok\""}) {
    const Outcome outcome = run_against(always(body(text)));
    CAPTURE(text);
    CHECK(outcome.finished.exit_code == 1);
    CHECK(outcome.found() == "response.json");
    CHECK(outcome.requests < 30);
  }
  const Outcome echo = run_against([](const Request& request) { return body(request.wire.query + request.wire.body); });
  CHECK(echo.finished.exit_code == 1);
  CHECK(echo.found() == "response.json");
}

TEST_CASE("a target that stops answering in the middle of a run is inconclusive") {
  for (const Answer& answer :
       {lost(Transport::unreachable), lost(Transport::timed_out), refusal(1100), body("", 503)}) {
    Server server;
    server.instead = [&](const Request&) {
      return server.requests.size() > 100 ? std::optional(answer) : std::nullopt;
    };
    const Outcome outcome = run(server);
    CHECK(outcome.finished.exit_code == 3);
    CHECK(outcome.found().empty());
    CHECK(outcome.requests < 3000);
  }
}

TEST_CASE("only what is selected is run") {
  for (const char* pattern : {"region.*", "product-name.max-length", "*.type", "silent.*", "product-name.uni?ue"}) {
    Server server;
    suite::Options wanted = only(pattern, Budget::standard);
    const Outcome outcome = run(server, wanted);
    CAPTURE(pattern);
    CHECK(outcome.finished.exit_code == 0);
    std::size_t cases = 0;
    for (const auto& one : events_of<suite::CaseFinished>(outcome.events)) {
      if (one.id == "control") continue;
      ++cases;
      CHECK(suite::glob_matches(pattern, one.clause.id()));
    }
    CHECK(cases > 5);
  }
  Server server;
  const Outcome outcome = run(server, only("region.values"));
  CHECK(outcome.clause("encryption-type.type").reason == "left out by --only");
  CHECK(outcome.finished.started.cases < 20);
}

TEST_CASE("what needs keys or a second account says so") {
  Server server;
  const Outcome outcome = run(server);
  CHECK(outcome.clause("common.signature").reason ==
        "needs keys: set CREATEPRODUCT_SECRET_ID and CREATEPRODUCT_SECRET_KEY");
  CHECK(outcome.clause("product-name.scope").reason ==
        "needs a second account: set CREATEPRODUCT_SECOND_SECRET_ID and CREATEPRODUCT_SECOND_SECRET_KEY");
}

TEST_CASE("events come in order: the start, phases with their cases, the result") {
  Server server;
  const Outcome outcome = run(server);
  REQUIRE(outcome.events.size() > 10);
  CHECK(std::holds_alternative<suite::RunStarted>(outcome.events.front()));
  CHECK(std::holds_alternative<suite::PhaseStarted>(outcome.events[1]));
  CHECK(std::holds_alternative<RunFinished>(outcome.events.back()));
  CHECK(events_of<suite::RunStarted>(outcome.events).size() == 1);
  CHECK(events_of<RunFinished>(outcome.events).size() == 1);
  const suite::RunStarted& started = outcome.finished.started;
  CHECK(started.target == "scripted");
  CHECK(started.budget == "quick");
  CHECK(started.salt == "salted");
  std::size_t requests = 0;
  for (const auto& one : events_of<suite::CaseFinished>(outcome.events)) requests += one.requests;
  // The case of the control phase counts one of its five.
  CHECK(requests + 4 == outcome.requests);
  CHECK(outcome.finished.cases == events_of<suite::CaseFinished>(outcome.events).size());
}

namespace {

std::string told(const suite::Finding& finding) {
  std::string out = std::string(finding.clause.id()) + " " + finding.case_id + " " + finding.why + " " +
                    std::to_string(finding.reproduced) + "/" + std::to_string(finding.attempts);
  for (const std::string& id : finding.also) out += " " + id;
  for (const suite::Exchange& exchange : finding.history)
    out += " | " + exchange.sent.method + " " + exchange.sent.query + " " + exchange.sent.body + " -> " +
           exchange.answer.body;
  return out;
}

/// An event in words, all of it but the time taken.
std::string told(const Event& event) {
  struct Teller {
    std::string operator()(const suite::RunStarted& e) const {
      return e.target + e.budget + std::to_string(e.seed) + e.salt;
    }
    std::string operator()(const suite::PhaseStarted& e) const { return e.phase + std::to_string(e.cases); }
    std::string operator()(const suite::CaseFinished& e) const {
      return e.id + " " + std::string(createproduct::judge::verdict_name(e.verdict)) + std::to_string(e.requests) +
             e.note;
    }
    std::string operator()(const suite::Suspected& e) const { return "suspected " + told(e.finding); }
    std::string operator()(const suite::Confirmed& e) const { return "confirmed " + told(e.finding); }
    std::string operator()(const suite::Note& e) const { return e.text; }
    std::string operator()(const RunFinished& e) const {
      std::string out =
          std::to_string(e.exit_code) + e.reason + std::to_string(e.requests) + " " + std::to_string(e.created);
      for (const suite::Finding& finding : e.findings) out += "\n" + told(finding);
      for (const auto& one : e.clauses)
        out += "\n" + std::string(one.clause.id()) + std::to_string(one.checks) + one.reason;
      for (const auto& one : e.silences)
        out += "\n" + std::string(one.silence.id()) + one.choice + std::to_string(one.seen);
      return out;
    }
  };
  return std::visit(Teller{}, event);
}

std::vector<std::string> told(const Outcome& outcome) {
  std::vector<std::string> out;
  for (const Event& event : outcome.events) out.push_back(told(event));
  return out;
}

}  // namespace

TEST_CASE("the same seed and salt against a fresh target give the same events, but for the time") {
  const std::vector<Instead> targets{
      nullptr,
      [](const Request& request) { return name_has("-")(request) ? std::optional(refusal(1101)) : std::nullopt; },
      sporadic(lost(Transport::closed), 3, 9)};
  for (const Instead& instead : targets) {
    suite::Options wanted = options();
    wanted.seed = 77;
    const Outcome first = run_against(instead, wanted), again = run_against(instead, wanted);
    CHECK(told(first) == told(again));
    wanted.salt = "peppery";
    CHECK(told(run_against(instead, wanted)) != told(first));
  }
  Server one, two;
  one.instead = [&](const Request& request) { return std::optional(one.create(request)); };
  two.instead = [&](const Request& request) { return std::optional(two.create(request)); };
  CHECK(told(run(one)) == told(run(two)));
}

TEST_CASE("a case that the limit cuts off while others are under way was not run") {
  for (const std::size_t most : {40U, 57U, 110U}) {
    Server server;
    std::mutex mutex;
    suite::Options wanted = options();
    wanted.jobs = 4;
    wanted.max_requests = most;
    const Outcome outcome = run(server, wanted, concurrent_means(server, mutex));
    CHECK(outcome.requests <= most + 3);
    for (const auto& one : events_of<suite::CaseFinished>(outcome.events))
      if (one.requests == 0) CHECK(one.verdict == Verdict::not_exercised);
  }
}

TEST_CASE("another seed asks in another way") {
  suite::Options wanted = options();
  Server one, two;
  (void)run(one, wanted);
  wanted.seed = 2;
  (void)run(two, wanted);
  CHECK(one.requests != two.requests);
}

TEST_CASE("the ledger knows every name before its request and every product after its answer") {
  Server server;
  std::set<std::string> announced, products;
  std::size_t unannounced = 0;
  suite::Means given = means(server);
  given.ledger = [&](const suite::LedgerEntry& entry) {
    if (entry.product_id.empty())
      announced.insert(entry.name);
    else
      products.insert(entry.product_id);
  };
  given.send = [&, inner = given.send](const WireRequest& wire) {
    const std::size_t before = server.created;
    Answer answer = inner(wire);
    if (server.created != before) unannounced += announced.contains(read(wire).name()) ? 0U : 1U;
    return answer;
  };
  const Outcome outcome = run(server, options(), given);
  CHECK(unannounced == 0);
  CHECK(products.size() == outcome.created);
}

TEST_CASE("answers judged while nobody listens are the same") {
  Server server;
  const suite::Means given = means(server);
  CHECK(suite::run(given, options(), {}).exit_code == 0);
}
