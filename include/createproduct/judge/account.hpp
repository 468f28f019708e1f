// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace createproduct::judge {

/// What is known about a name in an account.
enum class Presence : unsigned char {
  absent,         ///< no product has this name
  maybe,          ///< unknown: other runs, lost answers, open requests
  maybe_by_case,  ///< absent unless the service folds case: a name that differs only in case exists or may exist
  present,        ///< a product of this name was created and the answer said so; nobody has deleted it
};

/// The model of one account: which names exist, which may exist, how much room is left. Memory grows with the names
/// alone. Names that contain the marker (in any case) can only have come from the run itself; all others may exist
/// from the beginning, for accounts are not empty.
class Account {
 public:
  Account() = default;
  /// An empty marker means that nothing is known to be fresh.
  explicit Account(std::string marker) : marker_(folded(marker)) {}

  /// O(log n) names compared.
  [[nodiscard]] Presence presence(const std::string& name) const {
    if (const Presence known = recorded(name); known != Presence::absent) return known;
    const auto found = names_.find(name);
    const bool fresh = has_marker(name) || (found != names_.end() && found->second.fresh);
    if (!fresh) return Presence::maybe;
    return variants(name) == Presence::absent ? Presence::absent : Presence::maybe_by_case;
  }

  /// Says of a name without the marker that only this run can have created it.
  void known_fresh(const std::string& name) { names_[name].fresh = true; }

  /// Whether a name that differs from this one only in case was created for certain.
  [[nodiscard]] bool case_variant_created(const std::string& name) const { return variants(name) == Presence::present; }

  /// Whether this very name was created, or may have been, since the account is watched.
  [[nodiscard]] bool has_seen(const std::string& name) const { return recorded(name) != Presence::absent; }

  /// Whether a request for this name has been refused while nothing of that name existed.
  [[nodiscard]] bool refused_before(const std::string& name) const {
    const auto found = names_.find(name);
    return found != names_.end() && found->second.refused;
  }

  /// A product of this name was created.
  void created(const std::string& name) {
    if (set(name, Presence::present)) ++count_;
    full_ = false;
  }
  /// A product of this name may have been created.
  void in_doubt(const std::string& name) {
    in_doubt_instead(name);
    Entry& entry = names_[name];
    if (entry.presence == Presence::maybe && !std::exchange(entry.counted, true)) ++doubts_;
  }
  /// A product that is counted already may have this name instead of the one it is counted under.
  void in_doubt_instead(const std::string& name) {
    if (recorded(name) == Presence::absent) set(name, Presence::maybe);
  }
  /// The product of this name was deleted, which makes room; or, if that is not `certain`, it may have been. The name may
  /// be free again, or may not.
  void deleted(const std::string& name, bool certain = true) {
    if (certain) full_ = false;
    const auto found = names_.find(name);
    if (found == names_.end()) return;
    Entry& entry = found->second;
    if (entry.presence == Presence::present) {
      entry.presence = Presence::maybe;
      --count_;
      ++doubts_;
      entry.counted = true;
      if (std::string small = folded(name); small != name) names_[std::move(small)].capitals = Presence::maybe;
    }
    if (certain && std::exchange(entry.counted, false)) --doubts_;
  }
  /// A product was created of which no name is known.
  void created_nameless() noexcept { ++doubts_; }
  /// Whatever was created may be gone.
  void forget() {
    for (auto& [name, entry] : names_) {
      if (entry.capitals != Presence::absent) entry.capitals = Presence::maybe;
      if (entry.presence != Presence::present) continue;
      entry.presence = Presence::maybe;
      entry.counted = true;
    }
    doubts_ += std::exchange(count_, 0);
    full_ = false;
  }
  /// A request for this name was refused.
  void refused(const std::string& name) { names_[name].refused = true; }

  /// The number of products known to have been created, and not deleted.
  [[nodiscard]] std::size_t count() const noexcept { return count_; }

  /// The number of products that may exist of those; never less than count().
  [[nodiscard]] std::size_t most() const noexcept { return count_ + doubts_; }

  /// Whether the account has been seen to refuse even a control request for want of room, and nothing since.
  [[nodiscard]] bool full() const noexcept { return full_; }

  /// The account refused a request for want of room that any other account accepts.
  void seen_full() noexcept { full_ = true; }

  /// The number of products that the account may hold, if it is known. How many it held at the start is not.
  std::optional<std::size_t> quota;

