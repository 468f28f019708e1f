// SPDX-License-Identifier: MIT
#include <createproduct/http/mock_server.hpp>

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <createproduct/http/connect.hpp>
#include <createproduct/http/endpoint.hpp>
#include <createproduct/http/stamping.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/wire/form.hpp>

#include "certificates.hpp"

using namespace createproduct;
using namespace createproduct::http;
using namespace std::chrono_literals;
using judge::Answer;
using mock::Reply;
using wire::WireRequest;
using Transport = judge::Answer::Transport;

namespace {

/// What a handler was last given.
struct Seen {
  WireRequest request;
  std::string host;
  std::string path;
};

/// A server that remembers what it was last handed and answers with one reply.
class Fixture {
 public:
  explicit Fixture(Reply reply = with_body("{}"), const MockServerOptions& options = {})
      : reply_(std::move(reply)), server(start(options)) {}

  Seen seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

  void answer_with(Reply reply) {
    const std::lock_guard lock(mutex_);
    reply_ = std::move(reply);
  }

  static Reply with_body(std::string body) {
    Reply answer;
    answer.body = std::move(body);
    return answer;
  }

  Endpoint endpoint(std::chrono::milliseconds timeout = 5s) const {
    EndpointOptions options;
    options.answer_timeout = timeout;
    options.tls = http::test::careless_context();
    return *Endpoint::open(server.url(), options);
  }

  /// All that comes back for `bytes` until the server closes the connection or `enough` of it is there.
  std::string raw(std::string_view bytes, std::string_view enough) const {
    Socket socket = *http::connect(*resolve(*parse_url(server.url())), Clock::now() + 5s);
    std::string text;
    while (!bytes.empty() && socket.wait(true, Clock::now() + 5s)) {
      const Transfer sent = socket.send(bytes);
      REQUIRE(sent.state != Transfer::State::failed);
      bytes.remove_prefix(sent.bytes);
    }
    std::array<char, 4096> buffer{};
    while (text.find(enough) == std::string::npos && socket.wait(false, Clock::now() + 5s)) {
      const Transfer received = socket.receive(buffer);
      if (received.state != Transfer::State::moved) break;
      text.append(buffer.data(), received.bytes);
    }
    return text;
  }

 private:
  MockServer start(const MockServerOptions& options) {
    return *MockServer::start([this](const WireRequest& request, std::string_view host, std::string_view path) {
      const std::lock_guard lock(mutex_);
      seen_ = {request, std::string(host), std::string(path)};
      return reply_;
    }, options);
  }

  mutable std::mutex mutex_;
  Seen seen_;
  Reply reply_;

 public:
  MockServer server;  // last, for it uses the others
};

Reply fated(Reply::Fate fate) {
  Reply reply = Fixture::with_body("0123456789");
  reply.fate = fate;
  return reply;
}

MockServerOptions with_tls() {
  MockServerOptions options;
  options.tls = http::test::server_context(http::test::make_identity());
  return options;
}

std::chrono::milliseconds time_to_stop(MockServer& server) {
  const auto begin = Clock::now();
  server.stop();
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
}

const WireRequest get{"GET", "a=1", ""};

}  // namespace

TEST_CASE("a request arrives byte for byte") {
  Fixture fixture;
  Endpoint target = fixture.endpoint();
  std::string all_but_controls;
  for (int byte = 0x21; byte < 0x100; ++byte)
    if (byte != 0x7f) all_but_controls += static_cast<char>(byte);
  std::string every_byte;
  for (int byte = 0; byte < 0x100; ++byte) every_byte += static_cast<char>(byte);
  const std::vector<WireRequest> requests{
      {"GET", "", ""},
      {"GET", "a=b=c==&dup=1&dup=1&=x&&bare&%u0041&%zz&%&+", ""},
      {"GET", all_but_controls, ""},
      {"GET", "??#?", ""},
      {"GET", "long=" + std::string(32000, 'x'), ""},
      {"POST", "", every_byte},
      {"POST", all_but_controls, "a=1&a=2\r\n\r\nGET / HTTP/1.1\r\n\r\n"},
      {"POST", "", std::string(20000, '&')},
      {"POST", "", std::string(3 << 20, '\0')},
      {"POST", "", ""},
      {"GET", "q=1", "a body all the same"},
      {"PUT", "q=1", "b"},
      {"DELETE", "", "b"},
      {"PATCH", "", "b"},
      {"OPTIONS", "o=1", ""},
  };
  for (const WireRequest& request : requests) {
    CAPTURE(request.method);
    CAPTURE(request.query.substr(0, 40));
    CHECK(target(request).body == "{}");
    CHECK((fixture.seen().request == request));
  }
  CHECK(target({"HEAD", "h=1", ""}) == Answer{Transport::answered, 200, "", "", 0});
  CHECK((fixture.seen().request == WireRequest{"HEAD", "h=1", ""}));
  CHECK(target.connections() == 1);
}

