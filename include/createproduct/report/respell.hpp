// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/wire/percent.hpp>

namespace createproduct::report {

namespace detail {

/// One character as some spelling of text gives it, and the bytes that spelling takes.
struct Spelled {
  char character = 0;
  std::size_t size = 1;
};

[[nodiscard]] constexpr int hex_pair(std::string_view text, std::size_t at) noexcept {
  if (at + 1 >= text.size()) return -1;
  const int high = wire::detail::hex_value(text[at]);
  const int low = wire::detail::hex_value(text[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// Reads the character at `at` if it is spelled `%HH`, `%25HH`, `\c`, `\u00HH`, `&#D;` or `&#xH;`, else the byte
/// itself.
[[nodiscard]] constexpr Spelled spelled(std::string_view text, std::size_t at) noexcept {
  const Spelled itself{text[at], 1};
  switch (text[at]) {
    case '%': {
      std::size_t digits = at + 1;
      while (text.substr(digits, 2) == "25" && hex_pair(text, digits + 2) >= 0) digits += 2;
      const int value = hex_pair(text, digits);
      return value < 0 ? itself : Spelled{static_cast<char>(value), digits + 2 - at};
    }
    case '\\': {
      if (text.substr(at, 4) == "\\u00" && hex_pair(text, at + 4) >= 0)
        return {static_cast<char>(hex_pair(text, at + 4)), 6};
      return at + 1 < text.size() ? Spelled{text[at + 1], 2} : itself;
    }
    case '&': {
      if (text.substr(at, 2) != "&#") return itself;
      const bool hex = at + 2 < text.size() && (text[at + 2] == 'x' || text[at + 2] == 'X');
      int value = 0;
      std::size_t i = at + (hex ? 3 : 2);
      const std::size_t first = i;
      for (; i < text.size() && i < first + 4; ++i) {
        const int digit = wire::detail::hex_value(text[i]);
        if (digit < 0 || (!hex && digit > 9)) break;
        value = value * (hex ? 16 : 10) + digit;
      }
      if (i == first || i >= text.size() || text[i] != ';' || value > 0xFF) return itself;
      return {static_cast<char>(value), i + 1 - at};
    }
    default: return itself;
  }
}

/// Whether `byte` is `wanted`. A space passes for a plus sign, which form decoding makes of it.
[[nodiscard]] constexpr bool is_plainly(char byte, char wanted) noexcept {
  return byte == wanted || (wanted == '+' && byte == ' ');
}

/// How many bytes at `at` spell `wanted`; 0 for none.
[[nodiscard]] constexpr std::size_t spells(std::string_view text, std::size_t at, char wanted) noexcept {
  if (is_plainly(text[at], wanted)) return 1;
  const Spelled read = spelled(text, at);
  return read.size > 1 && read.character == wanted ? read.size : 0;
}

inline constexpr std::string_view secret_mark = "[secret]";

}  // namespace detail

/// `text` with every appearance of `secret` replaced by `[secret]`: the whole of it, or a run of at least half of it
/// that has 16 bytes or more, with any character spelled `%HH`, `%25HH`, `\c`, `\u00HH`, `&#D;` or `&#xH;`.
/// Precondition: `secret` is not empty. O(text × secret).
[[nodiscard]] inline std::string without(std::string text, std::string_view secret) {
  const std::size_t enough = std::min(secret.size(), std::max<std::size_t>(16, (secret.size() + 1) / 2));
  // Few places of a text can be the start of any run.
  std::array<bool, 256> starts{};
  for (const char c : secret.substr(0, secret.size() - enough + 1)) starts[static_cast<unsigned char>(c)] = true;
  if (starts['+']) starts[' '] = true;
  const auto may_start = [&](std::size_t at) {
    const char c = text[at];
    if (starts[static_cast<unsigned char>(c)]) return true;
    const bool respells = c == '%' || c == '\\' || c == '&';
    return respells && starts[static_cast<unsigned char>(detail::spelled(text, at).character)];
  };
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!may_start(i)) {
      ++i;
      continue;
    }
    std::size_t longest = 0;  // bytes of text
    const char first = detail::spelled(text, i).character;
    for (std::size_t start = 0; start + enough <= secret.size(); ++start) {
      if (secret[start] != first && !detail::is_plainly(text[i], secret[start])) continue;
      std::size_t matched = start;
      std::size_t at = i;
      while (matched < secret.size() && at < text.size()) {
        const std::size_t size = detail::spells(text, at, secret[matched]);
        if (size == 0) break;
        at += size;
        ++matched;
      }
      if (matched - start >= enough) longest = std::max(longest, at - i);
    }
    if (longest == 0) {
      ++i;
      continue;
    }
    out.append(text, copied, i - copied).append(detail::secret_mark);
    i += longest;
    copied = i;
  }
  if (copied == 0) return text;
  return out.append(text, copied);
}

/// `text` with everything that has the shape of a signature replaced by `[secret]`: Base64 of 20 or 32 bytes, standing
/// alone, spelled in any way that without() knows. O(text).
[[nodiscard]] inline std::string without_signature_shapes(std::string text) {
  const auto is_base64 = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    std::size_t length = 0;
    while (i < text.size()) {
      const detail::Spelled read = detail::spelled(text, i);
      const bool control_escape = read.size == 2 && read.character != '/';
      if (control_escape || !is_base64(read.character)) break;
      i += read.size;
      ++length;
    }
    if (i == text.size()) break;
    const detail::Spelled after = detail::spelled(text, i);
    i += after.size;
    if (after.character != '=' || (length != 27 && length != 43)) continue;
    if (i < text.size() && detail::spelled(text, i).character == '=') continue;
    out.append(text, copied, begin - copied).append(detail::secret_mark);
    copied = i;
  }
  if (copied == 0) return text;
  return out.append(text, copied);
}

}  // namespace createproduct::report
