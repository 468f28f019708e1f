// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/json_summary.hpp>
#include <createproduct/report/junit.hpp>
#include <createproduct/report/ndjson.hpp>
#include <createproduct/report/near.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/terminal.hpp>
#include <createproduct/suite/events.hpp>

namespace conformance {

/// What the reports of a run should be like.
struct OutputOptions {
  createproduct::report::CommandLines commands;
  createproduct::report::Redactor redactor;
  createproduct::report::TerminalReport::Detail detail = createproduct::report::TerminalReport::Detail::normal;
  bool masked = false;
};

/// The reports of a run, each with its file.
class Outputs {
 public:
  /// Opens what `wanted` names, as FORMAT=FILE with - for stdout; a terminal report goes to stdout unless something
  /// else does. Gives what is wrong, or an empty text.
  std::string open(const std::vector<std::string>& wanted, const OutputOptions& options) {
    bool to_stdout = false;
    std::vector<std::string> files;
    for (const std::string& entry : wanted) {
      const std::size_t equals = entry.find('=');
      const std::string format = entry.substr(0, equals);
      const std::string file = equals == std::string::npos ? std::string() : entry.substr(equals + 1);
      if (std::find(formats.begin(), formats.end(), format) == formats.end())
        return "--report: there is no format " + format + createproduct::report::did_you_mean(format, formats) +
               " (terminal, ndjson, json, junit)";
      if (file.empty()) return "--report: expected FORMAT=FILE, with - for stdout";
      if (std::find(files.begin(), files.end(), file) != files.end()) return "--report: two reports go to " + file;
      files.push_back(file);
      to_stdout = to_stdout || file == "-";
      if (!add(format, file, options)) return "--report: " + file + ": the file cannot be written";
    }
    if (!to_stdout) add("terminal", "-", options);
    return {};
  }

  void operator()(const createproduct::suite::Event& event) const {
    for (const auto& sink : sinks_) sink(event);
  }

  /// The first file that could not be written in full, or an empty text. To be called at the end.
  [[nodiscard]] std::string damaged() const {
    for (const auto& [name, stream] : files_)
      if (!stream->flush()) return name;
    return {};
  }

 private:
  static inline const std::vector<std::string_view> formats{"terminal", "ndjson", "json", "junit"};

  bool add(const std::string& format, const std::string& file, const OutputOptions& options) {
    std::ostream* out = &std::cout;
    if (file != "-") {
      files_.emplace_back(file, std::make_unique<std::ofstream>(file, std::ios::binary));
      out = files_.back().second.get();
      if (!*out) return false;
    }
    using namespace createproduct;
    if (format == "terminal") {
      const char* no_colour = std::getenv("NO_COLOR");
      const bool colour = file == "-" && isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
      sinks_.push_back(report::TerminalReport(*out, {options.detail, colour, options.commands, options.redactor}));
    } else if (format == "ndjson") {
      sinks_.push_back(report::NdjsonReport(*out, {options.masked, options.redactor}));
    } else if (format == "json") {
      sinks_.push_back(report::JsonSummary(*out, options.redactor));
    } else {
      sinks_.push_back(report::JunitReport(*out, options.commands, options.redactor));
    }
    return true;
  }

  std::vector<std::pair<std::string, std::unique_ptr<std::ofstream>>> files_;
  std::vector<createproduct::suite::EventSink> sinks_;
};

}  // namespace conformance
