// SPDX-License-Identifier: MIT
#include <createproduct/suite/authentication_refusal.hpp>

#include <optional>
#include <string>
#include <utility>

#include <createproduct/suite/execution.hpp>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Execution;

TEST_CASE("refusals in terms of authentication speak for themselves") {
  const auto clause = [](Answer answer, bool is_signed) -> std::string {
    Server server;
    server.instead = [&](const Request&) -> std::optional<Answer> { return answer; };
    suite::Means given = means(server);
    if (is_signed) given.first = {fake_stamp("one"), {}, true};
    Bench bench(given, options());
    const Execution execution = bench.context.executor.once(a_case("operation.create", {step("{fresh}")}));
    const auto found = bench.context.session.authentication_clause(execution.steps.back());
    return found ? std::string(found->id()) : "none";
  };
  CHECK(clause(refusal(0, 4200), true) == "common.timestamp");
  CHECK(clause(refusal(0, 4500), true) == "common.nonce");
  CHECK(clause(refusal(0, 4100), true) == "common.signature");
  CHECK(clause(refusal(0, 4104), true) == "common.signature");
  CHECK(clause(refusal(0, 4300), true) == "none");
  CHECK(clause(refusal(0, 4000), true) == "none");
  CHECK(clause(refusal(1101, 4100), true) == "common.signature");
  CHECK(clause(refusal(1101, 4000), true) == "none");
  CHECK(clause(refusal(1001, 4100), true) == "none");
  CHECK(clause(refusal(1100, 4100), true) == "none");
  CHECK(clause(refusal(4100, 4100), true) == "common.signature");
  CHECK(clause(refusal(100004, 4100), true) == "common.signature");
  CHECK(clause(refusal(0, 4100), false) == "none");
  CHECK(clause(lost(Transport::closed), true) == "none");
}

TEST_CASE("a public code that wrong parameters are refused with, too, does not speak of authentication") {
  Server server;
  suite::Means given = means(server);
  given.first = {fake_stamp("one"), {}, true};
  Bench bench(given, options());
  server.instead = [](const Request&) { return std::optional(refusal(1101, 4100)); };
  const auto clause_of = [&bench](std::string name) {
    const Execution execution = bench.context.executor.once(a_case("operation.create", {step(std::move(name))}));
    const auto found = bench.context.session.authentication_clause(execution.steps.back());
    return found ? std::string(found->id()) : "none";
  };
  CHECK(clause_of("{fresh}") == "common.signature");
  CHECK(clause_of("{fresh}.") == "none");
  CHECK(clause_of("{fresh}") == "common.signature");  // once is no habit
  CHECK(clause_of("{fresh}.") == "none");
  CHECK(clause_of("{fresh}") == "none");
  server.instead = [](const Request&) { return std::optional(refusal(1101, 4000)); };
  for (int i = 0; i < 2; ++i) CHECK(clause_of("{fresh}.") == "none");
  server.instead = [](const Request&) { return std::optional(refusal(1101, 4100)); };
  CHECK(clause_of("{fresh}") == "common.signature");  // half of them is none either
  server.instead = [](const Request&) { return std::optional(refusal(0, 4100)); };
  CHECK(clause_of("{fresh}") == "common.signature");
}
