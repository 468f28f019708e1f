// SPDX-License-Identifier: MIT
#include <createproduct/suite/quota_phase.hpp>

#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

namespace {

constexpr std::size_t quota = 12;

suite::Options with_quota() {
  suite::Options wanted = options();
  wanted.quota = quota;
  wanted.empty_account = true;
  return wanted;
}

struct Filling {
  explicit Filling(suite::Options wanted = with_quota()) : bench(server, std::move(wanted)) { server.quota = quota; }
  void run() {
    suite::Investigation investigation(bench.context);
    suite::QuotaPhase(bench.context, investigation).run();
  }
  [[nodiscard]] std::string found() const { return clauses(bench.context.book.ranked()); }
  [[nodiscard]] suite::Finding finding() const { return bench.context.book.ranked().front(); }

  Server server;
  Bench bench;
};

}  // namespace

TEST_CASE("an account that keeps its quota is filled, and refuses more by either method") {
  Filling filling;
  filling.run();
  CHECK(filling.found().empty());
  CHECK(filling.server.created == quota);
  CHECK(filling.server.requests.size() == quota + 60);
  CHECK(filling.bench.context.session.checks[ClauseId("error.quota").index()] == 40);
  const auto finished = events_of<suite::CaseFinished>(filling.bench.events);
  REQUIRE(finished.size() == 1);
  CHECK(finished[0].id == "error.quota.fill");
  CHECK(finished[0].requests == quota + 60);
}

TEST_CASE("creations at the same time at the edge find no more room than there is") {
  std::mutex mutex;
  Server server;
  server.quota = quota;
  Bench bench(concurrent_means(server, mutex), with_quota());
  suite::Investigation investigation(bench.context);
  suite::QuotaPhase(bench.context, investigation).run();
  CHECK(bench.context.answers_together.value_or(false));
  CHECK(clauses(bench.context.book.ranked()).empty());
  CHECK(server.created == quota);
  // Two requests too many for what fitted into two places that were left, then the edge from beyond.
  CHECK(server.requests.size() == quota - 2 + 8 + 60);
}

TEST_CASE("a limit that is not kept for requests at the same time is found out") {
  std::mutex mutex;
  Server server;
  server.quota = quota;
  const auto alone = std::this_thread::get_id();
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    server.quota = std::this_thread::get_id() == alone ? quota : 1000;
    return server.serve(request);
  };
  Bench bench(concurrent_means(server, mutex), with_quota());
  suite::Investigation investigation(bench.context);
  suite::QuotaPhase(bench.context, investigation).run();
  REQUIRE(clauses(bench.context.book.ranked()) == "error.quota");
  const suite::Finding finding = bench.context.book.ranked().front();
  CHECK(finding.case_id == "error.quota.rush");
  CHECK(finding.history.size() == 3);  // two for which there was room, and the one too many
}

TEST_CASE("a method that is not served is not blamed for what it answers at the edge") {
  Filling filling;
  suite::Finding known;
  known.clause = "common.method";
  filling.bench.context.book.add(std::move(known));
  filling.server.instead = [](const Request& request) {
    return request.is_post() ? std::optional(refusal(0, 4000)) : std::nullopt;
  };
  filling.run();
  CHECK(filling.found() == "common.method");
}

TEST_CASE("without a known quota nothing is filled") {
  Filling filling(options());
  filling.run();
  CHECK(filling.server.requests.empty());
  suite::Options wanted = with_quota();
  wanted.only = {"region.type"};
  Filling other(wanted);
  other.run();
  CHECK(other.server.requests.empty());
}

TEST_CASE("an account that takes one more is found out") {
  Filling filling;
  filling.server.quota = quota + 1;
  filling.run();
  CHECK(filling.found() == "error.quota");
  CHECK(filling.finding().attempts == 0);
}

TEST_CASE("an account that does not stay full is found out") {
  Filling filling;
  std::size_t full = 0;
  filling.server.instead = [&](const Request& request) -> std::optional<Answer> {
    std::optional<Answer> answer = filling.server.serve(request);
    if (filling.server.created == quota && ++full == 11) filling.server.quota = quota + 1;
    return answer;
  };
  filling.run();
  CHECK(filling.found() == "error.quota");
}

