// SPDX-License-Identifier: MIT
// Runs the targets without a fuzzer, with any compiler: over their seeds, over changed seeds, over files.
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <unistd.h>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/dictionary.hpp>

#include "target.hpp"

namespace {

namespace fs = std::filesystem;
using createproduct::draft::Random;
using createproduct::draft::seed_of;
using fuzzing::Target;

constexpr const char* help =
    "Usage: createproduct-fuzz-replay [OPTIONS] [FILE|FOLDER]...\n"
    "Gives each target its seeds and, with --target, the files named.\n\n"
    "  --target NAME        this one only\n"
    "  --mutants N          change each seed so many times, too\n"
    "  --seed N             of the changes; 1 unless given\n"
    "  --no-seeds           the files only\n"
    "  --list               print the names of the targets\n"
    "  --digest             print each target with the number and a digest of its seeds\n"
    "  --write-seeds FOLDER write the seeds to FOLDER/NAME/, each to a file named by its digest\n"
    "  --dictionary         print the dictionary for libFuzzer and AFL++\n"
    "\nExit status: 0 all invariants held, 2 wrong call or file error; a broken invariant aborts.\n";

struct Settings {
  std::string target, write_seeds;
  std::uint64_t mutants = 0, seed = 1;
  bool seeds = true;
  std::vector<std::string> paths;
};

int complain(const std::string& message) {
  std::cerr << "createproduct-fuzz-replay: " << message << "\n";
  return 2;
}

std::string hex(std::uint64_t number) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
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
    for (const std::string& seed : settings_.seeds ? target.seeds() : std::vector<std::string>{}) {
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
    std::cout << target.name << " " << seeds.size() << " " << hex(digest) << "\n";
  }
}

std::string write_seeds(const Target& target, const std::string& folder) {
  const fs::path own = fs::path(folder) / target.name;
  std::error_code error;
  fs::create_directories(own, error);
  if (error) return own.string() + ": " + error.message();
  for (const std::string& seed : target.seeds()) {
    std::ofstream out(own / hex(seed_of(seed)), std::ios::binary);
    if (!(out << seed << std::flush)) return own.string() + ": the seeds cannot be written";
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  std::vector<Target>& targets = fuzzing::targets();
  std::sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) { return a.name < b.name; });
  const std::vector<std::string> words(argv + 1, argv + argc);
  bool digests = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const auto value = [&]() -> std::string { return i + 1 < words.size() ? words[++i] : std::string(); };
    const auto number = [&](std::uint64_t& out) {
      const std::string text = value();
      const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), out);
      return bad == std::errc() && end == text.data() + text.size() && !text.empty();
    };
    if (word == "--help") return std::fputs(help, stdout) < 0 ? 2 : 0;
    if (word == "--dictionary") return std::fputs(createproduct::fuzz::dictionary_text().c_str(), stdout) < 0 ? 2 : 0;
    if (word == "--list") {
      for (const Target& target : targets) std::cout << target.name << "\n";
      return 0;
    }
    if (word == "--digest")
      digests = true;
    else if (word == "--target")
      settings.target = value();
    else if (word == "--no-seeds")
      settings.seeds = false;
    else if (word == "--write-seeds")
      settings.write_seeds = value();
    else if (word == "--mutants" || word == "--seed") {
      if (!number(word == "--seed" ? settings.seed : settings.mutants)) return complain(word + ": expected a number");
    } else if (word.starts_with("--"))
      return complain("there is no option " + word);
    else
      settings.paths.push_back(word);
  }
  if (!settings.target.empty()) {
    std::erase_if(targets, [&](const Target& target) { return target.name != settings.target; });
    if (targets.empty()) return complain("there is no target " + settings.target);
  } else if (!settings.paths.empty()) {
    return complain("--target says what the files are for");
  }
  if (digests) {
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
