// SPDX-License-Identifier: MIT
#include <createproduct/draft/request_draft.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>

namespace draft = createproduct::draft;

TEST_CASE("which clauses a request can break together") {
  CHECK(draft::can_break_request({}));
  CHECK(draft::can_break_request({"common.action", "product-name.alphabet", "region.type"}));
  CHECK(draft::can_break_request({"product-name.required", "product-properties.json"}));
  CHECK_FALSE(draft::can_break_request({"product-name.required", "product-name.alphabet"}));
  CHECK_FALSE(draft::can_break_request({"product-name.min-length", "product-name.alphabet"}));
  CHECK_FALSE(draft::can_break_request({"region.type", "region.values"}));
  CHECK_FALSE(draft::can_break_request({"common.signature"}));
}

TEST_CASE("a wrong action is missing or another one, and not the right one in another case") {
  draft::Random random(1);
  std::size_t missing = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto action = draft::draw_action(false, random);
    missing += action ? 0U : 1U;
    if (!action) continue;
    std::string lower = draft::to_bytes(*action);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    REQUIRE(lower != "createproduct");
  }
  CHECK(missing > 50);
  CHECK(draft::to_bytes(*draft::draw_action(true, random)) == "CreateProduct");
}

TEST_CASE("drafts come with and without each of their parts") {
  draft::Random random(2);
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const draft::RequestDraft one = draft::draw_request({}, random);
    seen.insert(one.post ? "post" : "get");
    seen.insert(one.with_common ? "common" : "no common");
    seen.insert(one.properties ? "properties" : "no properties");
    seen.insert(one.spelling.seed != 0 ? "spelled" : "plain");
  }
  CHECK(seen.size() == 8);
}

TEST_CASE("a respelled request has the same parameters in another text") {
  createproduct::wire::RawRequest raw;
  raw.add("Action", "CreateProduct").add("productName", "a:b_c-d");
  std::set<std::string> names, firsts;
  for (std::uint64_t seed = 1; seed < 200; ++seed) {
    createproduct::wire::RawRequest other = raw;
    draft::respell(other, draft::Spelling{seed});
    firsts.insert(other.parameters.front().name);
    for (const auto& parameter : other.parameters) {
      if (parameter.name != "productName") continue;
      names.insert(parameter.value);
      REQUIRE(createproduct::wire::percent_decoded(parameter.value).bytes == "a:b_c-d");
    }
  }
  CHECK(names.size() > 30);
  CHECK(firsts.size() == 2);
}
