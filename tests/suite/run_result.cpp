// SPDX-License-Identifier: MIT
#include <createproduct/suite/run_result.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::RunFinished;

namespace {

const suite::ClauseResult& result_of(const RunFinished& run, ClauseId clause) {
  return *std::find_if(run.clauses.begin(), run.clauses.end(), [&](const auto& one) { return one.clause == clause; });
}

suite::Finding a_finding(ClauseId clause, Verdict verdict) {
  suite::Finding finding;
  finding.clause = clause;
  finding.verdict = verdict;
  return finding;
}

RunFinished result(Bench& bench, const std::string& nothing_accepted = {}) {
  return suite::run_result(bench.context, suite::RunStarted{"scripted", "quick", 1, "salted", 3}, nothing_accepted);
}

}  // namespace

TEST_CASE("a run that accepted something and found nothing is conformant") {
  Server server;
  Bench bench(server);
  (void)bench.context.executor.once(a_case("operation.create", {step("{fresh}"), step("{fresh}")}));
  const RunFinished run = result(bench);
  CHECK(run.verdict == Verdict::pass);
  CHECK(run.exit_code == 0);
  CHECK(run.reason.empty());
  CHECK(run.started.salt == "salted");
  CHECK(run.requests == 2);
  CHECK(run.created == 1);
  CHECK(run.accepted == 1);
  CHECK(run.refused == 1);
  CHECK(run.unanswered == 0);
  CHECK(result_of(run, "operation.create").verdict == Verdict::pass);
  CHECK(result_of(run, "operation.create").checks == 1);
  CHECK(result_of(run, "product-name.unique").verdict == Verdict::pass);
}

TEST_CASE("every clause but the silent ones has a result, in table order") {
  Server server;
  Bench bench(server);
  const RunFinished run = result(bench);
  std::size_t expected = 0;
  for (std::size_t i = 0; i < createproduct::clause_count; ++i) {
    if (ClauseId::at(i).level() == createproduct::Level::silent) continue;
    REQUIRE(expected < run.clauses.size());
    CHECK(run.clauses[expected++].clause == ClauseId::at(i));
  }
  CHECK(run.clauses.size() == expected);
}

TEST_CASE("a run in which nothing was accepted is never green") {
  Server server;
  Bench bench(server);
  const RunFinished run = result(bench, "nobody is there");
  CHECK(run.verdict == Verdict::inconclusive);
  CHECK(run.exit_code == 3);
  CHECK(run.reason == "nobody is there");
  CHECK(result_of(run, "operation.create").verdict == Verdict::not_exercised);
  CHECK(result_of(run, "operation.create").reason == "no request was accepted");
}

TEST_CASE("the verdict of a run is the highest of its clauses, and the exit code follows") {
  struct Row {
    Verdict finding;
    Verdict run;
    int exit_code;
  };
  for (const Row& row : {Row{Verdict::fail, Verdict::fail, 1}, Row{Verdict::flaky, Verdict::flaky, 1},
                         Row{Verdict::warn, Verdict::warn, 0}}) {
    Server server;
    Bench bench(server);
    (void)bench.context.executor.control();
    bench.context.book.add(a_finding("region.type", row.finding));
    const RunFinished run = result(bench);
    CHECK(run.verdict == row.run);
    CHECK(run.exit_code == row.exit_code);
    CHECK(run.findings.size() == 1);
    CHECK(result_of(run, "region.type").verdict == row.finding);
  }
}

TEST_CASE("a failure outweighs that nothing was accepted") {
  Server server;
  Bench bench(server);
  bench.context.book.add(a_finding("response.json", Verdict::fail));
  const RunFinished run = result(bench, "no answer could be understood");
  CHECK(run.exit_code == 1);
  CHECK(run.reason == "no answer could be understood");
}

TEST_CASE("a clause that could not be decided makes the run inconclusive, unless something failed") {
  Server server;
  Bench bench(server);
  (void)bench.context.executor.control();
  bench.context.book.inconclusive("region.type", "noise");
  RunFinished run = result(bench);
  CHECK(run.exit_code == 3);
  CHECK(run.reason == "region.type could not be decided: noise");
  CHECK(result_of(run, "region.type").reason == "noise");
  bench.context.book.add(a_finding("region.values", Verdict::flaky));
  run = result(bench);
  CHECK(run.exit_code == 1);
  // A finding settles its own clause.
  bench.context.book.add(a_finding("region.type", Verdict::fail));
  CHECK(result_of(result(bench), "region.type").verdict == Verdict::fail);
}

