// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace createproduct::draft {

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

}  // namespace createproduct::draft
