// SPDX-License-Identifier: MIT
#include <sstream>
#include <string_view>

#include <createproduct/fuzz.hpp>

bool CONSUMER_FUNCTION() {
  std::ostringstream out;
  const auto accepts = [](std::string_view name) { return createproduct::is_product_name(name); };
  createproduct::fuzz::Differential differential(createproduct::fuzz::name_validator(accepts), out, {});
  return differential("a") && differential("a.");
}
