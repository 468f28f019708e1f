// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace conformance {

/// The clocks of this machine, except that to sleep is to skip the time. For any thread.
class VirtualClock {
 public:
  void sleep(std::chrono::milliseconds time) noexcept { skipped_ += time.count(); }

  [[nodiscard]] std::chrono::steady_clock::time_point steady() const {
    return std::chrono::steady_clock::now() + std::chrono::milliseconds(skipped_.load());
  }
  [[nodiscard]] std::chrono::system_clock::time_point system() const {
    return std::chrono::system_clock::now() + std::chrono::milliseconds(skipped_.load());
  }

 private:
  std::atomic<std::int64_t> skipped_{0};
};

}  // namespace conformance
