// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace createproduct::http {

/// No change of the system's time disturbs it.
using Clock = std::chrono::steady_clock;

/// When waiting ends.
using Deadline = Clock::time_point;

/// What one attempt to send or receive came to.
struct Transfer {
  /// What became of the attempt.
  enum class State : unsigned char {
    moved,        ///< `bytes` bytes, at least one, went over
    would_block,  ///< nothing can be moved now: wait() and try again
    ended,        ///< the peer ended the stream in order; only when receiving
    failed,       ///< the stream is broken, for instance reset by the peer
  };
  State state = State::failed;  ///< what became of the attempt
  std::size_t bytes = 0;        ///< moved: how many
};

/// A connected byte stream that never blocks but in wait(), which is true when it is worth trying again and false
/// once `deadline` has passed. Socket is one; another protocol layer over a Socket can be one as well.
template <class S>
concept Stream = requires(S& stream, std::string_view out, std::span<char> in, bool to_send, Deadline deadline) {
  { stream.send(out) } -> std::same_as<Transfer>;
  { stream.receive(in) } -> std::same_as<Transfer>;
  { stream.wait(to_send, deadline) } -> std::same_as<bool>;
};

namespace detail {

[[nodiscard]] inline std::string system_message(int error) { return std::system_category().message(error); }

/// poll() of one descriptor until `deadline`, interruptions hidden. False when the deadline passed first.
[[nodiscard]] inline bool poll_until(int descriptor, short events, Deadline deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    constexpr decltype(left) longest = 1'000'000;  // of one poll(), so that its int cannot overflow
    pollfd entry{descriptor, events, 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(left < longest ? left : longest));
    if (ready > 0 || (ready < 0 && errno != EINTR)) return true;  // an error shows in the attempt that follows
  }
}

}  // namespace detail

/// Owns a connected TCP socket. Move-only; an empty one owns nothing and must not be sent to or received from.
class Socket {
 public:
  Socket() = default;

  /// Owns `descriptor` from now on. Precondition: it is a connected stream socket.
  explicit Socket(int descriptor) noexcept : descriptor_(descriptor) {}

  /// Takes what `other` owns, and gives what was owned here for it.
  /// @{
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  /// @}

  ~Socket() { close(); }

  /// Whether it owns one. The peer may have gone all the same.
  [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }

  /// Not given away; -1 if empty.
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

  /// Closes it now, if it is open.
  void close() noexcept {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

  /// As much of `bytes` as the system takes at once. A peer that is gone raises no SIGPIPE.
  [[nodiscard]] Transfer send(std::string_view bytes) noexcept {
    return moved(retried([&] { return ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT); }));
  }

  /// As much as has arrived and fits.
  [[nodiscard]] Transfer receive(std::span<char> buffer) noexcept {
    return moved(retried([&] { return ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT); }));
  }

  /// Until something can be received or, if `to_send`, sent.
  [[nodiscard]] bool wait(bool to_send, Deadline deadline) const {
    return detail::poll_until(descriptor_, static_cast<short>(to_send ? POLLIN | POLLOUT : POLLIN), deadline);
  }

  /// Whether the stream is up with nothing to receive, as it must be between two exchanges.
  [[nodiscard]] bool is_idle() const noexcept {
    char byte = 0;
    return retried([&] { return ::recv(descriptor_, &byte, 1, MSG_PEEK | MSG_DONTWAIT); }) < 0 &&
           (errno == EAGAIN || errno == EWOULDBLOCK);
  }

 private:
  template <class Call>
  static ssize_t retried(Call call) noexcept {
    for (;;) {
      const ssize_t outcome = call();
      if (outcome >= 0 || errno != EINTR) return outcome;
    }
  }

  static Transfer moved(ssize_t outcome) noexcept {
    if (outcome > 0) return {Transfer::State::moved, static_cast<std::size_t>(outcome)};
    if (outcome == 0) return {Transfer::State::ended, 0};
    const bool again = errno == EAGAIN || errno == EWOULDBLOCK;
    return {again ? Transfer::State::would_block : Transfer::State::failed, 0};
  }

  int descriptor_ = -1;
};

static_assert(Stream<Socket>);

}  // namespace createproduct::http
