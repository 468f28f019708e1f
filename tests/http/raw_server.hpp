// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace createproduct::http::test {

/// What a client sends, on whatever its bytes come by.
class Incoming {
 public:
  Incoming() = default;
  Incoming(const Incoming&) = delete;
  Incoming& operator=(const Incoming&) = delete;

  /// The next request, head and body as they came; empty at the end of the connection.
  std::string request() {
    std::size_t head_end = std::string::npos;
    while ((head_end = input_.find("\r\n\r\n")) == std::string::npos)
      if (!fill()) return {};
    std::size_t size = head_end + 4;
    const std::string_view field = "Content-Length: ";
    const std::size_t found = input_.substr(0, head_end).find(field);
    if (found != std::string::npos) size += std::strtoul(input_.c_str() + found + field.size(), nullptr, 10);
    while (input_.size() < size)
      if (!fill()) return {};
    std::string text = input_.substr(0, size);
    input_.erase(0, size);
    return text;
  }

  /// Until the client closes the connection; what it still sends is thrown away.
  void wait_for_close() {
    while (fill()) input_.clear();
  }

 protected:
  ~Incoming() = default;
  /// Adds some bytes to input_. False at the end.
  virtual bool fill() = 0;

  std::string input_;
};

/// The server's end of one connection, as a script sees it. Reads give up after five seconds.
class Peer final : public Incoming {
 public:
  Peer(int descriptor, std::size_t number) : descriptor_(descriptor), number_(number) {
    const timeval limit{5, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  ~Peer() { close(); }

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] std::size_t number() const { return number_; }  ///< 0 for the first connection

  /// How many bytes of the next request have come once some have; they are kept.
  std::size_t arrived() {
    fill();
    return input_.size();
  }

  /// Some bytes of a request, thrown away.
  void begin_to_read() {
    fill();
    input_.clear();
  }

  /// False when the client closed the connection.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

  /// Closes with a reset instead of an orderly end.
  void reset() {
    const linger at_once{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
  }

 private:
  bool fill() override {
    char chunk[4096];
    const ssize_t received = ::recv(descriptor_, chunk, sizeof chunk, 0);
    if (received <= 0) return false;
    input_.append(chunk, static_cast<std::size_t>(received));
    return true;
  }

  int descriptor_;
  std::size_t number_;
};

/// Listens on a free port of 127.0.0.1 and does with each connection, one after the other, what a script says; then
/// closes it. The script may be left out: then connections are never accepted.
class RawServer {
 public:
  using Script = std::function<void(Peer&)>;

  explicit RawServer(Script script = nullptr, int backlog = 16) {
    descriptor_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(descriptor_, generic, size) != 0 || ::listen(descriptor_, backlog) != 0 ||
        ::getsockname(descriptor_, generic, &size) != 0)
      std::abort();
    port_ = ntohs(address.sin_port);
    if (script) thread_ = std::thread([this, script = std::move(script)] { serve(script); });
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  ~RawServer() {
    ::shutdown(descriptor_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    ::close(descriptor_);
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::size_t accepted() const { return accepted_; }

 private:
  void serve(const Script& script) {
    for (;;) {
      const int connection = ::accept(descriptor_, nullptr, nullptr);
      if (connection < 0) return;
      Peer peer(connection, accepted_++);
      script(peer);
    }
  }

  int descriptor_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<std::size_t> accepted_{0};
  std::thread thread_;
};

/// A port of 127.0.0.1 on which nobody listens, free a moment ago.
inline std::uint16_t unused_port() { return RawServer().port(); }

/// A complete answer with this body.
inline std::string answer_with(std::string_view body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace createproduct::http::test
