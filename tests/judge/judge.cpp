// SPDX-License-Identifier: MIT
#include <createproduct/judge/judge.hpp>

#include <utility>

#include <doctest/doctest.h>

#include "helpers.hpp"

using createproduct::judge::Judge;
using createproduct::judge::Presence;

TEST_CASE("the judge keeps the accounts in step with the answers") {
  Judge judge("salt");
  CHECK(judge.account("one").presence("salta") == Presence::absent);
  CHECK(breaches(judge.rule("one", classified("salta"), success("salta", "X"))) == "");
  CHECK(judge.account("one").presence("salta") == Presence::present);
  CHECK(judge.account("two").presence("salta") == Presence::absent);
  CHECK(breaches(judge.rule("one", classified("salta"), refusal(1001))) == "");
  CHECK(breaches(judge.rule("two", classified("salta"), success("salta", "Y"))) == "");
}

TEST_CASE("product ids are unique over all accounts") {
  Judge judge("salt");
  CHECK(breaches(judge.rule("one", classified("salta"), success("salta", "X"))) == "");
  CHECK(breaches(judge.rule("two", classified("saltb"), success("saltb", "X"))) == "response.product-id.unique");
}

TEST_CASE("a judge of recorded traffic takes no name for fresh") {
  Judge judge;
  CHECK(breaches(judge.rule("one", classified("salta"), refusal(1001))) == "");
  CHECK(breaches(judge.rule("one", classified("saltb"), success("saltb", "X"))) == "");
  CHECK(breaches(judge.rule("one", classified("saltb"), success("saltb", "Y"))) == "product-name.unique");
}

TEST_CASE("a clause under test takes the blame for an unexplained refusal, else the operation does") {
  Judge judge("salt");
  CHECK(breaches(judge.rule("one", classified("salta"), refusal(1101))) == "operation.create?");
  CHECK(breaches(judge.rule("one", classified("saltb"), refusal(1101), "common.encoding")) == "common.encoding?");
}

TEST_CASE("a judge can be moved with all it knows") {
  Judge first("salt");
  CHECK(breaches(first.rule("one", classified("salta"), success("salta", "X"))) == "");
  Judge second = std::move(first);
  CHECK(breaches(second.rule("one", classified("salta"), success("salta", "Y"))) == "product-name.unique");
}
