// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who judge or replay recordings.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/suite/beside_the_point.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/control_phase.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/own_rule.hpp>
#include <createproduct/suite/races.hpp>
#include <createproduct/suite/replay_case.hpp>
#include <createproduct/suite/replay_names.hpp>
#include <createproduct/suite/run_context.hpp>

namespace createproduct::suite {

/// What came of a case that was sent again, beside what had come of it before.
enum class ReplayStatus : unsigned char {
  same,         ///< right then and now, with the same outcome
  passes,       ///< right now; what came of it before is not known
  fixed,        ///< wrong then, right now
  changed,      ///< right then and now, with another outcome
  fails,        ///< wrong now; what came of it before is not known
  still_fails,  ///< wrong then and now, in the same way
  worse,        ///< wrong now, in another way than then, if it was wrong at all
  error,        ///< could not be decided
};

/// "SAME", "PASSES", "FIXED", "CHANGED", "FAILS", "STILL FAILS", "CHANGED", "ERROR".
[[nodiscard]] constexpr std::string_view replay_status_name(ReplayStatus status) noexcept {
  switch (status) {
    case ReplayStatus::same: return "SAME";
    case ReplayStatus::passes: return "PASSES";
    case ReplayStatus::fixed: return "FIXED";
    case ReplayStatus::changed:
    case ReplayStatus::worse: return "CHANGED";
    case ReplayStatus::fails: return "FAILS";
    case ReplayStatus::still_fails: return "STILL FAILS";
    case ReplayStatus::error: return "ERROR";
  }
  return "";
}

/// Whether the target is to blame.
[[nodiscard]] constexpr bool is_failure(ReplayStatus status) noexcept {
  return status == ReplayStatus::fails || status == ReplayStatus::still_fails || status == ReplayStatus::worse;
}

/// What came of one case that was sent again.
struct ReplayResult {
  ReplayStatus status = ReplayStatus::error;  ///< what came of it
  std::string why;                            ///< one sentence; empty when there is nothing to say
  std::optional<ClauseId> broken;             ///< the clause that is broken now
  std::optional<ClauseId> was_broken;         ///< the one that was broken then
  std::vector<Exchange> now;                  ///< what was sent and answered, step by step
  std::optional<std::size_t> difference;      ///< the first step with another outcome than then
};

/// Sends cases again to one target, with fresh names, and tells what has become of them. Cases of one recording are to
/// be replayed in their order: a name that one of them created is the same name for those after it.
class Replay {
 public:
  /// `salt`: of the run that was recorded, or empty. Means::own_rules judge what was answered then as what is now.
  Replay(const Means& means, const Options& options, std::string salt)
      : context_(means, options, none_),
        investigation_(context_),
        control_(context_, investigation_),
        names_(context_.session),
        then_(std::move(salt)) {}

  /// Finds out how the target likes its requests. Gives why it accepts none, or an empty text.
  [[nodiscard]] std::string prepare() {
    std::string trouble = control_.run();
    accepts_none_ = !trouble.empty();
    return trouble;
  }

  /// Whether no request has been answered at all so far, or not as CreateProduct answers.
  [[nodiscard]] bool unreachable() const {
    const Session::Counts& counts = context_.session.counts;
    return counts.accepted + counts.refused == 0 && context_.book.empty();
  }

