// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Pseudo-random values for tests, the same everywhere for the same seed (SplitMix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  /// 0 to bound - 1.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

  bool coin() { return below(2) == 0; }

  /// Up to `most` bytes, each taken from `alphabet`.
  std::string text_of(std::string_view alphabet, std::size_t most) {
    std::string text(below(most + 1), '\0');
    for (char& byte : text) byte = alphabet[below(alphabet.size())];
    return text;
  }

  /// Up to `most` bytes of any value.
  std::string bytes(std::size_t most) {
    std::string text(below(most + 1), '\0');
    for (char& byte : text) byte = static_cast<char>(below(256));
    return text;
  }

  /// Well-formed UTF-8 of up to `most` code points: ASCII and control characters mostly, some from everywhere.
  std::string utf8(std::size_t most) {
    std::string text;
    for (std::size_t count = below(most + 1); count > 0; --count) append_utf8(code_point(), text);
    return text;
  }

  static void append_utf8(char32_t point, std::string& out) {
    const auto tail = [&](unsigned shift) { out.push_back(static_cast<char>(0x80U | ((point >> shift) & 0x3FU))); };
    if (point < 0x80) {
      out.push_back(static_cast<char>(point));
    } else if (point < 0x800) {
      out.push_back(static_cast<char>(0xC0U | (point >> 6U)));
      tail(0);
    } else if (point < 0x10000) {
      out.push_back(static_cast<char>(0xE0U | (point >> 12U)));
      tail(6), tail(0);
    } else {
      out.push_back(static_cast<char>(0xF0U | (point >> 18U)));
      tail(12), tail(6), tail(0);
    }
  }

 private:
  char32_t code_point() {
    if (below(4) != 0) return static_cast<char32_t>(below(0x80));
    const auto point = static_cast<char32_t>(below(0x110000 - 0x800));
    return point < 0xD800 ? point : point + 0x800;
  }

  std::uint64_t state_;
};
