// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>

#include <createproduct/http/connection.hpp>
#include <createproduct/http/socket.hpp>
#include <createproduct/mock/reply.hpp>

namespace createproduct::http {

/// One accepted connection of the mock server, as httplib sees it. Buffers both ways, so that a request costs one
/// recv() and one send(); takes the query out of the request line before httplib can alter or refuse it; and decides
/// only at the end how much of an answer to send. shut_down() alone may be called from another thread.
class ServerConnection final : public httplib::Stream {
 public:
  using httplib::Stream::write;

  /// `idle` ends the wait for a request, `patience` the wait for the rest of it and for the client to read.
  ServerConnection(Connection connection, std::chrono::seconds idle, std::chrono::seconds patience)
      : connection_(std::move(connection)), idle_(idle), patience_(patience) {}

  /// What comes before the first request. False when the client and this side do not get to agree on TLS.
  [[nodiscard]] bool handshake() { return connection_.handshake(Clock::now() + patience_).empty(); }

  /// Waits for a request line and reads it. False when the client has no more requests.
  [[nodiscard]] bool next_request() {
    input_.erase(0, position_);
    position_ = request_end_ = 0;
    handled_ = false;
    query_.clear();
    std::size_t line_end = 0;
    while ((line_end = input_.find('\n')) == std::string::npos && input_.size() < longest_line)
      if (!fill(input_.empty() ? idle_ : patience_) || is_tls_hello()) return false;
    if (line_end == std::string::npos) return true;  // httplib refuses it
    const std::size_t mark = std::min(input_.find('?'), line_end);
    const std::size_t target_end = input_.rfind(' ', line_end);
    if (target_end == std::string::npos || target_end < mark) return true;
    query_ = input_.substr(mark + 1, target_end - mark - 1);
    input_.erase(mark, target_end - mark);
    return true;
  }

  /// All that stood between the first question mark of the request line and the space before the version.
  [[nodiscard]] const std::string& query() const noexcept { return query_; }

  /// The `size` bytes that follow the head, which httplib has just read. False when the client sends fewer.
  [[nodiscard]] bool read_body(std::size_t size, std::string& body) {
    while (input_.size() - position_ < size)
      if (!fill(patience_)) return false;
    body = input_.substr(position_, size);
    request_end_ = position_ + size;
    handled_ = true;
    return true;
  }

  /// Whether read_body() found the whole request. One that httplib refused by itself leaves bytes of unknown meaning.
  [[nodiscard]] bool handled() const noexcept { return handled_; }

  /// Waits for `delay`, then sends what httplib wrote, or as much of it as `fate` says. False when the connection must
  /// be closed.
  [[nodiscard]] bool finish_request(mock::Reply::Fate fate, std::chrono::milliseconds delay) {
    using Fate = mock::Reply::Fate;
    constexpr std::chrono::hours for_ever{24 * 365};
    position_ = std::max(position_, request_end_);
    if (delay.count() > 0) wait_for(0, delay);
    if (fate == Fate::answer) return flush();
    if (fate == Fate::hang) wait_for(POLLRDHUP, for_ever);
    if (fate == Fate::close_midway) {
      cut_output();
      (void)flush();
    }
    return false;
  }

  /// Before a close with input unread: lets the client read the answer, which a close at once could destroy.
  void linger() {
    constexpr std::chrono::seconds longest{1};
    connection_.end_sending();
    const Deadline deadline = Clock::now() + longest;
    while (connection_.wait(false, deadline)) {
      const Transfer::State state = connection_.receive(chunk_).state;
      if (state == Transfer::State::ended || state == Transfer::State::failed) return;
    }
  }

  /// Wakes whoever waits for this connection, which then ends.
  void shut_down() const noexcept { ::shutdown(socket(), SHUT_RDWR); }

  /// What httplib calls. Its versions differ in which of these are virtual, hence no `override`.
  /// @{
  bool is_readable() const { return true; }
  bool wait_readable() const { return true; }
  bool is_writable() const { return true; }
  bool wait_writable() const { return true; }
  std::time_t duration() const { return 0; }
  socket_t socket() const { return connection_.descriptor(); }
  void get_remote_ip_and_port(std::string& ip, int& port) const { get_local_ip_and_port(ip, port); }
  void get_local_ip_and_port(std::string& ip, int& port) const {
    ip = "127.0.0.1";
    port = 0;
  }

  ssize_t read(char* to, std::size_t size) {
    if (position_ == input_.size() && !fill(patience_)) return 0;
    const std::size_t moved = input_.copy(to, size, position_);
    position_ += moved;
    return static_cast<ssize_t>(moved);
  }

  ssize_t write(const char* from, std::size_t size) {
    output_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  /// @}

 private:
  static constexpr std::size_t longest_line = 64 * 1024;
  /// How often to look for the next bytes before sleeping until they come: to be woken costs more than a busy client
  /// takes from an answer to its next request. Between two looks, others may have the processor.
  static constexpr unsigned most_glances = 400;

  /// Whether a client speaks TLS to a server that does not: it waits for an answer to that and sends no line end.
  [[nodiscard]] bool is_tls_hello() const { return input_.starts_with("\x16\x03"); }

  /// More input, waiting for it at most `patience`. What was written by then is sent first: a client may wait for
  /// "100 Continue".
  [[nodiscard]] bool fill(std::chrono::seconds patience) {
    if (!flush()) return false;
    const Deadline deadline = Clock::now() + patience;
    unsigned glances = 0;
    do {
      const Transfer received = connection_.receive(chunk_);
      input_.append(chunk_.data(), received.bytes);
      if (received.state != Transfer::State::would_block) return received.state == Transfer::State::moved;
      if (++glances < most_glances) std::this_thread::yield();
    } while (glances < most_glances || connection_.wait(false, deadline));
    return false;
  }

  [[nodiscard]] bool flush() {
    std::string_view rest = output_;
    const Deadline deadline = Clock::now() + patience_;
    while (!rest.empty()) {
      const Transfer sent = connection_.send(rest);
      rest.remove_prefix(sent.bytes);
      if (sent.state == Transfer::State::failed || sent.state == Transfer::State::ended) return false;
      if (sent.state == Transfer::State::would_block && !connection_.wait_to_send(deadline)) return false;
    }
    output_.clear();
    return true;
  }

  /// Leaves the head and half of the body, or half of the head where there is no body.
  void cut_output() {
    const std::size_t body = std::min(output_.find("\r\n\r\n") + 4, output_.size());
    const std::size_t left = output_.size() - body;
    output_.resize(left > 0 ? body + left / 2 : output_.size() / 2);
  }

  /// For as long as `time` says, or until one of `events` happens or the connection is shut down.
  void wait_for(short events, std::chrono::milliseconds time) const {
    (void)detail::poll_until(socket(), events, Clock::now() + time);
  }

  Connection connection_;
  std::chrono::seconds idle_;
  std::chrono::seconds patience_;
  std::array<char, 16 * 1024> chunk_{};
  std::string input_;             // what the client sent, from the request in hand on
  std::size_t position_ = 0;      // how far httplib has read it
  std::size_t request_end_ = 0;   // where the request in hand ends, once that is known
  std::string query_;
  std::string output_;            // what httplib wrote and was not sent yet
  bool handled_ = false;
};

}  // namespace createproduct::http
