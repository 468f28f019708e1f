// SPDX-License-Identifier: MIT
// The entry points of libFuzzer, which AFL++ knows too, for the one target that is linked in.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <createproduct/draft/random.hpp>

#include "target.hpp"

extern "C" {

std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzzing::targets().front().one_input({reinterpret_cast<const char*>(data), size});
  return 0;
}

/// Knows the grammar, where the target has one, and leaves every other change to libFuzzer itself. With
/// CREATEPRODUCT_FUZZ_MUTATOR=default in the environment all are its own.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned int seed) {
  using createproduct::fuzz::Grammar;
  static const bool own = [] {
    const char* choice = std::getenv("CREATEPRODUCT_FUZZ_MUTATOR");
    return choice == nullptr || std::string_view(choice) != "default";
  }();
  const Grammar grammar = fuzzing::targets().front().grammar;
  createproduct::draft::Random random(seed);
  if (!own || grammar == Grammar::bytes || createproduct::draft::once_in(2, random))
    return LLVMFuzzerMutate(data, size, most);
  const std::string out =
      createproduct::fuzz::mutated(grammar, {reinterpret_cast<const char*>(data), size}, random).substr(0, most);
  std::copy(out.begin(), out.end(), data);
  return out.size();
}

}  // extern "C"
