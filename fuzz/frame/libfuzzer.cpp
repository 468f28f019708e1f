// SPDX-License-Identifier: MIT
// The entry points of libFuzzer, which AFL++ knows too, for the one target that is linked in.
#include <cstddef>
#include <cstdint>

#include <createproduct/fuzz/validator.hpp>

#include "target.hpp"

extern "C" {

std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzzing::targets().front().one_input({reinterpret_cast<const char*>(data), size});
  return 0;
}

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned int seed) {
  return createproduct::fuzz::mutate(fuzzing::targets().front().grammar, data, size, most, seed, LLVMFuzzerMutate);
}

}  // extern "C"
