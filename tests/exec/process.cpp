// SPDX-License-Identifier: MIT
#include <createproduct/exec/process.hpp>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

using namespace createproduct;
using namespace std::chrono_literals;

namespace {

exec::Process started(const std::string& command) {
  Result<exec::Process> process = exec::Process::start(command);
  REQUIRE(process);
  return *std::move(process);
}

/// What can be read until the end or, failing that, within ten seconds.
std::string all_of(const exec::Descriptor& descriptor) {
  std::string text;
  for (;;) {
    pollfd file{descriptor.number(), POLLIN, 0};
    if (::poll(&file, 1, 10000) != 1) return text + "(no end)";
    char buffer[256];
    const ssize_t count = ::read(descriptor.number(), buffer, sizeof buffer);
    if (count <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
  }
}

}  // namespace

TEST_CASE("a command has three standard streams and a shell") {
  exec::Process process = started("read word; echo \"out $word\"; echo \"err $word\" >&2; exit 3");
  CHECK(process.is_open());
  CHECK(::write(process.in.number(), "x\n", 2) == 2);
  CHECK(all_of(process.out) == "out x\n");
  CHECK(all_of(process.err) == "err x\n");
  CHECK(process.end(10s) == "exited with status 3");
  CHECK(!process.is_open());
}

TEST_CASE("the end of a command says what ended it") {
  CHECK(started("kill -SEGV $$").end(10s) == "was ended by signal 11 (Segmentation fault)");
  CHECK(started("cat").end(10s) == "exited with status 0");
  CHECK(started("exec sleep 100").end(0s) == "was killed");
  CHECK(started("there-is-no-such-program").end(10s) == "exited with status 127");
}

TEST_CASE("a command takes its whole process group along") {
  exec::Process process = started("sleep 100 & echo $!; wait");
  std::string text;
  for (char c = 0; c != '\n';) {
    pollfd file{process.out.number(), POLLIN, 0};
    REQUIRE(::poll(&file, 1, 10000) == 1);
    REQUIRE(::read(process.out.number(), &c, 1) == 1);
    text.push_back(c);
  }
  const pid_t grandchild = std::stoi(text);
  CHECK(::kill(grandchild, 0) == 0);
  CHECK(process.end(0s) == "was killed");
  // Whoever adopts it may take a moment to reap it.
  bool gone = false;
  for (int i = 0; i < 1000 && !gone; ++i) {
    std::string state = all_of(started("ps -o stat= -p " + std::to_string(grandchild)).out);
    gone = state.empty() || state.find('Z') != state.npos;
    std::this_thread::sleep_for(1ms);
  }
  CHECK(gone);
  // And no zombie of one's own is left.
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

TEST_CASE("a command does not inherit blocked and ignored signals") {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  sigset_t blocked;
  sigset_t mask;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &blocked, &mask);
  exec::Process process = started("kill -PIPE $$; echo alive");
  CHECK(all_of(process.out).empty());
  CHECK(process.end(10s) == "was ended by signal 13 (Broken pipe)");
  CHECK(started("kill -TERM $$; echo alive").end(10s) == "was ended by signal 15 (Terminated)");
  pthread_sigmask(SIG_SETMASK, &mask, nullptr);
  std::signal(SIGPIPE, before);
}

TEST_CASE("a write to a pipe that nobody reads does not end this process") {
  exec::Process process = started("exec <&-; echo; exec sleep 100");
  char c = 0;
  pollfd file{process.out.number(), POLLIN, 0};
  REQUIRE(::poll(&file, 1, 10000) == 1);
  REQUIRE(::read(process.out.number(), &c, 1) == 1);
  const auto before = std::signal(SIGPIPE, SIG_DFL);
  {
    const exec::WithoutSigpipe guard;
    CHECK(::write(process.in.number(), "x", 1) == -1);
    CHECK(errno == EPIPE);
  }
  std::signal(SIGPIPE, before);
}
