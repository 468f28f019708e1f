// SPDX-License-Identifier: MIT
#include <createproduct/suite/races.hpp>

#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Execution;
using suite::Race;
using suite::race_clause;
using suite::race_id;
using suite::run_race;
using Outcome = createproduct::judge::Ruling::Outcome;

namespace {

struct Track {
  Server server;
  std::mutex mutex;
  Bench bench{concurrent_means(server, mutex), options()};

  Execution run(Race race, std::size_t width = 8) {
    return run_race(bench.context.session, bench.context.executor, race, width);
  }
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> out;
    for (const WireRequest& wire : server.requests) out.insert(read(wire).name());
    return out;
  }
};

std::size_t accepted(const Execution& execution) {
  std::size_t out = 0;
  for (const suite::Sent& sent : execution.steps) out += sent.ruling.outcome == Outcome::accepted ? 1U : 0U;
  return out;
}

}  // namespace

TEST_CASE("each race has its clause and its id") {
  static_assert(race_clause(Race::one_name) == ClauseId("product-name.unique"));
  CHECK(race_clause(Race::different_names) == ClauseId("operation.create"));
  CHECK(race_clause(Race::mixed) == ClauseId("operation.create"));
  for (const Race race : {Race::one_name, Race::different_names, Race::mixed})
    CHECK(race_id(race).starts_with(race_clause(race).id()));
  CHECK(race_id(Race::different_names) != race_id(Race::mixed));
}

TEST_CASE("a race for one name has one winner, whose answer is judged first") {
  Track track;
  const Execution execution = track.run(Race::one_name);
  CHECK(execution.complete);
  CHECK(execution.steps.size() == 8);
  CHECK(track.names().size() == 1);
  CHECK(accepted(execution) == 1);
  CHECK(execution.steps.front().ruling.outcome == Outcome::accepted);
  CHECK(execution.broken() == nullptr);
  CHECK(track.bench.context.session.counts.requests == 8);
}

TEST_CASE("a race with different names has only winners") {
  Track track;
  const Execution execution = track.run(Race::different_names);
  CHECK(track.names().size() == 8);
  CHECK(accepted(execution) == 8);
  CHECK(execution.broken() == nullptr);
}

TEST_CASE("a mixed race is right where each request would be right alone") {
  Track track;
  const Execution execution = track.run(Race::mixed);
  CHECK(track.names().size() == 8);
  CHECK(accepted(execution) == 2);
  CHECK(execution.broken() == nullptr);
}

TEST_CASE("two winners of a race for one name are a breach") {
  Track track;
  track.server.instead = [&](const Request& request) -> std::optional<Answer> {
    return track.server.requests.size() <= 2 ? std::optional(track.server.create(request)) : std::nullopt;
  };
  const Execution execution = track.run(Race::one_name);
  CHECK(accepted(execution) == 2);
  REQUIRE(execution.broken("product-name.unique") != nullptr);
  CHECK(execution.broken("product-name.unique") == &execution.steps[1]);
}

TEST_CASE("a race whose only success got lost is explained by the lost answer") {
  Track track;
  track.server.afterwards = [](const Request&, Answer& answer) {
    if (answer.body.find("Success") != std::string::npos) answer = lost(Transport::closed);
  };
  const Execution execution = track.run(Race::one_name);
  CHECK(accepted(execution) == 0);
  for (const suite::Sent& sent : execution.steps)
    if (sent.exchange.answer.transport == Transport::answered) CHECK(sent.ruling.breaches.empty());
}

TEST_CASE("a race that was asked to slow down says so") {
  Track track;
  track.server.instead = [&](const Request&) -> std::optional<Answer> {
    return track.server.requests.size() > 5 ? std::optional(refusal(0, 4400)) : std::nullopt;
  };
  CHECK(track.run(Race::different_names).throttled);
}

TEST_CASE("racing connections are made once") {
  Track track;
  std::size_t made = 0;
  track.bench.means_.connect = [&, inner = track.bench.means_.connect] {
    ++made;
    return inner();
  };
  (void)track.run(Race::one_name, 4);
  (void)track.run(Race::one_name, 4);
  CHECK(made == 4);
}
