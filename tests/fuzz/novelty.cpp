// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/novelty.hpp>

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <createproduct/judge/classification.hpp>

using namespace createproduct;

namespace {

suite::Sent sent(std::string name, std::string body, int status = 200) {
  suite::Sent out;
  out.exchange.sent = {"GET", "Action=CreateProduct&productName=" + name, ""};
  out.request = judge::classify(out.exchange.sent);
  out.exchange.answer.body = std::move(body);
  out.exchange.answer.status = status;
  return out;
}

}  // namespace

TEST_CASE("an answer is new by its code, its fields, its words, or what its request had earned") {
  fuzz::Novelty novelty;
  const std::string refused = R"({"code":4000,"message":"(1101)bad name","codeDesc":"X"})";
  CHECK(novelty.take(sent("a.", refused)));
  CHECK_FALSE(novelty.take(sent("b.", refused)));
  CHECK(novelty.take(sent("b.", R"({"code":4000,"message":"(1101)bad name","codeDesc":7})")));
  CHECK(novelty.take(sent("b.", R"({"code":4000,"message":"(1101)no such region","codeDesc":"X"})")));
  CHECK(novelty.take(sent("b.", R"({"code":4001,"message":"(1101)bad name","codeDesc":"X"})")));
  CHECK(novelty.take(sent("b.", refused, 500)));
  CHECK(novelty.take(sent("c", refused)));
  CHECK_FALSE(novelty.take(sent("d", refused)));
}

TEST_CASE("names and numbers in a message make it no new one, and there is an end to new messages") {
  fuzz::Novelty novelty;
  CHECK(novelty.take(sent("abcd.", R"({"code":4000,"message":"(1101)abcd. at 17","codeDesc":"X"})")));
  CHECK_FALSE(novelty.take(sent("efgh.", R"({"code":4000,"message":"(1101)efgh. at 99","codeDesc":"X"})")));
  std::size_t count = 0;
  for (int i = 0; i < 300; ++i)
    if (novelty.take(sent("a.", R"({"code":4000,"message":"(1101))" +
                                    std::string(static_cast<std::size_t>(i % 150) + 1, 'x') +
                                    "\",\"codeDesc\":\"X\"}")))
      ++count;
  CHECK(count < 70);
}

TEST_CASE("there is an end to new codes and new fields, too") {
  fuzz::Novelty novelty;
  std::size_t codes = 0, fields = 0;
  for (int i = 0; i < 2000; ++i)
    if (novelty.take(sent("a.", R"({"code":)" + std::to_string(i) + "}"))) ++codes;
  for (int i = 0; i < 2000; ++i)
    if (novelty.take(sent("a.", R"({"code":1,"f)" + std::to_string(i) + R"(":1})"))) ++fields;
  CHECK(codes == 500);
  CHECK(fields < 500);
  CHECK(novelty.size() < 2000);
}
