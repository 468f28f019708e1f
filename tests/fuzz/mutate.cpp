// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/mutate.hpp>

#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace createproduct;
using fuzz::Grammar;

TEST_CASE("the same seed makes the same change, another seed others") {
  for (const Grammar grammar : {Grammar::bytes, Grammar::name, Grammar::properties, Grammar::form, Grammar::script}) {
    std::set<std::string> all;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      draft::Random a(seed);
      draft::Random b(seed);
      const std::string text = fuzz::mutated(grammar, "GET Action=CreateProduct&productName=a", a);
      CHECK(text == fuzz::mutated(grammar, "GET Action=CreateProduct&productName=a", b));
      all.insert(text);
    }
    CHECK(all.size() > 20);
  }
}

TEST_CASE("nothing and any bytes can be changed") {
  draft::Random random(3);
  for (const Grammar grammar : {Grammar::bytes, Grammar::name, Grammar::properties, Grammar::form, Grammar::script})
    for (int i = 0; i < 200; ++i) {
      std::string text;
      for (std::size_t size = random.below(20); size > 0; --size) text.push_back(static_cast<char>(random.below(256)));
      text = fuzz::mutated(grammar, text, random);
      CHECK(text.size() < 100000);
    }
}