TEST_CASE("Host and path reach the handler") {
  Fixture fixture;
  Endpoint target = *Endpoint::open(fixture.server.url() + "/some/where");
  CHECK(target(get).body == "{}");
  CHECK(fixture.seen().path == "/some/where");
  CHECK(fixture.seen().host == "127.0.0.1:" + std::to_string(fixture.server.port()));
}

TEST_CASE("status body type and headers of a reply are sent") {
  Reply reply = Fixture::with_body("[]");
  reply.status = 429;
  reply.retry_after = 7;
  reply.content_type = "text/x-test";
  const Fixture fixture(reply);
  const std::string text =
      fixture.raw("GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip, br\r\nRange: bytes=0-0\r\n\r\n", "[]");
  CHECK(text.find("HTTP/1.1 429 ") == 0);
  CHECK(text.find("\r\nRetry-After: 7\r\n") != std::string::npos);
  CHECK(text.find("\r\nContent-Type: text/x-test\r\n") != std::string::npos);
  CHECK(text.find("\r\nContent-Length: 2\r\n") != std::string::npos);
  CHECK(text.find("\r\n\r\n[]") != std::string::npos);
  CHECK(fixture.endpoint()(get) == Answer{Transport::answered, 429, "[]", "", 7});
}

TEST_CASE("an empty body and any status come through") {
  for (const int status : {200, 400, 404, 500, 503}) {
    Reply reply = Fixture::with_body("");
    reply.status = status;
    CHECK(Fixture(reply).endpoint()(get) == Answer{Transport::answered, status, "", "", 0});
  }
}

TEST_CASE("a chunked reply is sent in chunks") {
  for (const std::string_view body : {"", "x", "0123456789"}) {
    Reply reply = Fixture::with_body(std::string(body));
    reply.chunked = true;
    const Fixture fixture(reply);
    Endpoint target = fixture.endpoint();
    for (int i = 0; i < 3; ++i) CHECK(target(get) == Answer{Transport::answered, 200, std::string(body), "", 0});
    CHECK(target.connections() == 1);
    CHECK(fixture.raw("GET / HTTP/1.1\r\n\r\n", "0\r\n\r\n").find("Transfer-Encoding: chunked") != std::string::npos);
  }
}

TEST_CASE("a reply meets its fate") {
  for (const MockServerOptions& options : {MockServerOptions(), with_tls()}) {
    const Fixture before(fated(Reply::Fate::close_before), options);
    CHECK(before.endpoint()(get).detail == "the connection was closed before any byte of an answer");
    const Fixture midway(fated(Reply::Fate::close_midway), options);
    const Answer half = midway.endpoint()(get);
    CHECK(half.transport == Transport::closed);
    CHECK(half.detail.find(" of 10 bytes of the body") != std::string::npos);
    const Fixture hang(fated(Reply::Fate::hang), options);
    CHECK(hang.endpoint(50ms)(get).transport == Transport::timed_out);
  }
}

TEST_CASE("clients that gave up on hanging replies leave no thread behind") {
  for (const MockServerOptions& options : {MockServerOptions(), with_tls()}) {
    Fixture fixture(fated(Reply::Fate::hang), options);
    for (int i = 0; i < 20; ++i) CHECK(fixture.endpoint(10ms)(get).transport == Transport::timed_out);
    fixture.answer_with(fated(Reply::Fate::answer));
    CHECK(fixture.endpoint()(get).transport == Transport::answered);
  }
}

