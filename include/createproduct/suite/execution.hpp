// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/case.hpp>
#include <createproduct/suite/noise.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// One run of a case from its first step to its last, or to the step after which the rest would mean nothing.
struct Execution {
  std::vector<Sent> steps;  ///< those that were sent
  bool complete = false;    ///< every step was sent, and of steps that stand alone some answer tells
  bool throttled = false;   ///< some step was turned away for going too fast
  TemplateValues values;    ///< what the tokens of the steps stood for

  /// The first step that broke something, or nullptr.
  [[nodiscard]] const Sent* broken() const noexcept {
    for (const Sent& sent : steps)
      if (!sent.ruling.breaches.empty()) return &sent;
    return nullptr;
  }
  /// The first step that broke `clause`, or nullptr.
  [[nodiscard]] const Sent* broken(ClauseId clause) const noexcept {
    for (const Sent& sent : steps)
      if (sent.ruling.breach_of(clause) != nullptr) return &sent;
    return nullptr;
  }
  /// The step at `index` if it was sent and broke `clause`, or nullptr.
  [[nodiscard]] const Sent* broken(ClauseId clause, std::size_t index) const noexcept {
    return index < steps.size() && steps[index].ruling.breach_of(clause) != nullptr ? &steps[index] : nullptr;
  }
  /// Whether some step before the one at `index` was answered as noise is.
  [[nodiscard]] bool noisy_before(std::size_t index) const noexcept {
    const auto end = steps.begin() + static_cast<std::ptrdiff_t>(std::min(index, steps.size()));
    return std::any_of(steps.begin(), end, [](const Sent& sent) { return sent.ruling.maybe_noise; });
  }
  /// Why the target takes no such request as that of one of the steps, or nullptr.
  [[nodiscard]] const std::string* not_sent() const noexcept {
    for (const Sent& sent : steps)
      if (sent.exchange.answer.transport == judge::Answer::Transport::not_sent) return &sent.exchange.answer.detail;
    return nullptr;
  }
  /// Whether an answer did not come in time.
  [[nodiscard]] bool timed_out() const noexcept {
    return std::any_of(steps.begin(), steps.end(), [](const Sent& sent) {
      return sent.exchange.answer.transport == judge::Answer::Transport::timed_out;
    });
  }
  /// The exchanges up to and including `last`.
  [[nodiscard]] std::vector<Exchange> history(const Sent* last) const {
    std::vector<Exchange> out;
    for (const Sent& sent : steps) {
      out.push_back(sent.exchange);
      if (&sent == last) break;
    }
    return out;
  }
};

/// Runs cases and control requests, waits when the target asks to, and tells what shows again from what was noise.
class Executor {
 public:
  /// Refers to its argument, which must outlive it.
  explicit Executor(Session& session) : session_(session) {}

  /// Runs `one` once, with a fresh name of its own.
  Execution once(const Case& one) { return once(one, session_.values(session_.names.next())); }

  /// The same with given values, on the connection of `lane`; may be called from a thread for each lane.
  Execution once(const Case& one, const TemplateValues& values, std::size_t lane = 0) {
    Execution execution;
    execution.values = values;
    bool any_told = !one.steps_stand_alone;
    const bool refers_back = std::any_of(one.steps.begin(), one.steps.end(), [](const Step& step) { return step.refers_back(); });
    for (const Step& step : one.steps) {
      if (session_.exhausted()) return execution;
      execution.steps.push_back(session_.send(step, execution.values, one.clause, lane, one.id));
      if (refers_back) take_over(execution.steps.back().exchange, execution.values);
      const judge::Ruling& ruling = execution.steps.back().ruling;
      execution.throttled = execution.throttled || ruling.throttled;
      const bool meaningless = ruling.outcome == judge::Ruling::Outcome::unknown || ruling.throttled || ruling.out_of_room;
      any_told = any_told || !meaningless;
      if (meaningless && !one.steps_stand_alone && &step != &one.steps.back()) return execution;
    }
    execution.complete = any_told;
    return execution;
  }

  /// Runs `one` until the target no longer asks to slow down, at most `most_throttled` times.
  Execution patiently(const Case& one) { return patiently(one, once(one)); }

  /// The same for a case that has been run once.
  Execution patiently(const Case& one, Execution execution) {
    if (!execution.throttled) return execution;
    const unsigned most = one.steps_stand_alone ? 1 : patience();
    for (unsigned i = 0; execution.throttled && i < most && !session_.exhausted(); ++i) {
      back_off(i, execution);
      execution = once(one);
    }
    if (!one.steps_stand_alone) in_vain_ = execution.throttled ? in_vain_ + 1 : 0;
    return execution;
  }

