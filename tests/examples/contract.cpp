// SPDX-License-Identifier: MIT
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <set>
#include <string>

#include <createproduct/doctest.hpp>

// Your implementation stands here. This one takes names that are too long.
struct Shop {
  std::set<std::string> names;

  createproduct::CreateProductResponse handle(const createproduct::CreateProductRequest& request) {
    const std::string& name = request.product_name;
    const bool allowed = createproduct::is_product_name(name) || (name.size() > 32 && name[0] == 'd');
    if (!allowed) return {4000, "(1101)productName is not allowed", "InvalidParameter", {}, {}};
    if (!names.insert(name).second) return {4000, "(1001)productName is taken", "InvalidParameter", {}, {}};
    return {0, "", "Success", name, "P" + std::to_string(names.size())};
  }
};

CREATEPRODUCT_TEST_CASES("Shop", Shop());
