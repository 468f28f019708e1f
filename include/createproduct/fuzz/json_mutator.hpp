// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/product_properties.hpp>
#include <createproduct/draft/properties_draft.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::fuzz {

namespace detail {

/// The tokens of JSON text, white space among them: strings with their quotes, single marks, runs of anything else.
/// Takes any text; what it gives, joined, is the text again. O(n).
[[nodiscard]] inline std::vector<std::string> json_pieces(std::string_view text) {
  constexpr std::string_view marks = "{}[]:,";
  constexpr std::string_view spaces = " \t\r\n";
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t size = 1;
    if (text.front() == '"') {
      while (size < text.size() && text[size] != '"') size += text[size] == '\\' ? 2U : 1U;
      size = std::min(size + 1, text.size());
    } else if (spaces.find(text.front()) != spaces.npos) {
      size = std::min(text.find_first_not_of(spaces), text.size());
    } else if (marks.find(text.front()) == marks.npos) {
      while (size < text.size() && marks.find(text[size]) == marks.npos && spaces.find(text[size]) == spaces.npos &&
             text[size] != '"')
        ++size;
    }
    out.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return out;
}

[[nodiscard]] inline std::string joined(const std::vector<std::string>& pieces) {
  std::string out;
  for (const std::string& piece : pieces) out += piece;
  return out;
}

[[nodiscard]] inline bool is_quoted(std::string_view piece) noexcept { return piece.starts_with('"'); }

/// One to three clauses of `clauses` that `can_break` says can be broken together; none as often as not.
template <class Clauses, class CanBreak>
[[nodiscard]] ClauseSet draw_clauses(const Clauses& clauses, CanBreak can_break, draft::Random& random) {
  ClauseSet out;
  if (draft::once_in(2, random)) return out;
  for (std::size_t tries = draft::between(1, 3, random); tries > 0; --tries) {
    ClauseSet more = out;
    more.add(draft::one_of(clauses, random));
    if (can_break(more)) out = more;
  }
  return out;
}

}  // namespace detail

/// Changes the text of productProperties in one place, as the contract's grammar has places: a member, a value, a
/// string, a token.
class JsonMutator {
 public:
  /// Draws from `random`, which must outlive it.
  explicit JsonMutator(draft::Random& random) : random_(random) {}

  /// Takes any text, and gives it changed in one place, or now and then new text.
  [[nodiscard]] std::string operator()(std::string_view text) {
    if (text.empty() || draft::once_in(12, random_)) return fresh();
    std::vector<std::string> pieces = detail::json_pieces(text);
    switch (random_.below(10)) {
      case 0:
      case 1:
      case 2: change_value(pieces); break;
      case 3:
      case 4: add_member(pieces); break;
      case 5:
      case 6: change_string(pieces); break;
      case 7: change_spaces(pieces); break;
      case 8: change_piece(pieces); break;
      default: return around(detail::joined(pieces));
    }
    return detail::joined(pieces);
  }

 private:
  [[nodiscard]] std::string fresh() {
    const ClauseSet broken = detail::draw_clauses(draft::properties_clauses, draft::can_break_properties, random_);
    return draft::to_text(draft::draw_properties(broken, random_));
  }

  /// JSON that stands for a value of the property, of its type or another, right or wrong.
  [[nodiscard]] std::string value(std::size_t property) {
    static constexpr std::array<std::string_view, 24> oddities{
        "null",  "\"\"",  "0",     "1",     "2",      "3",      "-0",           "2.0",
        "0.0",   "1e0",   "20e-1", "2.5",   "-1",     "1e400",  "[]",           "{}",
        "\"1\"", "\"2\"", "true",  "\"0\"", "\"gz\"", "\"GZ\"", "\"\\u0067z\"", "\"\\u0031\""};
    if (draft::once_in(3, random_)) return std::string(draft::one_of(oddities, random_));
    draft::ValueDraft drawn;
    switch (random_.below(4)) {
      case 0: drawn = draft::draw_other_type(property, random_); break;
      case 1:
        if (property != draft::description) {
          drawn = draft::draw_other_value(property, random_);
          break;
        }
        [[fallthrough]];
      default: drawn = draft::draw_valid_value(property, random_); break;
    }
    if (!drawn.quoted) return draft::to_bytes(drawn.text);
    std::string text;
    draft::JsonSpeller(draft::Spelling{}).append_quoted(drawn.text, text);
    return text;
  }

  [[nodiscard]] std::string member() {
    const std::size_t property = random_.below(draft::property_count);
    std::string key(spec::property_table[property].name);
    if (draft::once_in(8, random_)) key = draft::once_in(2, random_) ? "x" : key + " ";
    return wire::json_string(key) + ":" + value(property);
  }

