// SPDX-License-Identifier: MIT
#include <createproduct/wire/request_codec.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/shallow_json.hpp>

#include "random.hpp"

namespace {

using createproduct::CommonParameters;
using createproduct::CreateProductRequest;
using createproduct::EncryptionType;
using createproduct::Error;
using createproduct::ProductProperties;
using createproduct::ProductType;
using createproduct::Region;
using createproduct::Result;
using createproduct::wire::add_common;
using createproduct::wire::decode;
using createproduct::wire::encode;
using createproduct::wire::parse_common;
using createproduct::wire::parse_properties;
using createproduct::wire::parse_request;
using createproduct::wire::Plus;
using createproduct::wire::RawRequest;
using createproduct::wire::read_shallow_json;
using createproduct::wire::ShallowJson;
using createproduct::wire::to_properties_json;
using createproduct::wire::to_raw;
using createproduct::wire::WireRequest;

ProductProperties random_properties(Random& random) {
  ProductProperties properties;
  if (random.coin()) properties.product_description = random.utf8(30);
  if (random.coin())
    properties.encryption_type = random.coin() ? EncryptionType::asymmetric : EncryptionType::symmetric;
  if (random.coin()) properties.region = Region::guangzhou;
  if (random.coin()) properties.product_type = static_cast<ProductType>(random.below(3));
  return properties;
}

CreateProductRequest random_request(Random& random) {
  CreateProductRequest request;
  request.product_name = random.utf8(40);
  if (random.coin()) request.product_properties = random_properties(random);
  return request;
}

CommonParameters random_common(Random& random) {
  CommonParameters common;
  for (std::optional<std::string>* text :
       {&common.region, &common.secret_id, &common.signature_method, &common.token, &common.signature})
    if (random.coin()) *text = random.utf8(12);
  if (random.coin()) common.timestamp = random.next() >> random.below(64);
  if (random.coin()) common.nonce = random.next() >> random.below(64);
  return common;
}

std::string properties_error(std::string_view text) {
  const Result<ProductProperties> properties = parse_properties(text);
  return properties ? "" : properties.error().text();
}

std::string request_error(std::string query) {
  const Result<CreateProductRequest> request = parse_request({"GET", std::move(query), ""});
  return request ? "" : request.error().text();
}

}  // namespace

TEST_CASE("properties are written in the order of the page and absent ones left out") {
  CHECK(to_properties_json({}) == "{}");
  CHECK(to_properties_json({"a \"b\"", EncryptionType::symmetric, Region::guangzhou, ProductType::nb_iot}) ==
        R"({"productDescription":"a \"b\"","encryptionType":"2","region":"gz","productType":2})");
  CHECK(to_properties_json({{}, EncryptionType::asymmetric, {}, ProductType::ordinary}) ==
        R"({"encryptionType":"1","productType":0})");
}

TEST_CASE("the properties of the page's example are read") {
  const auto properties = parse_properties(R"({"productDescription":"desc", "encryptionType":"1", "region":"gz"})");
  REQUIRE(properties);
  CHECK(*properties == ProductProperties{"desc", EncryptionType::asymmetric, Region::guangzhou, {}});
  CHECK(properties_error(R"({"productDescription":"desc", "encryptionType":"1", region":"gz"})")
            .starts_with("productProperties byte 52: not JSON"));
}

TEST_CASE("properties that the page does not list are ignored") {
  const auto properties = parse_properties(R"({"Region":1,"x":[{}],"x":null,"region":"gz"})");
  REQUIRE(properties);
  CHECK(*properties == ProductProperties{{}, {}, Region::guangzhou, {}});
}

