// SPDX-License-Identifier: MIT
#include <createproduct/mock/json_writer.hpp>

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace createproduct::mock;
using Escapes = AnswerShape::Escapes;
using Style = AnswerShape::Style;

namespace {

std::string written(std::string_view text, Escapes escapes) {
  std::string out;
  append_json_string(text, escapes, out);
  return out;
}

std::string object(Style style) {
  std::string out;
  ObjectWriter writer(out, style);
  writer.key("a");
  out += "1";
  writer.key("b");
  out += "[]";
  writer.end();
  return out;
}

}  // namespace

TEST_CASE("strings are escaped and can be read back") {
  std::string text;
  for (int byte = 0; byte < 128; ++byte) text.push_back(static_cast<char>(byte));
  text += "\xC3\xA9\xE4\xBA\xA7\xF0\x9F\x98\x80";
  for (const Escapes escapes : {Escapes::needed, Escapes::non_ascii, Escapes::all})
    CHECK(nlohmann::json::parse(written(text, escapes)).get<std::string>() == text);
  CHECK(written("\xE4\xBA\xA7", Escapes::needed) == "\"\xE4\xBA\xA7\"");
  CHECK(written("\xE4\xBA\xA7", Escapes::non_ascii) == R"("\u4ea7")");
  CHECK(written("\xF0\x9F\x98\x80", Escapes::non_ascii) == R"("\ud83d\ude00")");
  CHECK(written("ab", Escapes::all) == R"("\u0061\u0062")");
}

TEST_CASE("bytes that are not UTF-8 are replaced") {
  for (const Escapes escapes : {Escapes::needed, Escapes::non_ascii, Escapes::all})
    CHECK(nlohmann::json::parse(written("a\xFF\xE4", escapes)).get<std::string>() == "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("objects are written in styles of the same meaning") {
  CHECK(object(Style::compact) == R"({"a":1,"b":[]})");
  CHECK(object(Style::pretty) == "{\n    \"a\": 1,\n    \"b\": []\n}");
  CHECK(object(Style::page) == object(Style::pretty));
  for (const Style style : {Style::page, Style::pretty, Style::spaced, Style::tabbed})
    CHECK(nlohmann::json::parse(object(style)) == nlohmann::json::parse(object(Style::compact)));
}
