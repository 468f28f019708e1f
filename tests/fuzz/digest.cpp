// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/digest.hpp>

#include <doctest/doctest.h>

using namespace createproduct;

TEST_CASE("a digest has 16 digits, leading zeros included") {
  CHECK(fuzz::digest_text(0xAB) == "00000000000000ab");
  CHECK(fuzz::digest_text(0xFEDCBA9876543210U) == "fedcba9876543210");
}

TEST_CASE("inputs are told apart by their digests, and the same everywhere") {
  CHECK(fuzz::digest_of("") == "cbf29ce484222325");
  CHECK(fuzz::digest_of("a") != fuzz::digest_of("b"));
}
