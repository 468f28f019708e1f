// SPDX-License-Identifier: MIT
#include <createproduct/report/redact.hpp>

#include <string>
#include <variant>

#include <doctest/doctest.h>

#include "sample_events.hpp"

using namespace createproduct;
using report::Redactor;

TEST_CASE("a signed request loses what signing added, in any spelling, and nothing else") {
  const suite::Finding safe = Redactor({sample::secret_key})(sample::signed_finding());
  const suite::Exchange& exchange = safe.history.front();
  CHECK(exchange.sent.query == "Action=CreateProduct&productName=n");
  CHECK(exchange.is_signed);
  CHECK(exchange.answer.body ==
        R"({"got":"[secret]","expected":"[secret]","id":"[secret]","token":"[secret]","key":"[secret]"})");
  CHECK(exchange.answer.detail == "echo [secret]");
  CHECK(safe.why == "A wrong signature [secret] was accepted.");
}

TEST_CASE("a body is stripped like a query, and odd pieces keep their place") {
  suite::Finding finding = sample::signed_finding();
  suite::Exchange& exchange = finding.history.front();
  exchange.sent = {"POST", "&&a&Nonce=1&=", "Signature&b==&SIGNATURE=abcd&nonce=3&%zz"};
  exchange.answer.body = "abcd";
  const suite::Finding safe = Redactor()(finding);
  CHECK(safe.history.front().sent.query == "&&a&=");
  CHECK(safe.history.front().sent.body == "b==&%zz");
  CHECK(safe.history.front().answer.body == "[secret]");
}

TEST_CASE("an unsigned request keeps its parameters, but for known secrets") {
  suite::Finding finding = sample::too_long_name();
  finding.history.front().sent.query =
      "Signature=wrong&Nonce=5&Timestamp=7&SecretId=" + sample::secret_id + "&a=" + sample::token;
  finding.history.front().answer.body = sample::expected_signature;
  CHECK(Redactor()(finding).history.front().sent.query == finding.history.front().sent.query);
  CHECK(Redactor()(finding).history.front().answer.body == sample::expected_signature);
  const Redactor knowing({"", sample::secret_id, sample::token});
  CHECK(knowing(finding).history.front().sent.query == "Signature=wrong&Nonce=5&Timestamp=7&a=[secret]");
}

TEST_CASE("values too short to be secrets are not looked for") {
  suite::Finding finding = sample::signed_finding();
  finding.history.front().sent.query = "Signature=e";
  finding.history.front().answer.body = "message";
  CHECK(Redactor()(finding).history.front().answer.body == "message");
}

TEST_CASE("every text of every event is cleaned") {
  const Redactor redactor({"hush"});
  CHECK(redactor(std::string("hush!")) == "[secret]!");
  suite::RunStarted started;
  started.target = "hush";
  CHECK(std::get<suite::RunStarted>(redactor(started)).target == "[secret]");
  CHECK(std::get<suite::Note>(redactor(suite::Note{"hush"})).text == "[secret]");
  CHECK(std::get<suite::CaseFinished>(redactor(suite::CaseFinished{"id", "operation.create", {}, 1, "hush"})).note ==
        "[secret]");
  suite::Finding finding;
  finding.why = "hush";
  CHECK(std::get<suite::Suspected>(redactor(suite::Suspected{finding})).finding.why == "[secret]");
  CHECK(std::get<suite::Confirmed>(redactor(suite::Confirmed{finding})).finding.why == "[secret]");
  suite::RunFinished run;
  run.started = started;
  run.reason = "hush";
  run.findings = {finding};
  run.clauses = {{"operation.create", {}, "hush", 0}};
  run.silences = {{"silent.name-case", "hush", 0}};
  run.notes = {"hush"};
  const auto safe = std::get<suite::RunFinished>(redactor(run));
  CHECK(safe.started.target == "[secret]");
  CHECK(safe.reason == "[secret]");
  CHECK(safe.findings.front().why == "[secret]");
  CHECK(safe.clauses.front().reason == "[secret]");
  CHECK(safe.silences.front().choice == "[secret]");
  CHECK(safe.notes.front() == "[secret]");
}
