// SPDX-License-Identifier: MIT
#include <createproduct/model.hpp>
#include <createproduct/version.hpp>

int main() {
  const createproduct::ClauseId id = "product-name.max-length";
  return id.level() == createproduct::Level::must && !createproduct::version.empty() ? 0 : 1;
}
