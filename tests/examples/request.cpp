// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>

#include <createproduct/model.hpp>
#include <createproduct/wire.hpp>

// Checks what a user typed, and builds the request for it.
void create(const std::string& name, const std::string& properties) {
  const createproduct::NameDefects defects = createproduct::check_product_name(name);
  if (defects.any()) {
    std::cout << name << ": "
              << (defects.too_long ? "too long" : defects.too_short ? "too short" : "a wrong character");
    if (defects.bad_alphabet()) std::cout << " at byte " << defects.bad_byte;
    std::cout << "\n";
    return;
  }
  const auto checked = createproduct::wire::parse_properties(properties);
  if (!checked) {
    std::cout << name << ": " << checked.error().text() << "\n";
    return;
  }
  const createproduct::CreateProductRequest request{name, *checked};
  std::cout << "GET /v2/index.php?" << createproduct::wire::encode(createproduct::wire::to_raw(request)).query << "\n";
}

int main() {
  create("pump:1", R"({"productDescription": "a pump", "region": "gz"})");
  create("pump 1", "{}");
  create("pump-1", R"({"region": "sh"})");
  create("pump-1", R"({"region": )");
}
