// SPDX-License-Identifier: MIT
#include <createproduct/judge/rule.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "helpers.hpp"
#include "rule_bench.hpp"

using createproduct::ClauseId;
using createproduct::judge::Account;
using createproduct::judge::Answer;
using createproduct::judge::Classification;
using createproduct::judge::Ruling;
using Demand = createproduct::judge::Classification::Demand;
using Outcome = createproduct::judge::Ruling::Outcome;

TEST_CASE("a refusal of a request that had to be accepted") {
  struct Row {
    int module_code, code;
    std::string_view breaks;
  };
  for (const Row& row :
       {Row{1101, 4000, "common.method?"}, Row{1100, 4000, "common.method?"}, Row{0, 4000, "common.method?"},
        Row{0, 4100, "common.method?"}, Row{0, 4400, "common.method?"}, Row{0, 6000, "common.method?"},
        Row{9123, 4000, "common.method?"}, Row{1001, 4000, "product-name.unique?"}, Row{1000, 4000, "error.quota?"},
        Row{1000, 4400, "error.quota?"}, Row{1101, 1101, "response.code.public common.method?"}}) {
    CAPTURE(row.module_code);
    CAPTURE(row.code);
    CHECK(judged(valid(), refusal(row.module_code, row.code), "common.method") == row.breaks);
    RuleBench bench;
    const Ruling ruling = bench.rule(valid(), refusal(row.module_code, row.code));
    CHECK(ruling.outcome == Outcome::refused);
    CHECK_FALSE(ruling.checked.has("response.message.format"));
  }
}

TEST_CASE("clauses that are about something else are not to blame for a refusal") {
  for (const ClauseId exercised :
       {ClauseId("product-name.unique"), ClauseId("product-name.scope"), ClauseId("response.json"),
        ClauseId("error.quota"), ClauseId("silent.name-case"), ClauseId("operation.create")}) {
    CAPTURE(exercised.id());
    CHECK(judged(valid(), refusal(1101), exercised) == "operation.create?");
  }
  for (const ClauseId exercised :
       {ClauseId("product-name.alphabet"), ClauseId("common.signature"), ClauseId("region.values"),
        ClauseId("product-name.free-after-refusal"), ClauseId("encryption-type.optional")})
    CHECK(judged(valid(), refusal(1101), exercised) == std::string(exercised.id()) + "?");
}

TEST_CASE("a fresh name that is refused as existing") {
  CHECK(judged(valid(), refusal(1001)) == "product-name.unique?");
  CHECK(judged(valid(), refusal(1001), "product-name.free-after-refusal") == "product-name.free-after-refusal?");
  CHECK(judged(valid(), refusal(1001), "operation.create", "saltb") == "product-name.unique?");
  // It may exist, so that nothing can be said: other case, other runs, lost answers.
  CHECK(judged(valid(), refusal(1001), "operation.create", "SALTA") == "");
  CHECK(judged(classified("q"), refusal(1001)) == "");
}

TEST_CASE("a name of another account that is refused as existing") {
  RuleBench bench;
  Account& other = bench.accounts.at("two");
  other.created("salta");
  CHECK(breaches(bench.rule(valid(), refusal(1001))) == "product-name.scope?");
  CHECK(breaches(bench.rule(classified("saltb"), refusal(1001))) == "product-name.unique?");
  CHECK(breaches(bench.rule(valid(), success("salta", "X"))) == "");
}

TEST_CASE("a wrong code for an existing name") {
  for (const int module_code : {1101, 1100, 1000, 9123})
    CHECK(judged(valid(), refusal(module_code), "operation.create", "salta") == "error.duplicate-name?");
  CHECK(judged(valid(), refusal(0, 4100), "operation.create", "salta") == "error.duplicate-name?");
  CHECK(judged(valid(), refusal(0, 4400), "operation.create", "salta") == "error.duplicate-name?");
  CHECK(judged(valid(), refusal(0, 4000), "operation.create", "salta") == "response.message.format?");
  CHECK(judged(valid(), refusal(0, 7707), "operation.create", "salta") == "response.message.format?");
}

TEST_CASE("a wrong code for an invalid parameter") {
  for (const int module_code : {1000, 1001, 1100, 1102, 6, 9123, 4000})
    CHECK(judged(invalid(), refusal(module_code)) == "error.invalid-parameter?");
  CHECK(judged(invalid(), refusal(0, 4100)) == "error.invalid-parameter?");
  CHECK(judged(invalid(), refusal(0, 4400)) == "error.invalid-parameter?");
  CHECK(judged(invalid(), refusal(0, 4000)) == "response.message.format?");
  CHECK(judged(invalid(), refusal(0, 5100)) == "response.message.format?");
}

