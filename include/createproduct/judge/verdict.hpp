// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace createproduct::judge {

/// What is known about a clause, a case or a run, in rising order; a verdict is only ever raised.
enum class Verdict : unsigned char { not_exercised, pass, info, known, warn, inconclusive, flaky, fail, error };

/// The higher of two verdicts.
[[nodiscard]] constexpr Verdict raised(Verdict a, Verdict b) noexcept { return a < b ? b : a; }

/// The name used in every report: "not-exercised", "pass", ...
[[nodiscard]] constexpr std::string_view verdict_name(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::not_exercised: return "not-exercised";
    case Verdict::pass: return "pass";
    case Verdict::info: return "info";
    case Verdict::known: return "known";
    case Verdict::warn: return "warn";
    case Verdict::inconclusive: return "inconclusive";
    case Verdict::flaky: return "flaky";
    case Verdict::fail: return "fail";
    case Verdict::error: return "error";
  }
  return "";
}

}  // namespace createproduct::judge
