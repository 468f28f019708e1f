// SPDX-License-Identifier: MIT
#include <createproduct/report/json_writer.hpp>

#include <cstdint>
#include <limits>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "sample_events.hpp"

using createproduct::report::JsonWriter;

TEST_CASE("commas and braces stand where JSON wants them") {
  JsonWriter out;
  out.begin_object().key("a").begin_array().end_array().key("b").begin_array().integer(-1).boolean(true).begin_object();
  out.end_object().number(0.5).end_array().key("c").size(std::numeric_limits<std::uint64_t>::max()).end_object();
  CHECK(out.text() == R"({"a":[],"b":[-1,true,{},0.5],"c":18446744073709551615})");
}

TEST_CASE("indented JSON has one value on a line") {
  JsonWriter out(2);
  out.begin_object()
      .key("a")
      .begin_array()
      .string("x")
      .string("y")
      .end_array()
      .key("b")
      .begin_object()
      .end_object()
      .end_object();
  CHECK(out.text() == "{\n  \"a\": [\n    \"x\",\n    \"y\"\n  ],\n  \"b\": {}\n}");
}

TEST_CASE("strings hold nothing that a terminal would act on, and read back the same") {
  JsonWriter out;
  const std::string text = "\"\\\x1b\x7f\xC2\x9B\xE2\x80\xAE\xF3\xA0\x80\x81 中";
  out.string(text);
  CHECK(out.text() == "\"\\\"\\\\\\u001b\\u007F\\u009B\\u202E\\uDB40\\uDC01 中\"");
  CHECK(nlohmann::json::parse(out.text()).get<std::string>() == text);
}

TEST_CASE("whatever the bytes, a string is JSON") {
  JsonWriter out;
  out.string(sample::hostile_bytes());
  CHECK(nlohmann::json::parse(out.text()).is_string());
  CHECK(createproduct::report::printable(out.text()) == out.text());
}

TEST_CASE("bytes that are not UTF-8 are kept in hexadecimal") {
  JsonWriter out;
  out.begin_object().member("a", "text").member("b", "x\xFF").end_object();
  CHECK(out.text() == R"({"a":"text","b":"x\ufffd","b_hex":"78FF"})");
}
