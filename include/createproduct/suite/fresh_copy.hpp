// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who judge or replay recordings.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/draft/random.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

namespace detail {

[[nodiscard]] constexpr bool is_small(char c) noexcept { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr char folded(char c) noexcept { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; }

[[nodiscard]] constexpr bool is_letter(char c) noexcept { return is_small(c) || is_capital(c); }

/// Where `part` (letters), in whatever case, stands in `text`, perhaps with characters that are no letters in between;
/// npos if nowhere. An empty part stands nowhere.
[[nodiscard]] inline std::size_t find_folded(std::string_view text, std::string_view part) {
  for (std::size_t begin = 0; begin < text.size() && !part.empty(); ++begin) {
    if (!is_letter(text[begin])) continue;
    std::size_t found = 0;
    for (std::size_t i = begin; i < text.size() && found < part.size(); ++i) {
      if (!is_letter(text[i])) continue;
      if (folded(text[i]) != folded(part[found])) break;
      ++found;
    }
    if (found == part.size()) return begin;
  }
  return std::string_view::npos;
}

/// Writes `fresh` over the letters of `text` from `at` on, each in the case of the one that it replaces.
inline void overwrite(std::string& text, std::size_t at, std::string_view fresh) {
  for (std::size_t next = 0; next < fresh.size() && at < text.size(); ++at)
    if (is_letter(text[at])) {
      text[at] = is_capital(text[at]) ? static_cast<char>(fresh[next] - 'a' + 'A') : fresh[next];
      ++next;
    }
}

/// Where the first run of at least `length` small letters begins; npos if there is none.
[[nodiscard]] inline std::size_t run_of_letters(std::string_view text, std::size_t length) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    run = is_small(text[i]) ? run + 1 : 0;
    if (run == length) return i + 1 - length;
  }
  return std::string_view::npos;
}

/// Letters and digits in place of the letters and digits of `text`, the same for texts that differ only in case.
inline void replace_at_random(std::string& text, std::string_view fresh) {
  std::string small = text;
  std::transform(small.begin(), small.end(), small.begin(), folded);
  draft::Random random(draft::seed_of(small, draft::seed_of(fresh)));
  for (std::size_t i = 0; i < text.size(); ++i) {
    char& c = text[i];
    // A percent sequence within a name tells who decodes twice.
    if (c == '%' && i + 2 < text.size() && wire::detail::hex_value(text[i + 1]) >= 0 &&
        wire::detail::hex_value(text[i + 2]) >= 0)
      i += 2;
    else if (is_letter(c))
      c = static_cast<char>((is_small(c) ? 'a' : 'A') + random.below(26));
    else if (is_digit(c))
      c = static_cast<char>('0' + random.below(10));
  }
}

}  // namespace detail

/// A name like `name`, but one that `fresh` (lower-case letters) makes a new one: of the same length, with characters
/// of the same kinds in the same places, so that it keeps and breaks the same rules. What is neither an ASCII letter
/// nor a digit stays, and so do percent sequences. Where `old` stands in the name, in whatever case, and perhaps with
/// other characters in between, `fresh` takes its place if it is of the same length; else it takes that of small letters
/// in a row; else every letter and digit becomes a random one. Equal arguments give equal names, and names that differ
/// only in case still do. O(n).
[[nodiscard]] inline std::string fresh_copy(std::string name, std::string_view old, std::string_view fresh) {
  if (fresh.empty()) return name;
  if (const std::size_t at = detail::find_folded(name, old); old.size() == fresh.size() && at != std::string::npos) {
    detail::overwrite(name, at, fresh);
    return name;
  }
  std::string small = name;
  std::transform(small.begin(), small.end(), small.begin(), detail::folded);
  const std::size_t run = detail::run_of_letters(small, fresh.size());
  if (run != std::string::npos)
    detail::overwrite(name, run, fresh);
  else
    detail::replace_at_random(name, fresh);
  return name;
}

namespace detail {

/// Appends wire text `value` with what it decodes to replaced by `bytes`, which differ in letters and digits only: each
/// is spelled as the one that it replaces.
inline void respell(std::string_view value, std::string_view bytes, std::string& out) {
  std::size_t i = 0;
  for (const char byte : bytes) {
    const bool sequence = i + 2 < value.size() && value[i] == '%' && wire::detail::hex_value(value[i + 1]) >= 0 &&
                          wire::detail::hex_value(value[i + 2]) >= 0;
    const std::string_view before = value.substr(i, sequence ? 3 : 1);
    if (wire::percent_decoded(before, wire::Plus::literal).bytes == std::string_view(&byte, 1)) {
      out += before;
    } else if (sequence) {
      constexpr std::string_view digits = "0123456789ABCDEF";
      const auto number = static_cast<unsigned char>(byte);
      out.append("%").append(1, digits[number >> 4U]).append(1, digits[number & 15U]);
    } else {
      out.push_back(byte);
    }
    i += before.size();
  }
}

template <class Replace>
[[nodiscard]] std::string with_names(std::string_view form, const Replace& replace) {
  std::string out;
  std::size_t begin = 0;
  for (const wire::FormField& field : wire::split_form(form)) {
    const auto value_at = static_cast<std::size_t>(field.value.data() - form.data());
    std::string name = wire::percent_decoded(field.name).bytes;
    std::transform(name.begin(), name.end(), name.begin(), folded);
    if (!field.has_equals || name != "productname") continue;
    out.append(form.substr(begin, value_at - begin));
    respell(field.value, replace(wire::percent_decoded(field.value, wire::Plus::literal).bytes), out);
    begin = value_at + field.value.size();
  }
  return out.append(form.substr(begin));
}

}  // namespace detail

/// The same request with fresh_copy() of each productName in it, every byte spelled as before. O(n).
[[nodiscard]] inline wire::WireRequest with_fresh_names(const wire::WireRequest& request, std::string_view old,
                                                        std::string_view fresh) {
  const auto replace = [&](std::string name) { return fresh_copy(std::move(name), old, fresh); };
  wire::WireRequest out = request;
  out.query = detail::with_names(request.query, replace);
  out.body = detail::with_names(request.body, replace);
  return out;
}

}  // namespace createproduct::suite
