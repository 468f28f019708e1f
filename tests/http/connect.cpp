// SPDX-License-Identifier: MIT
#include <createproduct/http/connect.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "raw_server.hpp"

using namespace createproduct;
using namespace createproduct::http;
using namespace std::chrono_literals;
using http::test::RawServer;

namespace {

std::vector<Address> addresses_of(std::uint16_t port) { return *resolve(Url{"127.0.0.1", port, "/"}); }

}  // namespace

TEST_CASE("an address resolves to itself and connects") {
  RawServer server;
  const std::vector<Address> addresses = addresses_of(server.port());
  REQUIRE(addresses.size() == 1);
  Result<Socket> socket = http::connect(addresses, Clock::now() + 5s);
  REQUIRE(socket);
  CHECK(socket->is_idle());
  int value = 0;
  socklen_t size = sizeof value;
  CHECK(::getsockopt(socket->descriptor(), IPPROTO_TCP, TCP_NODELAY, &value, &size) == 0);
  CHECK(value != 0);
}

TEST_CASE("a name that cannot be one does not resolve") {
  const std::string label(70, 'a');  // longer than any label may be, so nobody is asked
  const Result<std::vector<Address>> addresses = resolve(Url{label, 80, "/"});
  REQUIRE_FALSE(addresses);
  CHECK(addresses.error().code == Error::Code::unavailable);
  CHECK(addresses.error().message.find("the host name " + label + " cannot be resolved: ") == 0);
}

TEST_CASE("a port without listener refuses") {
  const Result<Socket> socket = http::connect(addresses_of(http::test::unused_port()), Clock::now() + 5s);
  REQUIRE_FALSE(socket);
  CHECK(socket.error().code == Error::Code::unavailable);
  CHECK(socket.error().message == "no connection was made: Connection refused");
}

TEST_CASE("the next address is tried when one refuses") {
  RawServer server;
  std::vector<Address> addresses = addresses_of(http::test::unused_port());
  addresses.push_back(addresses_of(server.port()).front());
  CHECK(http::connect(addresses, Clock::now() + 5s));
}

TEST_CASE("no address at all is no connection") { CHECK_FALSE(http::connect({}, Clock::now() + 5s)); }

TEST_CASE("a listener whose queue is full is waited for until the deadline and leaves time for the next address") {
  RawServer full(nullptr, 0);
  const std::vector<Address> addresses = addresses_of(full.port());
  std::vector<Socket> waiting;
  Error error;
  for (int i = 0; i < 8 && error.message.empty(); ++i) {
    Result<Socket> socket = http::connect(addresses, Clock::now() + 50ms);
    if (socket)
      waiting.push_back(*std::move(socket));
    else
      error = socket.error();
  }
  CHECK(error.message == "no connection was made: Connection timed out");

  RawServer server;
  const std::vector<Address> both{addresses.front(), addresses_of(server.port()).front()};
  CHECK(http::connect(both, Clock::now() + 200ms));
}
