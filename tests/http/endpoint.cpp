// SPDX-License-Identifier: MIT
#include <createproduct/http/endpoint.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <openssl/ssl.h>
#include <pthread.h>

#include <createproduct/suite/target.hpp>

#include "certificates.hpp"
#include "raw_server.hpp"
#include "tls_peer.hpp"

using namespace createproduct;
using namespace createproduct::http;
using namespace std::chrono_literals;
using http::test::answer_with;
using http::test::Peer;
using http::test::RawServer;
using http::test::TlsPeer;
using judge::Answer;
using Transport = judge::Answer::Transport;

static_assert(suite::Target<Endpoint>);

namespace {

const wire::WireRequest get{"GET", "a=1", ""};

Endpoint endpoint(const RawServer& server, EndpointOptions options = {}) {
  return *Endpoint::open(server.url(), options);
}

/// What one request gets from a server that answers with `bytes` and then closes.
Answer answer_to(std::string_view bytes, EndpointOptions options = {}) {
  RawServer server([bytes](Peer& peer) {
    peer.request();
    peer.send(bytes);
  });
  return endpoint(server, options)(get);
}

/// Answers every request of a connection with `{}`, whatever it is.
void keep_answering(Peer& peer) {
  while (!peer.request().empty()) peer.send(answer_with("{}"));
}

/// Gives a close after an answer as much time to show as a busy machine may need.
const EndpointOptions patient = [] {
  EndpointOptions options;
  options.close_grace = 300ms;
  return options;
}();

std::chrono::milliseconds elapsed_since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
}

}  // namespace

TEST_CASE("a long request comes in two pieces, a short one in one") {
  std::atomic<bool> in_pieces{false};
  RawServer server([&](Peer& peer) {
    for (;;) {
      const std::size_t first = peer.arrived();
      const std::string whole = peer.request();
      if (whole.empty()) return;
      in_pieces = first < whole.size();
      peer.send(answer_with("{}"));
    }
  });
  Endpoint target = endpoint(server);
  // A busy machine may let the server see both at once.
  for (int i = 0; i < 100 && !in_pieces; ++i) (void)target({"POST", "", std::string(2500, 'a')});
  CHECK(in_pieces);
  (void)target({"POST", "", std::string(1000, 'a')});
  CHECK_FALSE(in_pieces);
}

TEST_CASE("a request travels as it is") {
  std::string seen;
  std::string port;
  {
    RawServer server([&](Peer& peer) {
      for (std::string request = peer.request(); !request.empty(); request = peer.request()) {
        seen += request;
        peer.send(answer_with("{}"));
      }
    });
    port = std::to_string(server.port());
    Endpoint target = *Endpoint::open(server.url() + "/some/path");
    CHECK(target({"GET", "b=2&a=%zz&&=&c=\"<>\\^`{|}\xff?#+", ""}).body == "{}");
    CHECK(target({"GET", "", ""}).body == "{}");
    CHECK(target({"POST", "", std::string("a=\0\r\n&b", 8)}).body == "{}");
    CHECK(target({"POST", "q=1", ""}).body == "{}");
    CHECK(target({"DELETE", "", "x"}).body == "{}");
    CHECK(target({"POST", "", "a=1", "A/b; c=d"}).body == "{}");
    CHECK(target({"POST", "", "a=1", "A/b\r\nHost: elsewhere"}).transport == Transport::malformed);
  }
  const std::string head = "Host: 127.0.0.1:" + port + "\r\nUser-Agent: createproduct-conformance\r\n";
  const std::string form = head + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
  CHECK(seen == "GET /some/path?b=2&a=%zz&&=&c=\"<>\\^`{|}\xff?#+ HTTP/1.1\r\n" + head + "\r\n" +       //
                    "GET /some/path HTTP/1.1\r\n" + head + "\r\n" +                                     //
                    "POST /some/path HTTP/1.1\r\n" + form + "8\r\n\r\n" + std::string("a=\0\r\n&b", 8) +  //
                    "POST /some/path?q=1 HTTP/1.1\r\n" + form + "0\r\n\r\n" +                           //
                    "DELETE /some/path HTTP/1.1\r\n" + form + "1\r\n\r\nx" +                        //
                    "POST /some/path HTTP/1.1\r\n" + head + "Content-Type: A/b; c=d\r\nContent-Length: 3\r\n\r\na=1");
}

