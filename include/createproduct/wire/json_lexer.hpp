// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/wire/json_number.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::wire {

/// What lenient readers let pass, and which of it a text has.
struct JsonDeviations {
  bool bytes = false;       ///< bytes in strings that are not UTF-8, each of which counts as a question mark
  bool surrogates = false;  ///< escaped surrogates without their counterpart, which count as U+FFFD
  bool controls = false;    ///< unescaped control characters in strings, but NUL, which count as themselves
  bool numbers = false;     ///< numbers beyond the range of double, which count as 9e99 or -9e99
  bool depth = false;       ///< nested deeper than the limit
};

/// Why a text is no JSON.
struct JsonFault {
  std::string reason;      ///< one line of ASCII, nothing of the text itself
  std::size_t offset = 0;  ///< of the byte at which that was noticed, or of the end of the text
};

/// The tokens of a JSON text (RFC 8259), one after the other. Of each, the caller knows from peek() what it can be. A
/// function that finds something else returns false and leaves a fault; nothing is to be read after that.
class JsonLexer {
 public:
  /// `tolerated`: reads leniently, and tells there what was let pass; else reads strictly. The text and what is told
  /// must live as long as this.
  explicit JsonLexer(std::string_view text, JsonDeviations* tolerated = nullptr) : text_(text), tolerated_(tolerated) {}
  JsonLexer(const JsonLexer&) = delete;
  JsonLexer& operator=(const JsonLexer&) = delete;
  virtual ~JsonLexer() = default;

  /// Why the last function that failed did so; an empty reason if none has.
  [[nodiscard]] const JsonFault& fault() const noexcept { return fault_; }

  /// What was let pass so far; nullptr when it reads strictly. Not owned.
  [[nodiscard]] JsonDeviations* tolerated() const noexcept { return tolerated_; }

  /// The next byte, or NUL, which starts no token, at the end of the text.
  [[nodiscard]] char peek() { return at_ < text_.size() || more() ? text_[at_] : '\0'; }

  /// Whether no byte of the text is left.
  [[nodiscard]] bool ended() { return at_ == text_.size() && !more(); }

  /// Goes over white space, which may stand before and after each token.
  void skip_space() {
    if (at_ > enough_) forget();
    for (char byte = peek(); byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; byte = peek()) ++at_;
  }

  /// Goes over a byte order mark, if there is one; for the start of the text. Fails on a part of one.
  [[nodiscard]] bool skip_mark() {
    if (peek() != '\xEF') return true;
    for (const char byte : {'\xEF', '\xBB', '\xBF'}) {
      if (peek() != byte) return fail("it starts with a part of a byte order mark");
      ++at_;
    }
    return true;
  }

  /// Goes over `byte` if it comes next. Precondition: it is not NUL.
  bool take(char byte) {
    if (peek() != byte) return false;
    ++at_;
    return true;
  }

  /// Goes over `word`, of which the first letter comes next.
  [[nodiscard]] bool take_word(std::string_view word) {
    for (const char letter : word)
      if (!take(letter)) return fail("a word that is not true, false or null");
    return true;
  }

