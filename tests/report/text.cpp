// SPDX-License-Identifier: MIT
#include <createproduct/report/text.hpp>

#include <string>

#include <doctest/doctest.h>

using createproduct::report::abbreviated;
using createproduct::report::printable;

TEST_CASE("printable text stays as it is") {
  CHECK(printable("") == "");
  CHECK(printable("a \"b\" \\ ~ 中文 é 😀") == "a \"b\" \\ ~ 中文 é 😀");
}

TEST_CASE("what a terminal would act on is spelt out") {
  CHECK(printable("a\nb\r\tc") == "a\\nb\\r\\tc");
  CHECK(printable(std::string("\0\x1b[2J\x7f", 6)) == "\\x00\\x1B[2J\\x7F");
  CHECK(printable("\xC2\x9B") == "\\u{9B}");
  CHECK(printable("\xE2\x80\xAE|\xE2\x80\xA8|\xEF\xBB\xBF|\xE2\x80\x8B") == "\\u{202E}|\\u{2028}|\\u{FEFF}|\\u{200B}");
  CHECK(printable("\xF3\xA0\x80\x81|\xF0\x9F\xBF\xBF") == "\\u{0E0001}|\\u{01FFFF}");
}

TEST_CASE("bytes that are not UTF-8 are spelt out one by one") {
  CHECK(printable("\xC0\x80|\xED\xA0\x80|\xF0\x9F\x98|\xFF") == "\\xC0\\x80|\\xED\\xA0\\x80|\\xF0\\x9F\\x98|\\xFF");
}

TEST_CASE("whatever the bytes, printable text is UTF-8 without control characters") {
  for (int first = 0; first < 256; ++first)
    for (int second = 0; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second), 'x'};
      const std::string text = printable(bytes);
      CAPTURE(first);
      CAPTURE(second);
      REQUIRE(createproduct::wire::is_utf8(text));
      REQUIRE(printable(text) == text);
    }
}

TEST_CASE("long text loses its middle") {
  CHECK(abbreviated("abcdefgh", 8) == "abcdefgh");
  CHECK(abbreviated("abcdefghi", 8) == "abcdef…hi (9 bytes)");
  CHECK(abbreviated(std::string(1000, 'a'), 4) == "aaa…a (1000 bytes)");
}

TEST_CASE("no character is cut in two") {
  CHECK(abbreviated("abcd中中中中", 8) == "abcd… (16 bytes)");
  CHECK(abbreviated("中中中中", 9) == "中中… (12 bytes)");
  CHECK(abbreviated(std::string(8, '\x80'), 4) == "… (8 bytes)");
}
