// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/mock/answer_shape.hpp>
#include <createproduct/mock/text.hpp>

namespace createproduct::mock {

/// Appends `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD.
inline void append_json_string(std::string_view text, AnswerShape::Escapes escapes, std::string& out) {
  using Escapes = AnswerShape::Escapes;
  const auto unicode = [&out](char32_t unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) out.push_back(digits[unit >> shift & 15U]);
  };
  out.push_back('"');
  while (!text.empty()) {
    const char byte = text.front();
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x80 && escapes != Escapes::all) {
      text.remove_prefix(1);
      if (byte == '"' || byte == '\\') out.push_back('\\');
      if (value < 0x20)
        unicode(value);
      else
        out.push_back(byte);
      continue;
    }
    char32_t point = 0xFFFD;
    const std::size_t length = text::utf8_length(text, point);
    if (length == 0) point = 0xFFFD;
    text.remove_prefix(length == 0 ? 1 : length);
    if (escapes == Escapes::needed) {
      text::append_utf8(point, out);
    } else if (point >= 0x10000) {
      unicode(0xD800 + ((point - 0x10000) >> 10U));
      unicode(0xDC00 + ((point - 0x10000) & 0x3FFU));
    } else {
      unicode(point);
    }
  }
  out.push_back('"');
}

/// Writes one JSON object member by member, in a style.
class ObjectWriter {
 public:
  /// Begins the object at the end of `out`, which must outlive it.
  ObjectWriter(std::string& out, AnswerShape::Style style) : out_(out) {
    switch (style) {
      case AnswerShape::Style::page:
      case AnswerShape::Style::pretty:
        before_ = "\n    ";
        after_colon_ = " ";
        end_ = "\n";
        break;
      case AnswerShape::Style::compact: break;
      case AnswerShape::Style::spaced:
        before_ = " ";
        after_colon_ = "  ";
        before_colon_ = " ";
        end_ = " ";
        break;
      case AnswerShape::Style::tabbed:
        before_ = "\r\n\t";
        after_colon_ = "\t";
        end_ = "\r\n";
        break;
    }
    out_.push_back('{');
  }

  /// Starts the member `key`; its value is to be appended to the text. `key` needs no escaping.
  void key(std::string_view key) {
    if (!first_) out_.push_back(',');
    first_ = false;
    out_.append(before_).append("\"").append(key).append("\"").append(before_colon_).append(":").append(after_colon_);
  }

  /// Ends the object.
  void end() { out_.append(end_).append("}"); }

 private:
  std::string& out_;
  std::string_view before_;
  std::string_view before_colon_;
  std::string_view after_colon_;
  std::string_view end_;
  bool first_ = true;
};

}  // namespace createproduct::mock