TEST_CASE("a property that cannot be typed is an error at its key") {
  CHECK(properties_error(R"({"productDescription":5})") ==
        "productProperties/productDescription: integer, not a string");
  CHECK(properties_error(R"({"productDescription":null})") ==
        "productProperties/productDescription: null, not a string");
  CHECK(properties_error(R"({"encryptionType":1})") == "productProperties/encryptionType: integer, not a string");
  CHECK(properties_error(R"({"encryptionType":"3"})") == "productProperties/encryptionType: neither 1 nor 2");
  CHECK(properties_error(R"({"encryptionType":""})") == "productProperties/encryptionType: neither 1 nor 2");
  CHECK(properties_error(R"({"region":"GZ"})") == "productProperties/region: not gz");
  CHECK(properties_error(R"({"region":["gz"]})") == "productProperties/region: array, not a string");
  CHECK(properties_error(R"({"region":"gz","region":"gz"})") == "productProperties/region: given more than once");
  CHECK(properties_error(R"({"productType":"0"})") == "productProperties/productType: string, not an integer");
  CHECK(properties_error(R"({"productType":2.0})") == "productProperties/productType: number, not an integer");
  CHECK(properties_error(R"({"productType":-0})") == "productProperties/productType: zero with a minus sign");
  CHECK(properties_error(R"({"productType":3})") == "productProperties/productType: neither 0, 1 nor 2");
  CHECK(properties_error(R"({"productType":-1})") == "productProperties/productType: neither 0, 1 nor 2");
  CHECK(properties_error(R"({"productType":1e400})") ==
        "productProperties byte 19: a number is beyond the range of double");
  CHECK(properties_error("[]") == "productProperties: array, not an object");
  CHECK(properties_error("").starts_with("productProperties byte 0: not JSON"));
}

TEST_CASE("what is written has the names and the order of the specification") {
  namespace spec = createproduct::spec;
  const ProductProperties properties{"", EncryptionType::asymmetric, Region::guangzhou, ProductType::ordinary};
  const ShallowJson json = read_shallow_json(to_properties_json(properties));
  REQUIRE(json.members.size() == spec::property_table.size());
  for (std::size_t i = 0; i < json.members.size(); ++i) CHECK(json.members[i].key == spec::property_table[i].name);

  RawRequest own = to_raw({"a", properties});
  RawRequest common;
  add_common({"", 0, 0, "", "", "", ""}, common);
  std::vector<std::string_view> written{own.parameters[1].name, own.parameters[2].name, own.parameters[0].name};
  for (const auto& parameter : common.parameters) written.push_back(parameter.name);
  REQUIRE(written.size() == spec::parameter_table.size());
  for (std::size_t i = 0; i < written.size(); ++i) CHECK(written[i] == spec::parameter_table[i].name);
}

TEST_CASE("a request is written as its own parameters behind Action") {
  const CreateProductRequest request{"fruit:1", ProductProperties{{}, {}, Region::guangzhou, {}}};
  CHECK(to_raw(request) == RawRequest()
                               .add("Action", "CreateProduct")
                               .add("productName", "fruit:1")
                               .add("productProperties", R"({"region":"gz"})"));
  CHECK(to_raw({"fruit", {}}, "POST").method == "POST");
  CHECK(encode(to_raw(request)).query ==
        "Action=CreateProduct&productName=fruit%3A1&productProperties=%7B%22region%22%3A%22gz%22%7D");
  CHECK(encode(to_raw({"fruit", {}}, "POST")) == WireRequest{"POST", "", "Action=CreateProduct&productName=fruit"});
}

TEST_CASE("common parameters are added in the order of their page and absent ones left out") {
  RawRequest raw;
  add_common({}, raw);
  CHECK(raw.parameters.empty());
  add_common({"gz", 1465185768, 11886, "id", "HmacSHA256", "token", "sig="}, raw);
  CHECK(
      encode(raw).query ==
      "Region=gz&Timestamp=1465185768&Nonce=11886&SecretId=id&Signature=sig%3D&SignatureMethod=HmacSHA256&Token=token");
}

TEST_CASE("requests are read in any order and among other parameters") {
  const auto request = parse_request({"POST", "",
                                      "Nonce=x&productProperties=%7b+%22productType%22:2}&RequestClient=a&"
                                      "RequestClient=b&productName=a.b&&Action=CreateProduct"});
  REQUIRE(request);
  CHECK(*request == CreateProductRequest{"a.b", ProductProperties{{}, {}, {}, ProductType::nb_iot}});
}

