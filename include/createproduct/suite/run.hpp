// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/again_cases.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/case_context.hpp>
#include <createproduct/suite/cleanup.hpp>
#include <createproduct/suite/control_phase.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/lanes.hpp>
#include <createproduct/suite/most_creations.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/order_by_rank.hpp>
#include <createproduct/suite/product.hpp>
#include <createproduct/suite/race_phase.hpp>
#include <createproduct/suite/random_cases.hpp>
#include <createproduct/suite/room.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/suite/run_result.hpp>
#include <createproduct/suite/touching_cases.hpp>

namespace createproduct::suite {

namespace detail {

/// One run of the suite, phase by phase.
template <class Context>
class Runner {
 public:
  Runner(const Means& means, const Options& options, const EventSink& sink)
      : context_(means, options, sink),
        investigation_(context_),
        control_(context_, investigation_),
        lanes_(context_),
        room_(context_, investigation_, lanes_) {
    context_.executor.on_full = [this](const std::string& account) { room_.make_meanwhile(account); };
    context_.see_to_room = [this](std::size_t creations) {
      if (room_.scarce(creations)) room_.make(Session::first_account);
    };
  }

  RunFinished run() {
    const Options& options = context_.options;
    const auto count = count_cases([&](const Case& one) { return one.budget <= options.budget; });
    RunStarted started{context_.means.description, std::string(budget_name(options.budget)), options.seed, options.salt,
                       count, options.shard.text()};
    context_.emit(started);
    const std::string nothing_accepted = control_.run();
    if (nothing_accepted.empty()) {
      // A product of another account must not count when this one is filled.
      if (options.quota && context_.means.second) (void)control_.second_account_trouble();
      settle_lanes();
      catalogue_phases(Connections::one);
      drawn_phase("random", "operation.create", effort_of(options).random_cases, &RandomCases::next);
      drawn_phase("sequences", "product-name.unique", effort_of(options).sequences, &RandomCases::next_sequence);
      if (RacePhase(context_, investigation_, control_).run())
        lanes_.with_lanes(lanes_under_load, [this] { repeat_phase("load"); });
      catalogue_phases(Connections::several);
      idle_phase();
      wait_long();
      repeat_phase("later");
      again_phase();
      used_nonces_phase();
      room_.look_at_edge();
    }
    if (options.cleanup) clean_up();
    RunFinished finished = run_result(context_, std::move(started), nothing_accepted);
    context_.emit(finished);
    return finished;
  }

 private:
  /// How many connections at the same time a case takes.
  enum class Connections : bool { one, several };

  [[nodiscard]] static Connections connections(const Case& one) noexcept {
    const bool several = std::any_of(one.steps.begin(), one.steps.end(), [](const Step& step) { return step.new_connection; });
    return several ? Connections::several : Connections::one;
  }

  /// The cases that take so many connections; those that take several must wait until races have shown whether the
  /// target answers on them. The cases of the quick budget come first, so that a run that is cut short has touched
  /// everything.
  void catalogue_phases(Connections taken) {
    std::vector<const Case*> cases;
    for (const Budget level : {Budget::quick, Budget::standard, Budget::deep}) {
      std::size_t place = 0;
      for (const Case& one : builtin_catalogue()) {
        if (!context_.options.shard.has(place++)) continue;
        if (one.budget != level || level > context_.options.budget || connections(one) != taken) continue;
        if (selected(context_.options, one.clause))
          cases.push_back(&one);
        else
          context_.book.not_exercised(one.clause, "left out by --only");
      }
    }
    if (taken == Connections::one) spare_room(cases);
    for (auto begin = cases.begin(); begin != cases.end();) {
      const auto end = std::find_if(begin, cases.end(), [&](const Case* one) {
        return one->phase != (*begin)->phase || one->budget != (*begin)->budget;
      });
      const std::vector<const Case*> phase(begin, end);
      context_.emit(PhaseStarted{phase.front()->phase, phase.size()});
      if (phase.front()->budget == Budget::quick)
        run_cases(phase);
      else
        run_in_context(phase);
      begin = end;
    }
  }

  /// Runs cases in contexts that vary. Those of the quick budget have come before, plain, and have shown what is broken
  /// in any context.
  void run_in_context(const std::vector<const Case*>& cases) {
    std::vector<Case> varied;
    varied.reserve(cases.size());
    const ClauseSet broken = context_.book.clauses();
    for (const Case* one : cases)
      varied.push_back(in_context(*one, context_.session.form, broken, context_.options.seed));
    std::vector<const Case*> pointers;
    for (const Case& one : varied) pointers.push_back(&one);
    run_cases(pointers);
  }

