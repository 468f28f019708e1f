// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <createproduct/mock/rules.hpp>
#include <createproduct/mock/text.hpp>

namespace createproduct::mock {

/// What of `name` a service compares that tells names apart by `key`.
[[nodiscard]] inline std::string name_key(std::string_view name, NamingRule::Key key) {
  using Key = NamingRule::Key;
  std::string out(name);
  switch (key) {
    case Key::exact: break;
    case Key::any_case: out = text::lowered(name); break;
    case Key::first_16: out = name.substr(0, 16); break;
    case Key::first_31: out = name.substr(0, 31); break;
    case Key::all_but_last:
      if (out.size() > 1) out.pop_back();
      break;
    case Key::separators_alike:
      std::replace_if(
          out.begin(), out.end(), [](char byte) { return byte == ':' || byte == '_'; }, '-');
      break;
    case Key::without_hyphens: std::erase(out, '-'); break;
    case Key::sorted: std::sort(out.begin(), out.end()); break;
    case Key::hash: {
      std::uint32_t hash = 0;
      for (const char byte : name) hash = 31 * hash + static_cast<unsigned char>(byte);
      out = std::to_string(hash);
      break;
    }
    case Key::number: {
      const std::size_t first = name.find_first_not_of('0');
      if (first != std::string_view::npos && text::only_of(name, "0123456789")) out = name.substr(first);
      break;
    }
    case Key::after_colon: out = name.substr(name.rfind(':') + 1); break;
    case Key::no_trailing_specials:
      while (out.size() > 1 && (out.back() == '-' || out.back() == '_')) out.pop_back();
      break;
  }
  return out;
}

/// Whether `existing` is like `pattern` when `_` in the pattern stands for any character.
[[nodiscard]] constexpr bool matches_wildcards(std::string_view existing, std::string_view pattern) noexcept {
  if (existing.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] != '_' && pattern[i] != existing[i]) return false;
  return true;
}

}  // namespace createproduct::mock
