// SPDX-License-Identifier: MIT
#pragma once

#include <iterator>
#include <string>
#include <string_view>
#include <variant>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/clause_text.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/version.hpp>

namespace createproduct::report {

namespace detail {

inline void write_exchange(const suite::Exchange& exchange, JsonWriter& out) {
  out.begin_object().key("account").string(exchange.account).key("signed").boolean(exchange.is_signed);
  out.key("method").string(exchange.sent.method);
  out.member("query", exchange.sent.query).member("body", exchange.sent.body);
  if (!exchange.sent.content_type.empty()) out.key("content_type").string(exchange.sent.content_type);
  out.key("answer").begin_object();
  out.key("transport").string(judge::transport_name(exchange.answer.transport));
  out.key("status").integer(exchange.answer.status).member("body", exchange.answer.body);
  out.key("detail").string(exchange.answer.detail).end_object().end_object();
}

inline void write_clause(ClauseId clause, JsonWriter& out) {
  out.key("clause").string(clause.id()).key("level").string(level_text(clause.level()));
  out.key("section").string(clause.get().section);
}

inline void write_finding(const suite::Finding& finding, JsonWriter& out) {
  out.begin_object();
  write_clause(finding.clause, out);
  out.key("text").string(finding.clause.get().text);
  out.key("verdict").string(judge::verdict_name(finding.verdict));
  out.key("case").string(finding.case_id).key("also").begin_array();
  for (const std::string& id : finding.also) out.string(id);
  out.end_array().key("why").string(finding.why);
  out.key("reproduced").size(finding.reproduced).key("attempts").size(finding.attempts);
  out.key("history").begin_array();
  for (const suite::Exchange& exchange : finding.history) write_exchange(exchange, out);
  out.end_array().end_object();
}

inline void write_settings(const suite::RunStarted& started, JsonWriter& out) {
  out.key("kit").string(version).key("specification").string(spec::version);
  out.key("target").string(started.target).key("budget").string(started.budget);
  out.key("seed").size(started.seed).key("salt").string(started.salt);
  out.key("shard").string(started.shard);
}

inline void write_members(const suite::RunStarted& event, JsonWriter& out) {
  write_settings(event, out);
  out.key("cases").size(event.cases);
}

inline void write_members(const suite::PhaseStarted& event, JsonWriter& out) {
  out.key("phase").string(event.phase).key("cases").size(event.cases);
}

inline void write_members(const suite::CaseFinished& event, JsonWriter& out) {
  out.key("case").string(event.id).key("clause").string(event.clause.id());
  out.key("verdict").string(judge::verdict_name(event.verdict));
  out.key("requests").size(event.requests).key("note").string(event.note);
}

inline void write_members(const suite::Suspected& event, JsonWriter& out) {
  out.key("finding");
  write_finding(event.finding, out);
}

inline void write_members(const suite::Confirmed& event, JsonWriter& out) {
  out.key("finding");
  write_finding(event.finding, out);
}

inline void write_members(const suite::Note& event, JsonWriter& out) { out.key("text").string(event.text); }

inline void write_results(const suite::RunFinished& event, JsonWriter& out) {
  out.key("findings").begin_array();
  for (const suite::Finding& finding : event.findings) write_finding(finding, out);
  out.end_array().key("clauses").begin_array();
  for (const suite::ClauseResult& result : event.clauses) {
    out.begin_object();
    write_clause(result.clause, out);
    out.key("verdict").string(judge::verdict_name(result.verdict));
    out.key("checks").size(result.checks).key("reason").string(result.reason).end_object();
  }
  out.end_array().key("silences").begin_array();
  for (const suite::SilenceResult& result : event.silences) {
    out.begin_object().key("silence").string(result.silence.id()).key("choice").string(result.choice);
    out.key("seen").size(result.seen).end_object();
  }
  out.end_array().key("codes").begin_array();
  for (const suite::CodeCount& count : event.codes)
    out.begin_object().key("code").integer(count.code).key("seen").size(count.seen).end_object();
  out.end_array().key("notes").begin_array();
  for (const std::string& note : event.notes) out.string(note);
  out.end_array();
}

inline void write_members(const suite::RunFinished& event, JsonWriter& out) {
  out.key("verdict").string(judge::verdict_name(event.verdict));
  out.key("exit_code").integer(event.exit_code).key("reason").string(event.reason);
  write_settings(event.started, out);
  out.key("planned").size(event.started.cases).key("cases").size(event.cases).key("requests").size(event.requests);
  out.key("accepted").size(event.accepted).key("refused").size(event.refused);
  out.key("unanswered").size(event.unanswered).key("created").size(event.created).key("deleted").size(event.deleted);
  out.key("seconds").number(event.seconds);
  write_results(event, out);
}

[[nodiscard]] constexpr std::string_view event_name(const suite::Event& event) noexcept {
  constexpr std::string_view names[] = {"run-started", "phase-started", "case-finished", "suspected",
                                        "confirmed",   "note",          "run-finished"};
  static_assert(std::size(names) == std::variant_size_v<suite::Event>);
  return names[event.index()];
}

}  // namespace detail

/// The event as the JSON object that spec/schema/event.schema.json describes; `indent` as JsonWriter has it. The caller
/// has taken secrets out (Redactor). O(bytes).
[[nodiscard]] inline std::string event_json(const suite::Event& event, std::size_t indent = 0) {
  JsonWriter out(indent);
  out.begin_object().key("event").string(detail::event_name(event));
  std::visit([&out](const auto& e) { detail::write_members(e, out); }, event);
  out.end_object();
  return out.text();
}

}  // namespace createproduct::report
