// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <utility>

#include <createproduct/report/event_json.hpp>
#include <createproduct/report/mask.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/redact_event.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::report {

/// Writes each event as one line of JSON, and flushes, so that what has been seen survives whatever ends the run.
/// The fields are those of spec/schema/event.schema.json.
class NdjsonReport {
 public:
  /// What is written beside the events.
  struct Options {
    bool masked = false;  ///< replace what differs from run to run, see Masks
    Redactor redactor{};  ///< takes secrets out
  };

  /// `out` must outlive the report.
  explicit NdjsonReport(std::ostream& out) : NdjsonReport(out, Options()) {}

  /// `out` must outlive the report.
  NdjsonReport(std::ostream& out, Options options) : out_(&out), options_(std::move(options)) {}

  /// Writes one line and flushes. O(bytes).
  void operator()(const suite::Event& event) {
    suite::Event shown = redacted(event, options_.redactor);
    if (options_.masked) shown = masks_(std::move(shown));
    *out_ << event_json(shown) << '\n' << std::flush;
  }

 private:
  std::ostream* out_;
  Options options_;
  Masks masks_;
};

}  // namespace createproduct::report
