// SPDX-License-Identifier: MIT
#include <createproduct/wire/ascii_case.hpp>

#include <doctest/doctest.h>

using createproduct::wire::lower_case;
using createproduct::wire::other_case;

TEST_CASE("letters change their case and nothing else does") {
  CHECK(lower_case("AZaz09@[`{") == "azaz09@[`{");
  CHECK(other_case("AZaz09@[`{") == "azAZ09@[`{");
  CHECK(lower_case("\xC3\x84") == "\xC3\x84");
  CHECK(other_case("\xC3\x84") == "\xC3\x84");
  CHECK(other_case("").empty());
}
