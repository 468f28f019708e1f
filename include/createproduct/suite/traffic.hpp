// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who judge or replay recordings.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/suite/authentication_refusal.hpp>
#include <createproduct/suite/beside_the_point.hpp>
#include <createproduct/suite/diagnosis.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/finding_book.hpp>
#include <createproduct/suite/linear_order.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/suite/own_rule.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/suite/recorded_evidence.hpp>
#include <createproduct/suite/recorded_features.hpp>
#include <createproduct/suite/run_result.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>

namespace createproduct::suite {

/// What is known of a recording beside what it holds.
struct TrafficOptions {
  std::string description;           ///< for reports
  std::string fresh;                 ///< text in names that nothing but this recording has ever used; may be empty
  std::optional<std::size_t> quota;  ///< of each account, if known
  std::vector<OwnRule> own_rules;    ///< of the user, beside the contract's
  bool others_delete = false;        ///< products may have been deleted by requests that are not in the recording
  /// Looks up the recorded success that created `name` in `account`, for evidence; may be empty.
  std::function<std::optional<Exchange>(const std::string& account, const std::string& name)> find_creation;
};

/// Judges recorded exchanges by the contract, as they come. What one answer proves is a finding; what a run would have
/// to see again counts for as much as the recording repeats it (RecordedEvidence). Names may exist before a recording
/// begins. Memory grows with names and productIDs alone.
class TrafficJudge {
 public:
  /// `sink` (may be empty) gets the events of a run, with a finding for each clause as it becomes certain.
  TrafficJudge(TrafficOptions options, EventSink sink)
      : options_(std::move(options)),
        sink_(std::move(sink)),
        judge_(options_.fresh),
        order_([this](LinearOrder::Entry& entry) { return fits(entry); },
               [this](LinearOrder::Entry& entry) { conclude(entry); }) {
    started_.target = options_.description;
    started_.budget = "recording";
    emit(started_);
  }
  TrafficJudge(const TrafficJudge&) = delete;
  TrafficJudge& operator=(const TrafficJudge&) = delete;

  /// The next exchange of the recording. Its verdict may come later, once those at the same time are there.
  void take(Recorded recorded) {
    Entry entry{std::move(recorded), {}};
    entry.request = classify(entry.recorded);
    order_.take(std::move(entry));
  }

  /// What comes next was recorded for itself: names and ids may be those of before or not. `fresh`: as in the options.
  void next_part(std::string fresh) {
    order_.flush();
    judge_ = judge::Judge(std::move(fresh));
  }

  /// Something has happened that may have changed everything.
  void forget() {
    order_.flush();
    judge_.forget();
  }

  /// Something that belongs into the report.
  void note(std::string text) {
    notes_.push_back(text);
    emit(Note{std::move(text)});
  }

  /// The result, which is also the last event. To be called once.
  RunFinished finish() {
    order_.flush();
    weigh();
    RunFinished out;
    out.started = started_;
    out.findings = book_.ranked();
    for (std::size_t i = 0; i < clause_total(); ++i)
      if (const ClauseId clause = ClauseId::at(i); clause.level() != Level::silent) add_clause(clause, out);
    for (const auto& [index, seen] : choices_) {
      SilenceResult silence{ClauseId::at(index), {}, 0};
      for (const auto& [choice, count] : seen) {
        silence.choice += (silence.choice.empty() ? "" : ", ") + choice;
        silence.seen += count;
      }
      out.silences.push_back(std::move(silence));
    }
    for (std::size_t i = 0; i < module_code_table.size(); ++i)
      out.codes.push_back({module_code_table[i].number, codes_[i]});
    if (unknown_public_codes_ != 0) {
      note(std::to_string(unknown_public_codes_) +
           " refusals carry a public code that the list of public codes does not have");
      out.verdict = judge::raised(out.verdict, Verdict::info);
    }
    for (const auto& [why, count] : set_aside_)
      note(std::to_string(count) + (count == 1 ? " exchange was" : " exchanges were") + " not judged: " + why);
    if (noise_ != 0)
      note(std::to_string(noise_) + " of " + std::to_string(judged_) +
           " answers were lost, unreadable, internal errors or asked to slow down");
    detail::conclude(out, accepted_ != 0);
    if (accepted_ == 0 && out.reason.empty()) out.reason = "no recorded request was accepted";
    out.notes = notes_;
    out.requests = judged_;
    out.created = out.accepted = accepted_;
    out.refused = refused_;
    out.unanswered = unanswered_;
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    emit(out);
    return out;
  }

