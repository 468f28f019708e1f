// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who join the parts of a run.

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/model/result.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/finding_book.hpp>
#include <createproduct/suite/run_result.hpp>

namespace createproduct::suite {

namespace detail {

/// What keeps `part` from being another shard of the run that `first` is one of; empty if nothing does.
[[nodiscard]] inline std::string mismatch(const RunStarted& first, const RunStarted& part) {
  const auto differs = [](const std::string& what, const std::string& a, const std::string& b) {
    return a == b ? std::string() : "the " + what + " is " + b + ", that of the first one is " + a;
  };
  std::string out = differs("seed", std::to_string(first.seed), std::to_string(part.seed));
  if (out.empty()) out = differs("salt", first.salt, part.salt);
  if (out.empty()) out = differs("budget", first.budget, part.budget);
  const auto count = [](const std::string& shard) { return shard.substr(std::min(shard.find('/'), shard.size())); };
  if (out.empty() && count(first.shard) != count(part.shard))
    out = "it is shard " + part.shard + ", the first one is " + first.shard;
  return out;
}

/// Whether `a` is easier to read than `b` as evidence for the same clause.
[[nodiscard]] inline bool is_smaller(const Finding& a, const Finding& b) {
  if (a.verdict != b.verdict) return a.verdict > b.verdict;
  if (a.history.size() != b.history.size()) return a.history.size() < b.history.size();
  const auto bytes = [](const Finding& finding) {
    std::size_t out = 0;
    for (const Exchange& exchange : finding.history) out += exchange.sent.query.size() + exchange.sent.body.size();
    return out;
  };
  return bytes(a) < bytes(b);
}

inline void merge_finding(Finding finding, std::vector<Finding>& into) {
  const auto known =
      std::find_if(into.begin(), into.end(), [&](const Finding& other) { return other.clause == finding.clause; });
  if (known == into.end()) {
    into.push_back(std::move(finding));
    return;
  }
  if (is_smaller(finding, *known)) std::swap(finding, *known);
  finding.also.insert(finding.also.begin(), finding.case_id);
  for (std::string& id : finding.also)
    if (id != known->case_id && std::find(known->also.begin(), known->also.end(), id) == known->also.end())
      known->also.push_back(std::move(id));
}

inline void merge_clause(const ClauseResult& part, std::vector<ClauseResult>& into) {
  const auto known =
      std::find_if(into.begin(), into.end(), [&](const ClauseResult& other) { return other.clause == part.clause; });
  if (known == into.end()) {
    into.push_back(part);
    return;
  }
  known->checks += part.checks;
  const bool telling = known->reason.empty() || known->reason == untested;
  if (part.verdict > known->verdict)
    known->reason = part.reason;
  else if (part.verdict == known->verdict && telling && !part.reason.empty())
    known->reason = part.reason;
  known->verdict = judge::raised(known->verdict, part.verdict);
}

inline void merge_silence(const SilenceResult& part, std::vector<SilenceResult>& into) {
  const auto known = std::find_if(into.begin(), into.end(),
                                  [&](const SilenceResult& other) { return other.silence == part.silence; });
  if (known == into.end()) {
    into.push_back(part);
    return;
  }
  known->seen += part.seen;
  std::set<std::string> choices;
  for (const std::string* text : {&std::as_const(known->choice), &part.choice})
    for (std::size_t at = 0; at <= text->size();) {
      const std::size_t end = std::min(text->find(", ", at), text->size());
      choices.insert(text->substr(at, end - at));
      at = end + 2;
    }
  known->choice.clear();
  for (const std::string& choice : choices) known->choice += (known->choice.empty() ? "" : ", ") + choice;
}

/// The first of `count` shards that is not among `shards`, which are fewer.
[[nodiscard]] inline std::string first_missing(const std::set<std::string>& shards, const std::string& count) {
  std::size_t number = 1;
  while (shards.count(std::to_string(number) + "/" + count) != 0) ++number;
  return std::to_string(number) + "/" + count;
}

inline void merge_code(const CodeCount& part, std::vector<CodeCount>& into) {
  const auto known = std::find_if(into.begin(), into.end(), [&](const CodeCount& other) { return other.code == part.code; });
  if (known == into.end())
    into.push_back(part);
  else
    known->seen += part.seen;
}

}  // namespace detail

/// The result of the run that `parts` are the shards of, in any order. Of several findings about a clause the smallest
/// stays. Error: input, with the place in `parts` as `where`, when they are not exactly the shards of one run.
/// Precondition: parts is not empty.
[[nodiscard]] inline Result<RunFinished> merged(const std::vector<RunFinished>& parts) {
  RunFinished out;
  out.started = parts.front().started;
  std::set<std::string> shards;
  bool decided = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const RunFinished& part = parts[i];
    std::string problem = detail::mismatch(out.started, part.started);
    if (part.started.shard.empty()) problem = "it is no shard but a whole run";
    if (problem.empty() && !shards.insert(part.started.shard).second)
      problem = "it is shard " + part.started.shard + ", as one before it";
    if (!problem.empty()) return Error{Error::Code::input, std::to_string(i), problem};
    out.verdict = judge::raised(i == 0 ? part.verdict : out.verdict, part.verdict);
    if (out.reason.empty()) out.reason = part.reason;
    decided = decided && part.exit_code != 3;
    for (const Finding& finding : part.findings) detail::merge_finding(finding, out.findings);
    for (const ClauseResult& clause : part.clauses) detail::merge_clause(clause, out.clauses);
    for (const SilenceResult& silence : part.silences) detail::merge_silence(silence, out.silences);
    for (const CodeCount& code : part.codes) detail::merge_code(code, out.codes);
    for (const std::string& note : part.notes)
      if (std::find(out.notes.begin(), out.notes.end(), note) == out.notes.end()) out.notes.push_back(note);
    if (i != 0) out.started.cases += part.started.cases;
    out.cases += part.cases;
    out.requests += part.requests;
    out.created += part.created;
    out.deleted += part.deleted;
    out.accepted += part.accepted;
    out.refused += part.refused;
    out.unanswered += part.unanswered;
    out.seconds = std::max(out.seconds, part.seconds);
  }
  const std::string& shard = out.started.shard;
  const std::string count = shard.substr(shard.find('/') + 1);
  if (std::to_string(parts.size()) != count) {
    const std::string some = "there are " + std::to_string(parts.size()) + " of " + count + " shards";
    return Error{Error::Code::input, {}, some + "; " + detail::first_missing(shards, count) + " is missing"};
  }
  std::sort(out.silences.begin(), out.silences.end(),
            [](const SilenceResult& a, const SilenceResult& b) { return a.silence.index() < b.silence.index(); });
  rank(out.findings);
  out.started.shard.clear();
  detail::conclude(out, decided);
  return out;
}

}  // namespace createproduct::suite
