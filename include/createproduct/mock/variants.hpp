// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include <createproduct/mock/configuration.hpp>
#include <createproduct/mock/variants/answer_variants.hpp>
#include <createproduct/mock/variants/network_variants.hpp>
#include <createproduct/mock/variants/silence_variants.hpp>
#include <createproduct/mock/variants/variant.hpp>

namespace createproduct::mock {

/// The tables of variants, by kind.
inline constexpr std::array<std::span<const Variant>, 3> variant_tables{silence_variants, answer_variants,
                                                                        network_variants};

/// How many variants there are.
inline constexpr std::size_t variant_count = [] {
  std::size_t count = 0;
  for (const std::span<const Variant> table : variant_tables) count += table.size();
  return count;
}();

/// Calls visit(const Variant&) for every variant.
template <class Visitor>
constexpr void for_each_variant(Visitor&& visit) {
  for (const std::span<const Variant> table : variant_tables)
    for (const Variant& variant : table) visit(variant);
}

/// The variant called `name`, or null. O(variant_count).
[[nodiscard]] constexpr const Variant* find_variant(std::string_view name) noexcept {
  for (const std::span<const Variant> table : variant_tables)
    for (const Variant& variant : table)
      if (variant.name == name) return &variant;
  return nullptr;
}

/// Makes a service of `configuration` this variant, for all requests. Faults, which may be for some requests only, are
/// applied to Configuration::behaviour, after variants.
inline void apply(const Variant& variant, Configuration& configuration) {
  variant.apply(configuration.behaviour);
  variant.apply(configuration.otherwise);
}

}  // namespace createproduct::mock
