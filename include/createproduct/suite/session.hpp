// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/suite/answer_words.hpp>
#include <createproduct/suite/at_once.hpp>
#include <createproduct/suite/authentication_refusal.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/fresh_names.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/order_by_rank.hpp>
#include <createproduct/suite/own_rule.hpp>
#include <createproduct/suite/product.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/suite/step_request.hpp>
#include <createproduct/suite/template_text.hpp>
#include <createproduct/suite/used_nonces.hpp>
#include <createproduct/wire/form.hpp>

namespace createproduct::suite {

/// One request of a case after it was sent and judged.
struct Sent {
  Exchange exchange;              ///< what was sent and what came back
  judge::Classification request;  ///< what the contract demands in answer to it
  judge::Ruling ruling;           ///< what is to be said of the answer
};

/// Sends requests within the limits of a run, has the answers judged, and keeps the counts. Knows nothing of cases'
/// order or of what a breach leads to.
class Session {
 public:
  /// Refers to its arguments, which must outlive it. The time of the run begins.
  Session(const Means& means, const Options& options)
      : judge(options.salt + options.shard.letters()),
        names(options.salt + options.shard.letters()),
        means_(means),
        options_(options),
        started_(now()),
        started_at_(system_now()),
        short_names_(options.seed ^ draft::seed_of(names.salt())),
        nonces_(draft::seed_of(names.salt()) ^
                static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count())) {
    judge.account(first_account).quota = options.quota;
  }

  static inline const std::string first_account = "first";    ///< what events and ledgers call it
  static inline const std::string second_account = "second";  ///< what events and ledgers call it

  judge::Judge judge;  ///< the models of the accounts
  FreshNames names;    ///< of the run
  ControlForm form;    ///< how control requests look
  AuthenticationRefusals authentication;  ///< what the target's refusals speak of

  /// What a session has sent and been answered.
  struct Counts {
    std::size_t requests = 0;    ///< sent, of any kind
    std::size_t timed_out = 0;   ///< whose answers did not come in time
    std::size_t created = 0;     ///< products that answers told of
    std::size_t accepted = 0;    ///< answers that said success
    std::size_t refused = 0;     ///< answers that said a refusal
    std::size_t unanswered = 0;  ///< no answer, or none that says either
    std::size_t noise = 0;       ///< answers that right services give, too, now and then
  };
  Counts counts;           ///< so far
  std::string last_noise;  ///< the latest answer that counts as noise, in a few words
  /// How often each code was answered, by row of module_code_table.
  std::array<std::size_t, module_code_table.size()> codes{};
  std::array<std::size_t, clause_capacity> checks{};  ///< how many answers decided something, by clause index
  /// By clause index: what was chosen on silent points, and how often.
  std::array<std::map<std::string, std::size_t>, clause_capacity> choices;
  std::size_t unknown_public_codes = 0;  ///< refusals with a code that the list of public codes does not have

  std::vector<Product> products;  ///< that answers told of, in the order of their creation
  UsedNonces used_nonces;         ///< by the first account

  static constexpr std::size_t most_timed_out = 60;    ///< requests that may time out, while they are a tenth of all
  static constexpr std::size_t most_unreachable = 16;  ///< in a row; with the pauses in between, time to restart

  /// As it was given.
  [[nodiscard]] const Means& means() const noexcept { return means_; }

  /// As it was given.
  [[nodiscard]] const Options& options() const noexcept { return options_; }

