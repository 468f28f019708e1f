// SPDX-License-Identifier: MIT
#include <createproduct/http/answer_head.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace createproduct::http;

namespace {

AnswerHead head_of(std::string_view text) {
  AnswerHead head;
  const std::string problem = read_head(text, head);
  CHECK(problem == "");
  return head;
}

std::string problem_of(std::string_view text) {
  AnswerHead head;
  return read_head(text, head);
}

std::string with_field(std::string_view field) { return "HTTP/1.1 200 OK\r\n" + std::string(field) + "\r\n\r\n"; }

}  // namespace

TEST_CASE("the end of a head is behind its first empty line") {
  const auto end = [](std::string_view text) {
    std::size_t from = 0;
    return head_end(text, from);
  };
  CHECK(end("a\r\n\r\nb") == 5);
  CHECK(end("a\n\nb") == 3);
  CHECK(end("a\r\n\nb") == 4);
  CHECK(end("a\n\r\nb") == 4);
  CHECK(end("a\r\nb: c\r\n\r\n") == 11);
  for (const std::string_view text : {"", "a", "a\r", "a\r\n", "a\r\n\r", "a\r\nb\r\n", "a\r\r\r", "a\r\n\rb"})
    CHECK(end(text) == std::string_view::npos);
}

TEST_CASE("the end of a head is found in whatever pieces it arrives") {
  const std::string_view text = "HTTP/1.1 200 OK\r\nA: b\n\r\nbody";
  std::size_t from = 0;
  const std::size_t end = text.find("body");
  for (std::size_t size = 0; size < end; ++size) CHECK(head_end(text.substr(0, size), from) == std::string_view::npos);
  CHECK(head_end(text, from) == end);
}

TEST_CASE("a status line gives status and keep-alive") {
  CHECK(head_of("HTTP/1.1 200 OK\r\n\r\n").status == 200);
  CHECK(head_of("HTTP/1.1 404\r\n\r\n").status == 404);
  CHECK(head_of("HTTP/1.1 999 \n\n").status == 999);
  CHECK(head_of("HTTP/1.1 200 OK\r\n\r\n").keep_alive);
  CHECK(head_of("HTTP/1.9 200 OK\r\n\r\n").keep_alive);
  CHECK_FALSE(head_of("HTTP/1.0 200 OK\r\n\r\n").keep_alive);
}

TEST_CASE("a line that is no status line is a problem") {
  for (const std::string_view line :
       {"", "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1 200OK", "HTTP/1.1  200 OK", "HTTP/1.1 0200",
        "HTTP/1.1 000 x", "HTTP/1.1 2x0 OK", "HTTP/2 200 OK", "HTTP/2.0 200 OK", "HTTP/1.x 200 OK",
        "http/1.1 200 OK", "ICY 200 OK"}) {
    CAPTURE(line);
    CHECK(problem_of(std::string(line) + "\r\n\r\n").find("no HTTP/1 status line") != std::string::npos);
  }
}

TEST_CASE("header names are found in any case and values without the white space around them") {
  CHECK(head_of(with_field("content-LENGTH:\t 12 ")).content_length == 12);
  CHECK(head_of(with_field("Content-Length :12")).content_length == 12);
  CHECK(head_of(with_field("Content-Length:\r\n 12")).content_length == 12);
  CHECK_FALSE(head_of(with_field("X-Content-Length: 12")).content_length);
  CHECK(head_of("HTTP/1.1 200 OK\nA: b\nContent-Length: 3\n\n").content_length == 3);
}

TEST_CASE("a Content-Length is one number") {
  CHECK(head_of(with_field("Content-Length: 9223372036854775807")).content_length == 9223372036854775807U);
  CHECK(head_of(with_field("Content-Length: 5, 5")).content_length == 5);
  CHECK(head_of(with_field("Content-Length: 5\r\nContent-Length: 005")).content_length == 5);
  CHECK(problem_of(with_field("Content-Length: 5\r\nContent-Length: 6")) == "it has two Content-Lengths, 5 and 6");
  CHECK(problem_of(with_field("Content-Length: 5, 6")) == "it has two Content-Lengths, 5 and 6");
  for (const std::string_view value :
       {"", "-1", "+1", "0x1", "1 2", "1.0", "9223372036854775808", "99999999999999999999"}) {
    CAPTURE(value);
    CHECK(problem_of(with_field("Content-Length: " + std::string(value))).find("its Content-Length is") == 0);
  }
}

TEST_CASE("a Transfer-Encoding is chunked or refused") {
  CHECK(head_of(with_field("Transfer-Encoding: chunked")).chunked);
  CHECK(head_of(with_field("transfer-encoding: identity, Chunked")).chunked);
  CHECK_FALSE(head_of(with_field("Transfer-Encoding: identity")).chunked);
  CHECK(problem_of(with_field("Transfer-Encoding: gzip, chunked")).find("\"gzip\"") != std::string::npos);
  CHECK(problem_of(with_field("Transfer-Encoding: chunked, chunked")).find("\"chunked\"") != std::string::npos);
}

TEST_CASE("a Connection header overrules the version") {
  CHECK_FALSE(head_of(with_field("Connection: Close")).keep_alive);
  CHECK_FALSE(head_of(with_field("Connection: foo, close")).keep_alive);
  CHECK(head_of("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
}

TEST_CASE("a Retry-After in seconds is kept and no other") {
  CHECK(head_of(with_field("Retry-After: 7")).retry_after == 7);
  CHECK(head_of(with_field("Retry-After: 99999999999")).retry_after == 2147483647);
  CHECK(head_of(with_field("Retry-After: Fri, 31 Dec 1999 23:59:59 GMT")).retry_after == 0);
  CHECK(head_of(with_field("Retry-After: -7")).retry_after == 0);
}

TEST_CASE("a header line that is none is a problem") {
  CHECK(problem_of(with_field("no colon")) == "it has a header line \"no colon\"");
  CHECK(problem_of(with_field(": value")) == "it has a header line \": value\"");
  CHECK(problem_of("HTTP/1.1 200 OK\r\n folded: 1\r\n\r\n").find("it has a header line") == 0);
  CHECK(problem_of(with_field("folded: value\r\n \tgoes on\r\n without a colon")) == "");
}

TEST_CASE("bytes are quoted printably and cut") {
  CHECK(detail::quoted("a\"\x01\xff") == "\"a\"\\x01\\xff\"");
  CHECK(detail::quoted(std::string(41, 'x')) == "\"" + std::string(40, 'x') + "\"...");
}