TEST_CASE("a request that no request line can hold is not sent") {
  RawServer server(keep_answering);
  Endpoint target = endpoint(server);
  for (const std::string_view query :
       {std::string_view("a=b c"), std::string_view("a=\0", 3), std::string_view("a\r\nX: y"), std::string_view("\x7f"),
        std::string_view("\t")}) {
    const Answer answer = target({"GET", std::string(query), ""});
    CHECK(answer.transport == Transport::malformed);
    CHECK(answer.status == 0);
    CHECK(answer.detail.find("the request was not sent: byte ") == 0);
  }
  CHECK(target({"GET", "a=b c", ""}).detail ==
        "the request was not sent: byte 3 of its query is \" \", which must be percent-encoded");
  for (const std::string_view method : {"", "GET /x", "G\r\nT"})
    CHECK(target({std::string(method), "", ""}).detail.find("the request was not sent: its method is ") == 0);
  CHECK(target.requests() == 0);
  CHECK(target.connections() == 0);
}

TEST_CASE("each way an answer can fail has its own name") {
  EndpointOptions options;
  options.limits = {1000, 10};
  CHECK(answer_to(answer_with("{}"), options) == Answer{Transport::answered, 200, "{}", "", 0});
  CHECK(answer_to("HTTP/1.1 503 Busy\r\nRetry-After: 4\r\nContent-Length: 0\r\n\r\n", options) ==
        Answer{Transport::answered, 503, "", "", 4});
  CHECK(answer_to("HTTP/1.1 200 OK\n\n{}", options).body == "{}");
  CHECK(answer_to("HTTP/1.1 100 Continue\r\n\r\n" + answer_with("{}"), options).body == "{}");
  CHECK(answer_to("", options).transport == Transport::closed);
  CHECK(answer_to("HTTP/1.1 20", options).transport == Transport::closed);
  CHECK(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", options).transport == Transport::closed);
  CHECK(answer_to("nonsense", options).transport == Transport::malformed);
  CHECK(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ", options).transport ==
        Transport::malformed);
  CHECK(answer_to("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", options).transport ==
        Transport::malformed);
  CHECK(answer_to(answer_with("01234567890"), options).transport == Transport::too_large);
  CHECK(answer_to("HTTP/1.1 200 OK\r\nA: " + std::string(1000, 'x'), options).transport == Transport::too_large);
}

TEST_CASE("a reset is closed") {
  RawServer server([](Peer& peer) {
    peer.request();
    peer.reset();
  });
  const Answer answer = endpoint(server)(get);
  CHECK(answer.transport == Transport::closed);
  CHECK(answer.detail == "the connection was reset before any byte of an answer");
}

TEST_CASE("silence is timed out") {
  RawServer server([](Peer& peer) { peer.wait_for_close(); });
  EndpointOptions options;
  options.answer_timeout = 60ms;
  Endpoint target = endpoint(server, options);
  const auto begin = Clock::now();
  const Answer answer = target(get);
  CHECK(answer.transport == Transport::timed_out);
  CHECK(answer.detail == "the time for an answer was over before any byte of an answer");
  CHECK(elapsed_since(begin) >= 60ms);
  CHECK(elapsed_since(begin) < 4s);
}

TEST_CASE("an answer that drips is cut at the deadline") {
  RawServer server([](Peer& peer) {
    peer.request();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    while (peer.send("x")) std::this_thread::sleep_for(2ms);
  });
  EndpointOptions options;
  options.answer_timeout = 100ms;
  const auto begin = Clock::now();
  const Answer answer = endpoint(server, options)(get);
  CHECK(answer.transport == Transport::timed_out);
  CHECK(answer.body.size() > 1);
  CHECK(elapsed_since(begin) >= 100ms);
  CHECK(elapsed_since(begin) < 4s);
}

TEST_CASE("nobody there is unreachable and may be there later") {
  const std::uint16_t port = http::test::unused_port();
  Endpoint target(Url{"127.0.0.1", port, "/"});
  const Answer answer = target(get);
  CHECK(answer.transport == Transport::unreachable);
  CHECK(answer.status == 0);
  CHECK(answer.detail == "no connection was made: Connection refused");
  CHECK(target.requests() == 0);

  Endpoint nameless(Url{std::string(70, 'a'), 80, "/"});
  CHECK(nameless(get).transport == Transport::unreachable);
  CHECK(nameless(get).detail.find("cannot be resolved") != std::string::npos);
}

TEST_CASE("a connection is used again and again") {
  RawServer server(keep_answering);
  {
    Endpoint target = endpoint(server);
    for (int i = 0; i < 100; ++i) CHECK(target(get).body == "{}");
    CHECK(target.requests() == 100);
    CHECK(target.connections() == 1);
  }
  CHECK(server.accepted() == 1);
}

TEST_CASE("an endpoint can be moved with its connection") {
  RawServer server(keep_answering);
  Endpoint first = endpoint(server);
  CHECK(first(get).body == "{}");
  Endpoint second(std::move(first));
  CHECK(second(get).body == "{}");
  CHECK(second.connections() == 1);
}

TEST_CASE("a connection that the peer closed while it was idle is replaced before the next request") {
  std::atomic<bool> closed{false};
  RawServer server([&](Peer& peer) {
    peer.request();
    peer.send(answer_with("{}"));
    if (peer.number() == 0) {
      std::this_thread::sleep_for(30ms);
      peer.close();
      closed = true;
    } else {
      keep_answering(peer);
    }
  });
  Endpoint target = endpoint(server);
  CHECK(target(get).body == "{}");
  while (!closed) std::this_thread::sleep_for(1ms);
  CHECK(target(get).body == "{}");
  CHECK(target(get).body == "{}");
  CHECK(target.connections() == 2);
}

TEST_CASE("a peer that closes after each answer without saying so loses no request") {
  RawServer server([](Peer& peer) {
    peer.request();
    peer.send(answer_with("{}"));
    std::this_thread::sleep_for(5ms);  // in which a hasty client would send its next request
  });
  Endpoint target = endpoint(server, patient);
  for (int i = 0; i < 10; ++i) CHECK(target(get) == Answer{Transport::answered, 200, "{}", "", 0});
  CHECK(target.connections() == 10);
}

TEST_CASE("a peer that takes to closing after each answer costs one request and no more") {
  // Two answers on the first connection, then a close that crosses a request; later one answer for each connection.
  RawServer server([](Peer& peer) {
    for (int i = 0; i < (peer.number() == 0 ? 2 : 1); ++i) {
      peer.request();
      peer.send(answer_with("{}"));
    }
    if (peer.number() == 0) peer.request();
    std::this_thread::sleep_for(5ms);
  });
  Endpoint target = endpoint(server, patient);
  int lost = 0;
  for (int i = 0; i < 12; ++i) lost += target(get).transport == Transport::closed ? 1 : 0;
  CHECK(lost == 1);
}

TEST_CASE("a connection that must not be used again is not") {
  const auto connections_for = [](std::string_view bytes) {
    RawServer server([bytes](Peer& peer) {
      while (!peer.request().empty()) peer.send(bytes);
    });
    Endpoint target = endpoint(server);
    for (int i = 0; i < 3; ++i) CHECK(target(get).transport == Transport::answered);
    return target.connections();
  };
  CHECK(connections_for("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}") == 1);
  CHECK(connections_for("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}") == 1);
  CHECK(connections_for("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}") == 3);
  CHECK(connections_for("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}") == 3);
  CHECK(connections_for("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}surplus") == 3);
}

TEST_CASE("surplus that arrives after the answer is not taken for the next one") {
  std::atomic<bool> sent{false};
  RawServer server([&](Peer& peer) {
    peer.request();
    peer.send(answer_with("{}"));
    if (peer.number() == 0) {
      std::this_thread::sleep_for(30ms);
      peer.send(answer_with("surplus"));
      sent = true;
    }
    keep_answering(peer);
  });
  Endpoint target = endpoint(server);
  CHECK(target(get).body == "{}");
  while (!sent) std::this_thread::sleep_for(1ms);
  CHECK(target(get).body == "{}");
  CHECK(target.connections() == 2);
}

TEST_CASE("a redirect is an answer") {
  RawServer server([](Peer& peer) {
    while (!peer.request().empty())
      peer.send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 5\r\n\r\nmoved");
  });
  Endpoint target = endpoint(server);
  CHECK(target(get) == Answer{Transport::answered, 302, "moved", "", 0});
  CHECK(target.requests() == 1);
}

TEST_CASE("an answer to HEAD ends with its head") {
  RawServer server([](Peer& peer) {
    while (!peer.request().empty()) peer.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
  });
  Endpoint target = endpoint(server);
  CHECK(target({"HEAD", "", ""}).transport == Transport::answered);
  CHECK(target({"HEAD", "", ""}).transport == Transport::answered);
  CHECK(target.connections() == 1);
}

TEST_CASE("an early refusal of a long body is read and nothing kills the process") {
  const auto before = std::signal(SIGPIPE, SIG_DFL);
  std::atomic<bool> answered{false};
  RawServer server([&](Peer& peer) {
    if (peer.number() > 0) return keep_answering(peer);
    peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}");
    while (!answered) std::this_thread::sleep_for(1ms);
    peer.reset();
  });
  Endpoint target = endpoint(server);
  CHECK(target({"POST", "", std::string(32 << 20, 'x')}) == Answer{Transport::answered, 413, "{}", "", 0});
  answered = true;
  CHECK(target(get).body == "{}");
  RawServer rude([](Peer& peer) {
    peer.begin_to_read();
    peer.reset();
  });
  CHECK(endpoint(rude)({"POST", "", std::string(32 << 20, 'x')}).transport == Transport::closed);
  std::signal(SIGPIPE, before);
}

