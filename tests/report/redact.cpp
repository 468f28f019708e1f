// SPDX-License-Identifier: MIT
#include <createproduct/report/redact.hpp>

#include <string>

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

TEST_CASE("texts and notes are cleaned, and of notes with secrets signature shapes, too") {
  const Redactor redactor({"hush"});
  CHECK(redactor(std::string("hush!")) == "[secret]!");
  CHECK(redactor.note("hush!") == "[secret]!");
  CHECK(redactor.note(sample::expected_signature) != sample::expected_signature);
  CHECK(Redactor().note(sample::expected_signature) == sample::expected_signature);
  CHECK(redactor(std::string(sample::expected_signature)) == sample::expected_signature);
}
