// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace createproduct::suite {

/// Calls `work(i)` for every i below `count`, each on a thread of its own, the first one on the caller's, and comes
/// back when all calls have. Precondition: count is not 0, and `work` throws nothing.
inline void at_once(std::size_t count, const std::function<void(std::size_t i)>& work) {
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
  work(0);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace createproduct::suite
