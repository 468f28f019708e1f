// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <istream>
#include <map>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/report/near.hpp>
#include <createproduct/report/recording_reader.hpp>
#include <createproduct/report/text.hpp>

#include "command.hpp"

namespace conformance {

/// How files with traffic are to be read.
struct RecordingSettings {
  std::optional<createproduct::report::RecordingFormat> format;  ///< unless given, what the content says
  std::string host;  ///< of a HAR, of curl lines, of URLs: the service in question
  std::string path;
  bool skip_bad = false;
};

inline void add_recording_options(CLI::App& app, RecordingSettings& settings) {
  add_text_option(app, "--format",
                  "what the file is: transcript (as --record writes), har, curl (command\nlines), urls (one a line) or "
                  "events (the ndjson or json report of a\nrun); unless given, its content says",
                  [&settings](const std::string& text) -> std::string {
                    std::vector<std::string_view> names;
                    for (const auto& [name, format] : createproduct::report::recording_formats) {
                      names.push_back(name);
                      if (text == name) settings.format = format;
                    }
                    if (settings.format) return {};
                    return "there is no format " + text + createproduct::report::did_you_mean(text, names) +
                           " (transcript, har, curl, urls, events)";
                  })
      ->type_name("FORMAT");
  app.add_option("--host", settings.host,
                 "in a HAR, curl lines and URLs, take requests to this host only;\nunless given, to that of the first "
                 "that fits")
      ->type_name("HOST[:PORT]");
  app.add_option("--path", settings.path, "the same for the path; unless given, /v2/index.php")->type_name("PATH");
  app.add_flag("--skip-bad", settings.skip_bad,
               "skip and count what cannot be read, instead of ending with exit code 2");
}

/// A stream whose first bytes have been looked at.
class PeekedInput : public std::streambuf {
 public:
  PeekedInput(std::istream& in, std::size_t count) : in_(in), start_(count, '\0') {
    in_.read(start_.data(), static_cast<std::streamsize>(count));
    start_.resize(static_cast<std::size_t>(in_.gcount()));
    setg(start_.data(), start_.data(), start_.data() + start_.size());
  }

  [[nodiscard]] std::string_view start() const noexcept { return start_; }

 protected:
  int_type underflow() override {
    in_.read(buffer_, sizeof buffer_);
    const auto got = in_.gcount();
    if (got == 0) return traits_type::eof();
    setg(buffer_, buffer_, buffer_ + got);
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::istream& in_;
  std::string start_;
  char buffer_[65536]{};
};

/// One file with traffic, or stdin; says on stderr what in it cannot be read.
class RecordingFile {
 public:
  /// `subcommand`: for messages.
  RecordingFile(std::string subcommand, std::string name, RecordingSettings settings)
      : subcommand_(std::move(subcommand)), name_(std::move(name)), settings_(std::move(settings)) {}

  /// Opens the file. Gives what is wrong, or an empty text.
  std::string open() {
    if (name_ != "-") {
      file_.open(name_, std::ios::binary);
      if (!file_ || file_.peek() == std::ifstream::traits_type::eof())
        return name_ + (file_.is_open() && file_.eof() ? ": the file is empty" : ": the file cannot be read");
    }
    peeked_.emplace(name_ == "-" ? std::cin : file_, 4096);
    format_ = settings_.format ? settings_.format : createproduct::report::recording_format(peeked_->start());
    if (!format_)
      return name_ +
             ": it is neither a transcript nor a HAR, curl lines, URLs or a run's report, or --format must say "
             "which";
    return {};
  }

  [[nodiscard]] createproduct::report::RecordingFormat format() const { return *format_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Passes the file's content on: `sink.take` and `sink.head` are the caller's, the rest is counted here.
  /// Precondition: format() is not events.
  void read(createproduct::report::RecordingSink sink, bool with_steps) {
    sink.bad = [this](const std::string& where, const std::string& why) { complain_of(where, why); };
    sink.skipped = [this](std::string_view why) { ++skipped_[std::string(why)]; };
    std::istream in(&*peeked_);
    createproduct::report::read_recording(in, *format_, sink, filter(), with_steps);
    if (bad_ > most_complaints)
      complain(subcommand_, name_ + ": " + std::to_string(bad_ - most_complaints) + " more places that cannot be read");
  }

  /// The stream itself, for a format of events.
  [[nodiscard]] std::streambuf& input() { return *peeked_; }

  void complain_of(const std::string& where, const std::string& why) {
    if (++bad_ > most_complaints) return;
    const bool line = where.starts_with("line ");
    complain(subcommand_, name_ + (line ? ":" + where.substr(5) : "#" + where) + ": " + why);
  }

  /// Whether it ends in exit code 2.
  [[nodiscard]] bool is_bad() const noexcept { return bad_ != 0 && !settings_.skip_bad; }

  /// What a report should say of what was left out.
  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> out;
    for (const auto& [why, count] : skipped_)
      out.push_back(std::to_string(count) + (count == 1 ? " entry was" : " entries were") + " skipped: " + why);
    if (bad_ != 0)
      out.push_back(std::to_string(bad_) + (bad_ == 1 ? " place" : " places") + " could not be read and " +
                    (bad_ == 1 ? "was" : "were") + " skipped (--skip-bad)");
    return out;
  }

  [[nodiscard]] createproduct::report::ServiceFilter filter() const {
    return createproduct::report::ServiceFilter(settings_.host, settings_.path);
  }

 private:
  static constexpr std::size_t most_complaints = 100;

  std::string subcommand_;
  std::string name_;
  RecordingSettings settings_;
  std::ifstream file_;
  std::optional<PeekedInput> peeked_;
  std::optional<createproduct::report::RecordingFormat> format_;
  std::map<std::string, std::size_t> skipped_;
  std::size_t bad_ = 0;
};

}  // namespace conformance
