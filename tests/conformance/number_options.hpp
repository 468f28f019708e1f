// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "command.hpp"

namespace conformance {

/// Seconds with a fraction, as milliseconds.
inline std::optional<std::chrono::milliseconds> milliseconds(const std::string& text) {
  const auto seconds = number<double>(text);
  if (!seconds || !(*seconds > 0) || *seconds > 1e9) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(*seconds * 1000)));
}

template <class T>
auto take_number(T& into, const char* expected) {
  return [&into, expected](const std::string& text) -> std::string {
    const auto value = number<std::size_t>(text);
    if (!value) return "expected " + std::string(expected);
    into = *value;
    return {};
  };
}

inline auto take_seconds(std::chrono::milliseconds& into) {
  return [&into](const std::string& text) -> std::string {
    const auto value = milliseconds(text);
    if (!value) return "expected a number of seconds, more than 0";
    into = *value;
    return {};
  };
}

inline auto take_rate(double& into) {
  return [&into](const std::string& text) -> std::string {
    const auto value = number<double>(text);
    if (!value || !(*value > 0) || *value > 1e9) return "expected a number of requests a second, more than 0";
    into = *value;
    return {};
  };
}

}  // namespace conformance
