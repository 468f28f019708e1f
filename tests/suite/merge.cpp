// SPDX-License-Identifier: MIT
#include <createproduct/suite/merge.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::RunFinished;

namespace {

RunFinished part(std::string shard) {
  RunFinished out;
  out.started = {"t", "quick", 5, "salted", 10, std::move(shard)};
  out.clauses = {{"response.json", Verdict::pass, {}, 3}, {"region.type", Verdict::not_exercised, "no request put it to the test", 0}};
  out.silences = {{"silent.name-case", "accepted", 2}};
  out.codes = {{1000, 0}, {1001, 4}};
  out.notes = {"the same"};
  out.cases = 9;
  out.requests = 20;
  out.created = 5;
  out.deleted = 4;
  out.accepted = 6;
  out.refused = 14;
  out.seconds = 1;
  return out;
}

suite::Finding finding(ClauseId clause, std::string id, std::size_t steps, Verdict verdict = Verdict::fail) {
  suite::Finding out;
  out.clause = clause;
  out.case_id = std::move(id);
  out.verdict = verdict;
  out.history.resize(steps);
  return out;
}

std::string problem(const std::vector<RunFinished>& parts) {
  const auto merged = suite::merged(parts);
  return merged ? "" : merged.error().text();
}

}  // namespace

TEST_CASE("numbers add up, and the time is that of the longest shard") {
  std::vector<RunFinished> parts{part("1/2"), part("2/2")};
  parts[1].seconds = 3;
  parts[1].silences = {{"silent.name-case", "refused", 1}, {"silent.null-property", "accepted", 1}};
  parts[1].clauses[1] = {"region.type", Verdict::pass, {}, 2};
  parts[1].notes = {"the same", "another"};
  const RunFinished whole = *suite::merged(parts);
  CHECK(whole.started.cases == 20);
  CHECK(whole.started.shard.empty());
  CHECK(whole.cases == 18);
  CHECK(whole.requests == 40);
  CHECK(whole.created == 10);
  CHECK(whole.deleted == 8);
  CHECK(whole.accepted == 12);
  CHECK(whole.refused == 28);
  CHECK(whole.seconds == 3);
  CHECK(whole.notes == std::vector<std::string>{"the same", "another"});
  CHECK(whole.codes[1].seen == 8);
  REQUIRE(whole.silences.size() == 2);
  for (const suite::SilenceResult& silence : whole.silences)
    if (silence.silence == ClauseId("silent.name-case")) {
      CHECK(silence.choice == "accepted, refused");
      CHECK(silence.seen == 3);
    }
  CHECK(whole.clauses[0].checks == 6);
  CHECK(whole.clauses[1].verdict == Verdict::pass);
  CHECK(whole.clauses[1].reason.empty());
  CHECK(whole.verdict == Verdict::pass);
  CHECK(whole.exit_code == 0);
}

TEST_CASE("of two findings about a clause the smaller one stays and names the other") {
  std::vector<RunFinished> parts{part("1/2"), part("2/2")};
  parts[0].findings = {finding("region.type", "big", 3), finding("response.json", "w", 1, Verdict::warn)};
  parts[1].findings = {finding("region.type", "small", 1)};
  parts[1].findings[0].also = {"third"};
  parts[0].verdict = parts[1].verdict = Verdict::fail;
  const RunFinished whole = *suite::merged(parts);
  CHECK(clauses(whole.findings) == "region.type response.json!");
  CHECK(whole.findings[0].case_id == "small");
  CHECK(whole.findings[0].also == std::vector<std::string>{"third", "big"});
  CHECK(whole.exit_code == 1);
}

TEST_CASE("an undecided shard leaves the whole undecided, unless another one found something") {
  std::vector<RunFinished> parts{part("1/2"), part("2/2")};
  parts[1].verdict = Verdict::inconclusive;
  parts[1].exit_code = 3;
  parts[1].reason = "no answer";
  CHECK(suite::merged(parts)->exit_code == 3);
  CHECK(suite::merged(parts)->reason == "no answer");
  parts[0].verdict = Verdict::flaky;
  CHECK(suite::merged(parts)->exit_code == 1);
}

TEST_CASE("the better reason for what was not exercised stays") {
  std::vector<RunFinished> parts{part("1/2"), part("2/2")};
  parts[1].clauses[1].reason = "needs keys";
  CHECK(suite::merged(parts)->clauses[1].reason == "needs keys");
  std::swap(parts[0].clauses, parts[1].clauses);
  CHECK(suite::merged(parts)->clauses[1].reason == "needs keys");
}

TEST_CASE("only all the shards of one run are merged") {
  const std::vector<RunFinished> good{part("1/2"), part("2/2")};
  CHECK(problem(good).empty());
  CHECK(problem({part("")}) == "0: it is no shard but a whole run");
  CHECK(problem({part("1/2")}) == "there are 1 of 2 shards; 2/2 is missing");
  CHECK(problem({part("1/2"), part("1/2")}) == "1: it is shard 1/2, as one before it");
  CHECK(problem({part("1/2"), part("2/3")}) == "1: it is shard 2/3, the first one is 1/2");
  std::vector<RunFinished> other = good;
  other[1].started.seed = 6;
  CHECK(problem(other) == "1: the seed is 6, that of the first one is 5");
  other = good;
  other[1].started.salt = "pepper";
  CHECK(problem(other) == "1: the salt is pepper, that of the first one is salted");
  other = good;
  other[1].started.budget = "deep";
  CHECK(problem(other) == "1: the budget is deep, that of the first one is quick");
}
