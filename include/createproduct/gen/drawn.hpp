// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include <createproduct/suite/random.hpp>

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
