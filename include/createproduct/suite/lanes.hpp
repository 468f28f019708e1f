// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/at_once.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/races.hpp>
#include <createproduct/suite/run_context.hpp>

namespace createproduct::suite {

/// A case on its way through a run.
struct Trial {
  const Case* one = nullptr;            ///< not owned
  std::optional<std::string> obstacle;  ///< why it is not run
  TemplateValues values;  ///< what its tokens stand for, so that the order of lanes does not change what is sent
  Execution execution;    ///< what came of it, if it ran
  bool ran = false;       ///< whether it was begun
};

/// Runs cases at the same time, each on a connection of its own. What is sent is the same for any number of lanes, but
/// for its order.
template <class Context>
class Lanes {
 public:
  /// Refers to its argument, which must outlive it. One lane until settle().
  explicit Lanes(Context& context) : context_(context) {}

  /// How many there are.
  [[nodiscard]] std::size_t count() const noexcept { return count_; }

  /// How many cases to run() at once: enough to keep every lane busy.
  [[nodiscard]] std::size_t batch() const noexcept { return count_ == 1 ? 1 : 128 * count_; }

  /// Settles how many lanes there are, once the target is known to accept something: as many as Options::jobs says, but
  /// one where the target does not answer on two connections. Where it says 0, several if answers take long and two at
  /// the same time take no longer than one. Gives what two requests at the same time came to, for judging, if it took
  /// them to find out.
  Execution settle() {
    const std::size_t wanted = context_.options.jobs;
    const auto usual = context_.session.quickest();
    const bool real_time = !context_.means.now;
    if (wanted == 0 && (usual < long_wait || !real_time)) return {};
    if (wanted == 1 || !context_.means.connect || context_.session.exhausted()) return {};
    const auto begin = context_.session.now();
    Execution both = run_race(context_.session, context_.executor, Race::different_names, 2);
    const auto taken = context_.session.now() - begin;
    context_.answers_together = all_answered(both);
    if (!*context_.answers_together) {
      if (wanted != 0) context_.note("cases are run one at a time: the target answers on one connection at a time");
    } else if (wanted != 0) {
      count_ = wanted;
    } else if (std::any_of(both.steps.begin(), both.steps.end(), is_noise)) {
      context_.note("cases are run one at a time: of two requests at the same time one was not answered in order");
    } else if (taken < usual + usual / 2) {
      count_ = many;
      context_.note(std::to_string(many) + " cases are run at a time, as an answer takes " +
                    std::to_string(std::chrono::round<std::chrono::milliseconds>(usual).count()) +
                    " ms (--jobs 1 for one at a time)");
    }
    context_.session.open_lanes(count_);
    return both;
  }

  /// Calls `work` with at least `count` lanes. Precondition: Means::connect is set, and the target answers on several
  /// connections at the same time.
  template <class Work>
  void with_lanes(std::size_t count, Work work) {
    const std::size_t usual = std::exchange(count_, std::max(count_, count));
    context_.session.open_lanes(count_);
    work();
    count_ = usual;
  }

  /// Runs the trials that have no obstacle. One that times out or is asked to slow down keeps those that come later
  /// from being begun; the first one is always run. Where a third of them is noise, there is one lane from then on, unless
  /// Options::jobs wants more.
  void run(std::vector<Trial>& trials) {
    each(trials.size(), [&](std::size_t i, std::size_t lane) { return run_one(trials[i], lane); });
    if (count_ == 1 || context_.options.jobs != 0) return;
    std::size_t ran = 0, noisy = 0;
    for (const Trial& trial : trials) {
      if (!trial.ran || trial.execution.steps.empty()) continue;
      ++ran;
      noisy += is_noise(trial.execution.steps.back()) ? 1U : 0U;
    }
    if (ran < many || 3 * noisy < ran) return;
    count_ = 1;
    context_.note("cases are run one at a time from here on: at the same time, " + std::to_string(noisy) + " of " +
                  std::to_string(ran) + " came to no answer in order");
  }

  /// Calls `work(i, lane)` for every i below `count`, on all lanes at the same time, until one call gives false: then
  /// no further ones are begun. What a call throws is thrown to the caller once the others have ended.
  void each(std::size_t count, const std::function<bool(std::size_t i, std::size_t lane)>& work) {
    if (count_ == 1 || count <= 1) {
      for (std::size_t i = 0; i < count; ++i)
        if (!work(i, 0)) return;
      return;
    }
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    std::exception_ptr thrown;
    std::mutex mutex;
    at_once(std::min(count_, count), [&](std::size_t lane) {
      try {
        for (std::size_t i = next++; i < count && (i == 0 || !stopped); i = next++)
          if (!work(i, lane)) stopped = true;
      } catch (...) {
        const std::scoped_lock lock(mutex);
        thrown = std::current_exception();
        stopped = true;
      }
    });
    if (thrown) std::rethrow_exception(thrown);
  }

 private:
  static constexpr std::chrono::milliseconds long_wait{10};
  static constexpr std::size_t many = 8;

  [[nodiscard]] static bool is_noise(const Sent& sent) noexcept { return sent.ruling.maybe_noise; }

  /// False if the target hangs or is too busy for more.
  bool run_one(Trial& trial, std::size_t lane) {
    if (trial.obstacle) return true;
    trial.execution = context_.executor.once(*trial.one, trial.values, lane);
    trial.ran = true;
    return !trial.execution.timed_out() && !trial.execution.throttled;
  }

  Context& context_;
  std::size_t count_ = 1;
};

}  // namespace createproduct::suite
