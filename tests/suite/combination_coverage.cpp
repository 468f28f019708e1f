// SPDX-License-Identifier: MIT
#include <createproduct/suite/combination_coverage.hpp>

#include <cstdint>

#include <doctest/doctest.h>

namespace suite = createproduct::suite;
using suite::CombinationCoverage;

TEST_CASE("traits are new in pairs, each with itself, too") {
  CombinationCoverage coverage;
  CHECK(coverage.count_new({3, 0}) == 0);
  CHECK(coverage.count_new({3, 0b1}) == 1);
  CHECK(coverage.count_new({3, 0b111}) == 6);
  coverage.add({3, 0b011});
  CHECK(coverage.count_new({3, 0b001}) == 0);
  CHECK(coverage.count_new({3, 0b011}) == 0);
  CHECK(coverage.count_new({3, 0b111}) == 3);
  coverage.add({3, 0b110});
  // The first and the third were not yet seen together.
  CHECK(coverage.count_new({3, 0b111}) == 1);
}

TEST_CASE("what was seen with one outcome is new with another") {
  CombinationCoverage coverage;
  coverage.add({0, ~std::uint64_t{0}});
  CHECK(coverage.count_new({0, ~std::uint64_t{0}}) == 0);
  CHECK(coverage.count_new({CombinationCoverage::most_outcomes - 1, ~std::uint64_t{0}}) ==
        CombinationCoverage::most_traits * (CombinationCoverage::most_traits + 1) / 2);
}
