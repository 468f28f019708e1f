// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/order_by_rank.hpp>

namespace createproduct::suite {

/// Failures before flaky ones before warnings, proofs by a single answer before those by repetition, else as they were.
inline void rank(std::vector<Finding>& findings) {
  order_by_rank(findings, [](const Finding& finding) {
    const auto below = static_cast<std::size_t>(Verdict::error) - static_cast<std::size_t>(finding.verdict);
    return 2 * below + (finding.attempts == 0 ? 0 : 1);
  });
}

/// The findings of a run, one per clause, and what kept other clauses from being decided.
class FindingBook {
 public:
  /// The finding about this clause, or nullptr. O(findings).
  [[nodiscard]] Finding* find(ClauseId clause) {
    for (Finding& finding : findings_)
      if (finding.clause == clause) return &finding;
    return nullptr;
  }

  /// Whether there is a finding about this clause. O(findings).
  [[nodiscard]] bool has(ClauseId clause) const {
    return std::any_of(findings_.begin(), findings_.end(), [&](const Finding& finding) { return finding.clause == clause; });
  }

  /// The clauses with a finding.
  [[nodiscard]] ClauseSet clauses() const {
    ClauseSet out;
    for (const Finding& finding : findings_) out.add(finding.clause);
    return out;
  }

  /// Whether there is no finding.
  [[nodiscard]] bool empty() const noexcept { return findings_.empty(); }

  /// Precondition: none about its clause is there.
  void add(Finding finding) { findings_.push_back(std::move(finding)); }

  /// Notes one more case that broke a clause with a finding.
  void also(ClauseId clause, const std::string& case_id) {
    Finding* finding = find(clause);
    if (finding == nullptr || finding->case_id == case_id) return;
    if (std::find(finding->also.begin(), finding->also.end(), case_id) == finding->also.end())
      finding->also.push_back(case_id);
  }

  /// Takes out the findings that are but consequences of the one about `cause`, as `is_consequence(finding)` says of
  /// others; their cases are noted with it. Precondition: there is a finding about `cause`.
  template <class IsConsequence>
  void absorb(ClauseId cause, IsConsequence is_consequence) {
    const auto goes = [&](const Finding& finding) { return finding.clause != cause && is_consequence(finding); };
    for (const Finding& finding : std::vector<Finding>(findings_)) {
      if (!goes(finding)) continue;
      also(cause, finding.case_id);
      for (const std::string& case_id : finding.also) also(cause, case_id);
    }
    std::erase_if(findings_, goes);
  }

  /// Notes why a clause could not be decided; the first reason counts.
  void inconclusive(ClauseId clause, std::string reason) { keep_first(inconclusive_[clause.index()], std::move(reason)); }

  /// Notes why a clause was not put to the test; the first reason counts.
  void not_exercised(ClauseId clause, std::string reason) { keep_first(not_exercised_[clause.index()], std::move(reason)); }

  /// Empty: it was decided, or never tried.
  [[nodiscard]] const std::string& inconclusive_reason(ClauseId clause) const { return inconclusive_[clause.index()]; }

  /// Empty: it was put to the test, or nobody knows why not.
  [[nodiscard]] const std::string& not_exercised_reason(ClauseId clause) const { return not_exercised_[clause.index()]; }

  /// All findings, the one to look at first in front.
  [[nodiscard]] std::vector<Finding> ranked() const {
    std::vector<Finding> out = findings_;
    rank(out);
    return out;
  }

 private:
  static void keep_first(std::string& slot, std::string reason) {
    if (slot.empty()) slot = std::move(reason);
  }

  std::vector<Finding> findings_;
  std::array<std::string, clause_capacity> inconclusive_;
  std::array<std::string, clause_capacity> not_exercised_;
};

}  // namespace createproduct::suite
