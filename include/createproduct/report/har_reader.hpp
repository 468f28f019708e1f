// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/report.hpp: it is for those who read recordings.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/report/base64.hpp>
#include <createproduct/report/iso_time.hpp>
#include <createproduct/report/recorded_url.hpp>
#include <createproduct/report/recording.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/wire/double_from_chars.hpp>
#include <createproduct/wire/json_events.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_lexer.hpp>
#include <createproduct/wire/json_number.hpp>
#include <createproduct/wire/percent.hpp>

namespace createproduct::report {

namespace detail {

/// What of an entry of a HAR file matters here.
struct HarEntry {
  std::string started, method, url, mime, post, encoding, content, credential, account;
  bool has_post = false, has_content = false, is_form = false;
  std::optional<double> milliseconds;
  double status = 0;  ///< as written, which may be no status at all
  double content_size = 0;
  std::vector<std::pair<std::string, std::string>> params;
  std::string header_name, header_value;
  bool cached = false;    ///< answered by the browser itself
  std::size_t life = 0;   ///< as Recorded has it
};

/// Reads JSON from a stream, in memory for what is being read of it. Ends early when more than `most` bytes come without
/// a call of restart().
class BoundedLexer : public wire::JsonLexer {
 public:
  BoundedLexer(std::istream& in, std::size_t most) : JsonLexer({}), in_(in), most_(most) { enough_ = sizeof buffer_; }

  void restart() noexcept { since_ = 0; }
  [[nodiscard]] bool exceeded() const noexcept { return since_ > most_; }

 private:
  bool more() override {
    if (exceeded()) return false;
    in_.read(buffer_, sizeof buffer_);
    const auto got = static_cast<std::size_t>(in_.gcount());
    since_ += got;
    held_.append(buffer_, got);
    text_ = held_;
    return got != 0;
  }

  void forget() override {
    held_.erase(0, at_);
    before_ += at_;
    at_ = 0;
    text_ = held_;
  }

  std::istream& in_;
  std::size_t most_;
  std::size_t since_ = 0;
  std::string held_;
  char buffer_[16384]{};
};

/// Builds one entry at a time and hands it on.
template <class Take>
class HarEvents {
 public:
  HarEvents(BoundedLexer& lexer, Take take) : lexer_(lexer), take_(std::move(take)) {}

  std::string problem;  ///< why it ended early
  bool has_entries = false;
  std::size_t entries = 0;

  [[nodiscard]] std::string* key_place() { return &path_.back(); }
  void key_read() { lexer_.restart(); }
  [[nodiscard]] std::string* string_place() { return &text_; }
  void string_read() { value({&text_, 0, false}); }
  void word(wire::JsonKind, std::string_view) { value({}); }
  void number(const wire::JsonNumber& number) {
    double value_of = 0;  // stays so for what is too small
    static_cast<void>(wire::double_from_chars(number.text.data(), number.text.data() + number.text.size(), value_of));
    value({nullptr, value_of, true});
  }
  [[nodiscard]] bool open(wire::JsonKind kind) {
    if (kind == wire::JsonKind::array) {
      has_entries = has_entries || here() == "log/entries";
    } else {
      if (is_entry()) entry_ = HarEntry{};
      if (within("request/postData/params/")) entry_.params.emplace_back();
    }
    if (path_.size() == most_depth) {
      problem = "it is nested deeper than " + std::to_string(most_depth) + " levels";
      return false;
    }
    path_.emplace_back();
    return true;
  }
  void close(wire::JsonKind kind) {
    path_.pop_back();
    if (kind == wire::JsonKind::array && !is_entry()) return;
    if (within("request/headers/")) {
      std::string& name = entry_.header_name;
      make_small(name);
      if (name == "authorization" || name == "cookie") entry_.credential += entry_.header_value + '\n';
      name.clear();
    }
    if (is_entry()) {
      take_(entry_, entries++);
      entry_ = HarEntry{};
    }
  }

 private:
  struct Value {
    std::string* text = nullptr;
    double number = 0;
    bool is_number = false;
  };
  static constexpr std::size_t most_depth = 100;

