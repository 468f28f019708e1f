// SPDX-License-Identifier: MIT
#include <createproduct/suite/options.hpp>

#include <doctest/doctest.h>

using createproduct::suite::Access;
using createproduct::suite::Budget;
using createproduct::suite::Means;
using createproduct::suite::Options;
using createproduct::suite::PlannedPhase;

TEST_CASE("budgets are ordered, so that each includes the ones below it") {
  CHECK(Budget::quick < Budget::standard);
  CHECK(Budget::standard < Budget::deep);
}

TEST_CASE("options leave everything unlimited unless told") {
  const Options options;
  CHECK(options.budget == Budget::standard);
  CHECK(options.only.empty());
  CHECK(options.max_requests == 0);
  CHECK(options.max_creations == 0);
  CHECK(options.max_time.count() == 0);
  CHECK(options.rate == 0);
  CHECK_FALSE(options.quota);
  CHECK_FALSE(options.empty_account);
  CHECK(options.back_off.count() > 0);
}

TEST_CASE("means need no more than a way to send") {
  const Means means;
  CHECK_FALSE(means.connect);
  CHECK_FALSE(means.second);
  CHECK_FALSE(means.ledger);
  CHECK_FALSE(means.interrupted);
  CHECK_FALSE(means.sleep);
  const Access access;
  CHECK_FALSE(access.stamp);
  CHECK_FALSE(access.mismatched_stamp);
  CHECK_FALSE(access.is_signed);
}

TEST_CASE("a planned phase is empty at first") {
  const PlannedPhase phase{"names"};
  CHECK(phase.phase == "names");
  CHECK(phase.cases + phase.requests + phase.creations == 0);
}
