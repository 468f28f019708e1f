// SPDX-License-Identifier: MIT
// Answers as the bytes of a connection, however they arrive; and endpoint URLs.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/http/answer_reader.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/judge/answer.hpp>

#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

constexpr http::AnswerLimits limits{512, 1024};

std::vector<std::string> seeds() {
  return {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\nA: b\r\n\r\n",
          "HTTP/1.0 500 No\n\n<html>",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Slow\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\nHTTP/1.1",
          "HTTP/1.1 204 None\r\nConnection: close\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
          "http://127.0.0.1:8080/v2/index.php",
          "https://[::1]:443/",
          "HTTP://Example.org"};
}

struct Outcome {
  bool done = false;
  judge::Answer answer;
};

Outcome read(std::string_view bytes, std::size_t piece) {
  http::AnswerReader reader(limits);
  reader.begin();
  Outcome out;
  for (std::size_t at = 0; at < bytes.size() && !out.done; at += piece) out.done = reader.feed(bytes.substr(at, piece));
  reader.end();
  out.answer = reader.take();
  return out;
}

}  // namespace

FUZZ_TARGET("http_answer", bytes, seeds) {
  const Outcome whole = read(bytes, std::max<std::size_t>(bytes.size(), 1));
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{5}, std::size_t{64}}) {
    const Outcome other = read(bytes, piece);
    // The words on what is wrong may quote what has arrived by then.
    const bool same = other.answer.transport == whole.answer.transport && other.answer.status == whole.answer.status &&
                      other.answer.body == whole.answer.body && other.answer.retry_after == whole.answer.retry_after;
    require(same && other.done == whole.done, "an answer is the same however its bytes are split",
            whole.answer.detail + "\n" + whole.answer.body, other.answer.detail + "\n" + other.answer.body);
  }
  require(whole.answer.body.size() <= limits.body, "a body is never longer than the limit", bytes);
  if (whole.answer.transport != judge::Answer::Transport::answered)
    require(!whole.answer.detail.empty(), "what is no answer says why", bytes);

  if (const Result<http::Url> url = http::parse_url(bytes)) {
    const Result<http::Url> back = http::parse_url(url->text());
    require(back && *back == *url, "a URL, written, reads as it was", bytes, url->text());
  } else {
    require(!url.error().message.empty(), "an error says what is wrong", bytes);
    // With it a URL may hold a password; without, the bytes may be part of what an error says anyway.
    if (bytes.find('@') != std::string_view::npos && bytes.size() > 12)
      require(url.error().text().find(bytes) == std::string::npos, "no error repeats the URL", bytes);
  }
}
