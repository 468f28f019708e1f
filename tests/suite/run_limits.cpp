// SPDX-License-Identifier: MIT
#include <createproduct/suite/run.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "whole_run.hpp"

using namespace scripted;
using suite::Event;
using suite::RunFinished;

TEST_CASE("an account that is full at the start says so") {
  Server server;
  server.quota = 0;
  const Outcome outcome = run(server);
  CHECK(outcome.finished.exit_code == 3);
  CHECK(outcome.finished.reason.find("the account is full") != std::string::npos);
  CHECK(outcome.requests < 10);
}

TEST_CASE("an account that fills up in the middle is no breach, and what needs no room goes on") {
  Server server;
  server.quota = 40;
  const Outcome outcome = run(server);
  CHECK(outcome.finished.exit_code == 0);
  CHECK(outcome.found().empty());
  CHECK(outcome.created == 40);
  CHECK(outcome.has_note("the account is full"));
  CHECK(outcome.clause("product-properties.object").verdict == Verdict::pass);
  std::size_t left_out = 0;
  for (const auto& one : events_of<suite::CaseFinished>(outcome.events))
    left_out += one.note.starts_with("the account is full; --cleanup") ? 1U : 0U;
  CHECK(left_out > 0);
  CHECK(outcome.has_note(std::to_string(left_out) + " cases were left out: the account is full"));
}

TEST_CASE("the case that finds the account full counts as not exercised") {
  Server server;
  server.quota = 40;
  std::size_t refused = 0;
  server.afterwards = [&](const Request&, Answer& answer) {
    if (answer.body.find("(1000)") != std::string::npos) ++refused;
  };
  std::vector<Verdict> verdicts;
  (void)suite::run(means(server), options(), [&](const Event& event) {
    const auto* finished = std::get_if<suite::CaseFinished>(&event);
    if (finished != nullptr && refused != 0 && verdicts.empty()) verdicts.push_back(finished->verdict);
  });
  CHECK(verdicts == std::vector<Verdict>{Verdict::not_exercised});
}

TEST_CASE("a known quota is filled to the last and not beyond") {
  suite::Options wanted = options();
  wanted.quota = 160;
  wanted.empty_account = true;
  for (const std::size_t limit : {160U, 161U, 159U, 100U}) {
    const int exit_code = limit == 160 ? 0 : 1;
    Server server;
    server.quota = limit;
    const Outcome outcome = run(server, wanted);
    CAPTURE(limit);
    CHECK(outcome.finished.exit_code == exit_code);
    CHECK(outcome.found() == (exit_code == 0 ? "" : "error.quota"));
  }
}

TEST_CASE("no more requests are sent than allowed, whatever the target does") {
  const std::vector<Instead> targets{nullptr, always(refusal(1101)), always(lost(Transport::closed)),
                                     sporadic(refusal(1100), 30, 1), sporadic(refusal(1101), 50, 2)};
  for (const Instead& instead : targets)
    for (const std::size_t most : {1U, 2U, 3U, 10U, 57U, 200U}) {
      suite::Options wanted = options();
      wanted.max_requests = most;
      const Outcome outcome = run_against(instead, wanted);
      CHECK(outcome.requests <= most);
    }
  Server server;
  suite::Options wanted = options();
  wanted.max_requests = 57;
  const Outcome outcome = run(server, wanted);
  CHECK(outcome.requests == 57);
  CHECK(outcome.finished.exit_code == 0);
  CHECK(outcome.has_note("--max-requests was reached"));
  CHECK(outcome.clause("product-name.unique").reason == "--max-requests was reached");
}

TEST_CASE("no more products are created than allowed, whatever the target does") {
  for (const std::size_t most : {1U, 3U, 5U, 25U, 60U, 150U})
    for (int kind = 0; kind < 6; ++kind) {
      Server server;
      createproduct::draft::Random random(most);
      if (kind == 1) server.instead = [&](const Request& request) { return std::optional(server.create(request)); };
      server.afterwards = [&](const Request&, Answer& answer) {
        if (answer.body.find("Success") == std::string::npos || random.below(3) != 0) return;
        if (kind == 2) answer = lost(Transport::timed_out);
        if (kind == 3) answer = refusal(1100);
        if (kind == 4) answer = body("oops", 500);
        if (kind == 5) answer = body("{}");
      };
      suite::Options wanted = options();
      wanted.max_creations = most;
      const Outcome outcome = run(server, wanted);
      CAPTURE(most);
      CAPTURE(kind);
      CHECK(outcome.created <= most);
    }
}

TEST_CASE("a cap on creations leaves what creates nothing to be run") {
  Server server;
  suite::Options wanted = options();
  wanted.max_creations = 30;
  const Outcome outcome = run(server, wanted);
  CHECK(outcome.finished.exit_code == 0);
  CHECK(outcome.created <= 30);
  CHECK(outcome.has_note("--max-creations was reached"));
  CHECK(outcome.clause("region.values").verdict == Verdict::pass);
  CHECK(outcome.clause("product-name.alphabet").checks > 50);
}

TEST_CASE("a run ends in time") {
  (void)suite::builtin_catalogue();  // so that reading it takes none of the time
  Server server;
  server.instead = [](const Request&) -> std::optional<Answer> {
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(1)) {
    }
    return std::nullopt;
  };
  suite::Options wanted = options();
  wanted.max_time = std::chrono::milliseconds(40);
  const Outcome outcome = run(server, wanted);
  CHECK(outcome.requests <= 41);
  CHECK(outcome.has_note("--max-time was reached"));
}

TEST_CASE("an interrupted run ends in order and is not green") {
  Server server;
  suite::Means given = means(server);
  given.interrupted = [&] { return server.requests.size() >= 30; };
  const Outcome outcome = run(server, options(), given);
  CHECK(outcome.requests == 30);
  CHECK(outcome.finished.exit_code == 3);
  CHECK(outcome.finished.reason == "the run was interrupted");
  CHECK(std::holds_alternative<RunFinished>(outcome.events.back()));
}

TEST_CASE("an interrupted run still reports what it found") {
  Server server;
  server.instead = [&](const Request& request) { return std::optional(server.create(request)); };
  suite::Means given = means(server);
  given.interrupted = [&] { return server.requests.size() >= 100; };
  const Outcome outcome = run(server, options(), given);
  CHECK(outcome.requests == 100);
  CHECK(outcome.finished.exit_code == 1);
}
