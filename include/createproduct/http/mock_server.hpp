// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include <httplib.h>
#include <sys/socket.h>

#include <createproduct/http/answer_head.hpp>
#include <createproduct/http/connection.hpp>
#include <createproduct/http/server_connection.hpp>
#include <createproduct/http/socket.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/mock/reply.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::http {

/// What a mock server serves; called from many threads at once.
using MockHandler =
    std::function<mock::Reply(const wire::WireRequest& request, std::string_view host_header, std::string_view path)>;

/// How a mock server listens.
struct MockServerOptions {
  int port = 0;               ///< 0 for any free one
  std::size_t threads = 16;   ///< each connection that is kept open holds one
  TlsContext tls;             ///< of the server's side, for HTTPS; empty for plain HTTP
};

namespace detail {

/// The httplib server beneath MockServer, with a loop over connections that can be ended at once.
class MockListener final : public httplib::Server {
 public:
  MockListener(MockHandler handler, const MockServerOptions& options)
      : handler_(std::move(handler)), tls_(options.tls) {
    new_task_queue = [threads = options.threads] { return new httplib::ThreadPool(threads); };  // httplib deletes it
    set_tcp_nodelay(true);
    // httplib's own choice, SO_REUSEPORT, lets a second server take part of the requests.
    set_socket_options([](socket_t socket) {
      const int on = 1;
      (void)::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    set_pre_routing_handler([](const httplib::Request& request, httplib::Response& response) {
      current()->answer(request, response);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      response.headers.erase("Keep-Alive");  // it tells of limits that do not hold here
    });
    set_error_handler(HandlerWithResponse([](const httplib::Request&, httplib::Response& response) {
      if (current()->connection.handled() || !response.body.empty()) return HandlerResponse::Unhandled;
      refuse(response, response.status, "the request is no HTTP/1.1 request that this server can read");
      return HandlerResponse::Handled;
    }));
  }

  /// Listens on `port` of 127.0.0.1, or on any for 0. The port, or nothing when it cannot be had: errno may say why.
  [[nodiscard]] std::optional<int> bind(int port) {
    const std::string address = "127.0.0.1";
    errno = 0;
    if (port == 0)
      port = bind_to_any_port(address);
    else if (!bind_to_port(address, port))
      port = -1;
    if (port < 0) return std::nullopt;
    (void)::listen(svr_sock_, SOMAXCONN);  // httplib lets 5 connections wait; a sixth would lose a second
    return port;
  }

  /// Ends the accepting and every connection; the thread in listen_after_bind() returns soon after.
  void end() {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    stop();
    for (const ServerConnection* connection : connections_) connection->shut_down();
  }

 private:
  /// One connection and what is known of its request in hand.
  struct Session {
    ServerConnection connection;
    const MockHandler& handler;
    mock::Reply reply;
    bool last = false;

    void answer(const httplib::Request& request, httplib::Response& response);
  };

  /// The session that the calling thread serves: httplib hands nothing through to its handlers that could name it.
  static Session*& current() {
    thread_local Session* session = nullptr;
    return session;
  }

  static void refuse(httplib::Response& response, int status, const std::string& why) {
    response.status = status;
    response.set_header("Connection", "close");
    response.set_content(R"({"code":4000,"message":")" + why + R"(","codeDesc":"InvalidParameter"})",
                         "application/json");
  }

  bool process_and_close_socket(socket_t socket) override {
    constexpr std::chrono::seconds idle{60};
    constexpr std::chrono::seconds patience{5};
    Session session{ServerConnection(Connection(Socket(socket), tls_), idle, patience), handler_, {}, false};
    if (!enter(session.connection)) return false;
    current() = &session;
    if (session.connection.handshake())
      while (session.connection.next_request() && serve(session)) {
      }
    current() = nullptr;
    leave(session.connection);
    return true;
  }

  /// One request. False when the connection is to be closed.
  bool serve(Session& session) {
    session.reply = {};
    session.last = false;
    bool closed = false;
    const std::function<void(httplib::Request&)> prepare = [](httplib::Request& request) {
      request.ranges.clear();                      // it would cut the answer
      request.headers.erase("Accept-Encoding");    // it would compress it
    };
    const auto process = [&](auto& self) {
      if constexpr (requires { self.process_request(session.connection, false, closed, prepare); })
        return self.process_request(session.connection, false, closed, prepare);
      else  // since httplib 0.18
        return self.process_request(session.connection, "127.0.0.1", 0, "127.0.0.1", 0, false, closed, prepare);
    };
    const bool written = process(*this);
    const bool sent = session.connection.finish_request(session.reply.fate, session.reply.delay);
    if (!session.connection.handled()) session.connection.linger();
    return written && sent && !closed && !session.last && session.connection.handled();
  }

  [[nodiscard]] bool enter(ServerConnection& connection) {
    const std::lock_guard lock(mutex_);
    if (!ending_) connections_.insert(&connection);
    return !ending_;
  }

  void leave(ServerConnection& connection) {
    const std::lock_guard lock(mutex_);
    connections_.erase(&connection);
  }

  MockHandler handler_;
  TlsContext tls_;
  std::mutex mutex_;                             // guards the two below
  std::set<const ServerConnection*> connections_;
  bool ending_ = false;
};

inline void MockListener::Session::answer(const httplib::Request& request, httplib::Response& response) {
  constexpr std::uint64_t longest_body = 8 * 1024 * 1024;
  wire::WireRequest wire{request.method, connection.query(), {}};
  if (request.has_header("Transfer-Encoding"))
    return refuse(response, 411, "a body must come with its Content-Length");
  const std::size_t lengths = request.get_header_value_count("Content-Length");
  const std::optional<std::uint64_t> length =
      lengths == 0 ? std::uint64_t{0} : parse_decimal(request.get_header_value("Content-Length"));
  if (lengths > 1 || !length) return refuse(response, 400, "the Content-Length is not a number");
  if (*length > longest_body) return refuse(response, 413, "the body is too long");
  if (!connection.read_body(*length, wire.body)) return refuse(response, 400, "the body is incomplete");

  reply = handler(wire, request.get_header_value("Host"), request.path);
  response.status = reply.status;
  last = reply.close_after;
  if (last) response.set_header("Connection", "close");
  if (reply.retry_after > 0) response.set_header("Retry-After", std::to_string(reply.retry_after));
  if (!reply.chunked) return response.set_content(reply.body, reply.content_type);
  response.set_chunked_content_provider(reply.content_type, [this](std::size_t, httplib::DataSink& sink) {
    const std::size_t half = reply.body.size() / 2;
    if (half > 0) sink.write(reply.body.data(), half);
    if (half < reply.body.size()) sink.write(reply.body.data() + half, reply.body.size() - half);
    sink.done();
    return true;
  });
}

}  // namespace detail

/// Serves a handler over HTTP/1.1, over TLS if its options say so, on 127.0.0.1 until stop() or its destruction. The
/// request reaches the handler byte
/// for byte: methods other than httplib knows, request lines over 64 KiB, chunked bodies and bodies over 8 MiB are
/// refused instead, with a status of 4xx. For tests only: httplib makes no claim to stand up to the open network.
/// Ignores SIGPIPE in the whole process, as httplib does.
class MockServer {
 public:
  /// Listens and serves. Error: unavailable, when the port cannot be had or no thread be started.
  [[nodiscard]] static Result<MockServer> start(MockHandler handler, const MockServerOptions& options = {}) {
    auto listener = std::make_unique<detail::MockListener>(std::move(handler), options);
    const std::optional<int> port = listener->bind(options.port);
    if (!port) {
      const std::string cause = errno == 0 ? "" : ": " + std::generic_category().message(errno);
      return Error{Error::Code::unavailable, {},
                   "port " + std::to_string(options.port) + " of 127.0.0.1 cannot be had" + cause};
    }
    try {
      return MockServer(std::move(listener), *port, options.tls ? "https" : "http");
    } catch (const std::system_error& error) {
      return Error{Error::Code::unavailable, {}, std::string("no thread for the mock server: ") + error.what()};
    }
  }

