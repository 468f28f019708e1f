// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <createproduct/mock/behaviour.hpp>
#include <createproduct/mock/configuration.hpp>
#include <createproduct/mock/name_key.hpp>
#include <createproduct/mock/product_ids.hpp>

namespace createproduct::mock {

/// A valid request to make a product.
struct Creation {
  std::string_view account;                   ///< name of the account
  std::string_view name;                      ///< as the name rule took it
  std::string_view region;                    ///< the common parameter
  std::string_view properties;                ///< as given
  bool post = false;                          ///< made by POST
  std::chrono::system_clock::time_point now;  ///< needed for rules about time only
};

/// What became of a Creation.
struct Created {
  Defect defect = Defect::none;  ///< none, duplicate_name or over_quota
  std::string id;                ///< productID; empty beside a defect
  std::string previous_name;     ///< of the account's product before
};

/// The products of all accounts. Every member may be called from any thread.
class Store {
 public:
  /// `configuration` must outlive it.
  explicit Store(const Configuration& configuration) : configuration_(configuration) {}

  /// Makes a product unless its name is taken or the account is full, by the rules of `behaviour`.
  [[nodiscard]] Created create(const Creation& creation, const Behaviour& behaviour) {
    std::unique_lock lock(mutex_);
    Account& account = account_of(creation.account, behaviour);
    const Product* existing =
        behaviour.waived.has(Defect::duplicate_name) ? nullptr : find(account, creation, behaviour);
    if (existing == nullptr && !behaviour.waived.has(Defect::duplicate_name) &&
        account.reserved.contains(creation.name))
      existing = &reserved_;
    if (existing == nullptr && behaviour.naming.taken_by_ids && places_.contains(std::string(creation.name)))
      existing = &reserved_;
    const bool full = over_quota(account, creation, behaviour);
    if (full && !account.full_since) account.full_since = creation.now;
    if (full && (existing == nullptr || behaviour.precedence.quota_before_duplicate))
      return {Defect::over_quota, {}, {}};
    if (existing != nullptr) {
      if (behaviour.naming.answers_with_old_product) return {Defect::none, existing->id, account.last_name};
      if (behaviour.quota.counts_duplicates) ++account.surcharge;
      return {Defect::duplicate_name, {}, {}};
    }
    if (behaviour.naming.race_window.count() > 0) {
      lock.unlock();
      std::this_thread::sleep_for(behaviour.naming.race_window);
      lock.lock();
      if (behaviour.naming.locks_by_method) {
        Behaviour same_method = behaviour;
        same_method.naming.by_method = true;
        if (find(account, creation, same_method) != nullptr) return {Defect::duplicate_name, {}, {}};
      }
    }
    return insert(account, creation, behaviour);
  }

  /// Whether a name counts as taken, without changing anything; for services that look before they validate.
  [[nodiscard]] Defect would_refuse(const Creation& creation, const Behaviour& behaviour) {
    const std::scoped_lock lock(mutex_);
    Account& account = account_of(creation.account, behaviour);
    const bool full = over_quota(account, creation, behaviour);
    if (full && behaviour.precedence.quota_before_duplicate) return Defect::over_quota;
    const bool taken = !behaviour.waived.has(Defect::duplicate_name) &&
                       (find(account, creation, behaviour) != nullptr || account.reserved.contains(creation.name));
    if (taken && !behaviour.naming.answers_with_old_product) return Defect::duplicate_name;
    return full ? Defect::over_quota : Defect::none;
  }

  /// What a refusal leaves behind: by the contract nothing.
  void refused(const Creation& creation, Defect defect, const Behaviour& behaviour) {
    if (!behaviour.naming.reserved_by.has(defect) && !behaviour.quota.counts_refusals) return;
    const std::scoped_lock lock(mutex_);
    Account& account = account_of(creation.account, behaviour);
    if (behaviour.naming.reserved_by.has(defect)) account.reserved.emplace(creation.name);
    if (behaviour.quota.counts_refusals) ++account.surcharge;
  }

