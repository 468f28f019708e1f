// SPDX-License-Identifier: MIT
#include <createproduct/judge/verdict.hpp>

#include <cstddef>

#include <doctest/doctest.h>

using createproduct::judge::raised;
using createproduct::judge::Verdict;
using createproduct::judge::verdict_name;

namespace {

constexpr Verdict rising[] = {Verdict::not_exercised, Verdict::pass,  Verdict::info, Verdict::known, Verdict::warn,
                              Verdict::inconclusive,  Verdict::flaky, Verdict::fail, Verdict::error};
constexpr const char* names[] = {"not-exercised", "pass",  "info", "known", "warn",
                                 "inconclusive",  "flaky", "fail", "error"};

}  // namespace

TEST_CASE("verdicts have the documented order and names") {
  std::size_t i = 0;
  for (const Verdict verdict : rising) {
    CHECK(static_cast<std::size_t>(verdict) == i);
    CHECK(verdict_name(verdict) == names[i]);
    ++i;
  }
}

TEST_CASE("a verdict is only ever raised") {
  for (const Verdict a : rising)
    for (const Verdict b : rising) {
      CHECK(raised(a, b) == raised(b, a));
      CHECK(raised(a, b) >= a);
      CHECK((raised(a, b) == a || raised(a, b) == b));
    }
}
