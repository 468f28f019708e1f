// SPDX-License-Identifier: MIT
#include <createproduct/wire/double_from_chars.hpp>

#include <charconv>
#include <string>
#include <system_error>

#include <doctest/doctest.h>

TEST_CASE("numbers are read alike where the standard library has no std::from_chars for them") {
  for (const std::string text :
       {"0", "-0", "2.0", "-2.5", "20e-1", "2E+0", "0e5", "9e99", "1e-400", "4.9e-324", "1e400", "-1e400", "0.1",
        "123456789012345678901234567890", "", "-", "x", "2x", " 2", "+2", "2e", "0x2", "inf"}) {
    CAPTURE(text);
    double value = -1;
    double expected = -1;
    const char* const last = text.data() + text.size();
    const auto read = createproduct::wire::detail::double_from_locale(text.data(), last, value);
    const auto wanted = std::from_chars(text.data(), last, expected);
    const bool whole_text = wanted.ec != std::errc::invalid_argument && wanted.ptr == last && text != "inf";
    CHECK((read.ec != std::errc::invalid_argument) == whole_text);
    if (!whole_text) continue;
    CHECK(read.ptr == last);
    CHECK(read.ec == wanted.ec);
    CHECK(value == expected);
    double either = -1;
    CHECK(createproduct::wire::double_from_chars(text.data(), last, either).ec == wanted.ec);
    CHECK(either == expected);
  }
}
