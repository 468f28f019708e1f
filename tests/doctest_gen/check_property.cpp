// SPDX-License-Identifier: MIT
#include <createproduct/doctest_gen/check_property.hpp>

#include <string>

#include <doctest/doctest.h>

#include <createproduct/gen/product_name.hpp>
#include <createproduct/model/product_name.hpp>

namespace gen = createproduct::gen;

TEST_CASE("a property that holds passes") {
  CHECK(CREATEPRODUCT_CHECK_PROPERTY("valid names are names",
                                     [] { RC_ASSERT(createproduct::is_product_name(*gen::valid_product_name())); }));
}

TEST_CASE("a property that does not hold fails" * doctest::should_fail()) {
  CREATEPRODUCT_CHECK_PROPERTY("names are short", [] { RC_ASSERT((*gen::valid_product_name()).size() < 5U); });
}

TEST_CASE("a property that finds no cases fails" * doctest::should_fail()) {
  CREATEPRODUCT_CHECK_PROPERTY("never", [] { RC_PRE(false); });
}
