// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::judge {

/// Whether `point` belongs to ordinary printable text as product-description.text means it: printable ASCII, Chinese
/// ideographs and the punctuation that goes with them. About every other character the document is silent
/// (silent.description-text), for a service may well keep its texts in a character set for Chinese.
[[nodiscard]] constexpr bool is_ordinary_character(char32_t point) noexcept {
  struct Range {
    char32_t first, last;
  };
  constexpr Range ranges[] = {{0x20, 0x7E},     {0x2014, 0x2014}, {0x2018, 0x2019}, {0x201C, 0x201D}, {0x2026, 0x2026},
                              {0x3001, 0x3002}, {0x3008, 0x3011}, {0x4E00, 0x9FA5}, {0xFF01, 0xFF5E}};
  for (const Range& range : ranges)
    if (point >= range.first && point <= range.last) return true;
  return false;
}

/// What is to be said of a description that is a string.
enum class DescriptionText : unsigned char {
  ordinary,   ///< must be accepted (product-description.text)
  unusual,    ///< silent.description-text
  long_text,  ///< silent.description-length
};

/// Classifies a description, UTF-8: unusual if it is empty or blank or holds any other than ordinary characters,
/// long_text if it is over spec::description_certain_length characters. O(n).
[[nodiscard]] constexpr DescriptionText classify_description(std::string_view text) noexcept {
  std::size_t length = 0;
  bool blank = true;
  for (std::size_t i = 0; i < text.size(); ++length) {
    const wire::Utf8Step step = wire::utf8_step(text, i);
    if (!step.valid || !is_ordinary_character(step.code_point)) return DescriptionText::unusual;
    blank = blank && step.code_point == ' ';
    i += step.size;
  }
  if (blank) return DescriptionText::unusual;
  return length > spec::description_certain_length ? DescriptionText::long_text : DescriptionText::ordinary;
}

}  // namespace createproduct::judge