 private:
  using Outcome = judge::Ruling::Outcome;
  using Answered = Recorded::Answered;
  using Entry = LinearOrder::Entry;
  using Weight = RecordedEvidence::Weight;

  void emit(const Event& event) const {
    if (sink_) sink_(event);
  }

  [[nodiscard]] Operation operation(const Recorded& recorded) const {
    const Operation one = operation_of(recorded.exchange.sent);
    // The kit's own cases send other actions to see them refused.
    return one == Operation::other && !recorded.case_id.empty() ? Operation::create : one;
  }

  /// Whether what came back is right in the present state, as far as names go.
  [[nodiscard]] bool fits(Entry& entry) {
    if (entry.recorded.answered != Answered::known || operation(entry.recorded) != Operation::create) return true;
    if (entry.request.names.size() != 1) return true;
    if (!entry.answer) {
      entry.answer = std::make_unique<judge::AnswerReading>();
      const judge::Answer& came = entry.recorded.exchange.answer;
      if (came.transport == judge::Answer::Transport::answered) judge::read_answer(came.body, *entry.answer);
    }
    const judge::AnswerReading& answer = *entry.answer;
    judge::Account& account = judge_.account(entry.recorded.exchange.account);
    if (answer.module_number == static_cast<std::int64_t>(ModuleCode::over_quota))
      return !account.quota || account.beyond_quota();
    const judge::Presence presence = account.presence(entry.request.names.front());
    if (answer.has_product_id()) return presence != judge::Presence::present;
    if (answer.module_number == static_cast<std::int64_t>(ModuleCode::duplicate_name))
      return presence != judge::Presence::absent;
    // Whatever the code, what is refused though it keeps every rule may have come after the one that was accepted.
    const bool refused_by_number = answer.module_number.value_or(0) != 0;
    return !refused_by_number || entry.request.demand != judge::Classification::Demand::accept ||
           presence == judge::Presence::present;
  }

  void conclude(Entry& entry) {
    if (entry.recorded.life > life_) {
      life_ = entry.recorded.life;
      judge_.forget();
    }
    const Operation asked = operation(entry.recorded);
    if (asked == Operation::create) return create(entry);
    ++set_aside_[entry.recorded.answered == Answered::unasked ? "no answer is recorded"
                 : asked == Operation::remove                 ? "they are DeleteProduct"
                                                              : "they are other operations"];
    // Another operation may delete the product that any of its parameters names, or give it another name.
    const wire::WireRequest& sent = entry.recorded.exchange.sent;
    const bool may_change = asked == Operation::other && may_change_products(sent);
    judge::Account& account = judge_.account(entry.recorded.exchange.account);
    bool named = false;
    for (const std::string_view text : {std::string_view(sent.query), std::string_view(sent.body)})
      for (const wire::FormField& field : wire::split_form(text)) {
        const std::string value = wire::percent_decoded(field.value).bytes;
        named = judge_.may_be_deleted(value) || account.has_seen(value) || named;
        account.deleted(value, false);
        if (may_change && is_product_name(value)) account.in_doubt_instead(value);
      }
    if (const auto name = parameter_of(sent, "productName")) account.in_doubt_instead(*name);
    // Which products it is about is told in a way that is not known here.
    if (may_change && !named) judge_.forget();
  }

