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
#include <utility>
#include <vector>

#include <createproduct/judge/classification.hpp>
#include <createproduct/suite/fresh_copy.hpp>
#include <createproduct/suite/replay_case.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/suite/template_text.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

/// What the names of a recording are called when its cases are sent again: each gets a fresh one, and those after it
/// that repeat it get the same.
class ReplayNames {
 public:
  /// `session` must outlive it.
  explicit ReplayNames(Session& session) : session_(session) {}

  /// Whether a case repeats a name that was sent before: then no other name will do.
  [[nodiscard]] bool repeats_one(const ReplayCase& one) const {
    return std::ranges::any_of(one.steps, [this](const ReplayStep& step) {
      return step.step.literal && renamed_.contains(name_of(step.step.literal->request));
    });
  }

  /// The case with the names that those sent before have now; these stay as they are.
  [[nodiscard]] ReplayCase with_names_of_now(ReplayCase one) const {
    for (ReplayStep& step : one.steps) {
      if (!step.step.literal) continue;
      wire::WireRequest& request = step.step.literal->request;
      if (!renamed_.contains(name_of(request))) continue;
      rename(request, [this](const std::string& name) {
        const auto found = renamed_.find(name);
        return found == renamed_.end() ? name : found->second.name;
      });
      step.key = kept;
    }
    return one;
  }

  /// The case with the very names that were recorded.
  [[nodiscard]] static ReplayCase with_names_of_then(ReplayCase one) {
    for (ReplayStep& step : one.steps) step.key = kept;
    return one;
  }

  /// The case with names that have room for the salt, for where the name is not the point.
  [[nodiscard]] ReplayCase with_long_name(ReplayCase one) {
    for (ReplayStep& step : one.steps) {
      if (!step.step.literal) {
        step.step.name = "{fresh}";
        step.step.name_wire.reset();
        continue;
      }
      const std::string fresh = step.step.literal->fresh = session_.names.next();
      rename(step.step.literal->request, [&fresh](const std::string&) { return fresh; });
    }
    return one;
  }

  /// The values for a step. Steps of one key share the name, and those of one execution, by way of `shared`, all the rest.
  [[nodiscard]] TemplateValues values_of(const ReplayStep& step, std::map<std::string, TemplateValues>& shared) {
    if (const auto found = shared.find(step.key); found != shared.end() && !step.key.empty()) return found->second;
    std::string fresh;
    if (step.key.empty())
      fresh = session_.names.next();
    else if (step.key != kept)
      fresh = fresh_.contains(step.key) ? fresh_[step.key] : fresh_[step.key] = session_.names.next();
    const std::uint64_t execution = shared.empty() ? 0 : shared.begin()->second.execution;
    TemplateValues values = session_.values(std::move(fresh));
    if (execution != 0) values.execution = execution;
    return shared.insert_or_assign(step.key, std::move(values)).first->second;
  }

  /// Makes the next try of a case one with new names.
  void forget(const ReplayCase& one) {
    for (const ReplayStep& step : one.steps) fresh_.erase(step.key);
  }

  /// `step` was sent as `now`.
  void remember(const ReplayStep& step, const wire::WireRequest& now) {
    if (!step.recorded || step.key == kept) return;
    const std::string then = name_of(step.recorded->exchange.sent);
    const std::string name = name_of(now);
    if (then.empty() || name.empty()) return;
    renamed_.try_emplace(then, Renamed{{}, step.recorded->start, session_.now()}).first->second.name = name;
  }

  /// Tells the judge that a literal name without room for the salt has been made of random letters, if there are so many
  /// that nobody else will have had it.
  void know_fresh(const ReplayStep& step, const TemplateValues& values) {
    if (!step.step.literal || !step.step.literal->fresh.empty() || step.key == kept) return;
    constexpr std::ptrdiff_t enough = 8;
    const wire::WireRequest sent = with_fresh_names(step.step.literal->request, {}, values.fresh);
    for (const std::string& name : judge::classify(sent).names) {
      const auto random = std::ranges::count_if(
          name, [](char c) { return detail::is_small(c) || detail::is_capital(c) || detail::is_digit(c); });
      const std::string& account = step.step.second_account ? Session::second_account : Session::first_account;
      if (random >= enough) session_.judge.account(account).known_fresh(name);
    }
  }

  /// How long to wait until the names that `one` repeats are about as old as they were then, 15 seconds at most.
  [[nodiscard]] std::chrono::milliseconds age_to_come(const ReplayCase& one) const {
    constexpr std::chrono::duration<double> longest{15};
    std::chrono::duration<double> wait{0};
    for (const ReplayStep& step : one.steps) {
      if (!step.step.literal || !step.recorded || !step.recorded->start) continue;
      const auto known = renamed_.find(name_of(step.step.literal->request));
      if (known == renamed_.end() || !known->second.then) continue;
      const std::chrono::duration<double> age{*step.recorded->start - *known->second.then};
      const std::chrono::duration<double> so_far = session_.now() - known->second.now;
      if (age.count() >= 1) wait = std::max(wait, std::min(age, longest) - so_far);
    }
    return std::chrono::ceil<std::chrono::milliseconds>(wait);
  }

 private:
  static inline const std::string kept = "(kept)";  ///< the key of steps whose names stay as they are

  /// What a name of then is now, and when it was first sent then and now.
  struct Renamed {
    std::string name;
    std::optional<double> then;
    std::chrono::steady_clock::time_point now;
  };

  [[nodiscard]] static std::string name_of(const wire::WireRequest& request) {
    const std::vector<std::string> names = judge::classify(request).names;
    return names.empty() ? std::string() : names.front();
  }

  template <class Rename>
  static void rename(wire::WireRequest& request, const Rename& new_name) {
    request.query = detail::with_names(request.query, new_name);
    request.body = detail::with_names(request.body, new_name);
  }

  Session& session_;
  std::map<std::string, std::string> fresh_;  ///< fresh names of now by the keys of steps
  std::map<std::string, Renamed> renamed_;    ///< by the names of then
};

}  // namespace createproduct::suite
