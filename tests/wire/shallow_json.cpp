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

#include "json_corpus.hpp"
#include "random.hpp"
#include "reference_json.hpp"

namespace {

using createproduct::wire::JsonDeviations;
using createproduct::wire::JsonKind;
using createproduct::wire::read_shallow_json;
using createproduct::wire::ShallowJson;
using createproduct::wire::ShallowMember;
using createproduct::wire::ShallowValue;
using State = ShallowJson::State;
using std::string_view_literals::operator""sv;

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

bool same(const ShallowValue& a, const ShallowValue& b) {
  return a.kind == b.kind && a.text == b.text && a.integer == b.integer && a.clamped == b.clamped;
}

/// Holds what is read of `text` against what nlohmann reads. Whether it is JSON.
bool compare(const std::string& text) {
  CAPTURE(text);
  const ShallowJson wanted = read_with_nlohmann(text, 64);
  const ShallowJson read = read_shallow_json(text, 64);
  REQUIRE(read.state == wanted.state);
  CHECK(read.offset == wanted.offset);
  CHECK(read.error.empty() == wanted.error.empty());
  if (read.state == State::complete) CHECK(same(read.root, wanted.root));
  REQUIRE(read.members.size() == wanted.members.size());
  for (std::size_t i = 0; i < read.members.size(); ++i) {
    CHECK(read.members[i].key == wanted.members[i].key);
    CHECK(same(read.members[i].value, wanted.members[i].value));
  }
  return read.state == State::complete;
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
    CHECK(std::all_of(error.begin(), error.end(), [](char byte) { return byte >= ' ' && byte <= '~'; }));
  }
  CHECK(read_shallow_json("[1 2]").error == "expected ',' or ']', not a number");
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

TEST_CASE("lenient reading lets pass what it says, and goes on") {
  JsonDeviations tolerated;
  const ShallowJson json = read_shallow_json(
      "{\"a\":\"\xFF\x01\\udc00\",\"b\":-1e999,\"c\":[[" + std::string(400, '9') + "]],\"d\":1}", 2, &tolerated);
  REQUIRE(json.is_object());
  CHECK(json.find("a")->text == "?\x01\xEF\xBF\xBD");
  CHECK(json.find("b")->kind == JsonKind::real);
  CHECK(json.find("b")->text == "-9e99");
  CHECK(json.find("d")->integer == 1);
  CHECK((tolerated.bytes && tolerated.controls && tolerated.surrogates && tolerated.numbers && tolerated.depth));
}

TEST_CASE("lenient reading of JSON tolerates nothing") {
  JsonDeviations tolerated;
  const ShallowJson json = read_shallow_json("{\"a\":\"\\ud83c\\udf4e \xE6\x9E\x9C\",\"b\":[1e308]}", 2, &tolerated);
  REQUIRE(json.is_object());
  CHECK_FALSE((tolerated.bytes || tolerated.controls || tolerated.surrogates || tolerated.numbers || tolerated.depth));
}

TEST_CASE("every byte is told from ordinary text wherever it stands in a string") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t place = 0; place < 17; ++place) {
      std::string value(17, 'a');
      value[place] = static_cast<char>(byte);
      const ShallowJson json = read_shallow_json("{\"k\":\"" + value + "\"}");
      CAPTURE(byte);
      CAPTURE(place);
      CHECK(json.is_object() == (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\'));
      if (json.is_object()) CHECK(json.members.at(0).value.text == value);
    }
  }
}

TEST_CASE("texts are read as nlohmann reads them, and fail at the same byte") {
  std::size_t whole = 0;
  for (const std::string& text : json_corpus()) whole += compare(text) ? 1U : 0U;
  CHECK(whole > 40);
  CHECK(json_corpus().size() - whole > 40);
}

TEST_CASE("texts with random changes are read as nlohmann reads them, and fail at the same byte") {
  Random random(20);
  const std::vector<std::string> corpus = json_corpus();
  std::size_t whole = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string text = corpus[random.below(corpus.size())];
    for (std::size_t changes = random.below(4); changes > 0; --changes) change_json(text, corpus, random);
    whole += compare(text) ? 1U : 0U;
  }
  CHECK(whole > 5'000);
  CHECK(whole < 55'000);
}

TEST_CASE("objects of random members are read as nlohmann reads them, and fail at the same byte") {
  Random random(21);
  std::size_t whole = 0;
  for (int i = 0; i < 30'000; ++i) whole += compare(random_json_object(random)) ? 1U : 0U;
  CHECK(whole > 5'000);
  CHECK(whole < 25'000);
}
