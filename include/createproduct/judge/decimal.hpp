// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

namespace createproduct::judge {

/// The value of a JSON number.
struct Decimal {
  double value = 0;           ///< 0 if whole is not set
  bool whole = false;         ///< it has no fraction
  bool beyond_range = false;  ///< it is larger than any double, either way; then whole is not set
};

namespace detail {

/// std::from_chars of a JSON number, for standard libraries that have it for integers only.
[[nodiscard]] inline std::from_chars_result double_from_locale(const char* first, const char* last, double& value) {
  std::string text(first, last);
  if (text.empty() || text[0] == '+' || text.find_first_not_of("+-.0123456789eE") != std::string::npos)
    return {first, std::errc::invalid_argument};
  if (const std::size_t point = text.find('.'); point != std::string::npos)
    text.replace(point, 1, std::localeconv()->decimal_point);
  char* end = nullptr;
  const double read = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size()) return {first, std::errc::invalid_argument};
  const bool has_digits = text.substr(0, text.find_first_of("eE")).find_first_of("123456789") != std::string::npos;
  if (std::isinf(read) || (read == 0 && has_digits)) return {last, std::errc::result_out_of_range};
  value = read;
  return {last, std::errc()};
}

[[nodiscard]] inline std::from_chars_result double_from_chars(const char* first, const char* last, double& value) {
#ifdef __cpp_lib_to_chars
  return std::from_chars(first, last, value);
#else
  return double_from_locale(first, last, value);
#endif
}

}  // namespace detail

/// Reads a JSON number as most readers do, into a double, whatever the locale: what lies between two doubles counts as
/// the nearer one, what is too small for any as 0. Text that is no number comes back as one that is not whole. O(n).
[[nodiscard]] inline Decimal read_decimal(std::string_view text) noexcept {
  Decimal out;
  double value = 0;
  const auto [end, error] = detail::double_from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return out;
  if (error == std::errc::result_out_of_range) {
    // It is too small rather than too large if it has no units, or a negative exponent.
    const std::size_t exponent = text.find_first_of("eE");
    const bool has_units = text.substr(0, text.find_first_of(".eE")).find_first_not_of("-0") != std::string_view::npos;
    const bool shrinks = exponent != std::string_view::npos && text.substr(exponent + 1).starts_with('-');
    const bool grows = exponent != std::string_view::npos && !shrinks;
    out.beyond_range = grows || (has_units && !shrinks);
    out.whole = !out.beyond_range;
  } else if (error == std::errc{} && value == std::trunc(value)) {
    out.value = value;
    out.whole = true;
  }
  return out;
}

}  // namespace createproduct::judge
