// SPDX-License-Identifier: MIT
#include <createproduct/judge/decimal.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using createproduct::judge::Decimal;
using createproduct::judge::read_decimal;

TEST_CASE("whole numbers are told by their value") {
  struct Row {
    std::string_view text;
    double value;
  };
  for (const Row& row : {Row{"2.0", 2}, Row{"2.000", 2}, Row{"-2.0", -2}, Row{"20e-1", 2}, Row{"2e0", 2},
                         Row{"2E+0", 2}, Row{"0.2e1", 2}, Row{"1e1", 10}, Row{"0.0", 0}, Row{"-0.0", 0}, Row{"0e5", 0},
                         Row{"4000.0", 4000}, Row{"9e99", 9e99}, Row{"7", 7}}) {
    CAPTURE(row.text);
    const Decimal decimal = read_decimal(row.text);
    CHECK(decimal.whole);
    CHECK(decimal.value == row.value);
    CHECK_FALSE(decimal.beyond_range);
  }
}

TEST_CASE("a fraction is no whole number") {
  for (const std::string_view text : {"0.5", "2.5", "-0.5", "1.9999", "1e-1", "5e-1", "25e-1", "2.0000001", "4000.5"}) {
    CAPTURE(text);
    CHECK_FALSE(read_decimal(text).whole);
    CHECK_FALSE(read_decimal(text).beyond_range);
    CHECK(read_decimal(text).value == 0);
  }
}

TEST_CASE("what doubles cannot tell apart counts as the nearest of them") {
  CHECK(read_decimal("2.00000000000000000000000001").whole);
  CHECK(read_decimal("1.99999999999999999999999999").value == 2);
  for (const std::string_view text : {"1e-400", "-1e-400", "0.1e-400", "0.0001e-999", "1.5E-9999"}) {
    CAPTURE(text);
    CHECK(read_decimal(text).whole);
    CHECK(read_decimal(text).value == 0);
  }
  CHECK(read_decimal("0." + std::string(400, '0') + "1").whole);
}

TEST_CASE("numbers beyond all doubles are told from tiny ones") {
  for (const std::string_view text : {"1e400", "-1e400", "1E+400", "0.1e401", "0.01e999", "1.5e9999"}) {
    CAPTURE(text);
    CHECK(read_decimal(text).beyond_range);
    CHECK_FALSE(read_decimal(text).whole);
  }
  CHECK(read_decimal(std::string(400, '9')).beyond_range);
  CHECK(read_decimal("-" + std::string(400, '9') + ".5").beyond_range);
}

TEST_CASE("text that is no number is not whole") {
  for (const std::string_view text : {"", "-", "x", "2x", "2 ", " 2", "--2", "+2", "2e", "2.0.0", "0x2"}) {
    CAPTURE(text);
    CHECK_FALSE(read_decimal(text).whole);
    CHECK_FALSE(read_decimal(text).beyond_range);
  }
}
