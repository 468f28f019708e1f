// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/wire/utf8.hpp>

namespace createproduct::report {

/// Lines of text in aligned columns, two spaces apart.
class Columns {
 public:
  /// `indent` stands in front of each line.
  explicit Columns(std::string indent) : indent_(std::move(indent)) {}

  /// One line; the cells are UTF-8 without control characters.
  void add(std::vector<std::string> cells) { lines_.push_back(std::move(cells)); }

  /// The lines, each ended by `\n` and none with spaces at its end. O(bytes).
  [[nodiscard]] std::string text() const {
    std::vector<std::size_t> widths;
    for (const auto& cells : lines_) {
      widths.resize(std::max(widths.size(), cells.size()));
      for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], width(cells[i]));
    }
    std::string out;
    for (const auto& cells : lines_) {
      std::string line = indent_;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        line += cells[i];
        if (i + 1 < cells.size()) line.append(widths[i] - width(cells[i]) + 2, ' ');
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + '\n';
    }
    return out;
  }

 private:
  /// Code points; wide and combining characters are taken as one column.
  static std::size_t width(std::string_view text) {
    std::size_t points = 0;
    for (std::size_t i = 0; i < text.size(); i += wire::utf8_step(text, i).size) ++points;
    return points;
  }

  std::string indent_;
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace createproduct::report
