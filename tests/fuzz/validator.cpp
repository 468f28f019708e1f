// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/validator.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;

TEST_CASE("an engine's mutator is asked for half of the changes, and the limit holds") {
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
  CHECK(asked > 400);
  CHECK(asked < 600);
}

TEST_CASE("a validator's program says what is wrong with its call, and ends with what it found") {
  const auto run = [](bool verdict, std::vector<std::string> words) {
    words.insert(words.begin(), "validator");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    return fuzz::validator_main(
        fuzz::name_validator([verdict](std::string_view name) { return verdict || is_product_name(name); }),
        static_cast<int>(argv.size()), argv.data());
  };
  CHECK(run(false, {"-runs=3000", "-seed=2"}) == 0);
  CHECK(run(false, {"-rnus=3"}) == 2);
  CHECK(run(false, {"-runs=x"}) == 2);
  CHECK(run(false, {"/nonexistent/input"}) == 2);
}
