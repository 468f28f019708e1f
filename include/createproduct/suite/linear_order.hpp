// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who judge or replay recordings.

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/suite/recorded.hpp>

namespace createproduct::suite {

/// Brings recorded exchanges into an order in which a service may have carried them out. One that ended before another
/// began comes first; of those that overlap, one comes first that fits what came before it. Exchanges may arrive up to
/// `reach` places away from the order of their starts; one without times counts as having begun after all before it had
/// ended. Memory for `reach` exchanges and those that overlap, at most `most_overlapping` of them.
class LinearOrder {
 public:
  /// A recorded exchange with the class of its request.
  struct Entry {
    Recorded recorded;                               ///< as it was recorded
    judge::Classification request;                   ///< what the contract demands in answer to it
    std::unique_ptr<judge::AnswerReading> answer{};  ///< read when it is first asked for: refers to `recorded`
  };
  static constexpr std::size_t reach = 1024;             ///< places that an exchange may be away from its turn
  static constexpr std::size_t most_overlapping = 1024;  ///< exchanges at the same time; beyond, the oldest goes first

  /// `fits`: whether an exchange may come next, as far as is known. `emit`: gets the exchanges in order.
  LinearOrder(std::function<bool(Entry&)> fits, std::function<void(Entry&)> emit)
      : fits_(std::move(fits)), emit_(std::move(emit)) {}

  /// The next one of the recording. Emits those whose turn has come.
  void take(Entry entry) {
    if (!entry.recorded.start || !entry.recorded.end) {
      flush();
      emit_(entry);
      return;
    }
    auto held = std::make_unique<Entry>(std::move(entry));
    auto place = waiting_.end();
    while (place != waiting_.begin() && start(**std::prev(place)) > start(*held)) --place;
    waiting_.insert(place, std::move(held));
    if (waiting_.size() > reach) begin_next();
  }

  /// No exchange comes any more, or none that began before those so far had ended.
  void flush() {
    while (!waiting_.empty()) begin_next();
    while (!begun_.empty()) emit_one();
  }

 private:
  [[nodiscard]] static double start(const Entry& entry) { return *entry.recorded.start; }
  [[nodiscard]] static double end(const Entry& entry) { return *entry.recorded.end; }

  void begin_next() {
    std::unique_ptr<Entry> next = std::move(waiting_.front());
    waiting_.pop_front();
    while (!begun_.empty() && (first_end() <= start(*next) || begun_.size() >= most_overlapping)) emit_one();
    begun_.push_back(std::move(next));
  }

  [[nodiscard]] double first_end() const {
    double first = end(*begun_.front());
    for (const auto& entry : begun_) first = std::min(first, end(*entry));
    return first;
  }

  /// Whether the order of `entry` and the others that have begun is of no account, as their names differ. For a refusal
  /// for want of room it is: creations of any name come before it.
  [[nodiscard]] bool is_alone(const Entry& entry) const {
    if (begun_.size() == 1) return true;
    if (entry.request.names.size() != 1) return false;
    if (entry.recorded.exchange.answer.body.find("(1000)") != std::string::npos) return false;
    return std::none_of(begun_.begin(), begun_.end(), [&entry](const std::unique_ptr<Entry>& other) {
      const std::vector<std::string>& names = other->request.names;
      return other.get() != &entry && (names.size() != 1 || names.front() == entry.request.names.front());
    });
  }

  void emit_one() {
    const double limit = first_end();
    auto chosen = begun_.end();
    for (auto place = begun_.begin(); place != begun_.end(); ++place) {
      if (start(**place) >= limit && end(**place) > limit) continue;
      // What is yet to begin may overlap with what ends later, so that its order is not settled by what has begun.
      const bool ended = end(**place) <= limit;
      if (chosen == begun_.end() || (ended && end(**chosen) > limit)) chosen = place;
      if ((ended && is_alone(**place)) || fits_(**place)) {
        chosen = place;
        break;
      }
    }
    const std::unique_ptr<Entry> next = std::move(*chosen);
    begun_.erase(chosen);
    emit_(*next);
  }

  std::function<bool(Entry&)> fits_;
  std::function<void(Entry&)> emit_;
  std::deque<std::unique_ptr<Entry>> waiting_;  ///< in the order of their starts
  std::vector<std::unique_ptr<Entry>> begun_;   ///< the same, those between which the order is not settled
};

}  // namespace createproduct::suite
