// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/generated/catalogue_text.hpp>

namespace createproduct::suite {

/// The cases of spec/catalogue/, in their order. Built in on first use; thread-safe. A faulty catalogue gives no cases,
/// which the tests of spec/ rule out.
[[nodiscard]] inline const std::vector<Case>& builtin_catalogue() {
  static const std::vector<Case> cases = [] {
    std::vector<Case> out;
    for (const CatalogueText& file : catalogue_texts)
      if (read_catalogue(file.json, file.name, out)) return std::vector<Case>{};
    return out;
  }();
  return cases;
}

/// The case of the catalogue called `id`, or nullptr. O(cases).
[[nodiscard]] inline const Case* find_builtin_case(std::string_view id) {
  for (const Case& one : builtin_catalogue())
    if (one.id == id) return &one;
  return nullptr;
}

}  // namespace createproduct::suite