TEST_CASE("a request without a name, or without a name that can exist, is no duplicate") {
  CHECK(judged(nameless(), refusal(1001)) == "error.invalid-parameter?");
  CHECK(judged(of("Action=CreateProduct&productName="), refusal(1001)) == "error.invalid-parameter?");
  CHECK(judged(classified("fr.uit"), refusal(1001)) == "error.invalid-parameter?");
  CHECK(judged(classified(std::string(33, 'a')), refusal(1001)) == "error.invalid-parameter?");
}

TEST_CASE("an invalid name that was accepted may be refused as existing") {
  RuleBench bench;
  const Classification request = classified(std::string(33, 'x'));
  CHECK(breaches(bench.rule(request, refusal(1001))) == "error.invalid-parameter?");
  CHECK(bench.rule(request, success(std::string(33, 'x'), "some id")).outcome == Outcome::accepted);
  CHECK(breaches(bench.rule(request, refusal(1001))) == "");
  CHECK(breaches(bench.rule(classified(std::string(34, 'x')), refusal(1001))) == "error.invalid-parameter?");
}

TEST_CASE("of several defects any may be reported") {
  CHECK(judged(invalid(), refusal(1001), "operation.create", "salta") == "");
  CHECK(judged(invalid(), refusal(1101), "operation.create", "salta") == "");
  CHECK(judged(invalid(), refusal(1001), "operation.create", "SALTA") == "");
  CHECK(judged(classified("fruit", invalid_properties), refusal(1001)) == "");
  CHECK(judged(invalid(), refusal(1000), "operation.create", "salta") == "error.invalid-parameter?");
  CHECK(judged(of("Action=Other&productName=salt."), refusal(1101)) == "");
  CHECK(judged(of("Action=Other&productName=salt."), refusal(0)) == "");
  CHECK(judged(of("Action=Other&productName=salt."), refusal(9001)) == "");
  CHECK(judged(of("Action=Other&productName=salt."), refusal(1001)) == "error.invalid-parameter?");
}

TEST_CASE("plain text is right where a gateway may speak, and nowhere else") {
  struct Row {
    std::string_view query;
    bool free;
  };
  for (const Row& row :
       {Row{"Action=CreateProduct", true}, Row{"Action=CreateProduct&productName", true},
        Row{"productName=salta", true}, Row{"Action=CreateProduct&productName=salt.&extra=1", true},
        Row{"Action=CreateProduct&productName=salt.&productName=salt.", true},
        Row{"Action=CreateProduct&productName=salt%FF", true}, Row{"Action=CreateProduct&productName=salt%", true},
        Row{"Action=CreateProduct&productName=", false}, Row{"Action=CreateProduct&productName=salt.", false},
        Row{"Action=CreateProduct&productName=salta&productProperties=%5B%5D", false},
        Row{"Action=CreateProduct&productName=salta&productProperties=%7B%22region%22%3A%22sh%22%2C%22x%22%3A1%7D",
            false}}) {
    CAPTURE(row.query);
    CHECK(judged(of(row.query), refusal(0)) == (row.free ? "" : "response.message.format?"));
    // In a gateway's mouth a number that is no module code is no more than text.
    CHECK(judged(of(row.query), refusal(77)) == (row.free ? "" : "error.invalid-parameter?"));
  }
}

TEST_CASE("a request that only a gateway can refuse is no duplicate, unless its name may exist") {
  Classification request = classified("salta");
  request.demand = Demand::reject;
  request.broken = {"common.signature"};
  request.codes = {};
  request.plain_text = true;
  CHECK(judged(request, refusal(0)).empty());
  CHECK(judged(request, refusal(1101)).empty());
  CHECK(judged(request, refusal(1001)) == "common.signature?");
  CHECK(judged(request, refusal(1001), "operation.create", "salta").empty());
}

TEST_CASE("a gateway's refusal is noise unless only a gateway can refuse the request") {
  Classification request = classified("salta");
  CHECK(RuleBench().rule(request, refusal(0, 4100)).maybe_noise);
  request.demand = Demand::reject;
  request.broken = {"common.signature"};
  request.codes = {};
  request.plain_text = true;
  CHECK_FALSE(RuleBench().rule(request, refusal(0, 4100)).maybe_noise);
  CHECK(RuleBench().rule(request, refusal(0, 4400)).maybe_noise);
  CHECK(RuleBench().rule(request, refusal(0, 6000)).maybe_noise);
}

