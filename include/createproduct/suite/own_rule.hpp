// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::suite {

/// What a rule says of one exchange.
struct Opinion {
  /// What the exchange shows.
  enum class Kind : unsigned char {
    none,  ///< the exchange does not put the rule to the test
    kept,
    broken,
  };
  Kind kind = Kind::none;  ///< what the exchange shows
  std::string why;         ///< broken: one sentence

  /// The exchange keeps the rule.
  [[nodiscard]] static Opinion kept() { return {Kind::kept, {}}; }

  /// The exchange breaks it. `why`: one sentence.
  [[nodiscard]] static Opinion broken(std::string why) { return {Kind::broken, std::move(why)}; }
};

/// A rule of the user's beside those of the contract: asked about every exchange, after the contract has been; what it
/// finds broken is reproduced, made small and reported as a broken clause of the contract is. It cannot allow what the
/// contract forbids.
struct OwnRule {
  ClauseId clause;  ///< see define_clause()
  /// Must give the same for the same exchange, and throw nothing. Called by one thread at a time.
  std::function<Opinion(const Exchange&, const judge::Ruling&)> opinion;
  /// Whether one answer proves that the rule is broken, or it must be seen again on fresh names: right for rules about
  /// refusals, for noise may cause those.
  judge::Breach::Proof proof = judge::Breach::Proof::certain;
};

/// Adds to `ruling` what the rules say of `exchange`, in their order.
inline void apply(const std::vector<OwnRule>& rules, const Exchange& exchange, judge::Ruling& ruling) {
  for (const OwnRule& rule : rules) {
    Opinion opinion = rule.opinion(exchange, ruling);
    if (opinion.kind == Opinion::Kind::kept) ruling.checked.add(rule.clause);
    if (opinion.kind == Opinion::Kind::broken)
      ruling.breaches.push_back({rule.clause, rule.proof, std::move(opinion.why)});
  }
}

}  // namespace createproduct::suite
