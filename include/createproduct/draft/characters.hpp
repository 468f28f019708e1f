// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/draft/pieces.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::draft {

/// Text as a shrinker takes it apart: a code point for each character, and `stray_byte` plus its value for each byte
/// that belongs to no well-formed UTF-8.
using Characters = std::u32string;

/// Of a Characters: the character that stands for byte 0 of what is no UTF-8; byte b is this plus b.
inline constexpr char32_t stray_byte = 0x110000;

/// Takes text of any bytes apart; to_bytes() gives the same bytes again. O(n).
[[nodiscard]] inline Characters to_characters(std::string_view text) {
  Characters out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const wire::Utf8Step step = wire::utf8_step(text, i);
    out.push_back(step.valid ? step.code_point : stray_byte + static_cast<unsigned char>(text[i]));
    i += step.size;
  }
  return out;
}

/// Appends the bytes of one character.
inline void append_bytes(char32_t character, std::string& out) {
  const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  const auto continue_with = [&](unsigned shift) { push(0x80U | ((character >> shift) & 0x3FU)); };
  if (character >= stray_byte) return push(character - stray_byte);
  if (character < 0x80) return push(character);
  if (character < 0x800) {
    push(0xC0U | (character >> 6U));
  } else {
    if (character < 0x10000) {
      push(0xE0U | (character >> 12U));
    } else {
      push(0xF0U | (character >> 18U));
      continue_with(12);
    }
    continue_with(6);
  }
  continue_with(0);
}

/// The bytes of `text`. O(n).
[[nodiscard]] inline std::string to_bytes(const Characters& text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t character : text) append_bytes(character, out);
  return out;
}

/// Whether a name may hold `character`.
[[nodiscard]] constexpr bool is_name_character(char32_t character) noexcept {
  return character < 0x80 && spec::name_bytes[character];
}

/// A character that a name may hold, each as likely.
[[nodiscard]] inline char32_t draw_name_character(Random& random) {
  return static_cast<unsigned char>(one_of(spec::name_alphabet, random));
}

/// Kinds of characters that a name may not hold.
enum class Foreign : unsigned char {
  control,      ///< below U+0020, and U+007F
  punctuation,  ///< printable ASCII, the space included
  neighbour,    ///< ASCII next to a range of the alphabet
  lookalike,    ///< what careless code takes for a letter, digit, colon or hyphen, or turns into one
  two_bytes,    ///< U+0080 to U+07FF
  three_bytes,  ///< U+0800 to U+FFFF
  four_bytes,   ///< beyond
  stray,        ///< a byte that is no UTF-8
};
inline constexpr std::size_t foreign_kinds = 8;  ///< How many kinds there are

/// A character of that kind. Never in the alphabet of names.
[[nodiscard]] inline char32_t draw_foreign(Foreign kind, Random& random) {
  static constexpr std::u32string_view neighbours = U"/;@[^`{,. +=~";
  static constexpr std::u32string_view lookalikes =
      U"\uff21\uff3a\uff41\uff5a\uff10\uff19\uff1a\uff3f\uff0d\u2010\u2013\u2014\u2212\u00ad\u200b\u2060\u212a\u017f"
      U"\u0130\u0131\u00e9\u00df\u00aa\u00b2\u0661\u0967\u0430\u03bf\u02d0\ufe55\u2024\u2460\u3000\u00a0\ufeff\u0301";
  const auto range = [&random](std::size_t first, std::size_t last) {
    return static_cast<char32_t>(between(first, last, random));
  };
  switch (kind) {
    case Foreign::control: {
      const char32_t control = range(0, 0x20);
      return control == 0x20 ? 0x7F : control;
    }
    case Foreign::punctuation:
      for (;;)
        if (const char32_t character = range(0x20, 0x7E); !is_name_character(character)) return character;
    case Foreign::neighbour: return one_of(neighbours, random);
    case Foreign::lookalike: return one_of(lookalikes, random);
    case Foreign::two_bytes: return range(0x80, 0x7FF);
    case Foreign::three_bytes: {
      const char32_t point = range(0x800, 0xFFFF - 0x800);
      return point < 0xD800 ? point : point + 0x800;
    }
    case Foreign::four_bytes: return range(0x10000, 0x10FFFF);
    case Foreign::stray: return stray_byte + range(0x80, 0xFF);
  }
  return U' ';
}

/// A character of any kind.
[[nodiscard]] inline char32_t draw_foreign(Random& random) {
  const auto kind = static_cast<Foreign>(random.below(foreign_kinds));
  return draw_foreign(kind, random);
}

/// An ordinary character of a description (product-description.text): ASCII, Chinese, or Chinese punctuation.
[[nodiscard]] inline char32_t draw_ordinary_character(Random& random) {
  static constexpr std::u32string_view marks =
      U"\u2014\u2018\u2019\u201c\u201d\u2026\u3001\u3002\u3008\u3011\uff01\uff0c\uff5e";
  static constexpr std::u32string_view troublesome = U"\"\\/'%+&=#<>?;{}[]:, ";
  switch (random.below(8)) {
    case 0: return one_of(marks, random);
    case 1:
    case 2: return static_cast<char32_t>(between(0x4E00, 0x9FA5, random));
    case 3: return one_of(troublesome, random);
    default: return static_cast<char32_t>(between(0x20, 0x7E, random));
  }
}

/// Appends what is simpler than `text`: pieces left out, then `plain` in place of all of its characters, and of each.
inline void append_simpler(const Characters& text, char32_t plain, std::vector<Characters>& out) {
  append_without_pieces(text, out);
  if (const Characters all(text.size(), plain); all != text) out.push_back(all);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == plain) continue;
    out.push_back(text);
    out.back()[i] = plain;
  }
}

}  // namespace createproduct::draft
