// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include <createproduct/http/answer_reader.hpp>
#include <createproduct/http/socket.hpp>

namespace createproduct::http {

/// Sends `request` over `stream` while reading what comes back into `reader`, until its outcome is known or `deadline`
/// has passed. Reads while it sends, so a peer that answers early or slowly cannot deadlock it. True when the whole
/// request was sent; otherwise the connection must not be used again.
template <Stream S>
bool exchange(S& stream, std::string_view request, AnswerReader& reader, Deadline deadline) {
  std::array<char, 16 * 1024> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled before it is read
  bool broken = false;
  for (;;) {
    if (!request.empty() && !broken) {
      const Transfer sent = stream.send(request);
      request.remove_prefix(sent.bytes);
      // An answer may have arrived before the peer stopped listening, so go on reading.
      broken = sent.state == Transfer::State::failed || sent.state == Transfer::State::ended;
    }
    if (!stream.wait(!request.empty() && !broken, deadline)) {
      reader.expire();
      break;
    }
    const Transfer received = stream.receive(buffer);
    if (received.state == Transfer::State::moved) {
      if (reader.feed(std::string_view(buffer.data(), received.bytes))) break;
    } else if (received.state != Transfer::State::would_block) {
      reader.end(received.state == Transfer::State::ended ? "was closed" : "was reset");
      break;
    }
  }
  return request.empty();
}

}  // namespace createproduct::http
