// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <istream>
#include <string>
#include <string_view>

namespace createproduct::report {

/// Splits a stream into lines without ever holding more of one than `most` bytes and a buffer.
class LineReader {
 public:
  /// What next() came to.
  enum class Got : unsigned char {
    line,
    too_long,  ///< a line of more than `most` bytes, which was passed over
    end,
  };

  /// `in` must outlive the reader.
  explicit LineReader(std::istream& in, std::size_t most = 8U << 20U) : in_(&in), most_(most) {}

  /// Reads the next line, less its line feed and a carriage return before it, and less the byte order mark of the file. O(bytes of the line).
  Got next() {
    line_.clear();
    whole_ = {};
    bool too_long = false;
    for (;;) {
      if (at_ == filled_ && !fill()) {
        if (line_.empty() && !too_long) return Got::end;
        ended_ = false;
        break;
      }
      const std::string_view rest(buffer_.data() + at_, filled_ - at_);
      const std::size_t feed = rest.find('\n');
      const std::string_view part = rest.substr(0, feed);
      at_ += part.size() + (feed == std::string_view::npos ? 0 : 1);
      if (line_.size() + part.size() > most_)
        too_long = true;
      else if (!too_long && feed != std::string_view::npos && line_.empty())
        whole_ = part;
      else if (!too_long)
        line_ += part;
      if (feed == std::string_view::npos) continue;
      ended_ = true;
      break;
    }
    ++number_;
    if (too_long) line_.clear();
    if (whole_.data() == nullptr) whole_ = line_;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (number_ == 1 && whole_.starts_with(byte_order_mark)) whole_.remove_prefix(byte_order_mark.size());
    if (whole_.ends_with('\r')) whole_.remove_suffix(1);
    return too_long ? Got::too_long : Got::line;
  }

  /// The line last read; valid until the next call of next().
  [[nodiscard]] std::string_view line() const noexcept { return whole_; }
  /// Its number, from 1.
  [[nodiscard]] std::size_t number() const noexcept { return number_; }
  /// Whether a line feed ended it; the last line of a file that was cut has none.
  [[nodiscard]] bool ended() const noexcept { return ended_; }

  /// The longest line it holds, in bytes.
  [[nodiscard]] std::size_t most() const noexcept { return most_; }

 private:
  bool fill() {
    in_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    at_ = 0;
    filled_ = static_cast<std::size_t>(in_->gcount());
    return filled_ != 0;
  }

  std::istream* in_;
  std::size_t most_;
  std::array<char, 65536> buffer_{};
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::string line_;
  std::string_view whole_;
  std::size_t number_ = 0;
  bool ended_ = true;
};

}  // namespace createproduct::report
