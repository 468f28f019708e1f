// SPDX-License-Identifier: MIT
#include <createproduct/draft/product_name.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace draft = createproduct::draft;
using createproduct::ClauseId;
using createproduct::ClauseSet;

namespace {

ClauseSet broken_by(const draft::Characters& name) {
  return draft::broken_by_name(createproduct::check_product_name(draft::to_bytes(name)));
}

}  // namespace

TEST_CASE("which clauses a name can break together") {
  CHECK(draft::can_break_name({}));
  CHECK(draft::can_break_name({"product-name.max-length", "product-name.alphabet"}));
  CHECK_FALSE(draft::can_break_name({"product-name.min-length", "product-name.alphabet"}));
  CHECK_FALSE(draft::can_break_name({"region.type"}));
}

TEST_CASE("drawn names break exactly the clauses that were asked for") {
  draft::Random random(1);
  for (const ClauseSet& clauses :
       {ClauseSet{}, ClauseSet{"product-name.min-length"}, ClauseSet{"product-name.max-length"},
        ClauseSet{"product-name.alphabet"}, ClauseSet{"product-name.max-length", "product-name.alphabet"}})
    for (int i = 0; i < 500; ++i) REQUIRE(broken_by(draft::draw_name(clauses, random)) == clauses);
}

TEST_CASE("near misses stand on both sides of the border") {
  draft::Random random(1);
  std::set<std::size_t> sizes;
  std::size_t valid = 0;
  for (int i = 0; i < 500; ++i) {
    const draft::Characters name = draft::draw_near_miss(random);
    REQUIRE(draft::is_near_miss(name));
    sizes.insert(name.size());
    valid += broken_by(name).empty() ? 1U : 0U;
  }
  CHECK(sizes.size() == createproduct::spec::name_max_length + 2);
  CHECK(valid > 50);
  CHECK(valid < 250);
  CHECK_FALSE(draft::is_near_miss(U"abc"));
  CHECK_FALSE(draft::is_near_miss(U"a..c"));
}
