// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>

namespace createproduct::draft {

/// SplitMix64: the suite's own source of random choices, the same on every platform.
class Random {
 public:
  /// The same seed gives the same numbers.
  explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

  /// The next 64 bits.
  std::uint64_t next() noexcept {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// A number below `bound`. Precondition: bound > 0.
  std::uint64_t below(std::uint64_t bound) noexcept { return next() % bound; }

 private:
  std::uint64_t state_;
};

/// A seed for `text`, or for all texts of which `before` is that of the earlier ones: FNV-1a. O(n).
[[nodiscard]] constexpr std::uint64_t seed_of(std::string_view text, std::uint64_t before = 0xCBF29CE484222325U) noexcept {
  for (const char c : text) before = (before ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return before;
}

/// One of `choices`, each as likely. Precondition: not empty.
template <class Choices>
[[nodiscard]] const auto& one_of(const Choices& choices, Random& random) {
  return *(std::begin(choices) + static_cast<std::ptrdiff_t>(random.below(std::size(choices))));
}

/// True once in `times`. Precondition: times > 0.
[[nodiscard]] inline bool once_in(std::size_t times, Random& random) { return random.below(times) == 0; }

/// A number from `least` to `most`. Precondition: least <= most.
[[nodiscard]] inline std::size_t between(std::size_t least, std::size_t most, Random& random) {
  return least + static_cast<std::size_t>(random.below(most - least + 1));
}

/// Brings `list` into another order.
template <class List>
void shuffle(List& list, Random& random) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random.below(i)]);
}

}  // namespace createproduct::draft
