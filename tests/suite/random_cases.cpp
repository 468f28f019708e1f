// SPDX-License-Identifier: MIT
#include <createproduct/suite/random_cases.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <createproduct/judge/classification.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/wire/form.hpp>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using createproduct::judge::Classification;
using suite::Case;
using suite::RandomCases;
using Demand = Classification::Demand;

namespace {

std::vector<Case> draw(std::uint64_t seed, std::size_t count) {
  RandomCases cases(seed);
  std::vector<Case> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(cases.next());
  return out;
}

std::string spelled(const Case& one) {
  const suite::Step& step = one.steps.front();
  return step.method + "\n" + step.name.value_or("-") + "\n" + step.properties.value_or("-");
}

Classification classified(const Case& one, const std::string& fresh) {
  suite::Session* const session = [] {
    static const suite::Means none;
    static const suite::Options wanted = options();
    static suite::Session only(none, wanted);
    return &only;
  }();
  return createproduct::judge::classify(
      createproduct::wire::encode(session->request_of(one.steps.front(), session->values(fresh))));
}

}  // namespace

TEST_CASE("a seed makes the same random cases each time, another seed makes others") {
  const std::vector<Case> first = draw(5, 100), again = draw(5, 100), other = draw(6, 100);
  std::size_t same = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(spelled(first[i]) == spelled(again[i]));
    same += spelled(first[i]) == spelled(other[i]) ? 1U : 0U;
  }
  CHECK(same < 5);
}

TEST_CASE("random cases are one request each, for a name of their own") {
  std::set<std::string> seen;
  for (const Case& one : draw(1, 500)) {
    REQUIRE(one.steps.size() == 1);
    CHECK(one.phase == "random");
    CHECK(one.clause == ClauseId("operation.create"));
    CHECK(one.steps.front().name->find("{fresh}") != std::string::npos);
    CHECK(one.needs_properties == one.steps.front().properties.has_value());
    seen.insert(spelled(one));
  }
  CHECK(seen.size() > 490);
}

TEST_CASE("random requests are either right or have one defect, whatever the salt") {
  std::map<Demand, std::size_t> demands;
  std::map<std::string, std::size_t> broken;
  for (const char* fresh : {"wxyzaaa", "qvwxyzkqvwxyaaa"})
    for (const Case& one : draw(2, 3000)) {
      const Classification request = classified(one, fresh);
      ++demands[request.demand];
      if (request.demand == Demand::reject) {
        CAPTURE(spelled(one));
        CHECK(request.broken.size() >= 1);
        request.broken.for_each([&](ClauseId clause) { ++broken[std::string(clause.id())]; });
      }
    }
  // A description of spaces alone.
  CHECK(demands[Demand::open] < 30);
  CHECK(demands[Demand::accept] > 1000);
  CHECK(demands[Demand::reject] > 3000);
  for (const char* clause : {"product-name.max-length", "product-name.alphabet", "product-properties.json",
                             "product-description.type", "region.type", "region.values", "encryption-type.type",
                             "encryption-type.values", "product-type.type", "product-type.values"}) {
    CAPTURE(clause);
    CHECK(broken[clause] > 20);
  }
  CHECK(broken.size() == 10);
}

TEST_CASE("random requests come by both methods, with and without properties") {
  std::size_t posts = 0, with_properties = 0;
  for (const Case& one : draw(3, 400)) {
    posts += one.steps.front().method == "POST" ? 1U : 0U;
    with_properties += one.needs_properties ? 1U : 0U;
  }
  CHECK(posts > 50);
  CHECK(posts < 200);
  CHECK(with_properties > 100);
  CHECK(with_properties < 300);
}
