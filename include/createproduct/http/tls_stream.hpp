// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/tls1.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>

#include <createproduct/http/socket.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/http/tls_distrust.hpp>

namespace createproduct::http {

namespace detail {

[[nodiscard]] inline bool is_ip_address(const std::string& host) noexcept {
  in6_addr address{};
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 || ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

/// Whether `bytes` begin as a TLS record does that a peer may send first: an alert or a part of the handshake.
[[nodiscard]] inline bool begins_as_tls(std::string_view bytes) noexcept {
  return bytes.size() >= 2 && (bytes[0] == '\x15' || bytes[0] == '\x16') && bytes[1] == '\x03';
}

}  // namespace detail

/// TLS over a Socket; a Stream once handshake() has given an empty text. OpenSSL gets at the socket through the
/// socket's own send(), so a peer that is gone raises no SIGPIPE. Tells the peer of its end when it is destroyed.
///
/// `ended` may also mean that the peer closed the connection without ending TLS, as a good many do: whether that cuts
/// an answer short, its framing says, just as it does without TLS.
class TlsStream {
 public:
  /// The side is that of `context`, which must not be empty. A client expects the peer to be `host`, a name or address.
  TlsStream(Socket socket, const TlsContext& context, const std::string& host = {})
      : socket_(std::move(socket)), trust_{host, {}}, ssl_(SSL_new(context.get())) {
    BIO* const bio = ssl_ ? BIO_new(bio_method()) : nullptr;
    if (bio == nullptr) throw std::bad_alloc();
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl_.get(), bio, bio);  // takes it over
    SSL_set_ex_data(ssl_.get(), 0, &trust_);
    if (SSL_is_server(ssl_.get()) == 1)
      SSL_set_accept_state(ssl_.get());
    else
      expect(host);
  }
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;
  ~TlsStream() { say_goodbye(); }

  /// Of the socket, for poll(); still owned here.
  [[nodiscard]] int descriptor() const noexcept { return socket_.descriptor(); }

  /// Until both sides agree, at most until `deadline`. What went wrong, or an empty string.
  [[nodiscard]] std::string handshake(Deadline deadline) {
    for (;;) {
      ERR_clear_error();
      const int outcome = SSL_do_handshake(ssl_.get());
      if (outcome == 1) {
        established_ = true;
        return {};
      }
      short events = 0;
      const Transfer::State state = not_moved(outcome, events).state;
      if (state != Transfer::State::would_block) return handshake_problem(state);
      if (!detail::poll_until(descriptor(), events, deadline))
        return first_bytes_.empty() ? "the TLS handshake timed out before the peer sent anything; "
                                      "if it speaks plain HTTP, the URL must begin with http://"
                                    : "the TLS handshake timed out";
    }
  }

  /// As a Socket's.
  [[nodiscard]] Transfer send(std::string_view bytes) {
    ERR_clear_error();
    std::size_t moved = 0;
    const int outcome = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &moved);
    if (outcome != 1) return not_moved(outcome, send_event_);
    send_event_ = POLLOUT;
    return {Transfer::State::moved, moved};
  }

