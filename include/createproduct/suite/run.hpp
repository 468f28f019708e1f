// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/control_search.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/finding_book.hpp>
#include <createproduct/suite/glob.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/suite/shrink.hpp>

namespace createproduct::suite {

/// The name of a budget, as the option --budget spells it.
[[nodiscard]] constexpr std::string_view budget_name(Budget budget) noexcept {
  switch (budget) {
    case Budget::quick: return "quick";
    case Budget::standard: return "standard";
    case Budget::deep: return "deep";
  }
  return "";
}

/// Whether `options` want cases about `clause` at all.
[[nodiscard]] inline bool selected(const Options& options, ClauseId clause) {
  return options.only.empty() || std::any_of(options.only.begin(), options.only.end(), [&](const std::string& pattern) {
           return glob_matches(pattern, clause.id());
         });
}

namespace detail {

/// How many names the end of a run creates again, at most.
[[nodiscard]] constexpr std::size_t most_created_again(Budget budget) noexcept {
  switch (budget) {
    case Budget::quick: return 12;
    case Budget::standard: return 250;
    case Budget::deep: return 5000;
  }
  return 0;
}

[[nodiscard]] constexpr std::size_t shrink_budget(Budget budget) noexcept {
  switch (budget) {
    case Budget::quick: return 60;
    case Budget::standard: return 150;
    case Budget::deep: return 600;
  }
  return 0;
}

/// Creations kept back for control requests, so that a capped run can still tell noise from breaches.
inline constexpr std::size_t creation_reserve = 20;

/// One run of the suite.
class Runner {
 public:
  Runner(const Means& means, const Options& options, const EventSink& sink)
      : means_(means), options_(options), sink_(sink), session_(means, options), executor_(session_) {}

  RunFinished run() {
    started_ = {means_.description, std::string(budget_name(options_.budget)), options_.seed, options_.salt, 0};
    for (const Case& one : builtin_catalogue())
      if (one.budget <= options_.budget && selected(options_, one.clause)) ++started_.cases;
    emit(started_);
    if (control_phase()) {
      catalogue_phases();
      again_phase();
    }
    return finish();
  }

 private:
  using Proof = judge::Breach::Proof;
  using Kind = Executor::Reproduction::Kind;

  void emit(Event event) const {
    if (sink_) sink_(event);
  }
  void note(std::string text) {
    notes_.push_back(text);
    emit(Note{std::move(text)});
  }

  // Control requests ---------------------------------------------------------------------------------------------

  /// False if nothing is ever accepted, so that nothing can be concluded.
  bool control_phase() {
    emit(PhaseStarted{"control", 1});
    const FormSearch search = find_control(session_, executor_);
    Case plain;
    plain.id = "control";
    plain.clause = "operation.create";
    plain.title = "the plainest valid request is accepted";
    plain.steps.emplace_back();
    plain.steps.back().name = "{fresh}";
    plain.steps.back().bare = true;
    if (!search.found) {
      nothing_accepted(plain, search.plainest);
      return false;
    }
    if (session_.form.with_common) note("requests are accepted only with the common parameters Region, Timestamp and Nonce");
    take_breaches(plain, search.plainest);
    for (const ClauseId clause : search.blamed) {
      plain.clause = clause;
      investigate_refusal(plain, clause, search.plainest);
    }
    finish_case(plain, judge::Verdict::pass, 1, {});
    // Two more, so that what only the first answer of a service is like is not taken for the rule.
    for (int i = 0; i < 2; ++i) {
      executor_.control();
      Case again = plain;
      again.clause = "operation.create";
      again.steps = {executor_.control_step()};
      take_breaches(again, executor_.last_control());
    }
    return true;
  }

