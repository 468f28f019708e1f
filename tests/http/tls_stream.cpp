// SPDX-License-Identifier: MIT
#include <createproduct/http/tls_stream.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <openssl/ssl.h>
#include <sys/socket.h>

#include <createproduct/http/connect.hpp>
#include <createproduct/http/url.hpp>

#include "certificates.hpp"
#include "raw_server.hpp"
#include "tls_peer.hpp"

using namespace createproduct;
using namespace createproduct::http;
using namespace createproduct::http::test;
using namespace std::chrono_literals;
using State = Transfer::State;

namespace {

Deadline in(std::chrono::milliseconds time) { return Clock::now() + time; }

Socket socket_to(const RawServer& server) { return *http::connect(*resolve(*parse_url(server.url())), in(5s)); }

/// A client's stream whose handshake is done.
std::unique_ptr<TlsStream> stream_to(const RawServer& server) {
  auto stream = std::make_unique<TlsStream>(socket_to(server), careless_context(), "localhost");
  REQUIRE(stream->handshake(in(5s)) == "");
  return stream;
}

/// A server that completes the handshake and then does what `script` says.
RawServer::Script over_tls(const TlsContext& context, std::function<void(TlsPeer&, Peer&)> script) {
  return [context, script = std::move(script)](Peer& peer) {
    TlsPeer tls(peer, context);
    if (tls.is_up()) script(tls, peer);
  };
}

const TlsContext& any_server() {
  static const TlsContext context = server_context(make_identity());
  return context;
}

/// What comes until `size` bytes are there or the stream is over, and how it was then.
std::pair<std::string, State> received(TlsStream& stream, std::size_t size) {
  std::array<char, 1000> buffer{};
  std::string text;
  while (text.size() < size && stream.wait(false, in(5s))) {
    const Transfer got = stream.receive(buffer);
    text.append(buffer.data(), got.bytes);
    if (got.state == State::ended || got.state == State::failed) return {text, got.state};
  }
  return {text, State::moved};
}

/// What a client that trusts `trusted` thinks of a server with this identity.
std::string opinion(const Identity& identity, const std::string& trusted, const std::string& host = "localhost",
                    const std::string& further = {}) {
  RawServer server(over_tls(server_context(identity, further), [](TlsPeer& tls, Peer&) { tls.wait_for_close(); }));
  TlsStream stream(socket_to(server), client_context(trusted), host);
  return stream.handshake(in(5s));
}

/// What becomes of a handshake with a server that does what `script` says on the bare socket.
std::string encounter(RawServer::Script script, std::chrono::milliseconds time = 5s) {
  RawServer server(std::move(script));
  TlsStream stream(socket_to(server), careless_context(), "localhost");
  return stream.handshake(in(time));
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a trusted certificate for the right host is accepted") {
  Wish of_authority;
  of_authority.is_authority = true;
  const Identity root = make_identity(of_authority);
  const Identity middle = make_identity(of_authority, &root);
  const Identity leaf = make_identity({}, &middle);
  CHECK(opinion(leaf, certificate_pem(root), "localhost", certificate_pem(middle)) == "");
  CHECK(opinion(leaf, certificate_pem(root), "localhost.", certificate_pem(middle)) == "");
  CHECK(opinion(leaf, certificate_pem(root), "127.0.0.1", certificate_pem(middle)) == "");
  CHECK(opinion(leaf, certificate_pem(middle)) == "");  // trusted by itself, without its root
  CHECK(opinion(leaf, certificate_pem(leaf)) == "");
  const Identity self = make_identity();
  CHECK(opinion(self, certificate_pem(leaf) + certificate_pem(self)) == "");
  Wish wild;
  wild.names = "DNS:*.example.test,IP:::1";
  const Identity starred = make_identity(wild);
  CHECK(opinion(starred, certificate_pem(starred), "a.example.test") == "");
  CHECK(opinion(starred, certificate_pem(starred), "::1") == "");
  CHECK(contains(opinion(starred, certificate_pem(starred), "a.b.example.test"), "wrong host"));
}

TEST_CASE("any other certificate is not and the cause is named") {
  Wish of_authority;
  of_authority.is_authority = true;
  const Identity root = make_identity(of_authority);
  const Identity middle = make_identity(of_authority, &root);
  const Identity self = make_identity();
  CHECK(contains(opinion(self, certificate_pem(root)), "self-signed"));
  CHECK(contains(opinion(make_identity({}, &middle), certificate_pem(root)), "an authority unknown here (--ca FILE)"));
  CHECK(contains(opinion(make_identity({}, &root), certificate_pem(self), "localhost", certificate_pem(root)),
                 "an authority unknown here (--ca FILE)"));

  Wish old;
  old.until = -3600;
  CHECK(contains(opinion(make_identity(old, &root), certificate_pem(root)), "the server's certificate has expired, on 2"));
  Wish future;
  future.from = 3600;
  CHECK(contains(opinion(make_identity(future, &root), certificate_pem(root)), "is not yet valid, but from 2"));
  Wish old_authority = old;
  old_authority.is_authority = true;
  const Identity expired_root = make_identity(old_authority);
  CHECK(contains(opinion(make_identity({}, &expired_root), certificate_pem(expired_root)),
                 "a certificate that the server's depends on has expired"));

  const std::string elsewhere = "wrong host: the server's certificate is not for ";
  CHECK(opinion(make_identity({}, &root), certificate_pem(root), "other.test") == elsewhere + "other.test");
  CHECK(opinion(make_identity({}, &root), certificate_pem(root), "127.0.0.2") == elsewhere + "127.0.0.2");
  Wish nameless;
  nameless.names = "";
  nameless.common_name = "localhost";
  CHECK(opinion(make_identity(nameless, &root), certificate_pem(root)) == elsewhere + "localhost");
  Wish no_address;
  no_address.names = "DNS:127.0.0.1";
  CHECK(opinion(make_identity(no_address, &root), certificate_pem(root), "127.0.0.1") == elsewhere + "127.0.0.1");
  CHECK(contains(opinion(make_identity({}, &self), certificate_pem(self)), "is not accepted"));  // no authority
}

TEST_CASE("the system's certificates are trusted unless others are named") {
  RawServer server(over_tls(any_server(), [](TlsPeer& tls, Peer&) { tls.wait_for_close(); }));
  TlsStream stream(socket_to(server), *TlsContext::for_client(), "localhost");
  CHECK(contains(stream.handshake(in(5s)), "self-signed"));
}

TEST_CASE("a careless client takes any certificate") {
  Wish wish;
  wish.until = -3600;
  wish.names = "DNS:elsewhere.test";
  RawServer server(over_tls(server_context(make_identity(wish)), [](TlsPeer& tls, Peer&) { tls.wait_for_close(); }));
  CHECK(stream_to(server)->is_idle());
}

TEST_CASE("the name of the host is sent and an address is not") {
  for (const auto& [host, sent] : {std::pair("localhost", "localhost"), std::pair("localhost.", "localhost"),
                                   std::pair("127.0.0.1", "none"), std::pair("::1", "none")}) {
    std::string seen;
    {
      RawServer server(over_tls(any_server(), [&](TlsPeer& tls, Peer&) {
        const char* const name = SSL_get_servername(tls.ssl(), TLSEXT_NAMETYPE_host_name);
        seen = name == nullptr ? "none" : name;
        tls.wait_for_close();
      }));
      TlsStream stream(socket_to(server), careless_context(), host);
      CHECK(stream.handshake(in(5s)) == "");
    }
    CHECK(seen == sent);
  }
}

TEST_CASE("TLS 1.1 is too old and 1.2 is not") {
  for (const int version : {TLS1_1_VERSION, TLS1_2_VERSION, TLS1_3_VERSION}) {
    const TlsContext context = server_context(make_identity());
    SSL_CTX_set_cipher_list(context.get(), "DEFAULT:@SECLEVEL=0");
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.get(), version);
    const std::string problem = encounter(over_tls(context, [](TlsPeer& tls, Peer&) { tls.wait_for_close(); }));
    CHECK(problem == (version == TLS1_1_VERSION ? "the peer does not speak TLS 1.2 or later" : ""));
  }
}

