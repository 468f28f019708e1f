// SPDX-License-Identifier: MIT
#include <createproduct/suite/product.hpp>

#include <doctest/doctest.h>

TEST_CASE("a product is neither deleted nor known to be the run's own unless it is said") {
  const createproduct::suite::Product product{"first", "name", "ID"};
  CHECK(product.account == "first");
  CHECK_FALSE((product.salted || product.regular || product.deleted));
}
