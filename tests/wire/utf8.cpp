// SPDX-License-Identifier: MIT
#include <createproduct/wire/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "random.hpp"

namespace {

using createproduct::wire::is_utf8;
using createproduct::wire::utf8_step;
using createproduct::wire::Utf8Step;

static_assert(utf8_step("\xE6\x9E\x9C", 0).code_point == 0x679C);
static_assert(is_utf8("") && !is_utf8("\xC0\x80"));

/// A row of table 3-7 of the Unicode standard: the leads, the range of the byte after the lead, the size.
struct WellFormed {
  unsigned first_lead, last_lead, low, high;
  std::size_t size;
};
constexpr std::array<WellFormed, 8> well_formed{{{0xC2, 0xDF, 0x80, 0xBF, 2},
                                                 {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                                 {0xE1, 0xEC, 0x80, 0xBF, 3},
                                                 {0xED, 0xED, 0x80, 0x9F, 3},
                                                 {0xEE, 0xEF, 0x80, 0xBF, 3},
                                                 {0xF0, 0xF0, 0x90, 0xBF, 4},
                                                 {0xF1, 0xF3, 0x80, 0xBF, 4},
                                                 {0xF4, 0xF4, 0x80, 0x8F, 4}}};

/// The size of the sequence that `text` starts with according to the table; 0 if it is malformed.
std::size_t size_by_table(const std::array<unsigned, 4>& bytes, std::size_t count) {
  if (bytes[0] < 0x80) return 1;
  const auto* const row = std::find_if(well_formed.begin(), well_formed.end(), [&](const WellFormed& candidate) {
    return bytes[0] >= candidate.first_lead && bytes[0] <= candidate.last_lead;
  });
  if (row == well_formed.end() || count < row->size || bytes[1] < row->low || bytes[1] > row->high) return 0;
  for (std::size_t i = 2; i < row->size; ++i)
    if (bytes[i] < 0x80 || bytes[i] > 0xBF) return 0;
  return row->size;
}

}  // namespace

TEST_CASE("every code point is read back from its UTF-8") {
  std::string text;
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    text.clear();
    Random::append_utf8(point, text);
    const Utf8Step step = utf8_step(text, 0);
    if (!step.valid || step.code_point != point || step.size != text.size() || !is_utf8(text))
      FAIL("at ", static_cast<unsigned>(point));
  }
}

TEST_CASE("surrogates and values beyond the last code point are malformed") {
  for (char32_t point = 0xD800; point <= 0xDFFF; ++point) {
    std::string text;
    Random::append_utf8(point, text);
    if (utf8_step(text, 0).valid) FAIL("at ", static_cast<unsigned>(point));
  }
  for (const std::string_view text :
       {"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF7\xBF\xBF\xBF", "\xF8\x88\x80\x80\x80"})
    CHECK_FALSE(utf8_step(text, 0).valid);
}

TEST_CASE("sequences of up to four bytes are well-formed exactly when the Unicode table says so") {
  constexpr std::array<unsigned, 14> others{0x00, 0x22, 0x41, 0x7F, 0x80, 0x8F, 0x90,
                                            0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF};
  for (unsigned lead = 0; lead < 256; ++lead)
    for (unsigned second = 0; second < 256; ++second)
      for (const unsigned third : others)
        for (const unsigned fourth : {0x00U, 0x7FU, 0x80U, 0xBFU, 0xC0U})
          for (std::size_t count = 1; count <= 4; ++count) {
            if (count < 4 && fourth != 0) continue;
            const std::array<unsigned, 4> bytes{lead, second, third, fourth};
            std::array<char, 4> text{};
            std::transform(bytes.begin(), bytes.end(), text.begin(),
                           [](unsigned byte) { return static_cast<char>(byte); });
            const Utf8Step step = utf8_step({text.data(), count}, 0);
            const std::size_t expected = size_by_table(bytes, count);
            if (step.valid != (expected != 0) || step.size != std::max<std::size_t>(expected, 1))
              FAIL("at ", lead, ' ', second, ' ', third, ' ', fourth, ", ", count, " bytes");
          }
}

TEST_CASE("a malformed sequence takes one byte and reading goes on behind it") {
  constexpr std::string_view text =
      "\xE6\x9E"
      "a\xFF\xE6\x9E\x9C";
  std::string seen;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Step step = utf8_step(text, i);
    seen += step.valid ? std::to_string(static_cast<unsigned>(step.code_point)) + ' ' : "bad ";
    i += step.size;
  }
  CHECK(seen == "bad bad 97 bad 26524 ");
}

TEST_CASE("text is UTF-8 only when all of it is") {
  using std::string_view_literals::operator""sv;
  CHECK(is_utf8("plain \0 text"sv));
  CHECK(is_utf8("\xEF\xBB\xBFmark"));
  CHECK_FALSE(is_utf8("good \xE6\x9E\x9C then \x80"));
  CHECK_FALSE(is_utf8("cut \xE6\x9E"));
  CHECK_FALSE(is_utf8("\xED\xA0\xBD\xED\xB8\x80"));
}

TEST_CASE("a code point is appended as it is read") {
  for (const char32_t point : {0x0U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xD7FFU, 0xE000U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    std::string text = "x";
    createproduct::wire::append_utf8(point, text);
    const Utf8Step step = utf8_step(text, 1);
    CHECK(step.valid);
    CHECK(step.code_point == point);
    CHECK(step.size == text.size() - 1);
  }
}
