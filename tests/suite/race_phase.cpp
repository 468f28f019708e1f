// SPDX-License-Identifier: MIT
#include <createproduct/suite/race_phase.hpp>

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

namespace {

/// The phase run against a server that serves several connections.
struct Track {
  explicit Track(suite::Options wanted = options()) : bench(concurrent_means(server, mutex), std::move(wanted)) {}
  void run() {
    suite::Investigation investigation(bench.context);
    suite::ControlPhase control(bench.context, investigation);
    suite::RacePhase(bench.context, investigation, control).run();
  }
  [[nodiscard]] std::string found() const { return clauses(bench.context.book.ranked()); }
  [[nodiscard]] suite::Finding finding() const { return bench.context.book.ranked().front(); }

  Server server;
  std::mutex mutex;
  Bench bench;
};

/// The rounds of all races about one account, and of those about uniqueness.
constexpr std::size_t rounds_of(suite::Race race) {
  return suite::race_rounds(race, suite::effort_of(suite::Budget::quick).race_rounds);
}
constexpr std::size_t unique_rounds = rounds_of(suite::Race::one_name) + rounds_of(suite::Race::overlapping);
constexpr std::size_t all_rounds = unique_rounds + rounds_of(suite::Race::different_names) + rounds_of(suite::Race::mixed);

constexpr suite::Effort effort = suite::effort_of(suite::Budget::quick);

bool says(const Answer& answer, const char* text) { return answer.body.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("a right target stands every race") {
  Track track;
  track.run();
  CHECK(track.found().empty());
  CHECK(track.server.requests.size() == all_rounds * effort.race_width);
  const auto finished = events_of<suite::CaseFinished>(track.bench.events);
  CHECK(finished.size() == all_rounds);
  for (const auto& one : finished) CHECK(one.verdict == Verdict::pass);
}

TEST_CASE("no races are run without connections to run them on") {
  Server server;
  Bench bench(server);
  suite::Investigation investigation(bench.context);
  suite::ControlPhase control(bench.context, investigation);
  suite::RacePhase(bench.context, investigation, control).run();
  CHECK(server.requests.empty());
  CHECK(bench.events.empty());
}

TEST_CASE("only races about selected clauses are run") {
  suite::Options wanted = options();
  wanted.only = {"product-name.unique"};
  Track track(wanted);
  track.run();
  CHECK(track.server.requests.size() == unique_rounds * effort.race_width);
  CHECK(track.server.created > effort.race_rounds);
}

TEST_CASE("two accounts are raced for one name, and a target that keeps one list of names is found") {
  Track track;
  track.bench.means_.first.stamp = fake_stamp("one");
  track.bench.means_.second = suite::Access{fake_stamp("two"), {}, false};
  track.bench.options_.only = {"product-name.scope"};
  SUBCASE("right") {
    track.run();
    CHECK(track.found().empty());
    const auto finished = events_of<suite::CaseFinished>(track.bench.events);
    CHECK(finished.size() == rounds_of(suite::Race::accounts));
    CHECK(track.server.names["two"].size() > rounds_of(suite::Race::accounts));
  }
  SUBCASE("wrong") {
    track.server.instead = [&](const Request& request) -> std::optional<Answer> {
      for (const auto& entry : track.server.names)
        if (entry.second.contains(request.name())) return refusal(1001);
      return std::nullopt;
    };
    track.run();
    CHECK(track.found() == "product-name.scope");
    CHECK(track.finding().case_id == "product-name.scope.race");
  }
}

TEST_CASE("a name that is created twice in a race is a finding, with what succeeded as evidence") {
  Track track;
  // Checks and takes in two steps: whoever comes second to a name does not see that it is taken.
  track.server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (!createproduct::is_product_name(request.name()) || request.has_properties()) return std::nullopt;
    std::size_t count = 0;
    for (const WireRequest& wire : track.server.requests) count += read(wire).name() == request.name() ? 1U : 0U;
    return count == 2 ? std::optional(track.server.create(request)) : std::nullopt;
  };
  track.run();
  CHECK(track.found() == "product-name.unique");
  CHECK(track.finding().case_id == "product-name.unique.race");
  CHECK(track.finding().why.ends_with("(requests at the same time)"));
  CHECK(track.finding().attempts == 0);
  CHECK(track.finding().history.size() == 2);
}

TEST_CASE("a wrong answer in every round is a failure, in some rounds flaky") {
  Track always;
  always.server.afterwards = [](const Request&, Answer& answer) {
    if (says(answer, "(1001)")) answer = refusal(1101);
  };
  always.run();
  CHECK(always.found() == "error.duplicate-name");
  CHECK(always.finding().reproduced == effort.race_rounds);
  CHECK(always.finding().attempts == effort.race_rounds);

  Track at_times;
  std::size_t wrong = 0;
  at_times.server.afterwards = [&](const Request&, Answer& answer) {
    // All of them in one round: many wrong answers are still one round.
    if (says(answer, "(1001)") && ++wrong < effort.race_width) answer = refusal(1101);
  };
  at_times.run();
  CHECK(at_times.found() == "error.duplicate-name?");
  CHECK(at_times.finding().reproduced == 1);
}

TEST_CASE("internal errors for all but one that ask for a name are a breach where they come each time, and only then") {
  Track always;
  always.server.afterwards = [](const Request&, Answer& answer) {
    if (says(answer, "(1001)")) answer = refusal(1100);
  };
  always.run();
  CHECK(always.found() == "error.duplicate-name");
  CHECK(always.finding().attempts == effort.race_rounds);

  Track but_once;
  std::size_t errors = 0;
  but_once.server.afterwards = [&](const Request&, Answer& answer) {
    if (says(answer, "(1001)") && ++errors != 1) answer = refusal(1100);
  };
  but_once.run();
  CHECK(but_once.found().empty());

  // One that is too busy for several requests, whatever they ask for.
  Track busy;
  busy.server.afterwards = [&](const Request&, Answer& answer) {
    if (busy.server.requests.size() % effort.race_width != 1) answer = refusal(1100);
  };
  busy.run();
  CHECK(busy.found().empty());
}

TEST_CASE("answers that get lost under load say nothing") {
  for (const Answer& answer : {lost(Transport::closed), refusal(1100), body("", 503)}) {
    Track track;
    track.server.instead = [&](const Request&) -> std::optional<Answer> {
      return track.server.requests.size() % 4 == 0 ? std::optional(answer) : std::nullopt;
    };
    track.run();
    CHECK(track.found().empty());
  }
}

TEST_CASE("a target that serves one connection at a time is not raced") {
  Track track;
  track.bench.means_.connect = [] { return [](const WireRequest&) { return lost(Transport::unreachable); }; };
  track.run();
  CHECK(track.found().empty());
  CHECK(track.bench.context.notes ==
        std::vector<std::string>{"races were left out: the target answers on one connection at a time"});
  CHECK(track.bench.context.session.counts.requests == effort.race_width);
}

TEST_CASE("races stay within the limits of the run") {
  suite::Options wanted = options();
  wanted.max_requests = 2 * effort.race_width + 1;
  Track by_requests(wanted);
  by_requests.run();
  CHECK(by_requests.server.requests.size() == 2 * effort.race_width);

  wanted = options();
  wanted.max_creations = suite::creation_reserve + effort.race_width;
  Track by_creations(wanted);
  by_creations.run();
  CHECK(by_creations.server.created <= effort.race_width);
  CHECK(by_creations.bench.context.left_out.contains("--max-creations was reached"));
}

TEST_CASE("races keep away from the edge of a known quota, and end where the account is full") {
  suite::Options wanted = options();
  wanted.quota = effort.race_width + 1;
  Track known(wanted);
  known.server.quota = *wanted.quota;
  known.run();
  CHECK(known.server.created <= 2);
  CHECK(known.found().empty());

  Track unknown;
  unknown.server.quota = effort.race_rounds + 2;
  unknown.run();
  CHECK(unknown.server.created == effort.race_rounds + 2);
  CHECK(unknown.found().empty());
  CHECK(unknown.bench.context.first_account().full());
}

TEST_CASE("a proof is kept though its race ended for want of room") {
  Track track;
  track.server.quota = effort.race_rounds + 2;
  track.server.afterwards = [&](const Request&, Answer& answer) {
    // The two that succeed in the first race with different names get the same id.
    const std::size_t id = answer.body.find("\"P");
    if (track.server.created > effort.race_rounds && id != std::string::npos) answer.body.replace(id, 3, "\"X");
  };
  track.run();
  CHECK(track.found() == "response.product-id.unique");
}

TEST_CASE("a race ends when it is asked to slow down") {
  Track track;
  track.server.instead = [](const Request&) -> std::optional<Answer> { return refusal(0, 4400); };
  track.run();
  CHECK(track.found().empty());
  CHECK(track.server.requests.size() == 4 * effort.race_width);
}
