// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <createproduct/report/text.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::report {

/// Writes one JSON value piece by piece: members in the order in which they come, on one line or indented.
///
/// Strings are well-formed UTF-8 whatever the bytes (what is not UTF-8 becomes U+FFFD), and hold nothing that a
/// terminal would act on. Precondition: keys and values alternate within objects, and every begin has its end.
class JsonWriter {
 public:
  /// `indent`: spaces for each level, 0 for all on one line. `ascii`: escapes all that is not ASCII.
  explicit JsonWriter(std::size_t indent = 0, bool ascii = false) : indent_(indent), ascii_(ascii) {}

  /// What may stand where a value may. What begins has to end.
  /// @{
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  /// @}

  /// The name of the member whose value comes next.
  JsonWriter& key(std::string_view name) {
    part();
    append(name);
    text_ += indent_ > 0 ? ": " : ":";
    after_key_ = true;
    return *this;
  }

  /// Any bytes; see above for what becomes of those that are not UTF-8.
  JsonWriter& string(std::string_view value) {
    part();
    append(value);
    return *this;
  }

  /// A value that is no string.
  /// @{
  JsonWriter& null() { return word("null"); }
  JsonWriter& boolean(bool value) { return word(value ? "true" : "false"); }
  JsonWriter& integer(std::int64_t value) { return word(std::to_string(value)); }
  JsonWriter& size(std::uint64_t value) { return word(std::to_string(value)); }
  /// @}

  /// A number as it is spelled. Precondition: it is one.
  JsonWriter& spelled(std::string_view number) { return word(number); }
  /// Precondition: finite.
  JsonWriter& number(double value) {
    char digits[64];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return word(std::string_view(digits, static_cast<std::size_t>(end - digits)));
  }

  /// Member `name`, and when `bytes` are not UTF-8 also `name_hex`, which has them without loss.
  JsonWriter& member(std::string_view name, std::string_view bytes) {
    key(name).string(bytes);
    if (wire::is_utf8(bytes)) return *this;
    return key(std::string(name) + "_hex").string(wire::to_hex(bytes));
  }

  /// The text so far; complete once every begin has had its end.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  JsonWriter& open(char bracket) {
    part();
    text_.push_back(bracket);
    ++depth_;
    return *this;
  }

  JsonWriter& close(char bracket) {
    --depth_;
    if (text_.back() != '{' && text_.back() != '[') new_line();
    text_.push_back(bracket);
    return *this;
  }

  JsonWriter& word(std::string_view value) {
    part();
    text_ += value;
    return *this;
  }

  /// What stands between the piece before and the one to come.
  void part() {
    if (after_key_) {
      after_key_ = false;
      return;
    }
    if (depth_ == 0) return;
    if (text_.back() != '{' && text_.back() != '[') text_.push_back(',');
    new_line();
  }

  void new_line() {
    if (indent_ == 0) return;
    text_.push_back('\n');
    text_.append(indent_ * depth_, ' ');
  }

  /// `value` as a string, with `\u` escapes for what json_text leaves as it is but detail::is_plain does not.
  void append(std::string_view value) {
    const std::string json = wire::json_string(value);
    for (std::size_t i = 0; i < json.size();) {
      const wire::Utf8Step step = wire::utf8_step(json, i);
      const auto point = static_cast<unsigned>(step.code_point);
      if (detail::is_plain(step.code_point) && (!ascii_ || point < 0x80)) {
        text_.append(json, i, step.size);
      } else if (point < 0x10000) {
        append_escape(point);
      } else {
        append_escape(0xD800 + ((point - 0x10000) >> 10U));
        append_escape(0xDC00 + ((point - 0x10000) & 0x3FFU));
      }
      i += step.size;
    }
  }

  void append_escape(unsigned unit) {
    text_ += "\\u";
    detail::append_hex(unit, 4, text_);
  }

  std::string text_;
  std::size_t indent_;
  bool ascii_;
  std::size_t depth_ = 0;
  bool after_key_ = false;
};

}  // namespace createproduct::report
