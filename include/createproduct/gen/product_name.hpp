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

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/pieces.hpp>
#include <createproduct/draft/product_name.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/model/product_name.hpp>

namespace createproduct::gen {

namespace detail {

/// Throws std::invalid_argument unless `possible`: no value breaks exactly these clauses.
inline void demand_breakable(const ClauseSet& clauses, bool possible, const char* generator) {
  if (possible) return;
  std::string message = std::string(generator) + " cannot break exactly";
  clauses.for_each([&message](ClauseId clause) { message.append(" ").append(clause.id()); });
  throw std::invalid_argument(clauses.empty() ? message + " nothing" : message);
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

}  // namespace detail

/// A name that keeps the naming rule: every length as likely, every character of the alphabet at every position.
/// Shrinks to `a`.
[[nodiscard]] inline rc::Gen<std::string> valid_product_name() {
  return rc::gen::map(drawn([](draft::Random& random) { return draw_name({}, random); }, detail::simpler_names),
                      to_bytes);
}

/// A name that breaks each of `clauses` and nothing else; a wrong character may be any code point, or a byte that is no
/// UTF-8. Shrinks to the shortest one of small letters, around the wrong character that matters.
/// Throws std::invalid_argument unless `clauses` are among name_clauses and can be broken together.
[[nodiscard]] inline rc::Gen<std::string> invalid_product_name(const ClauseSet& clauses) {
  detail::demand_breakable(clauses, !clauses.empty() && can_break_name(clauses), "gen::invalid_product_name");
  return rc::gen::map(
      drawn([clauses](draft::Random& random) { return draw_name(clauses, random); }, detail::simpler_names),
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
    return rc::seq::filter(detail::simpler_names(name), is_near_miss);
  };
  return rc::gen::map(drawn(draw_near_miss, simpler), to_bytes);
}

}  // namespace createproduct::gen
