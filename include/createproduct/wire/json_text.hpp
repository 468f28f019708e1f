// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/utf8.hpp>

// Writing JSON text, piece by piece, onto the end of a string. The pieces know nothing of each other: a writer opens
// and closes its own braces and brackets.

namespace createproduct::wire {

namespace detail {

/// Appends a character below U+0020 as an escape.
inline void append_json_control(unsigned char control, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (control) {
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
      out += "\\u00";
      out.push_back(digits[control >> 4U]);
      out.push_back(digits[control & 15U]);
  }
}

}  // namespace detail

/// Appends `text` as a JSON string, quotes included. Quotes, backslashes and characters below U+0020 are escaped,
/// every byte that is not part of well-formed UTF-8 becomes U+FFFD, escaped, all else stands for itself. O(n).
inline void append_json_string(std::string_view text, std::string& out) {
  out.push_back('"');
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Step step = utf8_step(text, i);
    if (!step.valid) {
      out += "\\ufffd";
    } else if (step.code_point < 0x20) {
      detail::append_json_control(static_cast<unsigned char>(step.code_point), out);
    } else {
      if (step.code_point == '"' || step.code_point == '\\') out.push_back('\\');
      out.append(text, i, step.size);
    }
    i += step.size;
  }
  out.push_back('"');
}

/// `text` as a JSON string; see append_json_string.
[[nodiscard]] inline std::string json_string(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  append_json_string(text, out);
  return out;
}

/// `json`, the text of a JSON string, with `\u` escapes for all that would travel percent-encoded and is no escape yet,
/// but for quotes, backslashes and bytes that are not UTF-8. O(n).
[[nodiscard]] inline std::string escaped_json(std::string_view json) {
  std::string out;
  const auto escape = [&out](char32_t unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) out.push_back(digits[unit >> shift & 15U]);
  };
  for (std::size_t i = 0; i < json.size();) {
    const Utf8Step step = utf8_step(json, i);
    const char first = json[i];
    const bool is_escape = first == '\\' && i + 1 < json.size();
    if (is_escape || first == '"' || !step.valid || detail::is_unreserved(first)) {
      const std::size_t size = is_escape ? 2 : 1;
      out.append(json.substr(i, size));
      i += size;
      continue;
    }
    if (step.code_point > 0xFFFF) {
      escape(0xD800 + ((step.code_point - 0x10000) >> 10U));
      escape(0xDC00 + ((step.code_point - 0x10000) & 0x3FFU));
    } else {
      escape(step.code_point);
    }
    i += step.size;
  }
  return out;
}

/// Appends the comma that parts a value or member from the one before; nothing at the start of an object or array.
inline void append_json_comma(std::string& out) {
  if (!out.empty() && out.back() != '{' && out.back() != '[') out.push_back(',');
}

/// Appends `"key":`, with a comma before it if it is not the first member of its object. A value must follow.
inline void append_json_key(std::string_view key, std::string& out) {
  append_json_comma(out);
  append_json_string(key, out);
  out.push_back(':');
}

/// Appends the member `key` with a string.
inline void append_json_member(std::string_view key, std::string_view value, std::string& out) {
  append_json_key(key, out);
  append_json_string(value, out);
}

/// Appends the member `key` with an integer.
inline void append_json_member(std::string_view key, std::int64_t value, std::string& out) {
  append_json_key(key, out);
  out += std::to_string(value);
}

}  // namespace createproduct::wire
