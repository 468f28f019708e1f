// SPDX-License-Identifier: MIT
#include <createproduct/judge/ruling.hpp>

#include <doctest/doctest.h>

using createproduct::judge::Breach;
using createproduct::judge::Ruling;

TEST_CASE("a new ruling says nothing") {
  const Ruling ruling;
  CHECK(ruling.outcome == Ruling::Outcome::unknown);
  CHECK(ruling.breaches.empty());
  CHECK(ruling.checked.empty());
  CHECK_FALSE((ruling.maybe_noise || ruling.throttled || ruling.out_of_room || ruling.unknown_public_code));
  CHECK(ruling.breach_of("response.json") == nullptr);
}

TEST_CASE("a breach is found by its clause, the first of several") {
  Ruling ruling;
  ruling.breaches.push_back({"response.json", Breach::Proof::repeatable, "one"});
  ruling.breaches.push_back({"region.values", Breach::Proof::certain, "two"});
  ruling.breaches.push_back({"region.values", Breach::Proof::certain, "three"});
  REQUIRE(ruling.breach_of("region.values") != nullptr);
  CHECK(ruling.breach_of("region.values")->why == "two");
  CHECK(ruling.breach_of("response.json")->proof == Breach::Proof::repeatable);
  CHECK(ruling.breach_of("region.type") == nullptr);
}