TEST_CASE("a peer that speaks no TLS is told apart") {
  CHECK(encounter([](Peer& peer) {
          peer.begin_to_read();
          peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        }) == "the peer does not speak TLS but plain HTTP: the URL must begin with http://");
  CHECK(contains(encounter([](Peer& peer) {
                   peer.begin_to_read();
                   peer.send("220 mail.test ESMTP\r\n");
                 }),
                 "the peer does not speak TLS; if it speaks plain HTTP"));
  CHECK(contains(encounter([](Peer& peer) { peer.begin_to_read(); }),
                 "the peer closed the connection at the start of the TLS handshake; if it speaks plain HTTP"));
  CHECK(contains(encounter([](Peer& peer) {
                   peer.begin_to_read();
                   peer.reset();
                 }),
                 "the connection was reset at the start of the TLS handshake; if it speaks plain HTTP"));
  CHECK(encounter([](Peer& peer) {
          peer.begin_to_read();
          peer.send("\x15\x03\x03");
        }) == "the peer closed the connection during the TLS handshake");
  CHECK(contains(encounter([](Peer& peer) {
                   peer.begin_to_read();
                   peer.send(std::string_view("\x15\x03\x03\0\x02\x02\x28", 7));
                 }),
                 "the TLS handshake failed: sslv3 alert handshake failure"));
}

