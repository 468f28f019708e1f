// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace createproduct::judge {

/// What came back for one request, as the target saw it.
struct Answer {
  /// What became of the request on the way.
  enum class Transport : unsigned char {
    answered,     ///< a complete answer: status and body are set
    timed_out,    ///< no complete answer in time; the request may have been carried out
    closed,       ///< the connection ended before a complete answer; the request may have been carried out
    unreachable,  ///< no connection was made; the request was not sent
    malformed,    ///< bytes came back that are not an answer of the protocol
    too_large,    ///< the answer exceeded the size limit and was cut off
    not_sent,     ///< the target takes no such request: it was not sent, and nothing is known of it
  };
  Transport transport = Transport::answered;  ///< what became of the request
  int status = 200;                           ///< HTTP status or 0; reported, never judged
  std::string body;                           ///< the bytes of the body, at most the size limit
  std::string detail;                         ///< not answered: one sentence on what happened
  int retry_after = 0;                        ///< seconds asked for by a Retry-After header, 0 for none

  friend bool operator==(const Answer&, const Answer&) = default;
};

/// "answered", "timed out", "closed", "unreachable", "malformed", "too large", "not sent".
[[nodiscard]] constexpr std::string_view transport_name(Answer::Transport transport) noexcept {
  switch (transport) {
    case Answer::Transport::answered: return "answered";
    case Answer::Transport::timed_out: return "timed out";
    case Answer::Transport::closed: return "closed";
    case Answer::Transport::unreachable: return "unreachable";
    case Answer::Transport::malformed: return "malformed";
    case Answer::Transport::too_large: return "too large";
    case Answer::Transport::not_sent: return "not sent";
  }
  return "";
}

/// The transport called `name`, or nothing.
[[nodiscard]] constexpr std::optional<Answer::Transport> find_transport(std::string_view name) noexcept {
  using Transport = Answer::Transport;
  for (const Transport one : {Transport::answered, Transport::timed_out, Transport::closed, Transport::unreachable,
                              Transport::malformed, Transport::too_large, Transport::not_sent})
    if (transport_name(one) == name) return one;
  return std::nullopt;
}

}  // namespace createproduct::judge
