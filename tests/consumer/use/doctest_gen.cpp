// SPDX-License-Identifier: MIT
#ifdef CONSUMER_IS_first
#define DOCTEST_CONFIG_IMPLEMENT
#endif
#include <createproduct/doctest_gen.hpp>
#include <createproduct/gen.hpp>

TEST_CASE("a property is checked") {
  CREATEPRODUCT_CHECK_PROPERTY("valid names are valid", [] {
    RC_ASSERT(createproduct::is_product_name(*createproduct::gen::valid_product_name()));
  });
}

bool CONSUMER_FUNCTION() { return doctest::Context().run() == 0; }
