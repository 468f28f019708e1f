// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <createproduct/wire/utf8.hpp>

namespace createproduct::report {

namespace detail {

/// Whether a terminal shows the code point as a mark of its own and does nothing else with it. Control characters,
/// formatting characters (text direction, joiners, tags, variation selectors), line separators and noncharacters do
/// not.
[[nodiscard]] constexpr bool is_plain(char32_t point) noexcept {
  const auto within = [point](char32_t low, char32_t high) { return point >= low && point <= high; };
  if (point < 0x20 || within(0x7F, 0x9F) || point == 0xAD || point == 0x61C || point == 0x180E) return false;
  if (within(0x200B, 0x200F) || within(0x2028, 0x202E) || within(0x2060, 0x206F) || point == 0xFEFF) return false;
  if (within(0xFE00, 0xFE0F) || within(0xFFF9, 0xFFFB) || within(0xFDD0, 0xFDEF)) return false;
  return (point & 0xFFFEU) != 0xFFFEU && !within(0xE0000, 0xE0FFF);
}

inline void append_hex(unsigned value, unsigned digits, std::string& out) {
  while (digits-- > 0) out.push_back("0123456789ABCDEF"[(value >> (4 * digits)) & 15U]);
}

}  // namespace detail

/// `bytes` as one line of well-formed UTF-8 that is safe to show anywhere: line breaks and tabs become `\n`, `\r`,
/// `\t`, other control characters and bytes that are not UTF-8 `\xHH`, invisible and formatting characters `\u{H}`. A
/// backslash stays a backslash: for people, not for reading back. O(n).
[[nodiscard]] inline std::string printable(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const wire::Utf8Step step = wire::utf8_step(bytes, i);
    if (step.valid && detail::is_plain(step.code_point)) {
      out.append(bytes.substr(i, step.size));
    } else if (bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t') {
      out.append(bytes[i] == '\n' ? "\\n" : bytes[i] == '\r' ? "\\r" : "\\t");
    } else if (step.size == 1) {
      out.append("\\x");
      detail::append_hex(static_cast<unsigned char>(bytes[i]), 2, out);
    } else {
      const auto point = static_cast<unsigned>(step.code_point);
      out.append("\\u{");
      detail::append_hex(point, point > 0xFFFF ? 6 : point > 0xFF ? 4 : 2, out);
      out.append("}");
    }
    i += step.size;
  }
  return out;
}

/// printable(bytes), with the middle left out and the full length given when there are more than `most` bytes:
/// `aaaa…aaaa (120 bytes)`. No character is cut in two. O(most).
[[nodiscard]] inline std::string abbreviated(std::string_view bytes, std::size_t most) {
  if (bytes.size() <= most) return printable(bytes);
  const auto continues = [bytes](std::size_t at) { return (static_cast<unsigned char>(bytes[at]) & 0xC0U) == 0x80U; };
  std::size_t head = most - most / 4;
  std::size_t tail = bytes.size() - most / 4;
  for (int i = 0; i < 3 && head > 0 && continues(head); ++i) --head;
  for (int i = 0; i < 3 && tail < bytes.size() && continues(tail); ++i) ++tail;
  return printable(bytes.substr(0, head)) + "…" + printable(bytes.substr(tail)) + " (" + std::to_string(bytes.size()) +
         " bytes)";
}

}  // namespace createproduct::report
