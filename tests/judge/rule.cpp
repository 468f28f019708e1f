// SPDX-License-Identifier: MIT
#include <createproduct/judge/rule.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "../wire/random.hpp"
#include "helpers.hpp"

using createproduct::ClauseId;
using createproduct::Level;
using createproduct::judge::Account;
using createproduct::judge::Accounts;
using createproduct::judge::Answer;
using createproduct::judge::AnswerReading;
using createproduct::judge::Classification;
using createproduct::judge::classify;
using createproduct::judge::Presence;
using createproduct::judge::read_answer;
using createproduct::judge::Ruling;
using createproduct::judge::detail::Rule;
using createproduct::wire::WireRequest;
using Demand = createproduct::judge::Classification::Demand;
using Outcome = createproduct::judge::Ruling::Outcome;
using Transport = createproduct::judge::Answer::Transport;

namespace {

constexpr const char* invalid_properties = R"({"productDescription":"d","region":"sh"})";
constexpr const char* open_properties = R"({"productDescription":"d","region":"gz","colour":1})";

/// A service as the judge knows it, in one account. All names that hold "salt" are fresh.
class Bench {
 public:
  Accounts accounts{"salt"};
  Account& account = accounts.at("one");

  Ruling rule(const Classification& request, const Answer& answer, ClauseId exercised = "operation.create") {
    AnswerReading reading;
    if (answer.transport == Answer::Transport::answered) read_answer(answer.body, reading);
    return Rule(accounts, account, request, answer, reading, exercised).run();
  }

  /// A product of this name exists from here on.
  void have(const std::string& name) {
    const Ruling ruling = rule(classified(name), success(name, "id of " + name));
    REQUIRE(ruling.outcome == Outcome::accepted);
  }
};

/// The breaches of one answer to one request in an account that the judge knows nothing of, but for `existing`.
std::string judged(const Classification& request, const Answer& answer, ClauseId exercised = "operation.create",
                   const char* existing = nullptr) {
  Bench bench;
  if (existing != nullptr) bench.have(existing);
  return breaches(bench.rule(request, answer, exercised));
}

Classification of(std::string_view query) { return classify(get(std::string(query))); }

/// Requests of every kind, by what they have earned.
const Classification& valid() {
  static const Classification request = classified("salta");
  return request;
}
const Classification& invalid() {
  static const Classification request = classified("salta", invalid_properties);
  return request;
}
const Classification& open() {
  static const Classification request = classified("salta", open_properties);
  return request;
}
const Classification& wrong_action() {
  static const Classification request = of("Action=Other&productName=salta");
  return request;
}
const Classification& nameless() {
  static const Classification request = of("Action=CreateProduct");
  return request;
}
const Classification& undecodable() {
  static const Classification request = classified("salt\xFF");
  return request;
}

}  // namespace

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
      Bench bench;
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

TEST_CASE("a lost answer breaks what the request had earned, if it repeats") {
  for (const Transport transport :
       {Transport::timed_out, Transport::closed, Transport::unreachable, Transport::malformed, Transport::too_large}) {
    const Answer lost = no_answer(transport);
    CAPTURE(static_cast<int>(transport));
    CHECK(judged(valid(), lost) == "operation.create?");
    CHECK(judged(valid(), lost, "product-name.max-length") == "product-name.max-length?");
    CHECK(judged(valid(), lost, "operation.create", "salta") == "error.duplicate-name?");
    CHECK(judged(invalid(), lost) == "error.invalid-parameter?");
    CHECK(judged(wrong_action(), lost) == "common.action?");
    CHECK(judged(undecodable(), lost) == "error.invalid-parameter?");
    CHECK(judged(open(), lost) == "");
    CHECK(judged(of("Action=CreateProduct&productName=" + std::string(9000, 'a')), lost) == "");
    CHECK(judged(classify({"PUT", "Action=CreateProduct&productName=salt.", ""}), lost) == "");
    Bench bench;
    const Ruling ruling = bench.rule(valid(), lost);
    CHECK(ruling.outcome == Outcome::unknown);
    CHECK(ruling.maybe_noise);
    CHECK(ruling.checked.empty());
    CHECK(bench.account.presence("salta") ==
          (transport == Transport::unreachable ? Presence::absent : Presence::maybe));
  }
}

TEST_CASE("a lost answer says what happened") {
  Bench bench;
  CHECK(bench.rule(valid(), no_answer(Transport::closed)).breaches.front().why ==
        "The request keeps every rule and must be accepted, but no answer came (closed: it did not come)");
}

TEST_CASE("after a lost answer the name may exist or not") {
  for (const Answer& answer : {success("salta", "X"), refusal(1001)}) {
    Bench bench;
    static_cast<void>(bench.rule(valid(), no_answer(Transport::timed_out)));
    CHECK(breaches(bench.rule(valid(), answer)) == "");
  }
}

