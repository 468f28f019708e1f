// SPDX-License-Identifier: MIT
#ifdef CONSUMER_IS_first
#define DOCTEST_CONFIG_IMPLEMENT
#endif
#include <createproduct/doctest.hpp>

TEST_CASE("an answer is judged") {
  CREATEPRODUCT_CHECK_ANSWER((createproduct::CreateProductRequest{"pump-1", {}}),
                             (createproduct::CreateProductResponse{0, "", "Success", "pump-1", "A1"}));
}

bool CONSUMER_FUNCTION() { return doctest::Context().run() == 0; }
