// SPDX-License-Identifier: MIT
#include <createproduct/wire/json_lexer.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

using createproduct::wire::JsonDeviations;
using createproduct::wire::JsonKind;
using createproduct::wire::JsonLexer;
using createproduct::wire::JsonNumber;

/// Hands the text over byte by byte, and takes what was read off as soon as it can.
class Drops : public JsonLexer {
 public:
  explicit Drops(std::string_view text) : JsonLexer({}), rest_(text) { enough_ = 0; }

 private:
  bool more() override {
    if (rest_.empty()) return false;
    held_.push_back(rest_.front());
    rest_.remove_prefix(1);
    text_ = held_;
    return true;
  }
  void forget() override {
    held_.erase(0, at_);
    before_ += at_;
    at_ = 0;
    text_ = held_;
  }

  std::string_view rest_;
  std::string held_;
};

struct Fault {
  std::string_view text;
  std::size_t offset;
  std::string_view reason;
};

}  // namespace

TEST_CASE("tokens follow each other with white space between") {
  JsonLexer lexer(" \t{\"a\\n\" :-1.5e3\r\n,true] ");
  std::string text;
  JsonNumber number;
  lexer.skip_space();
  CHECK(lexer.take('{'));
  CHECK_FALSE(lexer.take('}'));
  CHECK(lexer.take_string(&text));
  CHECK(text == "a\n");
  lexer.skip_space();
  CHECK(lexer.take(':'));
  CHECK(lexer.take_number(number));
  CHECK(number.kind == JsonKind::real);
  CHECK(number.text == "-1.5e3");
  lexer.skip_space();
  CHECK(lexer.take(','));
  CHECK(lexer.take_word("true"));
  CHECK(lexer.peek() == ']');
  CHECK(lexer.take(']'));
  CHECK_FALSE(lexer.ended());
  lexer.skip_space();
  CHECK(lexer.ended());
  CHECK(lexer.peek() == '\0');
  CHECK(lexer.fault().reason.empty());
}

TEST_CASE("what is wrong in a string is told with its place") {
  for (const Fault& row :
       {Fault{"\"a", 2, "it ends too early"}, Fault{"\"a\n\"", 2, "a control character in a string"},
        Fault{"\"\\x\"", 2, "an escape that there is not"}, Fault{"\"\\", 2, "it ends too early"},
        Fault{"\"\\u12G4\"", 5, "an escape without four hexadecimal digits"},
        Fault{"\"\\ud800\"", 7, "half a surrogate pair"}, Fault{"\"\\udc00\"", 6, "half a surrogate pair"},
        Fault{"\"\\ud800\\n\"", 8, "half a surrogate pair"}, Fault{"\"\\ud800\\u0041\"", 12, "half a surrogate pair"},
        Fault{"\"\\ud800\\u00x1\"", 11, "an escape without four hexadecimal digits"},
        Fault{"\"\x80\"", 1, "bytes that are not UTF-8"}, Fault{"\"\xE4\xBA\"", 3, "bytes that are not UTF-8"},
        Fault{"\"\xE0\x9F\xBF\"", 2, "bytes that are not UTF-8"},
        Fault{"\"\xED\xA0\x80\"", 2, "bytes that are not UTF-8"},
        Fault{"\"\xF4\x90\x80\x80\"", 2, "bytes that are not UTF-8"}, Fault{"\"\xF0\x9F\x8D", 4, "it ends too early"},
        Fault{"\"\xF5\"", 1, "bytes that are not UTF-8"}}) {
    CAPTURE(row.text);
    JsonLexer lexer(row.text);
    std::string text;
    CHECK_FALSE(lexer.take_string(&text));
    CHECK(lexer.fault().offset == row.offset);
    CHECK(lexer.fault().reason == row.reason);
  }
}

