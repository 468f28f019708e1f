// SPDX-License-Identifier: MIT
#include <createproduct/suite/target.hpp>

#include <string>

#include <doctest/doctest.h>

using createproduct::judge::Answer;
using createproduct::suite::Send;
using createproduct::suite::send_to;
using createproduct::suite::Target;
using createproduct::wire::WireRequest;

namespace {

struct Counter {
  int calls = 0;
  std::string operator()(const WireRequest& request) {
    ++calls;
    return request.query;
  }
};

Answer closed(const WireRequest&) {
  Answer answer;
  answer.transport = Answer::Transport::closed;
  answer.status = 0;
  answer.detail = "gone";
  return answer;
}

}  // namespace

TEST_CASE("a target takes a request and gives an answer or a body") {
  const auto answers = [](const WireRequest&) { return Answer{}; };
  const auto writes = [](const WireRequest&) { return std::string(); };
  const auto literal = [](WireRequest) { return "{}"; };
  CHECK(Target<decltype(answers)>);
  CHECK(Target<decltype(writes)>);
  CHECK(Target<decltype(literal)>);
  CHECK(Target<decltype(closed)>);
  CHECK(Target<Counter>);
  CHECK(Target<Send>);

  const auto counts = [](const WireRequest&) { return 1; };
  const auto takes_nothing = [] { return std::string(); };
  const auto takes_text = [](const std::string&) { return std::string(); };
  CHECK_FALSE(Target<decltype(counts)>);
  CHECK_FALSE(Target<decltype(takes_nothing)>);
  CHECK_FALSE(Target<decltype(takes_text)>);
  CHECK_FALSE(Target<int>);
}

TEST_CASE("a body becomes an answer in order") {
  auto target = [](const WireRequest& request) { return request.method + " " + request.query + " " + request.body; };
  const Answer answer = send_to(target)({"POST", "a=1", "b=2"});
  CHECK(answer.transport == Answer::Transport::answered);
  CHECK(answer.status == 200);
  CHECK(answer.body == "POST a=1 b=2");
  CHECK(answer.retry_after == 0);
}

TEST_CASE("an answer arrives as it is") { CHECK(send_to(closed)({}) == closed({})); }

TEST_CASE("the target is referred to, not copied") {
  Counter counter;
  const Send send = send_to(counter);
  const Send copy = send;
  (void)send({"GET", "a", ""});
  CHECK(copy({"GET", "b", ""}).body == "b");
  CHECK(counter.calls == 2);
}
