// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/judge/judge.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/evidence.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/suite/shrink.hpp>

namespace createproduct::suite {

/// Replaces the evidence of a finding by the smallest that still breaks the same clause, as the target answers.
template <class Context>
class Shrinker {
 public:
  /// Refers to its argument, which must outlive it.
  explicit Shrinker(Context& context) : context_(context) {}

  /// What may become of names.
  enum class Names : bool { simplified, kept };

  /// Tries what is simpler than `one`, which shows `finding`, with at most so many requests and within the run's limits.
  void shrink(Case one, const judge::Breach& breach, Finding& finding, Names names, std::size_t most_requests) {
    Session& session = context_.session;
    const std::size_t begin = session.counts.requests;
    const double end = session.seconds() + effort_of(context_.options.budget).shrink_seconds;
    for (bool improved = true; improved;) {
      improved = false;
      const TemplateValues values = session.values("aaaaaaaaa");
      for (const Case& simpler : simpler_cases(one, values)) {
        const bool spent = session.counts.requests - begin >= most_requests || session.seconds() >= end;
        if (spent || session.exhausted() || session.creations_left() < creation_reserve) return;
        const Step& step = simpler.steps.front();
        const bool other_name = step.name != one.steps.front().name || step.name_wire != one.steps.front().name_wire;
        if (names == Names::kept && other_name) continue;
        if (!shows(simpler, breach, finding)) continue;
        one = simpler;
        improved = true;
        break;
      }
    }
  }

  /// Whether `one` breaks the clause; then the evidence becomes its. What must repeat must show twice.
  bool shows(const Case& one, const judge::Breach& breach, Finding& finding) {
    const int times = breach.proof == judge::Breach::Proof::repeatable ? 2 : 1;
    for (int i = 0; i < times; ++i) {
      const Execution execution = context_.executor.once(one);
      const Sent* broken = execution.broken(breach.clause);
      if (broken == nullptr) return false;
      const judge::Breach& again = *broken->ruling.breach_of(breach.clause);
      if (again.proof != breach.proof) return false;
      if (i + 1 < times) continue;
      std::vector<Exchange> history = execution.history(broken);
      // A short name that an earlier case has created would show what this case alone does not.
      const bool by_name =
          breach.clause == ClauseId("product-name.unique") && breach.proof == judge::Breach::Proof::certain;
      if (by_name && one.id != again_id && !repeats_a_name(history)) return false;
      finding.history = std::move(history);
      finding.why = again.why;
    }
    return true;
  }

 private:
  Context& context_;
};

}  // namespace createproduct::suite