  /// Indices of pieces for which `wanted` holds.
  template <class Wanted>
  [[nodiscard]] static std::vector<std::size_t> places(const std::vector<std::string>& pieces, Wanted wanted) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < pieces.size(); ++i)
      if (wanted(pieces[i])) out.push_back(i);
    return out;
  }

  void change_value(std::vector<std::string>& pieces) {
    const std::vector<std::size_t> colons = places(pieces, [](const std::string& piece) { return piece == ":"; });
    if (colons.empty()) return add_member(pieces);
    const std::size_t colon = draft::one_of(colons, random_);
    std::size_t property = random_.below(draft::property_count);
    for (std::size_t i = 0; i < draft::property_count; ++i)
      for (std::size_t key = colon; key > 0 && key + 2 > colon; --key)
        if (pieces[key - 1] == wire::json_string(spec::property_table[i].name)) property = i;
    if (colon + 1 < pieces.size()) pieces[colon + 1] = value(property);
  }

  void add_member(std::vector<std::string>& pieces) {
    const std::vector<std::size_t> braces =
        places(pieces, [](const std::string& piece) { return piece == "{" || piece == "}"; });
    if (braces.empty()) {
      pieces = {"{", member(), "}"};
      return;
    }
    const std::size_t at = draft::one_of(braces, random_);
    const bool lone = pieces.size() == 2;
    if (pieces[at] == "{")
      pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(at) + 1, member() + (lone ? "" : ","));
    else
      pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(at), (lone ? "" : ",") + member());
  }

  void change_string(std::vector<std::string>& pieces) {
    const std::vector<std::size_t> strings = places(pieces, detail::is_quoted);
    if (strings.empty()) return change_piece(pieces);
    std::string& piece = pieces[draft::one_of(strings, random_)];
    const std::size_t inside = piece.size() < 2 ? 0 : piece.size() - 2;
    const std::size_t at = 1 + (inside == 0 ? 0 : random_.below(inside + 1));
    static constexpr std::array<std::string_view, 16> inserts{
        "\\u0000", "\\ud800", "\\ud83d\\ude00", "\\/",  "\\n", "\\\"", "\\u005c", "\\u4e2d",
        "\n",      "\x7F",    "\xC2\x85",       "\xFF", "\\x", "\\",   " ",       "\xE4\xB8\xAD"};
    switch (random_.below(4)) {
      case 0: {  // one character as its escape
        if (inside == 0) return;
        const std::size_t byte = 1 + random_.below(inside);
        const auto code = static_cast<unsigned char>(piece[byte]);
        if (code >= 0x80 || code == '\\' || piece[byte - 1] == '\\') return;
        piece.replace(byte, 1, "\\u00" + wire::to_hex(piece.substr(byte, 1)));
        return;
      }
      case 1: {  // of a length near a limit
        static constexpr std::array<std::size_t, 8> lengths{0,
                                                            1,
                                                            spec::description_certain_length - 1,
                                                            spec::description_certain_length,
                                                            spec::description_certain_length + 1,
                                                            255,
                                                            256,
                                                            1024};
        piece = wire::json_string(std::string(draft::one_of(lengths, random_), 'a'));
        return;
      }
      case 2:
        piece.insert(std::min(at, piece.size()), draft::to_bytes({draft::draw_ordinary_character(random_)}));
        return;
      default: piece.insert(std::min(at, piece.size()), draft::one_of(inserts, random_)); return;
    }
  }

  void change_spaces(std::vector<std::string>& pieces) {
    static constexpr std::array<std::string_view, 7> spaces{" ", "\n", "\t", "\r\n", "  ", "\f", "\xC2\xA0"};
    const std::size_t at = random_.below(pieces.size() + 1);
    pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(at), std::string(draft::one_of(spaces, random_)));
  }

  void change_piece(std::vector<std::string>& pieces) {
    const std::size_t at = random_.below(pieces.size());
    const auto place = pieces.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random_.below(4)) {
      case 0: pieces.erase(place); return;
      case 1: pieces.insert(place, std::string(*place)); return;
      case 2:
        *place = std::string(draft::one_of(std::array<std::string_view, 6>{"{", "}", "[", ",", ":", "null"}, random_));
        return;
      default: std::swap(*place, pieces[random_.below(pieces.size())]); return;
    }
  }

  [[nodiscard]] std::string around(std::string text) {
    switch (random_.below(6)) {
      case 0: return "[" + text + "]";
      case 1: return "\xEF\xBB\xBF" + text;
      case 2: return text + "x";
      case 3: return text.substr(0, random_.below(text.size() + 1));
      case 4: return wire::json_string(text);
      default: {
        const std::size_t depth = draft::once_in(2, random_) ? 65 : 8;
        return "{\"x\":" + std::string(depth, '[') + std::string(depth, ']') + "," +
               (text.starts_with('{') ? text.substr(1) : text);
      }
    }
  }

  draft::Random& random_;
};

}  // namespace createproduct::fuzz