TEST_CASE("a long body and a long answer pass each other") {
  RawServer server([](Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n");
    peer.send(std::string(899999, 'x'));  // more than the buffers between hold: only a client that reads lets it end
    peer.request();
    peer.send("y");
  });
  const Answer answer = endpoint(server)({"POST", "", std::string(8 << 20, 'z')});
  CHECK(answer.transport == Transport::answered);
  CHECK(answer.body.size() == 900000);
}

TEST_CASE("signals do not disturb a request") {
  struct sigaction action {};
  action.sa_handler = [](int) {};  // and no SA_RESTART
  struct sigaction before {};
  REQUIRE(::sigaction(SIGUSR1, &action, &before) == 0);
  RawServer server([](Peer& peer) {
    while (!peer.request().empty()) {
      std::this_thread::sleep_for(20ms);
      peer.send(answer_with("{}"));
    }
  });
  std::atomic<bool> done{false};
  const pthread_t self = ::pthread_self();
  std::thread nuisance([&] {
    while (!done) {
      ::pthread_kill(self, SIGUSR1);
      std::this_thread::sleep_for(1ms);
    }
  });
  Endpoint target = endpoint(server);
  std::vector<Answer> answers;
  for (int i = 0; i < 5; ++i) answers.push_back(target(get));
  done = true;
  nuisance.join();
  ::sigaction(SIGUSR1, &before, nullptr);
  for (const Answer& answer : answers) CHECK(answer == Answer{Transport::answered, 200, "{}", "", 0});
}

