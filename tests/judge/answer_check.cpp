// SPDX-License-Identifier: MIT
#include <createproduct/judge/answer_check.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "helpers.hpp"

using createproduct::judge::AnswerReading;
using createproduct::judge::read_answer;
using createproduct::judge::Ruling;
using Outcome = createproduct::judge::Ruling::Outcome;
namespace detail = createproduct::judge::detail;

namespace {

/// What one function makes of a body.
template <class Check>
Ruling ruled(std::string_view body, Check check) {
  AnswerReading reading;
  read_answer(body, reading);
  REQUIRE(reading.is_object());
  Ruling out;
  check(out, reading);
  return out;
}

struct Meaning {
  Outcome outcome;
  std::string breaks;
};

Meaning meaning(std::string_view body, bool must_succeed) {
  Meaning out;
  out.breaks = breaches(ruled(body, [&](Ruling& ruling, const AnswerReading& reading) {
    out.outcome = detail::decide_outcome(ruling, reading, must_succeed);
  }));
  return out;
}

}  // namespace

TEST_CASE("the fields of every answer have their types") {
  struct Row {
    std::string_view body, breaks;
  };
  for (const Row& row : {Row{R"({"code":0,"message":"","codeDesc":"Success"})", ""},
                         Row{R"({"code":4e3,"message":"","codeDesc":""})", ""},
                         Row{R"({})", "response.code.type response.message.type response.code-desc.type"},
                         Row{R"({"code":"0","message":0,"codeDesc":null})",
                             "response.code.type response.message.type response.code-desc.type"},
                         Row{R"({"code":0.5,"message":"","codeDesc":""})", "response.code.type"},
                         Row{R"({"code":null,"message":"","codeDesc":""})", "response.code.type"},
                         Row{R"({"code":true,"message":"","codeDesc":""})", "response.code.type"},
                         Row{R"({"code":0,"message":{},"codeDesc":""})", "response.message.type"},
                         Row{R"({"code":0,"message":"","codeDesc":["Success"]})", "response.code-desc.type"}}) {
    CAPTURE(row.body);
    const Ruling ruling = ruled(row.body, detail::check_types);
    CHECK(breaches(ruling) == row.breaks);
    CHECK(ruling.checked.size() + ruling.breaches.size() == 3);
  }
  const Ruling ruling = ruled(R"({"code":"0"})", detail::check_types);
  CHECK(ruling.breaches[0].why == "The field code is of kind string and not an integer");
  CHECK(ruling.breaches[1].why == "The answer has no field message");
}

