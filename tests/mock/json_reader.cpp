// SPDX-License-Identifier: MIT
#include <createproduct/mock/json_reader.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace createproduct::mock;

namespace {

bool is_json(std::string_view text, const JsonRules& rules = {}) {
  JsonText out;
  return JsonReader(text, rules).read(out);
}

/// The only string of a list: what the reader makes of a string literal.
std::string read_string(const std::string& literal, const JsonRules& rules = {}) {
  JsonText out;
  const std::string text = "{\"k\":" + literal + "}";
  REQUIRE(JsonReader(text, rules).read(out));
  REQUIRE(out.members.size() == 1);
  return out.members.front().value.text;
}

}  // namespace

TEST_CASE("JSON texts are read") {
  for (const std::string_view text :
       {"{}", "[]", " \t\r\n{ } \n", "null", "true", "false", "0", "-0", "10", "-1.5e+10", "1E5", "1e-5", "\"\"",
        "[1,[2,{\"a\":[]}]]", R"({"a":1,"a":2})", R"("\u4ea7\ud83d\ude00\"\\\/\b\f\n\r\t")"})
    CHECK_MESSAGE(is_json(text), text);
}

TEST_CASE("what is not JSON is refused") {
  for (const std::string_view text : {"",
                                      " ",
                                      "{",
                                      "}",
                                      "[",
                                      "]",
                                      "{]",
                                      "[}",
                                      "{\"a\"}",
                                      "{\"a\":}",
                                      "{\"a\":1,}",
                                      "{,}",
                                      "[1,]",
                                      "[,1]",
                                      "{a:1}",
                                      "{'a':1}",
                                      "{1:1}",
                                      "01",
                                      "-",
                                      "+1",
                                      ".5",
                                      "1.",
                                      "1e",
                                      "1e+",
                                      "0x1",
                                      "NaN",
                                      "Infinity",
                                      "nul",
                                      "True",
                                      "tru",
                                      "nulll",
                                      "\"",
                                      "\"\\x\"",
                                      "\"\\u12\"",
                                      "\"\\u12g4\"",
                                      "\"\\ud800\"",
                                      "\"\\udc00\"",
                                      "\"\\ud800\\u0041\"",
                                      "\"\x01\"",
                                      "\"\n\"",
                                      "\"\xFF\"",
                                      "{}{}",
                                      "{} x",
                                      "1 2",
                                      "/**/{}",
                                      "\xEF\xBB\xBF{}",
                                      "{\"a\":1 \"b\":2}",
                                      "{\"a\" 1}",
                                      "\v{}",
                                      "\xC2\xA0{}"})
    CHECK_MESSAGE(!is_json(text), text);
}

TEST_CASE("the outermost object is read, its depths are not") {
  JsonText out;
  REQUIRE(
      JsonReader(R"({"s":"x","i":-12,"r":1.0,"b":true,"n":null,"a":[1,{"s":2}],"o":{"s":3},"s":"y"})", {}).read(out));
  CHECK(out.root.kind == JsonKind::object);
  const std::vector<JsonKind> kinds{JsonKind::string, JsonKind::integer, JsonKind::real,   JsonKind::boolean,
                                    JsonKind::null,   JsonKind::array,   JsonKind::object, JsonKind::string};
  REQUIRE(out.members.size() == kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) CHECK(out.members[i].value.kind == kinds[i]);
  CHECK(out.members[1].value.text == "-12");
  CHECK(out.members[2].value.text == "1.0");
  CHECK(out.members[7].key == "s");
  CHECK(out.members[7].value.text == "y");
}

TEST_CASE("of a list the only object is read") {
  JsonText out;
  REQUIRE(JsonReader(R"([{"a":{"b":1},"c":2}])", {}).read(out));
  CHECK(out.root.kind == JsonKind::array);
  CHECK(out.elements == 1);
  CHECK(out.element_is_object);
  REQUIRE(out.element.size() == 2);
  CHECK(out.element[1].key == "c");
  JsonText two;
  REQUIRE(JsonReader("[1,{}]", {}).read(two));
  CHECK(two.elements == 2);
  CHECK_FALSE(two.element_is_object);
}

TEST_CASE("strings are decoded") {
  CHECK(read_string(R"("\u0067\/\"\\z")") == "g/\"\\z");
  CHECK(read_string(R"("\ud83d\ude00")") == "\xF0\x9F\x98\x80");
  CHECK(read_string(R"("\u0000")") == std::string(1, '\0'));
  JsonRules rules;
  rules.keeps_escapes = true;
  CHECK(read_string(R"("\u0067\n")", rules) == R"(\u0067\n)");
  rules = {};
  rules.lone_surrogates = true;
  CHECK(read_string(R"("\ud800x")", rules) == "\xEF\xBF\xBDx");
  CHECK(read_string(R"("\ud800\u0041")", rules) ==
        "\xEF\xBF\xBD"
        "A");
}

TEST_CASE("nesting is read to the limit") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(is_json(nested(64)));
  CHECK_FALSE(is_json(nested(65)));
  CHECK_FALSE(is_json(std::string(1'000'000, '[')));
  JsonRules rules;
  rules.depth_limit = 1;
  CHECK(is_json("{\"a\":1}", rules));
  CHECK_FALSE(is_json("{\"a\":[]}", rules));
}

