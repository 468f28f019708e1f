// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace createproduct::wire {

/// `text` with the ASCII letters in it in lower case, every other byte as it is. O(n).
[[nodiscard]] inline std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// `text` with each ASCII letter in it in the other case, every other byte as it is. O(n).
[[nodiscard]] inline std::string other_case(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    else if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace createproduct::wire
