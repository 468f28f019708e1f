// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/report.hpp: it is for those who read recordings.

#include <algorithm>
#include <array>
#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/result.hpp>
#include <createproduct/report/line_reader.hpp>
#include <createproduct/report/recorded_url.hpp>
#include <createproduct/report/recording.hpp>
#include <createproduct/report/shell_words.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/wire/percent.hpp>

namespace createproduct::report {

namespace detail {

/// The options of one curl command as they come to bear on the request.
class CurlArguments {
 public:
  /// The request, and in `url` where it goes. Error: input.
  [[nodiscard]] Result<wire::WireRequest> read(const std::vector<std::string>& words, RecordedUrl& url) {
    for (std::size_t i = 1; i < words.size() && problem_.empty(); ++i) {
      const std::string& word = words[i];
      if (word.starts_with("--") && word.size() > 2)
        long_option(words, i);
      else if (word.starts_with("-") && word.size() > 1)
        short_options(words, i);
      else
        add_url(word);
    }
    if (problem_.empty() && !url_) problem_ = "it names no URL";
    if (!problem_.empty()) return Error{Error::Code::input, {}, problem_};
    url = split_recorded_url(*url_);
    if (!target_.empty()) url.query = target_.substr(std::min(target_.find('?') + 1, target_.size()));
    if (!globoff_ && url_->find_first_of("[]{}") != std::string::npos)
      return Error{Error::Code::input, {}, "its URL holds brackets, which curl would expand; --globoff keeps them"};
    wire::WireRequest request;
    request.query = url.query;
    if (data_ && get_)
      request.query += (request.query.empty() ? "" : "&") + *data_;
    else if (data_)
      request.body = *data_;
    request.method = !method_.empty() ? method_ : data_ && !get_ ? "POST" : "GET";
    if (request.method != "GET" && request.method != "POST")
      return Error{Error::Code::input, {}, "its method is neither GET nor POST"};
    return request;
  }

 private:
  /// Options of no importance to the request: with a value, and without one.
  static constexpr std::string_view valued_letters = "AbcCDeEhKmoPQrtuUwxyYz";
  static constexpr std::string_view bare_letters = "0123456afgiIjklLnNOqRsSvVZ#:";
  static constexpr std::array<std::string_view, 34> valued{
      "--user-agent",     "--cookie",     "--cookie-jar",  "--continue-at",  "--dump-header", "--referer",
      "--cert",           "--cacert",     "--capath",      "--key",          "--max-time",    "--connect-timeout",
      "--output",         "--range",      "--retry",       "--retry-delay",  "--user",        "--write-out",
      "--proxy",          "--proxy-user", "--resolve",     "--interface",    "--limit-rate",  "--max-redirs",
      "--retry-max-time", "--ciphers",    "--connect-to",  "--noproxy",      "--stderr",      "--trace",
      "--trace-ascii",    "--tls-max",    "--unix-socket", "--oauth2-bearer"};
  static constexpr std::array<std::string_view, 28> bare{"--silent",
                                                         "--show-error",
                                                         "--insecure",
                                                         "--location",
                                                         "--verbose",
                                                         "--include",
                                                         "--compressed",
                                                         "--fail",
                                                         "--fail-with-body",
                                                         "--http1.0",
                                                         "--http1.1",
                                                         "--http2",
                                                         "--http2-prior-knowledge",
                                                         "--http3",
                                                         "--ipv4",
                                                         "--ipv6",
                                                         "--no-buffer",
                                                         "--no-keepalive",
                                                         "--no-progress-meter",
                                                         "--path-as-is",
                                                         "--progress-bar",
                                                         "--tcp-nodelay",
                                                         "--tlsv1.2",
                                                         "--tlsv1.3",
                                                         "--disable",
                                                         "--raw",
                                                         "--remote-name",
                                                         "--no-sessionid"};

  void fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }

  void add_url(const std::string& text) {
    if (url_) return fail("it names several URLs");
    url_ = text;
  }

  void long_option(const std::vector<std::string>& words, std::size_t& i) {
    const std::string& name = words[i];
    const auto is_one_of = [&name](const auto& list) {
      return std::find(list.begin(), list.end(), name) != list.end();
    };
    if (is_one_of(bare)) return;
    if (name == "--get")
      get_ = true;
    else if (name == "--globoff")
      globoff_ = true;
    else if (name == "--head")
      method_ = "HEAD";
    else if (i + 1 >= words.size())
      fail("after " + name + " something is missing");
    else if (is_one_of(valued))
      ++i;
    else if (name == "--url")
      add_url(words[++i]);
    else if (name == "--request")
      method_ = words[++i];
    else if (name == "--request-target")
      target_ = words[++i];
    else if (name == "--header")
      header(words[++i]);
    else if (name == "--data-raw")
      data(words[++i], false);
    else if (name == "--data" || name == "--data-binary" || name == "--data-ascii")
      data(words[++i], true);
    else if (name == "--data-urlencode")
      data_urlencode(words[++i]);
    else if (name == "--json" || name == "--form" || name == "--form-string" || name == "--upload-file")
      fail("its body is no form (" + name + ")");
    else
      fail("its option " + name + " is not known here");
  }

