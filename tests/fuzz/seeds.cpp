// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/seeds.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/judge/classification.hpp>

using namespace createproduct;
using fuzz::Grammar;

TEST_CASE("seeds are the catalogue's cases, sorted, each once, and the same each time") {
  for (const Grammar grammar : {Grammar::name, Grammar::properties, Grammar::form, Grammar::script}) {
    const std::vector<std::string> all = fuzz::seeds(grammar);
    CHECK(all.size() > 300);
    CHECK(std::is_sorted(all.begin(), all.end()));
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    CHECK(all == fuzz::seeds(grammar));
  }
}

TEST_CASE("the scripts break every clause about requests") {
  ClauseSet broken;
  for (const std::string& script : fuzz::seeds(Grammar::script))
    for (const wire::WireRequest& request : fuzz::read_script(script)) broken.add(judge::classify(request).broken);
  for (const ClauseId clause : draft::properties_clauses) CHECK(broken.has(clause));
  for (const ClauseId clause : draft::name_clauses) CHECK(broken.has(clause));
}