  /// Removes the product of `account` with this id. False if there is none.
  bool remove(std::string_view account_name, const std::string& id, const Behaviour& behaviour) {
    const std::scoped_lock lock(mutex_);
    const auto place = places_.find(id);
    if (place == places_.end() || place->second.first != account_name) return false;
    Account& account = accounts_.find(account_name)->second;
    const auto product = account.products.find(place->second.second);
    if (product != account.products.end()) {
      if (!behaviour.naming.frees_deleted_names) account.reserved.insert(product->first);
      if (--product->second.copies == 0) account.products.erase(product);
      --account.size;
      --size_;
    }
    places_.erase(place);
    return true;
  }

  /// The products of the service, of those that accounts began with only the accounts' that were used.
  [[nodiscard]] std::size_t size() const {
    const std::scoped_lock lock(mutex_);
    return size_;
  }

  /// Products in this account; 0 if it was not used.
  [[nodiscard]] std::size_t size(std::string_view account) const {
    const std::scoped_lock lock(mutex_);
    const auto found = accounts_.find(account);
    return found == accounts_.end() ? 0 : found->second.size;
  }

  /// Whether the account has a product of exactly this name.
  [[nodiscard]] bool has(std::string_view account, std::string_view name) const {
    const std::scoped_lock lock(mutex_);
    const auto found = accounts_.find(account);
    return found != accounts_.end() && found->second.products.contains(name);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  template <class T>
  using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  struct Product {
    std::string id;
    std::uint64_t number = 0;    ///< within the account, from 1
    std::size_t properties = 0;  ///< hash
    std::size_t region = 0;      ///< hash
    std::size_t copies = 1;      ///< products of this name; more than one only where duplicates pass
    bool post = false;
    std::chrono::system_clock::time_point made;
  };

  struct Account {
    Map<Product> products;    ///< by name
    Map<std::string> by_key;  ///< name by key, for naming rules that compare keys
    std::unordered_set<std::string, Hash, std::equal_to<>> reserved;
    std::string last_name;
    std::uint64_t made = 0;  ///< products made, deleted ones included
    std::size_t size = 0;
    std::optional<std::chrono::system_clock::time_point> full_since;
    std::size_t posted = 0;     ///< products made by POST
    std::size_t free = 0;       ///< products that QuotaRule::free_with lets go uncounted
    std::size_t surcharge = 0;  ///< refusals that a faulty quota counts
  };

  Account& account_of(std::string_view name, const Behaviour& behaviour) {
    const auto found = accounts_.find(name);
    if (found != accounts_.end()) return found->second;
    Account& account = accounts_.emplace(name, Account()).first->second;
    for (std::size_t i = 0; i < behaviour.quota.old_products; ++i) {
      const std::string old_name = old_product(i);
      Creation creation;
      creation.account = name;
      creation.name = old_name;
      static_cast<void>(insert(account, creation, behaviour));
    }
    return account;
  }

  /// Names that an account in use may well hold: one letter, a word, a numbered one.
  [[nodiscard]] static std::string old_product(std::size_t i) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-";
    if (i < letters.size()) return std::string(1, letters[i]);
    if (i == letters.size()) return "fruit";
    if (i == letters.size() + 1) return "test";
    return "product-" + std::to_string(i);
  }

  [[nodiscard]] static std::string indexed(std::string_view name, NamingRule::Key key) {
    return static_cast<char>('A' + static_cast<char>(key)) + name_key(name, key);
  }

  /// The product that makes `creation` a duplicate, or null.
  [[nodiscard]] Product* find(Account& account, const Creation& creation, const Behaviour& behaviour) {
    Product* product = find_in(account, creation, behaviour);
    if (product != nullptr || !behaviour.naming.across_accounts) return product;
    for (auto& [name, other] : accounts_) {
      product = find_in(other, creation, behaviour);
      if (product != nullptr) return product;
    }
    return nullptr;
  }

