// SPDX-License-Identifier: MIT
#ifdef CONSUMER_HEADER
#include CONSUMER_HEADER
#else
#include <createproduct/judge.hpp>
#include <createproduct/wire.hpp>
#endif

bool CONSUMER_FUNCTION() {
  namespace judge = createproduct::judge;
  namespace wire = createproduct::wire;
  judge::Answer answer;
  answer.body = R"({"code":0,"message":"","codeDesc":"Success","productName":"pump-1","productID":"A1"})";
  const auto request = judge::classify(wire::encode(wire::to_raw({"pump-1", {}})));
  judge::Judge judged;
  const bool kept = judged.rule("first", request, answer).breaches.empty();
  return kept && judged.rule("first", request, answer).breach_of("product-name.unique") != nullptr;
}
