// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/control_search.hpp>
#include <createproduct/suite/most_creations.hpp>
#include <createproduct/suite/selection.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

namespace detail {

[[nodiscard]] inline std::size_t planned_creations(const std::vector<PlannedPhase>& phases) {
  std::size_t creations = 0;
  for (const PlannedPhase& phase : phases) creations += phase.creations;
  return creations;
}

}  // namespace detail

/// What a run with these options would send, phase by phase, to a target that breaks nothing and makes no noise.
/// Creations are an upper bound: on silent points the target decides. Nothing is sent.
[[nodiscard]] inline std::vector<PlannedPhase> plan(const Options& options, bool has_keys, bool has_second_account) {
  std::vector<PlannedPhase> out{{"control", 1, 5, 5}};
  const Means means;
  Session session(means, options);
  session.form.base = {detail::base_description, detail::base_region};
  bool second_account_tried = options.quota && has_second_account;
  if (second_account_tried) out.front() = {"control", 1, 6, 6};
  if (options.jobs > 1) out.front() = {"control", 1, out.front().requests + 2, out.front().creations + 2};
  std::size_t index = 0;
  for (const Case& one : builtin_catalogue()) {
    if (!options.shard.has(index++)) continue;
    if (one.budget > options.budget || !selected(options, one.clause)) continue;
    if ((one.needs_keys && !has_keys) || (one.needs_second_account && !has_second_account)) continue;
    auto place = std::find_if(out.begin(), out.end(), [&](const PlannedPhase& other) { return other.phase == one.phase; });
    if (place == out.end()) place = out.insert(out.end(), {one.phase, 0, 0, 0});
    ++place->cases;
    place->requests += one.steps.size();
    if (one.needs_second_account && !std::exchange(second_account_tried, true)) {
      ++place->requests;
      ++place->creations;
    }
    place->creations += most_creations(one, session);
  }
  Effort effort = effort_of(options.budget);
  effort.random_cases = options.shard.share(effort.random_cases);
  effort.race_rounds = options.shard.share(effort.race_rounds);
  effort.created_again = std::max<std::size_t>(2, options.shard.share(effort.created_again));
  if (selected(options, "operation.create"))
    out.push_back({"random", effort.random_cases, effort.random_cases, effort.random_cases});
  const std::size_t raced = effort.race_rounds * effort.race_width;
  PlannedPhase races{"races", 0, 0, 0};
  if (selected(options, "product-name.unique")) races = {"races", effort.race_rounds, raced, effort.race_rounds};
  if (selected(options, "operation.create")) {
    races.cases += 2 * effort.race_rounds;
    races.requests += 2 * raced;
    races.creations += raced + raced / 4;
  }
  if (races.cases != 0) out.push_back(races);
  if (selected(options, "product-name.unique")) {
    const std::size_t again = std::min(detail::planned_creations(out), effort.created_again);
    out.push_back({"again", again, again, 0});
  }
  const bool last = options.shard.index == options.shard.count;
  if (options.quota && last && selected(options, "error.quota")) out.push_back({"quota", 1, *options.quota + 20, *options.quota});
  if (options.cleanup) {
    const std::size_t created = detail::planned_creations(out);
    out.push_back({"cleanup", created, created, 0});
  }
  return out;
}

}  // namespace createproduct::suite
