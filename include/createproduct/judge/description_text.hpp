// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <createproduct/wire/utf8.hpp>

namespace createproduct::judge {

/// The length, in code points, up to which ordinary text must be accepted as a description.
inline constexpr std::size_t ordinary_description_length = 100;

/// Whether `point` belongs to ordinary printable text: printable ASCII, Latin letters, typographic punctuation, CJK
/// ideographs and punctuation. About every other character the document is silent (silent.description-text).
[[nodiscard]] constexpr bool is_ordinary_character(char32_t point) noexcept {
  struct Range {
    char32_t first, last;
  };
  constexpr Range ranges[] = {{0x20, 0x7E},     {0xA1, 0xAC},     {0xAE, 0x24F},    {0x2010, 0x2015}, {0x2018, 0x201F},
                              {0x2026, 0x2026}, {0x3001, 0x3011}, {0x4E00, 0x9FA5}, {0xFF01, 0xFF5E}};
  for (const Range& range : ranges)
    if (point >= range.first && point <= range.last) return true;
  return false;
}

/// What is to be said of a description that is a string.
enum class DescriptionText : unsigned char { ordinary, unusual, long_text };

/// Classifies a description, UTF-8: unusual if empty or holding any other than ordinary characters, long_text if over
/// ordinary_description_length. O(n).
[[nodiscard]] constexpr DescriptionText classify_description(std::string_view text) noexcept {
  if (text.empty()) return DescriptionText::unusual;
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++length) {
    const wire::Utf8Step step = wire::utf8_step(text, i);
    if (!step.valid || !is_ordinary_character(step.code_point)) return DescriptionText::unusual;
    i += step.size;
  }
  return length > ordinary_description_length ? DescriptionText::long_text : DescriptionText::ordinary;
}

}  // namespace createproduct::judge
