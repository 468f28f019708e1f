// SPDX-License-Identifier: MIT
#include <createproduct/suite/run_context.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

TEST_CASE("a note is kept and told") {
  Server server;
  Bench bench(server);
  bench.context.note("one");
  bench.context.note("two");
  CHECK(bench.context.notes == std::vector<std::string>{"one", "two"});
  const auto told = events_of<suite::Note>(bench.events);
  REQUIRE(told.size() == 2);
  CHECK(told[1].text == "two");
}

TEST_CASE("a finished case is counted and told") {
  Server server;
  Bench bench(server);
  bench.context.finish_case(a_case("region.type", {}), Verdict::inconclusive, 7, "why not");
  CHECK(bench.context.cases == 1);
  const auto told = events_of<suite::CaseFinished>(bench.events);
  REQUIRE(told.size() == 1);
  CHECK(told[0].id == "region.type.scripted");
  CHECK(told[0].clause == ClauseId("region.type"));
  CHECK(told[0].verdict == Verdict::inconclusive);
  CHECK(told[0].requests == 7);
  CHECK(told[0].note == "why not");
}

TEST_CASE("a context without a sink keeps silent") {
  Server server;
  const suite::Means given = means(server);
  const suite::Options wanted = options();
  const suite::EventSink none;
  suite::RunContext context(given, wanted, none);
  context.note("nobody hears this");
  CHECK(context.notes.size() == 1);
}

TEST_CASE("the first account knows the quota and the salt of the run") {
  Server server;
  suite::Options wanted = options();
  wanted.quota = 17;
  Bench bench(server, wanted);
  CHECK(bench.context.first_account().quota == 17);
  CHECK(bench.context.first_account().presence("xsaltedx") == createproduct::judge::Presence::absent);
  CHECK(bench.context.first_account().presence("other") == createproduct::judge::Presence::maybe);
}
