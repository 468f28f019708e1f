// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_lexer.hpp>
#include <createproduct/wire/json_number.hpp>

namespace createproduct::wire {

/// How reading a JSON text ended; for malformed and too_large the lexer has the fault.
enum class JsonEnd : unsigned char {
  whole,      ///< it is one JSON value and no more
  malformed,  ///< it is not JSON
  too_large,  ///< a number is beyond the range of double
  stopped,    ///< the events were taken no further
};

namespace detail {

template <class Events>
class JsonEventReader {
 public:
  JsonEventReader(JsonLexer& lexer, Events& events) : lexer_(lexer), events_(events) {}

  [[nodiscard]] JsonEnd read() {
    if (!lexer_.skip_mark()) return end_;
    lexer_.skip_space();
    while (read_value() && find_next_value()) {
    }
    return end_;
  }

 private:
  /// Reads the value that starts here; of an array or object, its first byte.
  [[nodiscard]] bool read_value() {
    switch (const char first = lexer_.peek()) {
      case '"':
        if (!lexer_.take_string(events_.string_place())) return false;
        events_.string_read();
        return true;
      case 't': return read_word(JsonKind::boolean, "true");
      case 'f': return read_word(JsonKind::boolean, "false");
      case 'n': return read_word(JsonKind::null, "null");
      case '{': return open('}', JsonKind::object);
      case '[': return open(']', JsonKind::array);
      default:
        return (first == '-' || (first >= '0' && first <= '9')) ? read_number() : lexer_.fail_for_want_of("a value");
    }
  }

  [[nodiscard]] bool read_word(JsonKind kind, std::string_view word) {
    if (!lexer_.take_word(word)) return false;
    events_.word(kind, word);
    return true;
  }

  [[nodiscard]] bool read_number() {
    JsonNumber number;
    if (!lexer_.take_number(number)) return false;
    if (number.too_large) {
      if (lexer_.tolerated() == nullptr) {
        end_ = JsonEnd::too_large;
        return lexer_.fail_before("a number is beyond the range of double");
      }
      lexer_.tolerated()->numbers = true;
      number = json_number(number.text.starts_with('-') ? "-9e99" : "9e99");
    }
    events_.number(number);
    return true;
  }

  [[nodiscard]] bool open(char closing, JsonKind kind) {
    lexer_.take(lexer_.peek());
    if (!events_.open(kind)) {
      end_ = JsonEnd::stopped;
      return false;
    }
    open_.push_back(closing);
    just_opened_ = true;
    return true;
  }

  [[nodiscard]] bool read_key(std::string_view wanted) {
    if (lexer_.peek() != '"') return lexer_.fail_for_want_of(wanted);
    if (!lexer_.take_string(events_.key_place())) return false;
    events_.key_read();
    lexer_.skip_space();
    if (!lexer_.take(':')) return lexer_.fail_for_want_of("':'");
    lexer_.skip_space();
    return true;
  }

  /// Goes on to the next value, over the end of all that ends before it. False at the end of the text, too.
  [[nodiscard]] bool find_next_value() {
    lexer_.skip_space();
    if (std::exchange(just_opened_, false) && lexer_.peek() != open_.back())
      return open_.back() == ']' || read_key("a key or '}'");
    while (!open_.empty()) {
      const char closing = open_.back();
      if (lexer_.take(',')) {
        lexer_.skip_space();
        return closing == ']' || read_key("a key");
      }
      if (!lexer_.take(closing)) return lexer_.fail_for_want_of(closing == ']' ? "',' or ']'" : "',' or '}'");
      open_.pop_back();
      events_.close(closing == ']' ? JsonKind::array : JsonKind::object);
      lexer_.skip_space();
    }
    if (!lexer_.ended()) return lexer_.fail_for_want_of("the end");
    end_ = JsonEnd::whole;
    return false;
  }

  JsonLexer& lexer_;
  Events& events_;
  JsonEnd end_ = JsonEnd::malformed;
  std::string open_;  ///< for each array or object that is open, the byte that closes it
  bool just_opened_ = false;
};

}  // namespace detail

/// Reads a whole JSON text and tells `events` what it holds, in its order:
///
/// * `std::string* key_place()`, `string_place()`: where a key or string value is to be put, or nullptr for nowhere;
///   then `key_read()`, `string_read()`;
/// * `word(JsonKind, std::string_view)` for true, false and null, `number(const JsonNumber&)`;
/// * `open(JsonKind)` for the start of an array or object, which returns whether to go on, and `close(JsonKind)`.
///
/// Never recurses. O(n) time; memory for one byte a level.
template <class Events>
[[nodiscard]] JsonEnd read_json_events(JsonLexer& lexer, Events& events) {
  return detail::JsonEventReader<Events>(lexer, events).read();
}

}  // namespace createproduct::wire
