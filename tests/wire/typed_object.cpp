// SPDX-License-Identifier: MIT
#include <createproduct/wire/typed_object.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

using createproduct::Error;
using createproduct::wire::TypedObject;

/// The error of reading `text` and asking it for the string s and the integer i, as text.
std::string error_of(std::string_view text, std::string_view place = "at") {
  TypedObject object(text, place);
  [[maybe_unused]] const auto s = object.string("s");
  [[maybe_unused]] const auto i = object.integer("i");
  return object.error() ? object.error()->text() : "";
}

}  // namespace

TEST_CASE("members of an object are read by type and absent ones are nothing") {
  TypedObject object(R"({"s":"text","i":-12,"e":"","z":0,"other":[null]})", "at");
  CHECK(object.string("s") == "text");
  CHECK(object.integer("i") == -12);
  CHECK(object.string("e") == "");
  CHECK(object.integer("z") == 0);
  CHECK_FALSE(object.string("absent"));
  CHECK_FALSE(object.integer("absent"));
  CHECK_FALSE(object.error());
}

TEST_CASE("the bounds of 64 bits are read and what lies beyond is an error") {
  using Range = std::numeric_limits<std::int64_t>;
  TypedObject object(R"({"most":9223372036854775807,"least":-9223372036854775808})", "");
  CHECK(object.integer("most") == Range::max());
  CHECK(object.integer("least") == Range::min());
  CHECK_FALSE(object.error());
  CHECK(error_of(R"({"i":9223372036854775808})") == "at/i: does not fit 64 bits");
}

TEST_CASE("a member of another kind is an error at its key") {
  CHECK(error_of(R"({"s":1})") == "at/s: integer, not a string");
  CHECK(error_of(R"({"s":null})") == "at/s: null, not a string");
  CHECK(error_of(R"({"s":{}})") == "at/s: object, not a string");
  CHECK(error_of(R"({"i":"1"})") == "at/i: string, not an integer");
  CHECK(error_of(R"({"i":2.0})") == "at/i: number, not an integer");
  CHECK(error_of(R"({"i":true})") == "at/i: boolean, not an integer");
  CHECK(error_of(R"({"i":[1]})") == "at/i: array, not an integer");
  CHECK(error_of(R"({"i":-0})") == "at/i: zero with a minus sign");
}

TEST_CASE("a repeated member is an error even if both are alike") {
  CHECK(error_of(R"({"s":"a","s":"a"})") == "at/s: given more than once");
  CHECK(error_of(R"({"i":1,"\u0069":1})") == "at/i: given more than once");
  CHECK(error_of(R"({"x":1,"x":2})").empty());
}

TEST_CASE("text that is no object is an error of the whole") {
  CHECK(error_of("[]") == "at: array, not an object");
  CHECK(error_of("null", "") == "null, not an object");
  CHECK(error_of("{} x") == "at byte 3: not JSON: expected the end");
  CHECK(error_of("", "").starts_with("byte 0: not JSON: "));
  CHECK(error_of("\xEF\xBB\xBF{}") == "at byte 0: a byte order mark before JSON");
}

TEST_CASE("text beyond the limits of the reader is an error of its own code") {
  const TypedObject deep(R"({"x":)" + std::string(100, '[') + std::string(100, ']') + "}", "at");
  REQUIRE(deep.error());
  CHECK(deep.error()->code == Error::Code::limit);
  CHECK(deep.error()->text() == "at: nested deeper than 64 levels");
  const TypedObject large(R"({"x":1e400})", "");
  REQUIRE(large.error());
  CHECK(large.error()->code == Error::Code::limit);
  CHECK(large.error()->where == "byte 9");
}

TEST_CASE("only the first error is kept") {
  TypedObject object(R"({"s":1,"i":"x"})", "");
  CHECK_FALSE(object.string("s"));
  CHECK_FALSE(object.integer("i"));
  CHECK(object.required<std::string>("gone", std::nullopt).empty());
  object.fail("i", "wrong");
  REQUIRE(object.error());
  CHECK(object.error()->code == Error::Code::input);
  CHECK(object.error()->text() == "s: integer, not a string");
}

TEST_CASE("a required member that is absent is an error") {
  TypedObject object(R"({"i":3})", "");
  CHECK(object.required("i", object.integer("i")) == 3);
  CHECK_FALSE(object.error());
  CHECK(object.required("s", object.string("s")).empty());
  REQUIRE(object.error());
  CHECK(object.error()->text() == "s: missing");
}

TEST_CASE("a caller can add an error of its own") {
  TypedObject object("{}", "at");
  object.fail("s", "not nice");
  REQUIRE(object.error());
  CHECK(object.error()->text() == "at/s: not nice");
}
