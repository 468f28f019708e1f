// SPDX-License-Identifier: MIT
#include <createproduct/mock/answer_writer.hpp>

#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace createproduct::mock;

namespace {

const Outcome success{0, 0, {}, "fruit", "ABCDE12345", "default", {}};
const Outcome refusal{4000, 1101, "EC_X text", "fr.uit", {}, {}, {}};

nlohmann::json parsed(const AnswerShape& shape, const Outcome& outcome) {
  return nlohmann::json::parse(AnswerWriter(shape).write(outcome).body);
}

}  // namespace

TEST_CASE("a success is the page's example, byte for byte") {
  const Reply reply = AnswerWriter(AnswerShape()).write(success);
  CHECK(reply.status == 200);
  CHECK(reply.body == R"({
    "productID": "ABCDE12345",
    "productName": "fruit",
    "message": "",
    "codeDesc": "Success",
    "code": 0
})");
}

TEST_CASE("a refusal looks like real ones") {
  const Reply reply = AnswerWriter(AnswerShape()).write(refusal);
  CHECK(reply.status == 200);
  CHECK(reply.body == R"({"code":4000,"message":"(1101)EC_X text","codeDesc":"InvalidParameter"})");
  const Reply plain = AnswerWriter(AnswerShape()).write({4100, 0, "no", {}, {}, {}, {}});
  CHECK(plain.body == R"({"code":4100,"message":"no","codeDesc":"AuthFailure"})");
}

TEST_CASE("orders and styles do not change what is said") {
  using Shape = AnswerShape;
  AnswerShape shape;
  const nlohmann::json expected = parsed(shape, success);
  for (const Shape::Order order : {Shape::Order::table, Shape::Order::alphabetical, Shape::Order::reversed})
    for (const Shape::Style style : {Shape::Style::compact, Shape::Style::spaced, Shape::Style::tabbed}) {
      shape.order = order;
      shape.style = style;
      shape.escapes = Shape::Escapes::all;
      CHECK(parsed(shape, success) == expected);
    }
}

TEST_CASE("refusals can have the fields of a success") {
  AnswerShape shape;
  shape.error_fields = AnswerShape::ErrorFields::empty;
  CHECK(parsed(shape, refusal).at("productName") == "");
  CHECK(parsed(shape, refusal).at("productID") == "");
  shape.error_fields = AnswerShape::ErrorFields::named;
  CHECK(parsed(shape, refusal).at("productName") == "fr.uit");
  CHECK(parsed(shape, refusal).at("productID") == "");
}

TEST_CASE("fields can be of every other kind") {
  using As = FieldShape::As;
  AnswerShape shape;
  const auto code = [&shape](As as) {
    shape.code.always(as);
    return parsed(shape, success).value("code", nlohmann::json("none"));
  };
  CHECK(code(As::documented) == 0);
  CHECK(code(As::missing) == "none");
  CHECK(code(As::null).is_null());
  CHECK(code(As::text) == "0");
  CHECK(code(As::real).is_number_float());
  CHECK(code(As::boolean) == false);
  CHECK(code(As::array).is_array());
  CHECK(code(As::object).is_object());
  shape = {};
  const auto id = [&shape](As as, std::string_view text) {
    shape.product_id.on_success = as;
    Outcome outcome = success;
    outcome.id = text;
    return parsed(shape, outcome).value("productID", nlohmann::json("none"));
  };
  CHECK(id(As::number, "0012") == 12);
  CHECK(id(As::number, "A1").is_number_integer());
  CHECK(id(As::number_if_digits, "000") == 0);
  CHECK(id(As::number_if_digits, "A1") == "A1");
  CHECK(id(As::boolean, "x") == true);
}

TEST_CASE("codes can be put in other places") {
  AnswerShape shape;
  shape.code_form = CodeForm::module_code;
  CHECK(parsed(shape, refusal).at("code") == 1101);
  shape.code_form = CodeForm::zero;
  CHECK(parsed(shape, refusal).at("code") == 0);
  shape.code_form = CodeForm::negative;
  CHECK(parsed(shape, refusal).at("code") == -4000);
  shape = {};
  shape.error_code = 5100;
  CHECK(parsed(shape, refusal).at("code") == 5100);
  CHECK(parsed(shape, refusal).at("codeDesc") == "OperationFailed");
  shape.error_desc = "Other";
  CHECK(parsed(shape, refusal).at("codeDesc") == "Other");
  CHECK(parsed(shape, success).at("code") == 0);
}

TEST_CASE("HTTP statuses follow the outcome") {
  AnswerShape shape;
  shape.error_status = 400;
  shape.duplicate_status = 409;
  CHECK(AnswerWriter(shape).write(success).status == 200);
  CHECK(AnswerWriter(shape).write(refusal).status == 400);
  CHECK(AnswerWriter(shape).write({4000, 1001, "x", {}, {}, {}, {}}).status == 409);
}

TEST_CASE("extra fields leave the documented ones alone") {
  AnswerShape shape;
  shape.extra_fields = true;
  nlohmann::json json = parsed(shape, success);
  CHECK(json.size() > 5);
  for (const char* key : {"requestId", "data", "cost"}) json.erase(key);
  CHECK(json == parsed(AnswerShape(), success));
}

TEST_CASE("only one side is wrapped where a shape says so") {
  AnswerShape shape;
  shape.wrapper = Wrapper::array;
  shape.wraps_success = false;
  CHECK(parsed(shape, success).is_object());
  CHECK(parsed(shape, refusal).is_array());
  shape.wraps_success = true;
  shape.wraps_errors = false;
  CHECK(parsed(shape, success).is_array());
  CHECK(parsed(shape, refusal).is_object());
}