  /// Whether as many products were created as the account may hold, so that the next must be refused (error.quota).
  [[nodiscard]] bool beyond_quota() const noexcept { return quota && count_ >= *quota; }
  /// Whether the account may be full, so that a refusal with module code 1000 is right.
  [[nodiscard]] bool may_be_full() const noexcept { return full_ || (quota && most() >= *quota); }

 private:
  struct Entry {
    Presence presence = Presence::absent;  ///< absent, maybe or present
    /// The strongest presence among the names with capitals that have these small letters.
    Presence capitals = Presence::absent;
    bool refused = false;
    bool counted = false;  ///< maybe: as a product that may have been created
    bool fresh = false;    ///< nobody else can have created it
  };

  [[nodiscard]] static constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  [[nodiscard]] static std::string folded(std::string_view name) {
    std::string text(name);
    std::transform(text.begin(), text.end(), text.begin(), lower);
    return text;
  }
  [[nodiscard]] bool has_marker(std::string_view name) const {
    if (marker_.empty()) return false;
    return std::search(name.begin(), name.end(), marker_.begin(), marker_.end(),
                       [](char c, char mark) { return lower(c) == mark; }) != name.end();
  }

  [[nodiscard]] Presence recorded(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? Presence::absent : found->second.presence;
  }

  /// What is known of the names that differ from `name` only in case, the strongest of it. Precondition: nothing is
  /// recorded of `name` itself.
  [[nodiscard]] Presence variants(const std::string& name) const {
    const std::string small = folded(name);
    const auto found = names_.find(small);
    if (found == names_.end()) return Presence::absent;
    const Presence lower_case = small == name ? Presence::absent : found->second.presence;
    if (lower_case == Presence::present || found->second.capitals == Presence::absent) return lower_case;
    return found->second.capitals;
  }

  /// Whether the name was not present before. Precondition: presence is maybe or present.
  bool set(const std::string& name, Presence presence) {
    Entry& entry = names_[name];
    if (std::exchange(entry.presence, presence) == presence) return false;
    if (std::exchange(entry.counted, false)) --doubts_;
    if (std::string small = folded(name); small != name) {
      Presence& strongest = names_[std::move(small)].capitals;
      if (strongest != Presence::present) strongest = presence;
    }
    return presence == Presence::present;
  }

  std::string marker_;
  std::map<std::string, Entry> names_;
  std::size_t count_ = 0;
  std::size_t doubts_ = 0;
  bool full_ = false;
};

/// The productIDs seen so far, over all accounts, each with the name it was given to.
class ProductIds {
 public:
  /// The name that already has `id`, or nothing; then `name` has it from now on. O(log n).
  std::optional<std::string> claim(const std::string& id, const std::string& name) {
    const auto [place, inserted] = names_.try_emplace(id, name);
    if (inserted) return std::nullopt;
    return place->second;
  }

  /// Any id may be given anew.
  void forget() noexcept { names_.clear(); }

  /// The name that has `id`, or nullptr. O(log n).
  [[nodiscard]] const std::string* name_of(const std::string& id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, std::string> names_;
};

/// The accounts of one service and what they have in common.
class Accounts {
 public:
  /// `marker`: see Account.
  explicit Accounts(std::string marker) : marker_(std::move(marker)) {}

  /// The account called `name`, made on first use; stays where it is. O(accounts).
  Account& at(const std::string& name) {
    for (Named& one : accounts_)
      if (one.name == name) return one.account;
    return accounts_.emplace_back(Named{name, Account(marker_)}).account;
  }

  /// Whether `product` was created, or may have been, in another account than `account`. O(accounts).
  [[nodiscard]] bool elsewhere(const std::string& product, const Account& account) const {
    for (const Named& one : accounts_)
      if (&one.account != &account && one.account.has_seen(product)) return true;
    return false;
  }

  /// The service may have lost all that it held.
  void forget() {
    for (Named& one : accounts_) one.account.forget();
    ids.forget();
  }

  /// Calls `use` with each account.
  template <class Use>
  void each(Use use) {
    for (Named& one : accounts_) use(one.account);
  }

  ProductIds ids;  ///< of all accounts, for no two products may share one

 private:
  struct Named {
    std::string name;
    Account account;
  };

  std::string marker_;
  std::list<Named> accounts_;  ///< few
};

}  // namespace createproduct::judge
