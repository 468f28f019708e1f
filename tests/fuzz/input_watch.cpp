// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/input_watch.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "scratch_folder.hpp"

using namespace createproduct;

namespace {

/// How a process of its own ends that does `work`, with the watch on.
int ends(const std::string& file, const std::function<void()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nowhere, 2);
    std::signal(SIGABRT, SIG_DFL);
    fuzz::watch_input_in_hand(file, 1);
    work();
    _exit(7);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

std::string read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a crash keeps the input in hand, and stays the crash it was") {
  const ScratchFolder folder;
  const std::string file = (folder.path / "stopped").string();
  const int status = ends(file, [] {
    const fuzz::InHand held("a\n\xFF");
    std::raise(SIGSEGV);
  });
  CHECK(!(WIFEXITED(status) && WEXITSTATUS(status) == 7));
  CHECK(read(file) == "a\n\xFF");
}

TEST_CASE("what hangs is ended, and its input kept") {
  const ScratchFolder folder;
  const std::string file = (folder.path / "stopped").string();
  const int status = ends(file, [] {
    const fuzz::InHand held("loop");
    volatile bool goes_on = true;
    while (goes_on) {
    }
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 1);
  CHECK(read(file) == "loop");
}

TEST_CASE("with nothing in hand a crash leaves no file") {
  const ScratchFolder folder;
  const std::string file = (folder.path / "stopped").string();
  (void)ends(file, [] {
    { const fuzz::InHand held("before"); }
    std::raise(SIGSEGV);
  });
  CHECK_FALSE(std::filesystem::exists(file));
}
