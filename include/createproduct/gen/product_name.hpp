// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include <createproduct/gen/characters.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/suite/random.hpp>

namespace createproduct::gen {

/// The clauses that a name alone can break.
inline constexpr std::array<ClauseId, 3> name_clauses{"product-name.min-length", "product-name.max-length",
                                                      "product-name.alphabet"};

namespace detail {

/// Throws std::invalid_argument unless `possible`: no value breaks exactly these clauses.
inline void demand_breakable(const ClauseSet& clauses, bool possible, const char* generator) {
  if (possible) return;
  std::string message = std::string(generator) + " cannot break exactly";
  clauses.for_each([&message](ClauseId clause) { message.append(" ").append(clause.id()); });
  throw std::invalid_argument(clauses.empty() ? message + " nothing" : message);
}

/// Whether a name can break exactly `clauses`. An empty name holds no wrong character.
[[nodiscard]] inline bool can_break_name(const ClauseSet& clauses) {
  ClauseSet others = clauses;
  for (const ClauseId clause : name_clauses) others.remove(clause);
  return others.empty() && (!clauses.has("product-name.min-length") || clauses.size() == 1);
}

[[nodiscard]] inline ClauseSet broken_by_name(const NameDefects& defects) {
  ClauseSet broken;
  if (defects.too_short) broken.add("product-name.min-length");
  if (defects.too_long) broken.add("product-name.max-length");
  if (defects.bad_alphabet()) broken.add("product-name.alphabet");
  return broken;
}

[[nodiscard]] inline Characters draw_valid_name(std::size_t length, suite::Random& random) {
  Characters name(length, U'a');
  for (char32_t& character : name) character = draw_name_character(random);
  return name;
}

/// Makes a character foreign, as likely the first, the last or any.
inline void draw_wrong_character(Characters& name, char32_t foreign, suite::Random& random) {
  switch (random.below(3)) {
    case 0: name.front() = foreign; return;
    case 1: name.back() = foreign; return;
    default: name[random.below(name.size())] = foreign; return;
  }
}

/// A name that breaks exactly `clauses`. Precondition: can_break_name(clauses).
[[nodiscard]] inline Characters draw_name(const ClauseSet& clauses, suite::Random& random) {
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

/// The shortest name of small letters that breaks what `defects` has; a wrong character is `foreign`.
[[nodiscard]] inline Characters simplest_name(const NameDefects& defects, char32_t foreign) {
  if (defects.too_short) return {};
  Characters name(defects.too_long ? spec::name_max_length + 1 : spec::name_min_length, U'a');
  if (defects.bad_alphabet()) name.front() = foreign;
  return name;
}

/// Names simpler than `name` that break the same clauses: the simplest ones, each with one of the wrong characters,
/// then `a` for characters of the alphabet, and parts left out.
[[nodiscard]] inline rc::Seq<Characters> simpler_names(const Characters& name) {
  const NameDefects defects = check_product_name(to_bytes(name));
  std::vector<Characters> out;
  Characters wrong;
  for (const char32_t character : name)
    if (!is_name_character(character) && wrong.find(character) == Characters::npos) wrong.push_back(character);
  if (wrong.empty()) out.push_back(simplest_name(defects, U'a'));
  for (const char32_t character : wrong) out.push_back(simplest_name(defects, character));
  if (std::find(out.begin(), out.end(), name) != out.end()) return {};
  Characters plain = name;
  for (char32_t& character : plain)
    if (is_name_character(character)) character = U'a';
  if (plain != name) out.push_back(std::move(plain));
  append_simpler(name, U'a', out);
  return rc::seq::filter(rc::seq::fromContainer(std::move(out)),
                         [broken = broken_by_name(defects)](const Characters& simpler) {
                           return broken_by_name(check_product_name(to_bytes(simpler))) == broken;
                         });
}

[[nodiscard]] inline bool is_near_miss(const Characters& name) {
  const auto wrong = std::count_if(name.begin(), name.end(), [](char32_t c) { return !is_name_character(c); });
  if (name.size() + 1 == spec::name_min_length || name.size() == spec::name_max_length + 1) return wrong == 0;
  if (name.size() < spec::name_min_length || name.size() > spec::name_max_length) return false;
  return wrong == 1 || (wrong == 0 && (name.size() == spec::name_min_length || name.size() == spec::name_max_length));
}

[[nodiscard]] inline Characters draw_near_miss(suite::Random& random) {
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

}  // namespace detail

/// A name that keeps the naming rule: every length as likely, every character of the alphabet at every position.
/// Shrinks to `a`.
[[nodiscard]] inline rc::Gen<std::string> valid_product_name() {
  return rc::gen::map(drawn([](suite::Random& random) { return detail::draw_name({}, random); }, detail::simpler_names),
                      to_bytes);
}

/// A name that breaks each of `clauses` and nothing else; a wrong character may be any code point, or a byte that is no
/// UTF-8. Shrinks to the shortest one of small letters, around the wrong character that matters.
/// Throws std::invalid_argument unless `clauses` are among name_clauses and can be broken together.
[[nodiscard]] inline rc::Gen<std::string> invalid_product_name(const ClauseSet& clauses) {
  detail::demand_breakable(clauses, !clauses.empty() && detail::can_break_name(clauses), "gen::invalid_product_name");
  return rc::gen::map(
      drawn([clauses](suite::Random& random) { return detail::draw_name(clauses, random); }, detail::simpler_names),
      to_bytes);
}

/// A name that breaks `clause`, one of name_clauses, and nothing else.
[[nodiscard]] inline rc::Gen<std::string> invalid_product_name(ClauseId clause) {
  return invalid_product_name(ClauseSet{clause});
}

/// A name next to the border of the rule, on either side: of the shortest or the longest permitted length, one
/// character shorter or longer, or right but for one character. Shrinks on its own side, and stays next to the border.
[[nodiscard]] inline rc::Gen<std::string> near_miss_name() {
  const auto simpler = [](const Characters& name) {
    return rc::seq::filter(detail::simpler_names(name), detail::is_near_miss);
  };
  return rc::gen::map(drawn(detail::draw_near_miss, simpler), to_bytes);
}

}  // namespace createproduct::gen
