// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/report.hpp: it is for those who read recordings.

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <createproduct/judge/answer.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/report/event_reader.hpp>
#include <createproduct/report/line_reader.hpp>
#include <createproduct/report/recorded_url.hpp>
#include <createproduct/report/recording.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/report/transcript.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/wire/double_from_chars.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_tree.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::report {

namespace detail {

/// Reads the members of one exchange. The first that is wrong leaves `error`.
class TranscriptLine {
 public:
  explicit TranscriptLine(suite::Recorded& out) : out_(out) {}

  std::optional<Error> error;

  void take(wire::ShallowMember& member) {
    const std::string& key = member.key;
    wire::ShallowValue& value = member.value;
    suite::Exchange& exchange = out_.exchange;
    if (key == "method")
      has_method_ = text(member, exchange.sent.method);
    else if (key == "query")
      has_query_ = text(member, exchange.sent.query);
    else if (key == "body")
      text(member, exchange.sent.body);
    else if (key == "content_type")
      text(member, exchange.sent.content_type);
    else if (key == "answer")
      has_answer_ = text(member, exchange.answer.body);
    else if (key == "query_hex")
      bytes(member, query_bytes_);
    else if (key == "body_hex")
      bytes(member, body_bytes_);
    else if (key == "answer_hex")
      bytes(member, answer_bytes_);
    else if (key == "status")
      integer(member, exchange.answer.status);
    else if (key == "account")
      text(member, exchange.account);
    else if (key == "signed")
      boolean(member, exchange.is_signed);
    else if (key == "transport")
      transport(member);
    else if (key == "detail")
      text(member, exchange.answer.detail);
    else if (key == "start")
      seconds(member, out_.start);
    else if (key == "end")
      seconds(member, out_.end);
    else if (key == "life")
      integer(member, out_.life);
    else if (key == "case")
      text(member, out_.case_id);
    else if (key == "clause")
      clause(member);
    else if (key == "execution")
      integer(member, out_.execution);
    else if (key == "fresh")
      text(member, out_.fresh);
    else if (key == "together")
      boolean(member, out_.together);
    else if (key != "step")
      fail("/" + key, "unknown member");
    else if (value.kind != wire::JsonKind::object)
      fail("/step", "expected an object");
  }

  void finish() {
    if (error) return;
    if (!has_method_) return fail("/method", "it is missing");
    if (!has_query_) return fail("/query", "it is missing");
    if (out_.start && out_.end && *out_.end < *out_.start) return fail("/end", "it lies before the start");
    if (query_bytes_) out_.exchange.sent.query = *std::move(query_bytes_);
    if (body_bytes_) out_.exchange.sent.body = *std::move(body_bytes_);
    if (answer_bytes_) out_.exchange.answer.body = *std::move(answer_bytes_);
    if (!has_answer_ && !has_transport_) out_.answered = suite::Recorded::Answered::unasked;
    // The kit's own recordings hold no secret, and their cases may have a signature that signs nothing.
    if (out_.case_id.empty() && has_credentials(out_.exchange.sent)) out_.exchange.is_signed = true;
  }

 private:
  void fail(std::string where, std::string message) {
    if (!error) error = Error{Error::Code::input, std::move(where), std::move(message)};
  }

  bool text(wire::ShallowMember& member, std::string& out) {
    if (member.value.kind != wire::JsonKind::string)
      fail("/" + member.key, "expected a text");
    else
      out = std::move(member.value.text);
    return true;
  }

  void bytes(const wire::ShallowMember& member, std::optional<std::string>& out) {
    if (member.value.kind == wire::JsonKind::string) out = wire::from_hex(member.value.text);
    if (!out) fail("/" + member.key, "expected pairs of hexadecimal digits 0-9, A-F");
  }

  void boolean(const wire::ShallowMember& member, bool& out) {
    if (member.value.kind != wire::JsonKind::boolean) return fail("/" + member.key, "expected true or false");
    out = member.value.text == "true";
  }

  template <class T>
  void integer(const wire::ShallowMember& member, T& out) {
    const wire::ShallowValue& value = member.value;
    if (value.kind != wire::JsonKind::integer || value.clamped || !std::in_range<T>(value.integer))
      return fail("/" + member.key, "expected an integer");
    out = static_cast<T>(value.integer);
  }

  void seconds(const wire::ShallowMember& member, std::optional<double>& out) {
    const wire::ShallowValue& value = member.value;
    double number = static_cast<double>(value.integer);
    if (value.kind == wire::JsonKind::real) {
      const auto [end, failed] =
          wire::double_from_chars(value.text.data(), value.text.data() + value.text.size(), number);
      if (failed != std::errc{}) return fail("/" + member.key, "the number is out of range");
    } else if (value.kind != wire::JsonKind::integer) {
      return fail("/" + member.key, "expected a number of seconds");
    }
    out = number;
  }