  /// Sends the requests of `one` and compares what comes of it with what had. May send control requests in between.
  [[nodiscard]] ReplayResult run(const ReplayCase& recorded) {
    const Expectation expected = expectation(recorded);
    if (const auto why = obstacle(recorded)) return failed_to_run(*why);
    std::optional<ReplayCase> renewed;
    if (recorded.id == old_nonce_id) renewed = with_old_nonce(recorded);
    const ReplayCase& one = renewed ? *renewed : recorded;
    // Where every answer is broken, no other request tells more than those of prepare().
    if (const Finding* known = accepts_none_ && one.broken ? context_.book.find(*one.broken) : nullptr)
      return still_fails(*known);
    if (one.together) return run_together(one, expected);
    if (names_.repeats_one(one)) return run_bound(one, expected);
    Case as_case = case_of(one);
    Execution execution = execute(one, as_case);
    for (unsigned i = 0; i < 3 && needs_retry(execution); ++i) {
      context_.executor.settled_control();
      names_.forget(one);
      execution = execute(one, as_case);
    }
    if (only_taken(one, execution)) take_another_name(one, as_case, execution);
    if (only_taken(one, execution))
      return failed_to_run("its name exists already, as all do that are like it and were tried", execution);
    if (!execution.complete && execution.broken() == nullptr)
      return failed_to_run(context_.session.exhausted().value_or("the steps before the last are lost too often"),
                           execution);
    std::optional<judge::Breach> breach;
    if (const std::string trouble = confirm(as_case, execution, breach); !trouble.empty())
      return failed_to_run(trouble, execution);
    ReplayResult out = compare(expected, execution, breach);
    if (out.status != ReplayStatus::fixed || !one.broken) return out;
    // It may have been the very name, or what comes but now and then.
    if (const auto again = broken_by_name(one)) return compare(expected, *again, again->broken()->ruling.breaches.front());
    if (const Finding* known = shown_by_controls(*one.broken)) return still_fails(*known);
    if (*one.broken != ClauseId("product-name.unique") || std::exchange(asked_again_, true)) return out;
    ReplayResult later = run_again_after({}, one.broken);
    return is_failure(later.status) ? later : out;
  }

  /// Runs a race up to `rounds` times, until something breaks: by the proof of one answer, or in a few of them.
  [[nodiscard]] ReplayResult run_race_again(Race race, std::size_t rounds, std::optional<ClauseId> broken) {
    ReplayResult out;
    if (!context_.means.connect) return failed_to_run("the target takes one request at a time");
    if (!has_means(race, true, context_.means.second.has_value())) return failed_to_run(needs_second_account);
    if (!has_means(race, context_.means.first.is_signed, true)) return failed_to_run(needs_keys);
    constexpr std::size_t width = 16;
    constexpr std::size_t enough = 3;
    std::size_t broken_rounds = 0;
    for (std::size_t i = 0; i < rounds; ++i) {
      if (const auto why = context_.session.exhausted()) return failed_to_run(*why);
      const Execution execution = run_race(context_.session, context_.executor, race, width, i);
      out.now = execution.history(nullptr);
      const judge::Breach* breach = breach_in_race(execution, broken);
      if (breach == nullptr) continue;
      if (breach->proof != judge::Breach::Proof::certain && ++broken_rounds < enough) continue;
      out.status = broken ? (*broken == breach->clause ? ReplayStatus::still_fails : ReplayStatus::worse)
                          : ReplayStatus::fails;
      out.broken = breach->clause;
      out.why = breach->why;
      return out;
    }
    out.status = broken ? ReplayStatus::fixed : ReplayStatus::passes;
    out.why = "nothing broke in " + std::to_string(rounds) + " rounds of " + std::to_string(width) + " requests";
    return out;
  }

  /// Creates a product, waits and creates a hundred others, or as many as may be, and asks for its name again.
  [[nodiscard]] ReplayResult run_again_later(std::optional<ClauseId> broken) {
    return run_again_after(std::chrono::milliseconds{3500}, broken);
  }

  /// What it has sent and counted.
  [[nodiscard]] Session& session() noexcept { return context_.session; }

 private:
  using Outcome = judge::Ruling::Outcome;
  using Kind = Executor::Reproduction::Kind;

