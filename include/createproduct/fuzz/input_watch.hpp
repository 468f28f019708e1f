// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <csignal>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

namespace createproduct::fuzz {

namespace detail {

/// The input that a subject has in hand, for what is told when it never gives it back. One subject a process.
struct WatchedInput {
  static constexpr std::size_t most = 65536;
  volatile std::sig_atomic_t busy = 0;
  volatile std::sig_atomic_t ticks = 0;  ///< of the watch, since it was given
  std::size_t size = 0;
  char bytes[most] = {};
  char file[512] = {};  ///< to write it to
  int limit = 2;        ///< ticks of a second
};

inline WatchedInput& watched_input() {
  static WatchedInput one;
  return one;
}

/// Says and keeps the input in hand. Calls nothing that a signal handler may not call.
inline void tell_input_in_hand(const char* what) noexcept {
  WatchedInput& input = watched_input();
  const auto say = [](const char* text, std::size_t size) {
    [[maybe_unused]] const auto written = ::write(2, text, size);
  };
  const auto say_text = [&](std::string_view text) { say(text.data(), text.size()); };
  say_text("createproduct-fuzz: the validator ");
  say_text(what);
  say_text("\n  input     ");
  for (std::size_t i = 0; i < input.size; ++i) {
    static constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(input.bytes[i]);
    const char escaped[4] = {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
    if (byte >= 0x20 && byte < 0x7F && byte != '\\')
      say(&input.bytes[i], 1);
    else
      say(escaped, 4);
  }
  const int file = ::open(input.file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file >= 0 && ::write(file, input.bytes, input.size) == static_cast<ssize_t>(input.size)) {
    say_text("\n  file      ");
    say_text(input.file);
  } else {
    say_text("\n  the input could not be written to ");
    say_text(input.file);
  }
  if (file >= 0) ::close(file);
  say_text("\n");
}

inline struct sigaction& former_action(int signal) {
  static std::array<struct sigaction, 65> all{};
  return all[static_cast<std::size_t>(signal)];
}

inline void on_crash(int signal) {
  if (watched_input().busy != 0)
    tell_input_in_hand(signal == SIGABRT  ? "aborted"
                       : signal == SIGFPE ? "divided by zero or the like (SIGFPE)"
                                          : "crashed");
  watched_input().busy = 0;
  sigaction(signal, &former_action(signal), nullptr);
  std::raise(signal);
}

inline void on_tick(int) {
  WatchedInput& input = watched_input();
  if (input.busy == 0) return;
  const int ticks = input.ticks + 1;
  input.ticks = ticks;
  if (ticks < input.limit) return;
  tell_input_in_hand("hangs: it has had no verdict for some seconds");
  _exit(1);
}

}  // namespace detail

/// From now on a crash says what input was in hand and keeps it in `file`, where that does not exist; then it goes the
/// way it went before. So does what takes `seconds` of processor time over one input, and ends the process.
inline void watch_input_in_hand(const std::string& file, int seconds) {
  detail::WatchedInput& input = detail::watched_input();
  input.limit = seconds;
  input.file[file.copy(input.file, sizeof input.file - 1)] = '\0';

  // Handlers are inherited by a forked process, timers are not.
  static pid_t watching = 0;
  if (std::exchange(watching, ::getpid()) != ::getpid()) {
    struct sigaction action {};
    action.sa_handler = detail::on_crash;
    action.sa_flags = SA_NODEFER;
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
      struct sigaction former {};
      sigaction(signal, &action, &former);
      if (former.sa_handler != detail::on_crash) detail::former_action(signal) = former;
    }
    action.sa_handler = detail::on_tick;
    action.sa_flags = SA_RESTART;
    sigaction(SIGVTALRM, &action, nullptr);
    const itimerval second{{1, 0}, {1, 0}};
    setitimer(ITIMER_VIRTUAL, &second, nullptr);
  }
}

/// Tells the watch what is in hand for as long as it lives. One at a time in a process.
class InHand {
 public:
  /// Takes a copy, of WatchedInput::most bytes at most.
  explicit InHand(std::string_view input) noexcept {
    detail::WatchedInput& watched = detail::watched_input();
    watched.size = input.copy(watched.bytes, detail::WatchedInput::most);
    watched.ticks = 0;
    watched.busy = 1;
  }
  InHand(const InHand&) = delete;
  InHand& operator=(const InHand&) = delete;
  ~InHand() { detail::watched_input().busy = 0; }
};

}  // namespace createproduct::fuzz