  void nothing_accepted(const Case& plain, const Execution& plainest) {
    reason_ = "no request was sent";
    if (const auto why = session_.exhausted()) reason_ = *why;
    if (plainest.steps.empty()) return;
    const Sent& sent = plainest.steps.back();
    const judge::Answer& answer = sent.exchange.answer;
    using Transport = judge::Answer::Transport;
    if (answer.transport != Transport::answered) {
      reason_ = "no answer: " + std::string(judge::transport_name(answer.transport));
      if (!answer.detail.empty()) reason_ += ", " + answer.detail;
      return;
    }
    reason_ = "every request was refused";
    if (sent.ruling.module_code)
      reason_ += ", a valid one with module code " + std::to_string(*sent.ruling.module_code);
    else if (sent.ruling.code)
      reason_ += ", a valid one with public code " + std::to_string(*sent.ruling.code);
    else
      reason_ += ", a valid one with HTTP status " + std::to_string(answer.status);
    if (sent.ruling.out_of_room) reason_ += ": the account is full";
    if (sent.ruling.code && *sent.ruling.code >= 4100 && *sent.ruling.code < 4400)
      reason_ += ": the credentials are not accepted, see --sign-host and the clock of this machine";
    // A server that answers orderly but never as the contract says is judged; a wrong address is not.
    if (answer.status < 400 && sent.ruling.outcome != judge::Ruling::Outcome::refused) take_breaches(plain, plainest);
  }

  /// Confirms that the plainest form is refused again and again while the accepted form is accepted.
  void investigate_refusal(const Case& plain, ClauseId clause, const Execution& plainest) {
    if (plainest.steps.empty()) return;
    judge::Breach breach{clause, Proof::repeatable, {}};
    breach.why = "The request keeps every rule and must be accepted, but it is refused";
    for (const judge::Breach& seen : plainest.steps.back().ruling.breaches)
      if (seen.proof == Proof::repeatable) breach.why = seen.why;
    confirm(plain, breach, plainest);
  }

  // Cases --------------------------------------------------------------------------------------------------------

