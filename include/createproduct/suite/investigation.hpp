// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/judge/judge.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/diagnosis.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/evidence.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/product.hpp>
#include <createproduct/suite/recurrence.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/suite/shrinker.hpp>

namespace createproduct::suite {

/// Follows up breaches: sees whether they show again, finds the clause to blame, makes the evidence small, and writes
/// the finding into the book. One finding per clause.
template <class Context>
class Investigation {
 public:
  /// Refers to its argument, which must outlive it.
  explicit Investigation(Context& context) : context_(context), shrinker_(context) {}

  /// Follows up what the steps of an execution broke, up to the first one that broke a clause without a finding: what
  /// comes later may be its consequence. Gives the verdict on the case.
  Verdict take_breaches(const Case& one, const Execution& execution) {
    Verdict verdict = Verdict::pass;
    for (const Sent& sent : execution.steps) {
      if (sent.ruling.throttled && one.steps_stand_alone) continue;
      const std::vector<judge::Breach>& breaches = sent.ruling.breaches;
      const bool news = std::any_of(breaches.begin(), breaches.end(),
                                    [this](const judge::Breach& breach) { return !context_.book.has(breach.clause); });
      const bool wrongly_accepted = sent.request.demand == judge::Classification::Demand::reject &&
                                    sent.ruling.outcome == judge::Ruling::Outcome::accepted;
      for (const judge::Breach& breach : breaches) {
        // A request with several defects that is accepted shows only that one of them is let through.
        const bool first = &breach == &breaches.front();
        if (wrongly_accepted && !first && sent.request.broken.size() > 1) continue;
        verdict = judge::raised(verdict, take_breach(one, breach, execution));
      }
      if (news) break;
    }
    return verdict;
  }

  /// Follows up one breach of an execution of `one`, unless its clause has a finding already.
  Verdict take_breach(const Case& one, const judge::Breach& breach, const Execution& execution) {
    ClauseId clause = breach.clause;
    if (const Sent* broken = execution.broken(breach.clause)) clause = explained(*broken).value_or(clause);
    if (const Finding* known = context_.book.find(clause)) {
      context_.book.also(clause, one.id);
      if (execution.timed_out()) note_time_out(one.clause);
      return known->verdict;
    }
    return confirm(one, breach, execution);
  }

  /// The clause of a finding that explains the refusal in `sent`, whatever else it may break.
  [[nodiscard]] std::optional<ClauseId> explained(const Sent& sent) const {
    const bool valid = sent.request.demand == judge::Classification::Demand::accept;
    const bool taken = sent.ruling.module_code == static_cast<std::int64_t>(ModuleCode::duplicate_name);
    if (valid && taken && refuses_free_names_) return refuses_free_names_;
    // What is accepted against a rule exists afterwards, and so does what it is taken for.
    if (taken)
      if (const Finding* known = accepted_against(sent.request.broken)) return known->clause;
    if (valid && has_refused_character(sent)) return ClauseId("product-name.alphabet");
    return known_authentication(sent);
  }

  /// Whether answers to requests like those of `one` are known to time out, so that each costs a whole time-out.
  [[nodiscard]] bool hangs(const Case& one) const {
    if (hanging_.has(one.clause)) return true;
    const std::string& usual = context_.session.form.method;
    return hanging_.has("common.method") && std::any_of(one.steps.begin(), one.steps.end(), [&](const Step& step) {
             return !step.method.empty() && step.method != usual;
           });
  }

  /// Writes a finding that needs no follow-up, unless its clause has one already.
  Verdict record(Finding finding) {
    if (!context_.book.has(finding.clause)) context_.emit(Suspected{finding});
    return write(std::move(finding));
  }


 private:
  using Proof = judge::Breach::Proof;
  using Kind = Executor::Reproduction::Kind;
  using Names = typename Shrinker<Context>::Names;

  /// The finding that requests which break one of `clauses` are accepted, or nullptr.
  [[nodiscard]] const Finding* accepted_against(const ClauseSet& clauses) const {
    const Finding* out = nullptr;
    clauses.for_each([&](ClauseId clause) {
      const Finding* known = context_.book.find(clause);
      if (known != nullptr && known->attempts == 0 && known->verdict == Verdict::fail) out = known;
    });
    return out;
  }

