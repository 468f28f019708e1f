// SPDX-License-Identifier: MIT
#include <createproduct/suite/noise.hpp>

#include <cmath>

#include <doctest/doctest.h>

using createproduct::suite::times_against_noise;

TEST_CASE("the more noise there is, the more often something must show") {
  CHECK(times_against_noise(0, 10, 3, 12) == 7);
  CHECK(times_against_noise(0, 100'000, 3, 12) == 3);
  CHECK(times_against_noise(300, 1000, 3, 100) > times_against_noise(100, 1000, 3, 100));
  CHECK(times_against_noise(1000, 1000, 3, 12) == 12);
}

TEST_CASE("noise that has not shown yet may be there") {
  for (const double rate : {0.005, 0.01, 0.015}) {
    CAPTURE(rate);
    CHECK(std::pow(rate, static_cast<double>(times_against_noise(0, 200, 3, 12))) < 1e-6);
  }
}
