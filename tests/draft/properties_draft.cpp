// SPDX-License-Identifier: MIT
#include <createproduct/draft/properties_draft.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

#include <createproduct/wire/shallow_json.hpp>

namespace draft = createproduct::draft;
namespace wire = createproduct::wire;

namespace {

draft::PropertiesDraft sample() {
  return {{{0, {U"a\"\\/\u0001\u4e2d\U0001F600", true}}, {3, {U"-12", false}}}, {}, {}};
}

}  // namespace

TEST_CASE("a draft without a spelling has nothing needless") {
  CHECK(draft::to_text(sample()) == "{\"productDescription\":\"a\\\"\\\\/\\u0001\u4e2d\U0001F600\",\"productType\":-12}");
  CHECK(draft::to_text({}) == "{}");
}

TEST_CASE("every spelling reads as the same members") {
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    draft::PropertiesDraft draft = sample();
    draft.spelling.seed = seed;
    const std::string text = draft::to_text(draft);
    CAPTURE(text);
    texts.insert(text);
    const wire::ShallowJson json = wire::read_shallow_json(text);
    REQUIRE(json.is_object());
    REQUIRE(json.members.size() == 2);
    REQUIRE(json.members[0].key == "productDescription");
    REQUIRE(json.members[0].value.text == "a\"\\/\u0001\u4e2d\U0001F600");
    REQUIRE(json.members[1].key == "productType");
    REQUIRE(json.members[1].value.integer == -12);
  }
  CHECK(texts.size() > 1900);
  const auto some = [&texts](const char* piece) {
    for (const std::string& text : texts)
      if (text.find(piece) != std::string::npos) return true;
    return false;
  };
  for (const char* piece : {"\t", "\n", "\r", " ", "\\/", "\\u4e2d", "\\u4E2D", "\\ud83d\\ude00", "pro\\u0064uct"}) {
    CAPTURE(piece);
    CHECK(some(piece));
  }
}

TEST_CASE("the same spelling gives the same text") {
  draft::PropertiesDraft draft = sample();
  draft.spelling.seed = 77;
  CHECK(draft::to_text(draft) == draft::to_text(draft));
}

TEST_CASE("what stands in place of an object is written as it is") {
  draft::PropertiesDraft draft = sample();
  draft.other = draft::to_characters("{,\xFF");
  CHECK(draft::to_text(draft) == "{,\xFF");
}
