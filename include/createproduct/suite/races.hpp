// SPDX-License-Identifier: MIT
#pragma once

#include <array>
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
  overlapping,      ///< several names, each in several requests, some of them invalid: at most one each may succeed
  accounts,         ///< all for the same name, in two accounts: one each may succeed
};

inline constexpr std::array<Race, 5> all_races{Race::one_name, Race::different_names, Race::mixed, Race::overlapping,
                                               Race::accounts};

/// The clause that a race is about, and the id under which it is reported.
[[nodiscard]] constexpr ClauseId race_clause(Race race) noexcept {
  switch (race) {
    case Race::one_name:
    case Race::overlapping: return "product-name.unique";
    case Race::accounts: return "product-name.scope";
    case Race::different_names:
    case Race::mixed: break;
  }
  return "operation.create";
}
[[nodiscard]] constexpr std::string_view race_id(Race race) noexcept {
  switch (race) {
    case Race::one_name: return "product-name.unique.race";
    case Race::different_names: return "operation.create.race";
    case Race::mixed: return "operation.create.race-mixed";
    case Race::overlapping: return "product-name.unique.race-overlapping";
    case Race::accounts: return "product-name.scope.race";
  }
  return "";
}

/// For how many names the requests of a race are.
[[nodiscard]] constexpr std::size_t raced_names(Race race, std::size_t width) noexcept {
  switch (race) {
    case Race::one_name:
    case Race::accounts: return 1;
    case Race::overlapping: return (width + 2) / 3;
    case Race::different_names:
    case Race::mixed: break;
  }
  return width;
}

/// How many products a race creates at most, in a target that keeps the contract.
[[nodiscard]] constexpr std::size_t most_created(Race race, std::size_t width) noexcept {
  switch (race) {
    case Race::accounts: return width < 2 ? width : 2;
    case Race::mixed: return (width + 3) / 4;
    case Race::one_name:
    case Race::different_names:
    case Race::overlapping: break;
  }
  return raced_names(race, width);
}

/// Runs one race of `width` requests. The history is in the order in which it was judged: successes first. Those of
/// `round` 0 are plain; then come, in turn, names with capitals, sent by POST if `by_post`, long names, and properties.
inline Execution run_race(Session& session, const Executor& executor, Race race, std::size_t width,
                          std::size_t round = 0, bool by_post = false) {
  static constexpr std::string_view mixed_names[] = {"{fresh}", "{fresh}.", "{fresh}", "{fresh:33}"};
  std::vector<std::pair<Step, TemplateValues>> steps;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < raced_names(race, width); ++i) names.push_back(session.names.next());
  for (std::size_t i = 0; i < width; ++i) {
    Step step = executor.control_step();
    step.second_account = race == Race::accounts && i % 2 == 1;
    const bool usual_name = !session.form.name;
    if (round % 4 == 1 && usual_name) step.name = "X{fresh}Y";
    if (round % 4 == 1 && by_post) step.method = "POST";
    if (round % 4 == 2 && usual_name) step.name = "{fresh:32}";
    if (round % 4 == 3 && !session.form.base.empty()) step.properties = "{{base}}";
    if (race == Race::overlapping && i % 4 == 3) step.properties = "[]";
    if (race == Race::mixed && i % 4 != 0) {
      step.name = mixed_names[i % 4];
      if (i % 4 == 2) step.properties = "[]";
    }
    steps.emplace_back(std::move(step), session.values(names[i % names.size()]));
  }
  Execution execution;
  execution.steps = session.send_together(steps, race_clause(race), race_id(race));
  execution.complete = true;
  for (const Sent& sent : execution.steps) execution.throttled = execution.throttled || sent.ruling.throttled;
  return execution;
}

}  // namespace createproduct::suite