TEST_CASE("what is wrong in a number or word is told with its place") {
  JsonNumber number;
  for (const Fault& row :
       {Fault{"-x", 1, "a number without its digits"}, Fault{"1.,", 2, "a number without its digits"},
        Fault{"1e+]", 3, "a number without its digits"}, Fault{"1e", 2, "it ends too early"}}) {
    CAPTURE(row.text);
    JsonLexer lexer(row.text);
    CHECK_FALSE(lexer.take_number(number));
    CHECK(lexer.fault().offset == row.offset);
    CHECK(lexer.fault().reason == row.reason);
  }
  JsonLexer lexer("nil");
  CHECK_FALSE(lexer.take_word("null"));
  CHECK(lexer.fault().offset == 1);
}

TEST_CASE("the end of a token of the wrong kind is its place, unless it is none") {
  for (const Fault& row :
       {Fault{"\"abc\"", 4, "expected a fish, not a string"}, Fault{"-12.5", 4, "expected a fish, not a number"},
        Fault{"false]", 4, "expected a fish, not a word"}, Fault{"}", 0, "expected a fish, not '}'"},
        Fault{"x", 0, "expected a fish"}, Fault{std::string_view("\0", 1), 0, "expected a fish"},
        Fault{"", 0, "it ends too early"}, Fault{"\"\\q\"", 2, "an escape that there is not"},
        Fault{"nul", 3, "it ends too early"}}) {
    CAPTURE(row.text);
    JsonLexer lexer(row.text);
    CHECK_FALSE(lexer.fail_for_want_of("a fish"));
    CHECK(lexer.fault().offset == row.offset);
    CHECK(lexer.fault().reason == row.reason);
  }
}

TEST_CASE("byte order marks are gone over when they are whole") {
  JsonLexer whole("\xEF\xBB\xBF[");
  CHECK(whole.skip_mark());
  CHECK(whole.peek() == '[');
  JsonLexer none("[");
  CHECK(none.skip_mark());
  JsonLexer half("\xEF\xBB[");
  CHECK_FALSE(half.skip_mark());
  CHECK(half.fault().offset == 2);
}

TEST_CASE("a lenient lexer lets bytes, controls and lone surrogates in strings pass") {
  JsonDeviations tolerated;
  JsonLexer lexer("\"a\xFF\xE4\xBA\x01\\ud800\\ud83c\\udf4e\\udc00\\ud800\\n\\ud800\"", &tolerated);
  std::string text;
  REQUIRE(lexer.take_string(&text));
  CHECK(text == "a???\x01\xEF\xBF\xBD\xF0\x9F\x8D\x8E\xEF\xBF\xBD\xEF\xBF\xBD\n\xEF\xBF\xBD");
  CHECK((tolerated.bytes && tolerated.controls && tolerated.surrogates));
  CHECK(lexer.fault().reason.empty());
  JsonLexer nul(std::string_view("\"\0\"", 3), &tolerated);
  CHECK_FALSE(nul.take_string(&text));
  JsonLexer half("\"\\ud800\\u12\"", &tolerated);
  CHECK_FALSE(half.take_string(&text));
  CHECK(half.fault().offset == 11);
}

TEST_CASE("text that comes in drops reads as text that is there") {
  Drops lexer("\xEF\xBB\xBF  \"ab\\ud83c\\udf4e\xE4\xBA\xA7\" -12.5e1 null\"\xE4\"");
  std::string text;
  JsonNumber number;
  CHECK(lexer.skip_mark());
  lexer.skip_space();
  CHECK(lexer.take_string(&text));
  CHECK(text == "ab\xF0\x9F\x8D\x8E\xE4\xBA\xA7");
  lexer.skip_space();
  CHECK(lexer.take_number(number));
  CHECK(number.text == "-12.5e1");
  lexer.skip_space();
  CHECK(lexer.take_word("null"));
  CHECK_FALSE(lexer.take_string(&text));
  CHECK(lexer.fault().offset == 39);
}
