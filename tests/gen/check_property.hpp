// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <unordered_map>

#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>

/// Runs a property as rc::check does, with a fixed seed, the environment left out and nothing printed.
template <class Property>
rc::detail::TestResult check_property(const Property& property, int cases = 200, unsigned seed = 1) {
  rc::detail::TestParams parameters;
  parameters.seed = seed;
  parameters.maxSuccess = cases;
  rc::detail::TestMetadata metadata;
  metadata.id = metadata.description = "property";
  rc::detail::TestListenerAdapter listener;
  const std::unordered_map<std::string, rc::detail::Reproduce> nothing_to_reproduce;
  return rc::detail::checkTestable(property, metadata, parameters, listener, nothing_to_reproduce);
}
