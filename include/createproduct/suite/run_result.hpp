// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/suite/selection.hpp>

namespace createproduct::suite {

namespace detail {

inline constexpr std::string_view untested = "no request put it to the test";

[[nodiscard]] inline std::string reason_not_exercised(const RunContext& context, ClauseId clause) {
  if (!clause.observable()) return std::string(clause.get().unobservable);
  if (const std::string& known = context.book.not_exercised_reason(clause); !known.empty()) return known;
  if (context.session.counts.accepted == 0) return "no request was accepted";
  if (clause == ClauseId("error.quota") && !context.options.quota) return "needs --quota, the account's number of products";
  return std::string(untested);
}

[[nodiscard]] inline ClauseResult clause_result(RunContext& context, ClauseId clause) {
  ClauseResult result;
  result.clause = clause;
  result.checks = context.session.checks[clause.index()];
  if (const Finding* finding = context.book.find(clause)) {
    result.verdict = finding->verdict;
  } else if (!context.book.inconclusive_reason(clause).empty()) {
    result.verdict = Verdict::inconclusive;
    result.reason = context.book.inconclusive_reason(clause);
  } else if (result.checks != 0 && context.session.counts.accepted != 0) {
    result.verdict = Verdict::pass;
  } else {
    result.reason = reason_not_exercised(context, clause);
  }
  return result;
}

inline void add_observations(const Session& session, RunFinished& out) {
  for (std::size_t index = 0; index < session.choices.size(); ++index) {
    const auto& seen = session.choices[index];
    if (seen.empty()) continue;
    SilenceResult silence{ClauseId::at(index), {}, 0};
    for (const auto& [choice, count] : seen) {
      silence.choice += (silence.choice.empty() ? "" : ", ") + choice;
      silence.seen += count;
    }
    out.silences.push_back(std::move(silence));
  }
  for (std::size_t i = 0; i < module_code_table.size(); ++i) out.codes.push_back({module_code_table[i].number, session.codes[i]});
}

/// Why nothing that Options::only names was put to the test; empty if something was, and in a shard, which may have no
/// part in it.
[[nodiscard]] inline std::string untested_selection(const Options& options, const RunFinished& run) {
  if (options.only.empty() || !options.shard.is_whole()) return {};
  for (const SilenceResult& silence : run.silences)
    if (selected(options, silence.silence)) return {};
  std::string why;
  for (const ClauseResult& result : run.clauses) {
    if (!selected(options, result.clause)) continue;
    if (result.verdict != Verdict::not_exercised) return {};
    if (why.empty()) why = ": " + std::string(result.clause.id()) + ", " + result.reason;
  }
  return "nothing that --only names was put to the test" + why;
}

/// The exit code, and a verdict that fits it. `decided`: the run came to its end and put something to the test.
inline void conclude(RunFinished& out, bool decided) {
  if (out.verdict == Verdict::fail || out.verdict == Verdict::flaky) {
    out.exit_code = 1;
  } else if (!decided || out.verdict == Verdict::inconclusive) {
    out.verdict = Verdict::inconclusive;
    out.exit_code = 3;
  } else if (out.verdict == Verdict::not_exercised) {
    out.verdict = Verdict::pass;
  }
}

/// Notes on what a reader should know of the run as a whole.
inline void add_notes(RunContext& context, RunFinished& out) {
  const Session& session = context.session;
  if (session.unknown_public_codes != 0) {
    context.note(std::to_string(session.unknown_public_codes) +
                 " refusals carry a public code that the list of public codes does not have");
    out.verdict = judge::raised(out.verdict, Verdict::info);
  }
  if (session.counts.noise != 0)
    context.note(std::to_string(session.counts.noise) + " of " + std::to_string(session.counts.requests) +
                 " answers were lost, unreadable, internal errors or asked to slow down, the last of them: " +
                 session.last_noise);
  if (session.lives() > 1)
    context.note("the target was started " + std::to_string(session.lives()) +
                 " times, each time perhaps without what it held before; what it has lost counts against no clause");
  for (const auto& [why, count] : context.left_out)
    context.note(std::to_string(count) + (count == 1 ? " case was left out: " : " cases were left out: ") + why);
}

}  // namespace detail

/// The result of a run that has come to its end. `nothing_accepted` is why no request was ever accepted, or empty.
[[nodiscard]] inline RunFinished run_result(RunContext& context, RunStarted started, const std::string& nothing_accepted) {
  const Session& session = context.session;
  RunFinished out;
  out.started = std::move(started);
  out.findings = context.book.ranked();
  out.reason = nothing_accepted;
  for (std::size_t i = 0; i < clause_total(); ++i) {
    const ClauseId clause = ClauseId::at(i);
    if (clause.level() == Level::silent) continue;
    out.clauses.push_back(detail::clause_result(context, clause));
    const ClauseResult& result = out.clauses.back();
    out.verdict = judge::raised(out.verdict, result.verdict);
    if (result.verdict == Verdict::inconclusive && out.reason.empty())
      out.reason = std::string(clause.id()) + " could not be decided: " + result.reason;
  }
  detail::add_observations(session, out);
  detail::add_notes(context, out);
  const bool interrupted = context.means.interrupted && context.means.interrupted();
  if (interrupted && out.reason.empty()) out.reason = "the run was interrupted";
  const std::string failure = session.failure();
  if (out.reason.empty()) out.reason = failure;
  const std::string untested = detail::untested_selection(context.options, out);
  if (out.reason.empty()) out.reason = untested;
  detail::conclude(out, session.counts.accepted != 0 && !interrupted && failure.empty() && untested.empty());
  out.notes = context.notes;
  out.cases = context.cases;
  out.requests = session.counts.requests;
  out.created = session.counts.created;
  out.deleted = context.deleted;
  out.accepted = session.counts.accepted;
  out.refused = session.counts.refused;
  out.unanswered = session.counts.unanswered;
  out.seconds = session.seconds();
  return out;
}

}  // namespace createproduct::suite
