// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include <createproduct/draft/random.hpp>

namespace createproduct::gen {

using namespace draft;

/// A generator of what `draw(draft::Random&)` makes, whatever the size. It takes one number from RapidCheck, so that a
/// seed gives the same values with every compiler. `simplify(const T&)` gives an rc::Seq<T> of simpler values, the
/// simplest first; going on from any of them must end.
template <class Draw, class Simplify>
[[nodiscard]] auto drawn(Draw draw, Simplify simplify) {
  using T = std::decay_t<decltype(draw(std::declval<draft::Random&>()))>;
  return rc::Gen<T>([draw = std::move(draw), simplify = std::move(simplify)](const rc::Random& source, int) {
    rc::Random copy = source;  // next() changes it, and must be called once only
    draft::Random random(copy.next());
    return rc::shrinkable::shrinkRecur(draw(random), simplify);
  });
}

}  // namespace createproduct::gen
