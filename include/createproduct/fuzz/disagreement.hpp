// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/properties.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::fuzz {

/// What the contract demands of a validator, of a whole request or of a part that has no other.
struct Expectation {
  /// What the contract demands: accept, reject, or open, where either is right.
  using Demand = judge::Classification::Demand;
  Demand demand = Demand::open;  ///< what the contract demands
  ClauseSet broken;              ///< reject: the clauses it breaks
  ClauseSet exercised;           ///< accept: the clauses that promise that it is accepted
};

/// Where a validator and the contract part.
struct Disagreement {
  ClauseId clause = "operation.create";  ///< the one that the validator breaks
  bool accepted = false;                 ///< by the validator; the contract has it the other way round
  std::string why;                       ///< one sentence
};

/// Of a whole request. O(bytes) for each permitted reading.
[[nodiscard]] inline Expectation expect_request(const wire::WireRequest& request) {
  const judge::Classification found = judge::classify(request);
  return {found.demand, found.broken, found.exercised};
}

/// Of a productName, decoded.
[[nodiscard]] inline Expectation expect_name(std::string_view name) {
  judge::Assessment found;
  judge::detail::assess_name(name, found);
  using Demand = Expectation::Demand;
  return {found.broken.empty() ? Demand::accept : Demand::reject, found.broken, found.exercised};
}

/// Of a productProperties, decoded.
[[nodiscard]] inline Expectation expect_properties(std::string_view text) {
  const judge::Assessment found = judge::assess_properties(text);
  using Demand = Expectation::Demand;
  const Demand demand = !found.broken.empty() ? Demand::reject : found.silences.empty() ? Demand::accept : Demand::open;
  return {demand, found.broken, found.exercised};
}

/// Whether a validator that accepts, or not, does what the contract does not let it. Open requests never count.
[[nodiscard]] inline bool disagrees(const Expectation& expected, bool accepted) noexcept {
  using Demand = Expectation::Demand;
  return expected.demand == (accepted ? Demand::reject : Demand::accept);
}

/// The disagreement of a validator that accepted what breaks `expected.broken`. Precondition: that is not empty.
[[nodiscard]] inline Disagreement wrongly_accepted(const Expectation& expected) {
  const ClauseId clause = expected.broken.first();
  return {clause, true,
          "It breaks " + std::string(clause.id()) + " (" + std::string(clause.get().text) + ") but is accepted"};
}

/// The disagreement of a validator that refused what it must accept. `accepted`: clauses that promise the acceptance of
/// something like it that was accepted, so that they are not to blame.
[[nodiscard]] inline Disagreement wrongly_refused(const Expectation& expected, const ClauseSet& accepted) {
  ClauseSet left = expected.exercised;
  accepted.for_each([&left](ClauseId clause) { left.remove(clause); });
  Disagreement out;
  if (!left.empty()) out.clause = left.first();
  out.why = "It keeps every rule and must be accepted (" + std::string(out.clause.id()) + ": " +
            std::string(out.clause.get().text) + ") but is refused";
  return out;
}

}  // namespace createproduct::fuzz
