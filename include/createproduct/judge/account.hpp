// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace createproduct::judge {

/// What is known about a name in an account.
enum class Presence : unsigned char {
  absent,         ///< no product has this name
  maybe,          ///< unknown: other runs, lost answers, open requests
  maybe_by_case,  ///< absent unless the service folds case: a name that differs only in case exists
  present,        ///< a product of this name was created and the answer said so
};

/// The model of one account: which names exist, which may exist, how much room is left. Memory grows with the names
/// alone. Names that contain the marker (in any case) can only have come from the run itself; all others may exist
/// from the beginning, for accounts are not empty.
class Account {
 public:
  Account() = default;
  /// An empty marker means that nothing is known to be fresh.
  explicit Account(std::string marker) : marker_(folded(marker)) {}

  /// O(length of the name).
  [[nodiscard]] Presence presence(const std::string& name) const {
    if (const auto found = names_.find(name); found != names_.end() && found->second.presence != Presence::absent)
      return found->second.presence;
    const std::string lower = folded(name);
    if (const auto found = folded_count_.find(lower); found != folded_count_.end() && found->second > 0)
      return Presence::maybe_by_case;
    if (marker_.empty() || lower.find(marker_) == std::string::npos) return Presence::maybe;
    return Presence::absent;
  }

  /// Whether a request for this name has been refused while nothing of that name existed.
  [[nodiscard]] bool refused_before(const std::string& name) const {
    const auto found = names_.find(name);
    return found != names_.end() && found->second.refused;
  }

  void created(const std::string& name) {
    if (set(name, Presence::present)) ++count_;
    full_ = false;
  }
  void in_doubt(const std::string& name) {
    if (presence(name) != Presence::present) set(name, Presence::maybe);
  }
  void refused(const std::string& name) { names_[name].refused = true; }

  /// The number of products known to have been created.
  [[nodiscard]] std::size_t count() const noexcept { return count_; }

  /// Whether the account has been seen to refuse even a control request for want of room, and nothing since.
  [[nodiscard]] bool full() const noexcept { return full_; }
  void seen_full() noexcept { full_ = true; }

  /// The account's number of products if it is known, and whether it was empty at the start.
  std::optional<std::size_t> quota;

 private:
  struct Entry {
    Presence presence = Presence::absent;
    bool refused = false;
  };

  [[nodiscard]] static std::string folded(std::string_view name) {
    std::string lower(name);
    for (char& c : lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
  }

  /// Whether the name was not present before.
  bool set(const std::string& name, Presence presence) {
    Entry& entry = names_[name];
    const Presence before = std::exchange(entry.presence, presence);
    if (before == Presence::absent) ++folded_count_[folded(name)];
    return before != Presence::present && presence == Presence::present;
  }

  std::string marker_;
  std::unordered_map<std::string, Entry> names_;
  std::unordered_map<std::string, std::size_t> folded_count_;
  std::size_t count_ = 0;
  bool full_ = false;
};

/// The productIDs seen so far, over all accounts, each with the name it was given to.
class ProductIds {
 public:
  /// The name that already has `id`, or nothing; then `name` has it from now on. O(1).
  std::optional<std::string> claim(const std::string& id, const std::string& name) {
    const auto [place, inserted] = names_.try_emplace(id, name);
    if (inserted) return std::nullopt;
    return place->second;
  }

 private:
  std::unordered_map<std::string, std::string> names_;
};

}  // namespace createproduct::judge
