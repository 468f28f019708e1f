// SPDX-License-Identifier: MIT
#include <createproduct/judge/answer_reading.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using createproduct::judge::AnswerReading;
using createproduct::judge::has_foreign_letters;
using createproduct::judge::is_english;
using createproduct::judge::read_answer;

namespace {

/// What is read as code, with whether it counts as an integer.
struct Code {
  std::optional<std::int64_t> number;
  bool integer;
  friend bool operator==(const Code&, const Code&) = default;
};

Code code_of(std::string_view text) {
  AnswerReading reading;
  read_answer("{\"code\":" + std::string(text) + "}", reading);
  return {reading.code_number, reading.code_is_integer};
}

}  // namespace

TEST_CASE("the documented fields of an answer are found, whatever their order") {
  AnswerReading reading;
  read_answer(R"({"productID":"X","codeDesc":"Success","code":0,"productName":"fruit","message":"(7)x"})", reading);
  REQUIRE(reading.is_object());
  CHECK(reading.code_number == 0);
  CHECK(reading.code_is_integer);
  CHECK(reading.message->text == "(7)x");
  CHECK(reading.module_number == 7);
  CHECK(reading.code_desc->text == "Success");
  CHECK(reading.product_name->text == "fruit");
  CHECK(reading.product_id->text == "X");
  CHECK(reading.has_product_id());
  CHECK_FALSE(reading.has_other_fields);
}

TEST_CASE("names of fields are compared as they stand") {
  AnswerReading reading;
  read_answer(R"({"Code":0,"productId":"X","codedesc":"Success"," message":""})", reading);
  CHECK(reading.is_object());
  CHECK((reading.code == nullptr && reading.product_id == nullptr && reading.code_desc == nullptr &&
         reading.message == nullptr));
  CHECK(reading.has_other_fields);
  CHECK_FALSE(reading.code_number);
}

TEST_CASE("of repeated fields the last counts") {
  AnswerReading reading;
  read_answer(R"({"code":0,"code":4000,"message":"a","message":null})", reading);
  CHECK(reading.code_number == 4000);
  CHECK_FALSE(AnswerReading::is_string(reading.message));
}

TEST_CASE("a field that stands twice is contradicted if its values are unlike") {
  const auto contradicted = [](std::string_view body) {
    AnswerReading reading;
    read_answer(body, reading);
    return std::string(reading.contradicted);
  };
  CHECK(contradicted(R"({"code":0,"code":4000})") == "code");
  CHECK(contradicted(R"({"code":0,"code":"0"})") == "code");
  CHECK(contradicted(R"({"message":"a","code":0,"message":"b"})") == "message");
  CHECK(contradicted(R"({"code":0,"code":0})") == "");
  CHECK(contradicted(R"({"other":0,"other":1,"code":0})") == "");
}

TEST_CASE("a byte order mark in front of an answer is read over and noticed") {
  AnswerReading marked;
  read_answer("\xEF\xBB\xBF{\"code\":0}", marked);
  CHECK(marked.has_mark);
  CHECK(marked.code_number == 0);
  AnswerReading plain;
  read_answer("{\"code\":0,\"message\":\"\xEF\xBB\xBF\"}", plain);
  CHECK_FALSE(plain.has_mark);
}

TEST_CASE("code is read in every spelling of an integer") {
  CHECK(code_of("0") == Code{0, true});
  CHECK(code_of("-0") == Code{0, true});
  CHECK(code_of("4000") == Code{4000, true});
  CHECK(code_of("-1") == Code{-1, true});
  CHECK(code_of("0.0") == Code{0, true});
  CHECK(code_of("4000.0") == Code{4000, true});
  CHECK(code_of("4e3") == Code{4000, true});
  CHECK(code_of("-5.0") == Code{-5, true});
  CHECK(code_of("9e99") == Code{std::nullopt, true});
}