TEST_CASE("a body that is not one JSON object breaks response.json, if it repeats") {
  for (const std::string_view body :
       {"", "OK", "<html></html>", "[]", "0", "{\"code\":0", "{\"code\":0}x", "{\"message\":\"\xB2\xCE\"}"})
    for (const int status : {200, 302, 400, 404, 500, 503}) {
      const Answer unreadable = answer(std::string(body), status);
      CAPTURE(body);
      CAPTURE(status);
      CHECK(judged(invalid(), unreadable) == "response.json?");
      CHECK(judged(nameless(), unreadable) == "response.json?");
      CHECK(judged(wrong_action(), unreadable) == "response.json?");
      CHECK(judged(valid(), unreadable, "operation.create", "salta") == "response.json?");
      CHECK(judged(valid(), unreadable, "common.method") ==
            (status < 400 ? "response.json?" : "common.method? response.json?"));
      CHECK(judged(open(), unreadable) == (status < 400 ? "response.json?" : ""));
      Bench bench;
      const Ruling ruling = bench.rule(valid(), unreadable);
      CHECK(ruling.outcome == Outcome::unknown);
      CHECK(ruling.maybe_noise);
      CHECK(ruling.checked.empty());
      CHECK(bench.account.presence("salta") == Presence::maybe);
    }
}

TEST_CASE("a front end may refuse what does not decode in its own form, but not with a server error") {
  const Answer page = answer("<html>Bad Request</html>", 400);
  CHECK(judged(undecodable(), page) == "");
  CHECK(judged(undecodable(), answer("", 200)) == "");
  CHECK(judged(undecodable(), answer("<html></html>", 500)) == "response.json?");
  CHECK(judged(of("Action=CreateProduct&productName=%zz"), page) == "");
  CHECK(judged(classified("salt."), page) == "response.json?");
  Bench bench;
  CHECK(bench.rule(undecodable(), page).outcome == Outcome::refused);
  CHECK(bench.rule(undecodable(), answer("", 200)).outcome == Outcome::unknown);
}

TEST_CASE("what a front end cannot take it may refuse with any status") {
  for (const int status : {400, 414, 431, 500, 502, 200})
    CHECK(judged(of("Action=CreateProduct&productName=" + std::string(9000, 'a')), answer("", status)) == "");
}

TEST_CASE("status 429 without JSON asks to slow down") {
  Bench bench;
  const Ruling ruling = bench.rule(valid(), answer("Too Many Requests", 429));
  CHECK(ruling.throttled);
  CHECK(ruling.maybe_noise);
  CHECK(breaches(ruling) == "operation.create?");
  CHECK(judged(invalid(), answer("", 429)) == "error.invalid-parameter?");
  CHECK(judged(open(), answer("", 429)) == "");
}

TEST_CASE("the evidence of an unreadable body") {
  const auto why = [](std::string body) {
    return Bench().rule(invalid(), answer(std::move(body))).breaches.front().why;
  };
  CHECK(why("") == "The body of the answer is not one JSON object: it is empty");
  CHECK(why("[1]") == "The body of the answer is not one JSON object: it is of kind array");
  CHECK(why("{\"code\":}") == "The body of the answer is not one JSON object: it cannot be read as JSON at byte 8");
}

TEST_CASE("an object that says neither success nor failure breaks its types alone and leaves the name in doubt") {
  Bench bench;
  const Ruling ruling = bench.rule(valid(), answer(R"({"Response":{"productID":"X"}})"));
  CHECK(breaches(ruling) == "response.code.type response.message.type response.code-desc.type");
  CHECK(ruling.outcome == Outcome::unknown);
  CHECK(ruling.maybe_noise);
  CHECK(bench.account.presence("salta") == Presence::maybe);
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
    Bench bench;
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
  Bench bench;
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
  Bench bench;
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
  Bench bench;
  static_cast<void>(bench.rule(two, success("saltb", "X")));
  CHECK(bench.account.presence("saltb") == Presence::present);
  CHECK(bench.account.presence("salta") == Presence::maybe);
  CHECK(bench.account.most() == 1);
  Bench lost;
  static_cast<void>(lost.rule(two, no_answer(Transport::closed)));
  CHECK(lost.account.presence("salta") == Presence::maybe);
  CHECK(lost.account.presence("saltb") == Presence::maybe);
  CHECK(lost.account.most() == 1);
}

