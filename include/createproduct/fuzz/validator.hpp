// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/differential.hpp>
#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/fuzz/subject.hpp>

namespace createproduct::fuzz {

namespace detail {

[[nodiscard]] inline std::string from_environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

[[nodiscard]] inline Differential::Options options_from_environment(const char* program) {
  Differential::Options options;
  options.program = program;
  options.folder = from_environment("CREATEPRODUCT_FUZZ_FOLDER", ".");
  return options;
}

}  // namespace detail

/// One input of a fuzzing engine. Whatever shows is reported; then the process aborts, as engines expect, unless
/// CREATEPRODUCT_FUZZ_KEEP_GOING is set.
inline void one_input(Differential& differential, const std::uint8_t* data, std::size_t size) {
  static const bool keep_going = std::getenv("CREATEPRODUCT_FUZZ_KEEP_GOING") != nullptr;
  if (!differential({reinterpret_cast<const char*>(data), size}) && !keep_going) std::abort();
}

/// An input of a fuzzing engine in place of the `size` bytes of `data`, of at most `most` bytes; its size. A quarter of
/// them are what `otherwise`, the engine's own mutator, makes; all, with CREATEPRODUCT_FUZZ_MUTATOR=default in the
/// environment.
template <class Otherwise>
std::size_t mutate(Grammar grammar, std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed,
                   Otherwise otherwise) {
  static const bool own = detail::from_environment("CREATEPRODUCT_FUZZ_MUTATOR", "") != "default";
  draft::Random random(seed);
  if (!own || grammar == Grammar::bytes || draft::once_in(4, random)) return otherwise(data, size, most);
  const std::string out = mutated(grammar, {reinterpret_cast<const char*>(data), size}, random).substr(0, most);
  std::copy(out.begin(), out.end(), data);
  return out.size();
}

}  // namespace createproduct::fuzz

/// Makes a validator or a service the target of a fuzzing engine such as libFuzzer or AFL++: at the end of a source
/// file, `CREATEPRODUCT_FUZZ(createproduct::fuzz::subject(accepts))`, to be built with -fsanitize=fuzzer. Defines
/// LLVMFuzzerTestOneInput and LLVMFuzzerCustomMutator. Reports go to stderr, inputs to CREATEPRODUCT_FUZZ_FOLDER or the
/// working directory.
#define CREATEPRODUCT_FUZZ(...)                                                                                      \
  static createproduct::fuzz::Differential& createproduct_fuzz_differential() {                                      \
    static createproduct::fuzz::Differential one(__VA_ARGS__, std::cerr,                                             \
                                                 createproduct::fuzz::detail::options_from_environment("./fuzzer")); \
    return one;                                                                                                      \
  }                                                                                                                  \
  extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t*, std::size_t, std::size_t);                                  \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {                                \
    createproduct::fuzz::one_input(createproduct_fuzz_differential(), data, size);                                   \
    return 0;                                                                                                        \
  }                                                                                                                  \
  extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,             \
                                                 unsigned int seed) {                                                \
    return createproduct::fuzz::mutate(createproduct_fuzz_differential().subject().grammar, data, size, most, seed,  \
                                       LLVMFuzzerMutate);                                                            \
  }                                                                                                                  \
  static_assert(true)
