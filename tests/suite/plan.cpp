// SPDX-License-Identifier: MIT
#include <createproduct/suite/plan.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/suite/run.hpp>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Budget;
using suite::PlannedPhase;

namespace {

const PlannedPhase* phase_of(const std::vector<PlannedPhase>& plan, std::string_view name) {
  const auto found =
      std::find_if(plan.begin(), plan.end(), [&](const PlannedPhase& phase) { return phase.phase == name; });
  return found == plan.end() ? nullptr : &*found;
}

std::size_t requests(const std::vector<PlannedPhase>& plan) {
  std::size_t out = 0;
  for (const PlannedPhase& phase : plan) out += phase.requests;
  return out;
}

/// What a run really sends and creates, by phase.
std::map<std::string, PlannedPhase> measured(const suite::Options& wanted, bool with_second_account) {
  Server server;
  server.quota = wanted.quota.value_or(server.quota);
  std::mutex mutex;
  suite::Means given = concurrent_means(server, mutex);
  given.first.stamp = fake_stamp("one");
  if (with_second_account) given.second = suite::Access{fake_stamp("two"), {}, false};
  std::map<std::string, PlannedPhase> out;
  std::string phase;
  std::size_t requests = 0, created = 0;
  const auto close = [&] {
    out[phase].requests += server.requests.size() - std::exchange(requests, server.requests.size());
    out[phase].creations += server.created - std::exchange(created, server.created);
  };
  (void)suite::run(given, wanted, [&](const suite::Event& event) {
    if (const auto* started = std::get_if<suite::PhaseStarted>(&event)) {
      close();
      phase = started->phase;
    }
    if (std::holds_alternative<suite::RunFinished>(event)) close();
    if (const auto* finished = std::get_if<suite::CaseFinished>(&event);
        finished && finished->verdict != Verdict::not_exercised)
      ++out[phase].cases;
  });
  out.erase("");
  return out;
}

void check_against_run(const suite::Options& wanted, bool with_second_account) {
  const std::vector<PlannedPhase> planned = suite::plan(wanted, false, with_second_account);
  for (const auto& entry : measured(wanted, with_second_account)) {
    const std::string& name = entry.first;
    const PlannedPhase& real = entry.second;
    CAPTURE(name);
    const PlannedPhase* expected = phase_of(planned, name);
    if (expected == nullptr) {
      CHECK(real.requests == 0);
      continue;
    }
    CHECK(real.requests <= expected->requests);
    CHECK(real.creations <= expected->creations);
    CHECK(real.cases <= expected->cases);
    // An upper bound, but a close one; only how full the account is by then is not foreseen.
    if (name != "quota") CHECK(real.requests * 10 >= expected->requests * 9);
  }
}

}  // namespace

TEST_CASE("a plan says what a run against a right target sends at most, in the quick budget") {
  check_against_run(options(), false);
  check_against_run(options(), true);
}

TEST_CASE("a plan says what a run against a right target sends at most, in the standard budget") {
  check_against_run(options(Budget::standard), true);
}

TEST_CASE("a plan counts what filling a quota takes") {
  suite::Options wanted = options();
  wanted.quota = 150;
  const std::vector<PlannedPhase> planned = suite::plan(wanted, false, false);
  const PlannedPhase* quota = phase_of(planned, "quota");
  REQUIRE(quota != nullptr);
  CHECK(quota->creations == 150);
  CHECK(phase_of(suite::plan(options(), false, false), "quota") == nullptr);
  check_against_run(wanted, false);
}

TEST_CASE("a larger budget plans more, and so do keys and a second account") {
  const std::size_t quick = requests(suite::plan(options(), false, false));
  CHECK(quick > 100);
  CHECK(requests(suite::plan(options(Budget::standard), false, false)) > 2 * quick);
  CHECK(requests(suite::plan(options(Budget::deep), false, false)) >
        requests(suite::plan(options(Budget::standard), false, false)));
  CHECK(phase_of(suite::plan(options(), false, false), "authentication") == nullptr);
  CHECK(phase_of(suite::plan(options(), true, false), "authentication") != nullptr);
  CHECK(requests(suite::plan(options(), false, true)) > quick);
}

TEST_CASE("quick takes under 400 requests and standard under 3000, whatever is given and drawn") {
  for (const auto& [budget, limit] : {std::pair(Budget::quick, 400), std::pair(Budget::standard, 3000)})
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      suite::Options wanted = options(budget);
      wanted.seed = seed;
      CAPTURE(seed);
      CHECK(requests(suite::plan(wanted, true, true)) < static_cast<std::size_t>(limit));
    }
}

TEST_CASE("a plan keeps to what is selected") {
  suite::Options wanted = options();
  wanted.only = {"region.*"};
  const std::vector<PlannedPhase> plan = suite::plan(wanted, true, true);
  REQUIRE(plan.size() == 2);
  CHECK(plan[0].phase == "control");
  CHECK(plan[1].phase == "properties");
  CHECK(plan[1].cases > 5);
  wanted.only = {"product-name.unique"};
  for (const char* name : {"uniqueness", "races", "again"})
    CHECK(phase_of(suite::plan(wanted, true, true), name) != nullptr);
  CHECK(phase_of(suite::plan(wanted, true, true), "random") == nullptr);
}
