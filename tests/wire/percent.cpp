// SPDX-License-Identifier: MIT
#include <createproduct/wire/percent.hpp>

#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "random.hpp"

using createproduct::wire::percent_decoded;
using createproduct::wire::percent_encode;
using createproduct::wire::percent_encoded;
using createproduct::wire::PercentDecoded;
using createproduct::wire::Plus;

TEST_CASE("each byte is percent-encoded unless RFC 3986 calls it unreserved") {
  constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  for (int value = 0; value < 256; ++value) {
    const std::string byte(1, static_cast<char>(value));
    std::array<char, 4> sequence{};
    std::snprintf(sequence.data(), sequence.size(), "%%%02X", static_cast<unsigned>(value));
    const bool stays = unreserved.find(byte) != std::string_view::npos;
    CHECK(percent_encoded(byte) == (stays ? byte : std::string(sequence.data())));
  }
}

TEST_CASE("encoding appends") {
  std::string out = "x=";
  percent_encode("a b", out);
  CHECK(out == "x=a%20b");
  CHECK(percent_encoded("").empty());
}

TEST_CASE("each pair of bytes after a percent sign is decoded or kept") {
  for (int first = 0; first < 256; ++first)
    for (int second = 0; second < 256; ++second) {
      const std::string text{'%', static_cast<char>(first), static_cast<char>(second)};
      const bool valid = std::isxdigit(first) != 0 && std::isxdigit(second) != 0;
      const PercentDecoded decoded = percent_decoded(text, Plus::literal);
      const std::string expected =
          valid ? std::string(1, static_cast<char>(std::strtol(text.c_str() + 1, nullptr, 16))) : text;
      // Of two bytes the second may start another sequence, but not one that fits in.
      if (decoded.valid != valid || decoded.bytes != expected) FAIL("at ", first, ' ', second);
    }
}

TEST_CASE("each byte but the percent sign and plus stands for itself") {
  for (int value = 0; value < 256; ++value) {
    const std::string byte(1, static_cast<char>(value));
    if (byte == "%" || byte == "+") continue;
    CHECK(percent_decoded(byte).bytes == byte);
    CHECK(percent_decoded(byte).valid);
  }
}

TEST_CASE("an invalid percent sequence is kept and reported while the rest is decoded") {
  struct Row {
    std::string_view text, bytes;
  };
  for (const Row& row :
       {Row{"%", "%"}, Row{"%4", "%4"}, Row{"a%", "a%"}, Row{"%%41", "%A"}, Row{"%4%41", "%4A"}, Row{"%zz%41", "%zzA"},
        Row{"%41%", "A%"}, Row{"%u0041", "%u0041"}, Row{"% 41", "% 41"}, Row{"%+41", "% 41"}, Row{"%4+", "%4 "}}) {
    CAPTURE(row.text);
    const PercentDecoded decoded = percent_decoded(row.text);
    CHECK(decoded.bytes == row.bytes);
    CHECK_FALSE(decoded.valid);
  }
}

TEST_CASE("valid sequences are decoded once and in either case") {
  CHECK(percent_decoded("%2541").bytes == "%41");
  CHECK(percent_decoded("%e6%9E%9c").bytes == "\xE6\x9E\x9C");
  CHECK(percent_decoded("%00").bytes == std::string(1, '\0'));
  CHECK(percent_decoded("%2541").valid);
  CHECK(percent_decoded("").valid);
}

TEST_CASE("a plus sign is a space or itself but an encoded one is always itself") {
  CHECK(percent_decoded("a+b%2Bc").bytes == "a b+c");
  CHECK(percent_decoded("a+b%2Bc", Plus::space).bytes == "a b+c");
  CHECK(percent_decoded("a+b%2Bc", Plus::literal).bytes == "a+b+c");
}

TEST_CASE("random bytes come back from their percent-encoded text") {
  Random random(1);
  for (int i = 0; i < 10'000; ++i) {
    const std::string bytes = random.bytes(40);
    const std::string text = percent_encoded(bytes);
    for (const Plus plus : {Plus::space, Plus::literal}) {
      const PercentDecoded decoded = percent_decoded(text, plus);
      if (!decoded.valid || decoded.bytes != bytes) FAIL("text ", text);
    }
  }
}
