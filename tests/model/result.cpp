// SPDX-License-Identifier: MIT
#include <createproduct/model/result.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <doctest/doctest.h>

namespace {

using createproduct::Error;
using createproduct::Result;

Result<int> halved(int number) {
  if (number % 2 != 0) return Error{Error::Code::input, "number", "not even"};
  return number / 2;
}

static_assert(!std::is_convertible_v<Result<int>, bool>,
              "a result must not pass for the number or truth value it holds");
static_assert(!std::is_default_constructible_v<Result<int>>);

}  // namespace

TEST_CASE("a result holds a value") {
  const Result<int> result = halved(8);
  REQUIRE(result.has_value());
  CHECK(static_cast<bool>(result));
  CHECK(result.value() == 4);
  CHECK(*result == 4);
}

TEST_CASE("a result holds an error") {
  const Result<int> result = halved(7);
  REQUIRE_FALSE(result.has_value());
  CHECK_FALSE(static_cast<bool>(result));
  CHECK(result.error().code == Error::Code::input);
  CHECK(result.error().where == "number");
  CHECK(result.error().message == "not even");
}

TEST_CASE("the value of a result can be changed and moved out of") {
  Result<std::string> text = std::string("abc");
  text->push_back('d');
  *text += 'e';
  text.value() += 'f';
  CHECK(std::as_const(text)->size() == 6);
  const std::string taken = *std::move(text);
  CHECK(taken == "abcdef");

  Result<std::unique_ptr<int>> owner = std::make_unique<int>(5);
  const std::unique_ptr<int> moved = std::move(owner).value();
  CHECK(*moved == 5);
  CHECK(owner.value() == nullptr);
}

TEST_CASE("an error reads as its place and its message") {
  CHECK(Error{Error::Code::usage, "--seed", "not a number"}.text() == "--seed: not a number");
  CHECK(Error{Error::Code::usage, "", "nothing to do"}.text() == "nothing to do");
  CHECK(Error{}.code == Error::Code::internal);
}
