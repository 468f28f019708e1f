// SPDX-License-Identifier: MIT
#include <createproduct/doctest/check_answer.hpp>

#include <string>

#include <doctest/doctest.h>

#include <createproduct/wire/raw_request.hpp>

using namespace createproduct;

namespace {

const wire::WireRequest request{"GET", "Action=CreateProduct&productName=lamp", ""};
const std::string success = R"({"code":0,"message":"","codeDesc":"Success","productName":"lamp","productID":"A"})";
const std::string duplicate = R"({"code":4000,"message":"(1001)taken","codeDesc":"InvalidParameter"})";

}  // namespace

TEST_CASE("an answer that keeps the contract passes, in any of its types") {
  CREATEPRODUCT_CHECK_ANSWER(request, success);
  CREATEPRODUCT_CHECK_ANSWER(request, duplicate);
  wire::RawRequest raw;
  raw.add("Action", "CreateProduct").add("productName", "lamp");
  CREATEPRODUCT_CHECK_ANSWER(raw, (CreateProductResponse{0, "", "Success", "lamp", "A"}));
  CREATEPRODUCT_CHECK_ANSWER((CreateProductRequest{"lamp", {}}),
                             (judge::Answer{judge::Answer::Transport::answered, 200, success, "", 0}));
}

// Each assertion that must fail stands in a test case that must fail.

TEST_CASE("an empty body fails" * doctest::should_fail()) { CREATEPRODUCT_CHECK_ANSWER(request, std::string()); }

TEST_CASE("another name in the answer fails" * doctest::should_fail()) {
  CREATEPRODUCT_CHECK_ANSWER(request, (CreateProductResponse{0, "", "Success", "lampe", "A"}));
}

TEST_CASE("a success for a wrong request fails" * doctest::should_fail()) {
  CREATEPRODUCT_CHECK_ANSWER((CreateProductRequest{"a lamp", {}}),
                             (CreateProductResponse{0, "", "Success", "a lamp", "A"}));
}

TEST_CASE("a judge knows what went before") {
  judge::Judge judge;
  CHECK(CREATEPRODUCT_CHECK_NEXT_ANSWER(judge, request, success));
  CHECK(CREATEPRODUCT_CHECK_NEXT_ANSWER(judge, request, duplicate));
}

TEST_CASE("a second success for the same name fails" * doctest::should_fail()) {
  judge::Judge judge;
  CREATEPRODUCT_CHECK_NEXT_ANSWER(judge, request, success);
  CREATEPRODUCT_CHECK_NEXT_ANSWER(judge, request, success);
}

TEST_CASE("the message of a failure, with a comma, has all that a report has") {
  suite::Finding finding;
  finding.clause = "product-name.max-length";
  finding.case_id = "this exchange";
  finding.why = "because";
  finding.history = {{"first", {"GET", "Action=CreateProduct&productName=a%20b", ""}, false, {}}};
  finding.history.front().answer.body = success;
  const std::string text = testing::detail::finding_message(finding, testing::detail::commands_for("a target", "kqzvn"));
  CHECK(text.starts_with(R"(fail product-name.max-length (must, section 2)
   productName has at most 32 characters.
   request  GET
            Action       CreateProduct
            productName  a b
   answer   200  {"code":0,"message":"","codeDesc":"Success","productName":"lamp","productID":"A"}
   why      because
   shown    once, which is proof
   case     this exchange
   curl     curl --globoff 'http://127.0.0.1:8080/v2/index.php?Action=CreateProduct&productName=a%20b'
   replay   createproduct-conformance replay --endpoint 'http://127.0.0.1:8080/v2/index.php' --case '{"case":)"));
  CHECK(text.find("\"salt\":\"kqzvn\"") != std::string::npos);
  CHECK(text.ends_with("' '--test-case=the message of a failure\\, with a comma\\, has all that a report has'\n"));
}

TEST_CASE("the lines of a failure name the endpoint that a target is described by") {
  const report::CommandLines lines = testing::detail::commands_for("https://h/v2/index.php", "");
  CHECK(lines.url == "https://h/v2/index.php");
  CHECK(lines.replay == "createproduct-conformance replay --endpoint 'https://h/v2/index.php'");
}

TEST_CASE("the message of a failure holds no signature") {
  suite::Finding finding;
  finding.clause = "product-name.max-length";
  const char* const query = "Action=CreateProduct&productName=a&SecretId=AKIDabc&Signature=c2VjcmV0";
  finding.history = {{"first", {"GET", query, ""}, true, {}}};
  const std::string text = testing::detail::finding_message(finding, testing::detail::commands_for("", ""));
  CHECK(text.find("AKIDabc") == std::string::npos);
  CHECK(text.find("c2VjcmV0") == std::string::npos);
  CHECK(text.find("createproduct-conformance sign") != std::string::npos);
}
