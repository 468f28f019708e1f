// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <sys/socket.h>

#include <createproduct/http/socket.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/http/tls_stream.hpp>

namespace createproduct::http {

/// The Stream of one HTTP connection: a socket, or TLS over one. Move-only; an empty one must not be sent to or
/// received from.
class Connection {
 public:
  Connection() = default;

  /// Without TLS.
  Connection(Socket socket) noexcept : socket_(std::move(socket)) {}  // NOLINT(google-explicit-constructor)

  /// TLS unless `tls` is empty. A client names the `host` that the peer has to be.
  Connection(Socket socket, const TlsContext& tls, const std::string& host = {}) {
    if (tls)
      tls_ = std::make_unique<TlsStream>(std::move(socket), tls, host);
    else
      socket_ = std::move(socket);
  }

  /// What TLS needs before anything is sent, at most until `deadline`; nothing without TLS. What went wrong, or an
  /// empty string.
  [[nodiscard]] std::string handshake(Deadline deadline) { return tls_ ? tls_->handshake(deadline) : std::string(); }

  /// Whether it has a socket. The peer may have gone all the same.
  [[nodiscard]] bool is_open() const noexcept { return tls_ || socket_.is_open(); }

  /// Of the socket, for poll(); still owned here.
  [[nodiscard]] int descriptor() const noexcept { return tls_ ? tls_->descriptor() : socket_.descriptor(); }

  /// Closes the socket, and tells the peer of the end of TLS first.
  void close() noexcept {
    tls_.reset();
    socket_.close();
  }

  /// As a Stream does: never blocks.
  [[nodiscard]] Transfer send(std::string_view bytes) { return tls_ ? tls_->send(bytes) : socket_.send(bytes); }

  /// As a Stream does: never blocks.
  [[nodiscard]] Transfer receive(std::span<char> buffer) {
    return tls_ ? tls_->receive(buffer) : socket_.receive(buffer);
  }

  /// Until something can be received or, if `to_send`, sent.
  [[nodiscard]] bool wait(bool to_send, Deadline deadline) const {
    return tls_ ? tls_->wait(to_send, deadline) : socket_.wait(to_send, deadline);
  }

  /// Until it is worth trying to send again, whatever there is to receive.
  [[nodiscard]] bool wait_to_send(Deadline deadline) const {
    return tls_ ? tls_->wait_to_send(deadline) : detail::poll_until(descriptor(), POLLOUT, deadline);
  }

  /// Whether the connection is up with nothing to receive, as it must be between two exchanges.
  [[nodiscard]] bool is_idle() { return tls_ ? tls_->is_idle() : socket_.is_idle(); }

  /// Nothing more will be sent.
  void end_sending() noexcept {
    if (tls_)
      tls_->end_sending();
    else
      ::shutdown(socket_.descriptor(), SHUT_WR);
  }

  /// What broke TLS itself; empty if nothing did.
  [[nodiscard]] std::string failure() const { return tls_ ? tls_->failure() : std::string(); }

 private:
  Socket socket_;  // empty with TLS, which has a socket of its own
  std::unique_ptr<TlsStream> tls_;
};

static_assert(Stream<Connection>);

}  // namespace createproduct::http
