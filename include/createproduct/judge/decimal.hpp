// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <system_error>

#include <createproduct/wire/double_from_chars.hpp>

namespace createproduct::judge {

/// The value of a JSON number.
struct Decimal {
  double value = 0;           ///< 0 if whole is not set
  bool whole = false;         ///< it has no fraction
  bool beyond_range = false;  ///< it is larger than any double, either way; then whole is not set
};

namespace detail {

/// Without <cmath>, which costs all who include it much for this one question.
[[nodiscard]] constexpr bool is_whole(double value) noexcept {
  constexpr double no_fractions = 9007199254740992.0;  // doubles from here on have none
  if (value >= no_fractions || value <= -no_fractions) return true;
  return value == static_cast<double>(static_cast<std::int64_t>(value));
}

}  // namespace detail

/// Reads a JSON number as most readers do, into a double, whatever the locale: what lies between two doubles counts as
/// the nearer one, what is too small for any as 0. Text that is no number comes back as one that is not whole. O(n).
[[nodiscard]] inline Decimal read_decimal(std::string_view text) noexcept {
  Decimal out;
  double value = 0;
  const auto [end, error] = wire::double_from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return out;
  if (error == std::errc::result_out_of_range) {
    // It is too small rather than too large if it has no units, or a negative exponent.
    const std::size_t exponent = text.find_first_of("eE");
    const bool has_units = text.substr(0, text.find_first_of(".eE")).find_first_not_of("-0") != std::string_view::npos;
    const bool shrinks = exponent != std::string_view::npos && text.substr(exponent + 1).starts_with('-');
    const bool grows = exponent != std::string_view::npos && !shrinks;
    out.beyond_range = grows || (has_units && !shrinks);
    out.whole = !out.beyond_range;
  } else if (error == std::errc{} && detail::is_whole(value)) {
    out.value = value;
    out.whole = true;
  }
  return out;
}

}  // namespace createproduct::judge