  [[nodiscard]] static Product* find_in(Account& account, const Creation& creation, const Behaviour& behaviour) {
    const NamingRule& rule = behaviour.naming;
    auto found = account.products.find(creation.name);
    if (rule.key != NamingRule::Key::exact) {
      const auto key = account.by_key.find(indexed(creation.name, rule.key));
      found = key == account.by_key.end() ? account.products.end() : account.products.find(key->second);
    }
    if (found == account.products.end() && rule.like != NamingRule::Like::none)
      found = std::find_if(account.products.begin(), account.products.end(), [&](const auto& entry) {
        return rule.like == NamingRule::Like::prefix ? std::string_view(entry.first).starts_with(creation.name)
                                                     : matches_wildcards(entry.first, creation.name);
      });
    if (found == account.products.end() || !registered(creation.name, rule)) return nullptr;
    Product& product = found->second;
    const bool known = account.made - product.number < rule.memory && product.copies > rule.free_copies &&
                       (!rule.by_properties || product.properties == hash(creation.properties)) &&
                       (!rule.by_region || product.region == hash(creation.region)) &&
                       (!rule.by_method || product.post == creation.post) &&
                       (rule.visible_after.count() == 0 || creation.now - product.made >= rule.visible_after);
    return known ? &product : nullptr;
  }

  [[nodiscard]] static bool registered(std::string_view name, const NamingRule& rule) {
    return name.find_first_of(rule.unregistered_with) == std::string_view::npos &&
           name.size() != rule.unregistered_length &&
           (rule.registers_digits_only_names || !text::only_of(name, "0123456789"));
  }

  [[nodiscard]] bool over_quota(const Account& account, const Creation& creation, const Behaviour& behaviour) const {
    const QuotaRule& rule = behaviour.quota;
    if (!rule.enforced || (!rule.counts_post && creation.post)) return false;
    const bool lets_go = rule.lets_go_after.count() > 0 && account.full_since;
    if (lets_go && creation.now - *account.full_since >= rule.lets_go_after) return false;
    std::size_t count = (rule.per_service ? size_ : account.size) + account.surcharge;
    if (!rule.counts_post) count -= std::min(count, account.posted);
    count -= std::min(count, account.free);
    return count >= shifted(std::min(configuration_.quota, rule.most), rule.slack);
  }

  /// limit + slack, within what a size can hold.
  [[nodiscard]] static std::size_t shifted(std::size_t limit, int slack) noexcept {
    if (slack < 0) return limit - std::min(limit, static_cast<std::size_t>(-slack));
    const auto more = static_cast<std::size_t>(slack);
    return limit + std::min(more, std::numeric_limits<std::size_t>::max() - limit);
  }

  [[nodiscard]] Created insert(Account& account, const Creation& creation, const Behaviour& behaviour) {
    const AnswerShape& shape = behaviour.answer;
    const std::int64_t second =
        std::chrono::duration_cast<std::chrono::seconds>(creation.now.time_since_epoch()).count();
    Created created;
    created.id =
        product_id({made_, account.made, second, creation.name}, configuration_.seed, shape.identity, shape.id_form);
    ++made_;
    ++size_;
    ++account.size;
    ++account.made;
    if (creation.post) ++account.posted;
    const std::string_view free_with = behaviour.quota.free_with;
    if (!free_with.empty() && creation.properties.find(free_with) != std::string_view::npos) ++account.free;

    const auto [entry, fresh] = account.products.try_emplace(std::string(creation.name));
    Product& product = entry->second;
    if (!fresh) ++product.copies;
    product.id = created.id;
    product.number = account.made;
    product.properties = hash(creation.properties);
    product.region = hash(creation.region);
    product.post = creation.post;
    product.made = creation.now;
    for (const NamingRule::Key key : {configuration_.behaviour.naming.key, configuration_.otherwise.naming.key})
      if (key != NamingRule::Key::exact) account.by_key.insert_or_assign(indexed(creation.name, key), creation.name);
    places_.try_emplace(created.id, std::string(creation.account), std::string(creation.name));
    created.previous_name = std::exchange(account.last_name, std::string(creation.name));
    return created;
  }

  [[nodiscard]] static std::size_t hash(std::string_view text) noexcept { return Hash()(text); }

  const Configuration& configuration_;
  mutable std::mutex mutex_;
  Map<Account> accounts_;
  Map<std::pair<std::string, std::string>> places_;  ///< account and name by id
  std::size_t size_ = 0;
  std::uint64_t made_ = 0;
  const Product reserved_;
};

}  // namespace createproduct::mock