TEST_CASE("a code of the wrong type is no integer, though its number may be told") {
  CHECK(code_of("\"0\"") == Code{0, false});
  CHECK(code_of("\"4000\"") == Code{4000, false});
  CHECK(code_of("\"-1\"") == Code{-1, false});
  for (const std::string_view text : {"\"\"", "\"0x\"", "\" 0\"", "\"InvalidParameter\"", "\"1.0\"", "null", "true",
                                      "false", "[0]", "{}", "0.5", "4000.5", "\"99999999999999999999\""}) {
    CAPTURE(text);
    CHECK(code_of(text) == Code{std::nullopt, false});
  }
}

TEST_CASE("a productID that is empty or no string is none") {
  for (const std::string_view text : {"\"\"", "null", "7", "[\"X\"]", "{}"}) {
    AnswerReading reading;
    read_answer("{\"productID\":" + std::string(text) + "}", reading);
    CAPTURE(text);
    CHECK(reading.product_id != nullptr);
    CHECK_FALSE(reading.has_product_id());
  }
}

TEST_CASE("a message that is no string has no module code") {
  for (const std::string_view text : {"1101", "null", "[\"(1101)x\"]", "\"1101\"", "\"(01101)x\""}) {
    AnswerReading reading;
    read_answer("{\"message\":" + std::string(text) + "}", reading);
    CAPTURE(text);
    CHECK_FALSE(reading.module_number);
  }
}

TEST_CASE("what is not one JSON object is no answer") {
  for (const std::string_view body : {"", " ", "OK", "[{\"code\":0}]", "\"{}\"", "0", "null", "{\"code\":0",
                                      "{\"code\":0}x", "{\"code\":0}{\"code\":0}", "{'code':0}", "{\"code\":0,}",
                                      "{code:0}", "<html></html>", "{\"code\":0,\"message\":\"\xB2\xCE\"}"}) {
    AnswerReading reading;
    read_answer(body, reading);
    CAPTURE(body);
    CHECK_FALSE(reading.is_object());
    CHECK(reading.code == nullptr);
    CHECK_FALSE(reading.code_number);
  }
}

TEST_CASE("an answer is JSON however deep or large its other fields, and with escaped lone surrogates") {
  const std::string deep = std::string(5000, '[') + std::string(5000, ']');
  for (const std::string& field : {deep, std::string("1e999"), std::string(500, '9'), std::string(R"("\ud800")")}) {
    AnswerReading reading;
    read_answer("{\"extra\":" + field + ",\"code\":0}", reading);
    CHECK(reading.is_object());
    CHECK(reading.code_number == 0);
    CHECK(reading.has_other_fields);
  }
}

TEST_CASE("an answer of a megabyte is read") {
  AnswerReading reading;
  read_answer("{\"message\":\"" + std::string(1'000'000, 'x') + "\",\"code\":0}", reading);
  CHECK(reading.code_number == 0);
  CHECK(reading.message->text.size() == 1'000'000);
}

TEST_CASE("English needs a Latin letter and none of another script") {
  for (const std::string_view text : {"Success", "InvalidParameter", "invalid parameter (1101)", "a", "na\xC3\xAFve",
                                      "E4000", "the name \xE2\x80\x9Cx\xE2\x80\x9D exists \xE2\x80\x94 sorry"})
    CHECK(is_english(text));
  for (const std::string_view text :
       {"", " ", "4000", "(1101)", "-", "\xE6\x88\x90\xE5\x8A\x9F", "ok \xE6\x88\x90", "\xD0\xBE\xD0\xBA",
        "\xCE\xB1"
        "a",
        "\xEF\xBC\xA1"
        "bc",
        "\xF0\x9F\x8D\x8E apple"})
    CHECK_FALSE(is_english(text));
}

TEST_CASE("letters of other scripts are told from signs and from Latin ones") {
  for (const std::string_view text : {"", "4000", "OK", "\xC3\xA9", "\xE2\x9C\x93", "\xE1\xB8\x80"})
    CHECK_FALSE(has_foreign_letters(text));
  for (const std::string_view text : {"\xE6\x88\x90", "OK \xE6\x88\x90", "\xD0\xBE", "\xEF\xBC\x91"})
    CHECK(has_foreign_letters(text));
}
