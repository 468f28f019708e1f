// SPDX-License-Identifier: MIT
#include <createproduct/mock/answer_text.hpp>

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace createproduct::mock;

TEST_CASE("messages are spelled as their form says") {
  const auto message = [](MessageForm form) { return module_message(1101, 4000, "text", form); };
  CHECK(message(MessageForm::documented) == "(1101)text");
  CHECK(message(MessageForm::brackets) == "[1101]text");
  CHECK(message(MessageForm::braces) == "{1101}text");
  CHECK(message(MessageForm::colon) == "1101: text");
  CHECK(message(MessageForm::unclosed) == "(1101 text");
  CHECK(message(MessageForm::unopened) == "1101)text");
  CHECK(message(MessageForm::no_parentheses) == "1101 text");
  CHECK(message(MessageForm::full_width) ==
        "\xEF\xBC\x88"
        "1101"
        "\xEF\xBC\x89text");
  CHECK(message(MessageForm::full_width_digits) == "(\xEF\xBC\x91\xEF\xBC\x91\xEF\xBC\x90\xEF\xBC\x91)text");
  CHECK(message(MessageForm::text_first) == "text (1101)");
  CHECK(message(MessageForm::plain) == "text");
  CHECK(message(MessageForm::leading_space) == " (1101)text");
  CHECK(message(MessageForm::inner_spaces) == "( 1101 )text");
  CHECK(message(MessageForm::lettered) == "(E1101)text");
  CHECK(message(MessageForm::hexadecimal) == "(0x44D)text");
  CHECK(message(MessageForm::doubled) == "((1101))text");
  CHECK(message(MessageForm::public_code) == "(4000)text");
  CHECK(message(MessageForm::number) == "1101");
  CHECK(message(MessageForm::empty).empty());
  CHECK(message(MessageForm::spaced) == "(1101) text");
}

TEST_CASE("names come back as their echo says") {
  const auto echo = [](Echo form, std::string_view name = "-A:b_") { return echoed(name, "me", "before", form); };
  CHECK(echo(Echo::exact) == "-A:b_");
  CHECK(echo(Echo::lower_case) == "-a:b_");
  CHECK(echo(Echo::upper_case) == "-A:B_");
  CHECK(echo(Echo::first_16, "0123456789abcdefg") == "0123456789abcdef");
  CHECK(echo(Echo::first_31, std::string(32, 'x')) == std::string(31, 'x'));
  CHECK(echo(Echo::percent_encoded) == "-A%3Ab_");
  CHECK(echo(Echo::colon_replaced) == "-A_b_");
  CHECK(echo(Echo::trimmed) == "A:b");
  CHECK(echo(Echo::no_leading_zeros, "007") == "7");
  CHECK(echo(Echo::no_leading_zeros, "00").empty());
  CHECK(echo(Echo::previous) == "before");
  CHECK(echoed("first", "me", "", Echo::previous) == "first");
  CHECK(echo(Echo::qualified) == "me/-A:b_");
  CHECK(echo(Echo::empty).empty());
  CHECK(echo(Echo::constant) == "product");
}

TEST_CASE("every wrapper but none keeps readers from finding the object") {
  const std::string body = R"({"code":4000,"message":"(1101)x","codeDesc":"InvalidParameter"})";
  CHECK(wrapped(body, 4000, "(1101)x", Wrapper::none) == body);
  for (int i = 1; i <= static_cast<int>(Wrapper::gbk_message); ++i) {
    const std::string text = wrapped(body, 4000, "(1101)x", static_cast<Wrapper>(i));
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    // These two are read by some, and not alike by all.
    if (i == static_cast<int>(Wrapper::byte_order_mark)) CHECK(text == "\xEF\xBB\xBF" + body);
    else if (i == static_cast<int>(Wrapper::other_code_first)) CHECK(text == "{\"code\":0," + body.substr(1));
    else CHECK_MESSAGE(!(json.is_object() && json.contains("code")), text);
  }
  CHECK(nlohmann::json::parse(wrapped(body, 4000, "", Wrapper::data)).at("data").at("code") == 4000);
  CHECK(nlohmann::json::parse(nlohmann::json::parse(wrapped(body, 4000, "", Wrapper::quoted)).get<std::string>())
            .at("code") == 4000);
}

TEST_CASE("module codes have Chinese texts of their own") {
  for (const int code : {1000, 1001, 1100, 1101, 7}) CHECK_FALSE(chinese_text(code).empty());
  CHECK(chinese_text(1000) != chinese_text(1001));
}
