// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace createproduct::suite {

/// Puts `items` in the order of their ranks, numbers from 0; items of one rank stay as they were. For a few ranks:
/// O(items × highest rank). A std::stable_sort of each kind would cost all who include the suite several times as much.
template <class T, class Rank>
void order_by_rank(std::vector<T>& items, Rank rank) {
  std::vector<std::size_t> ranks;
  for (const T& item : items) ranks.push_back(rank(item));
  std::vector<T> ordered;
  for (std::size_t wanted = 0; ordered.size() < items.size(); ++wanted)
    for (std::size_t i = 0; i < items.size(); ++i)
      if (ranks[i] == wanted) ordered.push_back(std::move(items[i]));
  items = std::move(ordered);
}

}  // namespace createproduct::suite
