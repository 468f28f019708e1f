// SPDX-License-Identifier: MIT
#include <createproduct/judge/rule.hpp>

#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "helpers.hpp"
#include "rule_bench.hpp"

using createproduct::ClauseId;
using createproduct::judge::Accounts;
using createproduct::judge::Answer;
using createproduct::judge::AnswerReading;
using createproduct::judge::Classification;
using createproduct::judge::Presence;
using createproduct::judge::read_answer;
using createproduct::judge::Ruling;
using createproduct::judge::detail::Rule;
using Outcome = createproduct::judge::Ruling::Outcome;
using Transport = createproduct::judge::Answer::Transport;

TEST_CASE("right answers break nothing") {
  CHECK(judged(valid(), success("salta", "X")) == "");
  CHECK(judged(invalid(), refusal(1101)) == "");
  CHECK(judged(valid(), refusal(1001), "operation.create", "salta") == "");
  CHECK(judged(nameless(), refusal(1101)) == "");
  CHECK(judged(nameless(), refusal(0)) == "");
  CHECK(judged(of("Action=CreateProduct&productName"), refusal(0)) == "");
  CHECK(judged(wrong_action(), refusal(0, 4000)) == "");
  CHECK(judged(wrong_action(), refusal(9001, 4000)) == "");
  CHECK(judged(wrong_action(), refusal(1101)) == "");
  for (const Answer& answer : {success("salta", "X"), refusal(1101), refusal(0), refusal(1001), refusal(7, 7707, 400)})
    CHECK(judged(open(), answer) == "");
}

TEST_CASE("the public code, the HTTP status and the text of a right refusal are free") {
  for (const int code : {4000, 4100, 4300, 4400, 4500, 5000, 5100, 6000, 6200, 1, -1, 7707})
    for (const int status : {200, 201, 302, 400, 404, 409, 422, 429, 500, 503}) {
      CAPTURE(code);
      CAPTURE(status);
      CHECK(judged(invalid(), refusal(1101, code, status)) == "");
      CHECK(judged(valid(), refusal(1001, code, status), "operation.create", "salta") == "");
      RuleBench bench;
      const Ruling ruling = bench.rule(invalid(), refusal(1101, code, status));
      CHECK_FALSE((ruling.throttled || ruling.maybe_noise));
      CHECK(bench.account.presence("salta") == Presence::absent);
    }
  CHECK(judged(valid(), answer(success("salta", "X").body, 500)) == "");
}

TEST_CASE("the vectors of answers break the response clauses that they say") {
  const nlohmann::json file = vectors("answers.json");
  REQUIRE(file.at("answers").size() > 100);
  for (const nlohmann::json& row : file.at("answers")) {
    const std::string id = row.at("id").get<std::string>();
    CAPTURE(id);
    const std::string name = row.at("name").get<std::string>();
    Accounts accounts(name);
    const std::string asked = row.at("request").get<std::string>();
    const Classification request = classified(name, asked == "invalid" ? invalid_properties : "");
    if (asked == "duplicate") accounts.at("one").created(name);
    const Answer given = answer(row.at("body").get<std::string>());
    AnswerReading reading;
    read_answer(given.body, reading);
    const Ruling ruling = Rule(accounts, accounts.at("one"), request, given, reading, "operation.create").run();
    createproduct::ClauseSet broken;
    for (const createproduct::judge::Breach& breach : ruling.breaches)
      if (breach.clause.id().starts_with("response.")) broken.add(breach.clause);
    std::string expected;
    for (const nlohmann::json& clause : row.at("breaks"))
      expected.append(expected.empty() ? "" : " ").append(clause.get<std::string>());
    CHECK(ids(broken) == expected);
    const std::string outcome = row.at("outcome").get<std::string>();
    if (outcome == "accepted") CHECK(ruling.outcome == Outcome::accepted);
    if (outcome == "refused") CHECK(ruling.outcome == Outcome::refused);
    if (row.contains("module_code"))
      CHECK(ruling.module_code == row.at("module_code").get<std::int64_t>());
    else if (outcome == "refused")
      CHECK_FALSE(ruling.module_code);
  }
}