TEST_CASE("a run that put nothing to the test of what --only names is not green, but in a shard") {
  Server server;
  suite::Options chosen = options();
  chosen.only = {"error.quota", "common.nonce"};
  SUBCASE("neither") {
    Bench bench(means(server), chosen);
    (void)bench.context.executor.control();
    bench.context.book.not_exercised("common.nonce", "needs keys");
    const RunFinished run = result(bench);
    CHECK(run.verdict == Verdict::inconclusive);
    CHECK(run.exit_code == 3);
    CHECK(run.reason == "nothing that --only names was put to the test: common.nonce, needs keys");
  }
  SUBCASE("one of them") {
    chosen.only.push_back("operation.create");
    Bench bench(means(server), chosen);
    (void)bench.context.executor.control();
    CHECK(result(bench).exit_code == 0);
  }
  SUBCASE("a silence") {
    chosen.only = {"silent.*"};
    Bench bench(means(server), chosen);
    (void)bench.context.executor.control();
    CHECK(result(bench).exit_code == 0);
  }
  SUBCASE("a shard") {
    chosen.shard = {1, 2};
    Bench bench(means(server), chosen);
    (void)bench.context.executor.control();
    CHECK(result(bench).exit_code == 0);
  }
}

TEST_CASE("an interrupted run is not green") {
  Server server;
  bool interrupted = false;
  suite::Means given = means(server);
  given.interrupted = [&] { return interrupted; };
  Bench bench(given, options());
  (void)bench.context.executor.control();
  interrupted = true;
  RunFinished run = result(bench);
  CHECK(run.exit_code == 3);
  CHECK(run.reason == "the run was interrupted");
  bench.context.book.add(a_finding("region.type", Verdict::fail));
  CHECK(result(bench).exit_code == 1);
}

TEST_CASE("what was not exercised says why") {
  Server server;
  Bench bench(server);
  (void)bench.context.executor.control();
  bench.context.book.not_exercised("common.nonce", "needs keys");
  const RunFinished run = result(bench);
  CHECK(result_of(run, "common.nonce").reason == "needs keys");
  CHECK(result_of(run, "error.quota").reason == "needs --quota, the account's number of products");
  CHECK(result_of(run, "region.type").reason == "no request put it to the test");
  CHECK_FALSE(result_of(run, "product-type.default").reason.empty());
  CHECK(result_of(run, "product-type.default").reason == ClauseId("product-type.default").get().unobservable);
}

TEST_CASE("choices on silent points and module codes are summed up") {
  Server server;
  server.instead = [n = 0](const Request& request) mutable -> std::optional<Answer> {
    if (request.find("colour") != nullptr && ++n == 2) return refusal(1101);
    return std::nullopt;
  };
  Bench bench(server);
  suite::Step unknown = step("{fresh}");
  unknown.extra = {{"colour", "red"}};
  for (int i = 0; i < 3; ++i) (void)bench.context.executor.once(a_case("silent.unknown-parameter", {unknown}));
  const RunFinished run = result(bench);
  const auto silence = std::find_if(run.silences.begin(), run.silences.end(), [](const auto& one) {
    return one.silence == ClauseId("silent.unknown-parameter");
  });
  REQUIRE(silence != run.silences.end());
  CHECK(silence->choice == "accepted, refused");
  CHECK(silence->seen == 3);
  REQUIRE(run.codes.size() == 4);
  CHECK(run.codes[0].code == 1000);
  CHECK(run.codes[3].code == 1101);
  CHECK(run.codes[3].seen == 1);
  CHECK(run.codes[0].seen == 0);
}

TEST_CASE("noise, unknown public codes and cases left out are noted") {
  Server server;
  server.instead = [n = 0](const Request&) mutable -> std::optional<Answer> {
    ++n;
    if (n == 2) return refusal(1100);
    if (n == 3) return refusal(1101, 7777);
    return std::nullopt;
  };
  Bench bench(server);
  (void)bench.context.executor.control();
  (void)bench.context.executor.control();
  (void)bench.context.executor.once(a_case("product-name.alphabet", {step("{fresh}.")}));
  bench.context.left_out["no time"] = 1;
  bench.context.left_out["no use"] = 5;
  const RunFinished run = result(bench);
  CHECK(run.notes ==
        std::vector<std::string>{"1 refusals carry a public code that the list of public codes does not have",
                                 "1 of 3 answers were lost, unreadable, internal errors or asked to slow down, the last of "
                                 "them: code 4000, \"(1100)no\"",
                                 "1 case was left out: no time", "5 cases were left out: no use"});
  CHECK(run.verdict == Verdict::info);
  CHECK(run.exit_code == 0);
}
