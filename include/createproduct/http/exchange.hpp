// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <thread>

#include <createproduct/http/answer_reader.hpp>
#include <createproduct/http/socket.hpp>

namespace createproduct::http {

namespace detail {

/// How often to look for an answer before sleeping until it comes. To be woken takes longer than a peer on the same
/// machine takes to answer; between two looks, the peer may have the processor.
inline constexpr unsigned most_glances = 24;

}  // namespace detail

/// Sends `request` over `stream` while reading what comes back into `reader`, until its outcome is known or `deadline`
/// has passed. Reads while it sends, so a peer that answers early or slowly cannot deadlock it. True when the whole
/// request was sent; otherwise the connection must not be used again.
template <Stream S>
bool exchange(S& stream, std::string_view request, AnswerReader& reader, Deadline deadline) {
  std::array<char, 16 * 1024> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled before it is read
  bool broken = false;
  unsigned glances = 0;  // at a stream that had nothing, since something was last moved
  for (;;) {
    if (!request.empty() && !broken) {
      const Transfer sent = stream.send(request);
      request.remove_prefix(sent.bytes);
      // An answer may have arrived before the peer stopped listening, so go on reading.
      broken = sent.state == Transfer::State::failed || sent.state == Transfer::State::ended;
    }
    const bool to_send = !request.empty() && !broken;
    if (to_send || glances >= detail::most_glances) {
      if (!stream.wait(to_send, deadline)) {
        reader.expire();
        break;
      }
    }
    const Transfer received = stream.receive(buffer);
    if (received.state == Transfer::State::moved) {
      glances = 0;
      if (reader.feed(std::string_view(buffer.data(), received.bytes))) break;
    } else if (received.state == Transfer::State::would_block) {
      if (++glances < detail::most_glances) std::this_thread::yield();
    } else {
      reader.end(received.state == Transfer::State::ended ? "was closed" : "was reset");
      break;
    }
  }
  return request.empty();
}

}  // namespace createproduct::http
