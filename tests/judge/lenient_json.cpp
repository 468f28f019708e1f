// SPDX-License-Identifier: MIT
#include <createproduct/judge/lenient_json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using createproduct::judge::byte_order_marks;
using createproduct::judge::LenientJson;
using createproduct::judge::read_lenient_json;
using createproduct::wire::JsonKind;
using createproduct::wire::ShallowJson;
using State = createproduct::wire::ShallowJson::State;

namespace {

std::string text_of(const LenientJson& read, std::string_view key) {
  const createproduct::wire::ShallowValue* value = read.json.find(key);
  return value == nullptr ? "(missing)" : value->text;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("plain JSON reads as it stands, and nobody refuses it") {
  const LenientJson read = read_lenient_json(R"({"region":"gz","a":"\ud83c\udf4e\\\"","n":[1,{"x":2}]})");
  CHECK(read.json.is_object());
  CHECK_FALSE(read.refusable());
  CHECK(text_of(read, "region") == "gz");
  CHECK(text_of(read, "a") == "\xF0\x9F\x8D\x8E\\\"");
}

TEST_CASE("byte order marks are counted off, however many") {
  CHECK(byte_order_marks("") == 0);
  CHECK(byte_order_marks("{}") == 0);
  CHECK(byte_order_marks("\xEF\xBB") == 0);
  CHECK(byte_order_marks("\xEF\xBB\xBF") == 3);
  CHECK(byte_order_marks("\xEF\xBB\xBF\xEF\xBB\xBF{}") == 6);
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "\xEF\xBB\xBF";
  CHECK(byte_order_marks(many) == 300'000);
}

TEST_CASE("bytes that are not UTF-8 count as question marks") {
  for (const std::string_view bytes : {"\xFF", "\x80", "\xC0\xAF", "\xED\xA0\x80", "\xE4\xBA", "\xF4\x90\x80\x80"}) {
    const LenientJson read = read_lenient_json("{\"a\":\"x" + std::string(bytes) + "y\"}");
    CAPTURE(bytes);
    CHECK(read.json.is_object());
    CHECK(read.bytes);
    CHECK_FALSE(read.surrogates);
    CHECK(text_of(read, "a") == "x" + std::string(bytes.size(), '?') + "y");
  }
}

TEST_CASE("lone surrogates count as U+FFFD, pairs as themselves") {
  struct Row {
    std::string_view escaped, text;
  };
  for (const Row& row :
       {Row{"\\ud800", "\xEF\xBF\xBD"}, Row{"\\uDC00x", "\xEF\xBF\xBDx"},
        Row{"\\ud800\\ud800\\udc00", "\xEF\xBF\xBD\xF0\x90\x80\x80"}, Row{"\\udc00\\ud800", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        Row{"\\ud800\\u0041",
            "\xEF\xBF\xBD"
            "A"},
        Row{"\\\\ud800\\ud800", "\\ud800\xEF\xBF\xBD"}, Row{"\\ud800\\\\", "\xEF\xBF\xBD\\"}}) {
    CAPTURE(row.escaped);
    const LenientJson read = read_lenient_json("{\"a\":\"" + std::string(row.escaped) + "\"}");
    REQUIRE(read.json.is_object());
    CHECK(read.surrogates);
    CHECK_FALSE(read.bytes);
    CHECK(text_of(read, "a") == row.text);
  }
  // An escaped backslash in front of what looks like a surrogate.
  CHECK_FALSE(read_lenient_json(R"({"a":"\\ud800"})").refusable());
}

TEST_CASE("unescaped control characters count in strings only, as if they were escaped") {
  const LenientJson read = read_lenient_json("{\n\t\"a\":\"x\ny\tz\x01\x1F\",\"region\":\"g\\\"z\"}");
  REQUIRE(read.json.is_object());
  CHECK(read.controls);
  CHECK(text_of(read, "a") == "x\ny\tz\x01\x1F");
  CHECK(text_of(read, "region") == "g\"z");
  CHECK(read_lenient_json("{\x01\"a\":1}").json.state == State::malformed);
  CHECK(read_lenient_json(std::string("{\"a\":\"\0\"}", 9)).json.state == State::malformed);
  CHECK_FALSE(read_lenient_json("{\n\"a\":\"\\n\"}").refusable());
}

TEST_CASE("depth has no limit, but is told") {
  CHECK_FALSE(read_lenient_json("{\"a\":" + nested(63) + "}").beyond_limits);
  for (const std::size_t depth : {64U, 1000U, 200'000U}) {
    const LenientJson read = read_lenient_json("{\"region\":\"sh\",\"a\":" + nested(depth) + "}");
    CHECK(read.json.is_object());
    CHECK(read.beyond_limits);
    CHECK(text_of(read, "region") == "sh");
  }
  CHECK(read_lenient_json(nested(100)).json.root.kind == JsonKind::array);
  CHECK(read_lenient_json(std::string(100'000, '[')).json.state == State::malformed);
}

TEST_CASE("numbers beyond the range of double stay large") {
  const std::string digits(400, '9');
  for (const std::string& number :
       {std::string("1e400"), std::string("-1e400"), digits, "-" + digits, digits + ".5", std::string("0.1E+999")}) {
    CAPTURE(number);
    const LenientJson read =
        read_lenient_json(R"({"s":"1e400 \"1e400","a":)" + number + R"(,"b":[)" + number + R"(,2],"c":3})");
    REQUIRE(read.json.is_object());
    CHECK(read.beyond_limits);
    CHECK(text_of(read, "a") == (number[0] == '-' ? "-9e99" : "9e99"));
    CHECK(text_of(read, "s") == "1e400 \"1e400");
    CHECK(read.json.find("c")->integer == 3);
  }
  CHECK_FALSE(read_lenient_json(R"({"a":1e-400})").beyond_limits);
}

TEST_CASE("everything at once is read all the same") {
  const LenientJson read =
      read_lenient_json("{\"a\":\"\xFF\\ud800\",\"b\":1e999,\"c\":" + nested(300) + ",\"d\":-1e999,\"region\":\"sh\"}");
  REQUIRE(read.json.is_object());
  CHECK((read.bytes && read.surrogates && read.beyond_limits));
  CHECK(text_of(read, "region") == "sh");
}

TEST_CASE("what no reading permits stays malformed") {
  for (const std::string_view text :
       {std::string_view(""), std::string_view("{"), std::string_view("{\"a\":1,}"),
        std::string_view("{\"a\":\"\\ud80\"}"), std::string_view("{\"a\":\"\\x\"}"), std::string_view("\\ud800"),
        std::string_view("\xFF"), std::string_view("{\"a\":\xFF}"), std::string_view("{\"a\":1e400"),
        std::string_view("{\"a\":1e400,}"), std::string_view("{\"a\":01e400}"), std::string_view("{\"a\":\"\\"),
        std::string_view("{\"a\":\"\\\xFF\"}"), std::string_view("{}\0", 3), std::string_view("{}\0{}", 5),
        std::string_view("{\"a\":\"\0\"}", 9)}) {
    CAPTURE(text);
    CHECK(read_lenient_json(text).json.state == State::malformed);
  }
  CHECK(read_lenient_json("{\"a\":" + nested(100) + ",}").json.state == State::malformed);
}
