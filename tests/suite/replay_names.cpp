// SPDX-License-Identifier: MIT
#include <createproduct/suite/replay_names.hpp>

#include <chrono>
#include <map>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "recorded_sample.hpp"
#include "scripted_run.hpp"

using namespace createproduct;
using suite::ReplayCase;
using suite::ReplayNames;
using suite::ReplayStep;

namespace {

ReplayStep step_of(const std::string& name, const std::string& key = "") {
  ReplayStep step = suite::replay_step(scripted::recorded(scripted::create(name), scripted::success(name, "ID1")), "");
  step.key = key;
  return step;
}

ReplayCase case_of(ReplayStep step) {
  ReplayCase one;
  one.steps.push_back(std::move(step));
  return one;
}

wire::WireRequest sent_as(const std::string& name) { return {"GET", scripted::create(name), ""}; }

struct Recalled {
  scripted::Server server;
  scripted::Bench bench{server};
  ReplayNames names{bench.context.session};

  std::string fresh(const ReplayStep& step) {
    std::map<std::string, suite::TemplateValues> shared;
    return names.values_of(step, shared).fresh;
  }
};

}  // namespace

TEST_CASE("a name that was sent has its new name where it is repeated, and no other has") {
  Recalled recalled;
  const ReplayStep step = step_of("apple");
  CHECK_FALSE(recalled.names.repeats_one(case_of(step)));
  recalled.names.remember(step, sent_as("qwert"));
  REQUIRE(recalled.names.repeats_one(case_of(step)));
  CHECK_FALSE(recalled.names.repeats_one(case_of(step_of("pear"))));
  const ReplayCase now = recalled.names.with_names_of_now(case_of(step));
  CHECK(now.steps.front().step.literal->request.query == scripted::create("qwert"));
  CHECK(recalled.fresh(now.steps.front()).empty());
}

TEST_CASE("a request with its very name of then does not make that the new name") {
  Recalled recalled;
  const ReplayStep step = step_of("apple");
  recalled.names.remember(step, sent_as("qwert"));
  const ReplayCase then = ReplayNames::with_names_of_then(case_of(step));
  recalled.names.remember(then.steps.front(), sent_as("apple"));
  CHECK(recalled.names.with_names_of_now(case_of(step)).steps.front().step.literal->request.query ==
        scripted::create("qwert"));
}

TEST_CASE("steps of one key share their fresh name until it is forgotten") {
  Recalled recalled;
  const ReplayStep step = step_of("apple", "apple");
  const std::string first = recalled.fresh(step);
  CHECK_FALSE(first.empty());
  CHECK(recalled.fresh(step) == first);
  recalled.names.forget(case_of(step));
  CHECK(recalled.fresh(step) != first);
  CHECK(recalled.fresh(step_of("pear")) != recalled.fresh(step_of("pear")));
}

TEST_CASE("a longer name takes the place of any") {
  Recalled recalled;
  const ReplayCase literal = recalled.names.with_long_name(case_of(step_of("a")));
  CHECK(literal.steps.front().step.literal->request.query ==
        scripted::create(literal.steps.front().step.literal->fresh));
  CHECK(literal.steps.front().step.literal->fresh.starts_with("salted"));
  ReplayStep of_catalogue;
  of_catalogue.step.name = "{short:1}";
  CHECK(recalled.names.with_long_name(case_of(of_catalogue)).steps.front().step.name == "{fresh}");
}

TEST_CASE("a name made of many random letters is known to be fresh, a short one is not") {
  Recalled recalled;
  for (const char* name : {"Apples-and-pears", "Ab"}) {
    const ReplayStep step = step_of(name);
    std::map<std::string, suite::TemplateValues> shared;
    const suite::TemplateValues values = recalled.names.values_of(step, shared);
    recalled.names.know_fresh(step, values);
    const std::string now =
        judge::classify(suite::with_fresh_names(step.step.literal->request, "", values.fresh)).names.front();
    const auto presence = recalled.bench.context.session.judge.account("first").presence(now);
    CHECK((presence == judge::Presence::absent) == (std::string(name).size() > 8));
  }
}

TEST_CASE("a repetition waits until the name is as old as it was then") {
  Recalled recalled;
  ReplayStep first = step_of("apple");
  first.recorded->start = 100;
  ReplayStep again = first;
  again.recorded->start = 110;
  CHECK(recalled.names.age_to_come(case_of(again)).count() == 0);
  recalled.names.remember(first, sent_as("qwert"));
  const auto wait = recalled.names.age_to_come(case_of(again));
  CHECK(wait <= std::chrono::seconds(10));
  CHECK(wait > std::chrono::seconds(5));
  again.recorded->start = 1000;
  CHECK(recalled.names.age_to_come(case_of(again)) <= std::chrono::seconds(15));
}
