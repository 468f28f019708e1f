// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who compare two runs.

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <createproduct/judge/verdict.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::suite {

/// A clause that one target keeps and another breaks, or a silence on which they choose otherwise.
struct Difference {
  ClauseId clause;                          ///< or the silence
  std::string first;                        ///< the verdict, or the choice
  std::string second;                       ///< the same of the second target
  const Finding* first_finding = nullptr;   ///< the evidence, where the clause is broken
  const Finding* second_finding = nullptr;  ///< the same of the second target
};

/// How two targets differ, as runs with the same cases have found.
struct Comparison {
  std::vector<Difference> clauses;   ///< in table order
  std::vector<Difference> silences;  ///< the same
  std::size_t one_sided = 0;         ///< clauses and silences that were put to the test in one run only
};

/// Compares what two runs say. A clause that either left undecided is no difference. The result points into the runs.
[[nodiscard]] inline Comparison compare(const RunFinished& first, const RunFinished& second) {
  Comparison out;
  const auto decided = [](Verdict verdict) {
    return verdict != Verdict::not_exercised && verdict != Verdict::inconclusive && verdict != Verdict::error;
  };
  const auto finding = [](const RunFinished& run, ClauseId clause) -> const Finding* {
    const auto found = std::find_if(run.findings.begin(), run.findings.end(),
                                    [&](const Finding& one) { return one.clause == clause; });
    return found == run.findings.end() ? nullptr : &*found;
  };
  for (std::size_t i = 0; i < clause_total(); ++i) {
    const ClauseId clause = ClauseId::at(i);
    const auto is_this = [&](const auto& result) {
      if constexpr (requires { result.silence; })
        return result.silence == clause;
      else
        return result.clause == clause;
    };
    if (clause.level() == Level::silent) {
      const auto a = std::find_if(first.silences.begin(), first.silences.end(), is_this);
      const auto b = std::find_if(second.silences.begin(), second.silences.end(), is_this);
      const bool in_a = a != first.silences.end();
      const bool in_b = b != second.silences.end();
      if (in_a != in_b) ++out.one_sided;
      if (in_a && in_b && a->choice != b->choice) out.silences.push_back({clause, a->choice, b->choice});
      continue;
    }
    const auto a = std::find_if(first.clauses.begin(), first.clauses.end(), is_this);
    const auto b = std::find_if(second.clauses.begin(), second.clauses.end(), is_this);
    const bool in_a = a != first.clauses.end() && decided(a->verdict);
    const bool in_b = b != second.clauses.end() && decided(b->verdict);
    if (in_a != in_b) ++out.one_sided;
    if (in_a && in_b && a->verdict != b->verdict)
      out.clauses.push_back({clause, std::string(judge::verdict_name(a->verdict)),
                             std::string(judge::verdict_name(b->verdict)), finding(first, clause),
                             finding(second, clause)});
  }
  return out;
}

}  // namespace createproduct::suite
