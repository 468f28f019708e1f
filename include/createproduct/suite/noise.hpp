// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>

namespace createproduct::suite {

/// How often something must show in a row to be no noise, where noise has hit `noisy` of `all`: so often that noise does
/// it less than once in ten million times. The rate is taken for higher than it was seen to be: with none among 300, it
/// may well be one in a hundred.
[[nodiscard]] inline std::size_t times_against_noise(std::size_t noisy, std::size_t all, std::size_t least,
                                                     std::size_t most) {
  const double rate = static_cast<double>(noisy + 3) / static_cast<double>(all + 30);
  double chance = 1;
  std::size_t times = 0;
  for (; times < most && (times < least || chance > 1e-7); ++times) chance *= std::min(rate, 0.9);
  return times;
}

}  // namespace createproduct::suite