TEST_CASE("code tells success from failure unless the other fields contradict it") {
  struct Row {
    std::string_view body;
    bool must_succeed;
    Outcome outcome;
    std::string_view breaks;
  };
  const std::string_view broken = "response.code.meaning";
  for (const Row& row : {
           Row{R"({"code":0,"message":"","codeDesc":"Success","productID":"X"})", true, Outcome::accepted, ""},
           Row{R"({"code":0})", false, Outcome::accepted, ""},
           Row{R"({"code":0,"message":"(0)ok","codeDesc":"Success","productID":"X"})", true, Outcome::accepted, ""},
           Row{R"({"code":0,"message":"(0)made","codeDesc":"OK"})", false, Outcome::accepted, ""},
           Row{R"({"code":0,"message":"(2024)made","codeDesc":"OK","productID":"X"})", true, Outcome::accepted, ""},
           Row{R"({"code":0,"message":"(2024)made","codeDesc":"Success"})", true, Outcome::accepted, ""},
           Row{R"({"code":0,"message":"made","codeDesc":"OK"})", false, Outcome::accepted, ""},
           Row{R"({"code":0,"message":"made","codeDesc":"Created"})", true, Outcome::accepted, ""},
           Row{R"({"code":0,"message":"made","codeDesc":"Created","productName":"a"})", false, Outcome::accepted, ""},
           Row{R"({"code":0,"message":"","codeDesc":"Whatever"})", false, Outcome::accepted, ""},
           // An error that calls itself 0.
           Row{R"({"code":0,"message":"(1101)no","codeDesc":"InvalidParameter"})", false, Outcome::refused, broken},
           Row{R"({"code":0,"message":"(1001)no","codeDesc":"Success","productID":"X"})", true, Outcome::refused,
               broken},
           Row{R"({"code":0,"message":"(1001)no","codeDesc":"Success","productName":"a","productID":"X"})", false,
               Outcome::refused, broken},
           Row{R"({"code":0,"message":"(9123)no","codeDesc":"InvalidParameter"})", true, Outcome::refused, broken},
           Row{R"({"code":0,"message":"no such name","codeDesc":"InvalidParameter"})", false, Outcome::refused, broken},
           // A success that does not.
           Row{R"({"code":0,"message":"(1001)no","codeDesc":"Success","productName":"a","productID":"X"})", true,
               Outcome::accepted, broken},
           Row{R"({"code":200,"message":"","codeDesc":"Success","productID":"X"})", false, Outcome::accepted, broken},
           Row{R"({"code":1,"message":"made","codeDesc":"ok","productID":"X"})", true, Outcome::accepted, broken},
           Row{R"({"code":1,"message":"","codeDesc":"","productID":"X"})", true, Outcome::accepted, broken},
           // Refusals, whatever they carry along.
           Row{R"({"code":4000,"message":"(1101)no","codeDesc":"InvalidParameter"})", true, Outcome::refused, ""},
           Row{R"({"code":4000,"message":"no","codeDesc":"InvalidParameter"})", true, Outcome::refused, ""},
           Row{R"({"code":-1})", true, Outcome::refused, ""},
           Row{R"({"code":4000,"message":"","codeDesc":"Success"})", false, Outcome::refused, ""},
           Row{R"({"code":4000,"message":"taken","codeDesc":"Success","productID":"X"})", false, Outcome::refused, ""},
           Row{R"({"code":4000,"message":"","codeDesc":"","productID":"X"})", false, Outcome::refused, ""},
           Row{R"({"code":4000,"message":"(1001)taken","codeDesc":"Success","productID":"X"})", true, Outcome::refused,
               ""},
           Row{R"({"code":5400,"message":"in part","codeDesc":"Partly","productID":"X"})", true, Outcome::refused, ""},
           Row{R"({"code":4000,"message":"","codeDesc":"Success","productID":""})", true, Outcome::refused, ""},
           // No code at all: what else there is must decide, or nothing does.
           Row{R"({"message":"","codeDesc":"Success","productID":"X"})", true, Outcome::accepted, ""},
           Row{R"({"code":null,"productID":"X"})", false, Outcome::accepted, ""},
           Row{R"({"message":"(1101)no"})", true, Outcome::refused, ""},
           Row{R"({"message":"taken","codeDesc":"NameExists","productID":"X"})", false, Outcome::refused, ""},
           Row{R"({"code":"InvalidParameter","message":"(1101)no"})", false, Outcome::refused, ""},
           Row{R"({"Response":{"Error":{"Code":"x"}}})", true, Outcome::unknown, ""},
           Row{R"({"message":"hello"})", false, Outcome::unknown, ""},
           Row{R"({})", true, Outcome::unknown, ""},
           // A number in a string is a number all the same.
           Row{R"({"code":"0","productID":"X"})", false, Outcome::accepted, ""},
           Row{R"({"code":"4000"})", false, Outcome::refused, ""},
       }) {
    CAPTURE(row.body);
    CAPTURE(row.must_succeed);
    const Meaning found = meaning(row.body, row.must_succeed);
    CHECK(found.outcome == row.outcome);
    CHECK(found.breaks == row.breaks);
  }
}

TEST_CASE("codeDesc of a success is Success, and of no other script than Latin in any case") {
  const auto of = [](std::string_view word) {
    return ruled("{\"codeDesc\":\"" + std::string(word) + "\",\"message\":\"x\"}", detail::check_success);
  };
  CHECK(breaches(of("Success")) == "");
  CHECK(of("Success").checked.has("response.code-desc.success"));
  CHECK(of("Success").checked.has("response.code-desc.english"));
  for (const std::string_view word : {"success", "OK", "Success ", "", "0"})
    CHECK(breaches(of(word)) == "response.code-desc.success");
  CHECK(breaches(of("\xE6\x88\x90\xE5\x8A\x9F")) == "response.code-desc.english response.code-desc.success");
  CHECK(breaches(ruled(R"({"codeDesc":null,"message":null})", detail::check_success)) == "");
}

