// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <clocale>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <string>
#include <system_error>

namespace createproduct::wire {

namespace detail {

/// For standard libraries that have std::from_chars for integers only.
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
  const bool infinite = std::abs(read) > std::numeric_limits<double>::max();
  if (infinite || (read == 0 && has_digits)) return {last, std::errc::result_out_of_range};
  value = read;
  return {last, std::errc()};
}

}  // namespace detail

/// std::from_chars of a JSON number, which not every standard library has for doubles. Whatever the locale. O(n).
[[nodiscard]] inline std::from_chars_result double_from_chars(const char* first, const char* last, double& value) {
#ifdef __cpp_lib_to_chars
  return std::from_chars(first, last, value);
#else
  return detail::double_from_locale(first, last, value);
#endif
}

}  // namespace createproduct::wire