  /// Whether `refused` is refused with the same number as a name of one character, which is in its name, too. Fresh names
  /// have any letters.
  [[nodiscard]] bool has_refused_character(const Sent& refused) const {
    const Finding* known = context_.book.find("product-name.alphabet");
    const auto number = refused.ruling.module_code;
    if (known == nullptr || !is_about_right_request(*known) || !number || number_of(*known) != number) return false;
    const std::vector<std::string> names = judge::classify(known->history.back().sent).names;
    if (names.size() != 1 || names.front().size() != 1 || refused.request.names.size() != 1) return false;
    const char one = names.front().front();
    const bool is_letter = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
    const char other_case = is_letter ? static_cast<char>(one ^ 0x20) : one;
    return refused.request.names.front().find_first_of(std::string{one, other_case}) != std::string::npos;
  }

  /// What a refusal speaks of, if it speaks of authentication and that is known to go wrong: for valid requests, and for
  /// all where right signatures are refused now and then, or with the very number that stands in front of this refusal.
  [[nodiscard]] std::optional<ClauseId> known_authentication(const Sent& refused) const {
    using Demand = judge::Classification::Demand;
    const auto clause =
        context_.session.authentication.clause(refused.exchange.is_signed, refused.ruling, Demand::accept);
    const Finding* known = clause ? context_.book.find(*clause) : nullptr;
    if (known == nullptr) return std::nullopt;
    const bool now_and_then = known->verdict == Verdict::flaky ||
                              recurrence_.has(*clause);
    const bool explains = refused.request.demand == Demand::accept || now_and_then ||
                          (refused.ruling.module_code && number_of(*known) == refused.ruling.module_code);
    return explains ? clause : std::nullopt;
  }

  Verdict confirm(const Case& one, const judge::Breach& breach, const Execution& execution) {
    const Sent* broken = execution.broken(breach.clause);
    if (broken == nullptr) broken = &execution.steps.back();
    Finding finding = finding_of(one, breach, execution);
    if (one.phase == "load") finding.why += " (beside requests at the same time)";
    context_.emit(Suspected{finding});
    const std::size_t index = static_cast<std::size_t>(broken - execution.steps.data());
    if (breach.proof == Proof::certain) return attribute_certain(one, breach, *broken, index, std::move(finding));

    const std::optional<ClauseId> authentication = context_.session.authentication_clause(*broken);
    const Recurrence::Count* recurring =
        broken->ruling.maybe_noise ? recurrence_.counted(breach, *broken, authentication, context_.cases) : nullptr;
    if (recurring != nullptr) {
      finding.clause = recurring->clause;
      finding.verdict = Verdict::flaky;
      finding.reproduced = recurring->seen;
      finding.attempts = static_cast<unsigned>(context_.session.counts.requests);
      return write(std::move(finding));
    }
    const bool hangs = broken->exchange.answer.transport == judge::Answer::Transport::timed_out;
    if (hangs) context_.session.wait_less();
    Executor::Reproduction reproduction = context_.executor.reproduce(one, breach.clause, broken->ruling, index);
    if (hangs && reproduction.kind == Kind::noise) context_.session.wait_less(true);
    finding.reproduced = reproduction.shown;
    finding.attempts = reproduction.tries;
    switch (reproduction.kind) {
      case Kind::noise: return Verdict::pass;
      case Kind::out_of_room: return Verdict::not_exercised;
      case Kind::inconclusive:
        context_.book.inconclusive(breach.clause, reproduction.reason);
        return Verdict::inconclusive;
      case Kind::flaky:
        // Signatures differ each time, whatever the name.
        if (!authentication && refused_by_name(one, *broken, index, execution.values))
          return conclude_name(one, breach, *broken, index, execution.values, std::move(finding));
        finding.verdict = Verdict::flaky;
        if (!authentication && is_plain(one.steps[index]) && refuses_plainly(*broken, breach.clause)) {
          sporadic_code_ = broken->ruling.module_code;
          finding.clause = "operation.create";
          return write(std::move(finding));
        }
        break;
      case Kind::shown: break;
    }
    return attribute(one, breach, *broken, index, std::move(finding));
  }

