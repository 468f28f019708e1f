// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/suite/case.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/race.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// The case that events and findings name for a race; it has no steps.
[[nodiscard]] inline Case race_case(Race race) {
  Case one;
  one.id = race_id(race);
  one.phase = "races";
  one.clause = race_clause(race);
  one.title = "requests at the same time";
  return one;
}

/// Runs one race of `width` requests. The history is in the order in which it was judged: successes first. Those of
/// `round` 0 are plain; then come, in turn, names with capitals, sent by POST, long names, and properties, every other
/// time those of an NB-IoT product, both by either method.
inline Execution run_race(Session& session, const Executor& executor, Race race, std::size_t width,
                          std::size_t round = 0) {
  static constexpr std::string_view mixed_names[] = {"{fresh}", "{fresh}.", "{fresh}", "{fresh:33}"};
  std::vector<std::pair<Step, TemplateValues>> steps;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < raced_names(race, width); ++i) names.push_back(session.names.next());
  for (std::size_t i = 0; i < width; ++i) {
    Step step = executor.control_step();
    step.second_account = race == Race::accounts && i % 2 == 1;
    const bool usual_name = !session.form.name;
    if (round % 4 == 1 && usual_name) step.name = "X{fresh}Y";
    if (round % 4 == 1) step.method = "POST";
    if (round % 4 == 2 && usual_name) step.name = "{fresh:32}";
    if (round % 4 >= 2) step.method = i % 2 == 0 ? "GET" : "POST";
    if (round % 4 == 3 && !session.form.base.empty())
      step.properties = round % 8 == 3 ? "{{base}}" : "{{others:productType},\"productType\":2}";
    if (race == Race::overlapping && i % 4 == 3) step.properties = "[]";
    if (race == Race::mixed && i % 4 != 0) {
      step.name = mixed_names[i % 4];
      if (i % 4 == 2) step.properties = "[]";
    }
    TemplateValues values = session.values(names[i % names.size()]);
    if (race == Race::one_nonce) {
      step.extra = {{"Timestamp", "{now}"}, {"Nonce", "{nonce}"}};
      if (i != 0) values.now = steps.front().second.now;
      if (i != 0) values.nonce = steps.front().second.nonce;
    }
    steps.emplace_back(std::move(step), std::move(values));
  }
  Execution execution;
  execution.steps = session.send_together(steps, race_clause(race), race_id(race), race == Race::one_nonce);
  execution.complete = true;
  for (const Sent& sent : execution.steps) execution.throttled = execution.throttled || sent.ruling.throttled;
  return execution;
}

/// Whether every request of a race was answered, so that the target does answer requests that come at the same time.
[[nodiscard]] inline bool all_answered(const Execution& race) {
  for (const Sent& sent : race.steps)
    if (sent.exchange.answer.transport != judge::Answer::Transport::answered) return false;
  return true;
}

}  // namespace createproduct::suite
