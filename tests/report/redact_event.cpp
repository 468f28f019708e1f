// SPDX-License-Identifier: MIT
#include <createproduct/report/redact_event.hpp>

#include <string>
#include <variant>

#include <doctest/doctest.h>

using namespace createproduct;
using report::redacted;
using report::Redactor;

TEST_CASE("every text of every event is cleaned") {
  const Redactor redactor({"hush"});
  suite::RunStarted started;
  started.target = "hush";
  CHECK(std::get<suite::RunStarted>(redacted(started, redactor)).target == "[secret]");
  CHECK(std::get<suite::Note>(redacted(suite::Note{"hush"}, redactor)).text == "[secret]");
  CHECK(std::get<suite::CaseFinished>(redacted(suite::CaseFinished{"id", "operation.create", {}, 1, "hush"}, redactor))
            .note == "[secret]");
  suite::Finding finding;
  finding.why = "hush";
  CHECK(std::get<suite::Suspected>(redacted(suite::Suspected{finding}, redactor)).finding.why == "[secret]");
  CHECK(std::get<suite::Confirmed>(redacted(suite::Confirmed{finding}, redactor)).finding.why == "[secret]");
  suite::RunFinished run;
  run.started = started;
  run.reason = "hush";
  run.findings = {finding};
  run.clauses = {{"operation.create", {}, "hush", 0}};
  run.silences = {{"silent.name-case", "hush", 0}};
  run.notes = {"hush"};
  const auto safe = std::get<suite::RunFinished>(redacted(run, redactor));
  CHECK(safe.started.target == "[secret]");
  CHECK(safe.reason == "[secret]");
  CHECK(safe.findings.front().why == "[secret]");
  CHECK(safe.clauses.front().reason == "[secret]");
  CHECK(safe.silences.front().choice == "[secret]");
  CHECK(safe.notes.front() == "[secret]");
}