  void catalogue_phases() {
    std::string phase;
    for (const Case& one : builtin_catalogue()) {
      if (one.budget > options_.budget) {
        book_.not_exercised(one.clause, "needs --budget " + std::string(budget_name(one.budget)));
        continue;
      }
      if (!selected(options_, one.clause)) {
        book_.not_exercised(one.clause, "left out by --only");
        continue;
      }
      if (one.phase != phase) {
        phase = one.phase;
        const auto& all = builtin_catalogue();
        emit(PhaseStarted{phase, static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const Case& other) {
                            return other.phase == phase && other.budget <= options_.budget && selected(options_, other.clause);
                          }))});
      }
      run_case(one);
    }
  }

  /// Why `one` cannot be run now, or nothing.
  std::optional<std::string> obstacle(const Case& one) {
    if (const auto why = session_.exhausted()) return why;
    if (one.needs_keys && !means_.first.is_signed)
      return "needs keys: set CREATEPRODUCT_SECRET_ID and CREATEPRODUCT_SECRET_KEY";
    if (one.needs_second_account && !means_.second)
      return "needs a second account: set CREATEPRODUCT_SECOND_SECRET_ID and CREATEPRODUCT_SECOND_SECRET_KEY";
    if (one.needs_properties && !properties_known()) return "no productProperties are accepted at all";
    const TemplateValues values = session_.values("aaaaaaaaa");
    std::size_t creations = 0;
    for (const Step& step : one.steps)
      if (judge::classify(wire::encode(session_.request_of(step, values))).demand != judge::Classification::Demand::reject)
        ++creations;
    const std::size_t left = session_.creations_left();
    if (creations != 0 && left < creations + creation_reserve) return "--max-creations was reached";
    if (creations != 0 && session_.judge.account(Session::first_account).full()) return "the account is full";
    if (hanging_.has(one.clause)) return "left out: answers to such requests time out, see its finding";
    return std::nullopt;
  }

  void run_case(const Case& one) {
    if (const auto why = obstacle(one)) {
      book_.not_exercised(one.clause, *why);
      ++left_out_[*why];
      finish_case(one, judge::Verdict::not_exercised, 0, *why);
      return;
    }
    const std::size_t before = session_.counts.requests;
    executor_.count_case();
    Execution execution = executor_.patiently(one);
    for (int retry = 0; retry < 3 && lost(execution); ++retry) {
      executor_.settled_control();
      execution = executor_.patiently(one);
    }
    judge::Verdict verdict = take_breaches(one, execution);
    std::string why;
    if (verdict == judge::Verdict::pass && !execution.complete) {
      verdict = judge::Verdict::inconclusive;
      why = session_.exhausted().value_or("the steps before the one that counts are lost too often");
      if (!session_.exhausted()) book_.inconclusive(one.clause, why);
    }
    finish_case(one, verdict, session_.counts.requests - before, why);
  }

  /// Whether a step before the last went wrong in a way that is no breach of the case's own.
  [[nodiscard]] static bool lost(const Execution& execution) {
    return !execution.complete && !execution.steps.empty() && execution.broken() == nullptr;
  }

  void finish_case(const Case& one, judge::Verdict verdict, std::size_t requests, std::string why) {
    ++cases_;
    emit(CaseFinished{one.id, one.clause, verdict, requests, std::move(why)});
  }

  bool properties_known() {
    if (properties_searched_) return !session_.form.base.empty();
    properties_searched_ = true;
    if (!session_.form.base.empty()) return true;
    const FormSearch search = find_properties(session_, executor_);
    if (!search.found && book_.has("common.encoding")) return false;
    if (search.found) take_breaches(properties_case(session_.form.base, "product-properties.json"), search.plainest);
    for (const ClauseId clause : search.blamed)
      investigate_refusal(properties_case({base_description, base_region}, clause), clause, search.plainest);
    return search.found;
  }

  // Breaches -----------------------------------------------------------------------------------------------------

  /// Follows up everything that the first broken step of an execution broke.
  judge::Verdict take_breaches(const Case& one, const Execution& execution) {
    const Sent* broken = execution.broken();
    if (broken == nullptr) return judge::Verdict::pass;
    judge::Verdict verdict = judge::Verdict::pass;
    const bool wrongly_accepted = broken->request.demand == judge::Classification::Demand::reject &&
                                  broken->ruling.outcome == judge::Ruling::Outcome::accepted;
    const std::vector<judge::Breach> breaches = broken->ruling.breaches;
    for (const judge::Breach& breach : breaches) {
      // A request with several defects that is accepted shows only that one of them is let through.
      if (wrongly_accepted && broken->request.broken.size() > 1 && breach.clause != one.clause) continue;
      verdict = judge::raised(verdict, take_breach(one, breach, execution));
    }
    return verdict;
  }

  judge::Verdict take_breach(const Case& one, const judge::Breach& breach, const Execution& execution) {
    if (const Finding* known = book_.find(breach.clause)) {
      book_.also(breach.clause, one.id);
      return known->verdict;
    }
    return confirm(one, breach, execution);
  }

  judge::Verdict confirm(const Case& one, judge::Breach breach, const Execution& execution) {
    const Sent* broken = execution.broken(breach.clause);
    if (broken == nullptr) broken = &execution.steps.back();
    Finding finding;
    finding.clause = breach.clause;
    finding.verdict = breach.clause.level() == Level::example ? judge::Verdict::warn : judge::Verdict::fail;
    finding.case_id = one.id;
    finding.why = breach.why;
    finding.history = execution.history(broken);
    emit(Suspected{finding});

    if (breach.proof == Proof::repeatable) {
      Executor::Reproduction reproduction = executor_.reproduce(one, breach.clause, broken->ruling);
      switch (reproduction.kind) {
        case Kind::noise: return judge::Verdict::pass;
        case Kind::out_of_room: return judge::Verdict::not_exercised;
        case Kind::inconclusive:
          book_.inconclusive(breach.clause, reproduction.reason);
          return judge::Verdict::inconclusive;
        case Kind::flaky: finding.verdict = judge::Verdict::flaky; break;
        case Kind::shown: break;
      }
      finding.reproduced = reproduction.shown;
      finding.attempts = reproduction.tries;
      if (broken->exchange.answer.transport == judge::Answer::Transport::timed_out) hanging_.add(breach.clause);
    }
    if (finding.verdict != judge::Verdict::flaky) shrink(one, breach, finding);
    emit(Confirmed{finding});
    const judge::Verdict verdict = finding.verdict;
    book_.add(std::move(finding));
    return verdict;
  }

  /// Replaces the evidence of `finding` by the smallest that still breaks the same clause.
  void shrink(Case one, const judge::Breach& breach, Finding& finding) {
    std::size_t budget = shrink_budget(options_.budget);
    // Every try that hangs costs a whole time-out.
    if (hanging_.has(breach.clause)) budget = 4;
    for (bool improved = true; improved;) {
      improved = false;
      const TemplateValues values = session_.values("aaaaaaaaa");
      for (const Case& simpler : simpler_cases(one, values)) {
        if (budget == 0 || session_.exhausted() || session_.creations_left() < creation_reserve) return;
        --budget;
        if (!shows(simpler, breach, finding)) continue;
        one = simpler;
        improved = true;
        break;
      }
    }
  }

  /// Whether `one` breaks the clause; then the evidence becomes its. What must repeat must show twice.
  bool shows(const Case& one, const judge::Breach& breach, Finding& finding) {
    const int times = breach.proof == Proof::repeatable ? 2 : 1;
    for (int i = 0; i < times; ++i) {
      const Execution execution = executor_.once(one);
      const Sent* broken = execution.broken(breach.clause);
      if (broken == nullptr) return false;
      const judge::Breach& again = *broken->ruling.breach_of(breach.clause);
      if (again.proof != breach.proof) return false;
      if (i + 1 == times) {
        finding.history = execution.history(broken);
        finding.why = again.why;
      }
    }
    return true;
  }

  // Everything again ---------------------------------------------------------------------------------------------

  void again_phase() {
    if (!selected(options_, "product-name.unique") || session_.exhausted()) return;
    std::vector<Session::Created> chosen = session_.created;
    const std::size_t most = most_created_again(options_.budget);
    Random random(options_.seed);
    for (std::size_t i = chosen.size(); i > 1; --i) std::swap(chosen[i - 1], chosen[random.below(i)]);
    // The oldest and the newest are always among them.
    if (chosen.size() > most) {
      chosen.resize(most - 2);
      chosen.push_back(session_.created.front());
      chosen.push_back(session_.created.back());
    }
    emit(PhaseStarted{"again", chosen.size()});
    for (const Session::Created& product : chosen) {
      if (session_.exhausted()) return;
      Case one;
      one.id = "product-name.unique.again";
      one.phase = "again";
      one.clause = "product-name.unique";
      one.title = "a name created earlier in the run is still taken";
      one.steps.emplace_back();
      one.steps.back().name = product.name;
      one.steps.back().second_account = product.account == Session::second_account;
      const std::size_t before = session_.counts.requests;
      executor_.count_case();
      const bool known = book_.has(one.clause);
      const Execution execution = executor_.patiently(one);
      const judge::Verdict verdict = take_breaches(one, execution);
      if (Finding* finding = book_.find(one.clause); finding != nullptr && !known)
        finding->history.insert(finding->history.begin(), product.exchange);
      finish_case(one, verdict, session_.counts.requests - before, {});
    }
  }

  // The end ------------------------------------------------------------------------------------------------------

  [[nodiscard]] ClauseResult result_of(ClauseId clause) {
    ClauseResult result;
    result.clause = clause;
    result.checks = session_.checks[clause.index()];
    if (const Finding* finding = book_.find(clause)) {
      result.verdict = finding->verdict;
    } else if (!book_.inconclusive_reason(clause).empty()) {
      result.verdict = judge::Verdict::inconclusive;
      result.reason = book_.inconclusive_reason(clause);
    } else if (result.checks != 0) {
      result.verdict = judge::Verdict::pass;
    } else if (!clause.observable()) {
      result.reason = clause.get().unobservable;
    } else {
      result.reason = book_.not_exercised_reason(clause);
      if (result.reason.empty()) result.reason = default_reason(clause);
    }
    return result;
  }

  [[nodiscard]] std::string default_reason(ClauseId clause) const {
    if (session_.counts.accepted == 0) return "no request was accepted";
    if (clause == ClauseId("error.quota") && !options_.quota) return "needs --quota, the account's number of products";
    return "no request put it to the test";
  }

  RunFinished finish() {
    RunFinished out;
    out.started = started_;
    out.findings = book_.ranked();
    for (std::size_t i = 0; i < clause_count; ++i) {
      const ClauseId clause = ClauseId::at(i);
      if (clause.level() == Level::silent) continue;
      out.clauses.push_back(result_of(clause));
      out.verdict = judge::raised(out.verdict, out.clauses.back().verdict);
    }
    for (const auto& [index, seen] : session_.choices) {
      SilenceResult silence{ClauseId::at(index), {}, 0};
      for (const auto& [choice, count] : seen) {
        silence.choice += (silence.choice.empty() ? "" : ", ") + choice;
        silence.seen += count;
      }
      out.silences.push_back(std::move(silence));
    }
    for (std::size_t i = 0; i < module_code_table.size(); ++i)
      out.codes.push_back({module_code_table[i].number, session_.codes[i]});
    if (session_.unknown_public_codes != 0) {
      note(std::to_string(session_.unknown_public_codes) + " refusals carry a public code that the list of public codes does not have");
      out.verdict = judge::raised(out.verdict, judge::Verdict::info);
    }
    if (session_.counts.noise != 0)
      note(std::to_string(session_.counts.noise) + " of " + std::to_string(session_.counts.requests) +
           " answers were lost, unreadable, internal errors or asked to slow down");
    for (const auto& [why, count] : left_out_) note(std::to_string(count) + " cases were left out: " + why);
    if (reason_.empty()) reason_ = session_.exhausted().value_or("");
    const bool broken = out.verdict == judge::Verdict::fail || out.verdict == judge::Verdict::flaky;
    if (broken) {
      out.exit_code = 1;
    } else if (session_.counts.accepted == 0 || out.verdict == judge::Verdict::inconclusive) {
      out.exit_code = 3;
      out.verdict = judge::Verdict::inconclusive;
    }
    if (out.exit_code == 3 && reason_.empty())
      for (const ClauseResult& clause : out.clauses)
        if (clause.verdict == judge::Verdict::inconclusive && reason_.empty())
          reason_ = std::string(clause.clause.id()) + " could not be decided: " + clause.reason;
    out.reason = reason_;
    out.notes = notes_;
    out.cases = cases_;
    out.requests = session_.counts.requests;
    out.created = session_.counts.created;
    out.accepted = session_.counts.accepted;
    out.refused = session_.counts.refused;
    out.unanswered = session_.counts.unanswered;
    out.seconds = session_.seconds();
    emit(out);
    return out;
  }

  const Means& means_;
  const Options& options_;
  const EventSink& sink_;
  Session session_;
  Executor executor_;
  FindingBook book_;
  RunStarted started_;
  ClauseSet hanging_;
  std::map<std::string, std::size_t> left_out_;
  std::vector<std::string> notes_;
  std::string reason_;
  std::size_t cases_ = 0;
  bool properties_searched_ = false;
};

}  // namespace detail

