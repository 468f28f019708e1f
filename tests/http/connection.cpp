// SPDX-License-Identifier: MIT
#include <createproduct/http/connection.hpp>

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <sys/socket.h>

#include "certificates.hpp"

using namespace createproduct;
using namespace createproduct::http;
using namespace std::chrono_literals;

namespace {

Deadline soon() { return Clock::now() + 5s; }

/// Both ends of a connection, with TLS or without.
struct Pair {
  Connection client;
  Connection server;

  explicit Pair(bool tls) {
    int ends[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    client = Connection(Socket(ends[0]), tls ? http::test::careless_context() : TlsContext(), "localhost");
    server = Connection(Socket(ends[1]), tls ? http::test::server_context(http::test::make_identity()) : TlsContext());
    std::thread other([&] { CHECK(server.handshake(soon()) == ""); });
    CHECK(client.handshake(soon()) == "");
    other.join();
  }
};

std::string text_of(Connection& connection) {
  std::array<char, 100> buffer{};
  for (;;) {
    if (!connection.wait(false, soon())) return "nothing";
    const Transfer got = connection.receive(buffer);
    if (got.state == Transfer::State::ended) return "end";
    if (got.state == Transfer::State::moved) return {buffer.data(), got.bytes};
  }
}

}  // namespace

TEST_CASE("an empty connection is not open and has nothing to shake hands about") {
  Connection connection;
  CHECK_FALSE(connection.is_open());
  CHECK(connection.handshake(soon()) == "");
  CHECK(connection.failure() == "");
  connection.close();
}

TEST_CASE("a connection behaves the same with TLS and without") {
  for (const bool tls : {false, true}) {
    CAPTURE(tls);
    Pair pair(tls);
    CHECK(pair.client.is_open());
    CHECK(pair.client.descriptor() != pair.server.descriptor());
    CHECK(pair.client.send("ask").bytes == 3);
    CHECK(text_of(pair.server) == "ask");
    CHECK(pair.server.send("answer").bytes == 6);
    CHECK(text_of(pair.client) == "answer");
    CHECK(pair.client.is_idle());
    CHECK(pair.client.wait(true, soon()));
    CHECK(pair.client.wait_to_send(soon()));
    CHECK_FALSE(pair.client.wait(false, Clock::now() + 10ms));
    pair.server.end_sending();
    CHECK(text_of(pair.client) == "end");
    CHECK_FALSE(pair.client.is_idle());
    CHECK(pair.client.send("late").bytes == 4);
    CHECK(text_of(pair.server) == "late");
    pair.client.close();
    CHECK_FALSE(pair.client.is_open());
    CHECK(text_of(pair.server) == "end");
    Connection moved = std::move(pair.server);
    CHECK(moved.is_open());
    CHECK(moved.failure() == "");
  }
}

TEST_CASE("a full connection waits for room and not for input") {
  for (const bool tls : {false, true}) {
    Pair pair(tls);
    const std::string block(100'000, 'x');
    Transfer sent{Transfer::State::moved, 0};
    for (int i = 0; i < 1000 && sent.state == Transfer::State::moved; ++i) sent = pair.client.send(block);
    CHECK(sent.state == Transfer::State::would_block);
    CHECK(pair.server.send("input").bytes == 5);
    CHECK_FALSE(pair.client.wait_to_send(Clock::now() + 20ms));
    CHECK(pair.client.wait(true, soon()));
    CHECK(text_of(pair.client) == "input");
  }
}