  /// The same for a service, which must outlive the server.
  [[nodiscard]] static Result<MockServer> start(mock::Service& service, const MockServerOptions& options = {}) {
    return start([&service](const wire::WireRequest& request, std::string_view host_header, std::string_view path) {
      return service.handle(request, host_header, path);
    }, options);
  }

  /// Takes the server of `other`, and gives what was here for it.
  /// @{
  MockServer(MockServer&&) = default;
  MockServer& operator=(MockServer&& other) noexcept {
    std::swap(listener_, other.listener_);
    std::swap(thread_, other.thread_);
    std::swap(port_, other.port_);
    std::swap(scheme_, other.scheme_);
    return *this;
  }
  /// @}

  ~MockServer() { stop(); }

  /// Where it listens.
  [[nodiscard]] int port() const noexcept { return port_; }

  /// Without a path.
  [[nodiscard]] std::string url() const { return std::string(scheme_) + "://127.0.0.1:" + std::to_string(port_); }

  /// Closes every connection, whatever it waits for, and returns when no thread of the server is left.
  void stop() {
    if (!thread_.joinable()) return;
    listener_->end();
    thread_.join();
  }

 private:
  MockServer(std::unique_ptr<detail::MockListener> listener, int port, std::string_view scheme)
      : listener_(std::move(listener)),
        thread_([server = listener_.get()] { server->listen_after_bind(); }),
        port_(port),
        scheme_(scheme) {
    while (!listener_->is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));  // else stop() is lost
  }

  std::unique_ptr<detail::MockListener> listener_;
  std::thread thread_;
  int port_ = 0;
  std::string_view scheme_;
};

}  // namespace createproduct::http
