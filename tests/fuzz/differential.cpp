// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/differential.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <createproduct/model/product_name.hpp>

#include <doctest/doctest.h>

#include "scratch_folder.hpp"

using namespace createproduct;
using fuzz::Differential;

namespace {

namespace fs = std::filesystem;

struct Bench {
  ScratchFolder folder;
  std::ostringstream out;
  Differential differential;

  template <class Accepts>
  explicit Bench(Accepts accepts)
      : folder(), out(), differential(fuzz::name_validator(accepts), out, options(folder.path.string())) {}

  static Differential::Options options(std::string path) {
    Differential::Options made;
    made.folder = std::move(path);
    made.slow = std::chrono::milliseconds(200);
    return made;
  }
};

}  // namespace

TEST_CASE("a validator that agrees is not reported") {
  Bench bench([](std::string_view name) { return is_product_name(name); });
  for (const char* name : {"", "a", "a.", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) CHECK(bench.differential(name));
  CHECK(bench.differential.reports().empty());
  CHECK(bench.out.str().empty());
}

TEST_CASE("a disagreement names the clause, shows a minimal input and leaves it in a file, once") {
  Bench bench(
      [](std::string_view name) { return name.size() <= 40 && (name.empty() || is_product_name(name.substr(0, 1))); });
  CHECK_FALSE(bench.differential("kqzvnakqzvnakqzvnakqzvnakqzvnakqzvnaXYZ"));
  CHECK_FALSE(bench.differential(std::string(35, 'b')));
  REQUIRE(bench.differential.reports().size() == 1);
  const Differential::Report& report = bench.differential.reports().front();
  CHECK(report.kind == "product-name.max-length");
  CHECK(report.input == std::string(33, 'a'));
  std::ifstream in(report.file, std::ios::binary);
  CHECK(std::string{std::istreambuf_iterator<char>(in), {}} == report.input);
  CHECK(bench.out.str().find("disagrees with the contract on product-name.max-length") != std::string::npos);
  CHECK(bench.out.str().find("createproduct-conformance replay ") != std::string::npos);
  CHECK_FALSE(bench.differential(""));
  CHECK(bench.differential.reports().size() == 2);
}

TEST_CASE("a wrong refusal is blamed on what tells it from what is accepted") {
  Bench bench([](std::string_view name) { return is_product_name(name) && name.size() < 32; });
  CHECK_FALSE(bench.differential("Q:_" + std::string(29, '7')));
  REQUIRE(bench.differential.reports().size() == 1);
  CHECK(bench.differential.reports().front().kind == "product-name.max-length.refused");
  CHECK(bench.differential.reports().front().input == std::string(32, 'a'));
}

TEST_CASE("a validator that throws is reported as such") {
  Bench bench([](std::string_view name) {
    if (name.find('%') != name.npos) throw std::out_of_range("percent");
    return is_product_name(name);
  });
  CHECK_FALSE(bench.differential("abc%def"));
  REQUIRE(bench.differential.reports().size() == 1);
  CHECK(bench.differential.reports().front().kind == "throws");
  CHECK(bench.differential.reports().front().input == "%");
  CHECK(bench.out.str().find("the validator throws: percent") != std::string::npos);
}

TEST_CASE("a validator that is slow is reported as such") {
  Bench bench([](std::string_view name) {
    if (name == "slow") std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return is_product_name(name);
  });
  CHECK_FALSE(bench.differential("slow"));
  REQUIRE(bench.differential.reports().size() == 1);
  CHECK(bench.differential.reports().front().kind == "slow");
  CHECK(bench.differential.reports().front().input == "slow");
}

TEST_CASE("a validator that was kept waiting once is not called slow") {
  std::size_t calls = 0;
  Bench bench([&calls](std::string_view name) {
    if (++calls == 1) std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return is_product_name(name);
  });
  CHECK(bench.differential("abc"));
  CHECK(bench.differential.reports().empty());
}

TEST_CASE("a validator that keeps state is reported as such, and not as one that disagrees") {
  std::size_t calls = 0;
  Bench bench([&calls](std::string_view name) { return is_product_name(name) && ++calls % 5 != 0; });
  for (int i = 0; i < 40 && bench.differential.reports().empty(); ++i) bench.differential("a");
  REQUIRE(bench.differential.reports().size() == 1);
  CHECK(bench.differential.reports().front().kind == "keeps-state");
}

TEST_CASE("a validator that changes its mind after many inputs keeps state, too") {
  bool spoilt = false;
  Bench bench([&spoilt](std::string_view name) {
    if (name == "spoil") spoilt = true;
    return is_product_name(name) && !(spoilt && name == "first");
  });
  bench.differential("first");
  bench.differential("spoil");
  for (int i = 0; i < 300; ++i) bench.differential("b");
  REQUIRE(bench.differential.reports().size() == 1);
  CHECK(bench.differential.reports().front().kind == "keeps-state");
  CHECK(bench.differential.reports().front().input == "first");
}

/// What a process that tries `input` with `accepts` writes to its standard error before it ends, and to a file.
template <class Accepts>
std::string last_words(Accepts accepts, std::string_view input, std::string& kept) {
  const ScratchFolder folder;
  const fs::path words = folder.path / "words";
  const pid_t child = fork();
  if (child == 0) {
    const int file = ::open(words.c_str(), O_WRONLY | O_CREAT, 0600);
    dup2(file, 2);
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    for (const int signal : {SIGABRT, SIGSEGV}) sigaction(signal, &usual, nullptr);
    Differential::Options options;
    options.folder = folder.path.string();
    options.hangs = 1;
    std::ostringstream out;
    Differential differential(fuzz::name_validator(accepts), out, options);
    differential(input);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const auto read = [](const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  kept = read(folder.path / ("stopped-" + std::to_string(child)));
  return read(words);
}

TEST_CASE("a validator that aborts is reported as such, with its input") {
  std::string kept;
  const std::string words = last_words(
      [](std::string_view name) {
        if (name == "b\x01m") std::abort();
        return true;
      },
      "b\x01m", kept);
  CHECK(words.find("the validator aborted") != std::string::npos);
  CHECK(words.find("b\\x01m") != std::string::npos);
  CHECK(kept == "b\x01m");
}

TEST_CASE("a validator that hangs is reported as such, with its input") {
  std::string kept;
  const std::string words = last_words(
      [](std::string_view name) {
        for (volatile std::size_t i = name.size(); i != 0;) i = i | 1U;
        return true;
      },
      "loop", kept);
  CHECK(words.find("the validator hangs") != std::string::npos);
  CHECK(kept == "loop");
}

TEST_CASE("what others have written stays, and what cannot be written is said") {
  Bench bench([](std::string_view) { return true; });
  CHECK_FALSE(bench.differential("."));
  const std::string file = bench.differential.reports().front().file;
  { std::ofstream(file) << "somebody's"; }
  Differential again(bench.differential.subject(), bench.out, Bench::options(bench.folder.path.string()));
  CHECK_FALSE(again("."));
  CHECK(again.reports().front().file.empty());
  std::ifstream in(file);
  CHECK(std::string{std::istreambuf_iterator<char>(in), {}} == "somebody's");
  CHECK(bench.out.str().find("could not be written") != std::string::npos);

  Differential nowhere(bench.differential.subject(), bench.out, Bench::options("/nonexistent/folder"));
  CHECK_FALSE(nowhere("."));
  CHECK(nowhere.reports().front().file.empty());
}
