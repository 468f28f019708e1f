// SPDX-License-Identifier: MIT
#include <createproduct/draft.hpp>

bool CONSUMER_FUNCTION() {
  namespace draft = createproduct::draft;
  draft::Random random(1);
  return !createproduct::is_product_name(draft::to_bytes(draft::draw_name({"product-name.max-length"}, random)));
}
