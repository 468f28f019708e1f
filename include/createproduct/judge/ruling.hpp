// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>

namespace createproduct::judge {

/// A clause broken by one answer.
struct Breach {
  /// What it takes for the breach to count.
  enum class Proof : unsigned char {
    certain,     ///< the answer contradicts the contract or the history; nothing a network does explains it
    repeatable,  ///< a refusal, a wrong code or no answer: counts once it shows again while control requests succeed
  };
  ClauseId clause;  ///< the one that is broken
  Proof proof;      ///< what it takes for the breach to count
  std::string why;  ///< one sentence
};

/// What a target chose on a silent point.
struct Choice {
  ClauseId silence;         ///< one of the silent.* clauses
  std::string_view choice;  ///< one of those that the clause lists as its choices; lives as long as the program
};

/// What is to be said of one answer.
struct Ruling {
  /// What became of the request.
  enum class Outcome : unsigned char {
    accepted,
    refused,
    unknown,  ///< no readable answer; the request may have been carried out
  };
  Outcome outcome = Outcome::unknown;  ///< what became of the request
  std::vector<Breach> breaches;        ///< the cause before its consequences
  ClauseSet checked;                   ///< clauses that the answer put to the test and that held
  std::vector<Choice> choices;         ///< what the answer shows of silent points
  bool maybe_noise = false;            ///< the like happens to right services too: 1100, rate limits, lost answers, 5xx
  bool throttled = false;              ///< asked to slow down: 4400 or status 429
  bool out_of_room = false;            ///< refused with 1000
  bool unknown_public_code = false;    ///< `code` is neither 0 nor listed on the public codes page
  std::optional<std::int64_t> code;    ///< the public code, if one could be read
  std::optional<std::int64_t> module_code;  ///< the number in front of the message

  /// The breach of this clause, or nullptr.
  [[nodiscard]] const Breach* breach_of(ClauseId clause) const noexcept {
    for (const Breach& breach : breaches)
      if (breach.clause == clause) return &breach;
    return nullptr;
  }
};

}  // namespace createproduct::judge
