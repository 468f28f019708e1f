// SPDX-License-Identifier: MIT
#include <createproduct/suite/evidence.hpp>

#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using createproduct::judge::Breach;
using suite::Finding;

namespace {

/// What `one` finds if the server accepts all, or answers so; the clause is the first that it breaks.
Finding found(const suite::Case& one, const std::optional<Answer>& answer = std::nullopt) {
  Server server;
  server.instead = [&](const Request& request) { return std::optional(answer ? *answer : server.create(request)); };
  Bench bench(server);
  const suite::Execution execution = bench.context.executor.once(one);
  const suite::Sent* broken = execution.broken();
  REQUIRE(broken != nullptr);
  return suite::finding_of(one, broken->ruling.breaches.front(), execution);
}

suite::Exchange exchange(std::string account, std::string query) {
  suite::Exchange made;
  made.account = std::move(account);
  made.sent.method = "GET";
  made.sent.query = std::move(query);
  return made;
}

}  // namespace

TEST_CASE("a finding has what broke the clause, with its number and the request's demand") {
  const Finding refused = found(a_case("operation.create", {step("{fresh}")}), refusal(1101));
  CHECK(refused.case_id == "operation.create.scripted");
  CHECK(refused.verdict == Verdict::fail);
  CHECK(refused.history.size() == 1);
  CHECK(suite::number_of(refused) == 1101);
  CHECK(suite::is_about_right_request(refused));
  const Finding wrong = found(a_case("product-name.alphabet", {step("a.")}));
  CHECK_FALSE(suite::number_of(wrong).has_value());
  CHECK_FALSE(suite::is_about_right_request(wrong));
  CHECK_FALSE(suite::number_of(Finding{}).has_value());
  CHECK_FALSE(suite::is_about_right_request(Finding{}));
}

TEST_CASE("free names that are refused as taken are told from others") {
  Finding finding = found(a_case("operation.create", {step("{fresh}")}), refusal(1001));
  CHECK(finding.clause == ClauseId("product-name.unique"));
  CHECK(suite::says_taken(finding));
  finding.clause = "operation.create";
  CHECK_FALSE(suite::says_taken(finding));
  finding.clause = "product-name.unique";
  finding.history.front().answer = refusal(1101);
  CHECK_FALSE(suite::says_taken(finding));
}

TEST_CASE("a name is repeated only within its account") {
  const suite::Exchange one = exchange("first", "productName=abc");
  CHECK_FALSE(suite::repeats_a_name({one}));
  CHECK(suite::repeats_a_name({one, exchange("first", "productName=xyz"), one}));
  CHECK(suite::repeats_a_name({exchange("first", "productName=%61bc"), one}));
  CHECK_FALSE(suite::repeats_a_name({exchange("second", "productName=abc"), one}));
  CHECK_FALSE(suite::repeats_a_name({exchange("first", "productName=Abc"), one}));
  CHECK_FALSE(suite::repeats_a_name({exchange("first", "a=1"), exchange("first", "a=1")}));
}

TEST_CASE("the evidence of a race is what succeeded and what does not fit") {
  suite::Execution execution;
  for (int i = 0; i < 4; ++i) {
    suite::Sent& sent = execution.steps.emplace_back();
    sent.exchange = exchange("first", "productName=" + std::string(1, static_cast<char>('a' + i)));
    sent.ruling.outcome = i == 1 ? createproduct::judge::Ruling::Outcome::refused
                                 : createproduct::judge::Ruling::Outcome::accepted;
  }
  const Breach breach{"product-name.unique", Breach::Proof::certain, "Two took it"};
  execution.steps[2].ruling.breaches.push_back(breach);
  const Finding finding = suite::race_finding_of(a_case("product-name.unique", {}), breach, execution);
  CHECK(finding.why == "Two took it (requests at the same time)");
  REQUIRE(finding.history.size() == 2);
  CHECK(finding.history[0].sent.query == "productName=a");
  CHECK(finding.history[1].sent.query == "productName=c");
}
