// SPDX-License-Identifier: MIT
// Somebody's validator of productProperties, for which the mock's check stands, held against the contract.
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/fuzz/differential.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/fuzz/subject.hpp>
#include <createproduct/fuzz/validator.hpp>
#include <createproduct/mock/property_check.hpp>
#include <createproduct/mock/rules.hpp>

#include "frame/target.hpp"

namespace {

using namespace createproduct;

std::vector<std::string> seeds() { return fuzz::seeds(fuzz::Grammar::properties); }

bool accepts(std::string_view text) {
  static const mock::PropertyRules rules;
  static const mock::PropertyCheck check(rules, {});
  return check(true, text) == mock::Defect::none;
}

}  // namespace

FUZZ_TARGET("validator", properties, seeds) {
  static fuzz::Differential differential(fuzz::properties_validator(accepts), std::cerr,
                                         fuzz::detail::options_from_environment("createproduct-fuzz-validator"));
  fuzzing::require(differential(bytes), "the mock's check and the contract agree", bytes);
}
