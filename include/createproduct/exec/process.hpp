// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <createproduct/model/result.hpp>

namespace createproduct::exec {

/// A file descriptor, closed when it goes.
class Descriptor {
 public:
  Descriptor() = default;

  /// Owns `number` from now on.
  explicit Descriptor(int number) noexcept : number_(number) {}

  /// Takes what `other` owns, and gives what was owned here for it.
  /// @{
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  /// @}

  ~Descriptor() { close(); }

  /// Closes it now, if it is open.
  void close() noexcept {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

  /// Not given away; -1 if none is open.
  [[nodiscard]] int number() const noexcept { return number_; }

  /// Whether one is owned.
  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// Keeps a write to a pipe that nobody reads from ending the process: it gives EPIPE instead. For the calling thread.
class WithoutSigpipe {
 public:
  /// From now on, until it goes.
  WithoutSigpipe() noexcept {
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    sigemptyset(&sigpipe_);
    sigaddset(&sigpipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;
  ~WithoutSigpipe() {
    const timespec at_once{};
    if (!was_pending_)
      while (sigtimedwait(&sigpipe_, nullptr, &at_once) == -1 && errno == EINTR) {}
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t sigpipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

/// A shell command that runs in a process group of its own, with pipes to its standard streams; this side of the pipes
/// does not block. The whole group has ended when the object goes.
class Process {
 public:
  Descriptor in;   ///< writes to the command's standard input
  Descriptor out;  ///< reads its standard output
  Descriptor err;  ///< reads its standard error

  /// Runs `command` with /bin/sh. Error: unavailable, where the system has no room for it; a command that the shell
  /// cannot run starts all the same, and ends at once.
  [[nodiscard]] static Result<Process> start(const std::string& command) {
    Process process;
    std::array<Descriptor, 3> theirs;
    const bool has_pipes = make_pipe(theirs[0], process.in) && make_pipe(process.out, theirs[1]) &&
                           make_pipe(process.err, theirs[2]) && unblock(process.in) && unblock(process.out) &&
                           unblock(process.err);
    if (!has_pipes) return failed(errno);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (int i = 0; i < 3; ++i)
      posix_spawn_file_actions_adddup2(&actions, theirs[static_cast<std::size_t>(i)].number(), i);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGCHLD}) sigaddset(&usual, signal);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::array<std::string, 3> words{"sh", "-c", command};
    std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(), nullptr};
    const int problem = posix_spawn(&process.id_, "/bin/sh", &actions, &attributes, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (problem != 0) {
      process.id_ = 0;
      return failed(problem);
    }
    return process;
  }

  Process() = default;

  /// Takes the process of `other`, and gives what was here for it.
  /// @{
  Process(Process&& other) noexcept
      : in(std::move(other.in)),
        out(std::move(other.out)),
        err(std::move(other.err)),
        id_(std::exchange(other.id_, 0)) {}
  Process& operator=(Process&& other) noexcept {
    std::swap(in, other.in);
    std::swap(out, other.out);
    std::swap(err, other.err);
    std::swap(id_, other.id_);
    return *this;
  }
  /// @}

  ~Process() { end(std::chrono::milliseconds(0)); }

  /// Whether it was started and end() has not been called.
  [[nodiscard]] bool is_open() const noexcept { return id_ != 0; }

  /// Ends the command's input, gives it `grace` to end by itself, then kills what is left of its process group. Gives
  /// how it ended, such as `exited with status 1` or `was ended by signal 11 (Segmentation fault)`. What it has written
  /// can still be read.
  std::string end(std::chrono::milliseconds grace) {
    if (id_ == 0) return {};
    in.close();
    const auto deadline = std::chrono::steady_clock::now() + grace;
    const bool ended = wait_until(deadline);
    kill(-id_, SIGKILL);  // the first process is not reaped yet, so the group's id still is its own
    int status = 0;
    while (waitpid(id_, &status, 0) == -1 && errno == EINTR) {}
    id_ = 0;
    if (!ended) return "was killed";
    if (WIFSIGNALED(status))
      return "was ended by signal " + std::to_string(WTERMSIG(status)) + " (" + strsignal(WTERMSIG(status)) + ")";
    return "exited with status " + std::to_string(WEXITSTATUS(status));
  }

 private:
  static bool make_pipe(Descriptor& reading, Descriptor& writing) noexcept {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    reading = Descriptor(ends[0]);
    writing = Descriptor(ends[1]);
    return true;
  }
  static bool unblock(const Descriptor& descriptor) noexcept {
    return fcntl(descriptor.number(), F_SETFL, O_NONBLOCK) == 0;
  }
  static Error failed(int number) {
    return {Error::Code::unavailable, "", "no process could be started: " + std::string(std::strerror(number))};
  }

  /// Whether the first process has ended by `deadline`. It is not reaped.
  [[nodiscard]] bool wait_until(std::chrono::steady_clock::time_point deadline) const {
    for (;;) {
      siginfo_t info{};
      const int result = waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT);
      if (result == 0 && info.si_pid != 0) return true;
      if (result != 0 && errno != EINTR) return true;
      if (std::chrono::steady_clock::now() >= deadline) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  pid_t id_ = 0;
};

}  // namespace createproduct::exec