  [[nodiscard]] ReplayResult run_again_after(std::chrono::milliseconds long_after, std::optional<ClauseId> broken) {
    constexpr std::size_t others = 100;
    Case one;
    one.id = again_id;
    one.clause = "product-name.unique";
    one.steps.push_back(context_.executor.control_step());
    const TemplateValues values = context_.session.values(context_.session.names.next());
    Execution execution = context_.executor.once(one, values);
    for (std::size_t i = 0; i < others && context_.session.creations_left() > 1; ++i) (void)context_.executor.control();
    context_.session.pause(long_after);
    Execution again = context_.executor.once(one, values);
    if (execution.steps.empty() || again.steps.empty())
      return failed_to_run(context_.session.exhausted().value_or("nothing was sent"));
    execution.steps.push_back(std::move(again.steps.front()));
    if (execution.steps.front().ruling.outcome != Outcome::accepted || execution.steps.back().ruling.maybe_noise)
      return failed_to_run("control requests are not accepted");
    Expectation expected;
    expected.broken = broken;
    const judge::Ruling& last = execution.steps.back().ruling;
    return compare(expected, execution, last.breaches.empty() ? std::nullopt : std::optional(last.breaches.front()));
  }

  /// What is known of the past of a case.
  struct Expectation {
    bool known = false;  ///< every step had an answer that is recorded
    std::optional<ClauseId> broken;
    std::vector<judge::Ruling> rulings;
  };

  /// `execution`: what was sent all the same.
  static ReplayResult failed_to_run(std::string why, const Execution& execution = {}) {
    ReplayResult out;
    out.why = std::move(why);
    out.now = execution.history(nullptr);
    return out;
  }

  static ReplayResult still_fails(const Finding& finding) {
    ReplayResult out;
    out.status = ReplayStatus::still_fails;
    out.why = finding.why;
    out.broken = finding.clause;
    out.now = finding.history;
    return out;
  }

  [[nodiscard]] static bool succeeded(const ReplayStep* step) {
    if (!step->recorded) return false;
    judge::AnswerReading answer;
    judge::read_answer(step->recorded->exchange.answer.body, answer);
    return answer.has_product_id();
  }

  [[nodiscard]] Expectation expectation(const ReplayCase& one) {
    Expectation out;
    out.known = !one.steps.empty();
    std::vector<const ReplayStep*> steps;
    for (const ReplayStep& step : one.steps) steps.push_back(&step);
    // As those that were accepted came first, which some order of the requests explains.
    if (one.together) std::stable_partition(steps.begin(), steps.end(), succeeded);
    for (const ReplayStep* place : steps) {
      const ReplayStep& step = *place;
      if (!step.recorded || step.recorded->answered != Recorded::Answered::known) {
        out.known = false;
        continue;
      }
      const Recorded& recorded = *step.recorded;
      if (recorded.life > then_life_) {
        then_life_ = recorded.life;
        then_.forget();
      }
      out.rulings.push_back(
          then_.rule(recorded.exchange.account, classify(recorded), recorded.exchange.answer, recorded.clause));
      apply(context_.means.own_rules, recorded.exchange, out.rulings.back());
      const judge::Ruling& ruling = out.rulings.back();
      if (!beside_the_point(recorded, ruling).empty()) {
        out.known = false;
        continue;
      }
      // What may have been noise is no failure to be looked for.
      if (!out.broken && !ruling.breaches.empty() && !ruling.maybe_noise) out.broken = ruling.breaches.front().clause;
    }
    if (one.broken) out.broken = one.broken;
    return out;
  }

  /// What a race broke: preferably by the proof of one answer, or else the clause `wanted`; nullptr if nothing.
  [[nodiscard]] static const judge::Breach* breach_in_race(const Execution& race, std::optional<ClauseId> wanted) {
    const judge::Breach* repeatable = nullptr;
    for (const Sent& sent : race.steps)
      for (const judge::Breach& breach : sent.ruling.breaches) {
        if (breach.proof == judge::Breach::Proof::certain) return &breach;
        // Under load, lost answers and internal errors say nothing about a rule.
        if (sent.ruling.maybe_noise || sent.ruling.out_of_room) continue;
        if (repeatable == nullptr || breach.clause == wanted) repeatable = &breach;
      }
    return repeatable;
  }

