// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/request.hpp>
#include <createproduct/model/response.hpp>
#include <createproduct/report/clause_text.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/request_codec.hpp>
#include <createproduct/wire/response_codec.hpp>

namespace createproduct::testing {

namespace detail {

[[nodiscard]] inline wire::WireRequest as_wire(wire::WireRequest request) { return request; }
[[nodiscard]] inline wire::WireRequest as_wire(const wire::RawRequest& request) { return wire::encode(request); }
[[nodiscard]] inline wire::WireRequest as_wire(const CreateProductRequest& request) {
  return wire::encode(wire::to_raw(request));
}

[[nodiscard]] inline judge::Answer as_answer(judge::Answer answer) { return answer; }
[[nodiscard]] inline judge::Answer as_answer(std::string body) {
  judge::Answer answer;
  answer.body = std::move(body);
  return answer;
}
[[nodiscard]] inline judge::Answer as_answer(const CreateProductResponse& response) {
  return as_answer(wire::to_json(response));
}

/// The command lines for findings about `target`, the description of a run's target: where that is no URL, lines for
/// the implementation served on this machine.
[[nodiscard]] inline report::CommandLines commands_for(const std::string& target, const std::string& salt) {
  report::CommandLines out;
  if (target.starts_with("http://") || target.starts_with("https://")) out.url = target;
  out.replay = "createproduct-conformance replay --endpoint " + report::shell_quoted(out.url);
  out.salt = salt;
  return out;
}

/// The command that runs the present test case again, or an empty text outside of any.
[[nodiscard]] inline std::string run_again() {
  const ::doctest::ContextOptions* context = ::doctest::getContextOptions();
  if (context == nullptr || context->currentTest == nullptr) return {};
  std::string filter = "--test-case=";
  for (const char* at = context->currentTest->m_name; *at != '\0'; ++at) {
    if (*at == ',' || *at == '\\') filter += '\\';  // a comma would begin another filter
    filter += *at;
  }
  return report::shell_quoted(context->binary_name.c_str()) + " " + report::shell_quoted(filter);
}

/// A finding for people, as a doctest message, without secrets.
[[nodiscard]] inline std::string finding_message(const suite::Finding& finding, const report::CommandLines& commands) {
  std::string text = std::string(judge::verdict_name(finding.verdict)) + " " + std::string(finding.clause.id()) + " (" +
                     report::clause_origin(finding.clause) + ")\n   " + std::string(finding.clause.get().text) + "\n" +
                     report::evidence_text(report::Redactor()(finding), commands);
  if (const std::string again = run_again(); !again.empty()) report::detail::add_line("again", again, text);
  return text;
}

}  // namespace detail

/// Judges the answer to one request, as `judge` knows the account "first" from the exchanges before it. Each clause
/// that the answer breaks fails the running test case at `file` and `line`, or is a message if only an example of the
/// document shows it. Its curl and replay lines send the request to the implementation where that is served on this
/// machine. Whether the answer keeps the contract. The request may be a WireRequest, a RawRequest or a
/// CreateProductRequest, the answer an Answer, the text of a body or a CreateProductResponse.
template <class Request, class Answer>
bool check_answer(judge::Judge& judge, const Request& request, const Answer& answer, const char* file, int line) {
  suite::Exchange exchange{"first", detail::as_wire(request), false, detail::as_answer(answer)};
  exchange.is_signed = suite::parameter_of(exchange.sent, "Signature").has_value();
  const judge::Ruling ruling = judge.rule("first", judge::classify(exchange.sent), exchange.answer);
  bool kept = true;
  for (const judge::Breach& breach : ruling.breaches) {
    const bool warning = breach.clause.level() == Level::example;
    kept = kept && warning;
    suite::Finding finding;
    finding.clause = breach.clause;
    finding.verdict = warning ? judge::Verdict::warn : judge::Verdict::fail;
    finding.case_id = "this exchange";
    finding.why = breach.why;
    finding.history = {exchange};
    const std::string text = detail::finding_message(finding, detail::commands_for({}, {}));
    if (warning)
      DOCTEST_ADD_MESSAGE_AT(file, line, text);
    else
      DOCTEST_ADD_FAIL_CHECK_AT(file, line, text);
  }
  if (ruling.breaches.empty()) DOCTEST_CHECK(kept);  // doctest counts what was checked
  return kept;
}

}  // namespace createproduct::testing

/// Fails the test case if the answer to the request breaks a clause, whatever products the account holds; see
/// createproduct::testing::check_answer().
#define CREATEPRODUCT_CHECK_ANSWER(request, answer)                                                        \
  do {                                                                                                     \
    createproduct::judge::Judge createproduct_judge;                                                       \
    createproduct::testing::check_answer(createproduct_judge, request, answer, __FILE__, __LINE__);        \
  } while (false)

/// The same with what a createproduct::judge::Judge knows from the exchanges before: a name that it has seen created
/// must be refused, a productID must be new.
#define CREATEPRODUCT_CHECK_NEXT_ANSWER(judge, request, answer) \
  createproduct::testing::check_answer(judge, request, answer, __FILE__, __LINE__)
