// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace createproduct::suite {

/// Which combinations the requests so far have had: what must come of one, together with any two of its traits. A
/// target may let a wrong value pass under one condition or two, so that requests that combine anew find more than
/// others do.
class CombinationCoverage {
 public:
  static constexpr std::size_t most_outcomes = 128;  ///< outcomes are numbered below this
  static constexpr std::size_t most_traits = 64;     ///< and so are traits below this

  /// A request, as far as combinations go.
  struct Combination {
    std::size_t outcome = 0;   ///< number of what must come of it, and why
    std::uint64_t traits = 0;  ///< bit N: it has the trait of number N
  };

  /// How many pairs of traits the request has that none so far had together with its outcome. A trait counts as a pair
  /// with itself.
  [[nodiscard]] std::size_t count_new(const Combination& request) const noexcept {
    std::size_t count = 0;
    const auto& seen = seen_[request.outcome];
    for (std::uint64_t left = request.traits; left != 0; left &= left - 1) {
      const auto trait = static_cast<std::size_t>(std::countr_zero(left));
      count += static_cast<std::size_t>(std::popcount(left & ~seen[trait]));
    }
    return count;
  }

  /// The request is one of those so far from now on.
  void add(const Combination& request) noexcept {
    auto& seen = seen_[request.outcome];
    for (std::uint64_t left = request.traits; left != 0; left &= left - 1)
      seen[static_cast<std::size_t>(std::countr_zero(left))] |= request.traits;
  }

 private:
  std::array<std::array<std::uint64_t, most_traits>, most_outcomes> seen_{};
};

}  // namespace createproduct::suite
