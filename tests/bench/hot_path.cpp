// SPDX-License-Identifier: MIT
//
// What it costs a service to check a name, and a name with its productProperties, from their bytes. Takes the file of
// inputs that hot_path.py writes and prints a line for each way: what it does, nanoseconds for one input by processor
// time (best of many rounds), and how many inputs it found valid. hot_path.py puts other ways beside these.

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <new>
#include <regex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/model/product_name.hpp>
#include <createproduct/wire/request_codec.hpp>

#ifdef CREATEPRODUCT_BENCH_RE2
#include <re2/re2.h>
#endif

using namespace createproduct;

namespace {

std::size_t allocations = 0;

}  // namespace

// Not inlined, or GCC takes the parts for mismatched.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

/// Prints the line of `way`, which tells for each index below `count` whether the input there is valid.
template <class Way>
void measure(const char* what, std::size_t count, const Way& way) {
  constexpr int rounds = 30;
  constexpr std::size_t least_checks = 20'000;
  const std::size_t passes = least_checks / count + 1;
  double best = 1e9;
  std::size_t valid = 0;
  for (int round = 0; round < rounds; ++round) {
    valid = 0;
    const std::clock_t begin = std::clock();
    for (std::size_t pass = 0; pass < passes; ++pass)
      for (std::size_t i = 0; i < count; ++i) valid += way(i) ? 1U : 0U;
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    best = std::min(best, seconds * 1e9 / static_cast<double>(passes * count));
  }
  std::printf("%s\t%.2f\t%zu\n", what, best, valid / passes);
}

/// The check of a tree that nlohmann has parsed: what parse_properties() checks, but for repeated keys, which a tree
/// does not show.
bool checked_tree(const std::string& text) {
  const auto tree = nlohmann::json::parse(text, nullptr, false);
  if (!tree.is_object()) return false;
  for (const auto& [key, value] : tree.items()) {
    if (key == "productDescription") {
      if (!value.is_string()) return false;
    } else if (key == "encryptionType") {
      if (value != "1" && value != "2") return false;
    } else if (key == "region") {
      if (value != "gz") return false;
    } else if (key == "productType") {
      if (!value.is_number_integer() || value < 0 || value > 2) return false;
    }
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: createproduct-bench-hot_path INPUTS; tests/bench/hot_path.py makes them\n");
    return 2;
  }
  std::ifstream file(arguments[1]);
  const auto inputs = nlohmann::json::parse(file, nullptr, false);
  if (!inputs.is_object()) {
    std::fprintf(stderr, "%s: no inputs\n", arguments[1]);
    return 2;
  }
  const auto names = inputs.at("names").get<std::vector<std::string>>();
  const auto properties = inputs.at("properties").get<std::vector<std::string>>();
  const std::string pattern = inputs.at("pattern").get<std::string>();

  const std::size_t before = allocations;
  measure("name: this kit", names.size(), [&](std::size_t i) { return is_product_name(names[i]); });
  if (allocations != before) {
    std::fprintf(stderr, "the name check allocated %zu times\n", allocations - before);
    return 1;
  }
#ifdef CREATEPRODUCT_BENCH_RE2
  const RE2 re2(pattern);
  measure("name: RE2", names.size(), [&](std::size_t i) { return RE2::FullMatch(names[i], re2); });
#endif
  const std::regex regex(pattern);
  measure("name: std::regex", names.size(), [&](std::size_t i) { return std::regex_match(names[i], regex); });

  measure("both: this kit", properties.size(), [&](std::size_t i) {
    return is_product_name(names[2 * i]) && wire::parse_properties(properties[i]).has_value();
  });
  measure("both: the kit's check of names, nlohmann's tree checked", properties.size(),
          [&](std::size_t i) { return is_product_name(names[2 * i]) && checked_tree(properties[i]); });
  measure("less: nlohmann parse alone", properties.size(),
          [&](std::size_t i) { return nlohmann::json::parse(properties[i], nullptr, false).is_object(); });
}