  /// If the first account cannot hold what `cases` may create, puts those first that exercise as many clauses as
  /// possible in the room there is: of each clause that only creations exercise the cheapest case, then what creates
  /// nothing, then the cheapest creation for each other clause.
  void spare_room(std::vector<const Case*>& cases) {
    if (!context_.options.quota || context_.options.cleanup) return;
    struct Cost {
      const Case* one;
      std::size_t creations;
    };
    std::vector<Cost> costs;
    std::array<Cost, clause_capacity> cheapest{};  // that creates something, by clause index
    ClauseSet free;
    std::size_t all = 0;
    for (const Case* one : cases) {
      const Cost cost = costs.emplace_back(Cost{one, most_creations(*one, context_.session)});
      all += cost.creations;
      if (cost.creations == 0) free.add(one->clause);
      if (cost.creations == 0 || one->clause.level() == Level::silent) continue;
      Cost& best = cheapest[one->clause.index()];
      if (best.one == nullptr || cost.creations < best.creations) best = cost;
    }
    if (room_.fits(all)) return;
    context_.note("the account holds " + std::to_string(*context_.options.quota) + " products, and the cases may " +
                  "create " + std::to_string(all) + ": each clause gets its turn first, and what finds the account " +
                  "full is left out (--cleanup makes room during the run)");
    order_by_rank(costs, [&](const Cost& cost) -> std::size_t {
      if (cost.creations == 0) return 1;
      if (cheapest[cost.one->clause.index()].one != cost.one) return 3;
      return free.has(cost.one->clause) ? 2 : 0;
    });
    cases.clear();
    for (const Cost& cost : costs) cases.push_back(cost.one);
  }

  /// Runs `count` random cases, or this shard's of them.
  void drawn_phase(const char* phase, ClauseId clause, std::size_t count, Case (RandomCases::*draw)()) {
    const Options& options = context_.options;
    if (!selected(options, clause) || count == 0) return;
    context_.emit(PhaseStarted{phase, options.shard.share(count)});
    RandomCases random(options.seed, context_.means.second.has_value());
    for (std::size_t drawn = 0; drawn < count;) {
      constexpr std::size_t most_held = 256;
      std::vector<Case> cases;
      for (; drawn < count && cases.size() < most_held; ++drawn) {
        Case one = (random.*draw)();
        if (options.shard.has(drawn)) cases.push_back(std::move(one));
      }
      std::vector<const Case*> pointers;
      for (const Case& one : cases) pointers.push_back(&one);
      run_cases(pointers);
    }
  }

  /// How many cases of the catalogue are this run's and `wanted`.
  template <class Wanted>
  [[nodiscard]] std::size_t count_cases(Wanted wanted) const {
    std::size_t place = 0;
    std::size_t count = 0;
    for (const Case& one : builtin_catalogue())
      if (context_.options.shard.has(place++) && selected(context_.options, one.clause) && wanted(one)) ++count;
    return count;
  }

  void run_cases(const std::vector<const Case*>& cases) {
    for (std::size_t done = 0; done < cases.size();) {
      std::vector<Trial> trials;
      std::size_t pending = 0;  // products that the cases begun may still create
      while (done + trials.size() < cases.size() && trials.size() < lanes_.batch()) {
        const Case& one = *cases[done + trials.size()];
        const std::size_t creations = pending + (counts_creations() ? most_creations(one, context_.session) : 0);
        if (creations != pending && room_.scarce(creations)) {
          if (!trials.empty()) break;
          const bool interrupts = !room_.edge_seen();
          room_.make(Session::first_account);
          if (interrupts) context_.emit(PhaseStarted{one.phase, cases.size() - done});
        }
        Trial& trial = trials.emplace_back();
        trial.one = &one;
        trial.obstacle = obstacle(one, creations, creations != pending);
        if (trial.obstacle) continue;
        trial.values = context_.session.values(context_.session.names.next());
        pending = creations;
      }
      done += run_trials(trials);
    }
  }

  /// Runs trials at the same time and concludes them in order. Gives how many were; the rest is to be tried again.
  std::size_t run_trials(std::vector<Trial>& trials) {
    lanes_.run(trials);
    std::size_t done = 0;
    bool slowed_down = false;
    for (; done < trials.size() && (trials[done].ran || trials[done].obstacle); ++done) {
      Trial& trial = trials[done];
      // Several that were asked to slow down at the same time are one reason to do so.
      const bool throttled = trial.execution.throttled;
      if (throttled && slowed_down) trial.execution = context_.executor.once(*trial.one);
      slowed_down = slowed_down || throttled;
      conclude(trial);
    }
    return done;
  }

