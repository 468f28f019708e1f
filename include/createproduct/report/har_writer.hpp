// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/report/base64.hpp>
#include <createproduct/report/iso_time.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/version.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::report {

/// Writes exchanges as a HAR 1.2 file, entry by entry; finish() completes it. Secrets and what signing adds are left
/// out. What HAR has no place for, the account and the case, stands in members that begin with an underscore; bytes of
/// a request that are not UTF-8 become U+FFFD.
class HarWriter {
 public:
  /// `out` must outlive the writer. `url`: of the endpoint, without query.
  HarWriter(std::ostream& out, std::string url, Redactor redactor)
      : out_(&out), url_(std::move(url)), redactor_(std::move(redactor)) {
    JsonWriter creator;
    creator.begin_object().key("name").string("createproduct-conformance").key("version").string(version).end_object();
    *out_ << R"({"log":{"version":"1.2","creator":)" << creator.text() << R"(,"entries":[)" << std::flush;
  }

  /// Writes one entry and flushes. O(bytes).
  void operator()(const suite::Recorded& recorded) {
    suite::Recorded clean = recorded;
    clean.exchange = redactor_(std::move(clean.exchange));
    *out_ << (started_ ? ",\n" : "\n") << entry(clean) << std::flush;
    started_ = true;
  }

  /// Completes the file. Without it the file is no JSON.
  void finish() { *out_ << "\n]}}\n" << std::flush; }

 private:
  [[nodiscard]] std::string entry(const suite::Recorded& recorded) const {
    const suite::Exchange& exchange = recorded.exchange;
    const double start = recorded.start.value_or(0);
    const double milliseconds = std::max(0.0, (recorded.end.value_or(start) - start) * 1000);
    JsonWriter out;
    out.begin_object().key("startedDateTime").string(iso_time(start)).key("time").number(milliseconds);
    out.key("_account").string(exchange.account);
    if (recorded.life != 0) out.key("_life").size(recorded.life);
    if (!recorded.case_id.empty()) out.key("_case").string(recorded.case_id);
    out.key("request").begin_object().key("method").string(exchange.sent.method);
    out.key("url").string(url_ + (exchange.sent.query.empty() ? "" : "?" + exchange.sent.query));
    message(out);
    out.key("queryString").begin_array();
    for (const wire::FormField& field : wire::split_form(exchange.sent.query))
      out.begin_object()
          .key("name")
          .string(wire::percent_decoded(field.name).bytes)
          .key("value")
          .string(wire::percent_decoded(field.value).bytes)
          .end_object();
    out.end_array();
    if (!exchange.sent.body.empty()) {
      out.key("postData").begin_object().key("mimeType").string("application/x-www-form-urlencoded");
      out.key("text").string(exchange.sent.body).end_object();
    }
    out.key("headersSize").integer(-1).key("bodySize").size(exchange.sent.body.size()).end_object();
    answer(recorded, out);
    out.key("cache").begin_object().end_object().key("timings").begin_object();
    out.key("send").integer(0).key("wait").number(milliseconds).key("receive").integer(0).end_object();
    out.end_object();
    return out.text();
  }

  static void message(JsonWriter& out) {
    out.key("httpVersion").string("HTTP/1.1").key("cookies").begin_array().end_array();
    out.key("headers").begin_array().end_array();
  }

  static void answer(const suite::Recorded& recorded, JsonWriter& out) {
    const judge::Answer& answer = recorded.exchange.answer;
    const bool came =
        answer.transport == judge::Answer::Transport::answered && recorded.answered == suite::Recorded::Answered::known;
    out.key("response").begin_object().key("status").integer(came ? answer.status : 0).key("statusText").string("");
    message(out);
    out.key("content").begin_object().key("size").size(answer.body.size()).key("mimeType").string("application/json");
    const bool is_text = wire::is_utf8(answer.body);
    out.key("text").string(is_text ? answer.body : base64(answer.body));
    if (!is_text) out.key("encoding").string("base64");
    out.end_object().key("redirectURL").string("").key("headersSize").integer(-1).key("bodySize").integer(-1);
    if (!came)
      out.key("_error").string(answer.detail.empty() ? judge::transport_name(answer.transport) : answer.detail);
    out.end_object();
  }

  std::ostream* out_;
  std::string url_;
  Redactor redactor_;
  bool started_ = false;
};

}  // namespace createproduct::report
