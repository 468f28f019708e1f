// SPDX-License-Identifier: MIT
// Events as lines of JSON, and what a finding is replayed from.
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/report/event_json.hpp>
#include <createproduct/report/event_reader.hpp>
#include <createproduct/report/inline_case.hpp>
#include <createproduct/report/inline_case_reader.hpp>

#include "../tests/report/sample_events.hpp"
#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const suite::Event& event : sample::plain_run()) out.push_back(report::event_json(event));
  for (const suite::Event& event : sample::hostile_run()) out.push_back(report::event_json(event));
  out.push_back(report::inline_case(sample::too_long_name(), "kqzvn"));
  out.push_back(R"({"case":"product-name.max-length.33"})");
  out.push_back(R"({"steps":[{"method":"GET","query":"productName=a"},{"name":"{fresh:33}"}]})");
  return out;
}

}  // namespace

FUZZ_TARGET("events", properties, seeds) {
  if (const Result<suite::Event> event = report::read_event(bytes)) {
    const std::string text = report::event_json(*event);
    const Result<suite::Event> back = report::read_event(text);
    require(back.has_value(), "an event that was written can be read", text);
    require(report::event_json(*back) == text, "an event, written, reads as it was", text, report::event_json(*back));
    if (const auto* confirmed = std::get_if<suite::Confirmed>(&*event)) {
      std::string salt;
      const std::string line = report::inline_case(confirmed->finding, "kqzvn");
      const Result<suite::ReplayCase> replay = report::read_inline_case(line, salt);
      if (!confirmed->finding.case_id.empty() && !confirmed->finding.history.empty())
        require(replay.has_value(), "the replay line of a finding can be read", line,
                replay ? "" : replay.error().text());
    }
  } else {
    require(!event.error().message.empty(), "an error says what is wrong", bytes);
  }
  std::string salt;
  const Result<suite::ReplayCase> replay = report::read_inline_case(bytes, salt);
  if (!replay) require(!replay.error().message.empty(), "an error says what is wrong", bytes);
}
