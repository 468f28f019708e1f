// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace createproduct::suite {

/// How often something must show in a row to be no noise, where noise has hit `noisy` of `all`: so often that noise does
/// it less than once in ten million times. The rate is taken for higher than it was seen to be: with none among 300, it
/// may well be one in a hundred.
[[nodiscard]] inline std::size_t times_against_noise(std::size_t noisy, std::size_t all, std::size_t least,
                                                     std::size_t most) {
  const double rate = static_cast<double>(noisy + 3) / static_cast<double>(all + 30);
  const double times = std::ceil(std::log(1e-7) / std::log(std::min(rate, 0.9)));
  return static_cast<std::size_t>(std::clamp(times, static_cast<double>(least), static_cast<double>(most)));
}

}  // namespace createproduct::suite
