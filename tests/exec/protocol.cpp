// SPDX-License-Identifier: MIT
#include <createproduct/exec/protocol.hpp>

#include <string>
#include <utility>
#include <variant>

#include <doctest/doctest.h>

using namespace createproduct;
using Transport = judge::Answer::Transport;

namespace {

/// The error of a line from the child, or an empty text.
std::string child_error(const std::string& line) {
  const auto message = exec::read_child_message(line);
  return message ? std::string() : message.error().text();
}

}  // namespace

TEST_CASE("requests travel whole, whatever their bytes") {
  for (const wire::WireRequest& request :
       {wire::WireRequest{"GET", "Action=CreateProduct&productName=%22\"\n", ""},
        wire::WireRequest{"POST", "", "productName=\xFF\xFE\xE4\xBA\xA7"},
        wire::WireRequest{"PU\x01", std::string("a\0b", 3), std::string(1, '\0')}}) {
    const std::string line = exec::request_message(9007199254740991, request);
    CAPTURE(line);
    CHECK(line.find('\n') == line.npos);
    const auto message = exec::read_kit_message(line);
    REQUIRE(message);
    CHECK(std::get<exec::Request>(*message).id == 9007199254740991);
    CHECK(std::get<exec::Request>(*message).request == request);
  }
}

TEST_CASE("answers travel whole, and so does the lack of one") {
  for (const judge::Answer& answer :
       {judge::Answer{Transport::answered, 200, "{\"code\":0}", "", 0}, judge::Answer{Transport::answered, 429, "", "", 3},
        judge::Answer{Transport::answered, 200, "\xFF", "", 0},
        judge::Answer{Transport::timed_out, 0, "", "no answer within 5000 ms", 0},
        judge::Answer{Transport::closed, 200, "{\"co", "halfway", 0}, judge::Answer{Transport::not_sent, 0, "", "", 0}}) {
    const std::string line = exec::answer_message(7, answer);
    CAPTURE(line);
    const auto message = exec::read_child_message(line);
    REQUIRE(message);
    CHECK(std::get<exec::Reply>(*message).id == 7);
    CHECK(std::get<exec::Reply>(*message).answer == answer);
  }
}

TEST_CASE("each side greets with its version of the protocol") {
  const auto ours = exec::read_kit_message(exec::kit_hello());
  REQUIRE(ours);
  CHECK(std::get<exec::Hello>(*ours).protocol == 1);
  const auto theirs = exec::read_child_message(exec::child_hello(8));
  REQUIRE(theirs);
  CHECK(std::get<exec::Hello>(*theirs).parallel == 8);
  const auto other = exec::read_child_message(R"({"type":"hello","protocol":2,"parallel":"many"})");
  REQUIRE(other);
  CHECK(std::get<exec::Hello>(*other).protocol == 2);
}

TEST_CASE("members that nobody knows are ignored") {
  CHECK(child_error(R"({"type":"answer","id":1,"body":"","pid":4,"took":{"ms":[1]}})").empty());
  CHECK(child_error(R"({"protocol":1,"type":"hello","name":"mine"})").empty());
}

TEST_CASE("an error names the member that is wrong") {
  const std::pair<const char*, const char*> lines[] = {
      {"", "it is not JSON"},
      {"Listening", "it is not JSON"},
      {"{\"type\":\"answer\"} x", "it is not JSON"},
      {"[]", "it is not a JSON object"},
      {"{}", "type: it is missing"},
      {R"({"type":1})", "type: expected a text"},
      {R"({"type":"request"})", "type: expected hello or answer"},
      {R"({"type":"hello"})", "protocol: it is missing"},
      {R"({"type":"hello","protocol":1,"parallel":0})", "parallel: expected a number from 1 to 64"},
      {R"({"type":"answer","body":""})", "id: it is missing"},
      {R"({"type":"answer","id":-1,"body":""})", "id: expected a number from 0 to 9007199254740991"},
      {R"({"type":"answer","id":18446744073709551615,"body":""})", "id: expected a number from 0 to 9007199254740991"},
      {R"({"type":"answer","id":1.5,"body":""})", "id: expected a number from 0 to 9007199254740991"},
      {R"({"type":"answer","id":1})", "body: it is missing"},
      {R"({"type":"answer","id":1,"body":{}})", "body: expected a text"},
      {R"({"type":"answer","id":1,"body":"","body_hex":"F"})", "body_hex: expected hexadecimal digits, two for each byte"},
      {R"({"type":"answer","id":1,"transport":"lost"})", "transport: there is no transport lost"},
      {R"({"type":"answer","id":1,"body":"","status":1000})", "status: expected a number from 0 to 999"},
      {R"({"type":"answer","id":1,"body":"","retry_after":-1})", "retry_after: expected a number from 0 to 86400"},
  };
  for (const auto& entry : lines) {
    CAPTURE(entry.first);
    CHECK(child_error(entry.first) == entry.second);
  }
  const auto request = exec::read_kit_message(R"({"type":"request","id":1,"method":"GET","query":""})");
  REQUIRE(!request);
  CHECK(request.error().text() == "body: it is missing");
}

TEST_CASE("deeply nested text is read without harm") {
  CHECK(child_error(std::string(100000, '[')) == "it is not JSON");
  CHECK(child_error("{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + "}") == "type: it is missing");
}
