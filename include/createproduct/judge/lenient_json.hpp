// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <createproduct/wire/json_lexer.hpp>
#include <createproduct/wire/shallow_json.hpp>
#include <createproduct/wire/utf8.hpp>

// JSON as the most lenient of the permitted readers understand it (spec/readings.json: invalid-utf8, byte-order-mark,
// nested-json, and control characters and lone surrogates in description-text). What even they find wrong is wrong for
// everybody.

namespace createproduct::judge {

/// JSON text as a lenient reader sees it, and what a stricter one would have refused.
struct LenientJson {
  wire::ShallowJson json;      ///< to the depth of one object
  bool bytes = false;          ///< it holds bytes that are not UTF-8
  bool surrogates = false;     ///< it holds escaped surrogates without their counterpart
  bool controls = false;       ///< it holds unescaped control characters in strings
  bool beyond_limits = false;  ///< it is nested deeply or holds huge numbers

  /// Whether a strict reader takes the text for malformed.
  [[nodiscard]] bool refusable() const noexcept { return bytes || surrogates || controls || beyond_limits; }
};

/// The number of bytes that byte order marks take at the start of `text`.
[[nodiscard]] constexpr std::size_t byte_order_marks(std::string_view text) noexcept {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  std::size_t size = 0;
  while (text.substr(size).starts_with(mark)) size += mark.size();
  return size;
}

/// Reads `text` leniently: bytes that are not UTF-8 count as question marks, lone surrogates as U+FFFD, unescaped
/// control characters in strings as escaped, numbers beyond the range of double as 9e99, and depth is not limited.
/// Still malformed: what no reading permits. Precondition: no byte order mark in front. Never throws, never recurses.
/// O(n).
[[nodiscard]] inline LenientJson read_lenient_json(std::string_view text) {
  constexpr std::size_t usual_depth = 64;
  LenientJson out;
  wire::JsonDeviations tolerated;
  out.json = wire::read_shallow_json(text, usual_depth, &tolerated);
  // Of a text that is malformed elsewhere, it matters all the same that readers may stumble over its bytes.
  out.bytes = tolerated.bytes || (out.json.state != wire::ShallowJson::State::complete && !wire::is_utf8(text));
  out.surrogates = tolerated.surrogates;
  out.controls = tolerated.controls;
  out.beyond_limits = tolerated.depth || tolerated.numbers;
  return out;
}

}  // namespace createproduct::judge
