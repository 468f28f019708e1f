// SPDX-License-Identifier: MIT
#include <createproduct/suite/own_rule.hpp>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/model/own_clause.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/suite/run.hpp>
#include <createproduct/suite/traffic.hpp>
#include <createproduct/suite/typed_target.hpp>
#include <createproduct/wire/request_codec.hpp>
#include <createproduct/wire/response_codec.hpp>

#include "recorded_sample.hpp"

using namespace createproduct;
using suite::Opinion;
using suite::OwnRule;

namespace {

ClauseId id_form() {
  static constexpr std::string_view text = "A productID has eight characters.";
  static const ClauseId clause = *define_clause({"own.id-form", Level::must, "team handbook", text, "", "", "", ""});
  return clause;
}

/// Of each success, that its productID has eight characters.
OwnRule eight_characters() {
  return {id_form(), [](const suite::Exchange& exchange, const judge::Ruling& ruling) -> Opinion {
            if (ruling.outcome != judge::Ruling::Outcome::accepted) return {};
            const auto answer = wire::parse_response(exchange.answer.body);
            if (!answer || !answer->product_id) return {};
            return answer->product_id->size() == 8 ? Opinion::kept() : Opinion::broken("productID is too short");
          }};
}

/// Keeps the contract; a name with a colon gets a productID that is too short.
struct Shop {
  bool slips = false;
  std::set<std::string> taken{};

  CreateProductResponse handle(const CreateProductRequest& request) {
    const std::string& name = request.product_name;
    if (!is_product_name(name)) return {4000, "(1101)name", "InvalidParameter", {}, {}};
    if (!taken.insert(name).second) return {4000, "(1001)name", "InvalidParameter", {}, {}};
    const std::string number = std::to_string(10000000 + taken.size());
    const bool slip = slips && name.find(':') != std::string::npos;
    return {0, "", "Success", name, slip ? "P" + number.substr(2) : number};
  }
};

suite::RunFinished tested(Shop shop, std::vector<OwnRule> rules) {
  suite::Means means;
  means.send = suite::send_typed(shop);
  means.sleep = [](std::chrono::milliseconds) {};
  means.own_rules = std::move(rules);
  suite::Options options;
  options.salt = "kqzvn";
  options.budget = suite::Budget::quick;
  return suite::run(means, options, {});
}

const suite::ClauseResult* result_of(const suite::RunFinished& run, ClauseId clause) {
  for (const suite::ClauseResult& result : run.clauses)
    if (result.clause == clause) return &result;
  return nullptr;
}

}  // namespace

TEST_CASE("a rule of one's own that is kept passes") {
  const suite::RunFinished run = tested({}, {eight_characters()});
  CHECK(run.exit_code == 0);
  const suite::ClauseResult* result = result_of(run, id_form());
  REQUIRE(result != nullptr);
  CHECK(result->verdict == suite::Verdict::pass);
  CHECK(result->checks > 10);
}

TEST_CASE("a rule of one's own that is broken is shown with the smallest request that breaks it") {
  const suite::RunFinished run = tested({true}, {eight_characters()});
  CHECK(run.exit_code == 1);
  REQUIRE(run.findings.size() == 1);
  const suite::Finding& finding = run.findings.front();
  CHECK(finding.clause == id_form());
  CHECK(finding.verdict == suite::Verdict::fail);
  CHECK(finding.why == "productID is too short");
  REQUIRE(finding.history.size() == 1);
  const auto request = wire::parse_request(finding.history.front().sent);
  REQUIRE(request);
  CHECK(request->product_name.find(':') != std::string::npos);
  CHECK_FALSE(request->product_properties);
}

TEST_CASE("a rule of one's own about refusals has to be broken again and again") {
  int asked = 0;
  OwnRule once = eight_characters();
  once.proof = judge::Breach::Proof::repeatable;
  once.opinion = [&asked](const suite::Exchange&, const judge::Ruling& ruling) -> Opinion {
    if (ruling.outcome != judge::Ruling::Outcome::refused) return {};
    return ++asked == 3 ? Opinion::broken("seen once") : Opinion::kept();
  };
  const suite::RunFinished run = tested({}, {once});
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings.front().verdict == suite::Verdict::flaky);
  OwnRule each = once;
  each.opinion = [](const suite::Exchange&, const judge::Ruling& ruling) -> Opinion {
    return ruling.outcome == judge::Ruling::Outcome::refused ? Opinion::broken("seen always") : Opinion();
  };
  const suite::RunFinished again = tested({}, {each});
  REQUIRE(again.findings.size() == 1);
  CHECK(again.findings.front().verdict == suite::Verdict::fail);
  CHECK(again.findings.front().attempts >= 3);
}

TEST_CASE("a rule that nothing puts to the test is not exercised") {
  OwnRule nothing = eight_characters();
  nothing.opinion = [](const suite::Exchange&, const judge::Ruling&) { return Opinion(); };
  const suite::RunFinished run = tested({}, {nothing});
  REQUIRE(result_of(run, id_form()) != nullptr);
  CHECK(result_of(run, id_form())->verdict == suite::Verdict::not_exercised);
  CHECK(run.exit_code == 0);
}

TEST_CASE("recorded traffic is judged by rules of one's own, too") {
  suite::TrafficOptions options;
  options.own_rules.push_back(eight_characters());
  suite::TrafficJudge judge(options, {});
  judge.take(scripted::recorded(scripted::create("a"), scripted::success("a", "12345678")));
  judge.take(scripted::recorded(scripted::create("b"), scripted::success("b", "short")));
  const suite::RunFinished run = judge.finish();
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings.front().clause == id_form());
  CHECK(run.exit_code == 1);
}
