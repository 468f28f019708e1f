// SPDX-License-Identifier: MIT
// The writers of reports: whatever a target sent, what they write is well-formed, inert and free of secrets.
#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/report/har_writer.hpp>
#include <createproduct/report/json_summary.hpp>
#include <createproduct/report/junit.hpp>
#include <createproduct/report/ndjson.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/terminal.hpp>
#include <createproduct/report/transcript.hpp>
#include <createproduct/wire/utf8.hpp>

#include "../tests/report/sample_events.hpp"
#include "../tests/report/xml_checker.hpp"
#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

std::vector<std::string> seeds() {
  return {"",
          sample::hostile_bytes(),
          "]]><script>alert(1)</script>&#x1b;[2J",
          "SecretId=" + sample::secret_id + "&Signature=0EEm%2FHtGRr%2FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%3D",
          sample::secret_key,
          "{\"token\":\"" + sample::token + "\"}",
          std::string(250, '\xF0') + "\n\r\t\x7F"};
}

/// A run in which every text that may come from outside is `bytes`, with a request that is signed. What reports would
/// only repeat is left out, for it takes most of the time.
std::vector<suite::Event> run_of(std::string_view bytes) {
  suite::Finding finding = sample::signed_finding();
  const std::string text(bytes);
  finding.why = text;
  // Cases have the names that the catalogue or a recording gives them, which no key gets into.
  const bool holds_secret = text.find(sample::secret_id) != text.npos || text.find(sample::secret_key) != text.npos ||
                            text.find(sample::token) != text.npos || text.find("EEm") != text.npos;
  finding.case_id = holds_secret ? "a case" : text;
  finding.also = {finding.case_id};
  finding.history.front().answer.body += text;
  finding.history.front().answer.detail = text;
  finding.history.push_back(sample::exchange("POST", text, text, text));
  finding.history.push_back(sample::exchange("GET", text, "", text));
  finding.history.back().is_signed = true;
  finding.history.back().answer.transport = judge::Answer::Transport::malformed;
  std::vector<suite::Event> events = sample::run_of({finding}, text);
  for (suite::Event& event : events) {
    if (auto* started = std::get_if<suite::RunStarted>(&event)) started->target = text;
    if (auto* phase = std::get_if<suite::PhaseStarted>(&event)) phase->phase = finding.case_id;
    if (auto* end = std::get_if<suite::RunFinished>(&event)) {
      end->started.target = end->reason = text;
      std::erase_if(end->clauses, [](const suite::ClauseResult& one) { return one.verdict == judge::Verdict::pass; });
    }
  }
  // A suspicion reads as what becomes of it does: one of both.
  std::erase_if(events, [&](const suite::Event& event) {
    return bytes.size() % 2 == 0 ? std::holds_alternative<suite::Suspected>(event)
                                 : std::holds_alternative<suite::Confirmed>(event);
  });
  return events;
}

void require_inert(const std::string& report, const char* invariant) {
  require(wire::is_utf8(report), invariant, report);
  for (std::size_t i = 0; i < report.size();) {
    const wire::Utf8Step step = wire::utf8_step(report, i);
    const char32_t c = step.code_point;
    const bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2066 && c <= 0x2069);
    require(!control, invariant, report);
    i += step.size;
  }
}

/// The redactor knows the secrets in use. A signature it knows from the request that carries it, not from elsewhere.
void require_no_secret(const std::string& report, std::string_view bytes) {
  const auto require_none = [&](const std::string& secret) {
    const std::size_t at = report.find(secret);
    if (at == std::string::npos) return;
    const std::size_t begin = at - std::min<std::size_t>(at, 200);
    fuzzing::broken("no report holds a secret", bytes, std::string_view(report).substr(begin, 500));
  };
  for (const std::string& secret : {sample::secret_id, sample::secret_key, sample::token}) require_none(secret);
  if (bytes.find("EEm") == std::string_view::npos) require_none(sample::signature);
}

}  // namespace

FUZZ_TARGET("reports", bytes, seeds) {
  if (bytes.size() > 320) return;
  const std::vector<suite::Event> events = run_of(bytes);
  const report::Redactor redactor({sample::secret_id, sample::secret_key, sample::token});
  report::CommandLines commands;
  commands.url = "http://127.0.0.1:8080/v2/index.php";
  commands.rerun = "createproduct-conformance run";
  commands.replay = "createproduct-conformance replay";

  std::ostringstream xml, lines, summary, terminal;
  report::JunitReport junit(xml, commands, redactor);
  report::NdjsonReport::Options ndjson_options;
  ndjson_options.redactor = redactor;
  report::NdjsonReport ndjson(lines, ndjson_options);
  report::JsonSummary json(summary, redactor);
  report::TerminalReport::Options terminal_options;
  terminal_options.redactor = redactor;
  terminal_options.commands = commands;
  terminal_options.detail = report::TerminalReport::Detail::verbose;
  report::TerminalReport people(terminal, terminal_options);
  for (const suite::Event& event : events) {
    junit(event);
    ndjson(event);
    json(event);
    people(event);
  }

  require(xml_problem(xml.str()).empty(), "the JUnit report is XML", xml_problem(xml.str()), bytes);
  require(xml.str().find("<script") == std::string::npos, "the JUnit report holds no markup of others", bytes);
  std::istringstream each(lines.str());
  for (std::string line; std::getline(each, line);) {
    require(nlohmann::json::accept(line), "each line of the NDJSON report is JSON", line);
    require_inert(line, "the NDJSON report is inert");
  }
  require(nlohmann::json::accept(summary.str()), "the JSON summary is JSON", summary.str());
  require_inert(terminal.str(), "the terminal report is inert");
  for (const std::ostringstream* report : {&xml, &lines, &summary, &terminal}) require_no_secret(report->str(), bytes);

  suite::Recorded recorded;
  recorded.exchange = sample::exchange("POST", std::string(bytes), std::string(bytes), std::string(bytes));
  recorded.exchange.is_signed = true;
  std::ostringstream har, transcript;
  report::HarWriter har_writer(har, commands.url, redactor);
  har_writer(recorded);
  har_writer.finish();
  require(nlohmann::json::accept(har.str()), "the HAR file is JSON", har.str());
  report::TranscriptWriter transcript_writer(transcript, {std::string(bytes), "kqzvn"}, redactor);
  transcript_writer(recorded);
  std::istringstream written(transcript.str());
  for (std::string line; std::getline(written, line);)
    require(nlohmann::json::accept(line), "each line of a transcript is JSON", line);
  require_no_secret(har.str(), bytes);
  require_no_secret(transcript.str(), bytes);
}
