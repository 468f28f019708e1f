// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <createproduct/suite/race.hpp>

// The names of the cases that no catalogue has.

namespace createproduct::suite {

/// The ids of random requests, of random sequences of them, and of names that the end of a run creates again.
inline constexpr std::string_view random_id = "operation.create.random";
inline constexpr std::string_view sequence_id = "product-name.unique.sequence";  ///< of random sequences of requests
/// Of names that the end of a run creates again.
inline constexpr std::string_view again_id = "product-name.unique.again";

/// Of nonces that the end of a run uses again; the requests in between belong to it.
inline constexpr std::string_view old_nonce_id = "common.nonce.replayed-at-the-end";

/// Whether all that there is to a case of a run is its name, since what it needs is more than a few requests: a race,
/// or a name that was created long before.
[[nodiscard]] constexpr bool is_told_by_name(std::string_view id) noexcept {
  if (id == again_id) return true;
  for (const Race race : all_races)
    if (id == race_id(race)) return true;
  return false;
}

}  // namespace createproduct::suite