  /// Whether a step is like a control request, so that nothing about it could be the reason to refuse it.
  [[nodiscard]] bool is_plain(const Step& step) const {
    const bool usual_method = step.method.empty() || step.method == context_.session.form.method;
    return usual_method && step.name == "{fresh}" && !step.properties && !step.properties_wire && step.extra.empty() &&
           step.content_type.empty() && !step.reversed && !step.bare && step.signing == Step::Signing::usual &&
           step.after_signing.empty() && !step.second_account && !step.new_connection;
  }

  /// Whether `sent`, which is to create a product, is refused with a code that tells of nothing which comes and goes.
  [[nodiscard]] static bool refuses_plainly(const Sent& sent, ClauseId clause) {
    if (clause == ClauseId("error.duplicate-name") || !refuses_valid_request(sent, clause)) return false;
    return !sent.ruling.maybe_noise && sent.ruling.outcome == judge::Ruling::Outcome::refused && !sent.ruling.out_of_room &&
           sent.ruling.module_code && *sent.ruling.module_code != static_cast<std::int64_t>(ModuleCode::duplicate_name);
  }

  /// Whether a finding is about a right request that was refused now and then with the code that plain ones are now and
  /// then refused with, so that nothing about it need be the reason.
  [[nodiscard]] bool is_sporadic(const Finding& finding) const {
    return sporadic_code_ && finding.verdict == Verdict::flaky && is_about_right_request(finding) &&
           number_of(finding) == sporadic_code_;
  }

  /// Whether `broken`, a valid request with a fresh name, is refused for that name: sent again it is refused again,
  /// though requests for other names are not.
  bool refused_by_name(const Case& one, const Sent& broken, std::size_t index, const TemplateValues& values) {
    const judge::Ruling& ruling = broken.ruling;
    return broken.request.demand == judge::Classification::Demand::accept && !ruling.maybe_noise &&
           ruling.outcome == judge::Ruling::Outcome::refused && !ruling.out_of_room &&
           context_.executor.refused_by_name(one.steps[index], values, ruling.module_code);
  }

  /// Concludes on a request that is refused for its very name.
  Verdict conclude_name(const Case& one, const judge::Breach& breach, const Sent& broken, std::size_t index,
                        const TemplateValues& values, Finding finding) {
    const bool taken = broken.ruling.module_code == static_cast<std::int64_t>(ModuleCode::duplicate_name);
    const ClauseId blamed = taken ? breach.clause : ClauseId("product-name.alphabet");
    if (const Finding* known = context_.book.find(blamed)) {
      context_.book.also(blamed, one.id);
      return known->verdict;
    }
    finding.clause = blamed;
    finding.reproduced = finding.attempts = Executor::name_tries;
    finding.history = {broken.exchange};
    Case alone = one;
    alone.clause = blamed;
    alone.steps = {one.steps[index]};
    for (std::optional<std::string>* name : {&alone.steps.front().name, &alone.steps.front().name_wire})
      if (*name) *name = expand(**name, values);
    shrink(std::move(alone), {blamed, breach.proof, finding.why}, finding, Names::kept);
    finding.why = taken ? breach.why + "; others are not"
                        : "The name keeps every rule, but it is refused each time, as other names are not";
    return write(std::move(finding));
  }

  /// Blames the right clause for something that needs no repetition, then concludes.
  Verdict attribute_certain(const Case& one, const judge::Breach& breach, const Sent& broken, std::size_t index,
                            Finding finding) {
    const bool wrongly_accepted = broken.request.demand == judge::Classification::Demand::reject &&
                                  broken.ruling.outcome == judge::Ruling::Outcome::accepted;
    if (!wrongly_accepted) return conclude(one, breach, std::move(finding));
    Case alone = one;
    alone.steps = {one.steps[index]};
    // What is wrong with signing may be what came before, as the nonce of another request.
    const bool needs_others =
        one.steps.size() > 1 && (alone.steps.front().not_authentic || !shrinker_.shows(alone, breach, finding));
    if (needs_others) return conclude(one, breach, std::move(finding));
    const ClauseId blamed =
        Diagnosis(context_.session, context_.executor).of_acceptance(alone.steps.front(), broken, breach.clause);
    if (blamed == breach.clause) return conclude(alone, breach, std::move(finding));
    if (const Finding* known = context_.book.find(blamed)) {
      context_.book.also(blamed, one.id);
      return known->verdict;
    }
    finding.clause = blamed;
    return conclude(alone, breach, std::move(finding));
  }