TEST_CASE("a handshake is bounded in time") {
  const auto begin = Clock::now();
  CHECK(contains(encounter([](Peer& peer) { peer.wait_for_close(); }, 50ms), "timed out before the peer sent anything"));
  CHECK(encounter([](Peer& peer) {
          peer.send("\x16\x03\x03\x3f\xff");  // of a record of 16383 bytes
          while (peer.send("x")) std::this_thread::sleep_for(5ms);
        }, 100ms) == "the TLS handshake timed out");
  CHECK(Clock::now() - begin < 4s);
}

TEST_CASE("bytes go both ways whatever their number") {
  std::string big;
  for (int i = 0; i < 3'000'000; ++i) big.push_back(static_cast<char>(i % 251));
  RawServer server(over_tls(any_server(), [&](TlsPeer& tls, Peer&) {
    tls.send(big);
    std::string all;
    while (all.size() < big.size()) {
      std::array<char, 5000> buffer{};
      std::size_t got = 0;
      if (SSL_read_ex(tls.ssl(), buffer.data(), buffer.size(), &got) != 1) break;
      all.append(buffer.data(), got);
    }
    tls.send(all == big ? "same" : "not the same");
    tls.wait_for_close();
  }));
  const auto stream = stream_to(server);
  // The peer reads only after its own bytes were read, so sending has to give up in between.
  std::string_view rest = big;
  std::string got;
  std::array<char, 16384> buffer{};
  while (got.size() < big.size() + 4) {
    if (!rest.empty()) rest.remove_prefix(stream->send(rest).bytes);
    REQUIRE(stream->wait(!rest.empty(), in(5s)));
    const Transfer some = stream->receive(buffer);
    REQUIRE(some.state <= State::would_block);
    got.append(buffer.data(), some.bytes);
  }
  CHECK((got == big + "same"));
}

TEST_CASE("what is decrypted already is not waited for") {
  RawServer server(over_tls(any_server(), [](TlsPeer& tls, Peer&) {
    tls.send(std::string(5000, 'x'));
    tls.wait_for_close();
  }));
  const auto stream = stream_to(server);
  std::array<char, 1> one{};
  int bytes = 0;
  const auto begin = Clock::now();
  while (bytes < 5000 && stream->wait(false, in(5s))) bytes += static_cast<int>(stream->receive(one).bytes);
  CHECK(bytes == 5000);
  CHECK_FALSE(stream->wait(false, in(20ms)));
  CHECK(stream->is_idle());
  CHECK(Clock::now() - begin < 4s);
}

TEST_CASE("half a record is waited for and not asked for again and again") {
  std::atomic<bool> go_on{false};
  RawServer server(over_tls(any_server(), [&](TlsPeer& tls, Peer& peer) {
    BIO* const memory = BIO_new(BIO_s_mem());
    SSL_set0_wbio(tls.ssl(), memory);
    tls.send("abcdef");
    char* bytes = nullptr;
    const auto size = static_cast<std::size_t>(BIO_get_mem_data(memory, &bytes));
    const std::string record(bytes, size);
    peer.send(record.substr(0, 10));
    while (!go_on) std::this_thread::sleep_for(1ms);
    peer.send(record.substr(10));
    peer.wait_for_close();
  }));
  const auto stream = stream_to(server);
  std::array<char, 100> buffer{};
  while (stream->wait(false, in(200ms))) CHECK(stream->receive(buffer).state == State::would_block);
  CHECK(stream->is_idle());  // not a byte is there yet
  CHECK_FALSE(stream->wait(false, in(20ms)));
  go_on = true;
  CHECK(received(*stream, 6).first == "abcdef");
}

