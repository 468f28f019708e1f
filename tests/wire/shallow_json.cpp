// SPDX-License-Identifier: MIT
#include <createproduct/wire/shallow_json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "random.hpp"

namespace {

using createproduct::wire::JsonKind;
using createproduct::wire::kind_name;
using createproduct::wire::read_shallow_json;
using createproduct::wire::ShallowJson;
using createproduct::wire::ShallowMember;
using createproduct::wire::ShallowValue;
using State = ShallowJson::State;
using std::string_view_literals::operator""sv;

static_assert(kind_name(JsonKind::real) == "number" && kind_name(JsonKind::integer) == "integer");

ShallowValue root_of(std::string_view text) {
  const ShallowJson json = read_shallow_json(text);
  REQUIRE(json.state == State::complete);
  CHECK(json.error.empty());
  return json.root;
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

/// Printable ASCII mostly, with something else at any place now and then.
std::string long_text(Random& random) {
  std::string text = random.text_of("abcdefgh ~!#[]{}:,09", 40);
  if (!text.empty() && random.below(3) == 0) text[random.below(text.size())] = static_cast<char>(random.below(256));
  if (random.below(3) == 0) text += random.utf8(10);
  return text;
}

}  // namespace

TEST_CASE("each kind of JSON value is told from the others") {
  CHECK(root_of("null").kind == JsonKind::null);
  CHECK(root_of("true").kind == JsonKind::boolean);
  CHECK(root_of("true").text == "true");
  CHECK(root_of("false").text == "false");
  CHECK(root_of("7").kind == JsonKind::integer);
  CHECK(root_of("7.5").kind == JsonKind::real);
  CHECK(root_of("\"7\"").kind == JsonKind::string);
  CHECK(root_of("[]").kind == JsonKind::array);
  CHECK(root_of(" \t\r\n{} \t\r\n").kind == JsonKind::object);
}

TEST_CASE("integers have their value and those beyond 64 bits the nearest one") {
  using Range = std::numeric_limits<std::int64_t>;
  struct Row {
    std::string_view text;
    std::int64_t value;
    bool clamped;
  };
  const std::string huge = std::string(200, '9');
  const std::string huge_negative = '-' + huge;
  for (const Row& row :
       {Row{"0", 0, false}, Row{"-1", -1, false}, Row{"9223372036854775807", Range::max(), false},
        Row{"9223372036854775808", Range::max(), true}, Row{"18446744073709551615", Range::max(), true},
        Row{"18446744073709551616", Range::max(), true}, Row{"-9223372036854775808", Range::min(), false},
        Row{"-9223372036854775809", Range::min(), true}, Row{huge, Range::max(), true},
        Row{huge_negative, Range::min(), true}}) {
    CAPTURE(row.text);
    const ShallowValue value = root_of(row.text);
    CHECK(value.kind == JsonKind::integer);
    CHECK(value.integer == row.value);
    CHECK(value.clamped == row.clamped);
    CHECK(value.text.empty());
  }
}

TEST_CASE("minus zero is an integer that keeps its spelling") {
  const ShallowValue value = root_of("-0");
  CHECK(value.kind == JsonKind::integer);
  CHECK(value.integer == 0);
  CHECK(value.text == "-0");
}

TEST_CASE("numbers with a fraction or an exponent keep their spelling") {
  for (const std::string_view text : {"2.0"sv, "2e0"sv, "20E-1"sv, "-0.0"sv, "1e+2"sv, "1e-400"sv, "0.10"sv}) {
    CAPTURE(text);
    CHECK(root_of(text).kind == JsonKind::real);
    CHECK(root_of(text).text == text);
  }
}

TEST_CASE("numbers are spelled with a full stop whatever the locale") {
  // What nlohmann hands over in a program that has set a locale with a decimal comma.
  ShallowJson json;
  createproduct::wire::detail::ShallowReader(json, 1).number_float(-2.5, "-2,5");
  CHECK(json.root.kind == JsonKind::real);
  CHECK(json.root.text == "-2.5");
}

TEST_CASE("strings are decoded to UTF-8") {
  CHECK(root_of(R"("a\"\\\/\b\f\n\r\tz")").text == "a\"\\/\b\f\n\r\tz");
  CHECK(root_of(R"("\u0041\u00e9\u679C\ud83c\udf4e")").text == "A\xC3\xA9\xE6\x9E\x9C\xF0\x9F\x8D\x8E");
  CHECK(root_of(R"("x\u0000y")").text == "x\0y"sv);
  CHECK(root_of("\"\xE6\x9E\x9C\x7F\"").text == "\xE6\x9E\x9C\x7F");
}

TEST_CASE("members keep their order and their repeats and the last of a name is found") {
  const ShallowJson json = read_shallow_json(R"({"b":1,"a":"x","b":null,"":true,"\u0061":2.5})");
  REQUIRE(json.is_object());
  std::string keys;
  for (const ShallowMember& member : json.members) keys += member.key + ',';
  CHECK(keys == "b,a,b,,a,");
  CHECK(json.count("b") == 2);
  CHECK(json.count("a") == 2);
  CHECK(json.count("") == 1);
  CHECK(json.count("c") == 0);
  CHECK(json.members[0].value.integer == 1);
  CHECK(json.find("b")->kind == JsonKind::null);
  CHECK(json.find("a")->text == "2.5");
  CHECK(json.find("c") == nullptr);
}

TEST_CASE("of a nested value only the kind is kept") {
  const ShallowJson json = read_shallow_json(R"({"o":{"a":1,"x":{"y":[2]}},"l":[{"a":3},"s"],"a":4,"e":{},"z":[]})");
  REQUIRE(json.is_object());
  REQUIRE(json.members.size() == 5);
  CHECK(json.find("o")->kind == JsonKind::object);
  CHECK(json.find("l")->kind == JsonKind::array);
  CHECK(json.find("a")->integer == 4);
  CHECK(json.count("a") == 1);
  CHECK(json.find("e")->kind == JsonKind::object);
  CHECK(json.find("z")->kind == JsonKind::array);

  const ShallowJson list = read_shallow_json(R"([{"a":1},{"b":2},3])");
  CHECK(list.root.kind == JsonKind::array);
  CHECK(list.members.empty());
  CHECK_FALSE(list.is_object());
}

TEST_CASE("text that is not JSON is malformed and the place is known") {
  struct Row {
    std::string_view text;
    std::size_t offset;
  };
  for (const Row& row : {Row{"", 0},
                         Row{"  ", 2},
                         Row{"{", 1},
                         Row{R"({"a")", 4},
                         Row{R"({"a":)", 5},
                         Row{R"({"a":1)", 6},
                         Row{R"({"a":1,})", 7},
                         Row{R"({a:1})", 1},
                         Row{"{'a':1}", 1},
                         Row{R"({"a" 1})", 5},
                         Row{"[1,]", 3},
                         Row{"[1 2]", 3},
                         Row{"1 2", 2},
                         Row{"{}x", 2},
                         Row{"{}}", 2},
                         Row{"[}", 1},
                         Row{"nul", 3},
                         Row{"True", 0},
                         Row{"NaN", 0},
                         Row{"01", 1},
                         Row{"+1", 0},
                         Row{".5", 0},
                         Row{"1.", 2},
                         Row{"-", 1},
                         Row{"1e", 2},
                         Row{"0x1", 1},
                         Row{"\"a", 2},
                         Row{"\"\t\"", 1},
                         Row{R"("\x")", 2},
                         Row{R"("\u12G4")", 5},
                         Row{"// c\n1", 0},
                         Row{"{}/**/", 2},
                         Row{R"({"productDescription":"desc", region":"gz"})", 30}}) {
    CAPTURE(row.text);
    const ShallowJson json = read_shallow_json(row.text);
    CHECK(json.state == State::malformed);
    CHECK(json.offset == row.offset);
    CHECK_FALSE(json.error.empty());
    CHECK(json.members.empty());
    CHECK_FALSE(json.is_object());
  }
}

TEST_CASE("bytes that are not UTF-8 and lone surrogates are malformed") {
  for (const std::string_view text : {"\"\xFF\""sv, "\"\xC0\x80\""sv, "\"\xED\xA0\x80\""sv, "\"\xE6\x9E\""sv,
                                      R"("\ud800")"sv, R"("\udc00")"sv, R"("\ud800\u0041")"sv, "\xFF{}"sv}) {
    CAPTURE(text);
    CHECK(read_shallow_json(text).state == State::malformed);
  }
}

TEST_CASE("a NUL byte is never white space") {
  for (const std::string_view text : {"{}\0"sv, "{}\0{"sv, "\0{}"sv, "{\0}"sv, "\"a\0b\""sv, "1\0"sv, " \0 "sv}) {
    const ShallowJson json = read_shallow_json(text);
    CHECK(json.state == State::malformed);
    CHECK(json.offset == text.find('\0'));
    CHECK_FALSE(json.error.empty());
  }
}

TEST_CASE("a byte order mark is skipped when it is whole") {
  CHECK(root_of("\xEF\xBB\xBF{}").kind == JsonKind::object);
  CHECK(read_shallow_json("\xEF\xBB{}").state == State::malformed);
  CHECK(read_shallow_json("\xEF\xBB\xBF").state == State::malformed);
  CHECK(read_shallow_json("{}\xEF\xBB\xBF").state == State::malformed);
}

TEST_CASE("the reason for an error is one line of ASCII without the text itself") {
  const std::string secret = "s3cr3t\xFF";
  for (const std::string& text : {'"' + secret + '"', secret, "{\"a\":" + secret, "\"" + secret}) {
    const std::string error = read_shallow_json(text).error;
    CAPTURE(error);
    CHECK(error.find("s3cr3t") == std::string::npos);
    CHECK(error.find("json.exception") == std::string::npos);
    CHECK(std::all_of(error.begin(), error.end(), [](char byte) { return byte >= ' ' && byte <= '~'; }));
  }
  CHECK(read_shallow_json("[1 2]").error ==
        "syntax error while parsing array - unexpected number literal; expected ']'");
}

TEST_CASE("a number beyond double is too large and not malformed") {
  for (const std::string& text :
       {std::string(R"({"a":1e400})"), std::string("-1e999"), "[" + std::string(400, '9') + "]"}) {
    CAPTURE(text);
    const ShallowJson json = read_shallow_json(text);
    CHECK(json.state == State::too_large);
    CHECK(json.members.empty());
    CHECK(json.error == "a number is beyond the range of double");
    CHECK(json.offset > 0);
    CHECK(json.offset < text.size());
  }
}

TEST_CASE("nesting is read down to the limit and no deeper") {
  CHECK(read_shallow_json(repeated("[", 64) + repeated("]", 64)).state == State::complete);
  CHECK(read_shallow_json(repeated("[", 65) + repeated("]", 65)).state == State::too_deep);
  CHECK(read_shallow_json("{}", 1).state == State::complete);
  CHECK(read_shallow_json(R"({"a":[]})", 1).state == State::too_deep);
  CHECK(read_shallow_json(R"({"a":[],"b":{}})", 2).state == State::complete);
  CHECK(read_shallow_json("[]", 0).state == State::too_deep);
  CHECK(read_shallow_json("1", 0).state == State::complete);
  const ShallowJson json = read_shallow_json(R"({"k":1,"a":{"b":{)", 2);
  CHECK(json.state == State::too_deep);
  CHECK(json.members.empty());
  CHECK(json.error == "nested deeper than 2 levels");
}

TEST_CASE("a million levels do no harm") {
  constexpr std::size_t levels = 1'000'000;
  for (const std::string& bomb :
       {repeated("[", levels), repeated(R"({"a":)", levels), repeated(R"([{"":)", levels / 2)}) {
    CHECK(read_shallow_json(bomb).state == State::too_deep);
    CHECK(read_shallow_json(bomb, 2 * levels).state == State::malformed);
  }
  const ShallowJson json =
      read_shallow_json(R"({"a":)" + repeated("[", levels) + repeated("]", levels) + R"(,"b":2})", 2 * levels);
  REQUIRE(json.is_object());
  CHECK(json.find("a")->kind == JsonKind::array);
  CHECK(json.find("b")->integer == 2);
}

TEST_CASE("plain objects are read as every other text is") {
  using createproduct::wire::detail::PlainObjectReader;
  using createproduct::wire::detail::read_with_nlohmann;
  Random random(20);
  const std::vector<std::string> pieces{
      "{", "}", ",", ":", "\"", " ", "\n", "\t", "\r", "\"a\"", "\"\"", "\"productType\"", "\"b\":", "0", "1", "2",
      "01", "-0", "12", "123456789012345678", "1234567890123456789", "2.0", "1e3", "true", "false", "null", "tru", "[",
      "]", "{}", "\\u0041", "\\", "\"\xE4\xBA\xA7\"", "\xE4", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "\x7F",
      std::string(1, '\0'), "\x1F"};
  std::size_t plain = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string text = "{";
    for (std::size_t members = random.below(4); members > 0; --members) {
      text += pieces[random.below(2) == 0 ? 9 + random.below(3) : random.below(pieces.size())];
      text += random.below(12) != 0 ? ":" : pieces[random.below(pieces.size())];
      text += random.coin() ? pieces[random.below(pieces.size())] : '"' + long_text(random) + '"';
      if (members > 1 || random.below(12) == 0) text += ",";
    }
    text += random.below(12) != 0 ? "}" : pieces[random.below(pieces.size())];
    std::vector<ShallowMember> members;
    if (!PlainObjectReader(text).read(members)) continue;
    ++plain;
    CAPTURE(text);
    const ShallowJson wanted = read_with_nlohmann(text, 64);
    REQUIRE(wanted.state == State::complete);
    REQUIRE(wanted.root.kind == JsonKind::object);
    REQUIRE(members.size() == wanted.members.size());
    for (std::size_t m = 0; m < members.size(); ++m) {
      CHECK(members[m].key == wanted.members[m].key);
      CHECK(members[m].value.kind == wanted.members[m].value.kind);
      CHECK(members[m].value.text == wanted.members[m].value.text);
      CHECK(members[m].value.integer == wanted.members[m].value.integer);
      CHECK(members[m].value.clamped == wanted.members[m].value.clamped);
    }
  }
  CHECK(plain > 5'000);
}

TEST_CASE("every byte is told from ordinary text wherever it stands in a plain string") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t place = 0; place < 17; ++place) {
      std::string value(17, 'a');
      value[place] = static_cast<char>(byte);
      std::vector<ShallowMember> members;
      const bool read = createproduct::wire::detail::PlainObjectReader("{\"k\":\"" + value + "\"}").read(members);
      CAPTURE(byte);
      CAPTURE(place);
      CHECK(read == (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\'));
      if (read) CHECK(members.at(0).value.text == value);
    }
  }
}

TEST_CASE("a plain object is nested one level deep") {
  CHECK(read_shallow_json("{}", 0).state == State::too_deep);
  CHECK(read_shallow_json("{}", 1).is_object());
}
