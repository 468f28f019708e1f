// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/judge/decimal.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/shallow_json.hpp>
#include <createproduct/wire/utf8.hpp>

// JSON as the most lenient of the permitted readers understand it (spec/readings.json: invalid-utf8, byte-order-mark,
// nested-json, and control characters and lone surrogates in description-text). What even they find wrong is wrong for
// everybody.

namespace createproduct::judge {

namespace detail {

/// Length of a `\uXXXX` escape of a surrogate at text[at], with its code unit in `unit`; 0 if there is none.
inline std::size_t surrogate_escape(std::string_view text, std::size_t at, unsigned& unit) {
  if (text.size() < 6 || at > text.size() - 6 || text[at] != '\\' || text[at + 1] != 'u') return 0;
  unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = wire::detail::hex_value(text[i]);
    if (digit < 0) return 0;
    unit = unit * 16 + static_cast<unsigned>(digit);
  }
  return unit >= 0xD800 && unit <= 0xDFFF ? 6 : 0;
}

/// Length of the piece of JSON text that starts with the backslash at text[at].
inline std::size_t escape_size(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0x80 ? 2 : 1;
}

/// What with_replacements replaced.
struct Replaced {
  bool bytes = false;
  bool surrogates = false;
  bool controls = false;
};

/// `text` with every escaped lone surrogate replaced by U+FFFD, every byte that is not UTF-8 by a question mark, and every
/// control character in a string, but NUL, by its escape, so that the text around it can be read.
inline std::string with_replacements(std::string_view text, Replaced& replaced) {
  std::string out;
  out.reserve(text.size());
  bool in_string = false;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    if (text[i] == '\\') {
      unsigned unit = 0;
      unsigned low = 0;
      size = escape_size(text, i);
      if (surrogate_escape(text, i, unit) != 0) {
        size = 6;
        if (unit < 0xDC00 && surrogate_escape(text, i + 6, low) != 0 && low >= 0xDC00) {
          size = 12;
        } else {
          replaced.surrogates = true;
          out.append("\\ufffd");
          i += size;
          continue;
        }
      }
      out.append(text.substr(i, size));
    } else if (in_string && static_cast<unsigned char>(text[i]) < 0x20 && text[i] != '\0') {
      constexpr std::string_view digits = "0123456789abcdef";
      const auto control = static_cast<unsigned char>(text[i]);
      replaced.controls = true;
      size = 1;
      out.append("\\u00").append({digits[control / 16], digits[control % 16]});
    } else {
      if (text[i] == '"') in_string = !in_string;
      const wire::Utf8Step step = wire::utf8_step(text, i);
      size = step.size;
      if (!step.valid) replaced.bytes = true;
      out.append(step.valid ? text.substr(i, size) : std::string_view("?"));
    }
    i += size;
  }
  return out;
}

/// `text` with every number beyond the range of double replaced by a smaller one that is beyond all limits too.
inline std::string with_smaller_numbers(std::string_view text) {
  constexpr std::string_view number_bytes = "+-.0123456789Ee";
  std::string out;
  out.reserve(text.size());
  bool in_string = false;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    if (in_string) {
      if (text[i] == '\\')
        size = escape_size(text, i);
      else if (text[i] == '"')
        in_string = false;
    } else if (text[i] == '"') {
      in_string = true;
    } else if (text[i] == '-' || (text[i] >= '0' && text[i] <= '9')) {
      size = text.find_first_not_of(number_bytes, i);
      size = (size == std::string_view::npos ? text.size() : size) - i;
      if (read_decimal(text.substr(i, size)).beyond_range) {
        out.append(text[i] == '-' ? "-9e99" : "9e99");
        i += size;
        continue;
      }
    }
    out.append(text.substr(i, size));
    i += size;
  }
  return out;
}

}  // namespace detail

/// JSON text as a lenient reader sees it, and what a stricter one would have refused.
struct LenientJson {
  wire::ShallowJson json;
  bool bytes = false;          ///< it holds bytes that are not UTF-8
  bool surrogates = false;     ///< it holds escaped surrogates without their counterpart
  bool controls = false;       ///< it holds unescaped control characters in strings
  bool beyond_limits = false;  ///< it is nested deeply or holds huge numbers

  /// Whether a strict reader takes the text for malformed.
  [[nodiscard]] bool refusable() const noexcept { return bytes || surrogates || controls || beyond_limits; }
};

/// The number of bytes that byte order marks take at the start of `text`.
[[nodiscard]] constexpr std::size_t byte_order_marks(std::string_view text) noexcept {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  std::size_t size = 0;
  while (text.substr(size).starts_with(mark)) size += mark.size();
  return size;
}

/// Reads `text` leniently: bytes that are not UTF-8 count as question marks, lone surrogates as U+FFFD, unescaped
/// control characters in strings as escaped, numbers beyond the range of double as 9e99, and depth is not limited.
/// Still malformed: what no reading permits. Precondition: no byte order mark in front. Never throws, never recurses.
/// O(n).
[[nodiscard]] inline LenientJson read_lenient_json(std::string_view text) {
  using State = wire::ShallowJson::State;
  LenientJson out;
  out.json = wire::read_shallow_json(text);
  if (out.json.state == State::complete) return out;
  constexpr std::size_t no_limit = static_cast<std::size_t>(-1);
  detail::Replaced replaced;
  std::string readable = detail::with_replacements(text, replaced);
  out.bytes = replaced.bytes;
  out.surrogates = replaced.surrogates;
  out.controls = replaced.controls;
  if (out.json.state == State::too_deep || out.refusable()) {
    out.beyond_limits = out.json.state == State::too_deep;
    out.json = wire::read_shallow_json(readable);
    out.beyond_limits = out.beyond_limits || out.json.state == State::too_deep;
  }
  if (out.beyond_limits) out.json = wire::read_shallow_json(readable, no_limit);
  if (out.json.state == State::too_large) {
    out.beyond_limits = true;
    readable = detail::with_smaller_numbers(readable);
    out.json = wire::read_shallow_json(readable, no_limit);
  }
  return out;
}

}  // namespace createproduct::judge
