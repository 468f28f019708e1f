// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/fuzz.hpp: one source file of a program needs it.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/differential.hpp>
#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/fuzz/subject.hpp>
#include <createproduct/fuzz/validator.hpp>
#include <createproduct/report/text.hpp>

namespace createproduct::fuzz {

/// A whole program around a subject, without a fuzzing engine. With files or folders among the arguments it tries those
/// and nothing else; otherwise it changes the catalogue's cases until it has had enough. Options as libFuzzer spells
/// them: -seed=N (1), -runs=N, -max_total_time=SECONDS (10 unless one of both is given). Gives the exit status: 0 if
/// nothing showed, 1 if something did, 2 for a wrong call or a file that cannot be read.
[[nodiscard]] inline int validator_main(const Subject& subject, int argc, char** argv) {
  std::uint64_t seed = 1, runs = 0, seconds = 0;
  std::vector<std::filesystem::path> files;
  const auto complain = [&](const std::string& message) {
    std::cerr << argv[0] << ": " << report::printable(message) << "\n";
    return 2;
  };
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with("-")) {
      std::error_code error;
      if (std::filesystem::is_directory(word, error))
        for (const auto& entry : std::filesystem::directory_iterator(word, error)) files.push_back(entry.path());
      else
        files.emplace_back(word);
      if (error) return complain(std::string(word) + ": " + error.message());
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const std::string_view value = equals == word.npos ? std::string_view() : word.substr(equals + 1);
    std::uint64_t* const number = name == "-seed"             ? &seed
                                  : name == "-runs"           ? &runs
                                  : name == "-max_total_time" ? &seconds
                                                              : nullptr;
    if (number == nullptr)
      return complain("there is no option " + std::string(name) + " (-seed=N, -runs=N, -max_total_time=SECONDS)");
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), *number);
    if (error != std::errc() || end != value.data() + value.size())
      return complain(std::string(name) + ": expected a number");
  }
  if (runs == 0 && seconds == 0) seconds = 10;

  Differential differential(subject, std::cout, detail::options_from_environment(argv[0]));
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string input{std::istreambuf_iterator<char>(in), {}};
    if (!in) return complain(file.string() + ": the file cannot be read");
    differential(input);
  }
  std::uint64_t count = files.size();
  if (files.empty()) {
    draft::Random random(seed);
    std::vector<std::string> pool = seeds(subject.grammar);
    std::set<std::uint64_t> shapes;
    for (const std::string& input : pool) {
      differential(input);
      shapes.insert(differential.shape());
    }
    count = pool.size();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    while ((runs == 0 || count < runs) && (seconds == 0 || std::chrono::steady_clock::now() < end)) {
      // What showed something new lately is worth another look.
      const bool lately = draft::once_in(2, random) && pool.size() > 64;
      const std::size_t at = lately ? pool.size() - 1 - random.below(64) : random.below(pool.size());
      std::string input = mutated(subject.grammar, pool[at], random);
      if (input.size() > 16384) continue;
      differential(input);
      ++count;
      if (shapes.insert(differential.shape()).second) pool.push_back(std::move(input));
    }
  }
  std::cout << count << " inputs, " << differential.reports().size() << " reported\n";
  return differential.reports().empty() ? 0 : 1;
}

}  // namespace createproduct::fuzz

/// CREATEPRODUCT_FUZZ as a program of its own, with any compiler and no engine; see createproduct::fuzz::validator_main().
#define CREATEPRODUCT_FUZZ_MAIN(...)                                                                       \
  int main(int argc, char** argv) { return createproduct::fuzz::validator_main(__VA_ARGS__, argc, argv); } \
  static_assert(true)
