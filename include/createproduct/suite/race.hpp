// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <createproduct/model/clause.hpp>

namespace createproduct::suite {

/// Requests sent at the same time, and what the history of their answers must be explained by.
enum class Race : unsigned char {
  one_name,         ///< all for the same fresh name: at most one may succeed
  different_names,  ///< each for a fresh name of its own: all succeed, each with its own name and id
  mixed,            ///< valid and invalid requests: each is judged as if it had come alone
  overlapping,      ///< several names, each in several requests, some of them invalid: at most one each may succeed
  accounts,         ///< all for the same name, in two accounts: one each may succeed
  one_nonce,        ///< each for a fresh name of its own, with one Timestamp and Nonce: at most one may succeed
};

/// In the order in which they are run.
inline constexpr std::array<Race, 6> all_races{Race::one_name,    Race::different_names, Race::mixed,
                                               Race::overlapping, Race::accounts,        Race::one_nonce};

/// The clause that a race is about, and the id under which it is reported.
[[nodiscard]] constexpr ClauseId race_clause(Race race) noexcept {
  switch (race) {
    case Race::one_name:
    case Race::overlapping: return "product-name.unique";
    case Race::accounts: return "product-name.scope";
    case Race::one_nonce: return "common.nonce";
    case Race::different_names:
    case Race::mixed: break;
  }
  return "operation.create";
}

/// The case id of findings that it shows.
[[nodiscard]] constexpr std::string_view race_id(Race race) noexcept {
  switch (race) {
    case Race::one_name: return "product-name.unique.race";
    case Race::different_names: return "operation.create.race";
    case Race::mixed: return "operation.create.race-mixed";
    case Race::overlapping: return "product-name.unique.race-overlapping";
    case Race::accounts: return "product-name.scope.race";
    case Race::one_nonce: return "common.nonce.race";
  }
  return "";
}

/// For how many names the requests of a race are.
[[nodiscard]] constexpr std::size_t raced_names(Race race, std::size_t width) noexcept {
  switch (race) {
    case Race::one_name:
    case Race::accounts: return 1;
    case Race::overlapping: return (width + 2) / 3;
    case Race::different_names:
    case Race::mixed:
    case Race::one_nonce: break;
  }
  return width;
}

/// Of `most` rounds, those of one kind of race: those that combine others are fewer.
[[nodiscard]] constexpr std::size_t race_rounds(Race race, std::size_t most) noexcept {
  if (race == Race::one_nonce) return (most + 3) / 4;
  return race == Race::overlapping || race == Race::accounts ? (most + 1) / 2 : most;
}

/// Whether a race can take place: some need keys, some a second account.
[[nodiscard]] constexpr bool has_means(Race race, bool keys, bool second_account) noexcept {
  return (race != Race::one_nonce || keys) && (race != Race::accounts || second_account);
}

/// How many products a race creates at most, in a target that keeps the contract.
[[nodiscard]] constexpr std::size_t most_created(Race race, std::size_t width) noexcept {
  switch (race) {
    case Race::accounts: return width < 2 ? width : 2;
    case Race::mixed: return (width + 3) / 4;
    case Race::one_nonce: return width == 0 ? 0 : 1;
    case Race::one_name:
    case Race::different_names:
    case Race::overlapping: break;
  }
  return raced_names(race, width);
}

}  // namespace createproduct::suite
