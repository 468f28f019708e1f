// SPDX-License-Identifier: MIT
#include <createproduct/gen.hpp>

bool CONSUMER_FUNCTION() {
  return rc::check("valid names are valid", [] {
    RC_ASSERT(createproduct::is_product_name(*createproduct::gen::valid_product_name()));
  });
}
