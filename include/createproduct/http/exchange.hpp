// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
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

/// What comes after such a pause reaches a peer on the same machine as a piece of its own.
inline constexpr std::chrono::milliseconds pause_between_pieces{2};

}  // namespace detail

/// Sends `request` over `stream` while reading what comes back into `reader`, until its outcome is known or `deadline`
/// has passed. Reads while it sends, so a peer that answers early or slowly cannot deadlock it. True when the whole
/// request was sent; otherwise the connection must not be used again. What follows the first `first_piece` bytes is sent
/// a moment later, as networks do it with what is long.
template <Stream S>
bool exchange(S& stream, std::string_view request, AnswerReader& reader, Deadline deadline,
              std::size_t first_piece = std::string_view::npos) {
  std::array<char, 16 * 1024> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled before it is read
  bool broken = false;
  unsigned glances = 0;  // at a stream that had nothing, since something was last moved
  for (;;) {
    if (!request.empty() && !broken) {
      const Transfer sent = stream.send(request.substr(0, first_piece));
      request.remove_prefix(sent.bytes);
      if (first_piece != std::string_view::npos && (first_piece -= sent.bytes) == 0) {
        first_piece = std::string_view::npos;
        std::this_thread::sleep_for(detail::pause_between_pieces);
      }
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