  /// As a Socket's.
  [[nodiscard]] Transfer receive(std::span<char> buffer) {
    ERR_clear_error();
    std::size_t moved = 0;
    const int outcome = SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &moved);
    return received(outcome, moved);
  }

  /// As for a Socket, except that either direction of TLS may have to wait for the other one of the socket.
  [[nodiscard]] bool wait(bool to_send, Deadline deadline) const {
    if (!drained_ && SSL_has_pending(ssl_.get()) == 1) return true;
    return detail::poll_until(descriptor(), static_cast<short>(to_send ? receive_event_ | send_event_ : receive_event_),
                              deadline);
  }

  /// Until it is worth trying to send again, whatever there is to receive.
  [[nodiscard]] bool wait_to_send(Deadline deadline) const {
    return detail::poll_until(descriptor(), send_event_, deadline);
  }

  /// Whether the stream is up with nothing to receive. Session tickets and the like are none of what is received.
  [[nodiscard]] bool is_idle() {
    ERR_clear_error();
    char byte = 0;
    std::size_t seen = 0;
    const int outcome = SSL_peek_ex(ssl_.get(), &byte, 1, &seen);
    return received(outcome, seen).state == Transfer::State::would_block;
  }

  /// Nothing more will be sent.
  void end_sending() noexcept {
    say_goodbye();
    ::shutdown(descriptor(), SHUT_WR);
  }

  /// What broke TLS itself after the handshake, such as an alert of the peer; empty if nothing did.
  [[nodiscard]] const std::string& failure() const noexcept { return failure_; }

  /// Whether what the peer sent first was TLS, even if no handshake came of it.
  [[nodiscard]] bool heard_tls() const noexcept { return detail::begins_as_tls(first_bytes_); }

 private:
  static TlsStream& stream_of(BIO* bio) noexcept { return *static_cast<TlsStream*>(BIO_get_data(bio)); }

  static int bio_write(BIO* bio, const char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const Transfer sent = stream_of(bio).socket_.send({bytes, static_cast<std::size_t>(size)});
    if (sent.state == Transfer::State::moved) return static_cast<int>(sent.bytes);
    if (sent.state == Transfer::State::would_block) BIO_set_retry_write(bio);
    return -1;
  }

  static int bio_read(BIO* bio, char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    TlsStream& stream = stream_of(bio);
    const Transfer got = stream.socket_.receive({bytes, static_cast<std::size_t>(size)});
    if (got.state == Transfer::State::would_block) BIO_set_retry_read(bio);
    if (got.state == Transfer::State::ended) stream.socket_ended_ = true;
    if (got.state != Transfer::State::moved) return got.state == Transfer::State::ended ? 0 : -1;
    constexpr std::size_t enough = 5;
    if (stream.first_bytes_.size() < enough)
      stream.first_bytes_.append(std::string_view(bytes, got.bytes).substr(0, enough - stream.first_bytes_.size()));
    return static_cast<int>(got.bytes);
  }

  static long bio_control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static const BIO_METHOD* bio_method() {
    static const std::unique_ptr<BIO_METHOD, detail::OpensslDeleter<&BIO_meth_free>> method = [] {
      BIO_METHOD* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "createproduct socket");
      if (made == nullptr) throw std::bad_alloc();
      BIO_meth_set_write(made, bio_write);
      BIO_meth_set_read(made, bio_read);
      BIO_meth_set_ctrl(made, bio_control);
      return std::unique_ptr<BIO_METHOD, detail::OpensslDeleter<&BIO_meth_free>>(made);
    }();
    return method.get();
  }

  /// A name goes to the server, which may have several certificates, and into the check; an address only there.
  void expect(std::string host) {
    SSL_set_connect_state(ssl_.get());
    X509_VERIFY_PARAM* const parameters = SSL_get0_param(ssl_.get());
    X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    if (detail::is_ip_address(host)) {
      if (X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) != 1) throw std::bad_alloc();
      return;
    }
    if (host.ends_with('.')) host.pop_back();  // certificates and servers know names without the root's dot
    if (X509_VERIFY_PARAM_set1_host(parameters, host.c_str(), host.size()) != 1) throw std::bad_alloc();
    SSL_ctrl(ssl_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());  // fails if too long
  }

  [[nodiscard]] Transfer received(int outcome, std::size_t moved) {
    drained_ = outcome != 1;
    if (outcome != 1) return not_moved(outcome, receive_event_);
    receive_event_ = POLLIN;
    return {Transfer::State::moved, moved};
  }

  /// Of a call of OpenSSL that moved nothing: why, and in `event` what to wait for before it is made again.
  [[nodiscard]] Transfer not_moved(int outcome, short& event) {
    switch (SSL_get_error(ssl_.get(), outcome)) {
      case SSL_ERROR_WANT_READ: event = POLLIN; return {Transfer::State::would_block, 0};
      case SSL_ERROR_WANT_WRITE: event = POLLOUT; return {Transfer::State::would_block, 0};
      case SSL_ERROR_ZERO_RETURN: return {Transfer::State::ended, 0};
      case SSL_ERROR_SSL:
        failure_ = detail::openssl_reason();
        protocol_error_ = ERR_GET_REASON(ERR_peek_error());
        break;
      default: break;
    }
    established_ = false;
    return {socket_ended_ ? Transfer::State::ended : Transfer::State::failed, 0};
  }

  [[nodiscard]] std::string handshake_problem(Transfer::State state) const {
    if (!trust_.distrust.empty()) return trust_.distrust;
    constexpr std::string_view plain = "if it speaks plain HTTP, the URL must begin with http://";
    if (!first_bytes_.empty() && !heard_tls())
      return first_bytes_ == "HTTP/" ? "the peer does not speak TLS but plain HTTP: the URL must begin with http://"
                                     : "the peer does not speak TLS; " + std::string(plain);
    switch (protocol_error_) {
      case SSL_R_UNSUPPORTED_PROTOCOL:
      case SSL_R_WRONG_SSL_VERSION:
      case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION: return "the peer does not speak TLS 1.2 or later";
      case 0: break;
      default: return "the TLS handshake failed: " + failure_;
    }
    const std::string how = state == Transfer::State::ended ? "the peer closed the connection" : "the connection was reset";
    return first_bytes_.empty() ? how + " at the start of the TLS handshake; " + std::string(plain)
                                : how + " during the TLS handshake";
  }

  void say_goodbye() noexcept {
    if (std::exchange(established_, false)) (void)SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }

  Socket socket_;
  TlsTrust trust_;
  std::unique_ptr<SSL, detail::OpensslDeleter<&SSL_free>> ssl_;
  std::string first_bytes_;        // that the peer sent, undecoded
  std::string failure_;
  int protocol_error_ = 0;         // OpenSSL's number of it
  short send_event_ = POLLOUT;     // what sending waits for
  short receive_event_ = POLLIN;   // what receiving waits for
  bool socket_ended_ = false;
  bool established_ = false;       // so that the peer can be told of the end
  bool drained_ = false;           // what is buffered, if anything, is the beginning of a record
};

static_assert(Stream<TlsStream>);

}  // namespace createproduct::http
