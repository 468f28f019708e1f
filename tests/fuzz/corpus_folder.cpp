// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/corpus_folder.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <sys/stat.h>

#include <doctest/doctest.h>

#include "scratch_folder.hpp"

using namespace createproduct;
using fuzz::CorpusFolder;

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }
std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a corpus is found again as it was left") {
  const ScratchFolder folder;
  const std::string path = (folder.path / "made" / "deep").string();
  {
    auto corpus = CorpusFolder::open(path);
    REQUIRE(corpus);
    CHECK(corpus->scripts().empty());
    CHECK_FALSE(corpus->add("GET a=b"));
    CHECK_FALSE(corpus->add("GET a=b"));
    CHECK_FALSE(corpus->add("POST  \xFF"));
  }
  write(fs::path(path) / "0123456789abcdef.part", "half");  // of a process that was ended
  auto again = CorpusFolder::open(path);
  REQUIRE(again);
  CHECK(again->scripts().size() == 2);
}

TEST_CASE("a folder of others is refused, and nothing in it is touched") {
  const ScratchFolder folder;
  write(folder.path / "thesis.txt", "years of work");
  const auto corpus = CorpusFolder::open(folder.path.string());
  REQUIRE_FALSE(corpus);
  CHECK(corpus.error().code == Error::Code::input);
  CHECK(corpus.error().where == folder.path.string());
  CHECK(read(folder.path / "thesis.txt") == "years of work");
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("a foreign or changed file in a corpus is named, and nothing is touched") {
  const ScratchFolder folder;
  const std::string path = folder.path.string();
  CHECK(CorpusFolder::open(path));
  write(folder.path / "notes.md", "mine");
  const auto with_notes = CorpusFolder::open(path);
  REQUIRE_FALSE(with_notes);
  CHECK(with_notes.error().where == (folder.path / "notes.md").string());
  CHECK(read(folder.path / "notes.md") == "mine");
  fs::remove(folder.path / "notes.md");

  fs::create_directory(folder.path / "pictures");
  const auto with_folder = CorpusFolder::open(path);
  REQUIRE_FALSE(with_folder);
  CHECK(with_folder.error().where == (folder.path / "pictures").string());
  fs::remove(folder.path / "pictures");
  REQUIRE(mkfifo((folder.path / "pipe").c_str(), 0600) == 0);
  CHECK_FALSE(CorpusFolder::open(path));
  fs::remove(folder.path / "pipe");

  write(folder.path / "0123456789abcdef", "not what the name says");
  CHECK_FALSE(CorpusFolder::open(path));
  fs::remove(folder.path / "0123456789abcdef");
  write(folder.path / CorpusFolder::mark, "createproduct-corpus 2\n");
  CHECK_FALSE(CorpusFolder::open(path));
}

TEST_CASE("what cannot be made or written is an error") {
  const ScratchFolder folder;
  write(folder.path / "file", "x");
  const auto below_a_file = CorpusFolder::open((folder.path / "file" / "corpus").string());
  REQUIRE_FALSE(below_a_file);
  CHECK(below_a_file.error().code == Error::Code::unavailable);

  auto corpus = CorpusFolder::open((folder.path / "corpus").string());
  REQUIRE(corpus);
  fs::remove_all(folder.path / "corpus");
  const auto error = corpus->add("GET a=b");
  REQUIRE(error);
  CHECK(error->code == Error::Code::unavailable);
}
