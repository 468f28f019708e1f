// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/judge/answer.hpp>
#include <createproduct/report/columns.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/inline_case.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::report {

/// What the command lines of a report refer to.
struct CommandLines {
  /// The endpoint, without query and credentials; empty for one that curl does not reach.
  std::string url = "http://127.0.0.1:8080/v2/index.php";
  std::string sign = "createproduct-conformance sign";     ///< signs a URL given to it; with the options that matter
  std::string start{};  ///< for a target in process: the command that serves its like at `url`; may be empty
  std::string rerun{};  ///< a run against the same target, to which options are appended; may be empty
  std::string replay{};  ///< a replay against the same target, to which a case is appended; may be empty
  std::string salt{};    ///< of the run that the findings come from
  std::string curl = "curl";  ///< with the options that `url` needs
};

/// The same without secrets, which the command of a child process may hold.
[[nodiscard]] inline CommandLines redacted(CommandLines commands, const Redactor& redactor) {
  for (std::string* line : {&commands.url, &commands.sign, &commands.start, &commands.rerun, &commands.replay,
                            &commands.curl})
    *line = redactor(std::move(*line));
  return commands;
}

namespace detail {

inline constexpr std::size_t longest_value = 160;     ///< bytes of a parameter shown in full
inline constexpr std::size_t longest_answer = 600;    ///< bytes of an answer's body shown in full
inline constexpr std::size_t longest_history = 6;     ///< exchanges shown: the last ones
inline constexpr std::size_t longest_command = 8000;  ///< bytes of a command line shown at all

/// The parameters of wire text, decoded where decoding says all and as sent where it would hide something.
inline void add_parameters(std::string_view form, std::string_view place, Columns& out) {
  for (const wire::FormField& field : wire::split_form(form)) {
    const wire::PercentDecoded name = wire::percent_decoded(field.name, wire::Plus::literal);
    const wire::PercentDecoded value = wire::percent_decoded(field.value, wire::Plus::literal);
    const bool valid = name.valid && value.valid;
    std::string label = field.name.empty() ? "(no name)" : abbreviated(valid ? name.bytes : field.name, 60);
    label += place;
    std::string shown = !field.has_equals     ? "(no equals sign)"
                        : field.value.empty() ? "(empty)"
                                              : abbreviated(valid ? value.bytes : field.value, longest_value);
    if (!valid) shown += "  (as sent; the percent-encoding is not valid)";
    out.add({label, shown});
  }
}

/// JSON without the white space between its tokens; any other text as it is. O(n).
[[nodiscard]] inline std::string compact(const std::string& text) {
  using State = wire::ShallowJson::State;
  if (wire::read_shallow_json(text).state != State::complete) return text;
  std::string out;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!in_string && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) continue;
    out.push_back(c);
    if (in_string && c == '\\')
      out.push_back(text[++i]);
    else if (c == '"')
      in_string = !in_string;
  }
  return out;
}

/// Status and body on one line, or what came instead.
[[nodiscard]] inline std::string answer_line(const judge::Answer& answer) {
  const std::string body = answer.body.empty() ? std::string() : abbreviated(compact(answer.body), longest_answer);
  if (answer.transport == judge::Answer::Transport::answered)
    return (answer.status == 0 ? "" : std::to_string(answer.status) + "  ") + (body.empty() ? "(empty body)" : body);
  std::string line(judge::transport_name(answer.transport));
  if (!answer.detail.empty()) line += ": " + abbreviated(answer.detail, longest_answer);
  return body.empty() ? line : line + "  " + body;
}

inline void add_line(std::string_view label, std::string_view text, std::string& out) {
  constexpr std::size_t column = 9;
  out.append("   ").append(label);
  if (!text.empty()) out.append(label.size() < column ? column - label.size() : 1, ' ').append(text);
  out.push_back('\n');
}

