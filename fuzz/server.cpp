// SPDX-License-Identifier: MIT
// The mock as a server: the bytes of a connection, with any number of requests in them.
#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <createproduct/fuzz/digest.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/http/mock_server.hpp>
#include <createproduct/mock/reply.hpp>
#include <createproduct/wire/raw_request.hpp>

#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

std::vector<std::string> seeds() {
  return {"GET /v2/index.php?Action=CreateProduct&productName=kqzvna HTTP/1.1\r\nHost: a\r\n\r\n",
          "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=bGET /?x#y HTTP/1.1\r\nConnection: close\r\n\r\n",
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\nshort",
          "GET / HTTP/1.0\n\nHEAD /?%zz HTTP/1.1\r\n\r\nPUT /",
          "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
          "GET a=b\nPOST c=d e=f\nPOST  {\"g\":1}\nGET \x7F?%"};
}

/// A server that answers with a digest of what it was asked, and what that was.
class Server {
 public:
  static Server& one() {
    static Server server;
    return server;
  }

  [[nodiscard]] int port() const { return server_.port(); }

  [[nodiscard]] std::vector<wire::WireRequest> take_requests() {
    const std::lock_guard lock(mutex_);
    return std::exchange(requests_, {});
  }

 private:
  Server() : server_(start()) {}

  http::MockServer start() {
    auto started = http::MockServer::start(
        [this](const wire::WireRequest& request, std::string_view host, std::string_view path) {
          mock::Reply reply;
          reply.body = fuzz::digest_of(request.method + "\n" + request.query + "\n" + request.body + "\n" +
                                       std::string(host) + "\n" + std::string(path));
          const std::lock_guard lock(mutex_);
          requests_.push_back(request);
          return reply;
        },
        http::MockServerOptions{0, 2, {}});
    require(started.has_value(), "there is a port to listen at");
    return *std::move(started);
  }

  std::mutex mutex_;
  std::vector<wire::WireRequest> requests_;
  http::MockServer server_;
};

struct Received {
  std::string bytes;
  bool whole = false;  ///< the server ended the connection in order
};

/// What the server answers to `bytes`, sent in pieces, until it ends the connection.
Received exchanged(std::string_view bytes, std::size_t piece) {
  const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  (void)::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval patience{20, 0};
  (void)::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  // At once, so that no ports are left waiting.
  const linger abrupt{1, 0};
  (void)::setsockopt(client, SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(Server::one().port()));
  const void* const where = &address;
  // An engine's alarm interrupts calls, and a connect() that was goes on by itself.
  int error = EINTR;
  while (error == EINTR || error == EALREADY)
    error = ::connect(client, static_cast<const sockaddr*>(where), sizeof address) == 0 ? 0 : errno;
  require(error == 0 || error == EISCONN, "the server takes connections");
  while (!bytes.empty()) {
    const ssize_t sent = ::send(client, bytes.data(), std::min(piece, bytes.size()), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  ::shutdown(client, SHUT_WR);
  Received out;
  char buffer[4096];
  ssize_t size = 0;
  while ((size = ::recv(client, buffer, sizeof buffer, 0)) > 0 || (size < 0 && errno == EINTR))
    if (size > 0) out.bytes.append(buffer, static_cast<std::size_t>(size));
  require(size == 0 || errno != EAGAIN, "the server ends a connection that brings nothing more", out.bytes);
  out.whole = size == 0;
  ::close(client);
  return out;
}

[[nodiscard]] bool fits_head(std::string_view query) {
  return std::all_of(query.begin(), query.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// The requests of a script as they travel over HTTP, and again as text.
std::pair<std::vector<wire::WireRequest>, std::string> requests_over_http(std::string_view script) {
  std::pair<std::vector<wire::WireRequest>, std::string> out;
  for (wire::WireRequest& request : fuzz::read_script(script)) {
    if (!fits_head(request.query)) continue;
    if (request.method != "POST") request = {"GET", request.query, ""};
    out.second += request.method + " /?" + request.query + " HTTP/1.1\r\nHost: a\r\n";
    if (request.method == "POST") out.second += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    out.second += "\r\n" + request.body;
    out.first.push_back(std::move(request));
  }
  return out;
}

std::size_t count_of(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++count;
  return count;
}

}  // namespace

FUZZ_TARGET("server", bytes, seeds) {
  if (bytes.size() > 4096) return;
  const Received whole = exchanged(bytes, bytes.size());
  const std::vector<wire::WireRequest> seen = Server::one().take_requests();
  const Received pieces = exchanged(bytes, 1 + bytes.size() % 7);
  const bool same = Server::one().take_requests() == seen;
  // A server that closes with bytes unread may take its last answers with them.
  if (whole.whole && pieces.whole) {
    require(same, "the server reads the same requests however bytes are split", bytes);
    require(whole.bytes == pieces.bytes, "the server answers the same however bytes are split", whole.bytes,
            pieces.bytes);
  }
  require(seen.size() <= bytes.size() / 16, "no request is made of nothing", bytes);

  const auto [requests, text] = requests_over_http(bytes);
  const Received answers = exchanged(text, 1 + bytes.size() % 97);
  require(answers.whole, "the server answers requests in order", text, answers.bytes);
  require(Server::one().take_requests() == requests, "the handler gets the requests that were sent", text);
  require(count_of(answers.bytes, "HTTP/1.1 200 ") == requests.size(), "each request gets an answer", text,
          answers.bytes);
}