TEST_CASE("a reply is delayed") {
  Reply reply = Fixture::with_body("{}");
  reply.delay = 50ms;
  Fixture fixture(reply);
  const auto begin = Clock::now();
  CHECK(fixture.endpoint()(get).body == "{}");
  CHECK(Clock::now() - begin >= 50ms);
  reply.delay = 60s;
  fixture.answer_with(reply);
  CHECK(fixture.endpoint(20ms)(get).transport == Transport::timed_out);
}

TEST_CASE("a reply closes its connection if it says so and keeps it if not") {
  Reply reply = Fixture::with_body("{}");
  reply.close_after = true;
  Fixture fixture(reply);
  Endpoint target = fixture.endpoint();
  for (int i = 0; i < 3; ++i) CHECK(target(get).body == "{}");
  CHECK(target.connections() == 3);
  CHECK(fixture.raw("GET / HTTP/1.1\r\n\r\n", "no such text").find("\r\nConnection: close\r\n") != std::string::npos);
  fixture.answer_with(Fixture::with_body("{}"));
  for (int i = 0; i < 500; ++i) CHECK(target(get).body == "{}");
  CHECK(target.connections() == 4);
}

TEST_CASE("requests that come at once are answered one after the other") {
  const Fixture fixture;
  const std::string text = fixture.raw("GET /?1 HTTP/1.1\r\n\r\nPOST /?2 HTTP/1.1\r\nContent-Length: 1\r\n\r\nx"
                                       "GET /?3 HTTP/1.1\r\nConnection: close\r\n\r\n", "no such text");
  std::size_t answers = 0;
  std::size_t at = 0;
  for (; (at = text.find("HTTP/1.1 200", at)) != std::string::npos; ++at) ++answers;
  CHECK(answers == 3);
  CHECK(fixture.seen().request.query == "3");
}

TEST_CASE("a client that waits for permission to send its body gets it") {
  const Fixture fixture;
  Socket socket = *http::connect(*resolve(*parse_url(fixture.server.url())), Clock::now() + 5s);
  (void)socket.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  std::array<char, 4096> buffer{};
  REQUIRE(socket.wait(false, Clock::now() + 3s));
  CHECK(std::string_view(buffer.data(), socket.receive(buffer).bytes) == "HTTP/1.1 100 Continue\r\n\r\n");
  (void)socket.send("body");
  REQUIRE(socket.wait(false, Clock::now() + 3s));
  CHECK(std::string_view(buffer.data(), socket.receive(buffer).bytes).find("HTTP/1.1 200 ") == 0);
  CHECK(fixture.seen().request.body == "body");
}