  /// Runs `one` until its last answer is none that noise explains, at most four times.
  Execution past_noise(const Case& one) {
    Execution execution = patiently(one);
    for (int retry = 0; retry < 3 && !execution.steps.empty() && execution.steps.back().ruling.maybe_noise; ++retry) {
      settled_control();
      execution = patiently(one);
    }
    return execution;
  }

  static constexpr unsigned least_tries = 3;  ///< so often a refusal must show, with controls accepted in between
  /// The same where it is to be told from refusals of every other request at random.
  static constexpr unsigned name_tries = 3 * least_tries;

  /// What a control request came to; `full`: refused for want of room; `noise`: nothing that tells.
  enum class Control : unsigned char { accepted, full, refused, noise };

  /// Called when control requests have shown that an account is full; may make room.
  std::function<void(const std::string& account)> on_full;

  /// Sends one control request: the form of request that was accepted before, with a fresh name.
  Control control(const std::string& account = Session::first_account) {
    Case one;
    one.id = "control";
    one.steps.push_back(control_step());
    one.steps.back().second_account = account == Session::second_account;
    last_control_ = once(one);
    if (last_control_.steps.empty()) return Control::noise;
    const judge::Ruling& ruling = last_control_.steps.back().ruling;
    if (ruling.outcome == judge::Ruling::Outcome::accepted) return Control::accepted;
    if (ruling.out_of_room) return Control::full;
    return ruling.maybe_noise ? Control::noise : Control::refused;
  }

  /// The latest control request and its answer; a copy, for the next one replaces it.
  [[nodiscard]] Execution last_control() const { return last_control_; }

  /// Sends control requests until one is answered in order, backing off in between.
  /// An account counts as full once several in a row are refused for want of room; what on_full makes of that, the next
  /// request shows.
  Control settled_control(const std::string& account = Session::first_account) {
    Control result = control(account);
    for (unsigned i = 0; result != Control::accepted && !session_.exhausted(); ++i) {
      if (i >= (result == Control::noise ? patience() : least_tries)) break;
      if (result == Control::noise)
        back_off(i, last_control_);
      result = control(account);
    }
    in_vain_ = result == Control::noise ? in_vain_ + 1 : 0;
    if (result == Control::full) {
      session_.judge.account(account).seen_full();
      if (on_full) on_full(account);
    }
    return result;
  }

  /// The request of control().
  [[nodiscard]] Step control_step() const {
    Step step;
    step.name = session_.form.name.value_or("{fresh}");
    return step;
  }

  /// What came of trying to see a breach again.
  struct Reproduction {
    /// What came of the tries; `shown`: each time; `flaky`: now and then; `noise`: as seldom as in noise;
    /// `out_of_room`: the account is full.
    enum class Kind : unsigned char { shown, flaky, noise, out_of_room, inconclusive };
    Kind kind = Kind::inconclusive;  ///< what came of the tries
    unsigned shown = 0;              ///< tries that showed it
    unsigned tries = 0;              ///< those that count, without the ones that noise spoilt
    Execution sample;                ///< an execution that showed it, if any did again
    std::string reason;              ///< inconclusive
  };

  /// Runs `one` again and again, each time after a control request that was accepted. A breach counts as shown if it
  /// shows every time. What may be noise needs more tries the noisier the run has been, and shows only if it hits the
  /// same `step` as in `first`: among many steps, noise will hit some.
  Reproduction reproduce(const Case& one, ClauseId clause, const judge::Ruling& first, std::size_t step) {
    Reproduction out;
    unsigned needed = first.maybe_noise ? tries_against_noise() : least_tries;
    const bool creates = first.out_of_room;
    const bool second = step < one.steps.size() && one.steps[step].second_account;
    for (unsigned unclear = 0; out.tries < needed;) {
      // An account is full or not for itself.
      const Control control = settled_control(creates && second ? Session::second_account : Session::first_account);
      if (const auto why = session_.exhausted()) return inconclusive(std::move(out), *why);
      if (control == Control::full && creates) {
        out.kind = Reproduction::Kind::out_of_room;
        return out;
      }
      if (control == Control::refused && last_control_.broken(clause) != nullptr) {
        // The control request itself shows it.
        ++out.tries;
        ++out.shown;
        out.sample = last_control_;
        continue;
      }
      if (control == Control::noise || control == Control::refused)
        return inconclusive(std::move(out), "control requests are not accepted any more either");
      Execution again = patiently(one);
      // To be asked to slow down, over and over, says nothing about a rule.
      if (again.throttled && !one.steps_stand_alone)
        return inconclusive(std::move(out), "it is turned away for going too fast each time");
      const Sent* broken = first.maybe_noise ? again.broken(clause, step) : again.broken(clause);
      const bool lost = !again.complete || (first.maybe_noise && again.noisy_before(step));
      if (broken == nullptr && lost) {
        if (++unclear > most_unclear) return inconclusive(std::move(out), "the steps before it are lost too often");
        continue;
      }
      ++out.tries;
      if (broken != nullptr) {
        ++out.shown;
        out.sample = std::move(again);
      }
      // A coincidence among noise or a fault that shows only now and then: more tries tell.
      if (first.maybe_noise && out.tries == needed && out.shown != 0 && out.shown != out.tries && needed < most_tries)
        needed = most_tries;
    }
    using Kind = Reproduction::Kind;
    if (out.shown == out.tries)
      out.kind = Kind::shown;
    else if (first.maybe_noise)
      out.kind = out.shown * 2 > out.tries ? Kind::flaky : Kind::noise;
    else
      out.kind = Kind::flaky;
    if (out.kind == Kind::noise) ++noisy_cases_;
    return out;
  }

