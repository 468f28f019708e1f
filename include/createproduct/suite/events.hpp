// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/verdict.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

using judge::Verdict;

/// One request and what came back. `sent` is what travelled and may hold a signature: print it through report/, which
/// leaves secrets out.
struct Exchange {
  std::string account;     ///< "first" or "second"
  wire::WireRequest sent;  ///< what travelled; may hold a signature
  bool is_signed = false;  ///< sent carries SecretId, Nonce, Timestamp and Signature
  judge::Answer answer;    ///< what came back
};

/// One broken clause with the smallest evidence found.
struct Finding {
  ClauseId clause = "operation.create";  ///< the one that is broken
  Verdict verdict = Verdict::fail;       ///< warn, flaky or fail
  std::string case_id;                   ///< the catalogue case that first showed it
  std::string why;                       ///< one sentence
  /// Smallest sequence that shows it; the last one is the one that breaks the clause.
  std::vector<Exchange> history;
  unsigned reproduced = 0;        ///< how often it showed again
  unsigned attempts = 0;          ///< of so many tries; 0 when one occurrence is proof
  std::vector<std::string> also;  ///< further cases that broke the same clause
};

/// The end state of one clause.
struct ClauseResult {
  ClauseId clause = "operation.create";  ///< any but the silent ones
  /// Not exercised, pass, warn, inconclusive, flaky or fail; known with a baseline.
  Verdict verdict = Verdict::not_exercised;
  std::string reason;       ///< for not-exercised and inconclusive: why, and which option would change it
  std::size_t checks = 0;   ///< answers that decided something about it
};

/// What a target did on one point on which the document is silent.
struct SilenceResult {
  ClauseId silence = "silent.name-case";  ///< one of the silent.* clauses
  std::string choice;                     ///< "accepted", "refused", ...; several joined by ", " when it did both
  std::size_t seen = 0;                   ///< how many answers showed it
};

/// How often each module code was answered.
struct CodeCount {
  std::int32_t code = 0;  ///< one of section 5
  std::size_t seen = 0;   ///< how many answers had it
};

// Events, in the order of a run: RunStarted, then per phase PhaseStarted, CaseFinished and the rest, then RunFinished.

/// A run begins, with what it takes to repeat it.
struct RunStarted {
  std::string target;      ///< the endpoint's URL or another description, without credentials
  std::string budget;      ///< quick, standard or deep; of a recording, "recording"
  std::uint64_t seed = 0;  ///< the same seed draws the same cases
  std::string salt;        ///< that made names fresh
  std::size_t cases = 0;   ///< planned
  std::string shard{};     ///< as Shard::text() has it
};

/// A phase begins, with so many cases.
struct PhaseStarted {
  std::string phase;      ///< the name of a file of the catalogue, or of a phase that has none, such as "races"
  std::size_t cases = 0;  ///< of the phase
};

/// A case has come to its end.
struct CaseFinished {
  std::string id;                        ///< of the case, as findings have it
  ClauseId clause = "operation.create";  ///< the one that the case is about
  Verdict verdict = Verdict::pass;       ///< of the case alone
  std::size_t requests = 0;              ///< sent for it, those to follow it up included
  std::string note;                      ///< why it is not exercised, inconclusive, ...; may be empty
};

/// A clause was seen broken: the case as it stood, before reproduction and shrinking.
struct Suspected {
  Finding finding;  ///< as it was seen
};

/// The same after reproduction and shrinking.
struct Confirmed {
  Finding finding;  ///< as it is reported
};

/// Something a reader should know that is no verdict: noise seen, back-off, a full account.
struct Note {
  std::string text;  ///< one sentence or more
};

/// The result of a run.
struct RunFinished {
  RunStarted started;                   ///< the event that the run began with
  Verdict verdict = Verdict::pass;      ///< the highest of all clauses
  int exit_code = 0;                    ///< 0 conformant, 1 contract broken, 3 undecided
  std::string reason;                   ///< for exit code 3: why nothing could be decided
  std::vector<Finding> findings;        ///< ranked: the first is the one to look at first
  std::vector<ClauseResult> clauses;    ///< every clause but the silent ones, in table order
  std::vector<SilenceResult> silences;  ///< those that were seen, in table order
  std::vector<CodeCount> codes;         ///< every documented module code, in numeric order
  std::vector<std::string> notes;       ///< each one was an event, too
  std::size_t cases = 0;                ///< that came to their end, also those not exercised
  std::size_t requests = 0;             ///< sent
  std::size_t created = 0;              ///< products created
  std::size_t deleted = 0;              ///< and deleted again
  std::size_t accepted = 0;             ///< answers that said success
  std::size_t refused = 0;              ///< answers that said a refusal
  std::size_t unanswered = 0;           ///< no answer, or none that says either
  double seconds = 0;                   ///< from the first to the last
};

/// What a run tells, as it happens.
using Event = std::variant<RunStarted, PhaseStarted, CaseFinished, Suspected, Confirmed, Note, RunFinished>;

/// Receives every event of a run, in order, from one thread at a time.
using EventSink = std::function<void(const Event&)>;

}  // namespace createproduct::suite
