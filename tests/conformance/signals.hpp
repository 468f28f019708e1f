// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <csignal>

namespace conformance {

namespace detail {

inline std::atomic<bool> was_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

inline void interrupt(int signal) {
  was_interrupted = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace detail

/// From now on the first SIGINT or SIGTERM shows in interrupted(), and the second one ends the process.
inline void end_in_order_on_signals() {
  std::signal(SIGINT, detail::interrupt);
  std::signal(SIGTERM, detail::interrupt);
}

[[nodiscard]] inline bool interrupted() noexcept { return detail::was_interrupted; }

}  // namespace conformance