  /// Whether `step` is refused with `module_code` every time it is sent with the very `values` it was refused with, so
  /// that it hangs on the name, which no fresh one is like.
  bool refused_by_name(const Step& step, const TemplateValues& values, std::optional<std::int64_t> module_code) {
    Case one;
    one.id = "same-name";
    one.steps.push_back(step);
    for (unsigned i = 0; i < name_tries; ++i) {
      const Execution other = past_noise(one);
      if (other.steps.empty() || other.steps.back().ruling.outcome != judge::Ruling::Outcome::accepted) return false;
      const Execution again = once(one, values);
      if (again.steps.empty()) return false;
      const judge::Ruling& ruling = again.steps.back().ruling;
      if (ruling.outcome != judge::Ruling::Outcome::refused || ruling.maybe_noise || ruling.module_code != module_code)
        return false;
    }
    return true;
  }

  /// Tells `values` what later steps may refer to: the id in the answer, and the signature.
  static void take_over(const Exchange& exchange, TemplateValues& values) {
    if (const auto signature = parameter_of(exchange.sent, "Signature")) values.last_signature = *signature;
    if (exchange.answer.transport != judge::Answer::Transport::answered) return;
    judge::AnswerReading reading;
    judge::read_answer(exchange.answer.body, reading);
    if (reading.has_product_id()) values.last_id = reading.product_id->text;
  }

  /// One more case has been run, for the rate of noise.
  void count_case() noexcept { ++cases_; }

  /// Waits after the `round`-th answer in a row that was no good, for as long as the answer asks or twice as long as
  /// before, and spreads the requests to come.
  void back_off(unsigned round, const Execution& execution) {
    if (execution.throttled) session_.slow_down();
    const judge::Answer answer = execution.steps.empty() ? judge::Answer{} : execution.steps.back().exchange.answer;
    std::chrono::milliseconds time = session_.options().back_off * (1U << std::min(round, 5U));
    if (answer.retry_after > 0) time = std::max(time, std::chrono::milliseconds(1000 * std::min(answer.retry_after, 5)));
    // No overload speaks of signatures, so waiting long does not help; and there may be hundreds of them.
    if (!execution.steps.empty() && session_.authentication_clause(execution.steps.back()))
      time = session_.options().back_off / 10;
    session_.pause(time);
  }

 private:
  static constexpr unsigned most_tries = 12;
  static constexpr unsigned most_throttled = 6;
  static constexpr unsigned most_unclear = 24;

  /// How often to back off before giving up: less and less where waiting has been in vain time and again, for what does
  /// not pass is no noise.
  [[nodiscard]] unsigned patience() const noexcept { return in_vain_ < 3 ? most_throttled : in_vain_ < 12 ? 1 : 0; }

  static Reproduction inconclusive(Reproduction out, std::string reason) {
    out.kind = Reproduction::Kind::inconclusive;
    out.reason = std::move(reason);
    return out;
  }

  /// So many tries that noise of the rate seen so far shows in all of them almost never.
  [[nodiscard]] unsigned tries_against_noise() const {
    return static_cast<unsigned>(times_against_noise(noisy_cases_, cases_, least_tries, most_tries));
  }

  Session& session_;
  Execution last_control_;
  std::size_t cases_ = 0;
  std::size_t noisy_cases_ = 0;
  unsigned in_vain_ = 0;  ///< waits in a row at whose end the target was no better
};

}  // namespace createproduct::suite
