// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace createproduct::wire {

/// What a plus sign in wire text stands for; silent.plus-sign permits both.
enum class Plus : unsigned char { space, literal };

namespace detail {

[[nodiscard]] constexpr int hex_value(char digit) noexcept {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

[[nodiscard]] constexpr bool is_unreserved(char byte) noexcept {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' ||
         byte == '.' || byte == '_' || byte == '~';
}

}  // namespace detail

/// Appends `bytes` percent-encoded: everything but the unreserved characters of RFC 3986, in upper-case hexadecimal.
inline void percent_encode(std::string_view bytes, std::string& out) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char byte : bytes) {
    if (detail::is_unreserved(byte)) {
      out.push_back(byte);
    } else {
      const auto value = static_cast<unsigned char>(byte);
      out.push_back('%');
      out.push_back(digits[value >> 4U]);
      out.push_back(digits[value & 15U]);
    }
  }
}

/// `bytes` percent-encoded.
[[nodiscard]] inline std::string percent_encoded(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  percent_encode(bytes, out);
  return out;
}

/// Decoded bytes, and whether every percent sign started a valid sequence. An invalid one is kept as it stands.
struct PercentDecoded {
  std::string bytes;  ///< may be any, also what is not UTF-8
  bool valid = true;  ///< whether every percent sign started a valid sequence
};

/// Decodes wire text: `%` and two hexadecimal digits become a byte, `+` what `plus` says, all else itself. Never fails.
[[nodiscard]] inline PercentDecoded percent_decoded(std::string_view text, Plus plus = Plus::space) {
  PercentDecoded decoded;
  decoded.bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    if (byte == '%') {
      const int high = i + 2 < text.size() ? detail::hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? detail::hex_value(text[i + 2]) : -1;
      if (high >= 0 && low >= 0) {
        decoded.bytes.push_back(static_cast<char>(high * 16 + low));
        i += 2;
        continue;
      }
      decoded.valid = false;
    }
    decoded.bytes.push_back(byte == '+' && plus == Plus::space ? ' ' : byte);
  }
  return decoded;
}

}  // namespace createproduct::wire
