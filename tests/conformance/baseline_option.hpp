// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <createproduct/model/result.hpp>
#include <createproduct/report/baseline_file.hpp>
#include <createproduct/suite/baseline.hpp>

#include "whole_file.hpp"

namespace conformance {

/// Which failures are known, and what to make of the list after the run.
struct BaselineSettings {
  std::string file;
  bool strict = false;
  bool update = false;
};

/// Today in UTC, YYYY-MM-DD.
[[nodiscard]] inline std::string today() {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return text;
}

/// The list in the file that `settings` name; a file that is to be written need not exist. Error: input, with the file
/// and the place in it as `where`.
[[nodiscard]] inline createproduct::Result<std::vector<createproduct::suite::KnownFailure>> open_baseline(
    const BaselineSettings& settings) {
  using namespace createproduct;
  std::error_code ignored;
  if (settings.update && !std::filesystem::exists(settings.file, ignored)) return std::vector<suite::KnownFailure>();
  const std::optional<std::string> text = whole_file(settings.file);
  if (!text) return Error{Error::Code::input, settings.file, "the file cannot be read"};
  Result<std::vector<suite::KnownFailure>> known = report::read_baseline(*text);
  if (known) return known;
  return Error{Error::Code::input, settings.file, known.error().text()};
}

/// Replaces the file by one with this list, at once. Whether that worked.
[[nodiscard]] inline bool write_baseline(const std::string& file,
                                         const std::vector<createproduct::suite::KnownFailure>& known) {
  const std::string fresh = file + ".new";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  out << createproduct::report::baseline_text(known);
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(fresh, file, error);
  return out && !error;
}

}  // namespace conformance
