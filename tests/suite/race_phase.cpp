// SPDX-License-Identifier: MIT
#include <createproduct/suite/race_phase.hpp>

#include <mutex>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

namespace {

std::string found_by_racing(Server& server) {
  std::mutex mutex;
  Bench bench(concurrent_means(server, mutex), options());
  suite::Investigation investigation(bench.context);
  suite::RacePhase(bench.context, investigation).run();
  return clauses(bench.context.book.ranked());
}

}  // namespace

TEST_CASE("races find nothing on a right server") {
  Server server;
  CHECK(found_by_racing(server) == "");
  CHECK(server.created > 0);
}

TEST_CASE("races find names created twice") {
  Server server;
  server.instead = [&server](const Request& request) -> std::optional<Answer> {
    if (request.has_properties() || !createproduct::is_product_name(request.name())) return std::nullopt;
    return server.create(request);
  };
  CHECK(found_by_racing(server) == "product-name.unique");
}
