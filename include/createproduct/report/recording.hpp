// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <createproduct/report/transcript.hpp>
#include <createproduct/suite/recorded.hpp>

namespace createproduct::report {

/// Where the parts of a recording go as they are read. `where` is a place within the recording, as `line 12` or
/// `/log/entries/3`.
struct RecordingSink {
  std::function<void(suite::Recorded&&)> take;      ///< an exchange, in the order of the recording
  std::function<void(const TranscriptHead&)> head;  ///< what a transcript or a HAR says of its target; may be empty
  std::function<void(const std::string& where, const std::string& why)> bad;  ///< what cannot be read
  std::function<void()> unread;  ///< a request to the service that cannot be read may have changed anything; may be empty
  std::function<void(std::string_view reason)> skipped;  ///< what is in order, but none of our concern
};

}  // namespace createproduct::report
