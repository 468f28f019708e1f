// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Small readers and writers of text. The mock has its own, so that it shares no mistake with the kit that judges it.
namespace createproduct::mock::text {

/// The small letter of an ASCII letter; any other byte as it is.
[[nodiscard]] constexpr char lower(char byte) noexcept {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// The capital letter of an ASCII letter; any other byte as it is.
[[nodiscard]] constexpr char upper(char byte) noexcept {
  return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
}

/// Whether the byte is an ASCII digit.
[[nodiscard]] constexpr bool is_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }

/// Whether the byte is an ASCII letter.
[[nodiscard]] constexpr bool is_letter(char byte) noexcept { return lower(byte) >= 'a' && lower(byte) <= 'z'; }

/// `text` with ASCII letters small.
[[nodiscard]] inline std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& byte : out) byte = lower(byte);
  return out;
}

/// `text` with ASCII letters capital.
[[nodiscard]] inline std::string uppered(std::string_view text) {
  std::string out(text);
  for (char& byte : out) byte = upper(byte);
  return out;
}

/// Whether two texts differ at most in the case of ASCII letters.
[[nodiscard]] constexpr bool same_ignoring_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

/// `text` without any of `bytes` at its ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view bytes) noexcept {
  while (!text.empty() && bytes.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && bytes.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

/// Whether every byte of `text` is one of `bytes`.
[[nodiscard]] constexpr bool only_of(std::string_view text, std::string_view bytes) noexcept {
  return text.find_first_not_of(bytes) == std::string_view::npos;
}

/// The value of a hexadecimal digit, or -1.
[[nodiscard]] constexpr int hex(char digit) noexcept {
  if (is_digit(digit)) return digit - '0';
  const char letter = lower(digit);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/// The length in bytes of the UTF-8 sequence at the start of `text`, or 0 if it is not one (RFC 3629, table in section
/// 4). Sets `point` to the code point.
[[nodiscard]] constexpr std::size_t utf8_length(std::string_view text, char32_t& point) noexcept {
  if (text.empty()) return 0;
  const auto at = [text](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto tail = [&at](std::size_t i) { return at(i) >= 0x80 && at(i) <= 0xBF; };
  const unsigned lead = at(0);
  if (lead <= 0x7F) {
    point = lead;
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    point = (lead - 0xC0) * 64 + (at(1) - 0x80);
    return tail(1) ? 2 : 0;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned least = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned most = lead == 0xED ? 0x9F : 0xBF;
    point = ((lead - 0xE0) * 64 + (at(1) - 0x80)) * 64 + (at(2) - 0x80);
    return at(1) >= least && at(1) <= most && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned least = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned most = lead == 0xF4 ? 0x8F : 0xBF;
    point = (((lead - 0xF0) * 64 + (at(1) - 0x80)) * 64 + (at(2) - 0x80)) * 64 + (at(3) - 0x80);
    return at(1) >= least && at(1) <= most && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

/// The number of characters of `text`; a byte that belongs to no UTF-8 sequence counts as one.
[[nodiscard]] constexpr std::size_t characters(std::string_view text) noexcept {
  std::size_t count = 0;
  char32_t point = 0;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text, point);
    text.remove_prefix(length == 0 ? 1 : length);
    ++count;
  }
  return count;
}

/// Appends `point` in UTF-8. Precondition: a Unicode scalar value.
inline void append_utf8(char32_t point, std::string& out) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6U);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12U);
    put(0x80 | (point >> 6U & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18U);
    put(0x80 | (point >> 12U & 0x3F));
    put(0x80 | (point >> 6U & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

}  // namespace createproduct::mock::text
