// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// Requests sent at the same time, and what the history of their answers must be explained by.
enum class Race : unsigned char {
  one_name,         ///< all for the same fresh name: at most one may succeed
  different_names,  ///< each for a fresh name of its own: all succeed, each with its own name and id
  mixed,            ///< valid and invalid requests: each is judged as if it had come alone
};

/// The clause that a race is about, and the id under which it is reported.
[[nodiscard]] constexpr ClauseId race_clause(Race race) noexcept {
  return race == Race::one_name ? ClauseId("product-name.unique") : ClauseId("operation.create");
}
[[nodiscard]] constexpr std::string_view race_id(Race race) noexcept {
  switch (race) {
    case Race::one_name: return "product-name.unique.race";
    case Race::different_names: return "operation.create.race";
    case Race::mixed: return "operation.create.race-mixed";
  }
  return "";
}

/// Runs one race of `width` requests. The history is in the order in which it was judged: successes first.
inline Execution run_race(Session& session, const Executor& executor, Race race, std::size_t width) {
  static constexpr std::string_view mixed_names[] = {"{fresh}", "{fresh}.", "{fresh}", "{fresh:33}"};
  std::vector<std::pair<Step, TemplateValues>> steps;
  const std::string shared = session.names.next();
  for (std::size_t i = 0; i < width; ++i) {
    Step step = executor.control_step();
    if (race == Race::mixed && i % 4 != 0) {
      step.name = mixed_names[i % 4];
      if (i % 4 == 2) step.properties = "[]";
    }
    steps.emplace_back(std::move(step), session.values(race == Race::one_name ? shared : session.names.next()));
  }
  Execution execution;
  execution.steps = session.send_together(steps, race_clause(race), race_id(race));
  execution.complete = true;
  for (const Sent& sent : execution.steps) execution.throttled = execution.throttled || sent.ruling.throttled;
  return execution;
}

}  // namespace createproduct::suite
