// SPDX-License-Identifier: MIT
#ifdef CONSUMER_HEADER
#include CONSUMER_HEADER
#else
#include <createproduct/model.hpp>
#include <createproduct/version.hpp>
#endif

bool CONSUMER_FUNCTION() {
  const createproduct::ClauseId id = "product-name.max-length";
  return id.level() == createproduct::Level::must && createproduct::is_product_name("pump-1") &&
         !createproduct::is_product_name("pump 1") && !createproduct::version.empty();
}
