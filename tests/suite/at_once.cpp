// SPDX-License-Identifier: MIT
#include <createproduct/suite/at_once.hpp>

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using createproduct::suite::at_once;

TEST_CASE("what is called at once runs at the same time, each for its own number") {
  constexpr std::size_t count = 4;
  std::vector<int> calls(count);
  std::atomic<std::size_t> waiting{count};
  at_once(count, [&](std::size_t i) {
    --waiting;
    while (waiting != 0) std::this_thread::yield();
    ++calls[i];
  });
  CHECK(calls == std::vector<int>(count, 1));
}

TEST_CASE("what is called at once alone is called on the caller's thread") {
  std::thread::id called;
  at_once(1, [&](std::size_t) { called = std::this_thread::get_id(); });
  CHECK(called == std::this_thread::get_id());
}