  void transport(const wire::ShallowMember& member) {
    has_transport_ = true;
    if (member.value.kind != wire::JsonKind::string) return fail("/transport", "expected a text");
    if (member.value.text == "dropped") {
      out_.answered = suite::Recorded::Answered::dropped;
      return;
    }
    const auto found = judge::find_transport(member.value.text);
    if (!found) return fail("/transport", "there is no transport " + member.value.text);
    out_.exchange.answer.transport = *found;
  }

  void clause(const wire::ShallowMember& member) {
    const auto found = ClauseId::find(member.value.text);
    if (member.value.kind != wire::JsonKind::string || !found)
      return fail("/clause", "no clause is called " + member.value.text);
    out_.clause = *found;
  }

  suite::Recorded& out_;
  std::optional<std::string> query_bytes_, body_bytes_, answer_bytes_;
  bool has_method_ = false, has_query_ = false, has_answer_ = false, has_transport_ = false;
};

}  // namespace detail

/// Reads one exchange from the JSON object `json`, less its `step`. Error: input, with a JSON pointer as `where`.
[[nodiscard]] inline Result<suite::Recorded> read_recorded(wire::ShallowJson& json) {
  suite::Recorded out;
  out.exchange.account = "first";
  detail::TranscriptLine line(out);
  for (wire::ShallowMember& member : json.members) line.take(member);
  line.finish();
  if (line.error) return *std::move(line.error);
  return out;
}

/// Reads a transcript line by line, in memory for one line. `with_steps`: reads the templates of requests, too, for a
/// replay. A line that cannot be read goes to `sink.bad`; so does, once, the line that ends without a line feed and is
/// not complete. O(bytes).
class TranscriptReader {
 public:
  /// What `sink` refers to must outlive the reader.
  TranscriptReader(const RecordingSink& sink, bool with_steps) : sink_(sink), with_steps_(with_steps) {}

  /// Reads to the end of `in`. Lines that cannot be read do not end it.
  void read(std::istream& in) {
    LineReader lines(in);
    for (;;) {
      const LineReader::Got got = lines.next();
      if (got == LineReader::Got::end) return;
      where_ = lines.number();
      if (got == LineReader::Got::too_long)
        bad("it is longer than " + std::to_string(lines.most() >> 20U) + " MiB");
      else if (lines.line().find_first_not_of(" \t") != std::string_view::npos)
        read_line(lines.line(), lines.ended());
    }
  }

  /// Takes lines only where `wanted` says so.
  std::function<bool(std::string_view line)> wanted;

 private:
  void read_line(std::string_view line, bool ended) {
    if (wanted && headed_ && !wanted(line)) return;
    wire::ShallowJson json = wire::read_shallow_json(line);
    if (!json.is_object()) {
      if (json.state == wire::ShallowJson::State::complete) return bad("it is no JSON object");
      return bad(ended ? "it is not JSON: " + json.error + " at byte " + std::to_string(json.offset)
                       : "it is cut: the file ends within the line");
    }
    if (json.find("transcript") != nullptr) return read_head(json);
    if (!headed_) return bad("it comes before any line that says {\"transcript\":1}");
    if (!readable_) return bad("it belongs to a version of the format that cannot be read");
    Result<suite::Recorded> recorded = read_recorded(json);
    if (!recorded) return bad(recorded.error().text());
    if (with_steps_ && json.find("step") != nullptr)
      if (const auto error = read_template(line, *recorded)) return bad(error->text());
    // Only a failed authentication that is demanded changes what is right.
    if (!with_steps_ && line.find("\"authentic\"") != std::string_view::npos && json.find("step") != nullptr)
      if (const auto error = read_template(line, *recorded)) return bad(error->text());
    recorded->place = "line " + std::to_string(where_);
    sink_.take(*std::move(recorded));
  }

  [[nodiscard]] static std::optional<Error> read_template(std::string_view line, suite::Recorded& out) {
    const Result<wire::JsonTree> json = wire::read_json_tree(line);
    if (!json) return json.error();
    suite::Step step;
    if (auto error = suite::detail::read_step((*json)["step"], "/step", step)) return error;
    out.step = std::move(step);
    return std::nullopt;
  }

  void read_head(const wire::ShallowJson& json) {
    const wire::ShallowValue& number = *json.find("transcript");
    headed_ = true;
    readable_ = number.kind == wire::JsonKind::integer && number.integer == transcript_version;
    if (!readable_)
      return bad("it has another version of the format than " + std::to_string(transcript_version) +
                 ", which is the one that is read here");
    TranscriptHead head;
    for (auto& [name, out] : {std::pair("target", &head.target), std::pair("salt", &head.salt)})
      if (const wire::ShallowValue* value = json.find(name); value != nullptr) *out = value->text;
    if (!is_recorded_salt(head.salt)) return bad("/salt: expected 4 to 14 small letters");
    if (sink_.head) sink_.head(head);
  }

  void bad(const std::string& why) const { sink_.bad("line " + std::to_string(where_), why); }

  const RecordingSink& sink_;
  bool with_steps_;
  std::size_t where_ = 0;
  bool headed_ = false;
  bool readable_ = false;
};

}  // namespace createproduct::report
