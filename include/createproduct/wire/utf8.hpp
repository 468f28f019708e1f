// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace createproduct::wire {

/// One step of reading UTF-8: the code point and the bytes it took. For a malformed sequence size is 1, valid false.
struct Utf8Step {
  char32_t code_point = 0;  ///< 0 if malformed
  std::size_t size = 1;     ///< bytes, 1 to 4
  bool valid = false;       ///< whether it is well-formed
};

/// Reads the code point that starts at `text[at]`; overlong forms, surrogates and values over U+10FFFF are malformed.
/// Precondition: at < text.size().
[[nodiscard]] constexpr Utf8Step utf8_step(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < size) return {};
  char32_t point = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {};
    point = (point << 6U) | (byte(at + i) & 0x3FU);
  }
  if ((size == 3 && point < 0x800) || (size == 4 && (point < 0x10000 || point > 0x10FFFF))) return {};
  if (point >= 0xD800 && point <= 0xDFFF) return {};
  return {point, size, true};
}

/// Whether `text` is well-formed UTF-8 throughout. O(n).
[[nodiscard]] constexpr bool is_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Step step = utf8_step(text, i);
    if (!step.valid) return false;
    i += step.size;
  }
  return true;
}

/// Appends `point`. Precondition: it is a code point and no surrogate.
inline void append_utf8(char32_t point, std::string& out) {
  const auto tail = [&](unsigned shift) { out.push_back(static_cast<char>(0x80U | ((point >> shift) & 0x3FU))); };
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (point >> 6U)));
    tail(0);
  } else if (point < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (point >> 12U)));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0U | (point >> 18U)));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace createproduct::wire