TEST_CASE("a message that is no string breaks its type and not its format") {
  CHECK(judged(invalid(), answer(R"({"code":4000,"message":1101,"codeDesc":"X"})")) == "response.message.type");
  CHECK(judged(invalid(), answer(R"({"code":4000,"codeDesc":"X"})")) == "response.message.type");
  CHECK(judged(invalid(), answer(R"({"code":4000,"message":"","codeDesc":"X"})")) == "response.message.format?");
}

TEST_CASE("the classic mistakes together") {
  CHECK(judged(invalid(), answer(R"({"code":1101,"message":"no","codeDesc":"Success"})")) ==
        "response.code.public response.code-desc.agrees response.message.format?");
  CHECK(judged(invalid(), answer(R"({"code":0,"message":"(1101)no","codeDesc":"Success"})")) ==
        "response.code.meaning response.code-desc.agrees");
  CHECK(
      judged(valid(), answer(R"({"code":"0","message":null,"codeDesc":"OK","productName":"saltA","productID":""})")) ==
      "response.code.type response.message.type response.product-name.echo response.product-id.present "
      "response.code-desc.success");
}

TEST_CASE("answers to open requests are held to the form of answers only") {
  CHECK(judged(open(), answer(R"({"code":4000,"message":"no","codeDesc":"Success"})")) == "response.code-desc.agrees");
  CHECK(judged(open(), answer(R"({"code":1101,"message":"no","codeDesc":"X"})")) == "response.code.public");
  CHECK(judged(open(), answer(R"({"code":4000})")) == "response.message.type response.code-desc.type");
  CHECK(judged(open(), refusal(1001)) == "");
  CHECK(judged(open(), refusal(1100)) == "");
}

TEST_CASE("a refusal shows which rule is kept, if nothing else can be the reason") {
  RuleBench bench;
  const auto checked = [&](const Classification& request, const Answer& answer) {
    return bench.rule(request, answer).checked &
           createproduct::ClauseSet{"region.values",           "product-name.alphabet", "common.action",
                                    "error.invalid-parameter", "product-name.required", "product-type.values"};
  };
  CHECK(ids(checked(invalid(), refusal(1101))) == "region.values error.invalid-parameter");
  CHECK(ids(checked(wrong_action(), refusal(0))) == "common.action");
  CHECK(ids(checked(nameless(), refusal(0))) == "product-name.required");
  CHECK(ids(checked(nameless(), refusal(1101))) == "product-name.required error.invalid-parameter");
  CHECK(ids(checked(classified("salt.", invalid_properties), refusal(1101))) == "error.invalid-parameter");
  CHECK(ids(checked(classified("salta", R"({"region":"sh"})"), refusal(1101))) == "error.invalid-parameter");
  CHECK(ids(checked(of("Action=CreateProduct&productName=salt.&x=1"), refusal(0))) == "");
  CHECK(ids(checked(of("Action=CreateProduct&productName=&productName=b."), refusal(1101))) ==
        "error.invalid-parameter");
  CHECK(ids(checked(wrong_action(), refusal(1100))) == "");
  CHECK(ids(checked(wrong_action(), refusal(0, 4400))) == "");
  CHECK(ids(checked(classified("salta", R"({"productDescription":"d","region":"gz","productType":3.0})"),
                    refusal(1101))) == "error.invalid-parameter");
  bench.have("salta");
  CHECK(ids(checked(invalid(), refusal(1001))) == "");
  bench.account.seen_full();
  CHECK(ids(checked(classified("saltb", invalid_properties), refusal(1000))) == "");
}

TEST_CASE("a duplicate that is refused shows that names are unique") {
  RuleBench bench;
  bench.have("salta");
  const Ruling ruling = bench.rule(valid(), refusal(1001));
  CHECK(ruling.checked.has("product-name.unique"));
  CHECK(ruling.checked.has("error.duplicate-name"));
  CHECK(ruling.checked.has("response.message.format"));
  // Where a name only may exist, its refusal shows nothing.
  CHECK_FALSE(bench.rule(classified("q"), refusal(1001)).checked.has("product-name.unique"));
}

TEST_CASE("being turned away for going too fast is no right refusal of an own defect, but one of a wrong Action") {
  CHECK(judged(invalid(), refusal(0, 4400)) == "error.invalid-parameter?");
  CHECK(judged(nameless(), refusal(0, 4400)) == "error.invalid-parameter?");
  CHECK(judged(wrong_action(), refusal(0, 4400)) == "");
  // Nothing is asked of the form of such an answer beyond its types.
  CHECK(judged(valid(), answer(R"({"code":4400,"message":"slow","codeDesc":""})")) == "operation.create?");
}
