// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <createproduct/http/url.hpp>

namespace createproduct::http {

/// What the head of an HTTP/1.x answer says about its body and its connection; nothing else in it is of interest.
struct AnswerHead {
  int status = 0;                               ///< of the status line, 100 to 599
  bool keep_alive = false;                      ///< the peer means to keep the connection open
  bool chunked = false;                         ///< overrules content_length
  std::optional<std::uint64_t> content_length;  ///< bytes; nothing without the header
  int retry_after = 0;                          ///< seconds; 0 without the header, or where it holds a date
};

namespace detail {

/// Up to 40 bytes of `bytes` in double quotes, with all that is not printable ASCII as \xNN.
[[nodiscard]] inline std::string quoted(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::size_t longest = 40;
  std::string text = "\"";
  for (const char byte : bytes.substr(0, longest)) {
    const auto value = static_cast<unsigned char>(byte);
    if (value >= 0x20 && value < 0x7f)
      text += byte;
    else
      text.append("\\x").append(1, digits[value >> 4U]).append(1, digits[value & 15U]);
  }
  return text + (bytes.size() > longest ? "\"..." : "\"");
}

[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(white);
  return begin == std::string_view::npos ? std::string_view{}
                                         : text.substr(begin, text.find_last_not_of(white) + 1 - begin);
}

/// Calls `visit` with each piece between commas, trimmed, the empty ones left out.
template <class Visit>
constexpr void for_each_element(std::string_view list, Visit visit) {
  for (;;) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (const std::string_view element = trimmed(list.substr(0, comma)); !element.empty()) visit(element);
    if (comma == list.size()) return;
    list.remove_prefix(comma + 1);
  }
}

/// Digits only and at most 2^63 - 1, else nothing.
[[nodiscard]] constexpr std::optional<std::uint64_t> parse_decimal(std::string_view digits) noexcept {
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  std::uint64_t value = 0;
  for (const char digit : digits) {
    if (!is_digit(digit)) return std::nullopt;
    const auto units = static_cast<std::uint64_t>(digit - '0');
    if (value > (most - units) / 10) return std::nullopt;
    value = value * 10 + units;
  }
  return digits.empty() ? std::nullopt : std::optional(value);
}

/// Takes the first line off `text`, without its end (CR LF or LF).
[[nodiscard]] constexpr std::string_view take_line(std::string_view& text) noexcept {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// One header field of an answer into `head`; what is wrong with it, or an empty string.
[[nodiscard]] inline std::string take_field(std::string_view name, std::string_view value, AnswerHead& head) {
  std::string problem;
  if (equal_ignoring_case(name, "content-length")) {
    if (trimmed(value).empty()) return "its Content-Length is empty";
    for_each_element(value, [&](std::string_view element) {
      const std::optional<std::uint64_t> length = parse_decimal(element);
      if (!length)
        problem = "its Content-Length is " + quoted(element);
      else if (head.content_length && head.content_length != length)
        problem = "it has two Content-Lengths, " + std::to_string(*head.content_length) + " and " +
                  std::to_string(*length);
      else
        head.content_length = length;
    });
  } else if (equal_ignoring_case(name, "transfer-encoding")) {
    for_each_element(value, [&](std::string_view coding) {
      if (equal_ignoring_case(coding, "chunked") && !head.chunked)
        head.chunked = true;
      else if (!equal_ignoring_case(coding, "identity"))
        problem = "its Transfer-Encoding holds " + quoted(coding) + ", which was not asked for";
    });
  } else if (equal_ignoring_case(name, "connection")) {
    for_each_element(value, [&](std::string_view option) {
      if (equal_ignoring_case(option, "close")) head.keep_alive = false;
      if (equal_ignoring_case(option, "keep-alive")) head.keep_alive = true;
    });
  } else if (equal_ignoring_case(name, "retry-after")) {
    constexpr std::uint64_t most = std::numeric_limits<int>::max();
    head.retry_after = static_cast<int>(std::min(parse_decimal(trimmed(value)).value_or(0), most));
  }
  return problem;
}

/// The status line into `head`; what is wrong with it, or an empty string.
[[nodiscard]] inline std::string take_status_line(std::string_view line, AnswerHead& head) {
  constexpr std::string_view version = "HTTP/1.";
  constexpr std::size_t code = version.size() + 2;  // after the minor version and a space
  const bool well_formed = line.size() >= code + 3 && line.starts_with(version) && is_digit(line[code - 2]) &&
                           line[code - 1] == ' ' && line[code] >= '1' && is_digit(line[code]) &&
                           is_digit(line[code + 1]) && is_digit(line[code + 2]) &&
                           (line.size() == code + 3 || line[code + 3] == ' ');
  if (!well_formed) return "it begins with " + quoted(line) + ", which is no HTTP/1 status line";
  head.keep_alive = line[code - 2] != '0';
  head.status = (line[code] - '0') * 100 + (line[code + 1] - '0') * 10 + (line[code + 2] - '0');
  return {};
}

}  // namespace detail

/// Where the head that `text` begins with ends: behind its first empty line, lines ending in CR LF or LF; npos when
/// that is still to come. `from` is where to go on looking and is moved up, so that n bytes that arrive one by one
/// cost O(n).
[[nodiscard]] constexpr std::size_t head_end(std::string_view text, std::size_t& from) noexcept {
  for (;;) {
    const std::size_t line_end = text.find('\n', from);
    if (line_end == std::string_view::npos) {
      from = text.size();
      return line_end;
    }
    from = line_end;
    const std::string_view next = text.substr(line_end + 1, 2);
    if (next.starts_with('\n')) return line_end + 2;
    if (next == "\r\n") return line_end + 3;
    if (next.empty() || next == "\r") return std::string_view::npos;
    from = line_end + 1;
  }
}

/// Reads a head, from its status line to its empty line, into `out`. An empty string, or what is wrong with it as the
/// end of a sentence about "the answer": "it has two Content-Lengths, 3 and 5".
[[nodiscard]] inline std::string read_head(std::string_view text, AnswerHead& out) {
  out = AnswerHead{};
  std::string problem = detail::take_status_line(detail::take_line(text), out);
  while (problem.empty()) {
    const std::string_view line = detail::take_line(text);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    const std::string_view name = detail::trimmed(line.substr(0, std::min(colon, line.size())));
    if (colon == std::string_view::npos || name.empty() || line.front() == ' ' || line.front() == '\t')
      return "it has a header line " + detail::quoted(line);
    std::string_view value = line.substr(colon + 1);
    while (text.starts_with(' ') || text.starts_with('\t')) {  // a folded line continues the value
      const std::string_view more = detail::take_line(text);
      value = {value.data(), static_cast<std::size_t>(more.data() + more.size() - value.data())};
    }
    problem = detail::take_field(name, value, out);
  }
  return problem;
}

}  // namespace createproduct::http
