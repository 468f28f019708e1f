// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/validator_main.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;

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
