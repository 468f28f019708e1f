// SPDX-License-Identifier: MIT
// Runs the targets without a fuzzer, with any compiler: over their seeds, over changed seeds, over files.
#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/dictionary.hpp>
#include <createproduct/fuzz/digest.hpp>

#include "target.hpp"

namespace {

namespace fs = std::filesystem;
using createproduct::draft::Random;
using createproduct::draft::seed_of;
using fuzzing::Target;

struct Settings {
  std::string target, write_seeds;
  std::uint64_t mutants = 0, seed = 1;
  bool no_seeds = false, list = false, digests = false, dictionary = false;
  std::vector<std::string> paths;
};

int complain(const std::string& message) {
  std::cerr << "createproduct-fuzz-replay: " << message << "\n";
  return 2;
}

/// A crash that no invariant explains still says what was tried.
void say_what_was_tried(int signal) {
  const std::string& text = fuzzing::trying();
  [[maybe_unused]] auto written = write(2, "createproduct-fuzz: crashed trying: ", 36);
  written = write(2, text.data(), text.size());
  written = write(2, "\n", 1);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

class Player {
 public:
  explicit Player(const Settings& settings) : settings_(settings) {}

  void play(const Target& target) {
    std::size_t number = 0;
    for (const std::string& seed : settings_.no_seeds ? std::vector<std::string>{} : target.seeds()) {
      ++number;
      const std::string name = std::string(target.name) + ", seed " + std::to_string(number);
      give(target, seed, name);
      std::string text = seed;
      for (std::uint64_t i = 0; i < settings_.mutants; ++i) {
        Random random(seed_of(seed) ^ (settings_.seed * 0x9E3779B97F4A7C15U + i));
        const bool spoil = createproduct::draft::once_in(4, random);
        text = createproduct::fuzz::mutated(spoil ? fuzzing::Grammar::bytes : target.grammar, i % 4 == 0 ? seed : text,
                                            random);
        if (text.size() > 16384) text = seed;
        give(target, text, name + ", change " + std::to_string(i));
      }
    }
  }

  /// Gives what is wrong, or an empty text.
  std::string play_path(const Target& target, const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      std::vector<fs::path> files;
      for (const fs::directory_entry& entry : fs::directory_iterator(path, error)) files.push_back(entry.path());
      std::sort(files.begin(), files.end());
      for (const fs::path& file : files)
        if (std::string problem = play_path(target, file.string()); !problem.empty()) return problem;
      return error ? path + ": " + error.message() : "";
    }
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) return path + ": the file cannot be read";
    give(target, bytes, std::string(target.name) + ", " + path);
    return {};
  }

  [[nodiscard]] std::size_t count() const noexcept { return count_; }

 private:
  void give(const Target& target, std::string_view bytes, std::string name) {
    fuzzing::trying() = std::move(name);
    target.one_input(bytes);
    fuzzing::trying().clear();
    ++count_;
  }

  const Settings& settings_;
  std::size_t count_ = 0;
};

void print_digests(const std::vector<Target>& targets) {
  for (const Target& target : targets) {
    const std::vector<std::string> seeds = target.seeds();
    std::uint64_t digest = seed_of("");
    for (const std::string& seed : seeds) digest = seed_of(std::to_string(seed.size()) + ":" + seed, digest);
    std::cout << target.name << " " << seeds.size() << " " << createproduct::fuzz::digest_text(digest) << "\n";
  }
}

std::string write_seeds(const Target& target, const std::string& folder) {
  const fs::path own = fs::path(folder) / target.name;
  std::error_code error;
  fs::create_directories(own, error);
  if (error) return own.string() + ": " + error.message();
  for (const std::string& seed : target.seeds()) {
    std::ofstream out(own / createproduct::fuzz::digest_of(seed), std::ios::binary);
    if (!(out << seed << std::flush)) return own.string() + ": the seeds cannot be written";
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  std::vector<Target>& targets = fuzzing::targets();
  std::sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) { return a.name < b.name; });
  CLI::App app("Gives each target its seeds and, with --target, the files named.");
  app.add_option("FILE|FOLDER", settings.paths, "further inputs, for --target")->type_name("");
  app.add_option("--target", settings.target, "this one only")->type_name("NAME");
  app.add_option("--mutants", settings.mutants, "change each seed so many times, too")->type_name("N");
  app.add_option("--seed", settings.seed, "of the changes; 1 unless given")->type_name("N");
  app.add_flag("--no-seeds", settings.no_seeds, "the files only");
  app.add_flag("--list", settings.list, "print the names of the targets");
  app.add_flag("--digest", settings.digests, "print each target with the number and a digest of its seeds");
  app.add_option("--write-seeds", settings.write_seeds,
                 "write the seeds to FOLDER/NAME/, each to a file named by its digest")
      ->type_name("FOLDER");
  app.add_flag("--dictionary", settings.dictionary, "print the dictionary for libFuzzer and AFL++");
  app.footer("Exit status: 0 all invariants held, 2 wrong call or file error; a broken invariant aborts.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (settings.dictionary) return std::fputs(createproduct::fuzz::dictionary_text().c_str(), stdout) < 0 ? 2 : 0;
  if (settings.list) {
    for (const Target& target : targets) std::cout << target.name << "\n";
    return 0;
  }
  if (!settings.target.empty()) {
    std::erase_if(targets, [&](const Target& target) { return target.name != settings.target; });
    if (targets.empty()) return complain("there is no target " + settings.target);
  } else if (!settings.paths.empty()) {
    return complain("--target says what the files are for");
  }
  if (settings.digests) {
    print_digests(targets);
    return 0;
  }
  if (!settings.write_seeds.empty()) {
    for (const Target& target : targets)
      if (const std::string problem = write_seeds(target, settings.write_seeds); !problem.empty())
        return complain(problem);
    return 0;
  }
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, say_what_was_tried);
  Player player(settings);
  for (const Target& target : targets) {
    player.play(target);
    for (const std::string& path : settings.paths)
      if (const std::string problem = player.play_path(target, path); !problem.empty()) return complain(problem);
  }
  std::cout << player.count() << " inputs, every invariant held\n";
  return player.count() == 0 ? complain("there was no input") : 0;
}