TEST_CASE("codeDesc of a success names no error") {
  const auto of = [](std::string_view word) {
    return breaches(ruled("{\"codeDesc\":\"" + std::string(word) + "\",\"message\":\"\"}", detail::check_success));
  };
  for (const std::string_view word : {"InvalidParameter", "AuthFailure", "InternalError", "ResourceNotFound", "limitexceeded"})
    CHECK(of(word) == "response.code-desc.agrees");
  for (const std::string_view word : {"NoError", "OK", "Created", "No failure"})
    CHECK(of(word) == "response.code-desc.success");
  CHECK(of("Success") == "");
}

TEST_CASE("what a success says in its message is noted") {
  CHECK(choice(ruled(R"({"message":""})", detail::check_success), "silent.success-message") == "empty");
  CHECK(choice(ruled(R"({"message":"x"})", detail::check_success), "silent.success-message") == "text");
  CHECK(choice(ruled(R"({"message":1})", detail::check_success), "silent.success-message") == "");
}

TEST_CASE("code of a refusal is a public code and not a module code") {
  const auto of = [](int code, std::string_view message) {
    return ruled("{\"code\":" + std::to_string(code) + ",\"message\":\"" + std::string(message) + "\"}",
                 detail::check_refusal);
  };
  for (const int code : {1000, 1001, 1100, 1101}) CHECK(breaches(of(code, "x")) == "response.code.public");
  CHECK(breaches(of(1101, "(1101)x")) == "response.code.public");
  CHECK(breaches(of(9123, "(9123)x")) == "response.code.public");
  // A gateway may well put its public code into parentheses.
  CHECK(breaches(of(4100, "(4100)x")) == "");
  for (const int code : {4000, 4100, 4400, 5100, 6000, 1, -1, 200, 7707, 10011}) {
    CHECK(breaches(of(code, "(1101)x")) == "");
    CHECK(of(code, "(1101)x").checked.has("response.code.public"));
  }
  CHECK(of(7707, "x").unknown_public_code);
  CHECK(of(-1, "x").unknown_public_code);
  CHECK_FALSE(of(4000, "x").unknown_public_code);
  CHECK_FALSE(of(0, "(1101)x").unknown_public_code);
}

TEST_CASE("codeDesc of a refusal is English and not Success") {
  const auto of = [](std::string_view word) {
    return ruled("{\"code\":4000,\"codeDesc\":\"" + std::string(word) + "\"}", detail::check_refusal);
  };
  for (const std::string_view word : {"InvalidParameter", "Unsuccessful", "NoSuccess", "success rate exceeded"}) {
    CHECK(breaches(of(word)) == "");
    CHECK(of(word).checked.has("response.code-desc.agrees"));
    CHECK(of(word).checked.has("response.code-desc.english"));
  }
  for (const std::string_view word : {"Success", "success", "SUCCESS"})
    CHECK(breaches(of(word)) == "response.code-desc.agrees");
  for (const std::string_view word : {"", "4000", "\xE5\x8F\x82\xE6\x95\xB0"})
    CHECK(breaches(of(word)) == "response.code-desc.english");
  CHECK(breaches(ruled(R"({"code":4000,"codeDesc":4000})", detail::check_refusal)) == "");
}

TEST_CASE("fields of a product in a refusal are noted") {
  const auto noted = [](std::string_view fields) {
    return choice(ruled("{\"code\":4000" + std::string(fields) + "}", detail::check_refusal), "silent.error-fields");
  };
  CHECK(noted("") == "absent");
  CHECK(noted(R"(,"productName":"","productID":"")") == "absent");
  CHECK(noted(R"(,"productID":null)") == "absent");
  CHECK(noted(R"(,"productName":"a")") == "present");
  CHECK(noted(R"(,"productID":"X")") == "present");
  CHECK(noted(R"(,"productID":7)") == "present");
}