  [[nodiscard]] std::optional<std::string> obstacle(const ReplayCase& one) {
    if (const auto why = context_.session.exhausted()) return why;
    if (one.broken.value_or(one.clause) == ClauseId("error.quota") || one.id.starts_with("error.quota."))
      return "it depends on how many products the account holds: run --quota N --only error.quota";
    if (one.broken == ClauseId("product-name.unique") && one.steps.size() == 1)
      return "it depends on the products that there were: run --only product-name.unique";
    if (one.id == old_nonce_id && one.broken) return "it depends on the requests in between: run --only common.nonce";
    if (one.id == old_nonce_id && context_.session.used_nonces.all().empty()) return needs_keys;
    if (one.together && !context_.means.connect) return "the target takes one request at a time";
    for (const ReplayStep& step : one.steps) {
      const bool about_keys = step.step.not_authentic || !step.step.tamper.empty() ||
                              !step.step.after_signing.empty() || step.step.signing != Step::Signing::usual;
      if (about_keys && !context_.means.first.is_signed) return needs_keys;
      const std::string account = step.recorded ? step.recorded->exchange.account : "first";
      if (account != "first" && account != "second") return "it was sent for a third account";
      if (step.step.second_account && !context_.means.second)
        return needs_second_account;
      if (!can_sign(context_.session.access_of(step.step), step.step)) return "needs a way to sign that is not there";
      const bool properties = step.step.properties || step.step.properties_wire;
      if (properties && !control_.properties_known()) return "no productProperties are accepted at all";
    }
    return std::nullopt;
  }

  /// Runs a case that repeats names, when they are as old as they were then. It cannot be tried with other names.
  [[nodiscard]] ReplayResult run_bound(const ReplayCase& one, const Expectation& expected) {
    if (const auto wait = names_.age_to_come(one); wait.count() > 0) context_.session.pause(wait);
    const ReplayCase of_now = names_.with_names_of_now(one);
    const Case as_case = case_of(of_now);
    Execution execution = execute(of_now, as_case);
    for (unsigned i = 0; i < 3 && (needs_retry(execution) || is_noise(execution)); ++i) {
      context_.executor.settled_control();
      execution = execute(of_now, as_case);
    }
    const Sent* broken = execution.broken();
    if (execution.complete && !is_noise(execution))
      return compare(expected, execution,
                     broken == nullptr ? std::nullopt : std::optional(broken->ruling.breaches.front()));
    return failed_to_run(context_.session.exhausted().value_or("it is answered in no order each time"), execution);
  }

  /// The one request of `one` with the name it had then, if it keeps every rule and its answer is broken each time. A
  /// name that exists by now tells nothing, and breaks nothing.
  [[nodiscard]] std::optional<Execution> broken_by_name(const ReplayCase& one) {
    if (!one.broken || one.steps.size() != 1 || !one.steps.front().step.literal) return std::nullopt;
    const ReplayCase as_it_was = ReplayNames::with_names_of_then(one);
    const Case as_case = case_of(as_it_was);
    std::optional<Execution> out;
    for (unsigned i = 0; i < Executor::least_tries; ++i) {
      if (i != 0 && context_.executor.settled_control() != Executor::Control::accepted) return std::nullopt;
      Execution execution = execute(as_it_was, as_case);
      const Sent* broken = execution.broken();
      if (broken == nullptr || broken->ruling.maybe_noise || broken->ruling.out_of_room) return std::nullopt;
      if (broken->request.demand != judge::Classification::Demand::accept) return std::nullopt;
      const bool certain = broken->ruling.breaches.front().proof == judge::Breach::Proof::certain;
      out = std::move(execution);
      if (certain) break;
    }
    return out;
  }

  /// A finding about `clause` that control requests lead to; of clauses that each answer may break, as one that breaks
  /// one answer in fifty does, more are sent for that, once.
  [[nodiscard]] const Finding* shown_by_controls(ClauseId clause) {
    const bool any_answer = clause.id().starts_with("response.") || clause == ClauseId("common.signature");
    constexpr std::size_t most = 120;
    for (; any_answer && more_controls_ < most && !context_.book.has(clause); ++more_controls_) {
      if (context_.session.exhausted() || context_.session.creations_left() <= most / 2) break;
      if (context_.executor.control() == Executor::Control::full) break;
      Case one;
      one.id = "control";
      one.steps = {context_.executor.control_step()};
      investigation_.take_breaches(one, context_.executor.last_control());
    }
    return context_.book.find(clause);
  }