TEST_CASE("an endpoint wants a URL it can speak to") {
  CHECK_FALSE(Endpoint::open("ftp://127.0.0.1"));
  CHECK(Endpoint::open("https://127.0.0.1")->url().text() == "https://127.0.0.1/v2/index.php");
  CHECK(Endpoint::open("http://127.0.0.1:81")->url().text() == "http://127.0.0.1:81/v2/index.php");
}

namespace {

/// A target behind TLS that does what `script` says on each connection.
class TlsFixture {
 public:
  explicit TlsFixture(std::function<void(TlsPeer&, Peer&)> script)
      : identity_(http::test::make_identity()),
        server([context = http::test::server_context(identity_), script = std::move(script)](Peer& peer) {
          TlsPeer tls(peer, context);
          if (tls.is_up()) script(tls, peer);
        }) {}

  [[nodiscard]] Endpoint endpoint(EndpointOptions options = {}) const {
    options.tls = http::test::client_context(certificate_pem(identity_));
    return *Endpoint::open("https://127.0.0.1:" + std::to_string(server.port()), options);
  }

 private:
  http::test::Identity identity_;

 public:
  RawServer server;
};

void keep_answering_over_tls(TlsPeer& tls, Peer&) {
  while (!tls.request().empty()) tls.send(answer_with("{}"));
}

}  // namespace

