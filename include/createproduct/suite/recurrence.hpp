// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// Tells noise that recurs from noise: answers of a kind that no network and no overload brings forth are a breach if
/// there are many, although none can be had again at will. Such are right signatures refused, and a status of success
/// with a body that is no JSON.
class Recurrence {
 public:
  /// Of the answers that speak of a clause, how many have been seen.
  struct Count {
    ClauseId clause;    ///< that they break
    unsigned seen = 0;  ///< in the whole run
  };

  /// Counts `sent`, an answer that may be noise and shows `breach`. `authentication`: the clause that it speaks of if it
  /// refuses a signature. Gives its count if there have been enough among the `cases` that a run has come to the end of,
  /// else nullptr; it is valid until the next call.
  const Count* counted(const judge::Breach& breach, const Sent& sent, std::optional<ClauseId> authentication,
                       std::size_t cases) {
    const bool valid = sent.request.demand == judge::Classification::Demand::accept;
    if (authentication && valid) {
      constexpr unsigned least = 5;
      constexpr std::size_t one_in = 20;
      Count& count = of(*authentication);
      const bool often = ++count.seen >= least && count.seen * one_in >= cases;
      return often ? &count : nullptr;
    }
    const judge::Answer& answer = sent.exchange.answer;
    const bool success = answer.status >= 200 && answer.status < 300;
    if (breach.clause != ClauseId("response.json") || !success) return nullptr;
    constexpr unsigned least = 3;
    Count& count = of(breach.clause);
    return ++count.seen >= least ? &count : nullptr;
  }

  /// Whether an answer that speaks of `clause` has been counted.
  [[nodiscard]] bool has(ClauseId clause) const {
    return std::any_of(counts_.begin(), counts_.end(), [&](const Count& count) { return count.clause == clause; });
  }

 private:
  Count& of(ClauseId clause) {
    for (Count& known : counts_)
      if (known.clause == clause) return known;
    return counts_.emplace_back(Count{clause});
  }

  std::vector<Count> counts_;
};

}  // namespace createproduct::suite
