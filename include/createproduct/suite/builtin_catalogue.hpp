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

}  // namespace createproduct::suite
