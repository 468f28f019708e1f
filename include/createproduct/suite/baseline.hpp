// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who keep a list of known failures.

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/judge/verdict.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::suite {

/// One failure that its owner knows about: a case that breaks a clause. The id of the case is its fingerprint: it is
/// the same for every seed, salt and target.
struct KnownFailure {
  ClauseId clause = "operation.create";  ///< the one that it breaks
  std::string case_id;                   ///< the fingerprint
  std::string reason;                    ///< why it is not repaired yet
  std::string link{};                    ///< to where it is tracked; may be empty
  std::string expires{};                 ///< the last day on which it is excused, YYYY-MM-DD; empty for no end

  friend bool operator==(const KnownFailure&, const KnownFailure&) = default;
};

/// The failures that are known, applied to the events of one run. A finding (fail or flaky) becomes `known` if every
/// case that shows it is listed and none has expired; else it stays as it is. Cases that chance makes show it in some
/// runs and not in others: they need no entry beside those of other cases, and do not count as fixed.
class Baseline {
 public:
  /// `today`: YYYY-MM-DD.
  Baseline(std::vector<KnownFailure> known, std::string today) : known_(std::move(known)), today_(std::move(today)) {}

  /// The event as reports should have it. To be called for each event of a run, in order.
  [[nodiscard]] Event operator()(Event event) {
    if (const auto* finished = std::get_if<CaseFinished>(&event)) {
      auto [place, first] = passes_.try_emplace(finished->id, true);
      place->second = place->second && finished->verdict == Verdict::pass;
    }
    if (auto* confirmed = std::get_if<Confirmed>(&event)) excuse(confirmed->finding);
    if (auto* end = std::get_if<RunFinished>(&event)) conclude(*end);
    return event;
  }

  /// Those of the list that the run has put to the test and found repaired; after RunFinished.
  [[nodiscard]] const std::vector<KnownFailure>& fixed() const noexcept { return fixed_; }

  /// The list as this run makes it: without what is fixed, with what is new. What was not put to the test stays. After
  /// RunFinished.
  [[nodiscard]] std::vector<KnownFailure> updated() const {
    std::vector<KnownFailure> out;
    std::copy_if(known_.begin(), known_.end(), std::back_inserter(out), [&](const KnownFailure& one) {
      return std::find(fixed_.begin(), fixed_.end(), one) == fixed_.end();
    });
    out.insert(out.end(), new_.begin(), new_.end());
    return out;
  }

 private:
  [[nodiscard]] static bool is_failure(Verdict verdict) noexcept {
    return verdict == Verdict::fail || verdict == Verdict::flaky;
  }

  [[nodiscard]] static std::vector<std::string> cases_of(const Finding& finding) {
    std::vector<std::string> cases{finding.case_id};
    cases.insert(cases.end(), finding.also.begin(), finding.also.end());
    return cases;
  }

  [[nodiscard]] const KnownFailure* find(ClauseId clause, std::string_view case_id) const {
    for (const KnownFailure& one : known_)
      if (one.clause == clause && one.case_id == case_id) return &one;
    return nullptr;
  }

  [[nodiscard]] bool has_expired(const KnownFailure& one) const {
    return !one.expires.empty() && one.expires < today_;  // such dates compare as texts do
  }

  [[nodiscard]] static bool by_chance(std::string_view case_id) noexcept {
    return case_id == random_id || case_id == sequence_id || case_id == old_nonce_id || is_told_by_name(case_id);
  }

  /// The cases of a finding that must be listed: those that each run has, or, where there are none, all.
  [[nodiscard]] static std::vector<std::string> telling_cases(const Finding& finding) {
    std::vector<std::string> cases = cases_of(finding);
    if (!std::all_of(cases.begin(), cases.end(), by_chance)) std::erase_if(cases, by_chance);
    return cases;
  }

  /// Makes a failure known if all that shows it is. Gives its entries, or nothing.
  std::vector<const KnownFailure*> excuse(Finding& finding) const {
    std::vector<const KnownFailure*> entries;
    if (!is_failure(finding.verdict)) return entries;
    for (const std::string& case_id : telling_cases(finding)) {
      const KnownFailure* entry = find(finding.clause, case_id);
      if (entry == nullptr || has_expired(*entry)) return {};
      entries.push_back(entry);
    }
    finding.verdict = Verdict::known;
    return entries;
  }

  void conclude(RunFinished& run) {
    for (Finding& finding : run.findings) {
      if (!is_failure(finding.verdict)) continue;
      note_unknown(finding, run);
      const std::vector<const KnownFailure*> entries = excuse(finding);
      if (entries.empty()) continue;
      for (ClauseResult& result : run.clauses)
        if (result.clause == finding.clause) {
          result.verdict = Verdict::known;
          result.reason = text_of(*entries.front());
        }
    }
    find_fixed(run);
    std::stable_sort(run.findings.begin(), run.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.verdict > b.verdict; });
    judge_again(run);
  }

  /// Notes what keeps a failure from being a known one although some of it is listed, and what is new.
  void note_unknown(const Finding& finding, RunFinished& run) {
    for (const std::string& case_id : telling_cases(finding)) {
      const KnownFailure* entry = find(finding.clause, case_id);
      const std::string what = std::string(finding.clause.id()) + " by case " + case_id;
      if (entry == nullptr) {
        new_.push_back({finding.clause, case_id, "not looked into yet"});
        run.notes.push_back("not in the baseline: " + what);
      } else if (has_expired(*entry)) {
        run.notes.push_back("expired in the baseline: " + what + ", " + text_of(*entry));
      }
    }
  }

  void find_fixed(RunFinished& run) {
    for (const KnownFailure& one : known_) {
      const auto place = passes_.find(one.case_id);
      if (place == passes_.end() || !place->second || by_chance(one.case_id)) continue;
      const bool shown = std::any_of(run.findings.begin(), run.findings.end(), [&](const Finding& finding) {
        const std::vector<std::string> cases = cases_of(finding);
        return finding.clause == one.clause && std::find(cases.begin(), cases.end(), one.case_id) != cases.end();
      });
      if (shown) continue;
      fixed_.push_back(one);
      run.notes.push_back("fixed, and still in the baseline: " + std::string(one.clause.id()) + " by case " +
                          one.case_id);
    }
  }

  /// The verdict and exit code of the run, now that some failures are known.
  static void judge_again(RunFinished& run) {
    if (!is_failure(run.verdict)) return;
    Verdict verdict = Verdict::pass;
    for (const ClauseResult& result : run.clauses) verdict = judge::raised(verdict, result.verdict);
    if (is_failure(verdict)) return;
    run.verdict = run.reason.empty() ? verdict : Verdict::inconclusive;
    run.exit_code = run.reason.empty() ? 0 : 3;
  }

  [[nodiscard]] static std::string text_of(const KnownFailure& one) {
    return one.reason + (one.link.empty() ? "" : " (" + one.link + ")") +
           (one.expires.empty() ? "" : ", until " + one.expires);
  }

  std::vector<KnownFailure> known_;
  std::string today_;
  std::map<std::string, bool, std::less<>> passes_;  ///< by case: whether it passed each time
  std::vector<KnownFailure> new_;
  std::vector<KnownFailure> fixed_;
};

}  // namespace createproduct::suite
