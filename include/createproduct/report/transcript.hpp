// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/judge/answer.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/step_json.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/version.hpp>

namespace createproduct::report {

/// The version of the format, which the first line of a transcript has.
inline constexpr int transcript_version = 1;

/// What a transcript says of itself.
struct TranscriptHead {
  std::string target;  ///< as RunStarted has it
  std::string salt;    ///< the letters in every fresh name; may be empty
};

/// Whether `text` may be the salt of a run that is replayed: 4 to 14 small letters, or nothing.
[[nodiscard]] inline bool is_recorded_salt(std::string_view text) {
  const bool letters = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
  return text.empty() || (letters && text.size() >= 4 && text.size() <= 14);
}

namespace detail {

/// The members of an exchange that has been redacted; findings in inline cases have the same.
inline void write_request(const suite::Exchange& exchange, JsonWriter& out) {
  out.key("account").string(exchange.account);
  if (exchange.is_signed) out.key("signed").boolean(true);
  out.key("method").string(exchange.sent.method).member("query", exchange.sent.query);
  if (!exchange.sent.body.empty()) out.member("body", exchange.sent.body);
  if (!exchange.sent.content_type.empty()) out.key("content_type").string(exchange.sent.content_type);
}

inline void write_answer(const judge::Answer& answer, JsonWriter& out) {
  if (answer.transport != judge::Answer::Transport::answered)
    out.key("transport").string(judge::transport_name(answer.transport));
  out.key("status").integer(answer.status).member("answer", answer.body);
  if (!answer.detail.empty()) out.key("detail").string(answer.detail);
}

}  // namespace detail

/// The recorded exchange as one line of a transcript (spec/schema/transcript.schema.json), without its line feed. The
/// caller has taken secrets out (Redactor). O(bytes).
[[nodiscard]] inline std::string transcript_line(const suite::Recorded& recorded) {
  JsonWriter out;
  out.begin_object();
  if (!recorded.case_id.empty()) {
    out.key("case").string(recorded.case_id).key("clause").string(recorded.clause.id());
    out.key("execution").size(recorded.execution);
    if (!recorded.fresh.empty()) out.key("fresh").string(recorded.fresh);
    if (recorded.together) out.key("together").boolean(true);
    if (recorded.step && has_step_json(*recorded.step)) {
      out.key("step");
      write_step(*recorded.step, out);
    }
  }
  if (recorded.start) out.key("start").number(*recorded.start);
  if (recorded.end) out.key("end").number(*recorded.end);
  if (recorded.life != 0) out.key("life").size(recorded.life);
  detail::write_request(recorded.exchange, out);
  if (recorded.answered == suite::Recorded::Answered::known) detail::write_answer(recorded.exchange.answer, out);
  if (recorded.answered == suite::Recorded::Answered::dropped) out.key("transport").string("dropped");
  out.end_object();
  return out.text();
}

/// Writes a transcript: a line that says what it is, then one for each exchange, flushed as it comes. Secrets and what
/// signing adds are left out.
class TranscriptWriter {
 public:
  /// `out` must outlive the writer.
  TranscriptWriter(std::ostream& out, const TranscriptHead& head, Redactor redactor)
      : out_(&out), redactor_(std::move(redactor)) {
    JsonWriter line;
    line.begin_object().key("transcript").integer(transcript_version).key("kit").string(version);
    line.key("specification").string(spec::version).key("target").string(redactor_(head.target));
    line.key("salt").string(head.salt).end_object();
    *out_ << line.text() << '\n' << std::flush;
  }

  /// Writes one line and flushes. O(bytes).
  void operator()(const suite::Recorded& recorded) {
    suite::Recorded clean = recorded;
    clean.exchange = redactor_(std::move(clean.exchange));
    *out_ << transcript_line(clean) << '\n' << std::flush;
  }

 private:
  std::ostream* out_;
  Redactor redactor_;
};

}  // namespace createproduct::report