  [[nodiscard]] static bool is_noise(const Execution& execution) {
    const Sent* broken = execution.broken();
    return broken != nullptr && broken->ruling.maybe_noise &&
           broken->ruling.breaches.front().proof != judge::Breach::Proof::certain;
  }

  Execution execute(const ReplayCase& one, const Case& as_case) {
    Execution execution;
    TemplateValues told;  // what later steps may refer to
    std::map<std::string, TemplateValues> shared;
    for (std::size_t i = 0; i < one.steps.size(); ++i) {
      if (context_.session.exhausted()) return execution;
      const ReplayStep& step = one.steps[i];
      TemplateValues values = names_.values_of(step, shared);
      values.last_id = told.last_id;
      values.last_signature = told.last_signature;
      names_.know_fresh(step, values);
      execution.steps.push_back(context_.session.send(step.step, values, as_case.clause, 0, as_case.id));
      Executor::take_over(execution.steps.back().exchange, told);
      names_.remember(step, execution.steps.back().exchange.sent);
      const judge::Ruling& ruling = execution.steps.back().ruling;
      execution.throttled = execution.throttled || ruling.throttled;
      const bool meaningless = ruling.outcome == Outcome::unknown || ruling.throttled || ruling.out_of_room;
      if (meaningless && i + 1 < one.steps.size()) return execution;
    }
    execution.complete = true;
    return execution;
  }

  [[nodiscard]] bool needs_retry(const Execution& execution) const {
    if (context_.session.exhausted() || execution.steps.empty()) return false;
    return execution.throttled || (!execution.complete && execution.broken() == nullptr);
  }

  /// Whether the one request of a failure was refused because its name exists, which a short one may: that tells nothing.
  [[nodiscard]] bool only_taken(const ReplayCase& one, const Execution& execution) const {
    if (!one.broken || one.steps.size() != 1 || execution.steps.empty() || context_.session.exhausted()) return false;
    const judge::Ruling& ruling = execution.steps.back().ruling;
    return ruling.breaches.empty() && ruling.module_code == static_cast<std::int64_t>(ModuleCode::duplicate_name);
  }

  /// Runs a case anew with another name: as short as it is where that may be the point, else with one that is long enough
  /// to be new.
  void take_another_name(const ReplayCase& one, Case& as_case, Execution& execution) {
    if (!one.broken->id().starts_with("product-name.")) {
      const ReplayCase longer = names_.with_long_name(one);
      as_case = case_of(longer);
      execution = execute(longer, as_case);
      return;
    }
    constexpr unsigned most = 12;
    for (unsigned i = 0; i < most && only_taken(one, execution); ++i) {
      names_.forget(one);
      execution = execute(one, as_case);
    }
  }

  /// Sees whether what broke breaks each time. Gives why that cannot be told, or an empty text and the breach, if it is
  /// one.
  std::string confirm(const Case& as_case, Execution& execution, std::optional<judge::Breach>& breach) {
    const Sent* broken = execution.broken();
    if (broken == nullptr) return {};
    const judge::Breach seen = broken->ruling.breaches.front();
    if (seen.proof == judge::Breach::Proof::certain) {
      breach = seen;
      return {};
    }
    const auto index = static_cast<std::size_t>(broken - execution.steps.data());
    // With names of their own for every try.
    const Executor::Reproduction again = context_.executor.reproduce(as_case, seen.clause, broken->ruling, index);
    if (again.kind == Kind::inconclusive || again.kind == Kind::out_of_room)
      return again.reason.empty() ? "the account is full" : again.reason;
    if (again.kind != Kind::noise) breach = seen;
    if (again.kind == Kind::noise) execution = context_.executor.past_noise(as_case);
    return {};
  }

