// SPDX-License-Identifier: MIT
#include <createproduct/judge/rule.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "../wire/random.hpp"
#include "helpers.hpp"
#include "rule_bench.hpp"

using createproduct::ClauseId;
using createproduct::Level;
using createproduct::judge::Answer;
using createproduct::judge::Classification;
using createproduct::judge::classify;
using createproduct::judge::Ruling;
using createproduct::wire::WireRequest;
using Demand = createproduct::judge::Classification::Demand;
using Outcome = createproduct::judge::Ruling::Outcome;
using Transport = createproduct::judge::Answer::Transport;

namespace {

WireRequest random_request(Random& random) {
  static constexpr std::string_view actions[] = {"Action=CreateProduct", "Action=CreateProduct", "Action=CreateProduct",
                                                 "Action=Other", "x=1"};
  static constexpr std::string_view names[] = {
      "salta", "saltb", "saltc", "SALTA", "q", "", "salt.", "salta&productName=saltb", "saltd%FF"};
  static constexpr std::string_view texts[] = {"",
                                               "",
                                               "%7B%22productDescription%22%3A%22d%22%2C%22region%22%3A%22gz%22%7D",
                                               "%7B%7D",
                                               "%5B%5D",
                                               "null",
                                               "%7B%22region%22%3A%22sh%22%7D"};
  std::string query(actions[random.below(5)]);
  if (random.below(8) != 0) query.append("&productName=").append(names[random.below(9)]);
  if (const std::string_view text = texts[random.below(7)]; !text.empty())
    query.append("&productProperties=").append(text);
  return random.coin() ? get(query) : post(query);
}

}  // namespace

TEST_CASE("a service that keeps the contract is never accused, whatever it is asked") {
  Random random(4711);
  for (int run = 0; run < 60; ++run) {
    // It counts the first of repeated parameters, refuses what is silent, or accepts it, and folds case, or does not.
    const bool lenient = random.coin();
    const bool folds = random.coin();
    const std::size_t quota = 4;
    RuleBench bench;
    if (random.coin()) bench.account.quota = quota;
    std::vector<std::string> products;
    int ids = 0;
    for (int i = 0; i < 60; ++i) {
      const WireRequest request = random_request(random);
      const Classification found = classify(request);
      std::string key = found.names.empty() ? std::string() : found.names.front();
      if (folds)
        for (char& c : key)
          if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      const bool taken = std::find(products.begin(), products.end(), key) != products.end();
      const bool takes = found.demand == Demand::accept ||
                         (found.demand == Demand::open && lenient && createproduct::is_product_name(key));
      Answer answer = refusal(1101);
      if (found.demand == Demand::reject && found.codes.empty()) answer = refusal(0, 4000);
      if (takes && taken) answer = refusal(1001);
      if (takes && !taken && products.size() == quota) answer = refusal(1000, 4400);
      if (takes && !taken && products.size() < quota) {
        products.push_back(key);
        answer = success(found.names.front(), std::to_string(++ids));
        if (random.below(8) == 0) answer = no_answer(Transport::closed);
      } else if (random.below(8) == 0) {
        answer = refusal(1100);
      }
      const Ruling ruling = bench.rule(request.method == "GET" ? found : classify(request), answer);
      CAPTURE(request.query);
      CAPTURE(request.body);
      CAPTURE(answer.body);
      for (const createproduct::judge::Breach& breach : ruling.breaches) {
        // Only what noise looks like, and want of room where the judge cannot know the quota.
        REQUIRE(breach.proof == createproduct::judge::Breach::Proof::repeatable);
        REQUIRE((ruling.maybe_noise || (ruling.out_of_room && !bench.account.quota)));
      }
    }
  }
}

TEST_CASE(
    "any bytes for an answer are judged without harm, and open requests only for the answer's form and uniqueness") {
  Random random(815);
  static constexpr std::string_view pieces[] = {"{",
                                                "}",
                                                "\"code\":",
                                                "0",
                                                "4000",
                                                "1101",
                                                "\"message\":",
                                                "\"(1101)x\"",
                                                "\"(\"",
                                                "\"codeDesc\":",
                                                "\"Success\"",
                                                "\"productName\":",
                                                "\"salta\"",
                                                "\"productID\":",
                                                "\"X\"",
                                                ",",
                                                ",",
                                                ":",
                                                "[",
                                                "]",
                                                "null",
                                                "true",
                                                "1e999",
                                                "\"\\ud800\"",
                                                "\xFF",
                                                "-0",
                                                "0.5",
                                                "\xEF\xBB\xBF",
                                                " "};
  const Classification* const requests[] = {&valid(),        &invalid(),  &open(),
                                            &wrong_action(), &nameless(), &undecodable()};
  RuleBench bench;
  for (int i = 0; i < 20'000; ++i) {
    std::string body = random.coin() ? R"({"code":0,"message":"","codeDesc":"Success",)" : "{";
    if (random.below(8) == 0) body.clear();
    for (std::size_t count = random.below(10); count > 0; --count)
      body += random.below(20) == 0 ? random.bytes(4) : std::string(pieces[random.below(std::size(pieces))]);
    if (random.coin()) body += "\"z\":1}";
    Answer answer;
    answer.body = body;
    answer.status = random.coin() ? 200 : static_cast<int>(random.below(700));
    answer.transport = random.below(8) == 0 ? static_cast<Transport>(random.below(6)) : Transport::answered;
    const Classification& request = *requests[random.below(6)];
    const Ruling ruling = bench.rule(request, answer, ClauseId::at(random.below(createproduct::clause_count)));
    CAPTURE(body);
    for (const createproduct::judge::Breach& breach : ruling.breaches) {
      REQUIRE_FALSE(breach.why.empty());
      REQUIRE(breach.clause.level() != Level::silent);
      REQUIRE_FALSE(ruling.checked.has(breach.clause));
      if (&request == &open())
        REQUIRE((breach.clause.id().starts_with("response.") || breach.clause == ClauseId("product-name.unique")));
    }
    if (answer.transport != Transport::answered) REQUIRE(ruling.outcome == Outcome::unknown);
  }
}