/// Runs the suite. Every event goes to `sink` (may be empty) as it happens, the last one being the result itself.
/// Precondition: options.salt is a non-empty text of lower-case letters.
inline RunFinished run(const Means& means, const Options& options, const EventSink& sink) {
  return detail::Runner(means, options, sink).run();
}

/// What run() would send: requests and products per phase, an upper bound for a target that breaks nothing.
[[nodiscard]] inline std::vector<PlannedPhase> plan(const Options& options, bool has_keys, bool has_second_account) {
  std::vector<PlannedPhase> out{{"control", 1, 3, 3}};
  Means means;
  means.first.is_signed = has_keys;
  Session session(means, options);
  session.form.base = {detail::base_description, detail::base_region};
  for (const Case& one : builtin_catalogue()) {
    if (one.budget > options.budget || !selected(options, one.clause)) continue;
    if ((one.needs_keys && !has_keys) || (one.needs_second_account && !has_second_account)) continue;
    if (out.back().phase != one.phase) out.push_back({one.phase, 0, 0, 0});
    PlannedPhase& phase = out.back();
    ++phase.cases;
    phase.requests += one.steps.size();
    std::vector<std::string> names;
    for (const Step& step : one.steps) {
      const auto request = judge::classify(wire::encode(session.request_of(step, session.values("aaaaaaaaa"))));
      if (step.not_authentic || request.demand == judge::Classification::Demand::reject) continue;
      const std::string name = (step.second_account ? "2" : "1") + (request.names.empty() ? "" : request.names.front());
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      names.push_back(name);
      ++phase.creations;
    }
  }
  if (selected(options, "product-name.unique")) {
    std::size_t created = 0;
    for (const PlannedPhase& phase : out) created += phase.creations;
    const std::size_t again = std::min(created, detail::most_created_again(options.budget));
    out.push_back({"again", again, again, 0});
  }
  return out;
}

}  // namespace createproduct::suite
