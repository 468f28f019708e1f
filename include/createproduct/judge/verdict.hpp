// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace createproduct::judge {

/// What is known about a clause, a case or a run, in rising order; a verdict is only ever raised.
enum class Verdict : unsigned char {
  not_exercised,  ///< nothing was seen that could break it
  pass,           ///< what could have broken it has kept it
  info,           ///< kept, with something to know
  known,          ///< broken as a baseline lists it
  warn,           ///< broken, but of level example
  inconclusive,   ///< noise kept it from being decided
  flaky,          ///< broken some of the times
  fail,           ///< broken
  error,          ///< the kit itself could not do its job
};

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
