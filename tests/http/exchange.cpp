// SPDX-License-Identifier: MIT
#include <createproduct/http/exchange.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace createproduct;
using namespace createproduct::http;
using namespace std::chrono_literals;
using State = createproduct::http::Transfer::State;
using Transport = judge::Answer::Transport;

namespace {

/// A stream that acts out one step after the other: what receive() gives, and how much send() takes.
struct ScriptedStream {
  struct Receipt {
    State state;
    std::string bytes;
  };
  std::deque<Receipt> receipts;
  std::deque<Transfer> sendings;  ///< empty: everything is taken
  std::string sent;
  std::vector<std::size_t> offered;  ///< bytes, each time
  int waits_to_send = 0;

  Transfer send(std::string_view bytes) {
    offered.push_back(bytes.size());
    Transfer transfer{State::moved, bytes.size()};
    if (!sendings.empty()) {
      transfer = sendings.front();
      sendings.pop_front();
    }
    sent += bytes.substr(0, transfer.bytes);
    return transfer;
  }

  Transfer receive(std::span<char> buffer) {
    if (receipts.empty()) return {State::would_block, 0};
    const Receipt receipt = receipts.front();
    receipts.pop_front();
    REQUIRE(receipt.bytes.size() <= buffer.size());
    std::ranges::copy(receipt.bytes, buffer.begin());
    return {receipt.state, receipt.bytes.size()};
  }

  /// Without anything left to act out, the deadline passes.
  bool wait(bool to_send, Deadline) {
    if (to_send) ++waits_to_send;
    return to_send || !receipts.empty();
  }
};

static_assert(Stream<ScriptedStream>);

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

struct Outcome {
  bool all_sent = false;
  judge::Answer answer;
};

Outcome run(ScriptedStream& stream, std::string_view request = "request",
            std::size_t first_piece = std::string_view::npos) {
  AnswerReader reader;
  reader.begin();
  const bool all_sent = exchange(stream, request, reader, Clock::now() + 1s, first_piece);
  return {all_sent, reader.take()};
}

}  // namespace

TEST_CASE("an exchange sends all and reads until the answer is complete") {
  ScriptedStream stream;
  stream.receipts = {{State::would_block, ""}, {State::moved, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"},
                     {State::would_block, ""}, {State::moved, "\r\n{}"}, {State::moved, "not read"}};
  const Outcome outcome = run(stream);
  CHECK(outcome.all_sent);
  CHECK(stream.sent == "request");
  CHECK(outcome.answer.body == "{}");
  CHECK(stream.receipts.size() == 1);
}

TEST_CASE("an exchange goes on sending what was not taken at once") {
  ScriptedStream stream;
  stream.sendings = {{State::moved, 3}, {State::would_block, 0}, {State::moved, 1}};
  stream.receipts = {{State::would_block, ""}, {State::would_block, ""}, {State::would_block, ""},
                     {State::moved, std::string(answer)}};
  const Outcome outcome = run(stream);
  CHECK(outcome.all_sent);
  CHECK(stream.sent == "request");
  CHECK(stream.waits_to_send == 3);
  CHECK(outcome.answer.transport == Transport::answered);
}

TEST_CASE("a request goes in two pieces, however much of the first is taken at once") {
  ScriptedStream stream;
  stream.sendings = {{State::moved, 3}};
  stream.receipts = {{State::would_block, ""}, {State::would_block, ""}, {State::moved, std::string(answer)}};
  const Outcome outcome = run(stream, "request", 4);
  CHECK(outcome.all_sent);
  CHECK(stream.sent == "request");
  CHECK(stream.offered == std::vector<std::size_t>{4, 1, 3});
}

TEST_CASE("an answer that comes before the request was sent counts and spoils the connection") {
  ScriptedStream stream;
  stream.sendings = {{State::moved, 3}};
  stream.receipts = {{State::moved, std::string(answer)}};
  const Outcome outcome = run(stream);
  CHECK_FALSE(outcome.all_sent);
  CHECK(outcome.answer.transport == Transport::answered);
}

TEST_CASE("an answer that came before the peer stopped listening is read") {
  ScriptedStream stream;
  stream.sendings = {{State::moved, 3}, {State::failed, 0}};
  stream.receipts = {{State::would_block, ""}, {State::moved, std::string(answer)}};
  const Outcome outcome = run(stream);
  CHECK_FALSE(outcome.all_sent);
  CHECK(stream.sent == "req");
  CHECK(outcome.answer.transport == Transport::answered);
}

TEST_CASE("an exchange tells an end from a reset") {
  ScriptedStream ended;
  ended.receipts = {{State::ended, ""}};
  CHECK(run(ended).answer.detail == "the connection was closed before any byte of an answer");
  ScriptedStream reset;
  reset.receipts = {{State::failed, ""}};
  const judge::Answer got = run(reset).answer;
  CHECK(got.transport == Transport::closed);
  CHECK(got.detail == "the connection was reset before any byte of an answer");
}

TEST_CASE("an end completes an answer without framing") {
  ScriptedStream stream;
  stream.receipts = {{State::moved, "HTTP/1.1 200 OK\r\n\r\n{}"}, {State::ended, ""}};
  CHECK(run(stream).answer.body == "{}");
}

TEST_CASE("an exchange ends with its deadline") {
  ScriptedStream stream;
  stream.receipts = {{State::moved, "HTTP/1.1 200 OK\r\n"}};
  CHECK(run(stream).answer.transport == Transport::timed_out);
}