  /// Reads the string that starts here; its characters become `out` unless that is nullptr. O(n).
  [[nodiscard]] bool take_string(std::string* out) {
    take('"');
    if (out != nullptr) out->clear();
    const auto append = [&](std::size_t begin) {
      if (out != nullptr) out->append(text_.data() + begin, at_ - begin);
    };
    for (std::size_t run = at_;;) {
      skip_ordinary();
      if (ended()) return fail("a string without its end");
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '"') {
        append(run);
        ++at_;
        return true;
      }
      if (byte == '\\') {
        append(run);
        if (!take_escape(out)) return false;
        run = at_;
      } else if (byte < 0x20) {
        if (tolerated_ == nullptr || byte == 0) return fail("a control character in a string");
        tolerated_->controls = true;
        ++at_;
      } else if (byte < 0x80) {
        ++at_;
      } else if (const std::size_t size = utf8_size(); size != 0) {
        at_ += size;
      } else if (tolerated_ == nullptr) {
        return fail_in_utf8();
      } else {
        tolerated_->bytes = true;
        append(run);
        if (out != nullptr) out->push_back('?');
        run = ++at_;
      }
    }
  }

  /// Reads the number that starts here, with a digit or a minus sign. What is spelled in `out` lives until more is
  /// read. O(n).
  [[nodiscard]] bool take_number(JsonNumber& out) {
    const std::size_t begin = at_;
    take('-');
    if (!take('0') && !take_digits()) return false;
    if (take('.') && !take_digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!take_digits()) return false;
    }
    out = json_number(text_.substr(begin, at_ - begin));
    return true;
  }

  /// Fails because `wanted` should come next: at the end of the token that comes in its place, or within it if that is
  /// no token either.
  bool fail_for_want_of(std::string_view wanted) {
    std::string found;
    const char byte = peek();
    JsonNumber number;
    switch (byte) {
      case '"':
        if (!take_string(nullptr)) return false;
        found = "a string";
        break;
      case 't':
      case 'f':
      case 'n':
        if (!take_word(byte == 't' ? "true" : byte == 'f' ? "false" : "null")) return false;
        found = "a word";
        break;
      case '{':
      case '}':
      case '[':
      case ']':
      case ',':
      case ':':
        ++at_;
        found = {'\'', byte, '\''};
        break;
      default:
        if (byte != '-' && !is_digit(byte)) return fail("expected " + std::string(wanted));
        if (!take_number(number)) return false;
        found = "a number";
    }
    --at_;
    return fail("expected " + std::string(wanted) + ", not " + found);
  }

  /// Fails for this reason at the byte that was read last.
  bool fail_before(std::string reason) {
    --at_;
    return fail(std::move(reason));
  }

 protected:
  /// Called near the end of what there is of the text: appends to it, or returns false if that was all.
  virtual bool more() { return false; }

  /// Called between tokens once `enough_` bytes have been read: may take them off, which changes the place.
  virtual void forget() {}

  std::string_view text_;   ///< what there is of the text
  std::size_t at_ = 0;      ///< the place in it
  std::size_t before_ = 0;  ///< how many bytes were taken off in front

  /// How many bytes are read before forget() is called.
  std::size_t enough_ = static_cast<std::size_t>(-1);

 private:
  [[nodiscard]] static bool is_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }

  bool fail(std::string reason) {
    fault_.offset = before_ + at_;
    fault_.reason = ended() ? "it ends too early" : std::move(reason);
    return false;
  }

  [[nodiscard]] bool take_digits() {
    if (!is_digit(peek())) return fail("a number without its digits");
    while (is_digit(peek())) ++at_;
    return true;
  }

  /// Goes on over printable ASCII but quotes and backslashes, eight bytes at a time.
  void skip_ordinary() noexcept {
    constexpr std::uint64_t each = 0x0101010101010101U;
    constexpr std::uint64_t high = each * 0x80U;
    for (; text_.size() - at_ >= 8; at_ += 8) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text_.data() + at_, 8);
      const std::uint64_t quotes = bytes ^ (each * '"');
      const std::uint64_t backslashes = bytes ^ (each * '\\');
      // A borrow reaches into the byte above only where one below is special itself.
      const std::uint64_t special = ((bytes - each * 0x20U) | (quotes - each) | (backslashes - each) | bytes) & high;
      if (special == 0) continue;
      if constexpr (std::endian::native == std::endian::little)
        at_ += static_cast<std::size_t>(std::countr_zero(special)) / 8;
      return;
    }
  }

  /// The size of the UTF-8 sequence that starts here, or 0 if there is none.
  [[nodiscard]] std::size_t utf8_size() {
    while (text_.size() - at_ < 4 && more()) {
    }
    const Utf8Step step = utf8_step(text_, at_);
    return step.valid ? step.size : 0;
  }

  /// Fails at the first byte that no sequence of UTF-8 has in its place.
  bool fail_in_utf8() {
    const auto lead = static_cast<unsigned char>(text_[at_]);
    if (lead >= 0xC2 && lead <= 0xF4) {
      // After some, fewer bytes can follow: the others would make overlong forms, surrogates or what is no character.
      unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      for (++at_; static_cast<unsigned char>(peek()) >= least && static_cast<unsigned char>(peek()) <= most; ++at_) {
        least = 0x80;
        most = 0xBF;
      }
    }
    return fail("bytes that are not UTF-8");
  }

  [[nodiscard]] bool take_escape(std::string* out) {
    ++at_;
    char meant = 0;
    switch (peek()) {
      case '"': meant = '"'; break;
      case '\\': meant = '\\'; break;
      case '/': meant = '/'; break;
      case 'b': meant = '\b'; break;
      case 'f': meant = '\f'; break;
      case 'n': meant = '\n'; break;
      case 'r': meant = '\r'; break;
      case 't': meant = '\t'; break;
      case 'u': ++at_; return take_code_point(out);
      default: return fail("an escape that there is not");
    }
    ++at_;
    if (out != nullptr) out->push_back(meant);
    return true;
  }

  [[nodiscard]] bool take_code_unit(char32_t& unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i) {
      const int digit = detail::hex_value(peek());
      if (digit < 0) return fail("an escape without four hexadecimal digits");
      unit = unit * 16 + static_cast<char32_t>(digit);
      ++at_;
    }
    return true;
  }

  /// Reads the escape of the low surrogate that has to follow a high one.
  [[nodiscard]] bool take_low_surrogate(char32_t& unit) {
    constexpr const char* alone = "half a surrogate pair";
    if (!take('\\') || !take('u')) return fail(alone);
    if (!take_code_unit(unit)) return false;
    return (unit >= 0xDC00 && unit <= 0xDFFF) || fail_before(alone);
  }

  [[nodiscard]] bool take_code_point(std::string* out) {
    char32_t point = 0;
    if (!take_code_unit(point)) return false;
    if (point >= 0xD800 && point <= 0xDFFF) {
      const std::size_t after = at_;
      char32_t low = 0;
      if (point < 0xDC00 && take_low_surrogate(low)) {
        point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
      } else if (tolerated_ != nullptr) {
        tolerated_->surrogates = true;
        point = 0xFFFD;
        at_ = after;
        fault_ = {};
      } else {
        return point < 0xDC00 ? false : fail_before("half a surrogate pair");
      }
    }
    if (out != nullptr) append_utf8(point, *out);
    return true;
  }

  JsonFault fault_;
  JsonDeviations* tolerated_;
};

}  // namespace createproduct::wire
