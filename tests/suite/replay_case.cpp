// SPDX-License-Identifier: MIT
#include <createproduct/suite/replay_case.hpp>

#include <string>

#include <doctest/doctest.h>

#include "recorded_sample.hpp"

using namespace createproduct;
using scripted::create;
using scripted::recorded;
using suite::replay_step;
using suite::salted_part;

TEST_CASE("the fresh name in a name is known by the salt") {
  CHECK(salted_part("qwertaab", "qwert") == "qwertaab");
  CHECK(salted_part("x.QWERTaabaaaa", "qwert") == "qwertaab");
  CHECK(salted_part("qwertzabcdefg", "qwert") == "qwertzabcd");
  CHECK(salted_part("1qwer-ta_ab:", "qwert") == "qwertaab");
  CHECK(salted_part("qwertaa", "qwert").empty());
  CHECK(salted_part("fruit", "qwert").empty());
  CHECK(salted_part("fruit", "").empty());
}

TEST_CASE("a step with templates is sent again from these") {
  suite::Recorded one = recorded(create("qwertaab"), {});
  one.fresh = "qwertaab";
  one.step.emplace();
  one.step->name = "{fresh}";
  const suite::ReplayStep step = replay_step(one, "qwert");
  CHECK_FALSE(step.step.literal.has_value());
  CHECK(step.step.name == "{fresh}");
  CHECK(step.key == "qwertaab");
}

TEST_CASE("any other is sent again as it stands, but for its name") {
  const suite::ReplayStep salted = replay_step(recorded(create("qwertaab"), {}), "qwert");
  REQUIRE(salted.step.literal.has_value());
  CHECK(salted.step.literal->fresh == "qwertaab");
  CHECK(salted.key == "qwertaab");
  suite::Recorded other = recorded(create("Fruit"), {});
  other.exchange.account = "second";
  const suite::ReplayStep plain = replay_step(other, "");
  CHECK(plain.step.literal->fresh.empty());
  CHECK(plain.step.second_account);
  CHECK(plain.key == "fruit");
  CHECK(replay_step(recorded("Action=CreateProduct", {}), "").key.empty());
}

TEST_CASE("a case is about the clause that was broken") {
  suite::ReplayCase one;
  one.clause = "operation.create";
  one.steps.push_back(replay_step(recorded(create("a"), {}), ""));
  CHECK(suite::case_of(one).clause == ClauseId("operation.create"));
  one.broken = ClauseId("product-name.max-length");
  CHECK(suite::case_of(one).clause == ClauseId("product-name.max-length"));
  CHECK(suite::case_of(one).steps.size() == 1);
}
