// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace createproduct::report {

/// How many single characters must be changed, added or taken away to turn `a` into `b`. O(a × b).
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

/// The at most three of `candidates` that someone who typed `word` may have meant, best first: those that hold it, and
/// those that differ in at most a third of its characters (at least 2). Equally good ones keep their order.
[[nodiscard]] inline std::vector<std::string_view> near_matches(std::string_view word,
                                                                const std::vector<std::string_view>& candidates) {
  const std::string_view start = word.substr(0, 100);
  const std::size_t limit = std::max<std::size_t>(2, start.size() / 3);
  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(start, candidate);
    const bool holds = start.size() >= 3 && candidate.find(start) != std::string_view::npos;
    if (holds || distance <= limit) ranked.emplace_back(holds ? std::min(distance, limit) : distance, candidate);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> best;
  for (std::size_t i = 0; i < ranked.size() && i < 3; ++i) best.push_back(ranked[i].second);
  return best;
}

/// `; did you mean a, b or c?` for an error message, or nothing when no candidate is near.
[[nodiscard]] inline std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::vector<std::string_view> best = near_matches(word, candidates);
  std::string out;
  for (std::size_t i = 0; i < best.size(); ++i)
    out += (i == 0 ? "; did you mean " : i + 1 == best.size() ? " or " : ", ") + std::string(best[i]);
  return out.empty() ? out : out + "?";
}

}  // namespace createproduct::report
