// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace createproduct::draft {

/// Calls `use` with `whole` less one piece, once for each piece: first all of it, then halves, quarters and so on down to
/// single elements. O(n) lists.
template <class List, class Use>
void each_without_piece(const List& whole, Use use) {
  for (std::size_t size = whole.size(); size > 0; size /= 2)
    for (std::size_t begin = 0; begin < whole.size(); begin += size) {
      List fewer;
      for (std::size_t i = 0; i < whole.size(); ++i)
        if (i < begin || i - begin >= size) fewer.push_back(whole[i]);
      use(std::move(fewer));
    }
}

/// Appends those lists to `out`.
template <class List>
void append_without_pieces(const List& whole, std::vector<List>& out) {
  each_without_piece(whole, [&](List fewer) { out.push_back(std::move(fewer)); });
}

}  // namespace createproduct::draft
