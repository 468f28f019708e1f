// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <createproduct/judge/verdict.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/report/event_json.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/wire/double_from_chars.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_tree.hpp>

namespace createproduct::report {

namespace detail {

/// What is wrong with an event, thrown within this header only.
struct BadEvent {
  std::string where;  ///< JSON pointer
  std::string message;
};

/// One value of an event with the place where it stands.
class EventValue {
 public:
  EventValue(const wire::JsonTree& value, std::string where) : value_(value), where_(std::move(where)) {}

  [[noreturn]] void fail(const std::string& message) const { throw BadEvent{where_, message}; }

  [[nodiscard]] EventValue at(const std::string& name) const {
    const wire::JsonTree* const found = value_.find(name);
    if (found == nullptr) throw BadEvent{where_ + '/' + name, "it is missing"};
    return {*found, where_ + '/' + name};
  }

  [[nodiscard]] bool has(const std::string& name) const { return value_.contains(name); }

  [[nodiscard]] std::string text() const {
    if (!value_.is_string()) fail("expected a text");
    return value_.text;
  }

  /// The bytes of member `name`, which its `_hex` has if they are not UTF-8.
  [[nodiscard]] std::string bytes(const std::string& name) const {
    const std::string plain = at(name).text();
    if (!value_.contains(name + "_hex")) return plain;
    const EventValue hex = at(name + "_hex");
    return hex.from_hex();
  }

  template <class T>
  [[nodiscard]] T number() const {
    if (value_.kind != wire::JsonKind::integer) fail("expected an integer");
    if (!value_.clamped && std::in_range<T>(value_.integer)) return static_cast<T>(value_.integer);
    // Seeds take 64 bits without a sign.
    T wide{};
    const char* const end = value_.text.data() + value_.text.size();
    if (std::from_chars(value_.text.data(), end, wide).ec != std::errc{}) fail("the number is out of range");
    return wide;
  }

  [[nodiscard]] double real() const {
    double out = static_cast<double>(value_.integer);
    if (value_.kind == wire::JsonKind::real)
      static_cast<void>(wire::double_from_chars(value_.text.data(), value_.text.data() + value_.text.size(), out));
    else if (value_.kind != wire::JsonKind::integer)
      fail("expected a number");
    return out;
  }

  [[nodiscard]] bool boolean() const {
    if (value_.kind != wire::JsonKind::boolean) fail("expected true or false");
    return value_.is_true();
  }

  [[nodiscard]] ClauseId clause() const {
    const std::string id = text();
    const std::optional<ClauseId> found = ClauseId::find(id);
    if (!found) fail("no clause is called " + id);
    return *found;
  }

  [[nodiscard]] suite::Verdict verdict() const {
    const std::string name = text();
    for (auto value = suite::Verdict::not_exercised; value <= suite::Verdict::error;
         value = static_cast<suite::Verdict>(static_cast<int>(value) + 1))
      if (judge::verdict_name(value) == name) return value;
    fail("there is no verdict " + name);
  }

  [[nodiscard]] judge::Answer::Transport transport() const {
    const std::string name = text();
    if (const auto found = judge::find_transport(name)) return *found;
    fail("there is no transport " + name);
  }

  template <class Read>
  [[nodiscard]] auto each(Read read) const {
    if (!value_.is_array()) fail("expected an array");
    std::vector<decltype(read(*this))> out;
    for (std::size_t i = 0; i < value_.items.size(); ++i)
      out.push_back(read(EventValue(value_.items[i], where_ + '/' + std::to_string(i))));
    return out;
  }

 private:
  [[nodiscard]] std::string from_hex() const {
    std::optional<std::string> out = wire::from_hex(text());
    if (!out) fail("expected pairs of hexadecimal digits");
    return *std::move(out);
  }

