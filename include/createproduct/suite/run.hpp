// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/cleanup.hpp>
#include <createproduct/suite/control_phase.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/lanes.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/quota_phase.hpp>
#include <createproduct/suite/race_phase.hpp>
#include <createproduct/suite/random.hpp>
#include <createproduct/suite/random_cases.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/suite/run_result.hpp>

namespace createproduct::suite {

namespace detail {

/// One run of the suite, phase by phase.
class Runner {
 public:
  Runner(const Means& means, const Options& options, const EventSink& sink)
      : context_(means, options, sink), investigation_(context_), control_(context_, investigation_), lanes_(context_) {}

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
      catalogue_phases();
      random_phase();
      RacePhase(context_, investigation_).run();
      again_phase();
      // The shards may share an account: only the last one fills it.
      if (options.shard.index == options.shard.count) QuotaPhase(context_, investigation_).run();
    }
    if (options.cleanup) clean_up();
    RunFinished finished = run_result(context_, std::move(started), nothing_accepted);
    context_.emit(finished);
    return finished;
  }

 private:
  /// The cases of the quick budget come first, so that a run that is cut short has touched everything.
  void catalogue_phases() {
    for (const Budget level : {Budget::quick, Budget::standard, Budget::deep}) {
      std::vector<const Case*> phase;
      const auto run_phase = [&] {
        if (phase.empty()) return;
        const auto same = [&](const Case& one) { return one.phase == phase.front()->phase && one.budget == level; };
        context_.emit(PhaseStarted{phase.front()->phase, count_cases(same)});
        run_cases(phase);
        phase.clear();
      };
      std::size_t place = 0;
      for (const Case& one : builtin_catalogue()) {
        if (!context_.options.shard.has(place++)) continue;
        if (one.budget != level || level > context_.options.budget) continue;
        if (!selected(context_.options, one.clause)) {
          context_.book.not_exercised(one.clause, "left out by --only");
          continue;
        }
        if (!phase.empty() && phase.front()->phase != one.phase) run_phase();
        phase.push_back(&one);
      }
      run_phase();
    }
  }

