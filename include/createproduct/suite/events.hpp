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
  std::string account;       ///< "first" or "second"
  wire::WireRequest sent;
  bool is_signed = false;    ///< sent carries SecretId, Nonce, Timestamp and Signature
  judge::Answer answer;
};

/// One broken clause with the smallest evidence found.
struct Finding {
  ClauseId clause = "operation.create";
  Verdict verdict = Verdict::fail;     ///< warn, flaky or fail
  std::string case_id;                 ///< the catalogue case that first showed it
  std::string why;                     ///< one sentence
  std::vector<Exchange> history;       ///< smallest sequence that shows it; the last one is the one that breaks the clause
  unsigned reproduced = 0;             ///< how often it showed again
  unsigned attempts = 0;               ///< of so many tries; 0 when one occurrence is proof
  std::vector<std::string> also;       ///< further cases that broke the same clause
};

/// The end state of one clause.
struct ClauseResult {
  ClauseId clause = "operation.create";
  Verdict verdict = Verdict::not_exercised;
  std::string reason;       ///< for not-exercised and inconclusive: why, and which option would change it
  std::size_t checks = 0;   ///< answers that decided something about it
};

/// What a target did on one point on which the document is silent.
struct SilenceResult {
  ClauseId silence = "silent.name-case";
  std::string choice;       ///< "accepted", "refused", ...; several joined by ", " when it did both
  std::size_t seen = 0;
};

/// How often each module code was answered.
struct CodeCount {
  std::int32_t code = 0;
  std::size_t seen = 0;
};

// Events, in the order of a run: RunStarted, then per phase PhaseStarted, CaseFinished and the rest, then RunFinished.

/// A run begins, with what it takes to repeat it.
struct RunStarted {
  std::string target;   ///< the endpoint's URL or another description, without credentials
  std::string budget;
  std::uint64_t seed = 0;
  std::string salt;
  std::size_t cases = 0;
  std::string shard{};  ///< as Shard::text() has it
};

/// A phase begins, with so many cases.
struct PhaseStarted {
  std::string phase;
  std::size_t cases = 0;
};

/// A case has come to its end.
struct CaseFinished {
  std::string id;
  ClauseId clause = "operation.create";
  Verdict verdict = Verdict::pass;
  std::size_t requests = 0;
  std::string note;     ///< why it is not exercised, inconclusive, ...; may be empty
};

/// A clause was seen broken: the case as it stood, before reproduction and shrinking.
struct Suspected {
  Finding finding;
};

/// The same after reproduction and shrinking.
struct Confirmed {
  Finding finding;
};

/// Something a reader should know that is no verdict: noise seen, back-off, a full account.
struct Note {
  std::string text;
};

/// The result of a run.
struct RunFinished {
  RunStarted started;
  Verdict verdict = Verdict::pass;
  int exit_code = 0;
  std::string reason;                 ///< for exit code 3: why nothing could be decided
  std::vector<Finding> findings;      ///< ranked: the first is the one to look at first
  std::vector<ClauseResult> clauses;  ///< every clause but the silent ones, in table order
  std::vector<SilenceResult> silences;
  std::vector<CodeCount> codes;       ///< every documented module code, in numeric order
  std::vector<std::string> notes;
  std::size_t cases = 0;
  std::size_t requests = 0;
  std::size_t created = 0;            ///< products created
  std::size_t deleted = 0;            ///< and deleted again
  std::size_t accepted = 0;           ///< answers that said success
  std::size_t refused = 0;
  std::size_t unanswered = 0;
  double seconds = 0;
};

using Event = std::variant<RunStarted, PhaseStarted, CaseFinished, Suspected, Confirmed, Note, RunFinished>;

/// Receives every event of a run, in order, from one thread at a time.
using EventSink = std::function<void(const Event&)>;

}  // namespace createproduct::suite
