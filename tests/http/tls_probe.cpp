// SPDX-License-Identifier: MIT
#include <createproduct/http/tls_probe.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string_view>

#include "certificates.hpp"
#include "raw_server.hpp"
#include "tls_peer.hpp"

using namespace createproduct;
using namespace createproduct::http;
using namespace std::chrono_literals;
using http::test::Peer;
using http::test::RawServer;

namespace {

bool probe(const RawServer::Script& script, std::chrono::milliseconds time = 5s) {
  RawServer server(script);
  return speaks_tls(*parse_url(server.url()), Clock::now() + time);
}

}  // namespace

TEST_CASE("a server with TLS is recognised whatever its certificate") {
  const TlsContext context = http::test::server_context(http::test::make_identity());
  CHECK(probe([&](Peer& peer) { http::test::TlsPeer(peer, context).wait_for_close(); }));
}

TEST_CASE("an alert is TLS too") {
  CHECK(probe([](Peer& peer) {
    peer.begin_to_read();
    peer.send(std::string_view("\x15\x03\x03\0\x02\x02\x28", 7));
  }));
}

TEST_CASE("a server without TLS is none and neither is nobody") {
  CHECK_FALSE(probe([](Peer& peer) {
    peer.begin_to_read();
    peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
  }));
  CHECK_FALSE(probe([](Peer& peer) { peer.begin_to_read(); }));
  const auto begin = Clock::now();
  CHECK_FALSE(probe([](Peer& peer) { peer.wait_for_close(); }, 50ms));
  CHECK(Clock::now() - begin < 3s);
  CHECK_FALSE(speaks_tls(*parse_url("http://127.0.0.1:" + std::to_string(http::test::unused_port())), Clock::now() + 5s));
}
