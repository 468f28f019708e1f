// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/race_phase.hpp>
#include <createproduct/suite/races.hpp>
#include <createproduct/suite/run_context.hpp>

namespace createproduct::suite {

/// Fills the first account, whose quota is known, and looks at its edge from both sides. Runs last, for nothing can be
/// created afterwards. Clause error.quota.
template <class Context>
class QuotaPhase {
 public:
  static constexpr std::size_t most_kinds = 5;  ///< of products that an account is filled with
  /// Products that are still missing when many come at the same time.
  static constexpr std::size_t rush_room = 2;
  static constexpr std::size_t least_room = most_kinds + rush_room;  ///< that the phase makes good use of
  static constexpr unsigned tries = 5;                               ///< times that each look at the edge is repeated
  /// How many requests look at the edge from beyond at most: twice, for each kind, three each; and the other account.
  static constexpr std::size_t requests_beyond = 2 * most_kinds * 3 * tries + tries;

  /// Refers to its arguments, which must outlive it.
  QuotaPhase(Context& context, Investigation<Context>& investigation)
      : context_(context), investigation_(investigation), account_(context.first_account()) {}

  /// Does nothing if the quota is not known, the clause not selected, or no request left.
  void run() {
    if (!context_.options.quota || !selected(context_.options, clause) || context_.session.exhausted()) return;
    quota_ = *context_.options.quota;
    const std::size_t room = quota_ - std::min(quota_, account_.count());
    if (context_.session.creations_left() < room + creation_reserve) {
      context_.book.not_exercised(clause, "--max-creations leaves no room to fill the account");
      return;
    }
    context_.emit(PhaseStarted{"quota", 1});
    const std::size_t before = context_.session.counts.requests;
    find_out_whether_together(room);
    Verdict verdict = fill();
    verdict = judge::raised(verdict, beyond());
    verdict = judge::raised(verdict, elsewhere());
    // A service that lets go of a full account after a while must have had the time.
    context_.session.pause(std::chrono::milliseconds(2500));
    verdict = judge::raised(verdict, beyond());
    context_.finish_case(edge_case("error.quota.fill"), verdict, context_.session.counts.requests - before);
  }

 private:
  using Proof = judge::Breach::Proof;
  static constexpr ClauseId clause = "error.quota";
  static constexpr std::size_t rush_width = 8;  ///< requests at the same time

  [[nodiscard]] Case edge_case(std::string id) const {
    Case one;
    one.id = std::move(id);
    one.phase = "quota";
    one.clause = clause;
    one.title = "the account takes as many products as it may hold, and no more";
    one.steps.push_back(context_.executor.control_step());
    return one;
  }

  /// Fills the account with products of every kind.
  Verdict fill() {
    Case one = edge_case("error.quota.fill");
    const std::vector<Step> all = kinds();
    Verdict verdict = Verdict::pass;
    Execution execution;
    std::size_t lost = 0;
    bool rushed = false;
    for (std::size_t i = 0; account_.count() < quota_ && lost < 20 && !context_.session.exhausted(); ++i) {
      if (account_.count() + rush_room >= quota_ && !std::exchange(rushed, true)) {
        verdict = judge::raised(verdict, rush());
        continue;
      }
      one.steps = {all[all.size() - 1 - i % all.size()]};  // the rarest first
      execution = context_.executor.patiently(one);
      if (execution.steps.empty()) return verdict;
      const judge::Ruling& ruling = execution.steps.back().ruling;
      if (ruling.out_of_room) {
        account_.seen_full();
        return judge::raised(verdict, early_refusal(one, execution));
      }
      if (ruling.maybe_noise)
        ++lost;
      else if (!ruling.breaches.empty())
        verdict = judge::raised(verdict, investigation_.take_breaches(one, execution));
    }
    return verdict;
  }

  /// Whether requests may come at the same time, where no race has told yet. `room`: for so many products.
  void find_out_whether_together(std::size_t room) {
    if (!context_.means.connect || context_.answers_together || room < rush_room + 2) return;
    context_.answers_together =
        all_answered(run_race(context_.session, context_.executor, Race::different_names, 2));
  }

  /// More creations at the same time than there is room for: no more may succeed than that.
  Verdict rush() {
    if (!context_.answers_together.value_or(false)) return Verdict::pass;
    std::vector<std::pair<Step, TemplateValues>> steps;
    for (std::size_t i = 0; i < rush_width; ++i)
      steps.emplace_back(context_.executor.control_step(), context_.session.values(context_.session.names.next()));
    const Case rush = edge_case("error.quota.rush");
    Execution execution;
    execution.steps = context_.session.send_together(steps, clause, rush.id);
    execution.complete = true;
    Verdict verdict = Verdict::pass;
    for (const Sent& sent : execution.steps)
      for (const judge::Breach& breach : sent.ruling.breaches)
        if (breach.proof == Proof::certain && !context_.book.has(breach.clause))
          verdict = judge::raised(
              verdict, investigation_.record(race_finding_of(rush, breach, execution)));
    return verdict;
  }