TEST_CASE("a request travels over TLS as it does without") {
  std::string seen;
  std::string port;
  {
    const TlsFixture fixture([&](TlsPeer& tls, Peer&) {
      for (std::string request = tls.request(); !request.empty(); request = tls.request()) {
        seen += request;
        tls.send(answer_with("{}"));
      }
    });
    port = std::to_string(fixture.server.port());
    Endpoint target = fixture.endpoint();
    for (int i = 0; i < 3; ++i) CHECK(target(get) == Answer{Transport::answered, 200, "{}", "", 0});
    CHECK(target({"POST", "", "b=1"}).body == "{}");
    CHECK(target.connections() == 1);
    CHECK(target.requests() == 4);
  }
  const std::string one = "GET /v2/index.php?a=1 HTTP/1.1\r\nHost: 127.0.0.1:" + port +
                          "\r\nUser-Agent: createproduct-conformance\r\n\r\n";
  CHECK(seen.substr(0, 2 * one.size()) == one + one);
}

TEST_CASE("tickets between answers cost no connection") {
  const TlsFixture fixture([](TlsPeer& tls, Peer&) {
    while (!tls.request().empty()) {
      tls.send(answer_with("{}"));
      SSL_new_session_ticket(tls.ssl());
      SSL_do_handshake(tls.ssl());
    }
  });
  Endpoint target = fixture.endpoint(patient);
  for (int i = 0; i < 5; ++i) CHECK(target(get).body == "{}");
  CHECK(target.connections() == 1);
}

TEST_CASE("a close without goodbye of TLS cuts an answer short only in its middle") {
  const auto answer_to_bytes = [](std::string_view bytes, bool in_order) {
    const TlsFixture fixture([=](TlsPeer& tls, Peer&) {
      tls.request();
      if (!bytes.empty()) tls.send(bytes);
      if (in_order) tls.end();
    });
    return fixture.endpoint()(get);
  };
  for (const bool in_order : {true, false}) {
    CHECK(answer_to_bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", in_order) ==
          Answer{Transport::answered, 200, "{}", "", 0});
    CHECK(answer_to_bytes("HTTP/1.0 200 OK\r\n\r\n{}", in_order) == Answer{Transport::answered, 200, "{}", "", 0});
    CHECK(answer_to_bytes("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}", in_order) ==
          Answer{Transport::closed, 200, "{}", "the connection was closed after 2 of 20 bytes of the body", 0});
    CHECK(answer_to_bytes("", in_order).detail == "the connection was closed before any byte of an answer");
  }
}

TEST_CASE("a peer that closes TLS connections after each answer is met with a new one") {
  for (const bool in_order : {true, false}) {
    const TlsFixture fixture([in_order](TlsPeer& tls, Peer&) {
      tls.request();
      tls.send(answer_with("{}"));
      if (in_order) tls.end();
    });
    Endpoint target = fixture.endpoint(patient);
    for (int i = 0; i < 4; ++i) CHECK(target(get).transport == Transport::answered);
    CHECK(target.connections() == 4);
  }
}

