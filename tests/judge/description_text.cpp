// SPDX-License-Identifier: MIT
#include <createproduct/judge/description_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using createproduct::judge::classify_description;
using createproduct::judge::DescriptionText;
using createproduct::judge::is_ordinary_character;

namespace {

std::string repeated(std::string_view piece, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("printable ASCII and Chinese are ordinary characters") {
  for (char32_t point = 0x20; point <= 0x7E; ++point) CHECK(is_ordinary_character(point));
  for (const char32_t point : {U'产', U'品', U'一', char32_t{0x9FA5}, U'，', U'。', U'、', U'（', U'）', U'《', U'》',
                               U'“', U'”', U'‘', U'’', U'…', U'—', U'！', U'？'})
    CHECK(is_ordinary_character(point));
}

TEST_CASE("about all other characters the document is silent") {
  for (const char32_t point : {char32_t{0},
                               U'\t',
                               U'\n',
                               U'\r',
                               char32_t{0x1F},
                               char32_t{0x7F},
                               char32_t{0x85},
                               char32_t{0xA0},
                               U'é',
                               U'ß',
                               char32_t{0xAD},
                               U'α',
                               U'д',
                               U'あ',
                               U'한',
                               char32_t{0x200B},
                               char32_t{0x202E},
                               char32_t{0x3000},
                               char32_t{0x9FA6},
                               char32_t{0xE000},
                               char32_t{0xFEFF},
                               char32_t{0xFFFD},
                               char32_t{0xFFFE},
                               U'🍎',
                               char32_t{0x20000}})
    CHECK_FALSE(is_ordinary_character(point));
}

TEST_CASE("descriptions up to the certain length are ordinary, counted in characters") {
  for (const std::string_view text : {"d", "desc", "it's a \"test\"", "a=b&c=d;e+f#g?h", "{\"region\":\"sh\"}",
                                      "100%25", "<b>&amp;", "\\", " d", "d ", "产品描述，第一。", "NB-IoT 产品 v2"}) {
    CAPTURE(text);
    CHECK(classify_description(text) == DescriptionText::ordinary);
  }
  CHECK(classify_description(repeated("d", 100)) == DescriptionText::ordinary);
  CHECK(classify_description(repeated("产", 100)) == DescriptionText::ordinary);
}

TEST_CASE("longer descriptions are open for their length") {
  CHECK(classify_description(repeated("d", 101)) == DescriptionText::long_text);
  CHECK(classify_description(repeated("产", 101)) == DescriptionText::long_text);
  CHECK(classify_description(repeated("d", 100'000)) == DescriptionText::long_text);
}

TEST_CASE("empty, blank and odd descriptions are open for their text") {
  for (const std::string_view text :
       {std::string_view(""), std::string_view(" "), std::string_view("   "), std::string_view("a\0b", 3),
        std::string_view("a\nb"), std::string_view("a\xFF"), std::string_view("\xC3\xA9t\xC3\xA9"),
        std::string_view("apple \xF0\x9F\x8D\x8E")}) {
    CAPTURE(text);
    CHECK(classify_description(text) == DescriptionText::unusual);
  }
  CHECK(classify_description(repeated("d", 200) + "\n") == DescriptionText::unusual);
  CHECK(classify_description(repeated(" ", 200)) == DescriptionText::unusual);
}
