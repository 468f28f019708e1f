// SPDX-License-Identifier: MIT
#include <createproduct/wire/json_members.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "json_corpus.hpp"
#include "random.hpp"

namespace {

using createproduct::wire::JsonMembers;
using createproduct::wire::read_json_members;

std::string compact(std::string_view text) {
  const auto members = read_json_members(text);
  return members ? members->text() : "(none)";
}

}  // namespace

TEST_CASE("an object is written compact with all that it holds") {
  CHECK(compact(" { } ") == "{}");
  CHECK(
      compact(
          "{ \"a\" : [ 1 , -2.50 , [ ] , { } , {\"b\" : null , \"c\":[true,false]} ] , \"d\" : \"\\u0041\\n\\/\" }") ==
      R"({"a":[1,-2.50,[],{},{"b":null,"c":[true,false]}],"d":"A\n/"})");
  CHECK(compact(R"({"a":["x:","y"],"b":{"k:":":"}})") == R"({"a":["x:","y"],"b":{"k:":":"}})");
}

TEST_CASE("text that is no object has no members") {
  for (const char* text : {"", "1", "\"a\"", "null", "[]", "[{}]", "{", "{}x", "{\"a\":1e999}", "{\"a\":\"\xFF\"}"})
    CHECK(compact(text) == "(none)");
}

TEST_CASE("of a repeated member the last value stands in the place of the first") {
  CHECK(compact(R"({"a":1,"b":2,"a":{"c":3},"b":[4]})") == R"({"a":{"c":3},"b":[4]})");
}

TEST_CASE("members are found, given other values, added and left out") {
  const JsonMembers members = read_json_members(R"({"a":1,"b":[2]})").value();
  CHECK(*members.find("b") == "[2]");
  CHECK(members.find("c") == nullptr);
  CHECK(members.with("a", "\"x\"").text() == R"({"a":"x","b":[2]})");
  CHECK(members.with("c", "{}").text() == R"({"a":1,"b":[2],"c":{}})");
  CHECK(members.without("a").text() == R"({"b":[2]})");
  CHECK(members.without("c").text() == members.text());
  CHECK(members.all().size() == 2);
  CHECK(JsonMembers().text() == "{}");
}

TEST_CASE("nesting has no limit") {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  CHECK(compact("{\"a\": " + deep + "}") == "{\"a\":" + deep + "}");
}

TEST_CASE("objects are written as nlohmann writes them") {
  Random random(22);
  std::size_t objects = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string text = random_json_object(random);
    const auto wanted = nlohmann::ordered_json::parse(text, nullptr, false);
    const std::string written = compact(text);
    CAPTURE(text);
    REQUIRE((written != "(none)") == (wanted.is_object() && text.find('\0') == std::string::npos));
    if (written == "(none)") continue;
    ++objects;
    // Numbers keep their spelling.
    CHECK(nlohmann::ordered_json::parse(written) == wanted);
    if (text.find_first_of("0123456789") == std::string::npos) CHECK(written == wanted.dump());
  }
  CHECK(objects > 1'000);
}
