// SPDX-License-Identifier: MIT
// The messages of a child process, in both directions.
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/exec/adapter.hpp>
#include <createproduct/exec/protocol.hpp>
#include <createproduct/judge/answer.hpp>
#include <createproduct/wire/raw_request.hpp>

#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

std::vector<std::string> seeds() {
  judge::Answer answer;
  answer.body = R"({"code":0})";
  judge::Answer lost;
  lost.transport = judge::Answer::Transport::closed;
  lost.detail = "gone";
  lost.body = "\xFF{";
  lost.retry_after = 3;
  return {exec::kit_hello(),
          exec::child_hello(4),
          exec::request_message(1, {"GET", "Action=CreateProduct&productName=a", ""}),
          exec::request_message(9007199254740991, {"POST", "", "productName=\xFF%00"}),
          exec::answer_message(1, answer),
          exec::answer_message(2, lost),
          exec::kit_hello() + "\n" + exec::request_message(1, {"GET", "a=b", ""}) + "\n" +
              exec::request_message(2, {"POST", "", "c"}),
          R"({"type":"answer","id":1,"transport":"timed out"})",
          R"({"type":"hello","protocol":2,"parallel":65})",
          R"({"type":"answer","id":1,"body":"a","status":1000})"};
}

void check_line(std::string_view line) {
  if (const auto read = exec::read_child_message(line)) {
    if (const auto* reply = std::get_if<exec::Reply>(&*read)) {
      const std::string text = exec::answer_message(reply->id, reply->answer);
      require(nlohmann::json::accept(text), "a message is JSON", text);
      const auto back = exec::read_child_message(text);
      require(
          back && std::holds_alternative<exec::Reply>(*back) && std::get<exec::Reply>(*back).answer == reply->answer,
          "an answer, written, reads as it was", line, text);
    }
  } else {
    require(!read.error().message.empty(), "an error says what is wrong", line);
  }
  if (const auto read = exec::read_kit_message(line)) {
    if (const auto* request = std::get_if<exec::Request>(&*read)) {
      const std::string text = exec::request_message(request->id, request->request);
      require(nlohmann::json::accept(text), "a message is JSON", text);
      const auto back = exec::read_kit_message(text);
      require(back && std::holds_alternative<exec::Request>(*back) &&
                  std::get<exec::Request>(*back).request == request->request &&
                  std::get<exec::Request>(*back).id == request->id,
              "a request, written, reads as it was", line, text);
    }
  } else {
    require(!read.error().message.empty(), "an error says what is wrong", line);
  }
}

}  // namespace

FUZZ_TARGET("protocol", properties, seeds) {
  std::istringstream lines{std::string(bytes)};
  for (std::string line; std::getline(lines, line);) check_line(line);
  // Whatever the other side writes, each line that comes back can be read.
  std::istringstream in{std::string(bytes)};
  std::ostringstream out;
  auto target = [](const wire::WireRequest& request) { return request.query + request.body; };
  const Result<std::size_t> served = exec::serve(target, in, out);
  std::istringstream written(out.str());
  std::size_t answers = 0;
  for (std::string line; std::getline(written, line);) {
    const auto message = exec::read_child_message(line);
    require(message.has_value(), "what an adapter writes can be read", line);
    if (std::holds_alternative<exec::Reply>(*message)) ++answers;
  }
  if (served) require(answers == *served, "an adapter answers as often as it says", bytes);
}
