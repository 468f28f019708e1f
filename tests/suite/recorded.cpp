// SPDX-License-Identifier: MIT
#include <createproduct/suite/recorded.hpp>

#include <doctest/doctest.h>

#include "recorded_sample.hpp"

using namespace createproduct;
using Demand = judge::Classification::Demand;

TEST_CASE("a recorded request is classified by its bytes") {
  CHECK(suite::classify(scripted::recorded(scripted::create("fruit"), {})).demand == Demand::accept);
  CHECK(suite::classify(scripted::recorded(scripted::create("fr.it"), {})).demand == Demand::reject);
}

TEST_CASE("a request whose signature was damaged on purpose must be refused for that") {
  suite::Recorded one = scripted::recorded(scripted::create("fruit"), {});
  one.clause = "common.signature";
  one.step.emplace();
  CHECK(suite::classify(one).demand == Demand::accept);
  one.step->not_authentic = true;
  const judge::Classification request = suite::classify(one);
  CHECK(request.demand == Demand::reject);
  CHECK(request.broken == ClauseSet{"common.signature"});
  CHECK(request.codes.empty());
}
