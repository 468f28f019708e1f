// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>

#include <createproduct/model/codes.hpp>
#include <createproduct/suite/answer_words.hpp>
#include <createproduct/suite/control_search.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/wire/response_codec.hpp>

namespace createproduct::suite {

/// The first requests of a run: is anything accepted, and in which form?
template <class Context>
class ControlPhase {
 public:
  /// Refers to its arguments, which must outlive it.
  ControlPhase(Context& context, Investigation<Context>& investigation) : context_(context), investigation_(investigation) {}

  /// Empty if a form of request was found that is accepted, so that the run can go on; else why nothing is.
  [[nodiscard]] std::string run() {
    context_.emit(PhaseStarted{"control", 1});
    FormSearch search = find_control(context_.session, context_.executor);
    const Case plain = plain_case();
    if (!search.found) return nothing_accepted(plain, search.plainest);
    if (!search.plainest.steps.empty() && accepted_by_now(search.plainest.steps.back())) {
      search.blamed.clear();
      refused_at_first(plain, search.plainest);
    }
    if (context_.session.form.with_common)
      context_.note("requests are accepted only with the common parameters Region, Timestamp and Nonce");
    context_.finish_case(plain, Verdict::pass, 1);
    for (const ClauseId clause : search.blamed) refused_plainest(plain, clause, search.plainest);
    // Three more, so that what only the first answer of a service is like is not taken for the rule.
    Case again = plain;
    again.steps = {context_.executor.control_step()};
    for (int i = 0; i < 3; ++i) {
      context_.executor.control();
      investigation_.take_breaches(again, context_.executor.last_control());
    }
    (void)properties_known();
    return {};
  }

  /// Whether properties are accepted in some form; looks for one on first use, and blames what it finds missing.
  [[nodiscard]] bool properties_known() {
    Session& session = context_.session;
    if (searched_ || !session.form.base.empty()) return !session.form.base.empty();
    searched_ = true;
    const FormSearch search = find_properties(session, context_.executor);
    const Case plainest = properties_case({detail::base_description, detail::base_region}, "product-properties.json",
                                          *context_.executor.control_step().name);
    if (search.found && search.blamed.empty()) investigation_.take_breaches(plainest, search.plainest);
    if (search.plainest.not_sent() != nullptr || (!search.found && !encoding_works())) return search.found;
    for (const ClauseId clause : search.blamed) refused_plainest(plainest, clause, search.plainest);
    return search.found;
  }

  /// Why requests of the second account would show nothing, or an empty text; asks it on first use.
  [[nodiscard]] const std::string& second_account_trouble() {
    if (!second_account_) second_account_ = try_second_account();
    return *second_account_;
  }

 private:
  static bool refuses_credentials(const judge::Ruling& ruling) {
    const bool documented = ruling.module_code && module_code(*ruling.module_code);
    return !documented && ruling.code && *ruling.code >= 4100 && *ruling.code < 4400;
  }

  std::string try_second_account() {
    Case one = plain_case();
    one.steps = {context_.executor.control_step()};
    one.steps.front().second_account = true;
    const Execution execution = context_.executor.past_noise(one);
    if (execution.steps.empty()) return {};
    const judge::Ruling& ruling = execution.steps.back().ruling;
    if (ruling.outcome == judge::Ruling::Outcome::accepted) return {};
    if (ruling.out_of_room) return "the second account is full";
    if (refuses_credentials(ruling) && context_.means.second) blame_signature(*context_.means.second, one, execution);
    if (refuses_credentials(ruling))
      return "the second account's credentials are not accepted: public code " + std::to_string(*ruling.code);
    if (!ruling.maybe_noise) return {};
    // Those of the first account are answered in order; and no network makes a success that says nothing.
    const judge::Answer& answer = execution.steps.back().exchange.answer;
    const bool success = answer.status >= 200 && answer.status < 300;
    if (ruling.outcome == judge::Ruling::Outcome::unknown && success) investigation_.take_breaches(one, execution);
    return "the second account answers no request in order";
  }

