// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace createproduct::suite {

/// The part of a run that is done: the `index`-th of `count`, from 1. The parts together do what one run does.
struct Shard {
  static constexpr std::size_t most = 26 * 26;  ///< the letters after the salt tell no more apart

  std::size_t index = 1;  ///< from 1 to `count`
  std::size_t count = 1;  ///< at most `most`

  /// Whether there is one part only.
  [[nodiscard]] bool is_whole() const noexcept { return count == 1; }
  /// Whether it is the part that does what one part is to do for all.
  [[nodiscard]] bool is_last() const noexcept { return index == count; }
  /// Whether the part holds the thing with this place in an order that all parts agree on.
  [[nodiscard]] bool has(std::size_t place) const noexcept { return place % count == index - 1; }
  /// How many of `total` things it holds.
  [[nodiscard]] std::size_t share(std::size_t total) const noexcept { return (total + count - index) / count; }
  /// Letters after the salt that keep the names of the parts apart; none if there is one part only.
  [[nodiscard]] std::string letters() const {
    if (is_whole()) return {};
    return {static_cast<char>('a' + (index - 1) / 26), static_cast<char>('a' + (index - 1) % 26)};
  }
  /// `2/3`, or an empty text for the whole.
  [[nodiscard]] std::string text() const {
    return is_whole() ? std::string() : std::to_string(index) + "/" + std::to_string(count);
  }
};

}  // namespace createproduct::suite
