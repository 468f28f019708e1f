// SPDX-License-Identifier: MIT
#include <createproduct/wire/response_codec.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/shallow_json.hpp>

#include "random.hpp"

namespace {

using createproduct::CreateProductResponse;
using createproduct::Error;
using createproduct::Result;
using createproduct::wire::parse_response;
using createproduct::wire::read_shallow_json;
using createproduct::wire::ShallowJson;
using createproduct::wire::to_json;

std::string error_of(std::string_view body) {
  const Result<CreateProductResponse> response = parse_response(body);
  return response ? "" : response.error().text();
}

}  // namespace

TEST_CASE("the page's example answer is read") {
  const auto response = parse_response(R"({
    "productID": "ABCDE12345",
    "productName": "fruit",
    "message": "",
    "codeDesc": "Success",
    "code": 0
})");
  REQUIRE(response);
  CHECK(*response == CreateProductResponse{0, "", "Success", "fruit", "ABCDE12345"});
}

TEST_CASE("answers are written in the order of the page and absent fields left out") {
  CHECK(to_json({0, "", "Success", "fruit", "ABCDE12345"}) ==
        R"({"code":0,"message":"","codeDesc":"Success","productName":"fruit","productID":"ABCDE12345"})");
  CHECK(to_json({-4000, "(1101)\n", "InvalidParameter", {}, {}}) ==
        R"({"code":-4000,"message":"(1101)\n","codeDesc":"InvalidParameter"})");
}

TEST_CASE("what is written has the fields and the order of the specification") {
  namespace spec = createproduct::spec;
  const ShallowJson json = read_shallow_json(to_json({0, "", "", "", ""}));
  REQUIRE(json.members.size() == spec::response_field_table.size());
  for (std::size_t i = 0; i < json.members.size(); ++i)
    CHECK(json.members[i].key == spec::response_field_table[i].name);
}

TEST_CASE("fields that the page does not list are ignored") {
  const auto response =
      parse_response(R"({"code":4000,"message":"(1001)x","codeDesc":"d","Code":"x","requestId":[1],"a":1,"a":2})");
  REQUIRE(response);
  CHECK(*response == CreateProductResponse{4000, "(1001)x", "d", {}, {}});
}

TEST_CASE("an answer that cannot be typed is an error at its field") {
  CHECK(error_of(R"({"message":"","codeDesc":""})") == "code: missing");
  CHECK(error_of(R"({"code":0,"codeDesc":""})") == "message: missing");
  CHECK(error_of(R"({"code":0,"message":""})") == "codeDesc: missing");
  CHECK(error_of("{}") == "code: missing");
  CHECK(error_of(R"({"code":"0","message":"","codeDesc":""})") == "code: string, not an integer");
  CHECK(error_of(R"({"code":0.0,"message":"","codeDesc":""})") == "code: number, not an integer");
  CHECK(error_of(R"({"code":99999999999999999999,"message":"","codeDesc":""})") == "code: does not fit 64 bits");
  CHECK(error_of(R"({"code":0,"message":null,"codeDesc":""})") == "message: null, not a string");
  CHECK(error_of(R"({"code":0,"message":"","codeDesc":7})") == "codeDesc: integer, not a string");
  CHECK(error_of(R"({"code":0,"message":"","codeDesc":"","productName":null})") == "productName: null, not a string");
  CHECK(error_of(R"({"code":0,"message":"","codeDesc":"","productID":12})") == "productID: integer, not a string");
  CHECK(error_of(R"({"code":0,"code":0,"message":"","codeDesc":""})") == "code: given more than once");
}

TEST_CASE("a body that is no JSON object is an error of the whole") {
  CHECK(error_of("").starts_with("byte 0: not JSON"));
  CHECK(error_of("<html>").starts_with("byte 0: not JSON"));
  CHECK(error_of(R"({"code":0)").starts_with("byte 9: not JSON"));
  CHECK(error_of("[]") == "array, not an object");
  const auto deep = parse_response(R"({"code":0,"message":"","codeDesc":"","x":)" + std::string(1'000'000, '['));
  REQUIRE_FALSE(deep);
  CHECK(deep.error().code == Error::Code::limit);
  CHECK(deep.error().text() == "nested deeper than 64 levels");
}

TEST_CASE("random answers come back from their JSON text") {
  Random random(9);
  for (int i = 0; i < 10'000; ++i) {
    CreateProductResponse response;
    response.code = static_cast<std::int64_t>(random.next() >> random.below(64));
    response.message = random.utf8(30);
    response.code_desc = random.utf8(10);
    if (random.coin()) response.product_name = random.utf8(32);
    if (random.coin()) response.product_id = random.utf8(10);
    const std::string text = to_json(response);
    const auto again = parse_response(text);
    if (!again || *again != response) FAIL("text ", text);
  }
}
