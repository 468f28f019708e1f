// SPDX-License-Identifier: MIT
#include <createproduct/suite/most_creations.hpp>

#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

TEST_CASE("what must be refused creates nothing, and a name creates once in each account") {
  Server server;
  Bench bench(server);
  const auto most = [&](std::vector<suite::Step> steps) {
    return suite::most_creations(a_case("product-name.unique", std::move(steps)), bench.context.session);
  };
  CHECK(most({step("{fresh}")}) == 1);
  CHECK(most({step("{fresh}.")}) == 0);
  CHECK(most({step("{fresh}"), step("{fresh}")}) == 1);
  CHECK(most({step("{fresh}"), step("{upper}"), step("{fresh}.")}) == 2);
  CHECK(most({step("{fresh}", R"({"productDescription":"d","region":"gz","colour":1})")}) == 1);
  suite::Step elsewhere = step("{fresh}");
  elsewhere.second_account = true;
  CHECK(most({step("{fresh}"), elsewhere}) == 2);
  suite::Step forged = step("{fresh}");
  forged.not_authentic = true;
  CHECK(most({forged}) == 0);
  CHECK(server.requests.empty());
}
