// SPDX-License-Identifier: MIT
#include <createproduct/wire/json_number.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using createproduct::wire::is_beyond_double;
using createproduct::wire::json_number;
using createproduct::wire::JsonKind;
using createproduct::wire::JsonNumber;

TEST_CASE("a number is an integer or another number by its spelling") {
  for (const std::string_view text : {"0", "-0", "7", "-12", "123456789012345678901234567890"})
    CHECK(json_number(text).kind == JsonKind::integer);
  for (const std::string_view text : {"0.0", "7e0", "7E0", "-1.5e-3"}) {
    CHECK(json_number(text).kind == JsonKind::real);
    CHECK(json_number(text).text == text);
  }
}

TEST_CASE("integers are exact up to 64 bits and clamped beyond") {
  using Range = std::numeric_limits<std::int64_t>;
  struct Row {
    std::string_view text;
    std::int64_t value;
    bool clamped;
  };
  for (const Row& row :
       {Row{"-0", 0, false}, Row{"999999999999999999", 999999999999999999, false},
        Row{"1000000000000000000", 1000000000000000000, false}, Row{"9223372036854775807", Range::max(), false},
        Row{"9223372036854775808", Range::max(), true}, Row{"9223372036854775810", Range::max(), true},
        Row{"-9223372036854775808", Range::min(), false}, Row{"-9223372036854775809", Range::min(), true},
        Row{"92233720368547758070", Range::max(), true}, Row{"-1234567890123456789", -1234567890123456789, false}}) {
    CAPTURE(row.text);
    const JsonNumber number = json_number(row.text);
    CHECK(number.integer == row.value);
    CHECK(number.clamped == row.clamped);
    CHECK_FALSE(number.too_large);
  }
}

TEST_CASE("what is rounded to infinity is beyond double, and nothing below") {
  for (const std::string_view text :
       {"0", "0e999999999999999999999", "0.000e400", "1e308", "1.7976931348623158e308", "17976931348623158e292",
        "-1.7976931348623158e+308", "1e-999999999999999999999", "0.0001e312", "1.7976931348623158079e308"}) {
    CAPTURE(text);
    CHECK_FALSE(is_beyond_double(text));
  }
  for (const std::string_view text : {"1e309", "1.7976931348623159e308", "-17976931348623159e292", "0.0001e313",
                                      "1e999999999999999999999", "0.1E+999", "1.797693134862315808e308"}) {
    CAPTURE(text);
    CHECK(is_beyond_double(text));
  }
  CHECK_FALSE(is_beyond_double(std::string(308, '9')));
  CHECK(is_beyond_double(std::string(309, '9')));
  CHECK_FALSE(is_beyond_double("0." + std::string(400, '0') + "1e700"));
  CHECK(is_beyond_double("0." + std::string(400, '0') + "1e710"));
  CHECK(is_beyond_double(std::string(309, '9') + ".5"));
  CHECK_FALSE(is_beyond_double("1" + std::string(400, '0') + "e-100"));
}
