// SPDX-License-Identifier: MIT
#include <createproduct/wire/json_kind.hpp>

#include <doctest/doctest.h>

using createproduct::wire::JsonKind;
using createproduct::wire::kind_name;

static_assert(kind_name(JsonKind::real) == "number" && kind_name(JsonKind::integer) == "integer");

TEST_CASE("each kind of JSON value has a name of its own") {
  for (const JsonKind one : {JsonKind::null, JsonKind::boolean, JsonKind::integer, JsonKind::real, JsonKind::string,
                             JsonKind::array, JsonKind::object}) {
    CHECK_FALSE(kind_name(one).empty());
    for (auto other = JsonKind::null; other < one; other = static_cast<JsonKind>(static_cast<int>(other) + 1))
      CHECK(kind_name(one) != kind_name(other));
  }
}