  /// Whether the plainest form is accepted after all, though `first` was refused; then it is the form of the run.
  bool accepted_by_now(const Sent& first) {
    const judge::Ruling& ruling = first.ruling;
    if (ruling.outcome != judge::Ruling::Outcome::refused || ruling.maybe_noise || ruling.out_of_room) return false;
    const ControlForm other = std::exchange(context_.session.form, {});
    for (unsigned i = 0; i < later_tries; ++i) {
      if (context_.executor.control() == Executor::Control::accepted) continue;
      context_.session.form = other;
      return false;
    }
    return true;
  }

  /// A valid request that is refused once, as nothing but the first, is a breach that comes and goes.
  void refused_at_first(const Case& plain, const Execution& first) {
    const ClauseId clause = context_.session.authentication_clause(first.steps.back()).value_or(ClauseId("operation.create"));
    const judge::Breach breach{clause, judge::Breach::Proof::repeatable,
                               "The very first request keeps every rule and must be accepted, but it is refused"};
    Finding finding = finding_of(plain, breach, first);
    finding.verdict = Verdict::flaky;
    finding.reproduced = 1;
    finding.attempts = 1 + later_tries;
    investigation_.record(std::move(finding));
  }

  /// Whether a name with a percent sequence is accepted; if not, that is why no properties are, and is blamed.
  bool encoding_works() {
    Case one = plain_case();
    one.clause = "common.encoding";
    one.title = "a letter of the name is percent-encoded";
    one.steps.front().bare = false;
    one.steps.front().name.reset();
    one.steps.front().name_wire = context_.session.form.encoded_name;
    const Execution execution = context_.executor.patiently(one);
    if (execution.steps.empty() || execution.steps.back().ruling.outcome == judge::Ruling::Outcome::accepted) return true;
    refused_plainest(one, one.clause, execution);
    return !context_.book.has(one.clause);
  }

  static Case plain_case() {
    Case plain;
    plain.id = "control";
    plain.phase = "control";
    plain.title = "the plainest valid request is accepted";
    plain.steps.emplace_back();
    plain.steps.back().name = "{fresh}";
    plain.steps.back().bare = true;
    return plain;
  }

  /// Confirms that the plainest form is refused again and again while the accepted form is accepted.
  void refused_plainest(Case plain, ClauseId clause, const Execution& plainest) {
    if (plainest.steps.empty()) return;
    const Sent& refused = plainest.steps.back();
    clause = context_.session.authentication_clause(refused).value_or(clause);
    plain.clause = clause;
    judge::Breach breach{clause, judge::Breach::Proof::repeatable,
                         "The request keeps every rule and must be accepted, but it is refused"};
    Executor::Reproduction reproduction = context_.executor.reproduce(plain, clause, refused.ruling, 0);
    using Kind = Executor::Reproduction::Kind;
    if (reproduction.kind == Kind::inconclusive) context_.book.inconclusive(clause, reproduction.reason);
    if (reproduction.kind != Kind::shown && reproduction.kind != Kind::flaky) return;
    Finding finding = finding_of(plain, breach, plainest);
    finding.reproduced = reproduction.shown;
    finding.attempts = reproduction.tries;
    if (reproduction.kind == Kind::flaky) finding.verdict = Verdict::flaky;
    investigation_.record(std::move(finding));
  }

  std::string nothing_accepted(const Case& plain, const Execution& plainest) {
    if (const auto why = context_.session.exhausted()) return *why;
    if (plainest.steps.empty()) return "no request was sent";
    const Sent& sent = plainest.steps.back();
    const judge::Answer& answer = sent.exchange.answer;
    if (answer.transport != judge::Answer::Transport::answered) return "no answer: " + detail::answer_words(answer);
    const judge::Ruling& ruling = sent.ruling;
    // A server that answers in order but never as the contract says is judged; a wrong address is not.
    if (answer.status < 300 && !ruling.code) judge_strange_answers(plain, sent);
    const bool told = !ruling.maybe_noise && !ruling.out_of_room;
    if (context_.means.first.is_signed && (told || refuses_credentials(ruling)))
      blame_signature(context_.means.first, plain, plainest);
    if (told && context_.book.empty()) blame_spelling(plain, plainest);
    if (!ruling.module_code && !ruling.code)
      return "no answer could be understood as that of CreateProduct, the first had " + detail::answer_words(answer);
    std::string reason = "every request was refused, the plainest one with ";
    reason += ruling.module_code ? "module code " + std::to_string(*ruling.module_code)
                                 : "public code " + std::to_string(*ruling.code);
    const Result<CreateProductResponse> read = wire::parse_response(answer.body);
    reason += detail::quoted_start(read ? read->message : answer.body);
    if (ruling.out_of_room) reason += ": the account is full";
    if (refuses_credentials(ruling))
      reason += context_.means.first.is_signed
                    ? ": the credentials are not accepted; look at the keys, --sign-host and this machine's clock"
                    : std::string(": requests go unsigned, but the target ") + needs_keys;
    return reason;
  }