  /// Why `one` cannot be run now, or nothing. `creations`: how many products it and the cases begun before it may
  /// create; `creates`: it may create some.
  std::optional<std::string> obstacle(const Case& one, std::size_t creations, bool creates) {
    Session& session = context_.session;
    if (const auto why = session.exhausted()) return why;
    if (one.needs_keys && !context_.means.first.is_signed) return needs_keys;
    if (connections(one) == Connections::several && !context_.answers_together.value_or(false))
      return "the target is not known to answer on several connections at the same time";
    if (one.needs_second_account && !context_.means.second) return needs_second_account;
    if (one.needs_second_account && !control_.second_account_trouble().empty()) return control_.second_account_trouble();
    const bool second_full = one.needs_second_account && session.judge.account(Session::second_account).full();
    if (second_full) return "the second account is full";
    const bool can = std::all_of(one.steps.begin(), one.steps.end(),
                                 [&](const Step& step) { return can_sign(session.access_of(step), step); });
    if (!can) return "needs a way to sign that is not there";
    if (one.needs_properties && !control_.properties_known()) return "no productProperties are accepted at all";
    if (investigation_.hangs(one)) return "left out: such requests time out, see the finding";
    if (!creates) return std::nullopt;
    if (session.creations_left() < creations + creation_reserve) return "--max-creations was reached";
    if (!room_.fits(creations)) return full_account();
    return std::nullopt;
  }

  /// Whether it matters how many products a case may create.
  [[nodiscard]] bool counts_creations() {
    const bool limited = context_.options.max_creations != 0 || !room_.fits(unlimited);
    return limited && !context_.session.exhausted();
  }

  [[nodiscard]] std::string full_account() const {
    return context_.options.cleanup ? "the account is full" : "the account is full; --cleanup makes room during the run";
  }

  void conclude(Trial& trial) {
    const Case& one = *trial.one;
    // What came to its end while other cases were under way.
    if (!trial.obstacle && trial.execution.steps.empty()) trial.obstacle = context_.session.exhausted();
    if (trial.obstacle) {
      const std::string& why = *trial.obstacle;
      context_.book.not_exercised(one.clause, why);
      ++context_.left_out[why];
      context_.finish_case(one, Verdict::not_exercised, 0, why);
      return;
    }
    const std::string* detail = trial.execution.not_sent();
    if (detail != nullptr && trial.execution.broken() == nullptr) {
      const std::string why = "the target takes no such requests";
      context_.book.not_exercised(one.clause, why);
      ++context_.left_out[why];
      context_.finish_case(one, Verdict::not_exercised, trial.execution.steps.size() - 1, why + ": " + *detail);
      return;
    }
    const std::size_t before = context_.session.counts.requests - trial.execution.steps.size();
    context_.executor.count_case();
    Execution execution = context_.executor.patiently(one, std::move(trial.execution));
    for (int retry = 0; retry < 3 && lost(execution); ++retry) {
      context_.executor.settled_control();
      // A full account is no noise: it stays full, unless something is done about it.
      if (!without_room(execution).empty() && !room_.make_after(execution)) break;
      execution = context_.executor.patiently(one);
    }
    Verdict verdict = investigation_.take_breaches(one, execution);
    for (int retry = 0; retry < 2 && verdict == Verdict::pass && room_.make_after(execution); ++retry) {
      execution = context_.executor.patiently(one);
      verdict = investigation_.take_breaches(one, execution);
    }
    std::string why;
    if (verdict == Verdict::pass) why = without_room(execution);
    if (!why.empty()) {
      verdict = Verdict::not_exercised;
      context_.book.not_exercised(one.clause, why);
      ++context_.left_out[why];
    } else if (verdict == Verdict::pass && lost(execution)) {
      // What turned out to be noise has been run to its end in the meantime.
      verdict = Verdict::inconclusive;
      why = context_.session.exhausted().value_or("the steps before the one that counts are lost too often");
      if (!context_.session.exhausted()) context_.book.inconclusive(one.clause, why);
    }
    context_.finish_case(one, verdict, context_.session.counts.requests - before, std::move(why));
  }

  /// Which account is full if a step was refused for that, in words; else nothing.
  [[nodiscard]] std::string without_room(const Execution& execution) {
    for (const Sent& sent : execution.steps)
      if (sent.ruling.out_of_room && context_.session.judge.account(sent.exchange.account).full())
        return sent.exchange.account == Session::first_account ? full_account() : "the second account is full";
    return {};
  }

  /// Whether a step before the last was lost, so that the case said nothing.
  [[nodiscard]] static bool lost(const Execution& execution) {
    return !execution.complete && !execution.steps.empty() && execution.broken() == nullptr;
  }

