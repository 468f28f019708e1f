// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/report/recording.hpp>

/// Keeps what a reader of recordings passes on.
struct ReadRecording {
  std::vector<createproduct::suite::Recorded> all;
  std::vector<createproduct::report::TranscriptHead> heads;
  std::string bad;  ///< `where: why`, a line each
  std::vector<std::string> skipped;
  createproduct::report::RecordingSink sink;

  ReadRecording() {
    sink.take = [this](createproduct::suite::Recorded&& recorded) { all.push_back(std::move(recorded)); };
    sink.head = [this](const createproduct::report::TranscriptHead& head) { heads.push_back(head); };
    sink.bad = [this](const std::string& where, const std::string& why) { bad += where + ": " + why + "\n"; };
    sink.skipped = [this](std::string_view why) { skipped.emplace_back(why); };
  }
  ReadRecording(const ReadRecording&) = delete;
  ReadRecording& operator=(const ReadRecording&) = delete;
};