TEST_CASE("a silent TLS peer and a reset one are told apart and an alert is passed on") {
  const TlsFixture silent([](TlsPeer& tls, Peer&) { tls.wait_for_close(); });
  EndpointOptions hasty;
  hasty.answer_timeout = 30ms;
  CHECK(silent.endpoint(hasty)(get).transport == Transport::timed_out);
  const TlsFixture rude([](TlsPeer& tls, Peer& peer) {
    tls.request();
    peer.reset();
  });
  CHECK(rude.endpoint()(get).detail == "the connection was reset before any byte of an answer");

  const http::test::Identity identity = http::test::make_identity();
  RawServer demanding([&](Peer& peer) {
    const TlsContext context = http::test::server_context(identity);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    TlsPeer tls(peer, context);
    peer.wait_for_close();
  });
  EndpointOptions options;
  options.tls = http::test::careless_context();
  const Answer refused = (*Endpoint::open("https://127.0.0.1:" + std::to_string(demanding.port()), options))(get);
  CHECK(refused.transport == Transport::closed);
  CHECK(refused.detail.find("certificate required") != std::string::npos);
}

TEST_CASE("long bodies and answers over TLS pass each other and an early refusal is read") {
  const TlsFixture both([](TlsPeer& tls, Peer&) {
    tls.send("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n");
    tls.send(std::string(899999, 'x'));
    tls.request();
    tls.send("y");
  });
  CHECK(both.endpoint()({"POST", "", std::string(8 << 20, 'z')}).body.size() == 900000);

  const auto before = std::signal(SIGPIPE, SIG_DFL);
  std::atomic<bool> answered{false};
  const TlsFixture early([&](TlsPeer& tls, Peer& peer) {
    if (peer.number() > 0) return keep_answering_over_tls(tls, peer);
    tls.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}");
    while (!answered) std::this_thread::sleep_for(1ms);
    peer.reset();
  });
  Endpoint target = early.endpoint();
  CHECK(target({"POST", "", std::string(32 << 20, 'x')}) == Answer{Transport::answered, 413, "{}", "", 0});
  answered = true;
  CHECK(target(get).body == "{}");
  std::signal(SIGPIPE, before);
}

TEST_CASE("an endpoint whose TLS is not trusted or none is unreachable and nothing is sent") {
  std::atomic<int> requests{0};
  const TlsFixture fixture([&](TlsPeer& tls, Peer&) {
    if (!tls.request().empty()) ++requests;
  });
  Endpoint target = *Endpoint::open("https://127.0.0.1:" + std::to_string(fixture.server.port()));
  for (int i = 0; i < 2; ++i) {
    const Answer answer = target(get);
    CHECK(answer.transport == Transport::unreachable);
    CHECK(answer.detail.find("no connection was made: the server's certificate is self-signed") == 0);
  }
  CHECK(target.requests() == 0);
  CHECK(target.connections() == 0);
  CHECK(requests == 0);

  RawServer plain([](Peer& peer) {
    peer.begin_to_read();
    peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  });
  const Answer answer = (*Endpoint::open("https://127.0.0.1:" + std::to_string(plain.port())))(get);
  CHECK(answer.transport == Transport::unreachable);
  CHECK(answer.detail.find("the peer does not speak TLS but plain HTTP") != std::string::npos);

  RawServer silent([](Peer& peer) { peer.wait_for_close(); });
  EndpointOptions hasty;
  hasty.connect_timeout = 50ms;
  const auto begin = Clock::now();
  CHECK((*Endpoint::open("https://127.0.0.1:" + std::to_string(silent.port()), hasty))(get).transport ==
        Transport::unreachable);
  CHECK(elapsed_since(begin) < 3s);
}

TEST_CASE("a plain request to a TLS port gets an alert that is explained") {
  RawServer server([](Peer& peer) {
    peer.request();
    peer.send(std::string_view("\x15\x03\x01\0\x02\x02\x0a", 7));
  });
  const Answer answer = endpoint(server)(get);
  CHECK(answer.transport == Transport::malformed);
  CHECK(answer.detail.find("which is TLS: the URL must begin with https://") != std::string::npos);
}
