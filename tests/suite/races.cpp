// SPDX-License-Identifier: MIT
#include <createproduct/suite/races.hpp>

#include <mutex>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

TEST_CASE("a race for one name has one winner on a right server") {
  Server server;
  std::mutex mutex;
  Bench bench(concurrent_means(server, mutex), options());
  const suite::Execution race = suite::run_race(bench.context.session, bench.context.executor, suite::Race::one_name, 6);
  REQUIRE(race.steps.size() == 6);
  CHECK(server.created == 1);
  CHECK(race.broken() == nullptr);
  CHECK(race.steps.front().ruling.outcome == createproduct::judge::Ruling::Outcome::accepted);
}

TEST_CASE("two winners for one name are a breach") {
  Server server;
  server.instead = [&server](const Request& request) { return std::optional(server.create(request)); };
  std::mutex mutex;
  Bench bench(concurrent_means(server, mutex), options());
  const suite::Execution race = suite::run_race(bench.context.session, bench.context.executor, suite::Race::one_name, 2);
  CHECK(race.broken("product-name.unique") != nullptr);
}