  void create(Entry& entry) {
    Recorded& recorded = entry.recorded;
    Exchange& exchange = recorded.exchange;
    if (exchange.answer.transport == judge::Answer::Transport::not_sent) {
      ++set_aside_["the target takes no such request"];
      return;
    }
    // Whether it came to anything, or was sent at all, is not known.
    if (recorded.answered != Answered::known) exchange.answer.transport = judge::Answer::Transport::closed;
    judge::Account& account = judge_.account(exchange.account);
    if (options_.quota) account.quota = options_.quota;
    // What a refusal of a valid request is blamed on is for all of them to tell, and not for the case it stems from.
    const bool valid = entry.request.demand == judge::Classification::Demand::accept;
    const bool about_refused_name = recorded.clause == ClauseId("product-name.free-after-refusal");
    const ClauseId about = valid && !about_refused_name ? ClauseId("operation.create") : recorded.clause;
    const bool exists = entry.request.names.size() == 1 &&
                        account.presence(entry.request.names.front()) == judge::Presence::present;
    judge::Ruling ruling =
        entry.answer ? judge_.rule(exchange.account, entry.request, exchange.answer, *entry.answer, about)
                     : judge_.rule(exchange.account, entry.request, exchange.answer, about);
    authentication_.note(entry.request, ruling);
    apply(options_.own_rules, exchange, ruling);
    if (recorded.answered != Answered::known) {
      ++set_aside_[recorded.answered == Answered::unasked ? "no answer is recorded"
                                                          : "what came of them is not recorded"];
      return;
    }
    if (const std::string_view why = beside_the_point(recorded, ruling); !why.empty()) {
      ++set_aside_[std::string(why)];
      return;
    }
    if (valid && ruling.outcome == Outcome::accepted && recorded.clause.level() == Level::linked)
      ruling.checked.add(recorded.clause);
    count(ruling);
    const RequestKind kind = kind_of(exchange.sent, entry.request, exists);
    std::size_t& epoch = epochs_[exchange.account];
    bool repeatable = false;
    const bool turned_away = valid && ruling.outcome != Outcome::accepted;
    const bool accepted = valid && ruling.outcome == Outcome::accepted;
    const Features features = accepted || !ruling.breaches.empty() ? features_of(exchange.sent) : Features();
    if (accepted) evidence_.accepted(features);
    const bool wrongly_accepted =
        entry.request.demand == judge::Classification::Demand::reject && ruling.outcome == Outcome::accepted;
    for (const judge::Breach& breach : ruling.breaches) {
      // A request with several defects that is accepted shows only that one of them is let through.
      if (wrongly_accepted && &breach != &ruling.breaches.front() && entry.request.broken.size() > 1) continue;
      judge::Breach blamed = breach;
      if (breach.proof == judge::Breach::Proof::certain) {
        const bool decoded = breach.clause == ClauseId("product-name.alphabet") && wrongly_accepted &&
                             !book_.has(breach.clause) && Diagnosis::decoded_wrongly(exchange.answer, entry.request);
        if (decoded) blamed.clause = "common.encoding";
        found(blamed, recorded, entry.request);
        continue;
      }
      repeatable = true;
      const bool taken = ruling.module_code == static_cast<std::int64_t>(ModuleCode::duplicate_name);
      if (turned_away && about_refused_name && breach.clause == recorded.clause && !taken)
        blamed.clause = "operation.create";
      // Of a valid request that is turned away, the form of the refusal is beside the point.
      if (turned_away && &breach != &ruling.breaches.front() && breach.clause == ClauseId("response.message.format")) continue;
      if (const auto clause = authentication_.clause(exchange.is_signed, ruling, entry.request.demand);
          clause && ruling.outcome == Outcome::refused)
        blamed.clause = recorded.clause.id().starts_with("common.") ? recorded.clause : *clause;
      evidence_.broke(kind, blamed, ruling.maybe_noise, epoch, recorded, entry.request, features);
    }
    if (!repeatable) evidence_.held(kind);
    if (ruling.outcome != Outcome::accepted) return;
    ++epoch;
    if (options_.others_delete)
      for (const std::string& name : entry.request.names) account.deleted(name, false);
  }

