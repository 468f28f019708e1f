// SPDX-License-Identifier: MIT
#include <createproduct/suite/random_cases.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <createproduct/judge/classification.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/suite/selection.hpp>
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
  return step.method + "\n" + step.name.value_or(step.name_wire.value_or("-")) + "\n" + step.properties.value_or("-");
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
    const suite::Step& step = one.steps.front();
    CHECK(one.phase == "random");
    CHECK(one.clause == ClauseId("operation.create"));
    const std::string name = step.name ? *step.name : *step.name_wire;
    CHECK((name.find("{fresh") != std::string::npos || name.find("{head}") != std::string::npos));
    CHECK(one.needs_properties == (step.properties || step.properties_wire));
    CHECK_FALSE(one.needs_second_account);
    seen.insert(spelled(one));
  }
  CHECK(seen.size() > 480);
}

TEST_CASE("random requests are right, or have one defect or several, whatever the salt") {
  std::map<Demand, std::size_t> demands;
  std::map<std::string, std::size_t> broken;
  std::size_t several = 0;
  for (const char* fresh : {"wxyzaaa", "qvwxyzkqvwxyaaa"})
    for (const Case& one : draw(2, 3000)) {
      const Classification request = classified(one, fresh);
      ++demands[request.demand];
      if (request.demand != Demand::reject) continue;
      CAPTURE(spelled(one));
      CHECK(request.broken.size() >= 1);
      several += request.broken.size() > 1 ? 1U : 0U;
      request.broken.for_each([&](ClauseId clause) { ++broken[std::string(clause.id())]; });
    }
  CHECK(demands[Demand::open] == 0);
  CHECK(demands[Demand::accept] > 1500);
  CHECK(demands[Demand::reject] > 3500);
  CHECK(several > 300);
  CHECK(broken.size() == 11);
  for (const auto& entry : broken) {
    CAPTURE(entry.first);
    CHECK(entry.second > 50);
  }
}

TEST_CASE("what is wrong with random requests comes together with what else they are like") {
  // In the number of a standard run. Left to chance, some fifty are missing.
  std::size_t count = 0;
  std::string missing;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    std::set<std::string> seen;
    for (const Case& one : draw(seed, suite::effort_of(suite::Budget::standard).random_cases)) {
      const Classification request = classified(one, "wxyzaaa");
      if (request.demand != Demand::reject || request.broken.size() != 1) continue;
      const suite::Step& step = one.steps.front();
      request.broken.for_each([&](ClauseId clause) {
        const std::string id(clause.id());
        seen.insert(id + " by " + step.method);
        if (!step.extra.empty()) seen.insert(id + " with Region");
        if (step.reversed) seen.insert(id + " reversed");
        if (request.names.front().size() > 26) seen.insert(id + " with a long name");
        if (step.properties && step.properties->find('2') != std::string::npos) seen.insert(id + " with a 2");
      });
    }
    for (const char* clause : {"product-name.alphabet", "region.values", "region.type", "encryption-type.values",
                               "encryption-type.type", "product-type.values", "product-type.type",
                               "product-description.type"})
      for (const char* trait : {" by GET", " by POST", " with Region", " reversed", " with a long name", " with a 2"})
        if (const std::string both = std::string(clause) + trait; !seen.contains(both)) {
          ++count;
          missing += both + " of seed " + std::to_string(seed) + "; ";
        }
  }
  CAPTURE(missing);
  CHECK(count <= 5);
}

TEST_CASE("random requests come by both methods, plain and respelled, with and without properties") {
  std::size_t posts = 0, with_properties = 0, respelled = 0;
  std::set<std::size_t> lengths;
  for (const Case& one : draw(3, 1000)) {
    const suite::Step& step = one.steps.front();
    posts += step.method == "POST" ? 1U : 0U;
    with_properties += one.needs_properties ? 1U : 0U;
    respelled += step.name_wire ? 1U : 0U;
    if (const Classification request = classified(one, "wxyzaaa"); request.demand == Demand::accept)
      lengths.insert(request.names.front().size());
  }
  CHECK(posts > 150);
  CHECK(posts < 400);
  CHECK(with_properties > 300);
  CHECK(with_properties < 700);
  CHECK(respelled > 30);
  CHECK(*lengths.rbegin() == createproduct::spec::name_max_length);
  CHECK(lengths.size() > 20);
}

TEST_CASE("sequences create, create again, fail and try again, in one account or in two") {
  RandomCases one_account(4), two_accounts(4, true);
  std::map<std::string, std::size_t> seen;
  for (int i = 0; i < 400; ++i)
    for (const Case& one : {one_account.next_sequence(), two_accounts.next_sequence()}) {
      CHECK(one.phase == "sequences");
      CHECK(one.steps.size() >= 3);
      CHECK(one.steps.size() <= 8);
      std::set<std::string> created, failed, elsewhere;
      bool second = false;
      for (const suite::Step& step : one.steps) {
        second = second || step.second_account;
        Case alone = one;
        alone.steps = {step};
        const Classification request = classified(alone, "wxyzaaa");
        REQUIRE(request.demand != Demand::open);
        const std::string account = step.second_account ? "2" : "1";
        const std::string name = request.names.front();
        if (request.demand == Demand::reject) {
          ++seen[created.contains(account + name) ? "a failure for a name that exists" : "a failure"];
          failed.insert(account + name);
          continue;
        }
        if (created.contains(account + name)) ++seen["created again"];
        if (failed.contains(account + name) && !created.contains(account + name)) ++seen["tried again after a failure"];
        if (elsewhere.contains((step.second_account ? "1" : "2") + name)) ++seen["created in the other account"];
        created.insert(account + name);
        elsewhere.insert(account + name);
      }
      CHECK(second == one.needs_second_account);
      if (!second) ++seen["one account"];
    }
  for (const char* kind : {"a failure", "a failure for a name that exists", "created again",
                           "tried again after a failure", "created in the other account", "one account"}) {
    CAPTURE(kind);
    CHECK(seen[kind] > 40);
  }
}
