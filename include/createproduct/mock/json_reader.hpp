// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/mock/rules.hpp>
#include <createproduct/mock/text.hpp>

namespace createproduct::mock {

/// A JSON value. Of arrays and objects only the kind is kept.
struct JsonValue {
  JsonKind kind = JsonKind::null;  ///< which of its kinds
  std::string text;                ///< string: its characters; number and boolean: the spelling
};

/// A member of an object that was read.
struct JsonMember {
  std::string key;  ///< its characters
  JsonValue value;  ///< of an array or object only the kind
};

/// The outermost value of a JSON text, with its members if it is an object, and the only element's members if it is a
/// list.
struct JsonText {
  JsonValue root;                   ///< the outermost value
  std::vector<JsonMember> members;  ///< root an object: its members, repeats included
  std::size_t elements = 0;         ///< root an array: how many
  std::vector<JsonMember> element;  ///< root an array of one object: that object's members
  bool element_is_object = false;   ///< root an array: whether its first element is an object
};

/// Reads JSON by RFC 8259, less or more as JsonRules say. An object is read one level deep, the rest only checked.
class JsonReader {
 public:
  /// `rules` must outlive it, and so must what `text` looks into.
  JsonReader(std::string_view text, const JsonRules& rules) : text_(text), rules_(rules) {}