inline void add_exchange(const suite::Exchange& exchange, std::string_view label, std::string& out) {
  std::string head = printable(exchange.sent.method);
  if (exchange.account != "first") head += ", " + printable(exchange.account) + " account";
  if (exchange.is_signed) head += ", signed (signing parameters not shown)";
  add_line(label, head, out);
  const bool in_both = !exchange.sent.query.empty() && !exchange.sent.body.empty();
  Columns parameters(std::string(12, ' '));
  add_parameters(exchange.sent.query, in_both ? " (query)" : "", parameters);
  add_parameters(exchange.sent.body, in_both ? " (body)" : "", parameters);
  out += parameters.text();
  add_line("answer", answer_line(exchange.answer), out);
}

inline void add_commands(const suite::Finding& finding, std::size_t first, const CommandLines& commands,
                         std::string& out) {
  if (!commands.start.empty()) add_line("start", printable(commands.start), out);
  bool any_signed = false;
  for (std::size_t i = first; i < finding.history.size() && !commands.url.empty(); ++i) {
    const suite::Exchange& exchange = finding.history[i];
    const std::string sign = commands.sign + (exchange.account == "second" ? " --second" : "");
    const CurlLine curl = curl_line(exchange.sent, commands.url, exchange.is_signed ? sign : std::string(), commands.curl);
    const bool shown = curl.line.size() <= longest_command;
    add_line("curl", shown ? curl.line : "(" + std::to_string(curl.line.size()) + " bytes long, not shown)", out);
    if (!curl.caveat.empty()) add_line("", "(" + curl.caveat + ")", out);
    any_signed = any_signed || exchange.is_signed;
  }
  if (any_signed && is_about_signing(finding.clause))
    add_line("", "(signed afresh and well; what was wrong with the signing parameters shows in a run only)", out);
  if (!commands.replay.empty() && depends_on_the_rest(finding)) {
    add_line("", "(no replay line: it depends on what else the run has sent)", out);
  } else if (!commands.replay.empty()) {
    const std::string line = commands.replay + " --case " + shell_quoted(inline_case(finding, commands.salt));
    const bool shown = line.size() <= longest_command;
    const std::string size = std::to_string(line.size());
    add_line("replay", shown ? printable(line) : "(" + size + " bytes long: replay the ndjson report instead)", out);
  }
  if (!commands.rerun.empty())
    add_line("again", printable(commands.rerun) + " --only " + std::string(finding.clause.id()), out);
}

[[nodiscard]] inline std::string case_line(const suite::Finding& finding) {
  constexpr std::size_t most = 3;
  std::string line = printable(finding.case_id);
  for (std::size_t i = 0; i < finding.also.size() && i < most; ++i) line += ", " + printable(finding.also[i]);
  return finding.also.size() > most ? line + " and " + std::to_string(finding.also.size() - most) + " more" : line;
}

}  // namespace detail

/// The evidence of a finding for people: requests with their parameters, answers, the reason, how often it showed, and
/// commands that show it again. Lines end in `\n`, every other byte is printable(). The caller has taken secrets out
/// (Redactor).
[[nodiscard]] inline std::string evidence_text(const suite::Finding& finding, const CommandLines& commands) {
  std::string out;
  const std::size_t size = finding.history.size();
  const std::size_t first = size > detail::longest_history ? size - detail::longest_history : 0;
  if (first > 0) detail::add_line("", "(" + std::to_string(first) + " earlier requests not shown)", out);
  for (std::size_t i = first; i < size; ++i) detail::add_exchange(finding.history[i], i == 0 ? "request" : "then", out);

  detail::add_line("why", printable(finding.why), out);
  detail::add_line("shown",
                   finding.attempts == 0
                       ? "once, which is proof"
                       : std::to_string(finding.reproduced) + " of " + std::to_string(finding.attempts) + " times",
                   out);
  detail::add_line("case", detail::case_line(finding), out);
  detail::add_commands(finding, first, commands, out);
  return out;
}

}  // namespace createproduct::report
