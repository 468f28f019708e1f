// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <createproduct/judge/answer.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/version.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/shallow_json.hpp>
#include <createproduct/wire/utf8.hpp>

// The messages between the kit and a child process that stands for an implementation: one JSON object a line, as
// spec/schema/exec-message.schema.json has them. The kit greets, the child greets back, then each request gets one
// answer. Bytes that are not UTF-8 travel in a second member, `query_hex` beside `query`, which then counts.

namespace createproduct::exec {

/// The version of the protocol that this kit speaks.
inline constexpr std::int64_t protocol_version = 1;

/// What each side says first.
struct Hello {
  std::int64_t protocol = protocol_version;  ///< what the side speaks; both have to speak the same
  std::size_t parallel = 1;                  ///< how many requests the child wants to have at a time; of the child only
};

/// One request on its way to the child.
struct Request {
  std::uint64_t id = 0;       ///< of the kit's choosing, never used twice
  wire::WireRequest request;  ///< what to answer
};

/// What the child answers to the request of the same id.
struct Reply {
  std::uint64_t id = 0;  ///< of the request that it answers
  judge::Answer answer;  ///< what came of it
};

namespace detail {

/// Appends member `name`, and where `bytes` are not UTF-8 also `name_hex`, which has them without loss.
inline void append_bytes(std::string_view name, std::string_view bytes, std::string& out) {
  wire::append_json_member(name, bytes, out);
  if (!wire::is_utf8(bytes)) wire::append_json_member(std::string(name) + "_hex", wire::to_hex(bytes), out);
}

/// One message while it is read; the first thing that is wrong with it stays.
class MessageReader {
 public:
  explicit MessageReader(std::string_view line) : json_(wire::read_shallow_json(line, any_depth)) {
    if (json_.state != wire::ShallowJson::State::complete)
      fail("", "it is not JSON");
    else if (!json_.is_object())
      fail("", "it is not a JSON object");
  }

  [[nodiscard]] bool has(const char* name) const { return json_.find(name) != nullptr; }

  std::string text(const char* name) {
    const wire::ShallowValue* value = member(name);
    if (value == nullptr) return {};
    if (value->kind != wire::JsonKind::string) return fail(name, "expected a text");
    return value->text;
  }

  std::string bytes(const std::string& name) {
    const std::string hex = name + "_hex";
    if (!has(hex.c_str())) return text(name.c_str());
    std::optional<std::string> out = wire::from_hex(text(hex.c_str()));
    if (!out) return fail(hex, "expected hexadecimal digits, two for each byte");
    return *std::move(out);
  }