  /// Whether `sent` is the refusal of a request that must be accepted, for no reason that the answer's code names.
  [[nodiscard]] static bool refuses_valid_request(const Sent& sent, ClauseId clause) {
    if (sent.request.demand != judge::Classification::Demand::accept) return false;
    for (const ClauseId named : {ClauseId("product-name.unique"), ClauseId("product-name.scope"), ClauseId("error.quota"),
                                 ClauseId("response.json")})
      if (clause == named) return false;
    return true;
  }

  /// Blames the right clause for a refusal that keeps showing, then concludes.
  Verdict attribute(const Case& one, const judge::Breach& breach, const Sent& broken, std::size_t index, Finding finding) {
    const bool timed_out = broken.exchange.answer.transport == judge::Answer::Transport::timed_out;
    auto authentication = context_.session.authentication_clause(broken);
    // What has to be refused as not authentic was.
    if (broken.request.demand == judge::Classification::Demand::reject && broken.request.codes.empty())
      authentication = std::nullopt;
    if (authentication && one.phase == "authentication") authentication = one.clause;
    if (authentication) {
      if (const Finding* known = context_.book.find(*authentication)) {
        context_.book.also(*authentication, one.id);
        return known->verdict;
      }
      finding.clause = *authentication;
      finding.why = "The request is signed as it should be, but it is refused as an authentication failure";
      const Verdict verdict = conclude(one, breach, std::move(finding));
      // What looked like a wrong module code until now was the same complaint.
      if (const auto number = broken.ruling.module_code; number && context_.book.has(*authentication))
        context_.book.absorb(*authentication, [&](const Finding& other) { return number_of(other) == number; });
      return verdict;
    }
    if (!refuses_valid_request(broken, breach.clause)) {
      if (const auto verdict = blame_method(one, broken)) return *verdict;
      if (timed_out) hanging_.add(breach.clause);
      return conclude(one, breach, std::move(finding));
    }
    Case alone = one;
    alone.steps = {one.steps[index]};
    Diagnosis diagnosis(context_.session, context_.executor);
    // An existing name refused with the wrong code: is it the name, or would any such request be refused?
    const bool existing = breach.clause == ClauseId("error.duplicate-name") || breach.clause == ClauseId("response.message.format");
    if (one.steps.size() > 1 && diagnosis.accepted(alone.steps.front())) {
      if (timed_out) hanging_.add(breach.clause);
      return conclude(one, breach, std::move(finding));
    }
    if (existing && one.steps.size() == 1) {
      const Step with_fresh_name = diagnosis.with_fresh_name(one.steps[index]);
      if (!diagnosis.refused_alike(with_fresh_name, broken)) return conclude(one, breach, std::move(finding));
      alone.steps = {with_fresh_name};
    }

    judge::Breach blamed = breach;
    blamed.clause = finding.verdict == Verdict::flaky
                        ? breach.clause
                        : diagnosis.of_refusal(alone.steps.front(), broken, existing ? ClauseId("operation.create") : breach.clause);
    if (timed_out) {
      hanging_.add(one.clause);
      hanging_.add(blamed.clause);
    }
    if (const Finding* known = context_.book.find(blamed.clause)) {
      context_.book.also(blamed.clause, one.id);
      return known->verdict;
    }
    finding.clause = blamed.clause;
    if (blamed.clause != breach.clause) finding.why = "The request keeps every rule and must be accepted, but it is refused";
    alone.clause = blamed.clause;
    return conclude(alone, blamed, std::move(finding));
  }

  /// If an invalid request found no answer in order because no request by its method does, follows up that instead; then
  /// the verdict on it.
  std::optional<Verdict> blame_method(const Case& one, const Sent& broken) {
    const std::string& method = broken.exchange.sent.method;
    const bool rejects = broken.request.demand == judge::Classification::Demand::reject;
    if (!rejects || !broken.ruling.maybe_noise || method == context_.session.form.method) return std::nullopt;
    Case plain = one;
    plain.clause = "common.method";
    plain.steps = {context_.executor.control_step()};
    plain.steps.front().method = method;
    take_breaches(plain, context_.executor.patiently(plain));
    const Finding* known = context_.book.find(plain.clause);
    return known == nullptr ? std::nullopt : std::optional(known->verdict);
  }