  ReplayResult compare(const Expectation& expected, const Execution& execution,
                       const std::optional<judge::Breach>& breach) {
    ReplayResult out;
    out.now = execution.history(nullptr);
    for (std::size_t i = 0; i < execution.steps.size() && i < expected.rulings.size(); ++i)
      if (!same_outcome(expected.rulings[i], execution.steps[i].ruling)) {
        out.difference = i;
        break;
      }
    if (breach) {
      out.broken = breach->clause;
      out.why = breach->why;
      // A report may blame another clause than the answer alone does; the same answer is then the same failure.
      const bool same = expected.broken && (*expected.broken == breach->clause || !out.difference);
      out.status = same                                ? ReplayStatus::still_fails
                   : expected.known || expected.broken ? ReplayStatus::worse
                                                       : ReplayStatus::fails;
    } else if (expected.broken) {
      out.status = ReplayStatus::fixed;
      out.was_broken = expected.broken;
    } else if (!expected.known) {
      out.status = ReplayStatus::passes;
    } else {
      out.status = out.difference ? ReplayStatus::changed : ReplayStatus::same;
      if (out.difference) out.why = "either outcome is right";
    }
    return out;
  }

  /// Whether both were accepted, or refused with the same code; the one that came in words alone may be any.
  [[nodiscard]] static bool same_outcome(const judge::Ruling& then, const judge::Ruling& now) {
    if (then.outcome != now.outcome) return false;
    return then.outcome != Outcome::refused || then.module_code == now.module_code;
  }

  /// The same about what was used first now, as it was about what was used first then.
  [[nodiscard]] ReplayCase with_old_nonce(ReplayCase one) const {
    const UsedNonce& used = context_.session.used_nonces.all().front();
    for (ReplayStep& step : one.steps) step.step.extra = {{"Timestamp", used.timestamp}, {"Nonce", used.nonce}};
    return one;
  }

  ReplayResult run_together(const ReplayCase& one, const Expectation& expected) {
    std::vector<std::pair<Step, TemplateValues>> steps;
    std::map<std::string, TemplateValues> shared;
    const bool one_nonce = one.clause == race_clause(Race::one_nonce);
    for (const ReplayStep& step : one.steps) {
      steps.emplace_back(step.step, names_.values_of(step, shared));
      if (!one_nonce) continue;
      steps.back().first.not_authentic = false;  // which of them comes first, shows only now
      steps.back().second.now = steps.front().second.now;
      steps.back().second.nonce = steps.front().second.nonce;
    }
    Execution execution;
    execution.steps = context_.session.send_together(steps, one.clause, one.id, one_nonce);
    execution.complete = true;
    for (std::size_t i = 0; i < one.steps.size(); ++i)
      names_.remember(one.steps[i], wire::encode(context_.session.request_of(steps[i].first, steps[i].second)));
    std::optional<judge::Breach> breach;
    std::size_t accepted = 0;
    for (const Sent& sent : execution.steps) {
      accepted += sent.ruling.outcome == Outcome::accepted ? 1U : 0U;
      for (const judge::Breach& one_breach : sent.ruling.breaches)
        if (one_breach.proof == judge::Breach::Proof::certain && !breach) breach = one_breach;
    }
    Expectation outcomes = expected;
    outcomes.rulings.clear();
    ReplayResult out = compare(outcomes, execution, breach);
    const auto then = std::count_if(expected.rulings.begin(), expected.rulings.end(),
                                    [](const judge::Ruling& ruling) { return ruling.outcome == Outcome::accepted; });
    if (out.status == ReplayStatus::same && static_cast<std::size_t>(then) != accepted) {
      out.status = ReplayStatus::changed;
      out.why = std::to_string(then) + " of the requests were accepted then, " + std::to_string(accepted) + " now";
    }
    return out;
  }

  const EventSink none_;
  RunContext context_;
  Investigation<RunContext> investigation_;
  ControlPhase<RunContext> control_;
  ReplayNames names_;
  bool accepts_none_ = false;
  std::size_t more_controls_ = 0;
  bool asked_again_ = false;
  judge::Judge then_;  ///< of what is recorded
  std::size_t then_life_ = 0;
};

}  // namespace createproduct::suite