  std::int64_t number(const char* name, std::int64_t least, std::int64_t most) {
    const wire::ShallowValue* value = member(name);
    if (value == nullptr) return least;
    const bool exact = value->kind == wire::JsonKind::integer && !value->clamped;
    if (exact && value->integer >= least && value->integer <= most) return value->integer;
    fail(name, "expected a number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
  }

  std::string fail(std::string where, std::string message) {
    if (!error_) error_ = Error{Error::Code::input, std::move(where), std::move(message)};
    return {};
  }

  [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

 private:
  const wire::ShallowValue* member(const char* name) {
    const wire::ShallowValue* const found = json_.find(name);
    if (found == nullptr) fail(name, "it is missing");
    return found;
  }

  static constexpr std::size_t any_depth = static_cast<std::size_t>(-1);

  wire::ShallowJson json_;
  std::optional<Error> error_;
};

inline constexpr std::int64_t greatest_id = 9007199254740991;  // a JavaScript number holds it
inline constexpr std::int64_t most_parallel = 64;

[[nodiscard]] inline judge::Answer read_answer(MessageReader& reader) {
  using Transport = judge::Answer::Transport;
  judge::Answer answer;
  if (reader.has("transport")) {
    const std::string name = reader.text("transport");
    const auto found = judge::find_transport(name);
    if (!found) reader.fail("transport", "there is no transport " + name);
    answer.transport = found.value_or(Transport::answered);
  }
  const bool answered = answer.transport == Transport::answered;
  if (answered || reader.has("body")) answer.body = reader.bytes("body");
  if (reader.has("detail")) answer.detail = reader.text("detail");
  answer.status = answered ? 200 : 0;
  if (reader.has("status")) answer.status = static_cast<int>(reader.number("status", 0, 999));
  if (reader.has("retry_after")) answer.retry_after = static_cast<int>(reader.number("retry_after", 0, 86400));
  return answer;
}

}  // namespace detail

/// The kit's greeting, without a line feed, as all messages here.
[[nodiscard]] inline std::string kit_hello() {
  std::string out = "{";
  wire::append_json_member("type", "hello", out);
  wire::append_json_member("protocol", protocol_version, out);
  wire::append_json_member("kit", version, out);
  return out + "}";
}

/// The child's greeting.
[[nodiscard]] inline std::string child_hello(std::size_t parallel) {
  std::string out = "{";
  wire::append_json_member("type", "hello", out);
  wire::append_json_member("protocol", protocol_version, out);
  if (parallel != 1) wire::append_json_member("parallel", static_cast<std::int64_t>(parallel), out);
  return out + "}";
}

/// A request for the child. O(bytes).
[[nodiscard]] inline std::string request_message(std::uint64_t id, const wire::WireRequest& request) {
  std::string out = "{";
  wire::append_json_member("type", "request", out);
  wire::append_json_member("id", static_cast<std::int64_t>(id), out);
  detail::append_bytes("method", request.method, out);
  detail::append_bytes("query", request.query, out);
  detail::append_bytes("body", request.body, out);
  return out + "}";
}

/// The child's answer to the request of that id. O(bytes).
[[nodiscard]] inline std::string answer_message(std::uint64_t id, const judge::Answer& answer) {
  const bool answered = answer.transport == judge::Answer::Transport::answered;
  std::string out = "{";
  wire::append_json_member("type", "answer", out);
  wire::append_json_member("id", static_cast<std::int64_t>(id), out);
  if (!answered) wire::append_json_member("transport", judge::transport_name(answer.transport), out);
  if (answered || !answer.body.empty()) detail::append_bytes("body", answer.body, out);
  if (answer.status != (answered ? 200 : 0))
    wire::append_json_member("status", static_cast<std::int64_t>(answer.status), out);
  if (answer.retry_after != 0)
    wire::append_json_member("retry_after", static_cast<std::int64_t>(answer.retry_after), out);
  if (!answer.detail.empty()) wire::append_json_member("detail", answer.detail, out);
  return out + "}";
}

/// Reads one line that the child wrote. Error: input, with the member as `where`; O(n).
[[nodiscard]] inline Result<std::variant<Hello, Reply>> read_child_message(std::string_view line) {
  detail::MessageReader reader(line);
  const std::string type = reader.text("type");
  std::variant<Hello, Reply> out;
  if (type == "hello") {
    Hello hello;
    hello.protocol = reader.number("protocol", 0, detail::greatest_id);
    if (hello.protocol == protocol_version && reader.has("parallel"))
      hello.parallel = static_cast<std::size_t>(reader.number("parallel", 1, detail::most_parallel));
    out = hello;
  } else if (type == "answer") {
    Reply reply;
    reply.id = static_cast<std::uint64_t>(reader.number("id", 0, detail::greatest_id));
    reply.answer = detail::read_answer(reader);
    out = std::move(reply);
  } else {
    reader.fail("type", "expected hello or answer");
  }
  if (reader.error()) return *reader.error();
  return out;
}

/// Reads one line that the kit wrote. Error: input, with the member as `where`; O(n).
[[nodiscard]] inline Result<std::variant<Hello, Request>> read_kit_message(std::string_view line) {
  detail::MessageReader reader(line);
  const std::string type = reader.text("type");
  std::variant<Hello, Request> out;
  if (type == "hello") {
    out = Hello{reader.number("protocol", 0, detail::greatest_id)};
  } else if (type == "request") {
    Request request;
    request.id = static_cast<std::uint64_t>(reader.number("id", 0, detail::greatest_id));
    request.request = {reader.bytes("method"), reader.bytes("query"), reader.bytes("body")};
    out = std::move(request);
  } else {
    reader.fail("type", "expected hello or request");
  }
  if (reader.error()) return *reader.error();
  return out;
}

}  // namespace createproduct::exec
