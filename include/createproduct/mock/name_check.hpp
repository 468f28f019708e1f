// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/mock/defect.hpp>
#include <createproduct/mock/rules.hpp>
#include <createproduct/mock/text.hpp>

namespace createproduct::mock {

/// A productName as the rule took it, and what is wrong with it.
struct CheckedName {
  std::string name;
  Defect defect = Defect::none;
};

namespace name_detail {

/// The length of the good character at the start of `text`, or 0.
[[nodiscard]] constexpr std::size_t good_character(std::string_view text, const NameRule& rule) noexcept {
  if (text.empty()) return 0;
  if (rule.allowed[static_cast<unsigned char>(text.front())]) return 1;
  if (rule.wide == NameRule::Wide::none || static_cast<unsigned char>(text.front()) < 0x80) return 0;
  char32_t point = 0;
  const std::size_t length = text::utf8_length(text, point);
  switch (rule.wide) {
    case NameRule::Wide::none: return 0;
    case NameRule::Wide::any: return length;
    case NameRule::Wide::folded: return point == 0x17F || point == 0x212A ? length : 0;
    case NameRule::Wide::full_width: return point >= 0xFF10 && point <= 0xFF5A ? length : 0;
    case NameRule::Wide::digits: return point >= 0x660 && point <= 0x669 ? length : 0;
  }
  return 0;
}

[[nodiscard]] constexpr bool all_good(std::string_view text, const NameRule& rule) noexcept {
  while (!text.empty()) {
    const std::size_t length = good_character(text, rule);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

[[nodiscard]] constexpr bool any_good(std::string_view text, const NameRule& rule) noexcept {
  for (; !text.empty(); text.remove_prefix(1))
    if (good_character(text, rule) != 0) return true;
  return false;
}

[[nodiscard]] constexpr bool any_good_line(std::string_view text, const NameRule& rule) noexcept {
  for (;;) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!line.empty() && all_good(line, rule)) return true;
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
}

/// Whether the alphabet, as anchored, lets `name` pass. Precondition: not empty.
[[nodiscard]] constexpr bool spelled_well(std::string_view name, const NameRule& rule) noexcept {
  using Anchors = NameRule::Anchors;
  switch (rule.anchors) {
    case Anchors::whole: return all_good(name, rule);
    case Anchors::before_newline:
      return all_good(name.size() > 1 && name.back() == '\n' ? name.substr(0, name.size() - 1) : name, rule);
    case Anchors::any_line: return any_good_line(name, rule);
    case Anchors::start: return good_character(name, rule) != 0;
    case Anchors::end: return good_character(name.substr(name.size() - 1), rule) != 0;
    case Anchors::both_ends:
      return good_character(name, rule) != 0 && good_character(name.substr(name.size() - 1), rule) != 0;
    case Anchors::anywhere: return any_good(name, rule);
    case Anchors::all_but_last: return all_good(name.size() == 32 ? name.substr(0, 31) : name, rule);
  }
  return false;
}

/// Whether `name` is pairs of hexadecimal digits with colons between, at least two.
[[nodiscard]] constexpr bool is_address(std::string_view name) noexcept {
  if (name.size() < 5 || name.size() % 3 != 2) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool fits = i % 3 == 2 ? name[i] == ':' : std::string_view("0123456789abcdefABCDEF").find(name[i]) != std::string_view::npos;
    if (!fits) return false;
  }
  return true;
}

[[nodiscard]] constexpr bool refused_by_place(std::string_view name, const NameRule& rule) noexcept {
  const auto is_special = [](char byte) { return byte == ':' || byte == '_' || byte == '-'; };
  if (rule.not_first.find(name.front()) != std::string_view::npos) return true;
  if (rule.not_last.find(name.back()) != std::string_view::npos) return true;
  if (!rule.reserved.empty() && name == rule.reserved) return true;
  if (rule.refuses_digits_only && std::all_of(name.begin(), name.end(), text::is_digit)) return true;
  if (rule.refuses_specials_only && std::all_of(name.begin(), name.end(), is_special)) return true;
  if (rule.refuses_addresses && is_address(name)) return true;
  if (!rule.refuses_doubles) return false;
  return std::adjacent_find(name.begin(), name.end(), [&](char a, char b) { return is_special(a) && is_special(b); }) !=
         name.end();
}

[[nodiscard]] constexpr std::size_t length(std::string_view name, std::size_t wire_bytes,
                                           const NameRule& rule) noexcept {
  switch (rule.count) {
    case NameRule::Count::characters: return text::characters(name);
    case NameRule::Count::wire_bytes: return wire_bytes;
    case NameRule::Count::low_byte: return name.size() % 256;
  }
  return 0;
}

}  // namespace name_detail

/// Reads a productName that was given as `value`, `wire_bytes` long on the wire, and checks it. O(n).
[[nodiscard]] inline CheckedName check_name(std::string_view value, std::size_t wire_bytes, const NameRule& rule,
                                            DefectSet waived) {
  if (rule.trims_space) value = text::trimmed(value, " \t\r\n");
  if (rule.ends_at_nul) value = value.substr(0, value.find('\0'));
  CheckedName checked{std::string(value.substr(0, rule.cuts_at)), Defect::none};
  std::string& name = checked.name;
  if (rule.drops_bad_characters)
    std::erase_if(name, [&rule](char byte) { return !rule.allowed[static_cast<unsigned char>(byte)]; });

  const auto found = [&checked, waived](Defect defect) {
    if (waived.has(defect)) return false;
    checked.defect = defect;
    return true;
  };
  if (name.empty()) {
    if (rule.least > 0) found(Defect::name_empty);
    return checked;
  }
  const std::size_t size = name_detail::length(name, wire_bytes, rule);
  if (size < rule.least && found(Defect::name_short)) return checked;
  if (size > rule.most && found(Defect::name_long)) return checked;
  if (!name_detail::spelled_well(name, rule) || name_detail::refused_by_place(name, rule))
    found(Defect::name_characters);
  return checked;
}

}  // namespace createproduct::mock
