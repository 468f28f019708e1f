// SPDX-License-Identifier: MIT
#include <createproduct/suite/events.hpp>

#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct::suite;

TEST_CASE("every kind of event reaches a sink as itself") {
  std::vector<std::size_t> kinds;
  const EventSink sink = [&](const Event& event) { kinds.push_back(event.index()); };
  sink(RunStarted{});
  sink(PhaseStarted{});
  sink(CaseFinished{});
  sink(Suspected{});
  sink(Confirmed{});
  sink(Note{});
  sink(RunFinished{});
  CHECK(kinds == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6});
  CHECK(std::variant_size_v<Event> == 7);
}

TEST_CASE("a finding is a failure proved at once, unless told") {
  const Finding finding;
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.attempts == 0);
  CHECK(finding.also.empty());
}

TEST_CASE("a clause counts as not exercised until something is known of it") {
  const ClauseResult result;
  CHECK(result.verdict == Verdict::not_exercised);
  CHECK(result.checks == 0);
}
