// SPDX-License-Identifier: MIT
#include <createproduct/suite/run.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "whole_run.hpp"

using namespace scripted;
using suite::Budget;

TEST_CASE("sporadic noise accuses nobody") {
  for (const Answer& answer : {refusal(1100), lost(Transport::closed), lost(Transport::timed_out), body("oops", 500)})
    for (const unsigned percent : {2U, 5U})
      for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const Outcome outcome = run_against(sporadic(answer, percent, seed));
        CAPTURE(percent);
        CAPTURE(seed);
        CHECK(outcome.finished.exit_code == 0);
        CHECK(outcome.found().empty());
        CHECK(outcome.has_note("answers were lost, unreadable, internal errors or asked to slow down"));
        CHECK(outcome.requests < 1500);
      }
}

TEST_CASE("sporadic noise accuses nobody in cases of many steps either") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Outcome outcome =
        run_against(sporadic(refusal(1100), 5, seed), only("product-name.unique", Budget::standard));
    CHECK(outcome.finished.exit_code == 0);
    CHECK(outcome.found().empty());
  }
}

TEST_CASE("answers that get lost after their product was made accuse nobody") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Server server;
    server.afterwards = [random = createproduct::draft::Random(seed)](const Request&, Answer& answer) mutable {
      if (random.below(100) < 4) answer = lost(Transport::closed);
    };
    CHECK(run(server).finished.exit_code == 0);
  }
}

TEST_CASE("a target that asks to slow down now and then is waited for") {
  for (const std::size_t every : {3U, 5U, 50U}) {
    Server server;
    server.instead = [&](const Request&) {
      return server.requests.size() % every == 0 ? std::optional(refusal(0, 4400)) : std::nullopt;
    };
    // A rhythm of three hits the same step of a case of three each time, which decides nothing.
    const Outcome outcome = run(server);
    CAPTURE(every);
    CAPTURE(outcome.finished.reason);
    CHECK(outcome.finished.exit_code == (every == 3 ? 3 : 0));
    CHECK(outcome.found().empty());
    CHECK(outcome.requests < 1500);
  }
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    if (server.requests.size() % 7 != 0) return std::nullopt;
    Answer answer = body("slow down", 429);
    answer.retry_after = 2;
    return answer;
  };
  std::chrono::milliseconds slept{0};
  const Outcome outcome = run(server, options(), means(server, &slept));
  CHECK(outcome.finished.exit_code == 0);
  CHECK(slept.count() > 2000 * 20);
}

TEST_CASE("a fault is found though there is noise") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Server server;
    server.instead = [&, noise = sporadic(refusal(1100), 3, seed)](const Request& request) -> std::optional<Answer> {
      if (auto answer = noise(request)) return answer;
      return is_too_long_only(request) ? std::optional(server.create(request)) : std::nullopt;
    };
    const Outcome outcome = run(server);
    CHECK(outcome.finished.exit_code == 1);
    CHECK(outcome.found() == "product-name.max-length");
  }
}

TEST_CASE("a wrong code every third time is flaky, and fails the run") {
  Server server;
  server.afterwards = [n = 0](const Request&, Answer& answer) mutable {
    if (answer.body.find("(1101)") != std::string::npos && ++n % 3 == 0) answer = refusal(1001);
  };
  const Outcome outcome = run(server);
  CHECK(outcome.finished.exit_code == 1);
  CHECK(outcome.finished.verdict == Verdict::flaky);
  CHECK(outcome.found() == "error.invalid-parameter?");
  CHECK(outcome.finding().reproduced > 0);
  CHECK(outcome.finding().reproduced < outcome.finding().attempts);
}

TEST_CASE("inputs that hang are blamed, cost few time-outs, and the run goes on") {
  struct Row {
    Rule hangs;
    const char* found;
  };
  const std::vector<Row> rows{
      {[](const Request& request) {
         return request.name().size() == 32 && createproduct::is_product_name(request.name());
       },
       "product-name.max-length"},
      {name_has("_"), "product-name.alphabet"},
      {[](const Request& request) { return request.name().find("\xF0\x9F\x98\x80") != std::string::npos; },
       "error.invalid-parameter"},
      {[](const Request& request) { return !createproduct::is_product_name(request.name()); },
       "error.invalid-parameter"},
      {[](const Request& request) { return request.has_properties(); }, "product-properties.json"},
      {[](const Request& request) { return request.is_post(); }, "common.method"},
  };
  for (const Row& row : rows) {
    std::size_t time_outs = 0;
    Server server;
    server.instead = [&](const Request& request) -> std::optional<Answer> {
      if (!row.hangs(request)) return std::nullopt;
      ++time_outs;
      return lost(Transport::timed_out);
    };
    const Outcome outcome = run(server);
    CHECK(outcome.finished.exit_code == 1);
    // A request that is wrong besides hangs as well; that is told second.
    CHECK(outcome.found().starts_with(row.found));
    CHECK(outcome.finding().history.back().answer.transport == Transport::timed_out);
    CHECK(time_outs <= 60);
    CHECK(outcome.requests > 120);
  }
}
