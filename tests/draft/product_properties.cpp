// SPDX-License-Identifier: MIT
#include <createproduct/draft/product_properties.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include <createproduct/judge/description_text.hpp>
#include <createproduct/judge/properties.hpp>

namespace draft = createproduct::draft;
namespace judge = createproduct::judge;
using createproduct::ClauseId;
using createproduct::ClauseSet;

TEST_CASE("which clauses properties can break together") {
  for (const ClauseId clause : draft::properties_clauses) CHECK(draft::can_break_properties({clause}));
  CHECK(draft::can_break_properties({}));
  CHECK(draft::can_break_properties({"region.type", "product-type.values", "encryption-type.type"}));
  CHECK_FALSE(draft::can_break_properties({"region.type", "region.values"}));
  CHECK_FALSE(draft::can_break_properties({"product-properties.json", "region.values"}));
  CHECK_FALSE(draft::can_break_properties({"product-properties.json", "product-properties.object"}));
  CHECK_FALSE(draft::can_break_properties({"product-name.alphabet"}));
}

TEST_CASE("descriptions are ordinary text of 1 to 100 characters, both included") {
  draft::Random random(1);
  std::set<std::size_t> lengths;
  for (int i = 0; i < 5000; ++i) {
    const draft::Characters text = draft::draw_description(random);
    lengths.insert(text.size());
    REQUIRE(judge::classify_description(draft::to_bytes(text)) == judge::DescriptionText::ordinary);
  }
  CHECK(*lengths.begin() == 1);
  CHECK(*lengths.rbegin() == createproduct::spec::description_certain_length);
  CHECK(lengths.size() > createproduct::spec::description_certain_length * 9 / 10);
}

TEST_CASE("every certain value is drawn, and no other") {
  draft::Random random(2);
  std::set<std::string> seen;
  for (const std::size_t property : {draft::encryption_type, draft::region, draft::product_type})
    for (int i = 0; i < 100; ++i) {
      const draft::ValueDraft value = draft::draw_valid_value(property, random);
      CHECK(value.quoted == (property != draft::product_type));
      seen.insert(std::to_string(property) + draft::to_bytes(value.text));
    }
  CHECK(seen == std::set<std::string>{"11", "12", "2gz", "30", "32"});
}

TEST_CASE("integers are of either sign, at the border, and beyond 64 bits") {
  draft::Random random(3);
  std::set<std::string> seen;
  for (int i = 0; i < 2500; ++i) {
    seen.insert(draft::to_bytes(draft::draw_integer(true, 1, random)));
    seen.insert(draft::to_bytes(draft::draw_integer(false, 3, random)));
  }
  CHECK(seen.count("-1") == 1);
  CHECK(seen.count("3") == 1);
  for (const std::string& text : seen) {
    const createproduct::wire::ShallowJson json = createproduct::wire::read_shallow_json(text);
    REQUIRE(json.state == createproduct::wire::ShallowJson::State::complete);
    REQUIRE(json.root.kind == createproduct::wire::JsonKind::integer);
    REQUIRE((json.root.integer <= -1 || json.root.integer >= 3));
  }
  const auto longest = [&] {
    std::size_t most = 0;
    for (const std::string& text : seen) most = std::max(most, text.size());
    return most;
  };
  CHECK(longest() > 20);
}

TEST_CASE("an edit adds, takes away or replaces one character") {
  draft::Random random(4);
  std::set<std::size_t> sizes;
  for (int i = 0; i < 1000; ++i) {
    const draft::Characters edited = draft::draw_edit(U"gz", random);
    sizes.insert(edited.size());
    const auto one_edit = [&] {
      if (edited.size() == 2) return edited[0] == U'g' || edited[1] == U'z';
      if (edited.size() == 1) return edited[0] == U'g' || edited[0] == U'z';
      for (std::size_t at = 0; at < 3; ++at)
        if (draft::Characters(edited).erase(at, 1) == U"gz") return true;
      return false;
    };
    REQUIRE(one_edit());
  }
  CHECK(sizes == std::set<std::size_t>{1, 2, 3});
}

TEST_CASE("what is drawn breaks its clauses, and nothing beside them is a reason to refuse it") {
  draft::Random random(5);
  for (const ClauseId clause : draft::properties_clauses)
    for (int i = 0; i < 300; ++i) {
      const std::string text = draft::to_text(draft::draw_properties({clause}, random));
      CAPTURE(text);
      const judge::Assessment found = judge::assess_properties(text);
      REQUIRE(found.broken == ClauseSet{clause});
      REQUIRE(found.perhaps.empty());
      REQUIRE(found.silences.empty());
    }
}