  /// The keys that lead to the value that comes next, or has just ended; an element of an array adds an empty one.
  [[nodiscard]] std::string here() const {
    std::string out;
    for (const std::string& key : path_) out.append(out.empty() ? "" : "/").append(key);
    return out;
  }
  [[nodiscard]] bool is_entry() const { return path_.size() == 3 && here() == "log/entries/"; }
  /// Whether the value stands at `path` of an entry.
  [[nodiscard]] bool within(std::string_view path) const {
    return path_.size() > 3 && here() == std::string("log/entries//").append(path);
  }

  void value(const Value& value) {
    lexer_.restart();
    if (is_entry()) return take_(entry_ = HarEntry{}, entries++);  // it lacks all that an entry has
    if (path_.size() < 4 || path_.size() > 8 || path_[1] != "entries") return;
    const std::string place = here();
    constexpr std::string_view start = "log/entries//";
    if (!place.starts_with(start)) return;
    const std::string_view name = std::string_view(place).substr(start.size());
    const auto text = [&value](std::string& out) {
      if (value.text != nullptr) out = std::move(*value.text);
    };
    if (name == "startedDateTime")
      text(entry_.started);
    else if (name == "_fromCache")
      entry_.cached = value.text != nullptr;
    else if (name == "_life" && value.is_number && value.number >= 0 && value.number < 1e15)
      entry_.life = static_cast<std::size_t>(value.number);
    else if (name == "_account")
      text(entry_.account);
    else if (name == "time" && value.is_number)
      entry_.milliseconds = value.number;
    else if (name == "request/method")
      text(entry_.method);
    else if (name == "request/url")
      text(entry_.url);
    else if (name == "request/headers//name")
      text(entry_.header_name);
    else if (name == "request/headers//value")
      text(entry_.header_value);
    else if (name == "request/postData/mimeType")
      text(entry_.mime);
    else if (name == "request/postData/text" && value.text != nullptr)
      entry_.has_post = true, text(entry_.post);
    else if (name == "request/postData/params//name" && !entry_.params.empty())
      text(entry_.params.back().first);
    else if (name == "request/postData/params//value" && !entry_.params.empty())
      text(entry_.params.back().second);
    else if (name == "response/status" && value.is_number)
      entry_.status = value.number;
    else if (name == "response/content/size" && value.is_number)
      entry_.content_size = value.number;
    else if (name == "response/content/text" && value.text != nullptr)
      entry_.has_content = true, text(entry_.content);
    else if (name == "response/content/encoding")
      text(entry_.encoding);
  }

  BoundedLexer& lexer_;
  Take take_;
  std::vector<std::string> path_;  ///< a key for each container that is open; empty in arrays
  HarEntry entry_;
  std::string text_;
};

/// Turns entries into exchanges.
class HarExchanges {
 public:
  HarExchanges(const RecordingSink& sink, ServiceFilter filter) : sink_(sink), filter_(std::move(filter)) {}

  void take(HarEntry& entry, std::size_t index) {
    const std::string where = "/log/entries/" + std::to_string(index);
    if (entry.url.empty()) return sink_.bad(where + "/request/url", "it is missing, or no text");
    if (entry.method.empty()) return sink_.bad(where + "/request/method", "it is missing, or no text");
    RecordedUrl url = split_recorded_url(entry.url);
    if (!filter_.passes(url)) return sink_.skipped("it goes to another place than the service, another host or path");
    if (!std::exchange(headed_, true) && sink_.head) sink_.head({endpoint_of(entry.url, url), {}});
    if (entry.cached) return sink_.skipped("it was answered from the browser's cache");
    if (entry.method != "GET" && entry.method != "POST") {
      if (entry.method != "OPTIONS" && entry.method != "HEAD") unread();
      return sink_.skipped("its method is neither GET nor POST");
    }

    suite::Recorded out;
    wire::WireRequest& sent = out.exchange.sent;
    sent = {entry.method, std::move(url.query), {}};
    if (entry.has_post || !entry.params.empty()) {
      make_small(entry.mime);
      if (!entry.mime.empty() && !entry.mime.starts_with("application/x-www-form-urlencoded"))
        return unread(), sink_.skipped("its body is no form");
      if (!take_body(entry, sent)) return unread(), sink_.skipped("its parameters may have been decoded or not");
    }
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    if (sent.query.find(replacement) != std::string::npos || sent.body.find(replacement) != std::string::npos)
      return unread(), sink_.skipped("it was not kept byte for byte");
    if (!entry.started.empty()) {
      out.start = read_iso_time(entry.started);
      if (!out.start) return sink_.bad(where + "/startedDateTime", "expected a time as ISO 8601 has it");
      // Starts are cut to the millisecond, so that what overlaps may look as if it did not.
      constexpr double cut = 0.001;
      if (entry.milliseconds && *entry.milliseconds >= 0) out.end = *out.start + *entry.milliseconds / 1000 + cut;
    }
    if (!take_answer(entry, where, out)) return;
    out.exchange.account = entry.account.empty() ? accounts_.of(sent, entry.credential) : entry.account;
    out.exchange.is_signed = has_credentials(sent);
    out.place = where;
    out.life = entry.life;
    sink_.take(std::move(out));
  }

