// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <fstream>
#include <istream>
#include <optional>
#include <string>

namespace conformance {

/// All that is left in `in`, or nothing if it cannot be read.
[[nodiscard]] inline std::optional<std::string> whole_text(std::istream& in) {
  if (!in) return std::nullopt;
  std::string text;
  for (char buffer[65536]; in.read(buffer, sizeof buffer), in.gcount() > 0;)
    text.append(buffer, static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return std::nullopt;
  return text;
}

/// All that `file` holds, or nothing if it cannot be read, as a folder cannot.
[[nodiscard]] inline std::optional<std::string> whole_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return whole_text(in);
}

}  // namespace conformance
