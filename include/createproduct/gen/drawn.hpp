// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include <createproduct/suite/fresh_names.hpp>

namespace createproduct::gen {

/// A generator of what `draw(suite::Random&)` makes, whatever the size. It takes one number from RapidCheck, so that a
/// seed gives the same values with every compiler. `simplify(const T&)` gives an rc::Seq<T> of simpler values, the
/// simplest first; going on from any of them must end.
template <class Draw, class Simplify>
[[nodiscard]] auto drawn(Draw draw, Simplify simplify) {
  using T = std::decay_t<decltype(draw(std::declval<suite::Random&>()))>;
  return rc::Gen<T>([draw = std::move(draw), simplify = std::move(simplify)](const rc::Random& source, int) {
    rc::Random copy = source;  // next() changes it, and must be called once only
    suite::Random random(copy.next());
    return rc::shrinkable::shrinkRecur(draw(random), simplify);
  });
}

/// One of `choices`, each as likely. Precondition: not empty.
template <class Choices>
[[nodiscard]] const auto& one_of(const Choices& choices, suite::Random& random) {
  return *(std::begin(choices) + static_cast<std::ptrdiff_t>(random.below(std::size(choices))));
}

/// True once in `times`. Precondition: times > 0.
[[nodiscard]] inline bool once_in(std::size_t times, suite::Random& random) { return random.below(times) == 0; }

/// A number from `least` to `most`. Precondition: least <= most.
[[nodiscard]] inline std::size_t between(std::size_t least, std::size_t most, suite::Random& random) {
  return least + static_cast<std::size_t>(random.below(most - least + 1));
}

/// Brings `list` into another order.
template <class List>
void shuffle(List& list, suite::Random& random) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random.below(i)]);
}

/// Appends `whole` with one piece left out, once for each piece: first all of it, then halves, quarters and so on down
/// to single elements. O(n) lists.
template <class List>
void append_without_pieces(const List& whole, std::vector<List>& out) {
  for (std::size_t size = whole.size(); size > 0; size /= 2)
    for (std::size_t begin = 0; begin < whole.size(); begin += size) {
      const auto first = whole.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last = size < whole.size() - begin ? first + static_cast<std::ptrdiff_t>(size) : whole.end();
      List fewer(whole.begin(), first);
      fewer.insert(fewer.end(), last, whole.end());
      out.push_back(std::move(fewer));
    }
}

}  // namespace createproduct::gen
