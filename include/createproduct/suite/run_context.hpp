// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/case.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/finding_book.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/selection.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// What the phases of a run share. The phases are templates over it, although it is the only one: what a run takes
/// is then instantiated where somebody runs it, and costs nobody who only includes it.
struct RunContext {
  /// Refers to its arguments, which must outlive it.
  RunContext(const Means& means_, const Options& options_, const EventSink& sink_)
      : means(means_), options(options_), sink(sink_), session(means_, options_), executor(session) {}
  RunContext(const RunContext&) = delete;
  RunContext& operator=(const RunContext&) = delete;

  const Means& means;                                      ///< not owned
  const Options& options;                                  ///< not owned
  const EventSink& sink;                                   ///< gets the events; not owned
  Session session;                                         ///< sends requests, keeps the counts
  Executor executor;                                       ///< runs cases
  FindingBook book;                                        ///< findings, and why clauses stay undecided
  std::vector<std::string> notes;                          ///< for RunFinished
  std::map<std::string, std::size_t> left_out;             ///< why cases were not run, and how many
  std::function<void(std::size_t creations)> see_to_room;  ///< makes room for so many if it can; may be empty
  /// Whether the target answers on several connections at the same time, if known.
  std::optional<bool> answers_together;
  std::size_t cases = 0;    ///< that have come to their end
  std::size_t deleted = 0;  ///< products that were created and deleted again

  /// Tells the sink, if there is one.
  void emit(Event event) const {
    if (sink) sink(event);
  }

  /// Tells it at once and keeps it for RunFinished.
  void note(std::string text) {
    notes.push_back(text);
    emit(Note{std::move(text)});
  }

  /// Counts the case and tells that it has ended. `requests`: sent for it. `why`: of a verdict that needs a reason.
  void finish_case(const Case& one, Verdict verdict, std::size_t requests, std::string why = {}) {
    ++cases;
    emit(CaseFinished{one.id, one.clause, verdict, requests, std::move(why)});
  }

  /// The model of the first account.
  [[nodiscard]] judge::Account& first_account() { return session.judge.account(Session::first_account); }
};

}  // namespace createproduct::suite
