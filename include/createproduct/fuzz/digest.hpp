// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include <createproduct/draft/random.hpp>

namespace createproduct::fuzz {

/// A number as 16 hexadecimal digits, small.
[[nodiscard]] inline std::string digest_text(std::uint64_t digest) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(digest));
  return text;
}

/// What a file that keeps `input` is called by: the same for the same bytes, on every machine. O(n).
[[nodiscard]] inline std::string digest_of(std::string_view input) { return digest_text(draft::seed_of(input)); }

}  // namespace createproduct::fuzz
