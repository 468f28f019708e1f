// SPDX-License-Identifier: MIT
// Bodies of answers: what the judge makes of them, and the typed reader.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/wire/response_codec.hpp>

#include "frame/spaced.hpp"
#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;
using fuzzing::spaced;

constexpr std::array<std::string_view, 4> queries{
    "Action=CreateProduct&productName=kqzvna", "Action=CreateProduct&productName=a%20b",
    "Action=CreateProduct&productName=kqzvna&productProperties=%7B%7D", "Action=NoSuchOperation&productName=kqzvna"};

std::vector<std::string> seeds() {
  std::vector<std::string> out{
      "",
      "{}",
      "[]",
      "null",
      "<html></html>",
      R"({"code":"0","message":"","codeDesc":"Success","productID":7})",
      R"({"code":4400,"message":"too many requests","codeDesc":"RequestRateLimit"})",
      R"({"code":4000,"message":"(1100)internal","codeDesc":"InternalError","x":{"y":[1,2,{"z":null}]}})",
      R"({"code":0,"message":"","codeDesc":"Success","productName":"kqzvna","productID":"A","productID":"B"})"};
  mock::Service service;
  for (const std::string_view query : queries) {
    out.push_back(service.handle({"GET", std::string(query), ""}).body);
    out.push_back(service.handle({"GET", std::string(query), ""}).body);
  }
  return out;
}

/// What a judge says of `body`, in words.
std::string ruling_on(std::string_view query, std::string_view body, int status) {
  judge::Judge judge("kqzv");
  judge::Answer answer;
  answer.status = status;
  answer.body = body;
  const judge::Ruling ruling = judge.rule("first", judge::classify({"GET", std::string(query), ""}), answer);
  std::string out = std::to_string(static_cast<int>(ruling.outcome));
  ruling.checked.for_each([&out](ClauseId clause) { out.append(" +").append(clause.id()); });
  for (const judge::Breach& breach : ruling.breaches) out.append(" -").append(breach.clause.id());
  return out;
}

}  // namespace

FUZZ_TARGET("answer", properties, seeds) {
  judge::AnswerReading reading;
  judge::read_answer(bytes, reading);
  if (const Result<CreateProductResponse> typed = wire::parse_response(bytes)) {
    require(reading.is_object() && reading.code_number == typed->code, "judge and typed reader read the same code",
            bytes);
    const std::string text = wire::to_json(*typed);
    const Result<CreateProductResponse> back = wire::parse_response(text);
    require(back && *back == *typed, "a typed answer, written, reads as it was", text);
  }
  for (const std::string_view query : queries)
    for (const int status : {200, 500}) {
      const std::string ruling = ruling_on(query, bytes, status);
      require(ruling == ruling_on(query, bytes, status), "the same answer gets the same verdict", bytes);
      if (reading.is_object() && !bytes.starts_with("\xEF") &&
          wire::read_shallow_json(bytes).state == wire::ShallowJson::State::complete)
        require(ruling == ruling_on(query, spaced(bytes), status), "white space between tokens changes no verdict",
                bytes, ruling);
    }
}
