// SPDX-License-Identifier: MIT
// The mutator that knows the contract, as a library that AFL++ loads. CREATEPRODUCT_FUZZ_GRAMMAR in the environment says
// what inputs are: name, properties, form or script.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/mutate.hpp>

namespace {

namespace fuzz = createproduct::fuzz;

struct Mutator {
  createproduct::draft::Random random;
  fuzz::Grammar grammar;
  std::string out;
};

fuzz::Grammar grammar_from_environment() {
  const char* const value = std::getenv("CREATEPRODUCT_FUZZ_GRAMMAR");
  const std::string_view name = value == nullptr ? "form" : value;
  if (name == "name") return fuzz::Grammar::name;
  if (name == "properties") return fuzz::Grammar::properties;
  if (name == "form") return fuzz::Grammar::form;
  if (name == "script") return fuzz::Grammar::script;
  std::fputs("CREATEPRODUCT_FUZZ_GRAMMAR is to be name, properties, form or script\n", stderr);
  std::exit(1);
}

}  // namespace

extern "C" {

void* afl_custom_init(void*, unsigned int seed) {
  return new Mutator{createproduct::draft::Random(seed), grammar_from_environment(), {}};
}

void afl_custom_deinit(void* mutator) { delete static_cast<Mutator*>(mutator); }

std::size_t afl_custom_fuzz(void* state, std::uint8_t* data, std::size_t size, std::uint8_t** out, std::uint8_t*,
                            std::size_t, std::size_t most) {
  Mutator& mutator = *static_cast<Mutator*>(state);
  const void* const bytes = data;
  mutator.out = fuzz::mutated(mutator.grammar, {static_cast<const char*>(bytes), size}, mutator.random);
  mutator.out.resize(mutator.out.size() < most ? mutator.out.size() : most);
  void* const changed = mutator.out.data();
  *out = static_cast<std::uint8_t*>(changed);
  return mutator.out.size();
}

}  // extern "C"
