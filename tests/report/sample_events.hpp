// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <createproduct/suite/events.hpp>

/// Events for the tests of reports.
namespace sample {

using namespace createproduct;

inline const std::string secret_id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA";
inline const std::string secret_key = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";
inline const std::string token = "a-temporary-token-of-some-length";
inline const std::string signature = "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=";
inline const std::string expected_signature = "nPVnY6njQmwQ8ciqbPl5Qe+Oru4=";

/// Every byte there is, several malformed UTF-8 sequences, and characters that terminals, XML and JSON stumble over.
inline std::string hostile_bytes() {
  std::string bytes =
      "]]>&lt;<!--\"'\\\x1b]0;title\a\x1b[2J\xC2\x9B"
      "31m\xE2\x80\xAE\xEF\xBF\xBF\xED\xA0\x80\xC0\x80\xF0\x9F\x98";
  for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
  return bytes + "\xE4\xB8\xAD";
}

inline suite::Exchange exchange(std::string method, std::string query, std::string body, std::string answer) {
  suite::Exchange made;
  made.account = "first";
  made.sent = {std::move(method), std::move(query), std::move(body)};
  made.answer.body = std::move(answer);
  return made;
}

inline suite::Finding too_long_name() {
  suite::Finding finding;
  finding.clause = "product-name.max-length";
  finding.case_id = "product-name.max-length.33";
  finding.why = "The name has 33 characters and was accepted.";
  finding.history = {exchange("GET", "Action=CreateProduct&productName=kqzvnaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "",
                              R"({"code":0,"message":"","codeDesc":"Success","productID":"ABCDE12345"})")};
  finding.reproduced = 3;
  finding.attempts = 3;
  finding.also = {"product-name.max-length.64"};
  return finding;
}

inline suite::Finding duplicate_accepted() {
  suite::Finding finding;
  finding.clause = "product-name.unique";
  finding.verdict = judge::Verdict::flaky;
  finding.case_id = "product-name.unique.again";
  finding.why = "The same name was accepted twice.";
  suite::Exchange first =
      exchange("POST", "", "Action=CreateProduct&productName=kqzvnb&productProperties=%7B%22region%22%3A%22gz%22%7D",
               R"({"code":0,"message":"","codeDesc":"Success","productID":"FGHIJ67890"})");
  suite::Exchange second = exchange("GET", "Action=CreateProduct&productName=kqzvnb&x=%zz&=&bare", "", "");
  second.account = "second";
  second.answer.transport = judge::Answer::Transport::timed_out;
  second.answer.status = 0;
  second.answer.detail = "no answer within 5 s";
  finding.history = {first, second};
  finding.reproduced = 1;
  finding.attempts = 4;
  return finding;
}

/// A signed request, and a target that echoes all it got and the signature it expected.
inline suite::Finding signed_finding() {
  suite::Finding finding;
  finding.clause = "common.signature";
  finding.case_id = "common.signature.wrong";
  finding.why = "A wrong signature " + signature + " was accepted.";
  suite::Exchange made = exchange(
      "GET",
      "Action=CreateProduct&productName=n&Timestamp=1465185768&Nonce=11886&SecretId=" + secret_id + "&Token=" + token +
          "&SignatureMethod=HmacSHA256&signatur%65=0EEm%2FHtGRr%2FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%3D",
      "",
      "{\"got\":\"0EEm\\/HtGRr\\/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s\\u003d\",\"expected\":\"" + expected_signature +
          "\",\"id\":\"" + secret_id + "\",\"token\":\"" + token + "\",\"key\":\"" + secret_key + "\"}");
  made.is_signed = true;
  made.answer.detail = "echo 0EEm%252FHtGRr%252FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%253D";
  finding.history = {made};
  return finding;
}

/// Everything that a target or a catalogue can fill, filled with hostile bytes.
inline suite::Finding hostile_finding() {
  const std::string bytes = hostile_bytes();
  suite::Finding finding;
  finding.clause = "product-name.alphabet";
  finding.case_id = bytes;
  finding.why = bytes;
  finding.also = {bytes, bytes};
  finding.history = {exchange("GET", bytes, "", bytes), exchange("POST", "", bytes, bytes),
                     exchange(bytes, bytes, bytes, bytes)};
  finding.history[1].is_signed = true;
  finding.history[2].account = bytes;
  finding.history[2].answer.transport = judge::Answer::Transport::malformed;
  finding.history[2].answer.detail = bytes;
  return finding;
}

inline suite::RunFinished finished(std::vector<suite::Finding> findings, const std::string& text) {
  suite::RunFinished run;
  run.started = {"http://127.0.0.1:43210/v2/index.php", "standard", 42, "kqzvn", 120};
  run.verdict = judge::Verdict::fail;
  run.exit_code = 1;
  for (std::size_t i = 0; i < clause_count; ++i) {
    const ClauseId clause = ClauseId::at(i);
    if (clause.level() == Level::silent) continue;
    run.clauses.push_back({clause, judge::Verdict::pass, "", 10});
    for (const suite::Finding& finding : findings)
      if (finding.clause == clause) run.clauses.back().verdict = finding.verdict;
    if (clause == ClauseId("error.quota")) run.clauses.back() = {clause, judge::Verdict::not_exercised, text, 0};
    if (clause == ClauseId("common.method")) run.clauses.back() = {clause, judge::Verdict::inconclusive, text, 1};
    if (clause == ClauseId("response.code-desc.success")) run.clauses.back() = {clause, judge::Verdict::warn, text, 3};
  }
  run.findings = std::move(findings);
  run.silences = {{"silent.name-case", "accepted", 4}, {"silent.unknown-property", text, 2}};
  run.codes = {{1000, 0}, {1001, 12}, {1100, 0}, {1101, 85}};
  run.notes = {text};
  run.cases = 118;
  run.requests = 412;
  run.created = 80;
  run.accepted = 87;
  run.refused = 320;
  run.unanswered = 5;
  run.seconds = 1.5;
  return run;
}

/// A run from start to end.
inline std::vector<suite::Event> run_of(const std::vector<suite::Finding>& findings, const std::string& text) {
  const suite::RunFinished end = finished(findings, text);
  std::vector<suite::Event> events{end.started, suite::PhaseStarted{text, 3}, suite::Note{text}};
  for (const suite::Finding& finding : findings) {
    events.push_back(suite::Suspected{finding});
    events.push_back(suite::Confirmed{finding});
    events.push_back(suite::CaseFinished{finding.case_id, finding.clause, finding.verdict, 4, text});
  }
  events.push_back(end);
  return events;
}

inline std::vector<suite::Event> hostile_run() {
  std::vector<suite::Event> events = run_of({hostile_finding(), signed_finding()}, hostile_bytes());
  for (suite::Event& event : events) {
    if (auto* started = std::get_if<suite::RunStarted>(&event)) started->target = hostile_bytes();
    if (auto* end = std::get_if<suite::RunFinished>(&event)) {
      end->started.target = hostile_bytes();
      end->reason = hostile_bytes();
    }
  }
  return events;
}

inline std::vector<suite::Event> plain_run() {
  return run_of({too_long_name(), duplicate_accepted()}, "no limit was given (--quota)");
}

/// What of the secrets a report lets out; empty if nothing.
inline std::string leaked(const std::string& report) {
  for (const std::string& secret :
       {secret_id, secret_key, token, signature, expected_signature, std::string("0EEm"), std::string("nPVnY6")})
    if (report.find(secret) != std::string::npos) return secret;
  return {};
}

}  // namespace sample
