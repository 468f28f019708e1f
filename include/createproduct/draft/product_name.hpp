// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/model/product_name.hpp>

namespace createproduct::draft {

/// The clauses that a name alone can break.
inline constexpr std::array<ClauseId, 3> name_clauses{"product-name.min-length", "product-name.max-length",
                                                      "product-name.alphabet"};

/// Whether a name can break exactly `clauses`. An empty name holds no wrong character.
[[nodiscard]] inline bool can_break_name(const ClauseSet& clauses) {
  ClauseSet others = clauses;
  for (const ClauseId clause : name_clauses) others.remove(clause);
  return others.empty() && (!clauses.has("product-name.min-length") || clauses.size() == 1);
}

/// The clauses that a name with these defects breaks.
[[nodiscard]] inline ClauseSet broken_by_name(const NameDefects& defects) {
  ClauseSet broken;
  if (defects.too_short) broken.add("product-name.min-length");
  if (defects.too_long) broken.add("product-name.max-length");
  if (defects.bad_alphabet()) broken.add("product-name.alphabet");
  return broken;
}

/// A name of `length` characters that keeps the rule.
[[nodiscard]] inline Characters draw_valid_name(std::size_t length, Random& random) {
  Characters name(length, U'a');
  for (char32_t& character : name) character = draw_name_character(random);
  return name;
}

/// Makes a character foreign, as likely the first, the last or any.
inline void draw_wrong_character(Characters& name, char32_t foreign, Random& random) {
  switch (random.below(3)) {
    case 0: name.front() = foreign; return;
    case 1: name.back() = foreign; return;
    default: name[random.below(name.size())] = foreign; return;
  }
}

/// A name that breaks exactly `clauses`. Precondition: can_break_name(clauses).
[[nodiscard]] inline Characters draw_name(const ClauseSet& clauses, Random& random) {
  constexpr std::size_t longest = 400;  // so that a GET request stays within the length that must be served
  if (clauses.has("product-name.min-length")) return {};
  std::size_t length = between(spec::name_min_length, spec::name_max_length, random);
  if (clauses.has("product-name.max-length"))
    length = spec::name_max_length + 1 + random.below(once_in(8, random) ? longest - spec::name_max_length : 8);
  Characters name = draw_valid_name(length, random);
  if (clauses.has("product-name.alphabet"))
    for (std::size_t wrong = once_in(4, random) ? between(1, 3, random) : 1; wrong > 0; --wrong) {
      // Whether a byte that continues nothing counts as a character is not certain, so too long names hold none.
      char32_t foreign = draw_foreign(random);
      while (clauses.size() > 1 && foreign >= stray_byte) foreign = draw_foreign(random);
      draw_wrong_character(name, foreign, random);
    }
  return name;
}

/// Whether `name` is one edit from the border of the rule, or on the border.
[[nodiscard]] inline bool is_near_miss(const Characters& name) {
  const auto wrong = std::count_if(name.begin(), name.end(), [](char32_t c) { return !is_name_character(c); });
  if (name.size() + 1 == spec::name_min_length || name.size() == spec::name_max_length + 1) return wrong == 0;
  if (name.size() < spec::name_min_length || name.size() > spec::name_max_length) return false;
  return wrong == 1 || (wrong == 0 && (name.size() == spec::name_min_length || name.size() == spec::name_max_length));
}

/// A name next to the border of the rule, on either side.
[[nodiscard]] inline Characters draw_near_miss(Random& random) {
  static_assert(spec::name_min_length > 0);
  switch (random.below(8)) {
    case 0: return draw_valid_name(spec::name_min_length - 1, random);
    case 1: return draw_valid_name(spec::name_min_length, random);
    case 2: return draw_valid_name(spec::name_max_length, random);
    case 3: return draw_valid_name(spec::name_max_length + 1, random);
    default: break;
  }
  std::size_t length = between(spec::name_min_length, spec::name_max_length, random);
  if (once_in(4, random)) length = once_in(2, random) ? spec::name_min_length : spec::name_max_length;
  Characters name = draw_valid_name(length, random);
  char32_t foreign = draw_foreign(random);
  if (once_in(2, random)) foreign = draw_foreign(once_in(2, random) ? Foreign::neighbour : Foreign::lookalike, random);
  draw_wrong_character(name, foreign, random);
  return name;
}

}  // namespace createproduct::draft
