// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <createproduct/model/generated/limits.hpp>

namespace createproduct {

/// What is wrong with a productName; nothing, when default-constructed.
struct NameDefects {
  /// Of bad_byte: the alphabet is kept.
  static constexpr std::size_t no_byte = static_cast<std::size_t>(-1);

  bool too_short = false;          ///< breaks product-name.min-length
  bool too_long = false;           ///< breaks product-name.max-length
  std::size_t bad_byte = no_byte;  ///< breaks product-name.alphabet: position of the first byte outside of it

  /// Whether product-name.alphabet is broken.
  [[nodiscard]] constexpr bool bad_alphabet() const noexcept { return bad_byte != no_byte; }

  /// Whether any of the three clauses is broken.
  [[nodiscard]] constexpr bool any() const noexcept { return too_short || too_long || bad_alphabet(); }
  friend constexpr bool operator==(const NameDefects&, const NameDefects&) noexcept = default;
};

namespace detail {

/// 1 if a name may hold `byte`, else 0.
[[nodiscard]] constexpr unsigned in_name_alphabet(char byte) noexcept {
  return spec::name_bytes[static_cast<unsigned char>(byte)] ? 1U : 0U;
}

/// Position of the first byte outside the alphabet, or name.size(). Four bytes a step, with one branch for them all.
[[nodiscard]] constexpr std::size_t first_outside_alphabet(std::string_view name) noexcept {
  std::size_t at = 0;
  for (; name.size() - at >= 4; at += 4) {
    const unsigned inside = in_name_alphabet(name[at]) & in_name_alphabet(name[at + 1]) &
                            in_name_alphabet(name[at + 2]) & in_name_alphabet(name[at + 3]);
    if (inside == 0) break;
  }
  while (at < name.size() && in_name_alphabet(name[at]) != 0) ++at;
  return at;
}

}  // namespace detail

/// Checks `name` against the naming rule of section 2. Lengths count characters, not bytes: a byte that continues
/// another in UTF-8 adds none, so a short name in Chinese breaks the alphabet only. O(n), allocates nothing.
[[nodiscard]] constexpr NameDefects check_product_name(std::string_view name) noexcept {
  NameDefects defects;
  std::size_t length = name.size();
  if (const std::size_t outside = detail::first_outside_alphabet(name); outside != name.size()) {
    defects.bad_byte = outside;
    length = outside + 1;
    for (const char byte : name.substr(outside + 1))
      length += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
  }
  defects.too_short = length < spec::name_min_length;
  defects.too_long = length > spec::name_max_length;
  return defects;
}

/// Whether `name` keeps the naming rule of section 2. O(1): a long name is refused unread.
[[nodiscard]] constexpr bool is_product_name(std::string_view name) noexcept {
  return name.size() >= spec::name_min_length && name.size() <= spec::name_max_length &&
         detail::first_outside_alphabet(name) == name.size();
}

}  // namespace createproduct