TEST_CASE("an account that is full too early is found out, if it was empty at the start") {
  Filling filling;
  filling.server.quota = quota - 1;
  filling.run();
  CHECK(filling.found() == "error.quota");
  CHECK(filling.finding().why == "The account was empty at the start, but is full after 11 of 12 products");

  suite::Options wanted = with_quota();
  wanted.empty_account = false;
  Filling unknown_start(wanted);
  unknown_start.server.quota = quota - 1;
  unknown_start.run();
  CHECK(unknown_start.found().empty());
  CHECK(unknown_start.bench.context.notes ==
        std::vector<std::string>{
            "the account was full after 11 of 12 products; with --empty-account that is a breach of error.quota"});
}

TEST_CASE("an account that may hold more than is known is not blamed for being full") {
  Filling filling;
  filling.server.afterwards = [&, done = false](const Request&, Answer& answer) mutable {
    if (filling.server.created == 3 && !std::exchange(done, true)) answer = lost(Transport::closed);
  };
  filling.run();
  CHECK(filling.found().empty());
  CHECK(filling.server.created == quota);
}

TEST_CASE("a wrong code at the edge is found out, whatever it is") {
  for (const Answer& answer : {refusal(1101), refusal(1001), refusal(1100), body("", 500), lost(Transport::closed)}) {
    Filling filling;
    filling.server.afterwards = [&](const Request&, Answer& made) {
      if (made.body.find("(1000)") != std::string::npos) made = answer;
    };
    filling.run();
    CAPTURE(answer.body);
    CHECK(filling.found() == "error.quota");
    CHECK(filling.finding().attempts > 1);
    CHECK(filling.finding().reproduced == filling.finding().attempts);
  }
}

TEST_CASE("a limit that one method does not have is found out") {
  Filling filling;
  filling.server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (!request.is_post() || filling.server.names_of(request).size() < quota) return std::nullopt;
    filling.server.quota = 1000;
    Answer answer = filling.server.serve(request);
    filling.server.quota = quota;
    return answer;
  };
  filling.run();
  CHECK(filling.found() == "error.quota");
  CHECK(filling.finding().history.back().sent.method == "POST");
}

TEST_CASE("a target that is gone at the edge is not blamed") {
  Filling filling;
  filling.server.instead = [&](const Request&) -> std::optional<Answer> {
    return filling.server.created == quota ? std::optional(lost(Transport::unreachable)) : std::nullopt;
  };
  filling.run();
  CHECK(filling.found().empty());
}

TEST_CASE("noise while the account is filled does no harm, and does not last for ever") {
  Filling noisy;
  noisy.server.instead = [&](const Request&) -> std::optional<Answer> {
    return noisy.server.requests.size() % 5 == 0 ? std::optional(refusal(1100)) : std::nullopt;
  };
  noisy.run();
  CHECK(noisy.found().empty());
  CHECK(noisy.server.created == quota);

  Filling dead;
  dead.server.instead = [](const Request&) -> std::optional<Answer> { return refusal(1100); };
  dead.run();
  CHECK(dead.found().empty());
  CHECK(dead.server.requests.size() < 100);
}

TEST_CASE("a cap on creations that leaves no room to fill the account is the reason not to") {
  suite::Options wanted = with_quota();
  wanted.max_creations = quota;
  Filling filling(wanted);
  filling.run();
  CHECK(filling.server.requests.empty());
  CHECK(filling.bench.context.book.not_exercised_reason("error.quota") ==
        "--max-creations leaves no room to fill the account");
}

TEST_CASE("a name that was refused for want of room is not taken") {
  Filling filling;
  std::set<std::string> refused;
  filling.server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (filling.server.created < quota) return std::nullopt;
    return refused.insert(request.name()).second ? refusal(1000) : refusal(1001);
  };
  filling.run();
  CHECK(filling.found() == "error.quota");
}

TEST_CASE("products of every kind count") {
  Filling filling;
  filling.bench.context.session.form.base = {suite::detail::base_description, suite::detail::base_region};
  std::size_t counted = 0;
  filling.server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (!createproduct::is_product_name(request.name())) return refusal(1101);
    if (filling.server.names_of(request).contains(request.name())) return refusal(1001);
    const bool free = request.has_properties() && request.properties().value("productType", 0) == 2;
    if (counted == quota) return refusal(1000);
    counted += free ? 0 : 1;
    filling.server.quota = 10 * quota;
    return filling.server.create(request);
  };
  filling.run();
  CHECK(filling.found() == "error.quota");
}
