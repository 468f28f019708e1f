// SPDX-License-Identifier: MIT
#pragma once

#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/ssl.h>
#include <pthread.h>

#include <createproduct/http/tls_context.hpp>

#include "raw_server.hpp"

namespace createproduct::http::test {

/// The server's side of TLS over a Peer, on OpenSSL's own socket code, for scripts of a RawServer.
class TlsPeer {
 public:
  TlsPeer(const Peer& peer, const TlsContext& context) : ssl_(SSL_new(context.get()), SSL_free) {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);  // OpenSSL's code raises it; the client's side must not
    SSL_set_fd(ssl_.get(), peer.descriptor());
    is_up_ = SSL_accept(ssl_.get()) == 1;
  }

  [[nodiscard]] bool is_up() const { return is_up_; }  ///< whether the handshake succeeded
  [[nodiscard]] SSL* ssl() const { return ssl_.get(); }

  /// The next head and, of its length, a body; empty at the end of the connection.
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

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      std::size_t sent = 0;
      if (SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent) != 1) return false;
      bytes.remove_prefix(sent);
    }
    return true;
  }

  /// Tells the client of the end of TLS; a close without that looks cut off.
  void end() { SSL_shutdown(ssl_.get()); }

  /// Until the client ends the stream or the connection; what it still sends is thrown away.
  void wait_for_close() {
    while (fill()) input_.clear();
  }

 private:
  bool fill() {
    char chunk[4096];
    std::size_t got = 0;
    if (SSL_read_ex(ssl_.get(), chunk, sizeof chunk, &got) != 1) return false;
    input_.append(chunk, got);
    return true;
  }

  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  bool is_up_ = false;
  std::string input_;
};

}  // namespace createproduct::http::test
