// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <createproduct/judge/account.hpp>
#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/rule.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>

#include "helpers.hpp"

/// productProperties that must be refused.
inline constexpr const char* invalid_properties = R"({"productDescription":"d","region":"sh"})";
/// productProperties that the page leaves open.
inline constexpr const char* open_properties = R"({"productDescription":"d","region":"gz","colour":1})";

/// A service as the judge knows it, in one account. All names that hold "salt" are fresh.
class RuleBench {
 public:
  using Answer = createproduct::judge::Answer;
  using Classification = createproduct::judge::Classification;
  using Ruling = createproduct::judge::Ruling;

  createproduct::judge::Accounts accounts{"salt"};
  createproduct::judge::Account& account = accounts.at("one");

  Ruling rule(const Classification& request, const Answer& answer,
              createproduct::ClauseId exercised = "operation.create") {
    createproduct::judge::AnswerReading reading;
    if (answer.transport == Answer::Transport::answered) createproduct::judge::read_answer(answer.body, reading);
    return createproduct::judge::detail::Rule(accounts, account, request, answer, reading, exercised).run();
  }

  /// A product of this name exists from here on.
  void have(const std::string& name) {
    const Ruling ruling = rule(classified(name), success(name, "id of " + name));
    REQUIRE(ruling.outcome == Ruling::Outcome::accepted);
  }
};

/// The breaches of one answer to one request in an account that the judge knows nothing of, but for `existing`.
inline std::string judged(const RuleBench::Classification& request, const RuleBench::Answer& answer,
                          createproduct::ClauseId exercised = "operation.create", const char* existing = nullptr) {
  RuleBench bench;
  if (existing != nullptr) bench.have(existing);
  return breaches(bench.rule(request, answer, exercised));
}

/// A GET with this query.
inline RuleBench::Classification of(std::string_view query) {
  return createproduct::judge::classify(get(std::string(query)));
}

/// Requests of every kind, by what they have earned.
inline const RuleBench::Classification& valid() {
  static const RuleBench::Classification request = classified("salta");
  return request;
}
inline const RuleBench::Classification& invalid() {
  static const RuleBench::Classification request = classified("salta", invalid_properties);
  return request;
}
inline const RuleBench::Classification& open() {
  static const RuleBench::Classification request = classified("salta", open_properties);
  return request;
}
inline const RuleBench::Classification& wrong_action() {
  static const RuleBench::Classification request = of("Action=Other&productName=salta");
  return request;
}
inline const RuleBench::Classification& nameless() {
  static const RuleBench::Classification request = of("Action=CreateProduct");
  return request;
}
inline const RuleBench::Classification& undecodable() {
  static const RuleBench::Classification request = classified("salt\xFF");
  return request;
}