  void count(const judge::Ruling& ruling) {
    ++judged_;
    switch (ruling.outcome) {
      case Outcome::accepted: ++accepted_; break;
      case Outcome::refused: ++refused_; break;
      case Outcome::unknown: ++unanswered_; break;
    }
    evidence_.count_answer(ruling.maybe_noise);
    if (ruling.maybe_noise) ++noise_;
    for (std::size_t i = 0; i < module_code_table.size(); ++i)
      if (ruling.module_code == module_code_table[i].number) ++codes_[i];
    ruling.checked.for_each([this](ClauseId clause) { ++checks_[clause.index()]; });
    for (const judge::Choice& choice : ruling.choices) ++choices_[choice.silence.index()][std::string(choice.choice)];
    if (ruling.unknown_public_code) ++unknown_public_codes_;
  }

  /// A breach that needs no repetition.
  void found(const judge::Breach& breach, const Recorded& recorded, const judge::Classification& request) {
    if (book_.has(breach.clause)) {
      if (Finding* known = book_.find(breach.clause); known->also.size() < most_places)
        book_.also(breach.clause, name_of(recorded));
      return;
    }
    Finding finding;
    finding.clause = breach.clause;
    finding.verdict = breach.clause.level() == Level::example ? Verdict::warn : Verdict::fail;
    finding.case_id = name_of(recorded);
    finding.why = breach.why;
    if (breach.clause == ClauseId("product-name.unique") && options_.find_creation && request.names.size() == 1)
      if (auto earlier = options_.find_creation(recorded.exchange.account, request.names.front()))
        finding.history.push_back(*std::move(earlier));
    finding.history.push_back(recorded.exchange);
    add(std::move(finding));
  }

  void add(Finding finding) {
    emit(Suspected{finding});
    emit(Confirmed{finding});
    book_.add(std::move(finding));
  }

  /// Makes findings of what the recording repeats often enough, and notes what it does not.
  void weigh() {
    // Without a success nothing was put to the test.
    if (accepted_ == 0) return;
    explain_refusals();
    for (const Weight wanted : {Weight::proof, Weight::flaky, Weight::too_few})
      for (const RecordedEvidence::Tally& tally : evidence_.tallies())
        if (!is_explained(tally) && evidence_.weight(tally) == wanted)
          conclude(tally, blamed(tally), wanted, evidence_.held(tally));
  }

  /// `held`: how many answers to such requests broke nothing.
  void conclude(const RecordedEvidence::Tally& tally, ClauseId clause, Weight weight, std::size_t held) {
    if (book_.has(clause)) return;
    if (weight == Weight::too_few) {
      book_.inconclusive(clause, "it looks broken (" + tally.name + "), but " +
                                     std::to_string(RecordedEvidence::enough) +
                                     " such answers, with successes in between, would be needed");
      return;
    }
    Finding finding;
    finding.clause = clause;
    finding.verdict = clause.level() == Level::example ? Verdict::warn
                      : weight == Weight::proof        ? Verdict::fail
                                                       : Verdict::flaky;
    finding.case_id = tally.name;
    finding.also = tally.also;
    finding.why = tally.breach.why;
    finding.history = {tally.sample};
    finding.reproduced = static_cast<unsigned>(tally.broken);
    finding.attempts = static_cast<unsigned>(tally.broken + held);
    add(std::move(finding));
  }

  [[nodiscard]] static bool refuses_valid(const RecordedEvidence::Tally& tally) {
    return tally.breach.clause == ClauseId("operation.create");
  }

  /// Whether valid requests were refused without a module code, perhaps since their names existed.
  [[nodiscard]] static bool is_wordy(const RecordedEvidence::Tally& tally) {
    return tally.valid && tally.breach.clause == ClauseId("response.message.format");
  }

