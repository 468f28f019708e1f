// SPDX-License-Identifier: MIT
#include <createproduct/suite/investigation.hpp>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

namespace {

/// What is found when `one` is run once against `server` and its breaches are followed up.
std::string found(Server& server, const suite::Case& one) {
  Bench bench(server);
  suite::Investigation investigation(bench.context);
  investigation.take_breaches(one, bench.context.executor.once(one));
  return clauses(bench.context.book.ranked());
}

}  // namespace

TEST_CASE("a refusal is blamed on what the server objects to, not on the case that met it") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    if (request.name().find(':') == std::string::npos) return std::nullopt;
    return refusal(1101);
  };
  CHECK(found(server, a_case("common.encoding", {step("{head}:{tail}")})) == "product-name.alphabet");
  CHECK(found(server, a_case("common.encoding", {step("{fresh}")})) == "");
}

TEST_CASE("an internal error that does not show again is noise") {
  Server server;
  bool first = true;
  server.instead = [&first](const Request&) -> std::optional<Answer> {
    if (!std::exchange(first, false)) return std::nullopt;
    return refusal(1100);
  };
  CHECK(found(server, a_case("operation.create", {step("{fresh}")})) == "");
}