  void random_phase() {
    if (!selected(context_.options, "operation.create")) return;
    const std::size_t count = effort_of(context_.options.budget).random_cases;
    context_.emit(PhaseStarted{"random", context_.options.shard.share(count)});
    RandomCases random(context_.options.seed);
    std::vector<Case> cases;
    for (std::size_t i = 0; i < count; ++i) {
      Case one = random.next();
      if (context_.options.shard.has(i)) cases.push_back(std::move(one));
    }
    std::vector<const Case*> pointers;
    for (const Case& one : cases) pointers.push_back(&one);
    run_cases(pointers);
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
      std::size_t creations = 0;
      while (done + trials.size() < cases.size() && trials.size() < lanes_.batch()) {
        Trial& trial = trials.emplace_back();
        trial.one = cases[done + trials.size() - 1];
        trial.obstacle = obstacle(*trial.one, creations);
        if (!trial.obstacle) trial.values = context_.session.values(context_.session.names.next());
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

  /// Why `one` cannot be run now, or nothing; then `pending`, the number of products that cases begun before it may
  /// still create, becomes that with its own.
  std::optional<std::string> obstacle(const Case& one, std::size_t& pending) {
    Session& session = context_.session;
    if (const auto why = session.exhausted()) return why;
    if (one.needs_keys && !context_.means.first.is_signed)
      return "needs keys: set CREATEPRODUCT_SECRET_ID and CREATEPRODUCT_SECRET_KEY";
    if (one.needs_second_account && !context_.means.second)
      return "needs a second account: set CREATEPRODUCT_SECOND_SECRET_ID and CREATEPRODUCT_SECOND_SECRET_KEY";
    if (one.needs_second_account && !control_.second_account_trouble().empty()) return control_.second_account_trouble();
    const bool contradicts = std::any_of(one.steps.begin(), one.steps.end(), [](const Step& step) {
      return step.signing == Step::Signing::by_other_method;
    });
    if (contradicts && !context_.means.first.mismatched_stamp) return "needs a way to sign by another method";
    if (one.needs_properties && !control_.properties_known()) return "no productProperties are accepted at all";
    if (investigation_.hangs(one)) return "left out: such requests time out, see the finding";
    const std::size_t own = most_creations(one);
    if (own == 0) return std::nullopt;
    const std::size_t creations = pending + own;
    if (session.creations_left() < creations + creation_reserve) return "--max-creations was reached";
    const judge::Account& account = context_.first_account();
    if (account.full() || (account.quota && account.count() + creations > *account.quota)) return "the account is full";
    pending = creations;
    return std::nullopt;
  }

  [[nodiscard]] std::size_t most_creations(const Case& one) {
    const TemplateValues values = context_.session.values("aaaaaaaaa");
    return static_cast<std::size_t>(std::count_if(one.steps.begin(), one.steps.end(), [&](const Step& step) {
      const auto request = judge::classify(wire::encode(context_.session.request_of(step, values)));
      return request.demand != judge::Classification::Demand::reject;
    }));
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
      execution = context_.executor.patiently(one);
    }
    Verdict verdict = investigation_.take_breaches(one, execution);
    std::string why;
    // What turned out to be noise has been run to its end in the meantime.
    if (verdict == Verdict::pass && lost(execution)) {
      verdict = Verdict::inconclusive;
      why = context_.session.exhausted().value_or("the steps before the one that counts are lost too often");
      if (!context_.session.exhausted() && !context_.first_account().full()) context_.book.inconclusive(one.clause, why);
    }
    if (verdict == Verdict::pass && context_.first_account().full() && ran_out_of_room(execution)) {
      verdict = Verdict::not_exercised;
      why = "the account is full";
      context_.book.not_exercised(one.clause, why);
      ++context_.left_out[why];
    }
    context_.finish_case(one, verdict, context_.session.counts.requests - before, std::move(why));
  }

  [[nodiscard]] static bool ran_out_of_room(const Execution& execution) {
    return std::any_of(execution.steps.begin(), execution.steps.end(), [](const Sent& sent) { return sent.ruling.out_of_room; });
  }

  /// Whether a step before the last was lost, so that the case said nothing.
  [[nodiscard]] static bool lost(const Execution& execution) {
    return !execution.complete && !execution.steps.empty() && execution.broken() == nullptr;
  }

  /// Creates again, in an order of the seed's choice, what the run has created.
  void again_phase() {
    Session& session = context_.session;
    const ClauseId clause = "product-name.unique";
    std::vector<Case> created;
    for (const Session::Product& product : session.products)
      if (product.regular) created.push_back(again_case(product));
    if (!selected(context_.options, clause) || session.exhausted() || created.empty()) return;
    std::vector<Case> chosen = created;
    Random random(context_.options.seed);
    shuffle(chosen, random);
    const std::size_t most = std::max<std::size_t>(
        2, context_.options.shard.share(effort_of(context_.options.budget).created_again));
    if (chosen.size() > most) {
      // The oldest and the newest are always among them.
      chosen.resize(most - 2);
      chosen.push_back(created.front());
      chosen.push_back(created.back());
    }
    context_.emit(PhaseStarted{"again", chosen.size()});
    // A service that forgets a name after a while must have had the time.
    const double long_after = context_.options.budget == Budget::deep ? 12 : 1.5;
    if (context_.options.budget != Budget::quick && session.seconds() < long_after)
      session.pause(std::chrono::milliseconds(static_cast<int>(1000 * (long_after - session.seconds()))));
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

  static Case again_case(const Session::Product& product) {
    Case one;
    one.id = "product-name.unique.again";
    one.phase = "again";
    one.clause = "product-name.unique";
    one.title = "a name created earlier in the run is still taken";
    one.steps.emplace_back();
    one.steps.back().name = product.name;
    one.steps.back().second_account = product.account == Session::second_account;
    return one;
  }

  /// Deletes what was created; an interrupted run, too, cleans up.
  void clean_up() {
    context_.emit(PhaseStarted{"cleanup", context_.session.products.size()});
    const Cleanup::Outcome outcome = Cleanup(context_.session, lanes_).run(context_.session.products);
    context_.deleted = outcome.deleted;
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
          investigation_.record(RacePhase::finding_of(Race::different_names, breach, both));
  }

  RunContext context_;
  Investigation investigation_;
  ControlPhase control_;
  Lanes lanes_;
};

}  // namespace detail

/// Runs the suite. Every event goes to `sink` (may be empty) as it happens, the last one being the result itself.
/// Precondition: options.salt is a non-empty text of lower-case letters.
inline RunFinished run(const Means& means, const Options& options, const EventSink& sink) {
  return detail::Runner(means, options, sink).run();
}

}  // namespace createproduct::suite