  /// Finds what valid requests have in common that were refused, and no accepted request has: the fewest features that
  /// account for the refusals, those of the most refusals first.
  void explain_refusals() {
    const std::vector<RecordedEvidence::Tally>& tallies = evidence_.tallies();
    std::vector<bool> left(tallies.size());
    for (std::size_t i = 0; i < tallies.size(); ++i)
      left[i] = tallies[i].fine && evidence_.weight(tallies[i]) != Weight::noise &&
                (refuses_valid(tallies[i]) || is_wordy(tallies[i]));
    for (;;) {
      std::array<std::size_t, Features().size()> broken{};
      for (std::size_t i = 0; i < tallies.size(); ++i)
        for (std::size_t f = 0; left[i] && f < broken.size(); ++f)
          if (evidence_.suspicious(tallies[i])[f]) broken[f] += tallies[i].separate;
      // Of features that account for as much, the first: those of the whole request stand before those of its parts.
      const auto best = std::max_element(broken.begin(), broken.end());
      if (*best < RecordedEvidence::enough) return;
      const auto feature = static_cast<std::size_t>(best - broken.begin());
      explained_.set(feature);
      std::optional<RecordedEvidence::Tally> all;
      for (std::size_t i = 0; i < tallies.size(); ++i) {
        if (!left[i] || !evidence_.suspicious(tallies[i])[feature]) continue;
        left[i] = false;
        explained_refusals_[tallies[i].coarse] += tallies[i].broken;
        if (!all)
          all = tallies[i];
        else
          all->broken += tallies[i].broken;
        if (all->name != tallies[i].name && all->also.size() < most_places) all->also.push_back(tallies[i].name);
      }
      if (is_wordy(*all)) all->breach.why = "The request keeps every rule and must be accepted, but it is refused";
      conclude(*all, clause_of(feature), Weight::proof, 0);
    }
  }

  /// Whether what broke a clause is a consequence of a feature that valid requests are refused for.
  [[nodiscard]] bool is_explained(const RecordedEvidence::Tally& tally) const {
    if ((tally.features & explained_).any()) return true;
    if (tally.fine || !(refuses_valid(tally) || is_wordy(tally))) return false;
    const auto known = explained_refusals_.find(tally.kind);
    return known != explained_refusals_.end() && known->second >= tally.broken;
  }

  /// The clause that refusals of valid requests break: the one that they all put to the test and that no answer has
  /// kept, if there is only one.
  [[nodiscard]] ClauseId blamed(const RecordedEvidence::Tally& tally) const {
    if (!refuses_valid(tally)) return tally.breach.clause;
    ClauseSet never_kept;
    tally.exercised.for_each([&](ClauseId clause) {
      if (checks_[clause.index()] == 0) never_kept.add(clause);
    });
    return never_kept.size() == 1 ? never_kept.first() : tally.breach.clause;
  }

  void add_clause(ClauseId clause, RunFinished& out) {
    ClauseResult result;
    result.clause = clause;
    result.checks = checks_[clause.index()];
    if (const Finding* finding = book_.find(clause)) {
      result.verdict = finding->verdict;
    } else if (!book_.inconclusive_reason(clause).empty()) {
      result.verdict = Verdict::inconclusive;
      result.reason = book_.inconclusive_reason(clause);
      if (out.reason.empty()) out.reason = std::string(clause.id()) + " could not be decided: " + result.reason;
    } else if (result.checks != 0 && accepted_ != 0) {
      result.verdict = Verdict::pass;
    } else {
      result.reason = !clause.observable() ? std::string(clause.get().unobservable)
                      : accepted_ == 0     ? "no recorded request was accepted"
                                           : "no recorded answer put it to the test";
    }
    out.verdict = judge::raised(out.verdict, result.verdict);
    out.clauses.push_back(std::move(result));
  }

  static constexpr std::size_t most_places = 10;

  TrafficOptions options_;
  EventSink sink_;
  judge::Judge judge_;
  std::size_t life_ = 0;
  LinearOrder order_;
  RecordedEvidence evidence_;
  AuthenticationRefusals authentication_;
  Features explained_;                                        ///< that valid requests are refused for
  std::map<std::uint64_t, std::size_t> explained_refusals_;  ///< how many, by coarse kind
  FindingBook book_;
  RunStarted started_;
  std::vector<std::string> notes_;
  std::map<std::string, std::size_t> set_aside_;         ///< why, and how many
  std::unordered_map<std::string, std::size_t> epochs_;  ///< successes so far, by account
  std::array<std::size_t, module_code_table.size()> codes_{};
  std::array<std::size_t, clause_capacity> checks_{};
  std::map<std::size_t, std::map<std::string, std::size_t>> choices_;  ///< by clause index
  std::size_t judged_ = 0, accepted_ = 0, refused_ = 0, unanswered_ = 0, noise_ = 0, unknown_public_codes_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace createproduct::suite
