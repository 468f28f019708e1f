// SPDX-License-Identifier: MIT
#include <createproduct/suite/again_cases.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Case;
using suite::Product;

namespace {

void create(suite::Session& session, std::string name, std::string account = "first") {
  Product& product = session.products.emplace_back();
  product.name = name;
  product.account = std::move(account);
  product.regular = true;
  product.creation.sent.method = "GET";
  product.creation.sent.query = "productName=" + name;
}

std::vector<Case> again(Bench& bench) { return suite::again_cases(bench.context.session, bench.options_, {}); }

std::set<std::string> names(const std::vector<Case>& cases) {
  std::set<std::string> out;
  for (const Case& one : cases) out.insert(*one.steps.front().name);
  return out;
}

}  // namespace

TEST_CASE("each regular product that is still there is asked for again, by its account and as it was spelled") {
  Server server;
  Bench bench(server);
  CHECK(again(bench).empty());
  create(bench.context.session, "one");
  create(bench.context.session, "two", "second");
  create(bench.context.session, "odd");
  create(bench.context.session, "gone");
  bench.context.session.products[1].creation.sent.query = "productName=t%77o";
  bench.context.session.products[2].regular = false;
  bench.context.session.products[3].deleted = true;
  const std::vector<Case> cases = again(bench);
  CHECK(names(cases) == std::set<std::string>{"one", "two"});
  for (const Case& one : cases) {
    CHECK(one.id == suite::again_id);
    CHECK(one.clause == ClauseId("product-name.unique"));
    REQUIRE(one.steps.size() == 1);
    const bool second = one.steps.front().name == "two";
    CHECK(one.steps.front().second_account == second);
    CHECK(one.steps.front().name_wire == (second ? "t%77o" : "one"));
  }
}

TEST_CASE("of many products those are chosen that are unlike each other, the oldest and the newest") {
  Server server;
  Bench bench(server);
  create(bench.context.session, "oldest");
  for (int i = 0; i < 200; ++i) create(bench.context.session, "same" + std::to_string(1000 + i) + "x");
  for (const char* unlike : {"Zed", "q7", "m--"}) create(bench.context.session, unlike);
  create(bench.context.session, "newest");
  const std::size_t most = suite::effort_of(suite::Budget::quick).created_again;
  for (const unsigned seed : {1U, 2U, 3U}) {
    bench.options_.seed = seed;
    const std::vector<Case> cases = again(bench);
    CHECK(cases.size() == most);
    const std::set<std::string> chosen = names(cases);
    CHECK(chosen.contains("oldest"));
    CHECK(chosen.contains("newest"));
  }
  bench.options_.budget = suite::Budget::standard;
  for (const char* unlike : {"Zed", "q7", "m--"}) CHECK(names(again(bench)).contains(unlike));
}

TEST_CASE("a nonce used again goes with its time stamp and must not be taken as authentic") {
  suite::UsedNonce used;
  used.timestamp = "1700000000";
  used.nonce = "77";
  const Case one = suite::old_nonce_case(used);
  CHECK(one.id == suite::old_nonce_id);
  CHECK(one.needs_keys);
  REQUIRE(one.steps.size() == 1);
  CHECK(one.steps.front().not_authentic);
  CHECK(one.steps.front().extra == std::vector<std::pair<std::string, std::string>>{{"Timestamp", "1700000000"}, {"Nonce", "77"}});
}
