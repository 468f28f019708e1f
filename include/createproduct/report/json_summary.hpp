// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <utility>
#include <variant>

#include <createproduct/report/event_json.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/redact_event.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::report {

/// Writes one indented JSON object when the run has ended: its run-finished event, as spec/schema/event.schema.json
/// describes it.
class JsonSummary {
 public:
  /// `out` must outlive the report.
  explicit JsonSummary(std::ostream& out, Redactor redactor = Redactor())
      : out_(&out), redactor_(std::move(redactor)) {}

  /// Takes the events of a run in order, and writes at its end.
  void operator()(const suite::Event& event) {
    if (!std::holds_alternative<suite::RunFinished>(event)) return;
    *out_ << event_json(redacted(event, redactor_), 2) << '\n' << std::flush;
  }

 private:
  std::ostream* out_;
  Redactor redactor_;
};

}  // namespace createproduct::report
