// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/execution.hpp>

// What the evidence of a finding says.

namespace createproduct::suite {

/// A finding about `breach` with the whole of `execution` up to the broken step as its evidence.
[[nodiscard]] inline Finding finding_of(const Case& one, const judge::Breach& breach, const Execution& execution) {
  const Sent* broken = execution.broken(breach.clause);
  if (broken == nullptr) broken = &execution.steps.back();
  Finding finding;
  finding.clause = breach.clause;
  finding.verdict = breach.clause.level() == Level::example ? Verdict::warn : Verdict::fail;
  finding.case_id = one.id;
  finding.why = breach.why;
  finding.history = execution.history(broken);
  return finding;
}

/// The same of a race: its evidence is what succeeded, and the answer that does not fit.
[[nodiscard]] inline Finding race_finding_of(const Case& race, const judge::Breach& breach, const Execution& execution) {
  Finding finding = finding_of(race, breach, execution);
  finding.why = breach.why + " (requests at the same time)";
  finding.history.clear();
  for (const Sent& sent : execution.steps) {
    const bool breaks = sent.ruling.breach_of(breach.clause) != nullptr;
    if (breaks || sent.ruling.outcome == judge::Ruling::Outcome::accepted) finding.history.push_back(sent.exchange);
    if (breaks) break;
  }
  return finding;
}

/// The number in front of the message that a finding is about, if there is one.
[[nodiscard]] inline std::optional<std::int64_t> number_of(const Finding& finding) {
  if (finding.history.empty()) return std::nullopt;
  judge::AnswerReading reading;
  judge::read_answer(finding.history.back().answer.body, reading);
  return reading.module_number;
}

/// Whether a finding is about a request that must be accepted.
[[nodiscard]] inline bool is_about_right_request(const Finding& finding) {
  return !finding.history.empty() &&
         judge::classify(finding.history.back().sent).demand == judge::Classification::Demand::accept;
}

/// Whether a finding is about a name that is refused as existing and is not.
[[nodiscard]] inline bool says_taken(const Finding& finding) {
  return finding.clause.id().starts_with("product-name.") && is_about_right_request(finding) &&
         number_of(finding) == static_cast<std::int64_t>(ModuleCode::duplicate_name);
}

/// Whether the last request asks for a name that another one of `history` asks for, too, for the same account.
/// Precondition: `history` is not empty.
[[nodiscard]] inline bool repeats_a_name(const std::vector<Exchange>& history) {
  const Exchange& last = history.back();
  const std::vector<std::string> names = judge::classify(last.sent).names;
  const auto repeats = [&](const Exchange& exchange) {
    return exchange.account == last.account && judge::classify(exchange.sent).names == names;
  };
  return names.size() == 1 && std::count_if(history.begin(), history.end(), repeats) > 1;
}

}  // namespace createproduct::suite
