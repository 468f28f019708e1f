// SPDX-License-Identifier: MIT
#include <createproduct/http/socket.hpp>

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <string>
#include <utility>

#include <fcntl.h>

using namespace createproduct::http;
using namespace std::chrono_literals;

namespace {

struct Pair {
  Socket ours;
  Socket theirs;

  Pair() {
    int ends[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    ours = Socket(ends[0]);
    theirs = Socket(ends[1]);
  }
};

bool is_open_descriptor(int descriptor) { return ::fcntl(descriptor, F_GETFD) >= 0; }

}  // namespace

TEST_CASE("a socket moves bytes") {
  Pair pair;
  CHECK(pair.ours.send("hello").bytes == 5);
  std::array<char, 16> buffer{};
  const Transfer received = pair.theirs.receive(buffer);
  CHECK(received.state == Transfer::State::moved);
  CHECK(std::string(buffer.data(), received.bytes) == "hello");
}

TEST_CASE("a socket does not block when it can move nothing") {
  Pair pair;
  std::array<char, 16> buffer{};
  CHECK(pair.ours.receive(buffer).state == Transfer::State::would_block);
  const std::string much(1 << 20, 'x');
  Transfer sent{};
  for (int i = 0; i < 1000 && sent.state != Transfer::State::would_block; ++i) sent = pair.ours.send(much);
  CHECK(sent.state == Transfer::State::would_block);
}

TEST_CASE("a socket tells an orderly end from a failure") {
  Pair pair;
  pair.theirs.close();
  std::array<char, 16> buffer{};
  CHECK(pair.ours.receive(buffer).state == Transfer::State::ended);
  CHECK(pair.ours.send("x").state == Transfer::State::failed);  // and no SIGPIPE
}

TEST_CASE("a wait ends with its reason or its deadline") {
  Pair pair;
  const auto begin = Clock::now();
  CHECK_FALSE(pair.ours.wait(false, begin + 30ms));
  CHECK(Clock::now() - begin >= 30ms);
  CHECK(pair.ours.wait(true, Clock::now() + 5s));
  (void)pair.theirs.send("x");
  CHECK(pair.ours.wait(false, Clock::now() + 5s));
  CHECK_FALSE(pair.ours.wait(false, Clock::now() - 1ms));
  CHECK(Clock::now() - begin < 4s);
}

TEST_CASE("a socket is idle while it is up and silent") {
  Pair pair;
  CHECK(pair.ours.is_idle());
  (void)pair.theirs.send("x");
  CHECK_FALSE(pair.ours.is_idle());
  Pair other;
  other.theirs.close();
  CHECK_FALSE(other.ours.is_idle());
  CHECK_FALSE(Socket(-1).is_idle());
}

TEST_CASE("a socket closes what it owns and nothing else") {
  Pair pair;
  const int ours = pair.ours.descriptor();
  const int theirs = pair.theirs.descriptor();
  {
    Socket moved(std::move(pair.ours));
    CHECK_FALSE(pair.ours.is_open());
    CHECK(moved.descriptor() == ours);
    CHECK(is_open_descriptor(ours));
  }
  CHECK_FALSE(is_open_descriptor(ours));
  pair.theirs = Socket();
  CHECK_FALSE(is_open_descriptor(theirs));
}
