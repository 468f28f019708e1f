// SPDX-License-Identifier: MIT
#pragma once

#include <createproduct/model/clause.hpp>

namespace createproduct::judge {

/// What one reading of a request, or of a part of it, comes to. Broken clauses demand a refusal whatever else holds;
/// without one, any silence leaves the outcome open; with neither the part must be accepted.
struct Assessment {
  ClauseSet broken;     ///< request clauses it breaks beyond doubt
  ClauseSet perhaps;    ///< request clauses that it breaks instead for a reader who makes another choice
  ClauseSet silences;   ///< silent.* clauses that stand between it and a certain outcome
  ClauseSet exercised;  ///< request clauses whose promise of acceptance it puts to the test

  /// Takes in what another part of the same request comes to.
  void add(const Assessment& other) {
    broken.add(other.broken);
    perhaps.add(other.perhaps);
    silences.add(other.silences);
    exercised.add(other.exercised);
  }
};

}  // namespace createproduct::judge
