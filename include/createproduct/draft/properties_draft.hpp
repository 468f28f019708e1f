// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/spelling.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/json_text.hpp>

namespace createproduct::draft {

/// The value of a member of productProperties.
struct ValueDraft {
  Characters text;      ///< quoted: the characters of the string; else JSON text
  bool quoted = false;  ///< whether it is a JSON string

  friend bool operator==(const ValueDraft&, const ValueDraft&) = default;
};

/// A member of productProperties.
struct MemberDraft {
  std::size_t property = 0;  ///< row of spec::property_table
  ValueDraft value;          ///< right or wrong

  /// As it is sent.
  [[nodiscard]] std::string_view name() const noexcept { return spec::property_table[property].name; }
  friend bool operator==(const MemberDraft&, const MemberDraft&) = default;
};

/// A productProperties parameter before it is spelled.
struct PropertiesDraft {
  std::vector<MemberDraft> members;  ///< in the order in which they are sent, repeats included
  Characters other;                  ///< what stands in place of an object of members; empty: nothing does
  Spelling spelling;                 ///< of the object: its white space and escapes

  friend bool operator==(const PropertiesDraft&, const PropertiesDraft&) = default;
};

/// Writes JSON in one spelling.
class JsonSpeller {
 public:
  /// Makes its choices as `spelling` says.
  explicit JsonSpeller(const Spelling& spelling) : choices_(spelling) {}

  /// Appends white space, or none, at a place where JSON lets it stand.
  void append_space(std::string& out) {
    static constexpr std::array<std::string_view, 8> spaces{"", "", "", "", " ", "\n", "\t", " \r\n"};
    out += choices_.pick("", spaces);
  }

  /// Appends `text`, a Characters or a text of ASCII, as a JSON string. Precondition: no stray bytes.
  template <class Text>
  void append_quoted(const Text& text, std::string& out) {
    out.push_back('"');
    for (const auto unit : text) {
      const auto character = static_cast<char32_t>(unit);
      std::optional<Random> random = choices_.next();
      if (random && once_in(8, *random)) {
        append_escape(character, *random, out);
      } else if (character < 0x20) {
        wire::detail::append_json_control(static_cast<unsigned char>(character), out);
      } else {
        if (character == U'"' || character == U'\\') out.push_back('\\');
        append_bytes(character, out);
      }
    }
    out.push_back('"');
  }

 private:
  static void append_escape(char32_t character, Random& random, std::string& out) {
    if (character == U'/' && once_in(2, random)) {
      out += "\\/";
    } else if (character < 0x10000) {
      append_unit(character, random, out);
    } else {
      append_unit(0xD800 + ((character - 0x10000) >> 10U), random, out);
      append_unit(0xDC00 + ((character - 0x10000) & 0x3FFU), random, out);
    }
  }

  static void append_unit(char32_t unit, Random& random, std::string& out) {
    const std::string_view digits = once_in(2, random) ? "0123456789abcdef" : "0123456789ABCDEF";
    out += "\\u";
    for (unsigned shift = 16; shift > 0; shift -= 4) out.push_back(digits[(unit >> (shift - 4)) & 15U]);
  }

  SpellingChoices choices_;
};

namespace detail {

/// Appends the object of members and calls `end_token()` behind each JSON token and each place for white space.
template <class EndToken>
void append_object(const PropertiesDraft& draft, std::string& out, EndToken end_token) {
  JsonSpeller speller(draft.spelling);
  const auto space = [&] {
    speller.append_space(out);
    end_token();
  };
  const auto mark = [&](char token) {
    out.push_back(token);
    end_token();
  };
  space();
  mark('{');
  space();
  for (std::size_t i = 0; i < draft.members.size(); ++i) {
    const MemberDraft& member = draft.members[i];
    if (i != 0) {
      mark(',');
      space();
    }
    speller.append_quoted(member.name(), out);
    end_token();
    space();
    mark(':');
    space();
    if (member.value.quoted)
      speller.append_quoted(member.value.text, out);
    else
      for (const char32_t character : member.value.text) append_bytes(character, out);
    end_token();
    space();
  }
  mark('}');
  space();
}

}  // namespace detail

/// The JSON tokens of an object of members, with white space among them. Precondition: nothing in place of it.
[[nodiscard]] inline std::vector<std::string> to_tokens(const PropertiesDraft& draft) {
  std::vector<std::string> out;
  std::string token;
  detail::append_object(draft, token, [&] { out.push_back(std::exchange(token, {})); });
  return out;
}

/// The text of the parameter.
[[nodiscard]] inline std::string to_text(const PropertiesDraft& draft) {
  if (!draft.other.empty()) return to_bytes(draft.other);
  std::string out;
  out.reserve(160);
  detail::append_object(draft, out, [] {});
  return out;
}

}  // namespace createproduct::draft