TEST_CASE("an answer that readers of JSON may read in two ways is none that keeps response.json") {
  const std::string body = success("salta", "X").body;
  CHECK(judged(valid(), answer("\xEF\xBB\xBF" + body, 200)) == "response.json");
  std::string twice = refusal(1101).body;
  twice.insert(1, "\"code\":0,");
  CHECK(judged(invalid(), answer(twice, 200)) == "response.json");
}

TEST_CASE("a refusal as not authentic does not carry a public code that stands for another reason") {
  const auto judged_as = [](ClauseId clause, int code) {
    Classification request = valid();
    createproduct::judge::demand_authentication_failure(request, clause);
    return judged(request, refusal(0, code));
  };
  for (const ClauseId clause : {ClauseId("common.signature"), ClauseId("common.signature-method"), ClauseId("common.secret-id"),
                                ClauseId("common.timestamp"), ClauseId("common.nonce")}) {
    CAPTURE(clause.id());
    for (const int code : {4000, 4100, 4101, 4110, 4300, 5100, 7707}) CHECK(judged_as(clause, code) == "");
    for (const int code : {4600, 5000, 5200, 5300, 5400, 5500}) CHECK(judged_as(clause, code) == std::string(clause.id()) + "?");
  }
  for (const ClauseId clause : {ClauseId("common.signature"), ClauseId("common.secret-id")}) {
    for (const int code : {4104, 4105}) CHECK(judged_as(clause, code) == "");
    for (const int code : {4200, 4500}) CHECK(judged_as(clause, code) == std::string(clause.id()) + "?");
  }
  for (const ClauseId clause : {ClauseId("common.timestamp"), ClauseId("common.nonce")}) {
    for (const int code : {4200, 4500}) CHECK(judged_as(clause, code) == "");
    for (const int code : {4104, 4105}) CHECK(judged_as(clause, code) == std::string(clause.id()) + "?");
  }
}

TEST_CASE("a refusal for a signature in doubt may carry any module code") {
  Classification request = invalid();
  CHECK(judged(request, refusal(1100, 4100)) == "error.invalid-parameter?");
  request.plain_text = true;
  CHECK(judged(request, refusal(1100, 4100)) == "");
  CHECK(judged(request, refusal(1100, 4000)) == "error.invalid-parameter?");
}

