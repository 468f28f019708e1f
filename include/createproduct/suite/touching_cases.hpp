// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/selection.hpp>

namespace createproduct::suite {

/// A few cases of the catalogue that touch every clause that `options` select: of each clause the first and the last case of
/// the quick budget, which are mostly one that must be accepted and one that must be refused. In the catalogue's order.
[[nodiscard]] inline std::vector<const Case*> touching_cases(const Options& options, bool has_keys,
                                                             bool has_second_account) {
  const auto fits = [&](const Case& one) {
    return one.budget == Budget::quick && one.clause.level() != Level::silent && selected(options, one.clause) &&
           (!one.needs_keys || has_keys) && (!one.needs_second_account || has_second_account);
  };
  std::vector<const Case*> first(clause_capacity);
  std::vector<const Case*> last(clause_capacity);
  for (const Case& one : builtin_catalogue()) {
    if (!fits(one)) continue;
    if (first[one.clause.index()] == nullptr) first[one.clause.index()] = &one;
    last[one.clause.index()] = &one;
  }
  std::vector<const Case*> out;
  for (const Case& one : builtin_catalogue())
    if (first[one.clause.index()] == &one || last[one.clause.index()] == &one) out.push_back(&one);
  return out;
}

}  // namespace createproduct::suite
