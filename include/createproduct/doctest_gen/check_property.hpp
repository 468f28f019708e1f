// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>

namespace createproduct::testing {

/// Checks a RapidCheck property within a test case, with the parameters in RC_PARAMS or, without those, 100 cases from
/// seed 1. A property that fails, or finds too few cases, fails the test case at `file` and `line` with the smallest
/// counterexample. Whether it holds.
template <class Property>
bool check_property(const std::string& text, Property&& property, const char* file, int line) {
  namespace rd = rc::detail;
  rd::TestParams parameters;
  parameters.seed = 1;
  if (std::getenv("RC_PARAMS") != nullptr) parameters = rd::configuration().testParams;
  rd::TestMetadata metadata;
  metadata.id = metadata.description = text;
  rd::TestListenerAdapter listener;
  // What RC_PARAMS has to reproduce would keep every other property from running.
  const std::unordered_map<std::string, rd::Reproduce> nothing;
  const rd::TestResult result =
      rd::checkTestable(std::forward<Property>(property), metadata, parameters, listener, nothing);
  const bool holds = result.is<rd::SuccessResult>();
  std::ostringstream message;
  message << text << "\n";
  rd::printResultMessage(result, message);
  if (!holds) DOCTEST_ADD_FAIL_CHECK_AT(file, line, message.str());
  if (holds) DOCTEST_CHECK(holds);
  return holds;
}

}  // namespace createproduct::testing

/// Checks a RapidCheck property, such as a lambda, within a test case; see createproduct::testing::check_property().
#define CREATEPRODUCT_CHECK_PROPERTY(text, ...) \
  createproduct::testing::check_property(text, __VA_ARGS__, __FILE__, __LINE__)
