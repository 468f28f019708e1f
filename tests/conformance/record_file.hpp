// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/har_writer.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/transcript.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/recorded.hpp>

namespace conformance {

/// The help text of --record.
inline constexpr const char* record_help =
    "write what is sent and answered to this file, without secrets, to be\n"
    "judged or replayed: as a transcript, or as HAR if its name ends in .har";

/// The file that an option --record names.
class RecordFile {
 public:
  /// Gives what is wrong, or an empty text. `url`: of the endpoint, for a HAR; empty for a target that is none.
  std::string open(const std::string& name, const createproduct::report::TranscriptHead& head, const std::string& url,
                   const createproduct::report::Redactor& redactor) {
    name_ = name;
    file_.open(name, std::ios::binary);
    if (!file_) return "--record: " + name + ": the file cannot be written";
    if (name.ends_with(".har"))
      har_ = std::make_unique<createproduct::report::HarWriter>(
          file_, url.empty() ? createproduct::report::CommandLines().url : url, redactor);
    else
      transcript_ = std::make_unique<createproduct::report::TranscriptWriter>(file_, head, redactor);
    return {};
  }

  /// To be given to a run; empty if no file is open. Refers to this object.
  [[nodiscard]] createproduct::suite::Recorder recorder() {
    if (name_.empty()) return {};
    return [this](const createproduct::suite::Recorded& recorded) {
      if (har_)
        (*har_)(recorded);
      else
        (*transcript_)(recorded);
    };
  }

  /// Completes the file. Gives what is wrong with it, or an empty text.
  std::string close() {
    if (name_.empty()) return {};
    if (har_) har_->finish();
    if (!file_.flush()) return "--record: " + name_ + ": the file could not be written in full";
    return {};
  }

 private:
  std::string name_;
  std::ofstream file_;
  std::unique_ptr<createproduct::report::HarWriter> har_;
  std::unique_ptr<createproduct::report::TranscriptWriter> transcript_;
};

}  // namespace conformance