  /// What begins anew after a while without requests must be as strict as before. Once among all shards.
  void idle_phase() {
    const Options& options = context_.options;
    if (options.budget == Budget::quick || !options.shard.is_last() || context_.session.exhausted()) return;
    const Case* wrong = find_builtin_case("region.values.refuses-sh");
    if (wrong == nullptr || !selected(options, wrong->clause)) return;
    context_.session.pause(idle_time);
    context_.emit(PhaseStarted{"idle", 1});
    Case one = *wrong;
    one.phase = "idle";
    run_cases({&one});
  }

  /// What changes its ways or forgets a name after a while must have had the time.
  void wait_long() {
    const double long_after = context_.options.budget == Budget::deep ? 12 : 5.5;
    const double left = long_after - context_.session.seconds();
    if (context_.options.budget == Budget::quick || left <= 0 || context_.session.exhausted()) return;
    context_.session.pause(std::chrono::milliseconds(static_cast<int>(1000 * left)));
  }

  /// Runs a few cases of each clause once more: at the same time, or long after.
  void repeat_phase(const char* name) {
    if (context_.options.budget == Budget::quick) return;
    std::vector<Case> again;
    std::size_t place = 0;
    for (const Case* one : touching_cases(context_.options, context_.means.first.is_signed, context_.means.second.has_value())) {
      if (!context_.options.shard.has(place++)) continue;
      again.push_back(*one);
      again.back().phase = name;
    }
    if (again.empty()) return;
    context_.emit(PhaseStarted{name, again.size()});
    std::vector<const Case*> pointers;
    for (const Case& one : again) pointers.push_back(&one);
    run_cases(pointers);
  }

  /// Creates again what the run has created, several at the same time.
  void again_phase() {
    Session& session = context_.session;
    if (!selected(context_.options, "product-name.unique") || session.exhausted()) return;
    const std::vector<Case> chosen = again_cases(session, context_.options, context_.book.clauses());
    if (chosen.empty()) return;
    context_.emit(PhaseStarted{"again", chosen.size()});
    for (std::size_t done = 0; done < chosen.size() && !session.exhausted();) {
      std::vector<Trial> trials;
      for (std::size_t i = done; i < chosen.size() && trials.size() < lanes_.batch(); ++i) {
        Trial& trial = trials.emplace_back();
        trial.one = &chosen[i];
        trial.values = session.values({});
      }
      done += run_trials(trials);
    }
  }

  /// Uses the nonces of the first requests again, now that all others came in between.
  void used_nonces_phase() {
    const Options& options = context_.options;
    const std::vector<UsedNonce>& used = context_.session.used_nonces.all();
    if (!options.shard.is_last() || !selected(options, "common.nonce")) return;
    if (used.empty() || context_.session.exhausted()) return;
    context_.emit(PhaseStarted{"nonces", used.size()});
    std::vector<Case> cases;
    for (const UsedNonce& one : used) cases.push_back(old_nonce_case(one));
    for (const Case& one : cases) run_cases({&one});
  }

  /// Deletes what was created; an interrupted run, too, cleans up.
  void clean_up() {
    context_.emit(PhaseStarted{"cleanup", context_.session.products.size() - context_.deleted});
    const auto outcome = Cleanup(context_.session, lanes_).run(context_.session.products);
    context_.deleted += outcome.deleted;
    for (const std::string& left : outcome.left) context_.note(left);
    if (const std::size_t doubtful = context_.session.doubtful_creations(); doubtful != 0)
      context_.note("up to " + std::to_string(doubtful) + " more products may be left: the answers to their requests did not tell");
  }

  /// Two requests at the same time are judged as a race is.
  void settle_lanes() {
    const Execution both = lanes_.settle();
    for (const Sent& sent : both.steps)
      for (const judge::Breach& breach : sent.ruling.breaches)
        if (breach.proof == judge::Breach::Proof::certain && !context_.book.has(breach.clause))
          investigation_.record(race_finding_of(race_case(Race::different_names), breach, both));
  }

  static constexpr std::chrono::milliseconds idle_time{2200};
  static constexpr std::size_t lanes_under_load = 4;
  static constexpr std::size_t unlimited = static_cast<std::size_t>(-1) / 2;
  Context context_;
  Investigation<Context> investigation_;
  ControlPhase<Context> control_;
  Lanes<Context> lanes_;
  Room<Context> room_;
};

}  // namespace detail

/// Runs the suite. Every event goes to `sink` (may be empty) as it happens, the last one being the result itself.
/// Precondition: options.salt is a non-empty text of lower-case letters. Context is for RunContext's reasons and needs
/// not be named.
template <class Context = RunContext>
RunFinished run(const Means& means, const Options& options, const EventSink& sink) {
  return detail::Runner<Context>(means, options, sink).run();
}

}  // namespace createproduct::suite