  void short_options(const std::vector<std::string>& words, std::size_t& i) {
    const std::string& word = words[i];
    for (std::size_t at = 1; at < word.size(); ++at) {
      const char letter = word[at];
      if (letter == 'G') get_ = true;
      if (letter == 'g') globoff_ = true;
      if (letter == 'I') method_ = "HEAD";
      if (letter == 'G' || bare_letters.find(letter) != std::string_view::npos) continue;
      std::string value = word.substr(at + 1);
      if (value.empty()) {
        if (i + 1 >= words.size()) return fail(std::string("after -") + letter + " something is missing");
        value = words[++i];
      }
      if (letter == 'X')
        method_ = value;
      else if (letter == 'd')
        data(value, true);
      else if (letter == 'H')
        header(value);
      else if (letter == 'F' || letter == 'T')
        fail(std::string("its body is no form (-") + letter + ")");
      else if (valued_letters.find(letter) == std::string_view::npos)
        fail(std::string("its option -") + letter + " is not known here");
      return;
    }
  }

  void header(const std::string& text) {
    std::string small = text;
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (small.starts_with("content-type:") && small.find("application/x-www-form-urlencoded") == std::string::npos)
      fail("its body is no form (" + text + ")");
  }

  void append(std::string_view text) {
    if (data_)
      data_->push_back('&');
    else
      data_.emplace();
    data_->append(text);
  }

  void data(const std::string& text, bool files) {
    if (files && text.starts_with("@")) return fail("its data are in a file, which is not at hand");
    append(text);
  }

  void data_urlencode(const std::string& text) {
    const std::size_t mark = text.find_first_of("=@");
    if (mark != std::string::npos && text[mark] == '@') return fail("its data are in a file, which is not at hand");
    const std::size_t content = mark == std::string::npos ? 0 : mark + 1;
    const std::string name = mark == std::string::npos || mark == 0 ? "" : text.substr(0, mark + 1);
    append(name + wire::percent_encoded(std::string_view(text).substr(content)));
  }

  std::optional<std::string> url_, data_;
  std::string method_, target_, problem_;
  bool get_ = false;
  bool globoff_ = false;
};

inline void take_request(wire::WireRequest request, const RecordedUrl& url, std::string place,
                         const RecordingSink& sink, ServiceFilter& filter, AccountNames& accounts) {
  if (!filter.passes(url)) return sink.skipped("it goes to another place than the service, another host or path");
  suite::Recorded out;
  out.answered = suite::Recorded::Answered::unasked;
  out.exchange.account = accounts.of(request, {});
  out.exchange.is_signed = has_credentials(request);
  out.exchange.sent = std::move(request);
  out.place = std::move(place);
  sink.take(std::move(out));
}

}  // namespace detail

/// Reads curl command lines as they are typed into bash, one or several, each perhaps over several lines. A prompt `$ `
/// in front is passed over. O(bytes).
inline void read_curl(std::istream& in, const RecordingSink& sink, ServiceFilter filter) {
  LineReader lines(in);
  ShellWords words;
  AccountNames accounts;
  std::size_t first = 0;
  std::size_t size = 0;
  const auto place = [&first] { return "line " + std::to_string(first); };
  for (LineReader::Got got = lines.next(); got != LineReader::Got::end; got = lines.next()) {
    if (!words.open()) {
      first = lines.number();
      size = 0;
    }
    size += lines.line().size();
    if (got == LineReader::Got::too_long || size > lines.most()) {
      sink.bad(place(), "the command is longer than " + std::to_string(lines.most() >> 20U) + " MiB");
      words.reset();
      continue;
    }
    std::string_view line = lines.line();
    if (!words.open() && line.starts_with("$ ")) line.remove_prefix(2);
    for (const ShellWords::Command& command : words.take(line)) {
      if (!command.problem.empty()) {
        sink.bad(place(), command.problem);
        continue;
      }
      const std::string& program = command.words.front();
      if (program != "curl" && !program.ends_with("/curl")) {
        sink.bad(place(), "the command is not curl");
        continue;
      }
      RecordedUrl url;
      Result<wire::WireRequest> request = detail::CurlArguments().read(command.words, url);
      if (request)
        detail::take_request(*std::move(request), url, place(), sink, filter, accounts);
      else
        sink.bad(place(), request.error().message);
    }
  }
  if (words.open()) sink.bad(place(), "the command does not end");
}

/// Reads request URLs, one a line: whole ones, or path and query. Empty lines and those that begin with # are passed
/// over. O(bytes).
inline void read_urls(std::istream& in, const RecordingSink& sink, ServiceFilter filter) {
  LineReader lines(in);
  AccountNames accounts;
  for (LineReader::Got got = lines.next(); got != LineReader::Got::end; got = lines.next()) {
    const std::string place = "line " + std::to_string(lines.number());
    std::string_view line = lines.line();
    if (got == LineReader::Got::too_long) {
      sink.bad(place, "it is longer than " + std::to_string(lines.most() >> 20U) + " MiB");
      continue;
    }
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    const bool whole = line.starts_with("http://") || line.starts_with("https://");
    if (!whole && !line.starts_with('/')) {
      sink.bad(place, "it is no URL: that begins with http://, https:// or /");
      continue;
    }
    const RecordedUrl url = split_recorded_url(line);
    detail::take_request({"GET", url.query, {}}, url, place, sink, filter, accounts);
  }
}

}  // namespace createproduct::report
