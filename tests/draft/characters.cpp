// SPDX-License-Identifier: MIT
#include <createproduct/draft/characters.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include <createproduct/judge/description_text.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/wire/utf8.hpp>

namespace draft = createproduct::draft;
using draft::Characters;
using draft::Foreign;

TEST_CASE("text comes apart in characters and stray bytes, and together again") {
  CHECK(draft::to_characters("a\u00e9\u4e2d\U0001F600") == U"a\u00e9\u4e2d\U0001F600");
  const std::string stray("\xFF" "a\xE4\xB8", 4);
  CHECK(draft::to_characters(stray) ==
        Characters{draft::stray_byte + 0xFF, U'a', draft::stray_byte + 0xE4, draft::stray_byte + 0xB8});
  draft::Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random.below(8), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.below(256));
    REQUIRE(draft::to_bytes(draft::to_characters(bytes)) == bytes);
  }
}

TEST_CASE("every code point has its UTF-8 bytes") {
  for (const char32_t point : {0x0U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xD7FFU, 0xE000U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    const std::string bytes = draft::to_bytes({point});
    const createproduct::wire::Utf8Step step = createproduct::wire::utf8_step(bytes, 0);
    CHECK(step.valid);
    CHECK(step.code_point == point);
    CHECK(step.size == bytes.size());
  }
}

TEST_CASE("every character of the alphabet is drawn, and no other") {
  draft::Random random(2);
  Characters seen;
  for (int i = 0; i < 3000; ++i)
    if (const char32_t character = draft::draw_name_character(random); seen.find(character) == Characters::npos)
      seen.push_back(character);
  CHECK(seen.size() == createproduct::spec::name_alphabet.size());
  for (const char32_t character : seen) CHECK(createproduct::is_product_name(draft::to_bytes({character})));
}

TEST_CASE("foreign characters are what their kind says, and never in the alphabet") {
  draft::Random random(3);
  for (std::size_t kind = 0; kind < draft::foreign_kinds; ++kind) {
    CAPTURE(kind);
    for (int i = 0; i < 3000; ++i) {
      const char32_t character = draft::draw_foreign(static_cast<Foreign>(kind), random);
      CAPTURE(static_cast<unsigned>(character));
      const std::string bytes = draft::to_bytes({character});
      REQUIRE(createproduct::check_product_name(bytes).bad_byte == 0);
      REQUIRE(createproduct::wire::is_utf8(bytes) == (static_cast<Foreign>(kind) != Foreign::stray));
      switch (static_cast<Foreign>(kind)) {
        case Foreign::control: REQUIRE((character < 0x20 || character == 0x7F)); break;
        case Foreign::punctuation:
        case Foreign::neighbour: REQUIRE((character >= 0x20 && character < 0x7F)); break;
        case Foreign::lookalike: REQUIRE((character >= 0x80 && character < 0x10000)); break;
        case Foreign::two_bytes: REQUIRE(bytes.size() == 2); break;
        case Foreign::three_bytes: REQUIRE(bytes.size() == 3); break;
        case Foreign::four_bytes: REQUIRE(bytes.size() == 4); break;
        case Foreign::stray: REQUIRE(bytes.size() == 1); break;
      }
    }
  }
}

TEST_CASE("every foreign ASCII character and every stray byte is drawn") {
  draft::Random random(4);
  std::set<char32_t> seen;
  for (int i = 0; i < 60'000; ++i) seen.insert(draft::draw_foreign(random));
  for (char32_t character = 0; character < 0x80; ++character)
    CHECK((seen.count(character) != 0) == !draft::is_name_character(character));
  for (char32_t byte = 0x80; byte < 0x100; ++byte) CHECK(seen.count(draft::stray_byte + byte) == 1);
}

TEST_CASE("ordinary characters are those that a description may surely hold") {
  draft::Random random(5);
  std::set<char32_t> ascii;
  bool ideograph = false, mark = false;
  for (int i = 0; i < 20'000; ++i) {
    const char32_t character = draft::draw_ordinary_character(random);
    REQUIRE(createproduct::judge::is_ordinary_character(character));
    if (character < 0x80) ascii.insert(character);
    ideograph = ideograph || (character >= 0x4E00 && character <= 0x9FA5);
    mark = mark || character == 0xFF0C;
  }
  CHECK(ascii.size() == 0x7F - 0x20);
  CHECK(ideograph);
  CHECK(mark);
}

TEST_CASE("simpler text is shorter, or plainer") {
  std::vector<Characters> out;
  draft::append_simpler(U"ab", U'a', out);
  CHECK(out == std::vector<Characters>{U"", U"b", U"a", U"aa", U"aa"});
}
