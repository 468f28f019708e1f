// SPDX-License-Identifier: MIT
#include <createproduct/http/answer_reader.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace createproduct;
using http::AnswerLimits;
using http::AnswerReader;
using judge::Answer;
using Transport = judge::Answer::Transport;

namespace {

struct Outcome {
  Answer answer;
  bool reusable = false;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// What a reader makes of `bytes` fed in pieces of `piece` bytes, the first of them of `first` bytes, and then an end.
Outcome read_in_pieces(std::string_view bytes, std::size_t first, std::size_t piece, AnswerLimits limits,
                       bool to_head) {
  AnswerReader reader(limits);
  reader.begin(to_head);
  bool done = false;
  for (std::size_t size = first; !bytes.empty(); size = piece) {
    done = reader.feed(bytes.substr(0, size));
    bytes.remove_prefix(std::min(size, bytes.size()));
  }
  if (!done) reader.end();
  const bool reusable = reader.reusable();
  return {reader.take(), reusable};
}

/// The same whole; checks that no way to cut the bytes changes it.
Outcome outcome(std::string_view bytes, AnswerLimits limits = {}, bool to_head = false) {
  const Outcome whole = read_in_pieces(bytes, bytes.size(), bytes.size(), limits, to_head);
  // A garbage line is quoted as far as it had arrived; elsewhere the details agree too.
  const auto agrees = [&](Outcome other) {
    if (whole.answer.transport == Transport::malformed) other.answer.detail = whole.answer.detail;
    if (whole.answer.transport == Transport::too_large) other.answer.body = whole.answer.body;
    return other == whole;
  };
  for (std::size_t cut = 1; cut < bytes.size() && cut < 400; ++cut) {
    CAPTURE(cut);
    CHECK(agrees(read_in_pieces(bytes, cut, bytes.size(), limits, to_head)));
  }
  CHECK(agrees(read_in_pieces(bytes, 1, 1, limits, to_head)));
  return whole;
}

std::string chunked(std::string_view framing) {
  return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(framing);
}

}  // namespace

TEST_CASE("an answer with a Content-Length is read to that length") {
  const Outcome got = outcome("HTTP/1.1 201 Created\r\nContent-Length: 5\r\nRetry-After: 3\r\n\r\nhello");
  CHECK(got.answer == Answer{Transport::answered, 201, "hello", "", 3});
  CHECK(got.reusable);
}

TEST_CASE("an answer with LF for line ends is read") {
  const Outcome got = outcome("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}");
  CHECK(got.answer == Answer{Transport::answered, 200, "{}", "", 0});
  CHECK(got.reusable);
}

TEST_CASE("an answer without framing is read to the end of the connection") {
  const Outcome got = outcome("HTTP/1.1 200 OK\r\n\r\nto the end");
  CHECK(got.answer == Answer{Transport::answered, 200, "to the end", "", 0});
  CHECK_FALSE(got.reusable);
}

TEST_CASE("an answer of Content-Length 0 or of a status without body is complete with its head") {
  CHECK(outcome("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").reusable);
  for (const std::string_view line : {"HTTP/1.1 204 No Content", "HTTP/1.1 304 Not Modified"}) {
    const Outcome got = outcome(std::string(line) + "\r\nContent-Length: 10\r\n\r\n");
    CHECK(got.answer.transport == Transport::answered);
    CHECK(got.answer.body.empty());
    CHECK(got.reusable);
  }
}

TEST_CASE("an answer to HEAD has no body") {
  const Outcome got = outcome("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", {}, true);
  CHECK(got.answer == Answer{Transport::answered, 200, "", "", 0});
  CHECK(got.reusable);
}

TEST_CASE("a chunked answer is put together") {
  const Outcome got = outcome(chunked("5\r\nhello\r\n00A;ext=\"x\"\r\n, world 12\r\n0\r\nTrailer: x\r\n\r\n"));
  CHECK(got.answer == Answer{Transport::answered, 200, "hello, world 12", "", 0});
  CHECK(got.reusable);
  CHECK(outcome(chunked("2 \n{}\n0\n\n")).answer.body == "{}");
  CHECK(outcome(chunked("0\r\n\r\n")).answer == Answer{Transport::answered, 200, "", "", 0});
}

TEST_CASE("chunked overrules a Content-Length") {
  const Outcome got =
      outcome("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
  CHECK(got.answer.body == "{}");
}

TEST_CASE("broken chunks are malformed") {
  for (const std::string_view framing :
       {"\r\n", "x\r\n", "-1\r\n", "0x5\r\nhello\r\n0\r\n\r\n", "5 5\r\nhello\r\n", "5\r\nhelloX\r\n0\r\n\r\n",
        ";e\r\n", "5\r\nhello5\r\n", "ffffffffffffffff0\r\n", "10000000000000000\r\n",
        "0\r\ntrailer without colon\r\n\r\n"}) {
    CAPTURE(framing);
    const Outcome got = outcome(chunked(framing));
    CHECK(got.answer.transport == Transport::malformed);
    CHECK(got.answer.status == 200);
    CHECK_FALSE(got.reusable);
  }
  CHECK(outcome(chunked("nonsense\r\n")).answer.detail ==
        "the answer cannot be read: a chunk begins with \"nonsense\"");
}

TEST_CASE("interim answers are skipped") {
  const Outcome got = outcome(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  CHECK(got.answer == Answer{Transport::answered, 200, "{}", "", 0});
  CHECK(got.reusable);
}

TEST_CASE("interim answers without end are malformed") {
  std::string text;
  for (int i = 0; i < 16; ++i) text += "HTTP/1.1 100 Continue\r\n\r\n";
  CHECK(outcome(text + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").answer.transport == Transport::answered);
  CHECK(outcome(text + "HTTP/1.1 100 Continue\r\n\r\n").answer.transport == Transport::malformed);
}

TEST_CASE("a switch of protocols is malformed") {
  CHECK(outcome("HTTP/1.1 101 Switching Protocols\r\n\r\n").answer.transport == Transport::malformed);
}

TEST_CASE("what is not HTTP is malformed at its first byte") {
  AnswerReader reader;
  reader.begin();
  CHECK(reader.feed("S"));
  const Answer answer = reader.take();
  CHECK(answer.transport == Transport::malformed);
  CHECK(answer.detail == "the answer cannot be read: it begins with \"S\", which is no HTTP/1 status line");
  CHECK(outcome("\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").answer.transport == Transport::malformed);
  CHECK(outcome("{\"code\":0}").answer.transport == Transport::malformed);
  CHECK(outcome("HTTP/2 200\r\n\r\n").answer.transport == Transport::malformed);
}

TEST_CASE("conflicting lengths are malformed") {
  CHECK(outcome("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ").answer.transport ==
        Transport::malformed);
  CHECK(outcome("HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}").answer.transport == Transport::malformed);
}

TEST_CASE("an end before the end of the answer is closed and says how far it got") {
  const auto detail = [](std::string_view bytes) {
    const Outcome got = outcome(bytes);
    CHECK(got.answer.transport == Transport::closed);
    CHECK_FALSE(got.reusable);
    return got.answer.detail;
  };
  CHECK(detail("") == "the connection was closed before any byte of an answer");
  CHECK(detail("HTTP/1.1 200 OK\r\nCon") == "the connection was closed after 20 bytes of a head");
  CHECK(detail("HTTP/1.1 100 Continue\r\n\r\n") == "the connection was closed after an interim answer");
  CHECK(detail("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe") ==
        "the connection was closed after 2 of 5 bytes of the body");
  CHECK(detail(chunked("5\r\nhello\r\n")) == "the connection was closed after 5 bytes of the body");
  CHECK(detail(chunked("5\r\nhello\r\n0\r\n")) == "the connection was closed after 5 bytes of the body");
}

TEST_CASE("what arrived of an incomplete answer is kept") {
  const Outcome got = outcome("HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\nhe");
  CHECK(got.answer.status == 500);
  CHECK(got.answer.body == "he");
}

TEST_CASE("an answer that took too long is timed out") {
  AnswerReader reader;
  reader.begin();
  CHECK_FALSE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"));
  reader.expire();
  CHECK_FALSE(reader.reusable());
  const Answer answer = reader.take();
  CHECK(answer.transport == Transport::timed_out);
  CHECK(answer.detail == "the time for an answer was over after 2 of 5 bytes of the body");
}

TEST_CASE("an answer over a limit is too large and its body is cut") {
  const AnswerLimits limits{100, 10};
  const std::string length = "HTTP/1.1 200 OK\r\nContent-Length: ";
  CHECK(outcome(length + "10\r\n\r\n0123456789", limits).answer.body == "0123456789");
  CHECK(outcome(length + "11\r\n\r\n", limits).answer.transport == Transport::too_large);
  CHECK(outcome("HTTP/1.1 200 OK\r\n\r\n0123456789", limits).answer.transport == Transport::answered);
  Outcome got = outcome("HTTP/1.1 200 OK\r\n\r\n0123456789A", limits);
  CHECK(got.answer.transport == Transport::too_large);
  CHECK(got.answer.body == "0123456789");
  CHECK(got.answer.detail == "the body of the answer exceeds 10 bytes");
  const std::string chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  got = outcome(chunks + "8\r\n01234567\r\nfffffffff\r\n89A", limits);
  CHECK(got.answer.transport == Transport::too_large);
  CHECK(got.answer.body == "0123456789");
}

TEST_CASE("a head or chunk framing over the limit is too large") {
  const AnswerLimits limits{60, 100};
  const std::string start = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: ";  // and CR LF CR LF
  CHECK(outcome(start + std::string(60 - start.size() - 4, 'x') + "\r\n\r\n", limits).answer.transport ==
        Transport::answered);
  const Outcome got = outcome(start + std::string(61 - start.size() - 4, 'x') + "\r\n\r\n", limits);
  CHECK(got.answer.transport == Transport::too_large);
  CHECK(got.answer.detail == "the head of the answer exceeds 60 bytes");
  const std::string chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(outcome(chunks + "1;" + std::string(60, 'x') + "\r\n", limits).answer.transport == Transport::too_large);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 20; ++i) trailers += "A: b\r\n";
  CHECK(outcome(chunks + trailers, limits).answer.transport == Transport::too_large);
}

TEST_CASE("what follows an answer spoils the connection and not the answer") {
  const Outcome got = outcome("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}x");
  CHECK(got.answer == Answer{Transport::answered, 200, "{}", "", 0});
  CHECK_FALSE(got.reusable);
  CHECK_FALSE(outcome("HTTP/1.1 204 No Content\r\n\r\nx").reusable);
  CHECK_FALSE(outcome(chunked("0\r\n\r\nx")).reusable);
}

TEST_CASE("a connection is kept as version and header say") {
  CHECK_FALSE(outcome("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}").reusable);
  CHECK(outcome("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}").reusable);
  CHECK_FALSE(outcome("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}").reusable);
}

TEST_CASE("a reader forgets one answer before the next") {
  AnswerReader reader;
  reader.begin();
  CHECK(reader.feed("nonsense"));
  (void)reader.take();
  reader.begin();
  CHECK_FALSE(reader.started());
  CHECK_FALSE(reader.feed("HTTP/1.1 200 OK\r\nContent-Le"));
  CHECK(reader.started());
  CHECK(reader.feed("ngth: 2\r\n\r\n{}"));
  CHECK(reader.take() == Answer{Transport::answered, 200, "{}", "", 0});
}