  /// Since the run began.
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(now() - started_).count();
  }

  /// Why no more requests may be sent, or nothing. May be called while send() is called from other threads.
  [[nodiscard]] std::optional<std::string> exhausted() const {
    const std::scoped_lock lock(mutex_);
    if (means_.interrupted && means_.interrupted()) return "the run was interrupted";
    if (std::string why = failure(); !why.empty()) return why;
    // Some get lost in any network; what hangs is a good part of the whole.
    if (counts.timed_out >= most_timed_out && counts.timed_out * 10 >= counts.requests) return "too many requests timed out";
    if (unreachable_in_a_row_ >= most_unreachable) return "the target cannot be reached any more: " + unreachable_why_;
    if (options_.max_requests != 0 && counts.requests >= options_.max_requests) return "--max-requests was reached";
    if (options_.max_time.count() != 0 && seconds() * 1000 >= static_cast<double>(options_.max_time.count()))
      return "--max-time was reached";
    // Any request may create something, be it right or not.
    if (creations_left() == 0) return "--max-creations was reached";
    return std::nullopt;
  }

  /// Why nothing further can be learnt from the target, or an empty text.
  [[nodiscard]] std::string failure() const { return means_.failure ? means_.failure() : std::string(); }

  /// The clause that an answer speaks of if it refuses a signed request as not authentic.
  [[nodiscard]] std::optional<ClauseId> authentication_clause(const Sent& refused) const {
    return authentication.clause(refused.exchange.is_signed, refused.ruling, refused.request.demand);
  }

  /// How often the target has begun anew.
  [[nodiscard]] std::size_t lives() const noexcept { return lives_; }

  /// By Means::now.
  [[nodiscard]] std::chrono::steady_clock::time_point now() const {
    return means_.now ? means_.now() : std::chrono::steady_clock::now();
  }

  /// How many requests may still be sent.
  [[nodiscard]] std::size_t requests_left() const noexcept {
    if (options_.max_requests == 0) return static_cast<std::size_t>(-1);
    return options_.max_requests - std::min(options_.max_requests, counts.requests);
  }

  /// How many requests that may have created a product had no answer, or one that does not tell.
  [[nodiscard]] std::size_t doubtful_creations() const noexcept { return in_doubt_; }

  /// How many products may still be created.
  [[nodiscard]] std::size_t creations_left() const noexcept {
    if (options_.max_creations == 0) return static_cast<std::size_t>(-1);
    return options_.max_creations - std::min(options_.max_creations, counts.created + in_doubt_);
  }

  /// Waits less for answers from now on, though much longer than any answer has taken: each request that hangs costs
  /// the whole time. With `usual`, waits as at the start again.
  void wait_less(bool usual = false) const {
    if (!means_.limit_wait) return;
    const auto least = std::chrono::milliseconds(500);
    const auto enough = std::chrono::ceil<std::chrono::milliseconds>(20 * slowest_);
    means_.limit_wait(usual ? std::chrono::milliseconds(0) : std::max(least, enough));
  }

  /// Spreads the requests from now on, more with every call; the gap closes again slowly.
  void slow_down() noexcept { gap_seconds_ = std::min(std::max(gap_seconds_ * 1.5, 0.02), 0.25); }

  /// By Means::sleep.
  void pause(std::chrono::milliseconds time) const {
    if (means_.sleep)
      means_.sleep(time);
    else
      std::this_thread::sleep_for(time);
  }

  /// Values for one execution of a case.
  [[nodiscard]] TemplateValues values(std::string fresh) {
    const auto now = system_now().time_since_epoch();
    return {std::move(fresh), &form.base, std::chrono::duration_cast<std::chrono::seconds>(now).count(),
            short_names_.next(), 1 + nonces_.below(2147483647), ++executions_};
  }

  /// The request that a step stands for, unstamped.
  [[nodiscard]] wire::RawRequest request_of(const Step& step, const TemplateValues& values) const {
    return step_request(step, values, form);
  }

  /// Sends one step, on the connection of `lane`, and has the answer judged. May be called from several threads, each
  /// with a lane of its own; lane 0 is the first connection. `case_id` is for recordings.
  Sent send(const Step& step, const TemplateValues& values, ClauseId exercised, std::size_t lane = 0,
            std::string_view case_id = {}) {
    Sent sent = prepare(step, values, exercised);
    std::unique_lock lock(mutex_);
    announce(sent, step);
    keep_rate(1);
    ++counts.requests;
    const Send anew = step.new_connection && means_.connect ? means_.connect() : Send();
    lock.unlock();
    const auto begin = now();
    const Send& connection = anew ? anew : lane == 0 ? means_.send : connections_[lane - 1];
    sent.exchange.answer = connection(sent.exchange.sent);
    const auto end = now();
    const auto taken = end - begin;
    judge::AnswerReading reading;
    read(sent.exchange.answer, reading);
    lock.lock();
    if (sent.exchange.answer.transport == judge::Answer::Transport::timed_out) {
      ++counts.timed_out;
    } else {
      slowest_ = std::max(slowest_, taken);
      quickest_ = quickest_.count() == 0 ? taken : std::min(quickest_, taken);
    }
    conclude(sent, reading, exercised);
    record(sent.exchange, begin, end, {case_id, exercised, &step, values.execution, values.fresh});
    return sent;
  }

  /// Sends a request that is no part of any case, stamped for the account. Nothing is judged. May be called as send()
  /// may.
  judge::Answer ask(wire::RawRequest request, const std::string& account, std::size_t lane = 0) {
    std::unique_lock lock(mutex_);
    const Access& access = account == second_account && means_.second ? *means_.second : means_.first;
    if (access.stamp) request = stamped(access.stamp, std::move(request));
    const wire::WireRequest text = wire::encode(request);
    keep_rate(1);
    ++counts.requests;
    lock.unlock();
    const auto begin = now();
    judge::Answer answer = lane == 0 ? means_.send(text) : connections_[lane - 1](text);
    if (means_.recorder) {
      lock.lock();
      record({account, text, access.is_signed, answer}, begin, now(), {});
    }
    return answer;
  }

  /// The least time that an answer took so far.
  [[nodiscard]] std::chrono::steady_clock::duration quickest() const noexcept { return quickest_; }

  /// The account that `step` is for.
  [[nodiscard]] const Access& access_of(const Step& step) const noexcept {
    return step.second_account && means_.second ? *means_.second : means_.first;
  }

  /// Makes sure that there are connections for `count` lanes. Precondition: means().connect is set, or count is 1.
  void open_lanes(std::size_t count) {
    while (connections_.size() + 1 < count) connections_.push_back(means_.connect());
  }

  /// Sends steps at the same time, one connection each, and has the answers judged as if those that were accepted had
  /// come first, which some order of the requests explains. With `one_nonce` the first of them has used it for all others;
  /// without a success, the answer of the one that used it got lost.
  /// Precondition: means().connect is set.
  std::vector<Sent> send_together(const std::vector<std::pair<Step, TemplateValues>>& steps, ClauseId exercised,
                                  std::string_view case_id = {}, bool one_nonce = false) {
    std::vector<Sent> all;
    for (const auto& [step, values] : steps) {
      all.push_back(prepare(step, values, exercised));
      announce(all.back(), step);
    }
    open_lanes(all.size() + 1);
    keep_rate(all.size());
    counts.requests += all.size();
    // Spinning, for threads that sleep at a barrier wake one after the other.
    std::atomic<std::size_t> waiting{all.size()};
    std::vector<std::pair<Time, Time>> times(all.size());
    at_once(all.size(), [&](std::size_t i) {
      --waiting;
      while (waiting != 0) std::this_thread::yield();
      times[i].first = now();
      all[i].exchange.answer = connections_[i](all[i].exchange.sent);
      times[i].second = now();
    });
    bool used = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      Step step = steps[i].first;
      if (one_nonce && (used || !tells_of_product(all[i]))) {
        step.not_authentic = true;
        judge::demand_authentication_failure(all[i].request, exercised);
      } else {
        used = true;
      }
      record(all[i].exchange, times[i].first, times[i].second,
             {case_id, exercised, &step, steps.front().second.execution, steps[i].second.fresh, true});
    }
    // Answers that leave it open come second: they may have been successes too.
    order_by_rank(all, [](const Sent& sent) -> std::size_t {
      judge::AnswerReading reading;
      judge::read_answer(sent.exchange.answer.body, reading);
      if (reading.has_product_id()) return 0;
      return reading.module_number && *reading.module_number != static_cast<std::int64_t>(ModuleCode::internal_error) ? 2 : 1;
    });
    const std::string& method = all.front().exchange.sent.method;
    ClauseSet uncounted;  // whether the one that succeeds came by GET or by POST is chance
    for (const Sent& sent : all)
      if (sent.exchange.sent.method != method) uncounted.add("common.method");
    for (Sent& sent : all) {
      judge::AnswerReading reading;
      read(sent.exchange.answer, reading);
      conclude(sent, reading, exercised, uncounted);
    }
    return all;
  }

 private:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::size_t least_fresh = 8;  ///< bytes of an id that is not some number which a name may be, too

  [[nodiscard]] static bool tells_of_product(const Sent& sent) {
    judge::AnswerReading reading;
    read(sent.exchange.answer, reading);
    return reading.has_product_id();
  }

  /// What an exchange belongs to.
  struct Origin {
    std::string_view case_id{};
    ClauseId clause = "operation.create";
    const Step* step = nullptr;
    std::uint64_t execution = 0;
    std::string_view fresh{};
    bool together = false;
  };

  void record(const Exchange& exchange, Time begin, Time end, const Origin& origin) const {
    if (!means_.recorder) return;
    Recorded recorded;
    recorded.exchange = exchange;
    recorded.start = unix_seconds(begin);
    recorded.end = unix_seconds(end);
    recorded.life = lives_;
    recorded.case_id = origin.case_id;
    recorded.clause = origin.clause;
    if (origin.step != nullptr) recorded.step.emplace(*origin.step);
    recorded.execution = origin.execution;
    recorded.fresh = origin.fresh;
    recorded.together = origin.together;
    means_.recorder(recorded);
  }

  [[nodiscard]] double unix_seconds(Time time) const {
    return std::chrono::duration<double>(started_at_.time_since_epoch() + (time - started_)).count();
  }

  [[nodiscard]] std::chrono::system_clock::time_point system_now() const {
    return means_.clock ? means_.clock() : std::chrono::system_clock::now();
  }

  /// Whether the name of a step is the fresh name in characters in which the salt cannot be recognised.
  [[nodiscard]] static bool spells_fresh_name(const Step& step) {
    for (const char* spelling : {"{digits", "{specials", "{mac}", "{last-id}"})
      if (step.name && step.name->find(spelling) != std::string::npos) return true;
    return false;
  }

  /// The request of a step, ready to travel. Needs no lock.
  [[nodiscard]] Sent prepare(const Step& step, const TemplateValues& values, ClauseId exercised) {
    wire::RawRequest raw = request_of(step, values);
    const Access& access = access_of(step);
    const Stamp& stamp = stamp_of(access, step);
    const bool is_stamped = stamp && step.signing != Step::Signing::none;
    if (is_stamped) raw = stamped(stamp, std::move(raw));
    change_stamped(raw, step, values);

    Sent sent;
    sent.exchange.account = step.second_account ? second_account : first_account;
    sent.exchange.sent = wire::encode(raw);
    sent.exchange.is_signed = is_stamped && access.is_signed;
    sent.request = judge::classify(sent.exchange.sent);
    if (sent.exchange.is_signed) judge::doubt_signature(sent.request, sent.exchange.sent);
    if (step.not_authentic) judge::demand_authentication_failure(sent.request, exercised);
    return sent;
  }

  [[nodiscard]] static const Stamp& stamp_of(const Access& access, const Step& step) {
    if (step.signing == Step::Signing::by_other_method) return access.mismatched_stamp;
    if (step.signing == Step::Signing::without_method) return access.methodless_stamp;
    for (const MistakenStamp& mistaken : access.mistaken_stamps)
      if (mistaken.name == step.mistake) return mistaken.stamp;
    return access.stamp;
  }

  /// Stamps are called one at a time, whoever made them.
  [[nodiscard]] wire::RawRequest stamped(const Stamp& stamp, wire::RawRequest request) {
    const std::scoped_lock lock(stamp_mutex_);
    return stamp(std::move(request), form.with_common);
  }

  /// Tells the model and the ledger what a request that is about to leave may create.
  void announce(const Sent& sent, const Step& step) {
    if (spells_fresh_name(step))
      for (const std::string& name : sent.request.names)
        if (name.size() >= least_fresh) judge.account(sent.exchange.account).known_fresh(name);
    const bool may_create = sent.request.demand != judge::Classification::Demand::reject;
    if (means_.ledger && may_create)
      for (const std::string& name : sent.request.names) means_.ledger(in_doubt(sent.exchange.account, name));
  }

  static void read(const judge::Answer& answer, judge::AnswerReading& out) {
    if (answer.transport == judge::Answer::Transport::answered) judge::read_answer(answer.body, out);
  }

  void conclude(Sent& sent, const judge::AnswerReading& reading, ClauseId exercised, const ClauseSet& uncounted = {}) {
    const judge::Answer& answer = sent.exchange.answer;
    if (answer.transport == judge::Answer::Transport::not_sent) {
      --counts.requests;
      return;
    }
    const std::size_t lives = means_.lives ? means_.lives() : 0;
    if (std::exchange(lives_, lives) != lives) {
      judge.forget();
      used_nonces.forget();
    }
    const bool unreachable = answer.transport == judge::Answer::Transport::unreachable;
    unreachable_in_a_row_ = unreachable ? unreachable_in_a_row_ + 1 : 0;
    if (unreachable) unreachable_why_ = answer.detail;
    sent.ruling = judge.rule(sent.exchange.account, sent.request, answer, reading, exercised);
    authentication.note(sent.request, sent.ruling);
    apply(means_.own_rules, sent.exchange, sent.ruling);
    take_count(sent, reading, uncounted);
  }

  /// Waits for the turn of `count` requests that are sent at once.
  void keep_rate(std::size_t count) {
    double least = options_.rate > 0 ? 1 / options_.rate : 0;
    least = std::max(least, gap_seconds_) * static_cast<double>(count);
    if (least <= 0) return;
    const auto gap = std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(least));
    const auto turn = now();
    if (turn < next_send_) pause(std::chrono::ceil<std::chrono::milliseconds>(next_send_ - turn));
    next_send_ = std::max(turn, next_send_) + gap;
    gap_seconds_ *= 0.98;
  }

  void take_count(const Sent& sent, const judge::AnswerReading& reading, const ClauseSet& uncounted) {
    using Outcome = judge::Ruling::Outcome;
    const judge::Ruling& ruling = sent.ruling;
    switch (ruling.outcome) {
      case Outcome::accepted: ++counts.accepted; break;
      case Outcome::refused: ++counts.refused; break;
      case Outcome::unknown: ++counts.unanswered; break;
    }
    if (ruling.maybe_noise) {
      ++counts.noise;
      last_noise = detail::answer_words(sent.exchange.answer);
    }
    if (in_doubt(sent)) {
      const bool may_create = sent.request.demand != judge::Classification::Demand::reject;
      if (may_create) ++in_doubt_;
      if (!may_create && means_.ledger)
        for (const std::string& name : sent.request.names) means_.ledger(in_doubt(sent.exchange.account, name));
    }
    for (std::size_t i = 0; i < module_code_table.size(); ++i)
      if (ruling.module_code == module_code_table[i].number) ++codes[i];
    ruling.checked.for_each([&](ClauseId clause) {
      if (!uncounted.has(clause)) ++checks[clause.index()];
    });
    for (const judge::Choice& choice : ruling.choices) ++choices[choice.silence.index()][std::string(choice.choice)];
    if (ruling.unknown_public_code) ++unknown_public_codes;
    if (ruling.outcome != Outcome::accepted) return;
    ++counts.created;
    if (sent.exchange.account == first_account) used_nonces.note(sent.exchange, counts.requests);
    const std::string name = sent.request.names.empty() ? std::string() : sent.request.names.front();
    const bool regular =
        sent.request.demand == judge::Classification::Demand::accept && ruling.breaches.empty();
    products.push_back({sent.exchange.account, name, reading.has_product_id() ? reading.product_id->text : "",
                        is_salted(name), regular, sent.exchange});
    if (means_.ledger)
      means_.ledger({LedgerEntry::State::created, sent.exchange.account, name, products.back().id, is_salted(name)});
  }

  /// Whether `name` holds the salt, in whatever case.
  [[nodiscard]] bool is_salted(std::string_view name) const {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
    const std::string& salt = names.salt();
    return std::search(name.begin(), name.end(), salt.begin(), salt.end(), same) != name.end();
  }

  [[nodiscard]] LedgerEntry in_doubt(const std::string& account, const std::string& name) const {
    return {LedgerEntry::State::in_doubt, account, name, {}, is_salted(name)};
  }

  /// Whether the answer leaves it open if a product was made: it got lost, or it tells of a failure halfway.
  [[nodiscard]] static bool in_doubt(const Sent& sent) {
    const judge::Ruling& ruling = sent.ruling;
    if (!ruling.maybe_noise || ruling.throttled || ruling.outcome == judge::Ruling::Outcome::accepted) return false;
    if (sent.exchange.answer.transport == judge::Answer::Transport::unreachable) return false;
    // A gateway turns requests away before anything is made.
    return ruling.module_code || !ruling.code || *ruling.code < 4100 || *ruling.code >= 5000;
  }

  const Means& means_;
  const Options& options_;
  mutable std::mutex mutex_;  ///< guards all but the connections and `form` while several threads send
  std::mutex stamp_mutex_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::system_clock::time_point started_at_;
  std::chrono::steady_clock::time_point next_send_{};
  std::chrono::steady_clock::duration slowest_{};
  std::chrono::steady_clock::duration quickest_{};
  std::size_t lives_ = 0;
  std::size_t unreachable_in_a_row_ = 0;
  std::string unreachable_why_;
  double gap_seconds_ = 0;
  std::vector<Send> connections_;  ///< beside the first, for requests at the same time
  draft::Random short_names_;  ///< from the seed and the salt, so that they differ between runs as fresh names do
  draft::Random nonces_;  ///< from the salt and the time, which never come again together
  std::size_t in_doubt_ = 0;
  std::uint64_t executions_ = 0;
};

}  // namespace createproduct::suite
