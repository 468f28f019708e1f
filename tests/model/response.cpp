// SPDX-License-Identifier: MIT
#include <createproduct/model/response.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

using createproduct::CreateProductResponse;
using createproduct::message_module_code;
using std::string_view_literals::operator""sv;

static_assert(message_module_code("(1101)name is not valid") == 1101);
static_assert(!message_module_code(""));

}  // namespace

TEST_CASE("the module code is read from the start of a message") {
  CHECK(message_module_code("(1001)") == 1001);
  CHECK(message_module_code("(1001) (1002)") == 1001);
  CHECK(message_module_code("(9123)EC_CDN_USER_EXIST cdn user exist") == 9123);
  CHECK(message_module_code("(0)fine") == 0);
  CHECK(message_module_code("(999999999)x") == 999'999'999);
  CHECK(message_module_code("(1100)\xE5\x86\x85\xE9\x83\xA8") == 1100);
  CHECK(message_module_code("(1101)\0"sv) == 1101);
}

TEST_CASE("a message that does not start with a module code has none") {
  for (const std::string_view message : {"1101"sv,
                                         "(1101"sv,
                                         "1101)"sv,
                                         "()"sv,
                                         "("sv,
                                         ")"sv,
                                         "( 1101)x"sv,
                                         "(1101 )x"sv,
                                         " (1101)x"sv,
                                         "x(1101)"sv,
                                         "(-1101)"sv,
                                         "(+1101)"sv,
                                         "(0x44d)"sv,
                                         "(110:)"sv,
                                         "(110/)"sv,
                                         "(1101.0)"sv,
                                         "(01101)"sv,
                                         "(00)"sv,
                                         "[1101]"sv,
                                         "((1101))"sv,
                                         "(1000000000)x"sv,
                                         "(99999999999999999999)x"sv,
                                         "(11\0"
                                         "01)"sv,
                                         "\xEF\xBC\x88"
                                         "1101\xEF\xBC\x89"sv,
                                         "(\xD9\xA1)"sv}) {
    CAPTURE(message);
    CHECK_FALSE(message_module_code(message));
  }
  CHECK_FALSE(message_module_code("(" + std::string(1'000'000, '1') + ")"));
}

TEST_CASE("a response is a success exactly when its code is 0") {
  const CreateProductResponse success{0, "", "Success", "fruit", "ABCDE12345"};
  CHECK(success.is_success());
  CHECK_FALSE(success.module_code());

  const CreateProductResponse refusal{4000, "(1001)name exists", "InvalidParameter", {}, {}};
  CHECK_FALSE(refusal.is_success());
  CHECK(refusal.module_code() == 1001);
  CHECK(refusal != success);
}
