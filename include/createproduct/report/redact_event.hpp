// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <variant>

#include <createproduct/report/redact.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::report {

namespace detail {

/// Takes secrets out of each kind of event.
class EventRedactor {
 public:
  explicit EventRedactor(const Redactor& redactor) : redactor_(redactor) {}

  void operator()(suite::RunStarted& event) const { event.target = redactor_(std::move(event.target)); }
  void operator()(suite::PhaseStarted&) const {}
  void operator()(suite::CaseFinished& event) const { take_out(event.note); }
  void operator()(suite::Suspected& event) const { event.finding = redactor_(std::move(event.finding)); }
  void operator()(suite::Confirmed& event) const { event.finding = redactor_(std::move(event.finding)); }
  void operator()(suite::Note& event) const { take_out(event.text); }
  void operator()(suite::RunFinished& event) const {
    operator()(event.started);
    take_out(event.reason);
    for (suite::Finding& finding : event.findings) finding = redactor_(std::move(finding));
    for (suite::ClauseResult& clause : event.clauses) take_out(clause.reason);
    for (suite::SilenceResult& silence : event.silences) silence.choice = redactor_(std::move(silence.choice));
    for (std::string& note : event.notes) take_out(note);
  }

 private:
  void take_out(std::string& note) const { note = redactor_.note(std::move(note)); }

  const Redactor& redactor_;
};

}  // namespace detail

/// The same event without secrets. O(bytes × secrets).
[[nodiscard]] inline suite::Event redacted(suite::Event event, const Redactor& redactor) {
  std::visit(detail::EventRedactor(redactor), event);
  return event;
}

}  // namespace createproduct::report
