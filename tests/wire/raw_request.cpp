// SPDX-License-Identifier: MIT
#include <createproduct/wire/raw_request.hpp>

#include <doctest/doctest.h>

using createproduct::wire::Parameter;
using createproduct::wire::RawRequest;
using createproduct::wire::WireRequest;

TEST_CASE("a raw request keeps its parameters in order and with repeats") {
  RawRequest request;
  request.add("a", "1").add("b", "2").add("a", "3").add("", "");
  REQUIRE(request.parameters.size() == 4);
  CHECK(request.parameters[2] == Parameter{"a", "3", Parameter::Form::encoded, Parameter::Place::by_method});
  CHECK(request.find("a") == &request.parameters[0]);
  CHECK(request.find("b")->value == "2");
  CHECK(request.find("") == &request.parameters[3]);
  CHECK(request.find("A") == nullptr);
  CHECK(RawRequest().find("a") == nullptr);
}

TEST_CASE("requests differ by method and by each part of a parameter") {
  const RawRequest request = RawRequest().add("a", "1");
  CHECK(request == RawRequest().add("a", "1"));
  RawRequest other = request;
  other.method = "POST";
  CHECK(other != request);
  other = request;
  other.parameters[0].form = Parameter::Form::literal;
  CHECK(other != request);
  other = request;
  other.parameters[0].place = Parameter::Place::query;
  CHECK(other != request);
  CHECK(WireRequest{"GET", "a=1", ""} != WireRequest{"GET", "", "a=1"});
}
