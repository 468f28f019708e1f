// SPDX-License-Identifier: MIT
#include <createproduct/version.hpp>

#include <string>

#include <doctest/doctest.h>

TEST_CASE("the version has one value as text, as numbers and in CMake") {
  const std::string numbers = std::to_string(CREATEPRODUCT_VERSION_MAJOR) + "." +
                              std::to_string(CREATEPRODUCT_VERSION_MINOR) + "." +
                              std::to_string(CREATEPRODUCT_VERSION_PATCH);
  CHECK(createproduct::version == numbers);
  CHECK(createproduct::version == CREATEPRODUCT_TEST_PROJECT_VERSION);
}
