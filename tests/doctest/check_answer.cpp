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

TEST_CASE("the message of a failure is the evidence without a command line") {
  suite::Finding finding;
  finding.clause = "product-name.max-length";
  finding.why = "because";
  const std::string text = testing::detail::finding_message(finding);
  CHECK(text.starts_with("fail product-name.max-length (must, section 2)\n"));
  CHECK(text.find("   why      because\n") != std::string::npos);
  CHECK(text.find("curl") == std::string::npos);
}