TEST_CASE("what the server itself must refuse is refused in JSON and the connection ends") {
  const Fixture fixture;
  const auto refusal = [&](std::string_view request, std::string_view status) {
    CAPTURE(request.substr(0, 60));
    const std::string text = fixture.raw(request, "no such text");
    CHECK(text.find("HTTP/1.1 " + std::string(status)) == 0);
    CHECK(text.find("\r\nConnection: close\r\n") != std::string::npos);
    CHECK(text.find("\r\n\r\n{\"code\":4000,\"message\":\"") != std::string::npos);
    CHECK(text.find("HTTP/1.1 4", 1) == std::string::npos);
  };
  refusal("FOO /?a HTTP/1.1\r\nHost: h\r\n\r\n", "400");
  refusal("GET /?a HTTP/3.0\r\nHost: h\r\n\r\n", "400");
  refusal("nonsense\r\n\r\n", "400");
  refusal("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n", "411");
  refusal("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy", "400");
  refusal("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\nx", "400");
  refusal("POST / HTTP/1.1\r\nContent-Length: 8388609\r\n\r\n" + std::string(16 << 20, 'x'), "413");
  refusal("GET /" + std::string(10000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n", "414");
  CHECK(fixture.seen().request == WireRequest{});
}

TEST_CASE("a stop is quick whatever the connections wait for") {
  Fixture idle;
  Endpoint target = idle.endpoint();
  CHECK(target(get).body == "{}");
  CHECK(time_to_stop(idle.server) < 3s);
  CHECK(target(get).transport == Transport::unreachable);
  idle.server.stop();

  Reply delayed = Fixture::with_body("{}");
  delayed.delay = 60s;
  for (const MockServerOptions& options : {MockServerOptions(), with_tls()})
    for (const Reply& reply : {fated(Reply::Fate::hang), delayed}) {
      std::atomic<bool> asked{false};
      MockServer server = *MockServer::start([&](const WireRequest&, std::string_view, std::string_view) {
        asked = true;
        return reply;
      }, options);
      std::thread client([url = server.url()] {
        EndpointOptions careless;
        careless.tls = http::test::careless_context();
        (void)(*Endpoint::open(url, careless))(get);
      });
      while (!asked) std::this_thread::sleep_for(1ms);
      CHECK(time_to_stop(server) < 3s);
      client.join();
    }
}

TEST_CASE("a server that was never asked stops and so does a moved one") {
  Fixture fixture(Fixture::with_body("{}"), with_tls());
  MockServer moved(std::move(fixture.server));
  CHECK(moved.port() > 0);
  CHECK(moved.url() == "https://127.0.0.1:" + std::to_string(moved.port()));
  CHECK(time_to_stop(moved) < 3s);
}

TEST_CASE("two servers do not share a port") {
  const Fixture fixture;
  MockServerOptions options;
  options.port = fixture.server.port();
  const Result<MockServer> second = MockServer::start([](auto&&...) { return Reply{}; }, options);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Error::Code::unavailable);
  CHECK(second.error().message ==
        "port " + std::to_string(options.port) + " of 127.0.0.1 cannot be had: Address already in use");
}

TEST_CASE("a port can be had again at once after a stop") {
  MockServerOptions options;
  {
    const Fixture fixture;
    CHECK(fixture.endpoint()(get).body == "{}");
    options.port = fixture.server.port();
  }
  CHECK(MockServer::start([](auto&&...) { return Reply{}; }, options));
}

TEST_CASE("as many connections are served at once as there are threads") {
  std::atomic<int> inside{0};
  MockServerOptions options;
  options.threads = 16;
  MockServer server = *MockServer::start([&](const WireRequest&, std::string_view, std::string_view) {
    ++inside;
    for (int i = 0; i < 5000 && inside < 16; ++i) std::this_thread::sleep_for(1ms);
    return Fixture::with_body(inside >= 16 ? "together" : "alone");
  }, options);
  // A connection that finds the queue of the listener full takes a second longer; so does a very busy machine, but
  // hardly three times in a row.
  bool quick = false;
  for (int attempt = 0; attempt < 3 && !quick; ++attempt) {
    const auto begin = Clock::now();
    inside = 0;
    std::vector<std::thread> clients;
    std::atomic<int> together{0};
    for (int i = 0; i < 16; ++i)
      clients.emplace_back([&] {
        EndpointOptions patient;
        patient.answer_timeout = 20s;
        if ((*Endpoint::open(server.url(), patient))(get).body == "together") ++together;
      });
    for (std::thread& client : clients) client.join();
    CHECK(together == 16);
    quick = Clock::now() - begin < 900ms;
  }
  CHECK(quick);
}

TEST_CASE("a handler that throws is a 500 and no end of the server") {
  MockServer server = *MockServer::start([](const WireRequest& request, std::string_view, std::string_view) -> Reply {
    if (request.query == "throw") throw std::runtime_error("as asked");
    return Fixture::with_body("{}");
  });
  Endpoint target = *Endpoint::open(server.url());
  CHECK(target({"GET", "throw", ""}).status == 500);
  CHECK(target(get).body == "{}");
}

TEST_CASE("a service answers over HTTP as it does in the process") {
  mock::Service near;
  mock::Service far;
  MockServer server = *MockServer::start(far);
  Endpoint target = *Endpoint::open(server.url());
  for (const std::string_view name : {"fruit", "fruit", "%00", "a?b"}) {
    const WireRequest request{"GET", "Action=CreateProduct&productName=" + std::string(name), ""};
    const Reply expected = near.handle(request);
    const Answer answer = target(request);
    CHECK(answer.transport == Transport::answered);
    CHECK(answer.status == expected.status);
    CHECK(answer.body == expected.body);
  }
  CHECK(far.has_product("default", "fruit"));
}

TEST_CASE("a signed request is let in and one with another key or an old stamp is not") {
  mock::Configuration configuration;
  configuration.keys = {{{"AKIDtest", "secret", ""}, "account"}};
  mock::Service service(std::move(configuration));
  MockServer server = *MockServer::start(service);
  Endpoint target = *Endpoint::open(server.url());
  Stamping stamping;
  stamping.credentials = {"AKIDtest", "secret", ""};
  const auto create = [&](const std::string& method, const std::string& name) {
    wire::RawRequest request;
    request.method = method;
    request.add("Action", "CreateProduct").add("productName", name);
    request.add("productProperties", R"({"productDescription":"a b+c/=\u4e2d","region":"gz"})");
    return request;
  };
  const auto code = [&](wire::RawRequest request) {
    std::string body = target(wire::encode(stamped(stamping, std::move(request), true))).body;
    std::erase_if(body, [](char byte) { return byte == ' ' || byte == '\n'; });
    const std::string_view field = "\"code\":";
    const std::size_t found = body.find(field);
    return found == std::string::npos ? -1 : std::atoi(body.c_str() + found + field.size());
  };
  CHECK(code(create("GET", "a")) == 0);
  CHECK(code(create("POST", "b")) == 0);
  CHECK(service.has_product("account", "a"));
  CHECK(service.has_product("account", "b"));
  CHECK(code(create("GET", "c").add("Timestamp", "1")) == 4200);
  CHECK(code(create("GET", "c").add("Signature", "wrong")) == 4100);
  stamping.method = sign::Method::hmac_sha1;
  CHECK(code(create("GET", "d")) == 0);
  stamping.host = "example.com";
  CHECK(code(create("GET", "e")) == 4100);
  stamping = {};
  stamping.credentials = {"AKIDtest", "another", ""};
  CHECK(code(create("GET", "e")) == 4100);
  CHECK(service.product_count() == 3);
}

TEST_CASE("over TLS the same requests get the same answers") {
  Fixture fixture(Fixture::with_body("{}"), with_tls());
  CHECK(fixture.server.url() == "https://127.0.0.1:" + std::to_string(fixture.server.port()));
  Endpoint target = fixture.endpoint();
  std::string every_byte;
  for (int byte = 0; byte < 0x100; ++byte) every_byte += static_cast<char>(byte);
  const std::vector<WireRequest> requests{{"GET", "a=b=c==&dup=1&dup=1&%zz", ""},
                                          {"GET", "long=" + std::string(32000, 'x'), ""},
                                          {"POST", "q", every_byte},
                                          {"POST", "", std::string(3 << 20, '\0')}};
  for (const WireRequest& request : requests) {
    CHECK(target(request).body == "{}");
    CHECK((fixture.seen().request == request));
  }
  Reply chunked = Fixture::with_body(std::string(200'000, 'x'));
  chunked.chunked = true;
  fixture.answer_with(chunked);
  CHECK(target(get).body.size() == 200'000);
  CHECK(target.connections() == 1);
  Reply closing = Fixture::with_body("[]");
  closing.close_after = true;
  closing.delay = 30ms;
  fixture.answer_with(closing);
  const auto begin = Clock::now();
  for (int i = 0; i < 3; ++i) CHECK(target(get).body == "[]");
  CHECK(Clock::now() - begin >= 90ms);
  CHECK(target.connections() == 3);
}

TEST_CASE("clients that never complete a handshake block nobody and no stop") {
  Fixture fixture(Fixture::with_body("{}"), with_tls());
  const std::vector<Address> address = *resolve(*parse_url(fixture.server.url()));
  std::vector<Socket> idlers;
  for (int i = 0; i < 8; ++i) {
    idlers.push_back(*http::connect(address, Clock::now() + 5s));
    if (i % 2 == 0) (void)idlers.back().send("\x16\x03\x01");
  }
  const auto begin = Clock::now();
  CHECK(fixture.endpoint()(get).body == "{}");
  CHECK(Clock::now() - begin < 3s);
  CHECK(time_to_stop(fixture.server) < 3s);
}

TEST_CASE("a client of the other kind is sent away at once") {
  const auto begin = Clock::now();
  const Fixture tls(Fixture::with_body("{}"), with_tls());
  CHECK((*Endpoint::open("http://127.0.0.1:" + std::to_string(tls.server.port())))(get).transport == Transport::closed);
  const Fixture plain;
  const Answer answer = (*Endpoint::open("https://127.0.0.1:" + std::to_string(plain.server.port())))(get);
  CHECK(answer.transport == Transport::unreachable);
  CHECK(answer.detail.find("if it speaks plain HTTP, the URL must begin with http://") != std::string::npos);
  CHECK(Clock::now() - begin < 3s);
}
