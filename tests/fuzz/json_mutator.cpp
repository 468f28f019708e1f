// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/json_mutator.hpp>

#include <set>
#include <string>

#include <doctest/doctest.h>

#include <createproduct/judge/properties.hpp>

using namespace createproduct;

TEST_CASE("the tokens of any text, joined, are the text") {
  for (const std::string text : {"", "{\"a\":1}", "\"open", " \t{,\"\\\"\":[tru", "\"\\", "a\"b\"c", "\xFF\x00z"})
    CHECK(fuzz::detail::joined(fuzz::detail::json_pieces(text)) == text);
  CHECK(fuzz::detail::json_pieces(R"({"a" :[1.5,"b\"c"]})") ==
        std::vector<std::string>{"{", "\"a\"", " ", ":", "[", "1.5", ",", "\"b\\\"c\"", "]", "}"});
}

TEST_CASE("changed properties come to every clause about properties, and to what must be accepted") {
  draft::Random random(1);
  fuzz::JsonMutator mutate(random);
  ClauseSet broken;
  ClauseSet silences;
  std::size_t accepted = 0;
  std::string text = R"({"productDescription":"a","region":"gz"})";
  for (int i = 0; i < 20000; ++i) {
    text = i % 8 == 0 ? R"({"productDescription":"a","region":"gz"})" : mutate(text);
    const judge::Assessment found = judge::assess_properties(text);
    broken.add(found.broken);
    silences.add(found.silences);
    if (found.broken.empty() && found.silences.empty()) ++accepted;
  }
  for (const ClauseId clause : draft::properties_clauses) {
    CAPTURE(clause.id());
    CHECK(broken.has(clause));
  }
  CHECK(silences.size() > 8);
  CHECK(accepted > 3000);
}
