// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/model/codes.hpp>
#include <createproduct/suite/control_phase.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/order_by_rank.hpp>
#include <createproduct/suite/races.hpp>
#include <createproduct/suite/run_context.hpp>

namespace createproduct::suite {

/// Requests at the same time, several rounds of each kind of race.
template <class Context>
class RacePhase {
 public:
  /// Refers to its arguments, which must outlive it.
  RacePhase(Context& context, Investigation<Context>& investigation, ControlPhase<Context>& control)
      : context_(context), investigation_(investigation), control_(control) {}

  /// False if the target cannot be raced.
  bool run() {
    if (!context_.means.connect || context_.session.exhausted()) return false;
    Effort effort = effort_of(context_.options.budget);
    effort.race_rounds = context_.options.shard.share(effort.race_rounds);
    if (effort.race_rounds == 0) return true;
    std::size_t rounds = 0;
    for (const Race race : all_races) rounds += takes_place(race) ? race_rounds(race, effort.race_rounds) : 0;
    context_.emit(PhaseStarted{"races", rounds});
    for (const Race race : all_races)
      if (takes_place(race) && !run_rounds(race, race_rounds(race, effort.race_rounds), effort.race_width)) return false;
    return true;
  }

 private:
  using Proof = judge::Breach::Proof;

  /// A breach that counts only if it repeats: how many rounds showed it, and one of them.
  struct Shown {
    judge::Breach breach;
    Execution sample;
    std::size_t rounds = 0;
    std::size_t latest = 0;  ///< the latest of them, from 1
    bool hangs = false;      ///< answers did not come in time
    bool fails = false;      ///< all that must be refused is answered with an internal error
  };

  [[nodiscard]] bool takes_place(Race race) {
    if (!selected(context_.options, race_clause(race))) return false;
    if (!has_means(race, context_.means.first.is_signed, context_.means.second.has_value())) return false;
    return race != Race::accounts || control_.second_account_trouble().empty();
  }

  /// False if the target cannot be raced.
  bool run_rounds(Race race, std::size_t most, std::size_t width) {
    std::vector<Shown> shown;
    std::size_t rounds = 0;
    for (; rounds < most; ++rounds) {
      if (context_.see_to_room) context_.see_to_room(width);
      const judge::Account& account = context_.first_account();
      if (context_.session.exhausted() || account.full()) break;
      // The edge of a known quota is for the quota phase.
      if (account.quota && account.most() + width > *account.quota) break;
      if (context_.session.requests_left() < width) break;
      if (context_.session.creations_left() < width + creation_reserve) {
        ++context_.left_out["--max-creations was reached"];
        break;
      }
      const Execution execution =
          run_race(context_.session, context_.executor, race, width, only_plain_ ? 0 : rounds);
      if (rounds == 0 && !any_answered(execution)) {
        context_.note("races were left out: the target answers on one connection at a time");
        context_.answers_together = false;
        return false;
      }
      if (rounds == 0) context_.answers_together = all_answered(execution);
      const bool cut_short = execution.throttled || out_of_room(execution);
      Verdict verdict = Verdict::pass;
      for (const Sent& sent : execution.steps)
        verdict = judge::raised(verdict, take(race, sent, execution, cut_short ? 0 : rounds + 1, shown));
      context_.finish_case(race_case(race), verdict, execution.steps.size());
      if (cut_short) break;
      const auto hung = [](const Shown& one) { return one.hangs; };
      if (rounds + 1 >= hung_rounds && std::any_of(shown.begin(), shown.end(), hung)) {
        ++rounds;
        break;  // each costs a whole time-out
      }
    }
    order_by_rank(shown, [](const Shown& one) { return one.breach.clause.index(); });
    for (const Shown& one : shown) conclude(race, one, rounds, width);
    return true;
  }

  /// Whether the account has become full, as a control request shows.
  bool out_of_room(const Execution& execution) {
    const bool refused = std::any_of(execution.steps.begin(), execution.steps.end(),
                                     [](const Sent& sent) { return sent.ruling.out_of_room; });
    return refused && context_.executor.settled_control() == Executor::Control::full;
  }

  static bool any_answered(const Execution& execution) {
    return std::any_of(execution.steps.begin(), execution.steps.end(), [](const Sent& sent) {
      return sent.exchange.answer.transport == judge::Answer::Transport::answered;
    });
  }

