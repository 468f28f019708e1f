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
class TlsPeer final : public Incoming {
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

 private:
  bool fill() override {
    char chunk[4096];
    std::size_t got = 0;
    if (SSL_read_ex(ssl_.get(), chunk, sizeof chunk, &got) != 1) return false;
    input_.append(chunk, got);
    return true;
  }

  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  bool is_up_ = false;
};

}  // namespace createproduct::http::test
