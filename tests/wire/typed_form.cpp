// SPDX-License-Identifier: MIT
#include <createproduct/wire/typed_form.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <doctest/doctest.h>

namespace {

using createproduct::Error;
using createproduct::wire::Plus;
using createproduct::wire::TypedForm;
using createproduct::wire::WireRequest;

static_assert(!std::is_constructible_v<TypedForm, WireRequest>, "a temporary request would be gone");
static_assert(std::is_constructible_v<TypedForm, const WireRequest&>);

/// The error of asking `wire` for the text t and the number n, as text.
std::string error_of(const WireRequest& wire) {
  TypedForm form(wire);
  [[maybe_unused]] const auto t = form.text("t");
  [[maybe_unused]] const auto n = form.number("n");
  if (!form.error()) return "";
  CHECK(form.error()->code == Error::Code::input);
  return form.error()->text();
}

}  // namespace

TEST_CASE("parameters are read by type and absent ones are nothing") {
  const WireRequest wire{"GET", "t=a%20b&n=17&%65=&x&y=%zz", ""};
  TypedForm form(wire);
  CHECK(form.text("t") == "a b");
  CHECK(form.number("n") == 17);
  CHECK(form.text("e") == "");
  CHECK_FALSE(form.text("absent"));
  CHECK_FALSE(form.number("absent"));
  CHECK_FALSE(form.error());
}

TEST_CASE("a GET is read from the query and a POST from the body") {
  const WireRequest post{"POST", "", "t=1"};
  CHECK(TypedForm(post).text("t") == "1");
  CHECK(error_of(post).empty());
  CHECK(error_of({"POST", "t=1", ""}) == "query: a POST has its parameters in the body");
  CHECK(error_of({"GET", "", "t=1"}) == "body: a GET has its parameters in the query");
  CHECK(error_of({"PUT", "t=1", ""}) == "method: neither GET nor POST");
  CHECK(error_of({"get", "t=1", ""}) == "method: neither GET nor POST");
}

TEST_CASE("a plus sign is read as the caller says") {
  const WireRequest wire{"GET", "t+u=a+b%2B", ""};
  CHECK(TypedForm(wire).text("t u") == "a b+");
  CHECK(TypedForm(wire, Plus::literal).text("t+u") == "a+b+");
  CHECK_FALSE(TypedForm(wire, Plus::literal).text("t u"));
}

TEST_CASE("numbers are plain unsigned decimals of 64 bits") {
  const WireRequest wire{"GET", "a=0&b=18446744073709551615", ""};
  TypedForm form(wire);
  CHECK(form.number("a") == 0);
  CHECK(form.number("b") == std::numeric_limits<std::uint64_t>::max());
  CHECK_FALSE(form.error());
  for (const std::string_view bad :
       {"", "-1", "%2B1", "+1", "1+", "01", "00", "1.0", "1e3", "0x1", "a", "18446744073709551616"}) {
    CAPTURE(bad);
    CHECK(error_of({"GET", "n=" + std::string(bad), ""}) == "n: not an unsigned 64-bit integer in plain decimal");
  }
}

TEST_CASE("text that cannot be read in one way only is an error at its byte or name") {
  CHECK(error_of({"GET", "x=1&t=a%4", ""}) == "query byte 7: a percent sign without two hexadecimal digits");
  CHECK(error_of({"GET", "t=%25%41%4x%", ""}) == "query byte 8: a percent sign without two hexadecimal digits");
  CHECK(error_of({"POST", "", "t=%"}) == "body byte 2: a percent sign without two hexadecimal digits");
  CHECK(error_of({"GET", "x=1&t", ""}) == "query byte 4: a parameter without an equals sign");
  CHECK(error_of({"GET", "t=1&x=2&%74=1", ""}) == "t: given more than once");
  CHECK(error_of({"GET", "t=1&t", ""}) == "t: given more than once");
  CHECK(error_of({"GET", "t=%ff", ""}) == "t: not UTF-8");
  CHECK(error_of({"GET", "t=\xE6\x9E", ""}) == "t: not UTF-8");
}

TEST_CASE("a required parameter that is absent is an error and only the first error is kept") {
  const WireRequest wire{"GET", "t=1", ""};
  TypedForm form(wire);
  CHECK(form.required("t", form.text("t")) == "1");
  CHECK_FALSE(form.error());
  CHECK(form.required("u", form.text("u")).empty());
  form.fail("t", "not nice");
  REQUIRE(form.error());
  CHECK(form.error()->text() == "u: missing");
}
