// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/validator.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;

TEST_CASE("an engine's mutator is asked for a quarter of the changes, and the limit holds") {
  std::size_t asked = 0;
  const auto engine = [&asked](std::uint8_t*, std::size_t size, std::size_t) {
    ++asked;
    return size;
  };
  std::vector<std::uint8_t> data(64, 'a');
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const std::size_t size = fuzz::mutate(fuzz::Grammar::name, data.data(), 8, 40, seed, engine);
    CHECK(size <= 40);
  }
  CHECK(asked > 150);
  CHECK(asked < 350);
}
