// SPDX-License-Identifier: MIT
#include <createproduct/suite/races.hpp>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

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

  Execution run(Race race, std::size_t width = 8, std::size_t round = 0) {
    return run_race(bench.context.session, bench.context.executor, race, width, round);
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
  std::set<std::string_view> ids;
  for (const Race race : suite::all_races) {
    CHECK(race_id(race).starts_with(race_clause(race).id()));
    ids.insert(race_id(race));
  }
  CHECK(ids.size() == suite::all_races.size());
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

TEST_CASE("later rounds go by POST, then by either method") {
  const auto posts = [](std::size_t round) {
    Track track;
    track.run(Race::one_name, 8, round);
    return std::ranges::count(track.server.requests, "POST", &WireRequest::method);
  };
  CHECK(posts(0) == 0);
  CHECK(posts(1) == 8);
  CHECK(posts(2) == 4);
  CHECK(posts(3) == 4);
}

TEST_CASE("a race shows whether requests at the same time are answered") {
  Track track;
  CHECK(all_answered(track.run(Race::different_names)));
  track.server.afterwards = [once = true](const Request&, Answer& answer) mutable {
    if (std::exchange(once, false)) answer = lost(Transport::timed_out);
  };
  CHECK_FALSE(all_answered(track.run(Race::different_names)));
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

TEST_CASE("a race for overlapping sets of names has one winner for each name, invalid requests among them") {
  Track track;
  const Execution execution = track.run(Race::overlapping);
  CHECK(track.names().size() == suite::raced_names(Race::overlapping, 8));
  CHECK(accepted(execution) == track.names().size());
  CHECK(execution.broken() == nullptr);
  std::size_t invalid = 0;
  for (const WireRequest& wire : track.server.requests) invalid += read(wire).has_properties() ? 1U : 0U;
  CHECK(invalid == 2);
}

TEST_CASE("no name of an overlapping race may be refused as taken that nobody could create") {
  Track track;
  track.server.instead = [](const Request& request) -> std::optional<Answer> {
    return request.has_properties() ? std::nullopt : std::optional(refusal(1001));
  };
  const Execution execution = track.run(Race::overlapping);
  CHECK(execution.broken("product-name.unique") != nullptr);
}

TEST_CASE("a race in two accounts has a winner in each") {
  Track track;
  track.bench.means_.first.stamp = fake_stamp("one");
  track.bench.means_.second = suite::Access{fake_stamp("two"), {}, false};
  const Execution execution = track.run(Race::accounts);
  CHECK(track.names().size() == 1);
  CHECK(accepted(execution) == 2);
  CHECK(track.server.names["one"] == track.server.names["two"]);
  CHECK(execution.broken() == nullptr);
}

TEST_CASE("of requests with one nonce one may pass, and the others must be refused") {
  for (const bool remembers : {true, false}) {
    Track track;
    track.bench.means_.first = {fake_stamp("one"), {}, true};
    track.server.instead = [used = std::set<std::string>(), remembers](const Request& request) mutable {
      const bool fresh = used.insert(*request.find("Timestamp") + "/" + *request.find("Nonce")).second;
      return fresh || !remembers ? std::nullopt : std::optional(refusal(0, 4500));
    };
    const Execution execution = track.run(Race::one_nonce);
    CHECK(track.names().size() == 8);
    CHECK(accepted(execution) == (remembers ? 1 : 8));
    CHECK((execution.broken("common.nonce") == nullptr) == remembers);
    CHECK((execution.broken() == nullptr) == remembers);
  }
}

TEST_CASE("if the answer of the request that used the nonce gets lost, the others are refused rightly") {
  Track track;
  track.bench.means_.first = {fake_stamp("one"), {}, true};
  track.server.instead = [first = true](const Request&) mutable {
    return std::optional(std::exchange(first, false) ? lost(Transport::closed) : refusal(0, 4500));
  };
  for (const suite::Sent& sent : track.run(Race::one_nonce).steps)
    CHECK((sent.ruling.breaches.empty() || sent.exchange.answer.transport == Transport::closed));
}

TEST_CASE("what a race creates at most") {
  for (const Race race : suite::all_races) {
    if (race == Race::accounts || race == Race::one_nonce) continue;
    for (const std::size_t width : {std::size_t{4}, std::size_t{8}}) {
      Track track;
      CHECK(accepted(track.run(race, width)) == suite::most_created(race, width));
    }
  }
  CHECK(suite::most_created(Race::accounts, 8) == 2);
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
