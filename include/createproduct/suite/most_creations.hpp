// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/judge/classification.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/wire/form.hpp>

namespace createproduct::suite {

/// How many products one execution of `one` makes at most where the target keeps the contract: what may be accepted
/// counts, a name only once in each account. O(length of the requests).
[[nodiscard]] inline std::size_t most_creations(const Case& one, Session& session) {
  std::vector<std::string> names;
  TemplateValues values = session.values("aaaaaaaaa");
  values.last_id = "an-id";
  for (const Step& step : one.steps) {
    if (step.not_authentic) continue;
    const auto request = judge::classify(wire::encode(session.request_of(step, values)));
    if (request.demand == judge::Classification::Demand::reject) continue;
    std::string name = (step.second_account ? "2" : "1") + (request.names.empty() ? "" : request.names.front());
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names.size();
}

}  // namespace createproduct::suite
