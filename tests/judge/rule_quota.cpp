// SPDX-License-Identifier: MIT
#include <createproduct/judge/rule.hpp>

#include <doctest/doctest.h>

#include "helpers.hpp"
#include "rule_bench.hpp"

using createproduct::judge::Ruling;
using Transport = createproduct::judge::Answer::Transport;

TEST_CASE("module code 1000 is right where the account may be full") {
  RuleBench bench;
  CHECK(breaches(bench.rule(valid(), refusal(1000))) == "error.quota?");
  CHECK(breaches(bench.rule(classified("q"), refusal(1000))) == "error.quota?");
  CHECK(breaches(bench.rule(invalid(), refusal(1000))) == "error.invalid-parameter?");
  bench.account.seen_full();
  CHECK(breaches(bench.rule(valid(), refusal(1000))) == "");
  CHECK(breaches(bench.rule(invalid(), refusal(1000))) == "");
  CHECK_FALSE(bench.rule(valid(), refusal(1000)).checked.has("error.quota"));
  bench.have("saltb");
  CHECK(breaches(bench.rule(valid(), refusal(1000))) == "error.quota?");
}

TEST_CASE("an account with a known quota takes so many products and no more") {
  RuleBench bench;
  bench.account.quota = 2;
  bench.have("salta");
  CHECK(breaches(bench.rule(classified("saltb"), refusal(1000))) == "error.quota?");
  bench.have("saltb");
  const Ruling right = bench.rule(classified("saltc"), refusal(1000));
  CHECK(breaches(right) == "");
  CHECK(right.checked.has("error.quota"));
  CHECK(breaches(bench.rule(classified("saltc"), refusal(1000, 4400))) == "");
  CHECK(breaches(bench.rule(valid(), refusal(1001))) == "");
  CHECK(breaches(bench.rule(valid(), refusal(1000))) == "");
  for (const int module_code : {1101, 1001, 1100, 1200})
    CHECK(breaches(bench.rule(classified("saltd"), refusal(module_code), "error.quota")) == "error.quota?");
  CHECK(breaches(bench.rule(classified("salte"), refusal(0))) == "response.message.format?");
  CHECK(breaches(bench.rule(classified("saltf"), no_answer(Transport::closed))) == "error.quota?");
  CHECK(breaches(bench.rule(classified("saltg"), success("saltg", "X"))) == "error.quota");
  CHECK(breaches(bench.rule(classified("salth", open_properties), success("salth", "Y"))) == "error.quota");
}

TEST_CASE("a product that may exist may have taken the last place") {
  RuleBench bench;
  bench.account.quota = 2;
  bench.have("salta");
  static_cast<void>(bench.rule(classified("saltb"), no_answer(Transport::timed_out)));
  CHECK(breaches(bench.rule(classified("saltc"), refusal(1000))) == "");
  CHECK(breaches(bench.rule(classified("saltc"), success("saltc", "X"))) == "");
}