TEST_CASE("a request that cannot be typed is an error at its place") {
  CHECK(request_error("productName=a") == "Action: missing");
  CHECK(request_error("") == "Action: missing");
  CHECK(request_error("Action=createProduct&productName=a") == "Action: not CreateProduct");
  CHECK(request_error("Action=CreateProduct") == "productName: missing");
  CHECK(request_error("Action=CreateProduct&ProductName=a") == "productName: missing");
  CHECK(request_error("Action=CreateProduct&productName=a&productName=b") == "productName: given more than once");
  CHECK(request_error("Action=CreateProduct&productName=%zz") ==
        "query byte 33: a percent sign without two hexadecimal digits");
  CHECK(request_error("Action=CreateProduct&productName=%C0%80") == "productName: not UTF-8");
  CHECK(request_error("Action=CreateProduct&productName=a&productProperties=")
            .starts_with("productProperties byte 0: not JSON"));
  CHECK(request_error("Action=CreateProduct&productName=a&productProperties=null") ==
        "productProperties: null, not an object");
  CHECK(request_error("Action=CreateProduct&productName=a&productProperties={\"region\":1}") ==
        "productProperties/region: integer, not a string");
  CHECK(request_error("Action=CreateProduct&productName=") == "");
  CHECK_FALSE(parse_request({"DELETE", "Action=CreateProduct&productName=a", ""}));
}

TEST_CASE("a plus sign in a request is read as the caller says") {
  const WireRequest wire{"GET", "Action=CreateProduct&productName=a+b", ""};
  CHECK(parse_request(wire)->product_name == "a b");
  CHECK(parse_request(wire, Plus::literal)->product_name == "a+b");
  CHECK(parse_common({"GET", "Region=a+b", ""}, Plus::literal)->region == "a+b");
}

TEST_CASE("common parameters that cannot be typed are errors") {
  const auto common = parse_common({"GET", "Timestamp=12x", ""});
  REQUIRE_FALSE(common);
  CHECK(common.error().where == "Timestamp");
  CHECK(parse_common({"GET", "Nonce=-1", ""}).error().where == "Nonce");
  CHECK(parse_common({"GET", "Region=gz&Region=gz", ""}).error().where == "Region");
  CHECK(*parse_common({"GET", "Action=x", ""}) == CommonParameters());
}

TEST_CASE("random properties come back from their JSON text") {
  Random random(6);
  for (int i = 0; i < 10'000; ++i) {
    const ProductProperties properties = random_properties(random);
    const std::string text = to_properties_json(properties);
    const auto again = parse_properties(text);
    if (!again || *again != properties) FAIL("text ", text);
  }
}

TEST_CASE("random requests come back from the wire") {
  Random random(7);
  for (int i = 0; i < 10'000; ++i) {
    const CreateProductRequest request = random_request(random);
    const CommonParameters common = random_common(random);
    RawRequest raw = to_raw(request, random.coin() ? "GET" : "POST");
    add_common(common, raw);
    const WireRequest wire = encode(raw);
    const Plus plus = random.coin() ? Plus::space : Plus::literal;
    const auto request_again = parse_request(wire, plus);
    const auto common_again = parse_common(wire, plus);
    if (!request_again || *request_again != request || !common_again || *common_again != common ||
        encode(decode(wire)) != wire)
      FAIL("query ", wire.query, " body ", wire.body);
  }
}

TEST_CASE("random wire text is read or refused and what is read is written and read again alike") {
  constexpr std::string_view pieces[] = {
      "Action=CreateProduct", "productName=", "productProperties=", "&", "=",  "%", "7B", "{",   "}",
      "\"region\":",          "\"gz\"",       "\"productType\":",   "1", "\"", ",", "+",  "\xFF"};
  Random random(8);
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    WireRequest wire{"GET", random.coin() ? "Action=CreateProduct&productName=a&productProperties={" : "", ""};
    for (std::size_t count = random.below(8); count > 0; --count) wire.query += pieces[random.below(std::size(pieces))];
    if (random.coin()) wire.query += '}';
    const auto request = parse_request(wire);
    if (!request) {
      if (request.error().where.empty() || request.error().message.empty()) FAIL("query ", wire.query);
      continue;
    }
    ++read;
    const auto again = parse_request(encode(to_raw(*request)));
    if (!again || *again != *request) FAIL("query ", wire.query);
  }
  CHECK(read > 500);
}