  /// A target that takes a signature with a known mistake in it, again and again, and not the right one, has the keys: it
  /// is its way to sign that is wrong. Clause: MistakenStamp::clause.
  void blame_signature(const Access& account, const Case& plain, const Execution& plainest) {
    for (const MistakenStamp& mistaken : account.mistaken_stamps) {
      Case one = plain;
      one.steps.front().mistake = mistaken.name;
      if (blame_if_accepted(one, plain, plainest, mistaken.clause,
                            "A request that is signed as documented is refused, but a signature " + mistaken.words +
                                " is accepted"))
        return;
    }
  }

  /// A target that takes the name under another spelling of its parameter, again and again, and not under the documented
  /// one, is up and running: it is what it reads that is wrong. Clause product-name.required.
  void blame_spelling(const Case& plain, const Execution& plainest) {
    for (const char* spelling : {"ProductName", "product_name", "productname", "name"}) {
      Case one = plain;
      one.steps.front().name.reset();
      one.steps.front().extra = {{spelling, "{fresh}"}};
      if (blame_if_accepted(one, plain, plainest, "product-name.required",
                            std::string("A request with productName is refused, but one with ") + spelling +
                                " in its place is accepted"))
        return;
    }
  }

  /// If `wrong` is accepted several times in a row, and `plain` is refused each time in between, that and the refusal in
  /// `plainest` are the evidence of a finding.
  bool blame_if_accepted(const Case& wrong, const Case& plain, const Execution& plainest, ClauseId clause,
                         std::string why) {
    constexpr unsigned tries = 3;
    Execution sample;
    for (unsigned i = 0; i < tries; ++i) {
      sample = context_.executor.patiently(wrong);
      if (sample.steps.empty() || sample.steps.back().ruling.outcome != judge::Ruling::Outcome::accepted) return false;
      const Execution right = context_.executor.patiently(plain);
      if (right.steps.empty() || right.steps.back().ruling.outcome != judge::Ruling::Outcome::refused) return false;
    }
    const judge::Breach breach{clause, judge::Breach::Proof::repeatable, std::move(why)};
    Finding finding = finding_of(plain, breach, plainest);
    finding.history.insert(finding.history.begin(), sample.steps.back().exchange);
    finding.reproduced = finding.attempts = tries;
    investigation_.record(std::move(finding));
    return true;
  }

  /// What every answer to a valid request breaks, if it shows each time, is a finding though nothing was accepted.
  void judge_strange_answers(const Case& plain, const Sent& first) {
    constexpr unsigned tries = 3;
    Execution sample;
    sample.steps.push_back(first);
    for (const judge::Breach& breach : first.ruling.breaches) {
      if (!breach.clause.id().starts_with("response.") || context_.book.has(breach.clause)) continue;
      unsigned shown = 0;
      for (unsigned i = 0; i < tries; ++i) shown += context_.executor.once(plain).broken(breach.clause) != nullptr ? 1U : 0U;
      if (shown != tries) continue;
      Finding finding = finding_of(plain, breach, sample);
      finding.reproduced = shown;
      finding.attempts = tries;
      investigation_.record(std::move(finding));
    }
  }

  static constexpr unsigned later_tries = 2;
  Context& context_;
  Investigation<Context>& investigation_;
  bool searched_ = false;
  std::optional<std::string> second_account_;
};

}  // namespace createproduct::suite
