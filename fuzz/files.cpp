// SPDX-License-Identifier: MIT
// The kit's own files: catalogues, baselines, ledgers.
#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/report/baseline_file.hpp>
#include <createproduct/report/ledger.hpp>
#include <createproduct/report/ledger_reader.hpp>
#include <createproduct/report/listing.hpp>
#include <createproduct/report/recording_reader.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/catalogue.hpp>

#include "frame/recordings.hpp"
#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

std::vector<std::string> seeds() {
  std::vector<std::string> out{
      R"({"version":1,"known":[{"clause":"region.values","case":"region.values.upper","reason":"r",)"
      R"("link":"https://example.org/1","expires":"2027-02-28"}]})",
      R"({"known":[{"clause":"region.values","reason":"r"}]})",
      "{}",
      "[]",
      "{\"log\":{\"entries\":[]}}",
      "curl http://h/",
      "{\"transcript\":1}\n"};
  std::ostringstream ledger;
  report::Ledger write(ledger);
  using State = suite::LedgerEntry::State;
  for (const State state : {State::in_doubt, State::created, State::deleted})
    write({state, "first", "kqzvnaaa", "ID", true});
  out.push_back(ledger.str());
  out.push_back(report::baseline_text({}));
  const std::vector<suite::Case>& cases = suite::builtin_catalogue();
  for (std::size_t first = 0; first < cases.size(); first += 100)
    out.push_back(report::cases_json({cases[first]}));
  out.emplace_back(R"({"sets":{"a":{"x":"y"}},"cases":[{"id":"region.type.<<b>>","clause":"region.type","title":"t",)"
                   R"("each":{"b":"@a"},"needs":["keys"],"steps":[{"name":"<<b>>","extra":[["n","v"]]}]}]})");
  return out;
}

}  // namespace

FUZZ_TARGET("files", properties, seeds) {
  if (bytes.size() > 65536) return;
  std::vector<suite::Case> cases;
  if (const auto error = suite::read_catalogue(bytes, "file", cases)) {
    require(error->text().starts_with("file"), "an error of a catalogue names the file", bytes, error->text());
  } else {
    for (const suite::Case& one : cases)
      require(!one.id.empty() && !one.steps.empty(), "a case has a name and steps", bytes);
  }

  if (const auto known = report::read_baseline(bytes)) {
    const std::string text = report::baseline_text(*known);
    const auto back = report::read_baseline(text);
    require(back && report::baseline_text(*back) == text, "a baseline, written, reads as it was", text);
  } else {
    require(!known.error().message.empty(), "an error says what is wrong", bytes);
  }

  std::istringstream ledger{std::string(bytes)};
  const auto content = report::read_ledger(ledger);
  if (!content) require(!content.error().message.empty(), "an error says what is wrong", bytes);

  if (const auto format = report::recording_format(bytes); format && *format != report::RecordingFormat::events) {
    fuzzing::ReadRecording read;
    std::istringstream in{std::string(bytes)};
    report::read_recording(in, *format, read.sink(), report::ServiceFilter(), true);
  }
}