TEST_CASE("tickets and new keys leave a stream idle and data and ends do not") {
  std::atomic<int> step{0};
  const auto await = [&](int wanted) {
    for (int i = 0; i < 5000 && step < wanted; ++i) std::this_thread::sleep_for(1ms);
  };
  RawServer server(over_tls(any_server(), [&](TlsPeer& tls, Peer&) {
    await(1);
    SSL_new_session_ticket(tls.ssl());
    tls.send("a");
    await(2);
    SSL_new_session_ticket(tls.ssl());
    SSL_do_handshake(tls.ssl());
    SSL_key_update(tls.ssl(), SSL_KEY_UPDATE_REQUESTED);
    SSL_do_handshake(tls.ssl());
    await(3);
    tls.send("b");
    await(4);
    tls.end();
    await(5);
  }));
  const auto stream = stream_to(server);
  while (stream->wait(false, in(100ms))) CHECK(stream->is_idle());  // the tickets of the handshake
  step = 1;
  CHECK(received(*stream, 1).first == "a");
  step = 2;
  CHECK(stream->wait(false, in(5s)));
  while (stream->wait(false, in(100ms))) CHECK(stream->is_idle());
  CHECK(stream->send("x").bytes == 1);  // with the new keys
  step = 3;
  CHECK(stream->wait(false, in(5s)));
  CHECK_FALSE(stream->is_idle());
  CHECK(received(*stream, 1).first == "b");
  CHECK(stream->is_idle());
  step = 4;
  CHECK(stream->wait(false, in(5s)));
  CHECK_FALSE(stream->is_idle());
  step = 5;
}

TEST_CASE("an end with or without goodbye is an end and a reset is none") {
  for (const bool in_order : {true, false}) {
    RawServer server(over_tls(any_server(), [in_order](TlsPeer& tls, Peer&) {
      tls.send("all");
      if (in_order) tls.end();
    }));
    const auto stream = stream_to(server);
    CHECK(received(*stream, 4) == std::pair(std::string("all"), State::ended));
    CHECK(stream->failure() == "");
  }
  RawServer server(over_tls(any_server(), [](TlsPeer& tls, Peer& peer) {
    tls.request();
    peer.reset();
  }));
  const auto stream = stream_to(server);
  CHECK(stream->send("\r\n\r\n").bytes == 4);
  CHECK(received(*stream, 4) == std::pair(std::string(), State::failed));
}

TEST_CASE("an alert and damaged bytes are failures with a reason") {
  RawServer demanding([](Peer& peer) {
    const TlsContext context = server_context(make_identity());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    TlsPeer tls(peer, context);
  });
  auto stream = stream_to(demanding);
  CHECK(received(*stream, 1).second == State::failed);
  CHECK(contains(stream->failure(), "certificate required"));

  RawServer garbled(over_tls(any_server(), [](TlsPeer&, Peer& peer) {
    peer.send(std::string_view("\x17\x03\x03\0\x20", 5));
    peer.send(std::string(32, 'x'));
    peer.wait_for_close();
  }));
  stream = stream_to(garbled);
  CHECK(received(*stream, 1).second == State::failed);
  CHECK(stream->failure() != "");
}

TEST_CASE("a stream tells the peer of its end") {
  std::atomic<int> goodbyes{0};
  {
    RawServer server(over_tls(any_server(), [&](TlsPeer& tls, Peer&) {
      tls.wait_for_close();
      if ((SSL_get_shutdown(tls.ssl()) & SSL_RECEIVED_SHUTDOWN) != 0) ++goodbyes;
      tls.send("late");
    }));
    (void)stream_to(server);
    const auto half = stream_to(server);
    half->end_sending();
    CHECK(received(*half, 4).first == "late");
  }
  CHECK(goodbyes == 2);
}

TEST_CASE("a peer that is gone fails a send and kills nobody") {
  const auto before = std::signal(SIGPIPE, SIG_DFL);
  RawServer server(over_tls(any_server(), [](TlsPeer&, Peer& peer) { peer.reset(); }));
  const auto stream = stream_to(server);
  State state = State::moved;
  for (int i = 0; i < 1000 && state != State::failed; ++i) {
    state = stream->send(std::string(100000, 'x')).state;
    if (state == State::would_block) (void)stream->wait_to_send(in(100ms));
  }
  CHECK(state == State::failed);
  std::signal(SIGPIPE, before);
}
