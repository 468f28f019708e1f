// SPDX-License-Identifier: MIT
#include <regex>
#include <string>

#include <createproduct/gen.hpp>

// Your own check of names stands here.
bool accepts(const std::string& name) { return std::regex_match(name, std::regex("[a-zA-Z0-9:_-]{1,32}")); }

int main() {
  namespace gen = createproduct::gen;
  const bool border = rc::check("names next to the border are on the right side of it", [] {
    const std::string name = *gen::near_miss_name();
    RC_ASSERT(accepts(name) == createproduct::is_product_name(name));
  });
  const bool alphabet = rc::check("a name with a wrong character is refused", [] {
    RC_ASSERT(!accepts(*gen::invalid_product_name("product-name.alphabet")));
  });
  return border && alphabet ? 0 : 1;
}
