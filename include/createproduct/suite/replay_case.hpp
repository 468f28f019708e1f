// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who judge or replay recordings.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/fresh_copy.hpp>
#include <createproduct/suite/recorded.hpp>

namespace createproduct::suite {

/// One request to be sent again.
struct ReplayStep {
  Step step;                         ///< as templates
  std::optional<Recorded> recorded;  ///< the exchange that it stems from, if any
  /// What was the fresh name, or the name itself; steps that share it share their new fresh name, too. May be empty.
  std::string key{};
};

/// A sequence of requests to be sent again.
struct ReplayCase {
  std::string id;                        ///< of the case, or the place in the recording
  ClauseId clause = "operation.create";  ///< that it is about
  std::optional<ClauseId> broken;        ///< that its last step broke, as a report says
  std::vector<ReplayStep> steps;         ///< in the order in which they were sent
  bool together = false;                 ///< sent at the same time
};

/// The fresh name in `name` that the salt of a run begins (suite/fresh_names.hpp), in small letters and without what
/// stands between these; empty if there is none.
[[nodiscard]] inline std::string salted_part(std::string_view name, std::string_view salt) {
  std::string part;
  for (const char c : name.substr(std::min(detail::find_folded(name, salt), name.size())))
    if (detail::is_letter(c)) part.push_back(detail::folded(c));
  std::size_t marks = 0;
  while (salt.size() + marks < part.size() && part[salt.size() + marks] == 'z') ++marks;
  const std::size_t size = salt.size() + 3 + 2 * marks;
  return part.size() < size ? std::string() : part.substr(0, size);
}

/// The step that sends a recorded request again. `salt`: of the run that sent it, or empty. Precondition: what signing
/// adds has been taken out of it.
[[nodiscard]] inline ReplayStep replay_step(Recorded recorded, std::string_view salt) {
  ReplayStep out;
  const std::vector<std::string> names = judge::classify(recorded.exchange.sent).names;
  out.key = recorded.fresh;
  if (out.key.empty() && !names.empty()) out.key = salted_part(names.front(), salt);
  if (recorded.step && !recorded.fresh.empty()) {
    out.step = *recorded.step;
  } else {
    out.step.literal = Step::Literal{recorded.exchange.sent, out.key};
    out.step.second_account = recorded.exchange.account == "second";
    if (out.key.empty() && !names.empty()) {
      out.key = names.front();
      std::transform(out.key.begin(), out.key.end(), out.key.begin(), detail::folded);
    }
  }
  out.recorded = std::move(recorded);
  return out;
}

/// The case as the suite runs it.
[[nodiscard]] inline Case case_of(const ReplayCase& one) {
  Case out;
  out.id = one.id;
  out.phase = "replay";
  out.clause = one.broken.value_or(one.clause);
  out.title = "a case that is replayed";
  for (const ReplayStep& step : one.steps) {
    out.needs_properties = out.needs_properties || step.step.properties || step.step.properties_wire;
    out.steps.push_back(step.step);
  }
  return out;
}

}  // namespace createproduct::suite
