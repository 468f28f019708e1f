// SPDX-License-Identifier: MIT
#include <createproduct/suite/run.hpp>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

TEST_CASE("a right server is found conformant") {
  Server server;
  const auto result = suite::run(means(server), options(), {});
  CHECK(result.exit_code == 0);
  CHECK(clauses(result.findings) == "");
  CHECK(result.requests == server.requests.size());
  CHECK(result.created == server.created);
}

TEST_CASE("a server that refuses everything is inconclusive") {
  Server server;
  server.instead = [](const Request&) { return std::optional(refusal(1101)); };
  const auto result = suite::run(means(server), options(), {});
  CHECK(result.exit_code == 3);
  CHECK(result.reason.find("1101") != std::string::npos);
}

TEST_CASE("a server that accepts long names is blamed with 33 letters") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (request.name().size() <= 32 || request.has_properties()) return std::nullopt;
    return server.create(request);
  };
  const auto result = suite::run(means(server), options(), {});
  CHECK(result.exit_code == 1);
  REQUIRE(clauses(result.findings) == "product-name.max-length");
  CHECK(read(result.findings.front().history.back().sent).name().size() == 33);
}

TEST_CASE("a limit of requests is kept") {
  Server server;
  suite::Options few = options();
  few.max_requests = 20;
  suite::run(means(server), few, {});
  CHECK(server.requests.size() == 20);
}
