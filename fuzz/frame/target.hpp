// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/report/text.hpp>

/// What the fuzz targets of this folder have in common.
namespace fuzzing {

using createproduct::fuzz::Grammar;

/// One entry that reads foreign bytes, with what it must hold to.
struct Target {
  std::string_view name;
  Grammar grammar = Grammar::bytes;
  std::vector<std::string> (*seeds)() = nullptr;
  void (*one_input)(std::string_view bytes) = nullptr;
};

/// The targets that are linked in: one beneath libFuzzer and AFL++, all of them in the program that replays.
inline std::vector<Target>& targets() {
  static std::vector<Target> all;
  return all;
}

inline bool add_target(const Target& target) {
  targets().push_back(target);
  return true;
}

/// What is being tried, for the message of a broken invariant; the replaying program sets it.
inline std::string& trying() {
  static std::string text;
  return text;
}

/// Says which invariant does not hold, with up to two texts that show it, and aborts.
[[noreturn]] inline void broken(const char* invariant, std::string_view first, std::string_view second) {
  using createproduct::report::printable;
  std::fprintf(stderr, "createproduct-fuzz: broken: %s\n", invariant);
  if (!trying().empty()) std::fprintf(stderr, "  trying: %s\n", trying().c_str());
  for (const std::string_view text : {first, second})
    if (!text.empty()) std::fprintf(stderr, "  %s\n", printable(text.substr(0, 2000)).c_str());
  std::fflush(stderr);
  std::abort();
}

inline void require(bool holds, const char* invariant, std::string_view first = {}, std::string_view second = {}) {
  if (!holds) broken(invariant, first, second);
}

}  // namespace fuzzing

/// Defines a target: FUZZ_TARGET(name, grammar, seeds) { what is done with the std::string_view `bytes` }.
#define FUZZ_TARGET(target_name, target_grammar, target_seeds)                                        \
  static void one_input(std::string_view bytes);                                                      \
  [[maybe_unused]] static const bool is_added =                                                       \
      fuzzing::add_target({target_name, fuzzing::Grammar::target_grammar, target_seeds, &one_input}); \
  static void one_input([[maybe_unused]] std::string_view bytes)