TEST_CASE("an accepted request that had to be refused breaks the rules that it broke") {
  struct Row {
    std::string_view query, breaks;
  };
  for (const Row& row :
       {Row{"Action=CreateProduct", "product-name.required"},
        Row{"Action=CreateProduct&productName=", "product-name.min-length"},
        Row{"Action=CreateProduct&productName=salt.", "product-name.alphabet"},
        Row{"Action=CreateProduct&productName=saltaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "product-name.max-length"},
        Row{"Action=CreateProduct&productName=saltaaaaaaaaaaaaaaaaaaaaaaaaaaaa.",
            "product-name.max-length product-name.alphabet"},
        Row{"productName=salta", "common.action"}, Row{"Action=Other&productName=salta", "common.action"},
        Row{"Action=CreateProduct&productName=salta&productProperties=%5B%5D", "product-properties.object"},
        Row{"Action=CreateProduct&productName=salta&productProperties=%7B", "product-properties.json"},
        Row{"Action=CreateProduct&productName=salt.&productName=salt%20", "product-name.alphabet"}}) {
    CAPTURE(row.query);
    RuleBench bench;
    const Ruling ruling = bench.rule(of(row.query), success("salta", "X"));
    CHECK(breaches(ruling) == row.breaks);
    CHECK(ruling.outcome == Outcome::accepted);
    CHECK((ruling.checked & createproduct::ClauseSet{"operation.create", "common.action", "product-name.alphabet"})
              .empty());
  }
  const auto properties = [](std::string_view text) {
    return judged(classified("salta", text), success("salta", "X"));
  };
  CHECK(properties(R"({"productDescription":1})") == "product-description.type");
  CHECK(properties(R"({"region":1})") == "region.type");
  CHECK(properties(R"({"region":"sh"})") == "region.values");
  CHECK(properties(R"({"encryptionType":1})") == "encryption-type.type");
  CHECK(properties(R"({"encryptionType":"3"})") == "encryption-type.values");
  CHECK(properties(R"({"productType":"0"})") == "product-type.type");
  CHECK(properties(R"({"productType":3})") == "product-type.values");
  CHECK(properties(R"({"productDescription":"d","region":"gz","encryptionType":"2","productType":2})") == "");
}

TEST_CASE("a request that had to be refused and was accepted may have left its name behind") {
  RuleBench bench;
  static_cast<void>(bench.rule(invalid(), success("salta", "X")));
  CHECK(bench.account.presence("salta") == Presence::maybe);
  CHECK(bench.account.count() == 0);
  CHECK(bench.account.most() == 1);
  static_cast<void>(bench.rule(classified("salt."), success("salt.", "Y")));
  static_cast<void>(bench.rule(nameless(), success("", "Z")));
  CHECK(bench.account.most() == 3);
}

TEST_CASE("two successes for one name cannot be right, however the second request looked") {
  CHECK(judged(valid(), success("salta", "Y"), "operation.create", "salta") == "product-name.unique");
  CHECK(judged(open(), success("salta", "Y"), "operation.create", "salta") == "product-name.unique");
  CHECK(judged(valid(), success("salta", "id of salta"), "operation.create", "salta") == "product-name.unique");
  CHECK(judged(classified("saltb"), success("saltb", "Y"), "operation.create", "salta") == "");
  CHECK(judged(classified("SALTA"), success("SALTA", "Y"), "operation.create", "salta") == "");
  const Classification both = of("Action=CreateProduct&productName=salta&productName=saltb");
  RuleBench bench;
  bench.have("salta");
  CHECK(breaches(bench.rule(both, success("saltb", "Y"))) == "");
  CHECK(breaches(bench.rule(both, success("saltb", "Z"))) == "product-name.unique");
}

TEST_CASE("the product of a success is the one that was asked for") {
  const auto with = [](std::string_view fields) {
    return judged(valid(), answer(R"({"code":0,"message":"","codeDesc":"Success",)" + std::string(fields) + "}"));
  };
  CHECK(with(R"("productName":"salta","productID":"X")") == "");
  CHECK(with(R"("productName":"\u0073alta","productID":"X")") == "");
  for (const std::string_view name : {"SALTA", "salt", "saltaa", "salta ", "", "saltb", "s%61lta"})
    CHECK(with("\"productName\":\"" + std::string(name) + "\",\"productID\":\"X\"") == "response.product-name.echo");
  CHECK(with(R"("productID":"X")") == "response.product-name.type");
  CHECK(with(R"("productName":null,"productID":"X")") == "response.product-name.type");
  CHECK(with(R"("productName":"salta")") == "response.product-id.type");
  CHECK(with(R"("productName":"salta","productID":7)") == "response.product-id.type");
  CHECK(with(R"("productName":"salta","productID":"")") == "response.product-id.present");
  CHECK(with(R"("productName":"salta","productID":" ")") == "");
}

TEST_CASE("a success of an open request has one of the names that it may have created") {
  CHECK(judged(open(), success("salta", "X")) == "");
  CHECK(judged(open(), success("saltb", "X")) == "response.product-name.echo");
  const Classification two = of("Action=CreateProduct&productName=salta&productName=saltb");
  CHECK(judged(two, success("salta", "X")) == "");
  CHECK(judged(two, success("saltb", "X")) == "");
  CHECK(judged(two, success("saltc", "X")) == "response.product-name.echo");
  const Classification half = of("Action=CreateProduct&productName=salt.&productName=saltb");
  CHECK(judged(half, success("saltb", "X")) == "");
  CHECK(judged(half, success("salt.", "X")) == "response.product-name.echo");
  RuleBench bench;
  static_cast<void>(bench.rule(two, success("saltb", "X")));
  CHECK(bench.account.presence("saltb") == Presence::present);
  CHECK(bench.account.presence("salta") == Presence::maybe);
  CHECK(bench.account.most() == 1);
  RuleBench lost;
  static_cast<void>(lost.rule(two, no_answer(Transport::closed)));
  CHECK(lost.account.presence("salta") == Presence::maybe);
  CHECK(lost.account.presence("saltb") == Presence::maybe);
  CHECK(lost.account.most() == 1);
}

TEST_CASE("no productID comes twice") {
  RuleBench bench;
  bench.have("salta");
  const Ruling ruling = bench.rule(classified("saltb"), success("saltb", "id of salta"));
  CHECK(breaches(ruling) == "response.product-id.unique");
  CHECK(ruling.breaches.front().why == "This productID was already given to the product salta");
  CHECK(breaches(bench.rule(classified("saltc"), success("saltc", "ID of salta"))) == "");
  // An id from an answer that was wrong in itself counts too.
  static_cast<void>(bench.rule(invalid(), success("salta", "Z")));
  CHECK(breaches(bench.rule(classified("saltd"), success("saltd", "Z"))) == "response.product-id.unique");
}

TEST_CASE("an accepted request shows that its promises are kept") {
  RuleBench bench;
  const Ruling ruling = bench.rule(classified("Salt-1"), success("Salt-1", "X"), "common.region");
  CHECK(
      ids(ruling.checked) ==
      "response.json response.code.type response.code.meaning response.message.type response.code-desc.type "
      "response.code-desc.english response.code-desc.success response.product-name.type response.product-name.echo "
      "response.product-id.type response.product-id.present response.product-id.unique operation.create common.region "
      "product-name.alphabet product-properties.optional");
  // What is not about a common parameter is not believed to be tested because a case says so.
  CHECK_FALSE(bench.rule(classified("saltx"), success("saltx", "Y"), "region.values").checked.has("region.values"));
  CHECK_FALSE(bench.rule(open(), success("salta", "Z")).checked.has("operation.create"));
}

TEST_CASE("a name is free after a refusal") {
  RuleBench bench;
  CHECK(breaches(bench.rule(invalid(), refusal(1101))) == "");
  CHECK(bench.rule(valid(), success("salta", "X")).checked.has("product-name.free-after-refusal"));
  CHECK_FALSE(bench.rule(classified("saltb"), success("saltb", "Y")).checked.has("product-name.free-after-refusal"));
  static_cast<void>(bench.rule(classified("saltc", invalid_properties), refusal(1101)));
  CHECK(breaches(bench.rule(classified("saltc"), refusal(1001))) == "product-name.free-after-refusal?");
}

TEST_CASE("what a target makes of the one silent point of a request is noted") {
  const auto noted = [](const Classification& request, const Answer& answer, ClauseId silence) {
    return choice(RuleBench().rule(request, answer), silence);
  };
  CHECK(noted(open(), success("salta", "X"), "silent.unknown-property") == "accepted");
  CHECK(noted(open(), refusal(1101), "silent.unknown-property") == "refused");
  CHECK(noted(open(), refusal(0), "silent.unknown-property") == "refused");
  CHECK(noted(open(), answer("no", 400), "silent.unknown-property") == "refused");
  // The silence need not be the reason of these.
  for (const Answer& answer :
       {refusal(1100), refusal(0, 4400), refusal(1001), refusal(1000), answer("", 500), no_answer(Transport::closed)})
    CHECK(noted(open(), answer, "silent.unknown-property") == "");
  CHECK(noted(valid(), success("salta", "X"), "silent.unknown-property") == "");
  CHECK(noted(classified("salta", R"({"colour":1})"), refusal(1101), "silent.unknown-property") == "");
}

TEST_CASE("whether case folds is noted only where a name in the other case exists for certain") {
  RuleBench bench;
  bench.have("salta");
  CHECK(choice(bench.rule(classified("SALTA"), refusal(1001)), "silent.name-case") == "refused");
  CHECK(choice(bench.rule(classified("SALTA"), success("SALTA", "X")), "silent.name-case") == "accepted");
  // Somebody else may have created the name itself.
  bench.have("ab");
  CHECK(choice(bench.rule(classified("AB"), refusal(1001)), "silent.name-case") == "");
  CHECK(choice(bench.rule(classified("aB"), success("aB", "Z")), "silent.name-case") == "accepted");
  bench.account.in_doubt("saltb");
  CHECK(choice(bench.rule(classified("SALTB"), success("SALTB", "Y")), "silent.name-case") == "");
}

TEST_CASE("fields beyond the documented ones are noted") {
  RuleBench bench;
  CHECK(choice(bench.rule(valid(), success("salta", "X")), "silent.extra-fields") == "absent");
  CHECK(choice(bench.rule(invalid(), answer(R"({"code":4000,"message":"(1101)no","codeDesc":"X","requestId":1})")),
               "silent.extra-fields") == "present");
}
