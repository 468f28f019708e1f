// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for programs that tell what a run would send.

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/control_search.hpp>
#include <createproduct/suite/most_creations.hpp>
#include <createproduct/suite/quota_phase.hpp>
#include <createproduct/suite/race_phase.hpp>
#include <createproduct/suite/races.hpp>
#include <createproduct/suite/random_cases.hpp>
#include <createproduct/suite/selection.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/suite/touching_cases.hpp>

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
  const auto add = [&](const Case& one, const std::string& phase) {
    if ((one.needs_keys && !has_keys) || (one.needs_second_account && !has_second_account)) return;
    auto place = std::find_if(out.begin(), out.end(), [&](const PlannedPhase& other) { return other.phase == phase; });
    if (place == out.end()) place = out.insert(out.end(), {phase, 0, 0, 0});
    ++place->cases;
    place->requests += one.steps.size();
    if (one.needs_second_account && !std::exchange(second_account_tried, true)) {
      ++place->requests;
      ++place->creations;
    }
    place->creations += most_creations(one, session);
  };
  std::size_t index = 0;
  for (const Case& one : builtin_catalogue())
    if (options.shard.has(index++) && one.budget <= options.budget && selected(options, one.clause)) add(one, one.phase);
  Effort effort = effort_of(options);
  effort.race_rounds = options.shard.share(effort.race_rounds);
  effort.created_again = std::max<std::size_t>(2, options.shard.share(effort.created_again));
  const auto add_drawn = [&](ClauseId clause, std::size_t count, Case (RandomCases::*draw)()) {
    RandomCases random(options.seed, has_second_account);
    for (std::size_t i = 0; i < count && selected(options, clause); ++i) {
      const Case one = (random.*draw)();
      if (options.shard.has(i)) add(one, one.phase);
    }
  };
  add_drawn("operation.create", effort.random_cases, &RandomCases::next);
  add_drawn("product-name.unique", effort.sequences, &RandomCases::next_sequence);
  PlannedPhase races{"races", 0, 0, 0};
  for (const Race race : all_races) {
    if (!selected(options, race_clause(race)) || !has_means(race, has_keys, has_second_account)) continue;
    const std::size_t rounds = race_rounds(race, effort.race_rounds);
    races.cases += rounds;
    races.requests += rounds * effort.race_width;
    races.creations += rounds * most_created(race, effort.race_width);
  }
  if (races.cases != 0) out.push_back(races);
  const bool last = options.shard.is_last();
  if (options.budget != Budget::quick) {
    if (last && selected(options, "region.values")) out.push_back({"idle", 1, 1, 0});
    // At the same time, and long after.
    const std::vector<const Case*> touching = touching_cases(options, has_keys, has_second_account);
    for (const char* phase : {"load", "later"})
      for (std::size_t i = 0; i < touching.size(); ++i)
        if (options.shard.has(i)) add(*touching[i], phase);
  }
  if (selected(options, "product-name.unique")) {
    const std::size_t again = std::min(detail::planned_creations(out), effort.created_again);
    out.push_back({"again", again, again, 0});
  }
  if (last && has_keys && selected(options, "common.nonce")) out.push_back({"nonces", UsedNonces::most, UsedNonces::most, 0});
  if (options.quota && last && selected(options, "error.quota")) out.push_back({"quota", 1, *options.quota + QuotaPhase<RunContext>::requests_beyond, *options.quota});
  if (options.cleanup) {
    const std::size_t created = detail::planned_creations(out);
    out.push_back({"cleanup", created, created, 0});
  }
  return out;
}

}  // namespace createproduct::suite
