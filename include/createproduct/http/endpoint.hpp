// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/http/answer_reader.hpp>
#include <createproduct/http/connect.hpp>
#include <createproduct/http/connection.hpp>
#include <createproduct/http/exchange.hpp>
#include <createproduct/http/socket.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/judge/answer.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::http {

/// How long an endpoint waits, and what it accepts.
struct EndpointOptions {
  std::chrono::milliseconds connect_timeout{5000};  ///< TLS handshake included, name resolution not
  std::chrono::milliseconds answer_timeout{5000};   ///< from the first byte sent to the last byte of the answer
  /// Some peers close after every answer without saying so, and a request that crosses their close is lost. So the
  /// first answer, and the first after such a loss, is given this time in which the close can show.
  std::chrono::milliseconds close_grace{5};
  AnswerLimits limits;
  TlsContext tls;  ///< for https, of the client's side; an empty one means TlsContext::for_client()
};

/// A target that speaks HTTP/1.1 to a URL, over TLS if its scheme is https: sends the bytes of a WireRequest just as
/// they are and says exactly what came of it; long requests go in two pieces. Keeps its connection and finds out when
/// the peer closes it. Follows no redirects and retries nothing, for a lost request may have been carried out. For one
/// thread at a time; give each thread its own.
class Endpoint {
 public:
  explicit Endpoint(Url url, EndpointOptions options = {})
      : url_(std::move(url)), options_(options), wait_(options.answer_timeout), reader_(options.limits) {
    tail_ = " HTTP/1.1\r\nHost: " + url_.authority() + "\r\nUser-Agent: createproduct-conformance\r\n";
  }

  /// Reads the URL; connects only when the first request is sent. Error: usage, see parse_url().
  [[nodiscard]] static Result<Endpoint> open(std::string_view url, EndpointOptions options = {}) {
    Result<Url> parsed = parse_url(url);
    if (!parsed) return parsed.error();
    return Endpoint(*std::move(parsed), options);
  }

  /// Sends one request and waits for its answer. A request that no request line can hold (a query with a space, a
  /// control byte or NUL in it) is not sent; it counts as `malformed`, and the detail says why.
  [[nodiscard]] judge::Answer operator()(const wire::WireRequest& request) {
    using Transport = judge::Answer::Transport;
    if (std::string problem = unsendable(request); !problem.empty()) return failed(Transport::malformed, problem);
    const bool reused = connection_.is_open() && connection_.is_idle();
    if (!reused)
      if (std::string problem = reconnect(); !problem.empty()) return failed(Transport::unreachable, problem);

    write(request);
    ++requests_;
    reader_.begin(request.method == "HEAD");
    const std::size_t first_piece = text_.size() < least_in_pieces ? std::string_view::npos : text_.size() / 2;
    const bool all_sent = exchange(connection_, text_, reader_, Clock::now() + wait_, first_piece);
    if (reused && !reader_.started()) peer_keeps_ = false;
    judge::Answer answer = reader_.take();
    if (const std::string why = connection_.failure(); answer.transport == Transport::closed && !why.empty())
      answer.detail += ": " + why;
    if (!all_sent || !reader_.reusable() || !peer_keeps()) connection_.close();
    return answer;
  }

  /// Waits for the answers from now on at most `limit`, or as long as the options say if that is shorter or `limit` 0.
  void limit_wait(std::chrono::milliseconds limit) noexcept {
    wait_ = limit.count() == 0 ? options_.answer_timeout : std::min(limit, options_.answer_timeout);
  }

  [[nodiscard]] const Url& url() const noexcept { return url_; }
  [[nodiscard]] std::size_t requests() const noexcept { return requests_; }        ///< sent so far
  [[nodiscard]] std::size_t connections() const noexcept { return connections_; }  ///< made so far

 private:
  static constexpr std::size_t least_in_pieces = 2000;  ///< bytes

  [[nodiscard]] static judge::Answer failed(judge::Answer::Transport transport, std::string& detail) {
    judge::Answer answer;
    answer.transport = transport;
    answer.status = 0;
    answer.detail = std::move(detail);
    return answer;
  }

  /// Why `request` cannot travel; empty when it can.
  [[nodiscard]] static std::string unsendable(const wire::WireRequest& request) {
    constexpr auto unfit = [](char byte) { return (byte >= 0 && byte <= ' ') || byte == '\x7f'; };
    constexpr auto letter = [](char byte) { return detail::lower(byte) >= 'a' && detail::lower(byte) <= 'z'; };
    if (request.method.empty() || !std::ranges::all_of(request.method, letter))
      return "the request was not sent: its method is " + detail::quoted(request.method);
    const auto control = [](char byte) { return (byte >= 0 && byte < ' ') || byte == '\x7f'; };
    if (std::ranges::any_of(request.content_type, control))
      return "the request was not sent: its Content-Type is " + detail::quoted(request.content_type);
    const auto bad = std::ranges::find_if(request.query, unfit);
    if (bad == request.query.end()) return {};
    return "the request was not sent: byte " + std::to_string(bad - request.query.begin()) + " of its query is " +
           detail::quoted(std::string_view(&*bad, 1)) + ", which must be percent-encoded";
  }

  /// The whole request into text_, whose memory is used again and again.
  void write(const wire::WireRequest& request) {
    text_.assign(request.method).append(" ").append(url_.path);
    if (!request.query.empty()) text_.append("?").append(request.query);
    text_.append(tail_);
    if (request.method == "POST" || !request.body.empty()) {
      const bool usual = request.content_type.empty();
      text_.append("Content-Type: ").append(usual ? "application/x-www-form-urlencoded" : request.content_type);
      text_.append("\r\nContent-Length: ");
      text_.append(std::to_string(request.body.size())).append("\r\n");
    }
    text_.append("\r\n").append(request.body);
  }

  /// A fresh connection; what went wrong, or an empty string.
  [[nodiscard]] std::string reconnect() {
    connection_.close();
    if (url_.tls && !options_.tls) {
      Result<TlsContext> made = TlsContext::for_client();
      if (!made) return made.error().text();
      options_.tls = *std::move(made);
    }
    if (addresses_.empty()) {
      Result<std::vector<Address>> resolved = resolve(url_);
      if (!resolved) return resolved.error().message;
      addresses_ = *std::move(resolved);
    }
    const Deadline deadline = Clock::now() + options_.connect_timeout;
    Result<Socket> connected = connect(addresses_, deadline);
    if (!connected) {
      addresses_.clear();  // the name may stand for something else by the next request
      return connected.error().message;
    }
    connection_ = Connection(*std::move(connected), url_.tls ? options_.tls : TlsContext(), url_.host);
    if (std::string problem = connection_.handshake(deadline); !problem.empty()) {
      connection_.close();
      return "no connection was made: " + problem;
    }
    ++connections_;
    return {};
  }

  /// Whether the peer, too, keeps the connection open after an answer; see close_grace.
  [[nodiscard]] bool peer_keeps() {
    const Deadline deadline = Clock::now() + options_.close_grace;
    while (!peer_keeps_) {
      if (!connection_.wait(false, deadline))
        peer_keeps_ = true;
      else if (!connection_.is_idle())  // else it was but part of TLS itself
        break;
    }
    return peer_keeps_;
  }

  Url url_;
  EndpointOptions options_;
  std::chrono::milliseconds wait_;
  AnswerReader reader_;
  std::string tail_;  // what follows the target in every head
  std::string text_;
  std::vector<Address> addresses_;
  Connection connection_;
  bool peer_keeps_ = false;
  std::size_t requests_ = 0;
  std::size_t connections_ = 0;
};

}  // namespace createproduct::http