  Verdict early_refusal(const Case& one, const Execution& execution) {
    const std::string counts = std::to_string(account_.count()) + " of " + std::to_string(quota_) + " products";
    const bool certain = context_.options.empty_account && context_.session.doubtful_creations() == 0 &&
                         account_.most() == account_.count();
    if (!certain) {
      context_.note("the account was full after " + counts + "; with --empty-account that is a breach of error.quota");
      return Verdict::pass;
    }
    judge::Breach breach{clause, Proof::certain, "The account was empty at the start, but is full after " + counts};
    return investigation_.record(finding_of(one, breach, execution));
  }

  /// Requests of every kind that counts as a product.
  [[nodiscard]] std::vector<Step> kinds() const {
    const Step plain = context_.executor.control_step();
    std::vector<Step> out(2, plain);
    if (!context_.book.has("common.method")) {  // else one of them is refused for itself
      out[0].method = "GET";
      out[1].method = "POST";
    }
    if (context_.session.form.base.empty()) return out;
    struct Kind {
      const char* properties;
      ClauseId clause;  ///< with a finding about it, such a request may be refused for itself
    };
    for (const Kind& kind : {Kind{"{{base}}", "product-properties.json"},
                             Kind{R"({{others:productType},"productType":2})", "product-type.values"},
                             Kind{R"({{others:encryptionType},"encryptionType":"2"})", "encryption-type.values"}}) {
      if (context_.book.has(kind.clause)) continue;
      out.push_back(plain);
      out.back().properties = kind.properties;
    }
    return out;
  }

  /// Beyond the edge every form of request is refused, with 1000, and when it is sent again after an invalid one, too.
  /// That the service is there at all is seen by names that exist, which are refused as such.
  Verdict beyond() {
    Verdict verdict = Verdict::pass;
    Step invalid = context_.executor.control_step();
    invalid.name = "{fresh}.";
    for (const Step& step : kinds()) {
      Case one = edge_case("error.quota.beyond");
      one.steps = {step, invalid, step};
      one.steps_stand_alone = true;
      unsigned shown = 0;
      Execution sample;
      for (unsigned i = 0; i < tries && !context_.session.exhausted(); ++i) {
        const Execution execution = context_.executor.once(one);
        if (execution.steps.empty()) return verdict;
        for (const Sent& sent : execution.steps)
          for (const judge::Breach& breach : sent.ruling.breaches)
            if (breach.proof == Proof::certain)
              verdict = judge::raised(verdict, investigation_.take_breach(one, breach, execution));
        const auto accepted = [](const Sent& sent) { return sent.ruling.outcome == judge::Ruling::Outcome::accepted; };
        const bool any_accepted = std::any_of(execution.steps.begin(), execution.steps.end(), accepted);
        if (execution.steps.back().ruling.out_of_room || any_accepted) continue;
        if (investigation_.explained(execution.steps.back())) continue;
        if (!service_is_there()) continue;
        ++shown;
        sample = execution;
      }
      if (shown != tries) continue;
      judge::Breach breach{clause, Proof::repeatable,
                           "The account is full, so the request must be refused with module code 1000, but it is not"};
      Finding finding = finding_of(one, breach, sample);
      finding.reproduced = finding.attempts = tries;
      verdict = judge::raised(verdict, investigation_.record(std::move(finding)));
    }
    return verdict;
  }

  /// The other account is not full because this one is.
  Verdict elsewhere() {
    const judge::Account& other = context_.session.judge.account(Session::second_account);
    const bool known = context_.options.empty_account && context_.means.second && other.count() != 0;
    if (!known || other.full() || other.most() >= quota_) return Verdict::pass;
    Case one = edge_case("error.quota.elsewhere");
    one.needs_second_account = true;
    one.steps.front().second_account = true;
    Execution sample;
    for (unsigned i = 0; i < tries && !context_.session.exhausted(); ++i) {
      sample = context_.executor.once(one);
      if (sample.steps.empty() || !sample.steps.back().ruling.out_of_room) return Verdict::pass;
    }
    if (sample.steps.empty()) return Verdict::pass;
    const judge::Breach breach{clause, Proof::repeatable,
                               "The other account holds fewer products than it may, but is full since this one is"};
    Finding finding = finding_of(one, breach, sample);
    finding.reproduced = finding.attempts = tries;
    return investigation_.record(std::move(finding));
  }

  /// Whether a name created earlier is still refused as existing.
  [[nodiscard]] bool service_is_there() {
    const auto& products = context_.session.products;
    const auto known = std::find_if(products.begin(), products.end(), [](const auto& product) {
      return product.regular && !product.deleted;
    });
    if (known == products.end()) return false;
    Case one = edge_case("control");
    one.clause = "product-name.unique";
    one.steps.front().name = known->name;
    const Execution execution = context_.executor.once(one);
    return !execution.steps.empty() && execution.steps.back().ruling.breaches.empty() &&
           execution.steps.back().ruling.outcome == judge::Ruling::Outcome::refused;
  }

  Context& context_;
  Investigation<Context>& investigation_;
  judge::Account& account_;
  std::size_t quota_ = 0;
};

}  // namespace createproduct::suite
