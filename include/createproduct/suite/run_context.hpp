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

/// What the phases of a run share.
struct RunContext {
  RunContext(const Means& means_, const Options& options_, const EventSink& sink_)
      : means(means_), options(options_), sink(sink_), session(means_, options_), executor(session) {}
  RunContext(const RunContext&) = delete;
  RunContext& operator=(const RunContext&) = delete;

  const Means& means;
  const Options& options;
  const EventSink& sink;
  Session session;
  Executor executor;
  FindingBook book;
  std::vector<std::string> notes;
  std::map<std::string, std::size_t> left_out;  ///< why cases were not run, and how many
  std::function<void(std::size_t creations)> see_to_room;  ///< makes room for so many if it can; may be empty
  std::optional<bool> answers_together;  ///< whether the target answers on several connections at the same time, if known
  std::size_t cases = 0;
  std::size_t deleted = 0;  ///< products that were created and deleted again

  void emit(Event event) const {
    if (sink) sink(event);
  }
  void note(std::string text) {
    notes.push_back(text);
    emit(Note{std::move(text)});
  }
  void finish_case(const Case& one, Verdict verdict, std::size_t requests, std::string why = {}) {
    ++cases;
    emit(CaseFinished{one.id, one.clause, verdict, requests, std::move(why)});
  }
  [[nodiscard]] judge::Account& first_account() { return session.judge.account(Session::first_account); }
};

}  // namespace createproduct::suite