TEST_CASE("no productID comes twice") {
  Bench bench;
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
  Bench bench;
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
  Bench bench;
  CHECK(breaches(bench.rule(invalid(), refusal(1101))) == "");
  CHECK(bench.rule(valid(), success("salta", "X")).checked.has("product-name.free-after-refusal"));
  CHECK_FALSE(bench.rule(classified("saltb"), success("saltb", "Y")).checked.has("product-name.free-after-refusal"));
  static_cast<void>(bench.rule(classified("saltc", invalid_properties), refusal(1101)));
  CHECK(breaches(bench.rule(classified("saltc"), refusal(1001))) == "product-name.free-after-refusal?");
}

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
    Bench bench;
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
  Bench bench;
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
  Bench bench;
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
  CHECK(Bench().rule(request, refusal(0, 4100)).maybe_noise);
  request.demand = Demand::reject;
  request.broken = {"common.signature"};
  request.codes = {};
  request.plain_text = true;
  CHECK_FALSE(Bench().rule(request, refusal(0, 4100)).maybe_noise);
  CHECK(Bench().rule(request, refusal(0, 4400)).maybe_noise);
  CHECK(Bench().rule(request, refusal(0, 6000)).maybe_noise);
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
  Bench bench;
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
  Bench bench;
  bench.have("salta");
  const Ruling ruling = bench.rule(valid(), refusal(1001));
  CHECK(ruling.checked.has("product-name.unique"));
  CHECK(ruling.checked.has("error.duplicate-name"));
  CHECK(ruling.checked.has("response.message.format"));
  // Where a name only may exist, its refusal shows nothing.
  CHECK_FALSE(bench.rule(classified("q"), refusal(1001)).checked.has("product-name.unique"));
}

TEST_CASE("what may be noise is marked so") {
  struct Row {
    int module_code, code, status;
    bool noise, throttled;
  };
  for (const Row& row :
       {Row{1101, 4000, 200, false, false}, Row{1100, 4000, 200, true, false}, Row{0, 4400, 200, true, true},
        Row{0, 4000, 429, true, true}, Row{7, 4400, 200, true, true}, Row{1000, 4400, 200, false, false},
        Row{1101, 4400, 429, false, false}, Row{1100, 4400, 200, true, true}, Row{0, 4100, 200, true, false},
        Row{0, 6000, 200, true, false}, Row{0, 4000, 500, true, false}, Row{9123, 4000, 503, true, false},
        Row{0, 4000, 200, false, false}, Row{0, 5100, 200, false, false}, Row{0, 7707, 200, false, false}}) {
    CAPTURE(row.module_code);
    CAPTURE(row.code);
    CAPTURE(row.status);
    for (const Classification* request : {&valid(), &invalid(), &open()}) {
      Bench bench;
      const Ruling ruling = bench.rule(*request, refusal(row.module_code, row.code, row.status));
      CHECK(ruling.maybe_noise == row.noise);
      CHECK(ruling.throttled == row.throttled);
      CHECK(ruling.out_of_room == (row.module_code == 1000));
    }
  }
}

TEST_CASE("an internal error may have been a creation, a refusal was none") {
  const auto presence = [](const Answer& answer) {
    Bench bench;
    static_cast<void>(bench.rule(valid(), answer));
    return bench.account.presence("salta");
  };
  CHECK(presence(refusal(1100)) == Presence::maybe);
  CHECK(presence(refusal(0, 6000)) == Presence::maybe);
  CHECK(presence(refusal(0, 4000, 500)) == Presence::maybe);
  CHECK(presence(refusal(1101, 6000, 500)) == Presence::absent);
  CHECK(presence(refusal(1001)) == Presence::absent);
  CHECK(presence(refusal(0, 4100)) == Presence::absent);
  CHECK(presence(refusal(0, 4400)) == Presence::absent);
}

TEST_CASE("being turned away for going too fast is no right refusal of an own defect, but one of a wrong Action") {
  CHECK(judged(invalid(), refusal(0, 4400)) == "error.invalid-parameter?");
  CHECK(judged(nameless(), refusal(0, 4400)) == "error.invalid-parameter?");
  CHECK(judged(wrong_action(), refusal(0, 4400)) == "");
  // Nothing is asked of the form of such an answer beyond its types.
  CHECK(judged(valid(), answer(R"({"code":4400,"message":"slow","codeDesc":""})")) == "operation.create?");
}

TEST_CASE("module code 1000 is right where the account may be full") {
  Bench bench;
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
  Bench bench;
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
  Bench bench;
  bench.account.quota = 2;
  bench.have("salta");
  static_cast<void>(bench.rule(classified("saltb"), no_answer(Transport::timed_out)));
  CHECK(breaches(bench.rule(classified("saltc"), refusal(1000))) == "");
  CHECK(breaches(bench.rule(classified("saltc"), success("saltc", "X"))) == "");
}

TEST_CASE("what a target makes of the one silent point of a request is noted") {
  const auto noted = [](const Classification& request, const Answer& answer, ClauseId silence) {
    return choice(Bench().rule(request, answer), silence);
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
  Bench bench;
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
  Bench bench;
  CHECK(choice(bench.rule(valid(), success("salta", "X")), "silent.extra-fields") == "absent");
  CHECK(choice(bench.rule(invalid(), answer(R"({"code":4000,"message":"(1101)no","codeDesc":"X","requestId":1})")),
               "silent.extra-fields") == "present");
}

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
    Bench bench;
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
  Bench bench;
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
