// SPDX-License-Identifier: MIT
#include <createproduct/wire/json_text.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <createproduct/wire/shallow_json.hpp>

#include "random.hpp"

using createproduct::wire::append_json_comma;
using createproduct::wire::append_json_key;
using createproduct::wire::append_json_member;
using createproduct::wire::append_json_string;
using createproduct::wire::escaped_json;
using createproduct::wire::json_string;
using createproduct::wire::JsonKind;
using createproduct::wire::read_shallow_json;
using createproduct::wire::ShallowJson;
using createproduct::wire::utf8_step;
using std::string_view_literals::operator""sv;

TEST_CASE("only quotes and backslashes and control characters are escaped in a JSON string") {
  CHECK(json_string("") == "\"\"");
  CHECK(json_string("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(json_string("\b\f\n\r\t") == R"("\b\f\n\r\t")");
  CHECK(json_string("\0\x01\x0B\x1F"sv) == R"("\u0000\u0001\u000b\u001f")");
  CHECK(json_string("\x7F \xC2\x80 \xE6\x9E\x9C \xF0\x9F\x8D\x8E") ==
        "\"\x7F \xC2\x80 \xE6\x9E\x9C \xF0\x9F\x8D\x8E\"");
}

TEST_CASE("each byte that is not part of UTF-8 becomes one replacement character") {
  CHECK(json_string("\xFF") == R"("\ufffd")");
  CHECK(json_string("a\xE6\x9Ez") == R"("a\ufffd\ufffdz")");
  CHECK(json_string("\xED\xA0\x80") == R"("\ufffd\ufffd\ufffd")");
  CHECK(json_string("\xC3") == R"("\ufffd")");
}

TEST_CASE("what would travel percent-encoded is escaped in JSON, and what is an escape stays one") {
  CHECK(escaped_json("\"aZ09-._~\"") == "\"aZ09-._~\"");
  CHECK(escaped_json("\"a&b %+#\"") == "\"a\\u0026b\\u0020\\u0025\\u002b\\u0023\"");
  CHECK(escaped_json("\"\\n\\\"\\u00e9\"") == "\"\\n\\\"\\u00e9\"");
  CHECK(escaped_json("\"\u4e2d\U0001F600\"") == "\"\\u4e2d\\ud83d\\ude00\"");
  CHECK(escaped_json("\xFF\\") == "\xFF\\u005c");
  CHECK(escaped_json("").empty());
}

TEST_CASE("a JSON string is appended to what is there") {
  std::string out = "[";
  append_json_string("x", out);
  CHECK(out == R"(["x")");
}

TEST_CASE("values and members are parted by commas") {
  std::string out;
  append_json_comma(out);
  CHECK(out.empty());
  out = "{";
  append_json_member("text", "ends in {", out);
  append_json_member("number", std::int64_t{-5}, out);
  append_json_key("list", out);
  out += '[';
  for (const std::string_view item : {"[", "{", "b"}) {
    append_json_comma(out);
    append_json_string(item, out);
  }
  out += ']';
  append_json_key("", out);
  out += "{}";
  append_json_member("last", std::numeric_limits<std::int64_t>::min(), out);
  out += '}';
  CHECK(out == R"({"text":"ends in {","number":-5,"list":["[","{","b"],"":{},"last":-9223372036854775808})");
}

TEST_CASE("random text is read back from its JSON string") {
  Random random(4);
  for (int i = 0; i < 10'000; ++i) {
    const std::string text = random.utf8(20);
    const ShallowJson json = read_shallow_json(json_string(text));
    if (json.state != ShallowJson::State::complete || json.root.kind != JsonKind::string || json.root.text != text)
      FAIL("text ", text);
  }
}

TEST_CASE("random bytes are read back with replacements from their JSON string") {
  Random random(5);
  for (int i = 0; i < 10'000; ++i) {
    const std::string bytes = random.bytes(20);
    std::string expected;
    for (std::size_t at = 0; at < bytes.size();) {
      const auto step = utf8_step(bytes, at);
      expected += step.valid ? bytes.substr(at, step.size) : "\xEF\xBF\xBD";
      at += step.size;
    }
    const ShallowJson json = read_shallow_json(json_string(bytes));
    if (json.state != ShallowJson::State::complete || json.root.text != expected) FAIL("at ", i);
  }
}
