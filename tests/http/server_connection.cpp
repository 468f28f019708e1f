// SPDX-License-Identifier: MIT
#include <createproduct/http/server_connection.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>

using namespace createproduct;
using namespace createproduct::http;
using namespace std::chrono_literals;
using Fate = createproduct::mock::Reply::Fate;

namespace {

/// A connection and the client's end of it.
struct Fixture {
  Socket client;
  ServerConnection connection;

  explicit Fixture(std::string_view bytes = "") : Fixture(ends()) {
    if (!bytes.empty()) REQUIRE(client.send(bytes).bytes == bytes.size());
  }

  /// Until a line end, as httplib reads it: byte by byte.
  std::string line() {
    std::string text;
    char byte = 0;
    while (connection.read(&byte, 1) == 1) {
      text += byte;
      if (byte == '\n') break;
    }
    return text;
  }

  /// All that the client has got so far; what comes after the end of the connection is "<end>".
  std::string received() {
    std::string text;
    std::array<char, 4096> buffer{};
    for (;;) {
      const Transfer transfer = client.receive(buffer);
      if (transfer.state == Transfer::State::ended) return text + "<end>";
      if (transfer.state != Transfer::State::moved) return text;
      text.append(buffer.data(), transfer.bytes);
    }
  }

 private:
  struct Ends {
    int client;
    int server;
  };
  explicit Fixture(Ends ends) : client(ends.client), connection(Socket(ends.server), 2s, 2s) {}
  static Ends ends() {
    int both[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, both) == 0);
    return {both[0], both[1]};
  }
};

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";

bool finish(ServerConnection& connection, Fate fate, std::chrono::milliseconds delay = 0ms) {
  connection.write(answer.data(), answer.size());
  return connection.finish_request(fate, delay);
}

}  // namespace

TEST_CASE("the query is taken out of the request line before httplib sees it") {
  const auto seen = [](std::string_view line) {
    Fixture fixture(line);
    REQUIRE(fixture.connection.next_request());
    const std::string shown = fixture.line();
    return std::pair(shown, fixture.connection.query());
  };
  using Seen = std::pair<std::string, std::string>;
  CHECK(seen("GET /p?a=1&b=%41 HTTP/1.1\r\n") == Seen("GET /p HTTP/1.1\r\n", "a=1&b=%41"));
  CHECK(seen("GET /p?a?b c#\x01\xff HTTP/1.1\r\n") == Seen("GET /p HTTP/1.1\r\n", "a?b c#\x01\xff"));
  CHECK(seen(std::string_view("GET /p?\0 HTTP/1.1\r\n", 20)) == Seen("GET /p HTTP/1.1\r\n", std::string(1, '\0')));
  CHECK(seen("GET /p? HTTP/1.1\r\n") == Seen("GET /p HTTP/1.1\r\n", ""));
  CHECK(seen("GET /p HTTP/1.1\r\nX: ? y\r\n") == Seen("GET /p HTTP/1.1\r\n", ""));
  CHECK(seen("GET /p?a\r\n") == Seen("GET /p?a\r\n", ""));
  CHECK(seen("\r\n") == Seen("\r\n", ""));
  const std::string longest(60000, 'x');
  CHECK(seen("GET /p?" + longest + " HTTP/1.1\r\n") == Seen("GET /p HTTP/1.1\r\n", longest));
}

TEST_CASE("a request line without end is handed on and not waited for") {
  Fixture fixture(std::string(70000, 'x'));
  CHECK(fixture.connection.next_request());
  CHECK_FALSE(fixture.connection.handled());
}

TEST_CASE("requests follow one another even where httplib leaves a body unread") {
  Fixture fixture("POST /a?1 HTTP/1.1\r\n\r\nbodyGET /b?2 HTTP/1.1\r\n\r\n");
  std::string body;
  REQUIRE(fixture.connection.next_request());
  CHECK(fixture.line() == "POST /a HTTP/1.1\r\n");
  CHECK(fixture.line() == "\r\n");
  CHECK(fixture.connection.read_body(4, body));
  CHECK(body == "body");
  CHECK(finish(fixture.connection, Fate::answer));
  REQUIRE(fixture.connection.next_request());
  CHECK_FALSE(fixture.connection.handled());
  CHECK(fixture.connection.query() == "2");
  CHECK(fixture.line() == "GET /b HTTP/1.1\r\n");
}

TEST_CASE("the client's end ends requests and bodies") {
  Fixture fixture("POST / HTTP/1.1\r\n\r\nbo");
  ::shutdown(fixture.client.descriptor(), SHUT_WR);
  REQUIRE(fixture.connection.next_request());
  fixture.line();
  fixture.line();
  std::string body;
  CHECK_FALSE(fixture.connection.read_body(4, body));
  CHECK_FALSE(fixture.connection.handled());
  Fixture silent;
  silent.client.close();
  CHECK_FALSE(silent.connection.next_request());
}

TEST_CASE("what was written is sent at the end or before a wait for more") {
  Fixture fixture("POST / HTTP/1.1\r\n\r\n");
  REQUIRE(fixture.connection.next_request());
  fixture.line();
  fixture.line();
  fixture.connection.write("100", 3);
  CHECK(fixture.received() == "");
  std::thread client([&] {
    while (fixture.client.is_idle()) std::this_thread::sleep_for(1ms);
    (void)fixture.client.send("body");
  });
  std::string body;
  CHECK(fixture.connection.read_body(4, body));
  client.join();
  CHECK(fixture.received() == "100");
  CHECK(finish(fixture.connection, Fate::answer));
  CHECK(fixture.received() == answer);
}

TEST_CASE("each fate sends its part of the answer") {
  Fixture whole;
  CHECK(finish(whole.connection, Fate::answer));
  CHECK(whole.received() == answer);
  Fixture none;
  CHECK_FALSE(finish(none.connection, Fate::close_before));
  CHECK(none.received() == "");
  Fixture half;
  CHECK_FALSE(finish(half.connection, Fate::close_midway));
  CHECK(half.received() == "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbo");
  Fixture bodiless;
  bodiless.connection.write("HTTP/1.1 200 OK\r\n\r\n", 19);
  CHECK_FALSE(bodiless.connection.finish_request(Fate::close_midway, 0ms));
  CHECK(bodiless.received() == "HTTP/1.1 ");
}

TEST_CASE("a delay comes before the answer and ends when the connection is shut down") {
  Fixture fixture;
  const auto begin = Clock::now();
  CHECK(finish(fixture.connection, Fate::answer, 30ms));
  CHECK(Clock::now() - begin >= 30ms);
  std::thread other([&] {
    std::this_thread::sleep_for(20ms);
    fixture.connection.shut_down();
  });
  (void)finish(fixture.connection, Fate::answer, 60s);
  other.join();
  CHECK(Clock::now() - begin < 20s);
}

TEST_CASE("a hang lasts until the client gives up or the connection is shut down") {
  for (const bool by_client : {true, false}) {
    Fixture fixture;
    const auto begin = Clock::now();
    std::thread other([&] {
      std::this_thread::sleep_for(20ms);
      if (by_client)
        fixture.client.close();
      else
        fixture.connection.shut_down();
    });
    CHECK_FALSE(finish(fixture.connection, Fate::hang));
    other.join();
    CHECK(Clock::now() - begin >= 20ms);
    CHECK(Clock::now() - begin < 20s);
  }
}
