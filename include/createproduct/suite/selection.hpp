// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/glob.hpp>
#include <createproduct/suite/options.hpp>

namespace createproduct::suite {

/// The name of a budget, as the option --budget spells it.
[[nodiscard]] constexpr std::string_view budget_name(Budget budget) noexcept {
  switch (budget) {
    case Budget::quick: return "quick";
    case Budget::standard: return "standard";
    case Budget::deep: return "deep";
  }
  return "";
}

/// Whether `options` want cases about `clause` at all.
[[nodiscard]] inline bool selected(const Options& options, ClauseId clause) {
  return options.only.empty() || std::any_of(options.only.begin(), options.only.end(), [&](const std::string& pattern) {
           return glob_matches(pattern, clause.id());
         });
}

/// Creations kept back for control requests, so that a capped run can still tell noise from breaches.
inline constexpr std::size_t creation_reserve = 20;

/// What a budget allows beyond the cases of the catalogue.
struct Effort {
  std::size_t random_cases;     ///< random requests
  std::size_t sequences;        ///< random sequences of requests
  std::size_t created_again;    ///< names that the end of a run creates again, at most
  std::size_t shrink_requests;  ///< spent on making one finding smaller, at most
  unsigned shrink_seconds;      ///< the same
  std::size_t race_rounds;      ///< rounds of each kind of race, at most
  std::size_t race_width;       ///< requests at the same time
};

/// What a budget allows by itself.
[[nodiscard]] constexpr Effort effort_of(Budget budget) noexcept {
  switch (budget) {
    case Budget::quick: return {3, 2, 4, 90, 5, 3, 4};
    case Budget::standard: return {205, 30, 170, 250, 20, 8, 8};
    case Budget::deep: return {4000, 500, 5000, 1200, 120, 40, 8};
  }
  return {};
}

/// The same with what the options want otherwise.
[[nodiscard]] constexpr Effort effort_of(const Options& options) noexcept {
  Effort effort = effort_of(options.budget);
  if (options.random_cases) {
    effort.random_cases = *options.random_cases;
    effort.sequences = (*options.random_cases + 7) / 8;
  }
  return effort;
}

}  // namespace createproduct::suite
