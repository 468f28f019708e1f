// SPDX-License-Identifier: MIT
#include <createproduct/mock/text.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("every scalar value goes to UTF-8 and back") {
  std::size_t wrong = 0;
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point == 0xD800) point = 0xE000;
    std::string bytes;
    text::append_utf8(point, bytes);
    char32_t back = 0;
    if (text::utf8_length(bytes, back) != bytes.size() || back != point) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("what is not UTF-8 has no length") {
  char32_t point = 0;
  for (const std::string_view bytes :
       {"", "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE4\xB8",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xFF"})
    CHECK(text::utf8_length(bytes, point) == 0);
}

TEST_CASE("characters are counted, stray bytes one each") {
  CHECK(text::characters("") == 0);
  CHECK(text::characters("abc") == 3);
  CHECK(text::characters("\xE4\xBA\xA7\xE5\x93\x81") == 2);
  CHECK(text::characters("a\xFF\xE4") == 3);
}

TEST_CASE("letters change case in ASCII only") {
  CHECK(text::lowered("Az09:_-\xC3\x84") == "az09:_-\xC3\x84");
  CHECK(text::uppered("aZ09:_-\xC3\xA4") == "AZ09:_-\xC3\xA4");
  CHECK(text::same_ignoring_case("Name", "nAME"));
  CHECK_FALSE(text::same_ignoring_case("Name", "Names"));
  CHECK_FALSE(text::same_ignoring_case("[", "{"));
}

TEST_CASE("ends are trimmed, the middle is not") {
  CHECK(text::trimmed(" a b ", " ") == "a b");
  CHECK(text::trimmed("  ", " ").empty());
  CHECK(text::only_of("0042", "0123456789"));
  CHECK_FALSE(text::only_of("4x", "0123456789"));
}

TEST_CASE("hexadecimal digits have values") {
  CHECK(text::hex('0') == 0);
  CHECK(text::hex('a') == 10);
  CHECK(text::hex('F') == 15);
  for (const char byte : {'g', 'G', ' ', '/', ':', '@', '`'}) CHECK(text::hex(byte) == -1);
}
