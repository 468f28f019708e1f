// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/disagreement.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct;
using fuzz::Expectation;
using Demand = Expectation::Demand;

TEST_CASE("the contract demands something of each part by itself") {
  CHECK(fuzz::expect_name("a").demand == Demand::accept);
  CHECK(fuzz::expect_name("").broken == ClauseSet{"product-name.min-length"});
  CHECK(fuzz::expect_name("a.").broken == ClauseSet{"product-name.alphabet"});
  CHECK(fuzz::expect_properties(R"({"productDescription":"a","region":"gz"})").demand == Demand::accept);
  CHECK(fuzz::expect_properties("{}").demand == Demand::open);
  CHECK(fuzz::expect_properties("{").broken == ClauseSet{"product-properties.json"});
  CHECK(fuzz::expect_request({"GET", "Action=CreateProduct&productName=a", ""}).demand == Demand::accept);
}

TEST_CASE("only what the contract decides can be disagreed on") {
  for (const bool accepted : {false, true}) {
    CHECK(fuzz::disagrees({Demand::accept, {}, {}}, accepted) == !accepted);
    CHECK(fuzz::disagrees({Demand::reject, {}, {}}, accepted) == accepted);
    CHECK_FALSE(fuzz::disagrees({Demand::open, {}, {}}, accepted));
  }
}

TEST_CASE("the clause to blame for a refusal is none that something accepted exercises") {
  const Expectation expected{
      Demand::accept, {}, {"common.encoding", "product-name.alphabet", "product-name.max-length"}};
  CHECK(fuzz::wrongly_refused(expected, {"common.encoding", "product-name.alphabet"}).clause ==
        ClauseId("product-name.max-length"));
  CHECK(fuzz::wrongly_refused({Demand::accept, {}, {}}, {}).clause == ClauseId("operation.create"));
  const fuzz::Disagreement wrong = fuzz::wrongly_accepted({Demand::reject, {"region.values"}, {}});
  CHECK(wrong.clause == ClauseId("region.values"));
  CHECK(wrong.accepted);
  CHECK(wrong.why.find("region.values") != std::string::npos);
}