  Verdict write(Finding finding) {
    const Verdict verdict = finding.verdict;
    const bool sporadic = is_sporadic(finding);
    if (sporadic) finding.clause = "operation.create";
    if (context_.book.has(finding.clause))
      context_.book.also(finding.clause, finding.case_id);
    else
      add(std::move(finding));
    if (sporadic) context_.book.absorb("operation.create", [this](const Finding& other) { return is_sporadic(other); });
    return verdict;
  }

  void add(Finding finding) {
    if (finding.clause == ClauseId("product-name.unique")) add_first_creation(finding);
    if (finding.case_id == old_nonce_id) add_first_use(finding);
    if (!refuses_free_names_ && says_taken(finding)) refuses_free_names_ = finding.clause;
    context_.emit(Confirmed{finding});
    context_.book.add(std::move(finding));
  }

  /// Puts in front the creation that the last request of `finding` repeats, if the evidence lacks it. What has been
  /// between the two is not in the evidence then, so that the case is that of names created again much later.
  void add_first_creation(Finding& finding) const {
    if (finding.history.empty() || repeats_a_name(finding.history)) return;
    const Exchange& last = finding.history.back();
    const std::vector<std::string> names = judge::classify(last.sent).names;
    if (names.size() != 1) return;
    for (const Product& product : context_.session.products)
      if (product.account == last.account && product.name == names.front()) {
        finding.history.insert(finding.history.begin(), product.creation);
        if (!is_told_by_name(finding.case_id))
          finding.also.insert(finding.also.begin(), std::exchange(finding.case_id, std::string(again_id)));
        return;
      }
  }

  /// Puts in front the request that used the nonce of the last one first.
  void add_first_use(Finding& finding) const {
    const auto nonce = parameter_of(finding.history.back().sent, "Nonce");
    for (const UsedNonce& used : context_.session.used_nonces.all())
      if (nonce && used.nonce == *nonce) {
        finding.history.insert(finding.history.begin(), used.exchange);
        finding.why += "; it was used " + std::to_string(context_.session.counts.requests - used.requests) +
                       " requests before";
        return;
      }
  }

  Verdict conclude(const Case& one, const judge::Breach& breach, Finding finding) {
    // What a name or a nonce from earlier in the run shows, no other one does.
    const bool taken = breach.clause == ClauseId("error.duplicate-name") ||
                       (breach.clause == ClauseId("product-name.unique") && breach.proof == Proof::certain);
    const bool about_earlier_one = one.id == old_nonce_id || (one.steps.size() == 1 && taken);
    if (finding.verdict != Verdict::flaky && (!about_earlier_one || one.id == again_id))
      shrink(one, breach, finding, about_earlier_one ? Names::kept : Names::simplified);
    return write(std::move(finding));
  }

  /// Every try that hangs costs a whole time-out, so that few are made.
  void shrink(Case one, const judge::Breach& breach, Finding& finding, Names names) {
    const std::size_t most = hanging_.has(breach.clause) ? 4 : effort_of(context_.options.budget).shrink_requests;
    shrinker_.shrink(std::move(one), breach, finding, names, most);
  }

  /// A few more requests about a clause may time out for a known reason, for the others may not; then it is enough.
  void note_time_out(ClauseId clause) {
    constexpr unsigned most = 3;
    if (++time_outs_[clause.index()] >= most) hanging_.add(clause);
  }

  Context& context_;
  Shrinker<Context> shrinker_;
  ClauseSet hanging_;
  Recurrence recurrence_;
  /// Of the first finding about a name refused as existing that is not.
  std::optional<ClauseId> refuses_free_names_;
  std::optional<std::int64_t> sporadic_code_;  ///< that plain requests are refused with now and then
  std::array<unsigned, clause_capacity> time_outs_{};  ///< of requests with a known fault, by clause
};

}  // namespace createproduct::suite
