// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/clause_text.hpp>
#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/redact_event.hpp>
#include <createproduct/report/xml_text.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/version.hpp>

namespace createproduct::report {

/// Writes JUnit XML when the run has ended, in the form that Jenkins and GitLab read. Each clause is a test case:
/// `skipped` with the reason when it was not exercised, `failure` with the evidence when it failed or is flaky, `error`
/// when it is undecided; what is only worth saying stands in `system-out`. A run that could not decide anything has a
/// further test case `run` with an error, so that it never looks green. Times are left out: the same run gives the same
/// file.
class JunitReport {
 public:
  /// `out` must outlive the report.
  explicit JunitReport(std::ostream& out, CommandLines commands = CommandLines(), Redactor redactor = Redactor())
      : out_(&out), commands_(redacted(std::move(commands), redactor)), redactor_(std::move(redactor)) {}

  /// Takes the events of a run in order, and writes at its end.
  void operator()(const suite::Event& event) {
    if (!std::holds_alternative<suite::RunFinished>(event)) return;
    const suite::Event safe = redacted(event, redactor_);
    *out_ << document(std::get<suite::RunFinished>(safe)) << std::flush;
  }

 private:
  struct Counts {
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
    std::size_t skipped = 0;
  };

  static std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + xml_text(value) + "\"";
  }

  static std::string element(std::string_view name, std::string_view type, std::string_view message,
                             std::string_view text) {
    std::string out = "      <" + std::string(name);
    if (!type.empty()) out += attribute("type", type);
    out += attribute("message", message);
    return text.empty() ? out + "/>\n" : out + ">" + lines(text) + "</" + std::string(name) + ">\n";
  }

  /// Text of several lines as character data.
  static std::string lines(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      out += xml_text(text.substr(0, end)) + '\n';
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
  }

  std::string outcome(const suite::ClauseResult& result, const suite::Finding* finding, Counts& counts) const {
    using judge::Verdict;
    const std::string type(judge::verdict_name(result.verdict));
    const std::string_view why = finding != nullptr ? std::string_view(finding->why) : std::string_view(result.reason);
    const std::string evidence = finding != nullptr ? evidence_text(*finding, commands_) : std::string();
    switch (result.verdict) {
      case Verdict::not_exercised: ++counts.skipped; return element("skipped", {}, result.reason, {});
      case Verdict::flaky:
      case Verdict::fail: ++counts.failures; return element("failure", type, why, evidence);
      case Verdict::inconclusive:
      case Verdict::error: ++counts.errors; return element("error", type, why, evidence);
      case Verdict::pass: break;
      case Verdict::info:
      case Verdict::known:
      case Verdict::warn:
        return "      <system-out>" + lines(type + ": " + std::string(why) + '\n' + evidence) + "</system-out>\n";
    }
    return {};
  }

  std::string test_case(const suite::ClauseResult& result, const suite::RunFinished& run, Counts& counts) const {
    const suite::Finding* finding = nullptr;
    for (const suite::Finding& candidate : run.findings)
      if (candidate.clause == result.clause) finding = &candidate;
    ++counts.tests;
    const std::string inside = outcome(result, finding, counts);
    const std::string head =
        "    <testcase" + attribute("classname", clause_origin(result.clause)) + attribute("name", result.clause.id());
    return inside.empty() ? head + "/>\n" : head + ">\n" + inside + "    </testcase>\n";
  }

  [[nodiscard]] std::string document(const suite::RunFinished& run) const {
    Counts counts;
    std::string cases;
    for (const suite::ClauseResult& result : run.clauses) cases += test_case(result, run, counts);
    if (run.exit_code >= 3) {
      ++counts.tests;
      ++counts.errors;
      const std::string type(judge::verdict_name(run.verdict));
      cases += "    <testcase" + attribute("classname", "run") + attribute("name", "run") + ">\n" +
               element("error", type, run.reason.empty() ? type : run.reason, {}) + "    </testcase>\n";
    }
    const std::string numbers =
        attribute("tests", std::to_string(counts.tests)) + attribute("failures", std::to_string(counts.failures)) +
        attribute("errors", std::to_string(counts.errors)) + attribute("skipped", std::to_string(counts.skipped));
    const auto property = [](std::string_view name, std::string_view value) {
      return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
    };
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + numbers + ">\n  <testsuite" +
           attribute("name", "CreateProduct") + numbers + ">\n    <properties>\n" + property("kit", version) +
           property("specification", spec::version) + property("target", run.started.target) +
           property("budget", run.started.budget) + property("seed", std::to_string(run.started.seed)) +
           property("salt", run.started.salt) + property("verdict", judge::verdict_name(run.verdict)) +
           "    </properties>\n" + cases + "  </testsuite>\n</testsuites>\n";
  }

  std::ostream* out_;
  CommandLines commands_;
  Redactor redactor_;
};

}  // namespace createproduct::report