 private:
  void unread() const {
    if (sink_.unread) sink_.unread();
  }

  /// False if what the parameters are is not clear: recorders differ in whether they decode them.
  [[nodiscard]] static bool take_body(HarEntry& entry, wire::WireRequest& sent) {
    if (entry.has_post && !entry.post.empty()) {
      sent.body = std::move(entry.post);
      return true;
    }
    for (const auto& [name, value] : entry.params) {
      if (name.find_first_of("%+") != std::string::npos || value.find_first_of("%+") != std::string::npos) return false;
      if (!sent.body.empty()) sent.body.push_back('&');
      wire::percent_encode(name, sent.body);
      sent.body.push_back('=');
      wire::percent_encode(value, sent.body);
    }
    return true;
  }

  bool take_answer(HarEntry& entry, const std::string& where, suite::Recorded& out) const {
    judge::Answer& answer = out.exchange.answer;
    if (!(entry.status >= 0 && entry.status <= 999)) {
      sink_.bad(where + "/response/status", "expected a status of HTTP, or 0");
      return false;
    }
    answer.status = static_cast<int>(entry.status);
    // Browsers write 0 for what they have cancelled or blocked themselves, too.
    if (entry.status == 0 || (!entry.has_content && entry.content_size != 0)) {
      out.answered = suite::Recorded::Answered::dropped;
      return true;
    }
    answer.body = std::move(entry.content);
    if (entry.encoding.empty()) return true;
    std::optional<std::string> bytes;
    if (entry.encoding == "base64") bytes = bytes_of_base64(answer.body);
    if (!bytes) {
      sink_.bad(where + "/response/content",
                entry.encoding == "base64" ? "its text is not Base64" : "its encoding is not known");
      return false;
    }
    answer.body = *std::move(bytes);
    return true;
  }

  const RecordingSink& sink_;
  ServiceFilter filter_;
  AccountNames accounts_;
  bool headed_ = false;
};

}  // namespace detail

/// Reads a HAR 1.2 file: GET and POST requests that pass `filter`, in memory for one entry of at most `most` bytes a
/// value. Accounts are told apart by SecretId and by the headers Authorization and Cookie. O(bytes).
inline void read_har(std::istream& in, const RecordingSink& sink, ServiceFilter filter, std::size_t most = 64U << 20U) {
  detail::BoundedLexer lexer(in, most);
  detail::HarExchanges exchanges(sink, std::move(filter));
  const auto take = [&exchanges](detail::HarEntry& entry, std::size_t index) { exchanges.take(entry, index); };
  detail::HarEvents<decltype(take)> events(lexer, take);
  if (wire::read_json_events(lexer, events) != wire::JsonEnd::whole) {
    if (lexer.exceeded()) events.problem = "it holds a value that is too large";
    if (events.problem.empty())
      events.problem = "it is not JSON at byte " + std::to_string(lexer.fault().offset + 1);
    return sink.bad("entry " + std::to_string(events.entries), events.problem);
  }
  if (!events.has_entries) sink.bad("/log/entries", "it is missing, or no array");
}

}  // namespace createproduct::report
