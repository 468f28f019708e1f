// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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
