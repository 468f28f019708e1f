// SPDX-License-Identifier: MIT
#include <createproduct/suite/quota_phase.hpp>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

namespace {

std::string found_at_the_edge(std::size_t held, std::size_t said) {
  Server server;
  server.quota = held;
  suite::Options wanted = options();
  wanted.quota = said;
  wanted.empty_account = true;
  Bench bench(server, wanted);
  suite::Investigation investigation(bench.context);
  suite::QuotaPhase(bench.context, investigation).run();
  return clauses(bench.context.book.ranked());
}

}  // namespace

TEST_CASE("an account that holds what was said breaks nothing") { CHECK(found_at_the_edge(7, 7) == ""); }

TEST_CASE("one product too many or too few breaks the quota") {
  CHECK(found_at_the_edge(8, 7) == "error.quota");
  CHECK(found_at_the_edge(6, 7) == "error.quota");
}