  const wire::JsonTree& value_;
  std::string where_;
};

[[nodiscard]] inline suite::Exchange read_exchange(const EventValue& value) {
  suite::Exchange out;
  out.account = value.at("account").text();
  out.is_signed = value.at("signed").boolean();
  out.sent.method = value.at("method").text();
  out.sent.query = value.bytes("query");
  out.sent.body = value.bytes("body");
  if (value.has("content_type")) out.sent.content_type = value.at("content_type").text();
  const EventValue answer = value.at("answer");
  out.answer.transport = answer.at("transport").transport();
  out.answer.status = answer.at("status").number<int>();
  out.answer.body = answer.bytes("body");
  out.answer.detail = answer.at("detail").text();
  return out;
}

[[nodiscard]] inline std::string read_text(const EventValue& value) { return value.text(); }

[[nodiscard]] inline suite::Finding read_finding(const EventValue& value) {
  suite::Finding out;
  out.clause = value.at("clause").clause();
  out.verdict = value.at("verdict").verdict();
  out.case_id = value.at("case").text();
  out.also = value.at("also").each(read_text);
  out.why = value.at("why").text();
  out.reproduced = value.at("reproduced").number<unsigned>();
  out.attempts = value.at("attempts").number<unsigned>();
  out.history = value.at("history").each(read_exchange);
  return out;
}

[[nodiscard]] inline suite::RunStarted read_settings(const EventValue& value, const char* cases) {
  return {value.at("target").text(), value.at("budget").text(), value.at("seed").number<std::uint64_t>(),
          value.at("salt").text(),   value.at(cases).number<std::size_t>(), value.at("shard").text()};
}

[[nodiscard]] inline suite::RunFinished read_result(const EventValue& value) {
  suite::RunFinished out;
  out.started = read_settings(value, "planned");
  out.verdict = value.at("verdict").verdict();
  out.exit_code = value.at("exit_code").number<int>();
  out.reason = value.at("reason").text();
  out.cases = value.at("cases").number<std::size_t>();
  out.requests = value.at("requests").number<std::size_t>();
  out.accepted = value.at("accepted").number<std::size_t>();
  out.refused = value.at("refused").number<std::size_t>();
  out.unanswered = value.at("unanswered").number<std::size_t>();
  out.created = value.at("created").number<std::size_t>();
  out.deleted = value.at("deleted").number<std::size_t>();
  out.seconds = value.at("seconds").real();
  out.findings = value.at("findings").each(read_finding);
  out.clauses = value.at("clauses").each([](const EventValue& one) -> suite::ClauseResult {
    return {one.at("clause").clause(), one.at("verdict").verdict(), one.at("reason").text(),
            one.at("checks").number<std::size_t>()};
  });
  out.silences = value.at("silences").each([](const EventValue& one) -> suite::SilenceResult {
    return {one.at("silence").clause(), one.at("choice").text(), one.at("seen").number<std::size_t>()};
  });
  out.codes = value.at("codes").each([](const EventValue& one) -> suite::CodeCount {
    return {one.at("code").number<std::int32_t>(), one.at("seen").number<std::size_t>()};
  });
  out.notes = value.at("notes").each(read_text);
  return out;
}

[[nodiscard]] inline suite::Event read_members(const EventValue& value) {
  const std::string name = value.at("event").text();
  if (name == "run-started") return read_settings(value, "cases");
  if (name == "phase-started")
    return suite::PhaseStarted{value.at("phase").text(), value.at("cases").number<std::size_t>()};
  if (name == "case-finished")
    return suite::CaseFinished{value.at("case").text(), value.at("clause").clause(), value.at("verdict").verdict(),
                               value.at("requests").number<std::size_t>(), value.at("note").text()};
  if (name == "suspected") return suite::Suspected{read_finding(value.at("finding"))};
  if (name == "confirmed") return suite::Confirmed{read_finding(value.at("finding"))};
  if (name == "note") return suite::Note{value.at("text").text()};
  if (name == "run-finished") return read_result(value);
  value.at("event").fail("there is no event " + name);
}

}  // namespace detail

/// The event that event_json() wrote as `line`; what it leaves out of an answer stays as it is in a new one. Error:
/// input, with a JSON pointer as `where` when the line is JSON but no such event. O(bytes).
[[nodiscard]] inline Result<suite::Event> read_event(std::string_view line) {
  const Result<wire::JsonTree> json = wire::read_json_tree(line);
  if (!json) return Error{Error::Code::input, {}, "the line is not JSON"};
  try {
    return detail::read_members(detail::EventValue(*json, {}));
  } catch (const detail::BadEvent& bad) {
    return Error{Error::Code::input, bad.where, bad.message};
  }
}

}  // namespace createproduct::report
