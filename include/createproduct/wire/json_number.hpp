// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>

#include <createproduct/wire/json_kind.hpp>

namespace createproduct::wire {

/// A JSON number.
struct JsonNumber {
  JsonKind kind = JsonKind::integer;  ///< integer or real
  std::string_view text;              ///< its spelling
  std::int64_t integer = 0;           ///< integer: its value, clamped to the range of the type
  bool clamped = false;               ///< integer: the value lies outside std::int64_t
  bool too_large = false;             ///< beyond the range of double, either way
};

namespace detail {

/// What the exponent at the end of a number adds to its magnitude; what is too large for any use is cut.
[[nodiscard]] inline std::int64_t exponent_of(std::string_view digits) noexcept {
  const bool negative = digits.starts_with('-');
  std::int64_t value = 0;
  constexpr std::int64_t enough = std::int64_t{1} << 60U;
  for (const char digit : digits)
    if (digit >= '0' && digit <= '9' && value < enough / 16) value = value * 10 + (digit - '0');
  return negative ? -value : value;
}

}  // namespace detail

/// Whether the JSON number `text` is rounded to infinity where numbers are doubles, whatever the locale. O(n).
[[nodiscard]] inline bool is_beyond_double(std::string_view text) {
  constexpr std::int64_t most = std::numeric_limits<double>::max_exponent10;  // 308: its largest is 1.8e308
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos && text.size() <= static_cast<std::size_t>(most)) return false;
  std::int64_t exponent = e == std::string_view::npos ? 0 : detail::exponent_of(text.substr(e + 1));
  std::string digits;
  bool fraction = false;
  for (const char byte : text.substr(0, e)) {
    if (byte == '.') fraction = true;
    if (byte < '0' || byte > '9') continue;
    if (fraction) --exponent;
    if (byte != '0' || !digits.empty()) digits.push_back(byte);
  }
  if (digits.empty()) return false;
  const std::int64_t magnitude = static_cast<std::int64_t>(digits.size()) + exponent;  // below 10 to its power
  if (magnitude != most + 1) return magnitude > most + 1;
  // Without a decimal point there is nothing that a locale spells in its own way.
  return std::strtod((digits + 'e' + std::to_string(exponent)).c_str(), nullptr) > std::numeric_limits<double>::max();
}

/// The JSON number that `text` spells. Precondition: it is one. O(n).
[[nodiscard]] inline JsonNumber json_number(std::string_view text) {
  JsonNumber out;
  out.text = text;
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  constexpr std::size_t always_fits = 18;
  if (digits.find_first_of(".eE") != std::string_view::npos) {
    out.kind = JsonKind::real;
  } else if (digits.size() <= always_fits) {
    for (const char digit : digits) out.integer = out.integer * 10 + (digit - '0');
    if (negative) out.integer = -out.integer;
    return out;
  } else {
    using Range = std::numeric_limits<std::int64_t>;
    // Counted below zero, where there is room for one more.
    for (const char digit : digits) {
      const int less = digit - '0';
      out.clamped = out.clamped || out.integer < (Range::min() + less) / 10;
      if (!out.clamped) out.integer = out.integer * 10 - less;
    }
    if (!negative && out.integer == Range::min()) out.clamped = true;
    if (out.clamped)
      out.integer = negative ? Range::min() : Range::max();
    else if (!negative)
      out.integer = -out.integer;
  }
  out.too_large = is_beyond_double(text);
  return out;
}

}  // namespace createproduct::wire
