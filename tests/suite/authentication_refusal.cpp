// SPDX-License-Identifier: MIT
#include <createproduct/suite/authentication_refusal.hpp>

#include <optional>
#include <string>

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
    const auto found = suite::authentication_clause(execution.steps.back());
    return found ? std::string(found->id()) : "none";
  };
  CHECK(clause(refusal(0, 4200), true) == "common.timestamp");
  CHECK(clause(refusal(0, 4500), true) == "common.nonce");
  CHECK(clause(refusal(0, 4100), true) == "common.signature");
  CHECK(clause(refusal(0, 4104), true) == "common.signature");
  CHECK(clause(refusal(0, 4300), true) == "none");
  CHECK(clause(refusal(0, 4000), true) == "none");
  CHECK(clause(refusal(1101, 4100), true) == "none");
  CHECK(clause(refusal(4100, 4100), true) == "common.signature");
  CHECK(clause(refusal(100004, 4100), true) == "common.signature");
  CHECK(clause(refusal(0, 4100), false) == "none");
  CHECK(clause(lost(Transport::closed), true) == "none");
}
