// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

namespace createproduct::mock {

/// What the mock gives back for one request. Everything but the body is for the transport to act out; an in-process
/// target may ignore `delay`, `chunked` and `close_after`.
struct Reply {
  /// What becomes of the answer.
  enum class Fate : unsigned char {
    answer,        ///< send status and body
    close_before,  ///< close the connection without a byte of an answer
    close_midway,  ///< send the head and half of the body, then close
    hang,          ///< send nothing and keep the connection until the client gives up
  };

  int status = 200;                               ///< HTTP status
  std::string body;                               ///< JSON, unless a fault makes it something else
  std::string content_type = "application/json";  ///< header of that name
  Fate fate = Fate::answer;                       ///< what becomes of the answer
  std::chrono::milliseconds delay{0};             ///< to wait before the answer
  bool chunked = false;                           ///< send the body in chunks, without Content-Length
  bool close_after = false;                       ///< close the connection after the answer
  int retry_after = 0;                            ///< seconds for a Retry-After header, 0 for none
};

}  // namespace createproduct::mock