  /// Takes what is certain as found, and keeps what must repeat for the end of the race, unless `round` is 0: then it
  /// says nothing, for want of room or of speed.
  Verdict take(Race race, const Sent& sent, const Execution& execution, std::size_t round, std::vector<Shown>& shown) {
    Verdict verdict = Verdict::pass;
    for (const judge::Breach& breach : sent.ruling.breaches) {
      // Under load, lost answers and internal errors say nothing about a rule, unless they come each time.
      const bool hangs = sent.exchange.answer.transport == judge::Answer::Transport::timed_out;
      const bool fails = race == Race::one_name && fails_all_but_one(execution);
      const bool noise = sent.ruling.maybe_noise && !hangs && !fails;
      if (breach.proof == Proof::repeatable && (noise || round == 0)) continue;
      const ClauseId clause = investigation_.explained(sent).value_or(breach.clause);
      if (context_.book.has(clause)) {
        context_.book.also(clause, std::string(race_id(race)));
      } else if (breach.proof == Proof::certain) {
        verdict = judge::raised(verdict, investigation_.record(race_finding_of(race_case(race), breach, execution)));
      } else {
        Shown& one = shown_of(breach, execution, shown);
        one.hangs = one.hangs || hangs;
        one.fails = one.fails || (fails && sent.ruling.maybe_noise);
        if (std::exchange(one.latest, round) != round) ++one.rounds;
      }
    }
    return verdict;
  }

  /// Whether one request was accepted and all others had an internal error for an answer.
  [[nodiscard]] static bool fails_all_but_one(const Execution& execution) {
    const auto failed = std::count_if(execution.steps.begin(), execution.steps.end(), has_internal_error);
    const auto accepted = std::count_if(execution.steps.begin(), execution.steps.end(), [](const Sent& sent) {
      return sent.ruling.outcome == judge::Ruling::Outcome::accepted;
    });
    return accepted == 1 && failed > 1 && static_cast<std::size_t>(accepted + failed) == execution.steps.size();
  }

  [[nodiscard]] static bool has_internal_error(const Sent& sent) noexcept {
    return sent.ruling.module_code == static_cast<std::int64_t>(ModuleCode::internal_error);
  }

  /// What is known of the clause, from now on with this sample if it is the first.
  static Shown& shown_of(const judge::Breach& breach, const Execution& execution, std::vector<Shown>& shown) {
    for (Shown& one : shown)
      if (one.breach.clause == breach.clause) return one;
    shown.push_back({breach, execution});
    return shown.back();
  }

  /// What shows in every round is a breach, what shows now and then is flaky.
  void conclude(Race race, const Shown& shown, std::size_t rounds, std::size_t width) {
    if (context_.book.has(shown.breach.clause)) return;
    const bool each_time = shown.rounds >= std::max(rounds, hung_rounds);
    if (shown.hangs && !(each_time && alone_in_order())) return;
    if (shown.fails && !(each_time && together_in_order(width))) return;
    Finding finding = race_finding_of(race_case(race), shown.breach, shown.sample);
    finding.reproduced = static_cast<unsigned>(shown.rounds);
    finding.attempts = static_cast<unsigned>(rounds);
    if (finding.reproduced < finding.attempts) finding.verdict = Verdict::flaky;
    investigation_.record(std::move(finding));
  }

  /// Whether requests that come alone are answered.
  bool alone_in_order() { return context_.executor.settled_control() == Executor::Control::accepted; }

  /// Whether requests at the same time that do not get in each other's way are answered without an internal error.
  bool together_in_order(std::size_t width) {
    if (context_.session.creations_left() < width + creation_reserve) return false;
    const Execution apart = run_race(context_.session, context_.executor, Race::different_names, width);
    return all_answered(apart) && std::none_of(apart.steps.begin(), apart.steps.end(), has_internal_error);
  }

  static constexpr std::size_t hung_rounds = 3;
  Context& context_;
  Investigation<Context>& investigation_;
  ControlPhase<Context>& control_;
  bool only_plain_ = !context_.book.empty();  ///< what is known to go wrong without a race is not raced
};

}  // namespace createproduct::suite