  /// Reads the whole text. False if it is not JSON. O(n); recursion is bounded by JsonRules::depth_limit.
  [[nodiscard]] bool read(JsonText& out) {
    if (rules_.byte_order_mark && text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    space();
    out_ = &out;
    if (!value(out.root, 0)) return false;
    space();
    return ended() || rules_.trailing_text;
  }

 private:
  [[nodiscard]] bool ended() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const noexcept { return ended() ? '\0' : text_[at_]; }
  bool take(char byte) noexcept {
    if (ended() || text_[at_] != byte) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) noexcept {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  void space() {
    for (;;) {
      const char byte = peek();
      const bool blank = byte == ' ' || byte == '\t';
      const bool line_break = byte == '\n' || byte == '\r';
      if (!ended() &&
          ((blank && !rules_.refuses_space) || (line_break && !rules_.refuses_space && !rules_.refuses_line_breaks)))
        ++at_;
      else if (!(rules_.comments && comment()))
        return;
    }
  }

  bool comment() {
    if (take("//")) {
      at_ = text_.find('\n', at_);
      if (at_ == std::string_view::npos) at_ = text_.size();
      return true;
    }
    if (!take("/*")) return false;
    const std::size_t end = text_.find("*/", at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 2;
    return true;
  }

  bool value(JsonValue& out, std::size_t depth) {
    const char byte = peek();
    if (byte == '{') return object(out, depth + 1);
    if (byte == '[') return array(out, depth + 1);
    if (byte == '"' || (byte == '\'' && rules_.single_quotes)) {
      out.kind = JsonKind::string;
      return string(out.text);
    }
    if (byte == '-' || byte == '+' || text::is_digit(byte)) return number(out);
    return literal(out);
  }

  bool literal(JsonValue& out) {
    const auto is = [this, &out](std::string_view word, JsonKind kind, std::string_view spelling) {
      if (!take(word)) return false;
      out.kind = kind;
      out.text = spelling;
      return true;
    };
    if (is("true", JsonKind::boolean, "true") || is("false", JsonKind::boolean, "false") ||
        is("null", JsonKind::null, ""))
      return true;
    if (rules_.python_literals && (is("True", JsonKind::boolean, "true") || is("False", JsonKind::boolean, "false") ||
                                   is("None", JsonKind::null, "")))
      return true;
    return rules_.nan && (is("NaN", JsonKind::real, "0") || is("Infinity", JsonKind::real, "0"));
  }

  bool digits() {
    const std::size_t begin = at_;
    while (text::is_digit(peek())) ++at_;
    return at_ > begin;
  }

  bool number(JsonValue& out) {
    const std::size_t begin = at_;
    if (rules_.nan && take("-Infinity")) {
      out = {JsonKind::real, "0"};
      return true;
    }
    if (!take('-') && rules_.leading_zeros) take('+');
    const bool zero = peek() == '0';
    const std::size_t first = at_;
    if (!digits()) return false;
    if (zero && at_ - first > 1 && !rules_.leading_zeros) return false;
    out.kind = JsonKind::integer;
    if (take('.')) {
      out.kind = JsonKind::real;
      if (!digits()) return false;
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      out.kind = JsonKind::real;
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    out.text = text_.substr(begin, at_ - begin);
    return true;
  }

  /// The string that starts with the quote at the reading position.
  bool string(std::string& out) {
    const char quote = text_[at_++];
    for (;;) {
      const std::size_t run = at_;
      while (!ended() && text_[at_] >= ' ' && text_[at_] <= '~' && text_[at_] != quote && text_[at_] != '\\') ++at_;
      out.append(text_, run, at_ - run);
      if (ended()) return false;
      const char byte = text_[at_];
      if (byte == quote) {
        ++at_;
        return true;
      }
      if (byte == '\\') {
        if (!escape(out)) return false;
      } else if (static_cast<unsigned char>(byte) < 0x20 && (!rules_.raw_controls || byte == '\0')) {
        return false;
      } else {
        char32_t point = 0;
        std::size_t length = text::utf8_length(text_.substr(at_), point);
        if (length == 0 && !rules_.bad_utf8) return false;
        if (length == 0) length = 1;
        out.append(text_.substr(at_, length));
        at_ += length;
      }
    }
  }

  bool escape(std::string& out) {
    const std::size_t begin = at_;
    ++at_;
    const char kind = peek();
    ++at_;
    char32_t point = 0;
    switch (kind) {
      case '"': point = '"'; break;
      case '\\': point = '\\'; break;
      case '/':
        if (rules_.refuses_slash_escape) return false;
        point = '/';
        break;
      case 'b': point = '\b'; break;
      case 'f': point = '\f'; break;
      case 'n': point = '\n'; break;
      case 'r': point = '\r'; break;
      case 't': point = '\t'; break;
      case '\'':
        if (!rules_.single_quotes) return false;
        point = '\'';
        break;
      case 'u':
        if (rules_.refuses_unicode_escapes || !unicode(point)) return false;
        break;
      default: return false;
    }
    if (rules_.keeps_escapes)
      out.append(text_.substr(begin, at_ - begin));
    else
      text::append_utf8(point, out);
    return true;
  }

  bool four_digits(char32_t& unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i) {
      const int digit = text::hex(peek());
      if (digit < 0) return false;
      unit = unit * 16 + static_cast<char32_t>(digit);
      ++at_;
    }
    return true;
  }

  /// The rest of a `\u` escape, with the second half of a surrogate pair.
  bool unicode(char32_t& point) {
    if (!four_digits(point)) return false;
    if (point < 0xD800 || point > 0xDFFF) return true;
    constexpr char32_t replacement = 0xFFFD;
    const std::size_t after = at_;
    char32_t low = 0;
    if (point <= 0xDBFF && take("\\u") && four_digits(low) && low >= 0xDC00 && low <= 0xDFFF) {
      point = 0x10000 + (point - 0xD800) * 0x400 + (low - 0xDC00);
      return !rules_.refuses_surrogate_pairs;
    }
    at_ = after;
    point = replacement;
    return rules_.lone_surrogates;
  }

  bool key(std::string& out) {
    if (peek() == '"' || (peek() == '\'' && rules_.single_quotes)) return string(out);
    if (!rules_.bare_keys && !rules_.half_quoted_keys) return false;
    const std::size_t begin = at_;
    while (text::is_letter(peek()) || text::is_digit(peek()) || peek() == '_') ++at_;
    out = text_.substr(begin, at_ - begin);
    if (out.empty()) return false;
    return rules_.half_quoted_keys ? take('"') : true;
  }

  bool object(JsonValue& out, std::size_t depth) {
    out.kind = JsonKind::object;
    if (depth > rules_.depth_limit) return false;
    ++at_;
    std::vector<JsonMember>* members = nullptr;
    if (&out == &out_->root) members = &out_->members;
    if (&out == &element_) members = &out_->element;
    if (members != nullptr) members->reserve(4);
    space();
    if (take('}')) return true;
    for (;;) {
      if (ended() && rules_.missing_brace) return true;
      JsonMember member;
      if (!key(member.key)) return false;
      space();
      if (!take(':')) return false;
      space();
      if (!value(member.value, depth)) return false;
      if (members != nullptr) members->push_back(std::move(member));
      space();
      if (take('}')) return true;
      if (ended() && rules_.missing_brace) return true;
      if (!take(',') && !(rules_.missing_comma && peek() == '"')) return false;
      space();
      if (rules_.trailing_comma && take('}')) return true;
    }
  }

  bool array(JsonValue& out, std::size_t depth) {
    out.kind = JsonKind::array;
    if (depth > rules_.depth_limit) return false;
    ++at_;
    const bool is_root = &out == &out_->root;
    space();
    if (take(']')) return true;
    for (;;) {
      JsonValue scratch;
      const bool first = is_root && out_->elements == 0;
      if (!value(first ? element_ : scratch, depth)) return false;
      if (first) out_->element_is_object = element_.kind == JsonKind::object;
      if (is_root) ++out_->elements;
      space();
      if (take(']')) return true;
      if (!take(',')) return false;
      space();
      if (rules_.trailing_comma && take(']')) return true;
    }
  }

  std::string_view text_;
  const JsonRules& rules_;
  std::size_t at_ = 0;
  JsonText* out_ = nullptr;
  JsonValue element_;
};

}  // namespace createproduct::mock
