// SPDX-License-Identifier: MIT
#include <createproduct/wire/form.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "random.hpp"

namespace {

using createproduct::wire::decode;
using createproduct::wire::encode;
using createproduct::wire::FormField;
using createproduct::wire::Parameter;
using createproduct::wire::RawRequest;
using createproduct::wire::split_form;
using createproduct::wire::WireRequest;
using Form = Parameter::Form;
using Place = Parameter::Place;

/// The pieces of `text`, each as `name|value`, or as `name` alone without an equals sign.
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> out;
  for (const FormField& field : split_form(text)) {
    out.emplace_back(field.name);
    if (field.has_equals) out.back().append("|").append(field.value);
  }
  return out;
}

using Pieces = std::vector<std::string>;

}  // namespace

TEST_CASE("wire text is split at ampersands and at the first equals sign of each piece") {
  CHECK(pieces("").empty());
  CHECK(pieces("a=1") == Pieces{"a|1"});
  CHECK(pieces("a=1&b=2&a=3") == Pieces{"a|1", "b|2", "a|3"});
  CHECK(pieces("a=b=c==") == Pieces{"a|b=c=="});
  CHECK(pieces("a") == Pieces{"a"});
  CHECK(pieces("a=") == Pieces{"a|"});
  CHECK(pieces("=1") == Pieces{"|1"});
  CHECK(pieces("=") == Pieces{"|"});
  CHECK(pieces("&") == Pieces{"", ""});
  CHECK(pieces("&a=1&&b&") == Pieces{"", "a|1", "", "b", ""});
  CHECK(pieces("a=1;b=2?c#d") == Pieces{"a|1;b=2?c#d"});
  CHECK(pieces("%26=%3D") == Pieces{"%26|%3D"});
}

TEST_CASE("parameters without a place go to the query or to the body of a POST") {
  RawRequest request = RawRequest().add("Action", "CreateProduct").add("productName", "a:b");
  CHECK(encode(request) == WireRequest{"GET", "Action=CreateProduct&productName=a%3Ab", ""});
  request.method = "POST";
  CHECK(encode(request) == WireRequest{"POST", "", "Action=CreateProduct&productName=a%3Ab"});
  request.method = "post";
  CHECK(encode(request).query == "Action=CreateProduct&productName=a%3Ab");
}

TEST_CASE("parameters with a place go there whatever the method") {
  RawRequest request;
  request.parameters = {{"a", "1", Form::encoded, Place::body},
                        {"b", "2", Form::encoded, Place::query},
                        {"c", "3", Form::encoded, Place::by_method},
                        {"d", "4", Form::encoded, Place::body}};
  CHECK(encode(request) == WireRequest{"GET", "b=2&c=3", "a=1&d=4"});
  request.method = "POST";
  CHECK(encode(request) == WireRequest{"POST", "b=2", "a=1&c=3&d=4"});
}

TEST_CASE("each form of a parameter has its own wire text") {
  RawRequest request;
  request.parameters = {{"n&", "v=%", Form::encoded, Place::query},
                        {"n&", "v=%", Form::literal, Place::query},
                        {"n&", "ignored", Form::bare, Place::query},
                        {"", "", Form::encoded, Place::query},
                        {"", "", Form::bare, Place::query}};
  CHECK(encode(request).query == "n%26=v%3D%25&n&=v=%&n&&=&");
  CHECK(encode(RawRequest()) == WireRequest{"GET", "", ""});
}

TEST_CASE("decoded parameters come back raw when they were spelled as encode spells them and literal otherwise") {
  const RawRequest request = decode({"GET", "a=%26&b=%2d&c=x+y&d=%zz&e&a%26=1&%41=2&=&", "f=1"});
  const std::vector<Parameter> expected = {
      {"a", "&", Form::encoded, Place::query},   {"b", "%2d", Form::literal, Place::query},
      {"c", "x+y", Form::literal, Place::query}, {"d", "%zz", Form::literal, Place::query},
      {"e", "", Form::bare, Place::query},       {"a&", "1", Form::encoded, Place::query},
      {"%41", "2", Form::literal, Place::query}, {"", "", Form::encoded, Place::query},
      {"", "", Form::bare, Place::query},        {"f", "1", Form::encoded, Place::body},
  };
  CHECK(request.method == "GET");
  CHECK(request.parameters == expected);
}

TEST_CASE("random wire text comes back byte for byte from its parameters") {
  using std::string_view_literals::operator""sv;
  Random random(2);
  for (int i = 0; i < 10'000; ++i) {
    const auto soup = [&] { return random.coin() ? random.text_of("&=%+aA0Ff2 \0\xFF~{\""sv, 24) : random.bytes(24); };
    const WireRequest wire{random.coin() ? "GET" : "POST", soup(), soup()};
    const WireRequest again = encode(decode(wire));
    if (again != wire) FAIL("query ", wire.query, " body ", wire.body);
  }
}

TEST_CASE("random raw parameters come back from their wire text") {
  Random random(3);
  for (int i = 0; i < 10'000; ++i) {
    RawRequest request;
    request.method = random.coin() ? "GET" : "POST";
    for (const Place place : {Place::query, Place::body})
      for (std::size_t count = random.below(4); count > 0; --count)
        request.parameters.push_back({random.bytes(6), random.bytes(12), Form::encoded, place});
    if (decode(encode(request)) != request) FAIL("query ", encode(request).query);
  }
}