TEST_CASE("each leniency takes what it says and nothing else") {
  struct Row {
    bool JsonRules::*knob;
    std::vector<std::string_view> taken;
  };
  const std::vector<Row> rows{
      {&JsonRules::single_quotes, {"{'a':'b'}", R"(['\''])"}},
      {&JsonRules::trailing_comma, {"{\"a\":1,}", "[1, ]"}},
      {&JsonRules::missing_comma, {"{\"a\":1 \"b\":2}"}},
      {&JsonRules::missing_brace, {"{\"a\":1", "{", "{\"a\":1,"}},
      {&JsonRules::comments, {"/*x*/{}", "{\"a\":1}//x", "{/*x*/\"a\":1}"}},
      {&JsonRules::bare_keys, {"{a:1}"}},
      {&JsonRules::half_quoted_keys, {"{\"b\":1, region\":2}"}},
      {&JsonRules::nan, {"[NaN,Infinity,-Infinity]"}},
      {&JsonRules::leading_zeros, {"[01,+1,-007]"}},
      {&JsonRules::python_literals, {"[True,False,None]"}},
      {&JsonRules::trailing_text, {"{}x", "{}{}"}},
      {&JsonRules::byte_order_mark, {"\xEF\xBB\xBF{}"}},
      {&JsonRules::raw_controls, {"[\"a\nb\"]", "{\"a\":\"\x01\"}"}},
      {&JsonRules::bad_utf8, {"[\"\xFF\"]"}},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    JsonRules rules;
    rules.*rows[i].knob = true;
    for (const std::string_view text : rows[i].taken) {
      CHECK_MESSAGE(is_json(text, rules), text);
      CHECK_MESSAGE(!is_json(text), text);
    }
    // What every reader refuses.
    for (const std::string_view text : {std::string_view("]"), std::string_view("{\"a\"}"), std::string_view("{\"a\":}"),
                                        std::string_view("[tru]"), std::string_view("[\"\0\"]", 5), std::string_view()})
      CHECK_MESSAGE(!is_json(text, rules), text);
  }
}

TEST_CASE("each strictness refuses what it says") {
  struct Row {
    bool JsonRules::*knob;
    std::string_view refused;
  };
  for (const Row& row :
       {Row{&JsonRules::refuses_space, "{\"a\": 1}"}, Row{&JsonRules::refuses_space, "{}\n"},
        Row{&JsonRules::refuses_line_breaks, "{\n}"}, Row{&JsonRules::refuses_unicode_escapes, R"(["\u0041"])"},
        Row{&JsonRules::refuses_surrogate_pairs, R"(["\ud83d\ude00"])"},
        Row{&JsonRules::refuses_slash_escape, R"(["\/"])"}}) {
    JsonRules rules;
    rules.*row.knob = true;
    CHECK_MESSAGE(!is_json(row.refused, rules), row.refused);
    CHECK_MESSAGE(is_json(row.refused), row.refused);
    CHECK(is_json(R"({"a":[1,"x\n"]})", rules));
  }
}

TEST_CASE("damaged texts are judged as another reader judges them") {
  const std::vector<std::string> seeds{
      R"({"productDescription":"d\u4ea7\n","encryptionType":"1","region":"gz","productType":-12.5e3})",
      R"([{"a":[true,false,null]},[],"\ud83d\ude00",{"":{}}])", "\"\xE4\xBA\xA7\""};
  constexpr std::string_view alphabet = "{}[]:,\"\\u0129aAeE+-.tfn \n/'d8c\xE4\xBA\xFF";
  std::uint64_t state = 1;
  const auto random = [&state](std::size_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state >> 33U) % below);
  };
  std::size_t good = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text = seeds[random(seeds.size())];
    for (std::size_t edits = 1 + random(3); edits > 0; --edits) {
      const std::size_t at = random(text.size());
      const char byte = alphabet[random(alphabet.size())];
      switch (random(3)) {
        case 0: text[at] = byte; break;
        case 1: text.insert(at, 1, byte); break;
        default: text.erase(at, 1); break;
      }
      if (text.empty()) text = "0";
    }
    // A number that no double can hold is JSON; the other reader refuses it.
    const bool expected = nlohmann::json::accept(text);
    const bool found = is_json(text);
    if (found != expected) CHECK_MESSAGE(found == expected, text);
    good += expected ? 1U : 0U;
  }
  CHECK(good > 1000);
}
