// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include <createproduct/judge/account.hpp>
#include <createproduct/suite/cleanup.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/lanes.hpp>
#include <createproduct/suite/product.hpp>
#include <createproduct/suite/quota_phase.hpp>
#include <createproduct/suite/run_context.hpp>

namespace createproduct::suite {

/// Keeps room in accounts that are small for their run. Where the run may delete (Options::cleanup), it deletes
/// products of its own as an account gets full. The edge of a known quota is looked at before the first deletion, since
/// nobody says what deleting does to the number of products.
template <class Context>
class Room {
 public:
  /// Refers to its arguments, which must outlive it.
  Room(Context& context, Investigation<Context>& investigation, Lanes<Context>& lanes)
      : context_(context), investigation_(investigation), lanes_(lanes) {}

  /// Whether so many creations fit into the first account, as far as is known, and leave what it takes to look at
  /// the edge of a quota, if that is yet to come.
  [[nodiscard]] bool fits(std::size_t creations) const {
    const judge::Account& account = context_.first_account();
    if (!account.quota) return !account.full();
    const std::size_t reserve = edge_seen_ ? 0 : std::min(QuotaPhase<Context>::least_room, *account.quota / 4);
    return !account.full() && account.count() + creations + reserve <= *account.quota;
  }

  /// Whether room is to be made before so many creations, so that some is left to follow up what they show.
  [[nodiscard]] bool scarce(std::size_t creations) const {
    if (!context_.options.cleanup || first_.spent) return false;
    const judge::Account& account = context_.first_account();
    if (!edge_seen_ || !account.quota) return !fits(creations);
    const std::size_t reserve = std::min(creation_reserve, *account.quota / 4);
    return account.full() || account.most() + creations + reserve > *account.quota;
  }

  /// Whether the edge of the quota has been looked at, so that products may be deleted.
  [[nodiscard]] bool edge_seen() const noexcept { return edge_seen_; }

  /// Looks at the edge of the quota, once: at the latest at the end of a run.
  void look_at_edge() {
    // The shards may share an account: only the last one fills it.
    const Shard& shard = context_.options.shard;
    if (std::exchange(edge_seen_, true) || shard.index != shard.count) return;
    QuotaPhase(context_, investigation_).run();
  }

  /// Makes room in `account`; whether there is any now. Not to be called while cases are under way.
  bool make(const std::string& account) {
    Limits& limits = account == Session::first_account ? first_ : second_;
    if (!context_.options.cleanup || limits.spent || context_.session.exhausted()) return false;
    if (account == Session::first_account) look_at_edge();
    return delete_some(account, limits);
  }

  /// The same if a step of `execution` was refused for want of room, unless some has been made since.
  bool make_after(const Execution& execution) {
    if (!context_.options.cleanup) return false;
    for (const Sent& sent : execution.steps) {
      if (!sent.ruling.out_of_room) continue;
      const std::string& account = sent.exchange.account;
      return !context_.session.judge.account(account).may_be_full() || make(account);
    }
    return false;
  }

  /// The same in the middle of following something up: not before the edge was looked at.
  bool make_meanwhile(const std::string& account) {
    return (edge_seen_ || account != Session::first_account) && make(account);
  }

 private:
  struct Limits {
    bool noted = false;
    bool spent = false;  ///< no more room can be made
  };

  bool delete_some(const std::string& account, Limits& limits) {
    auto& products = context_.session.products;
    const auto own = std::count_if(products.begin(), products.end(), [&](const Product& product) {
      return product.account == account && !product.deleted;
    });
    // The oldest are created again at the end of the run; the very first tells whether existing names are refused.
    const auto keep = static_cast<std::size_t>(own < 3 ? 0 : std::max(own / 6, decltype(own){1}));
    const auto outcome = Cleanup(context_.session, lanes_).make_room(products, account, keep);
    context_.deleted += outcome.deleted;
    limits.spent = outcome.deleted == 0;
    if (limits.spent)
      context_.note("no room could be made in the " + account + " account" +
                    (outcome.left.empty() ? "" : ": " + outcome.left.front()));
    else if (!std::exchange(limits.noted, true))
      context_.note("products are deleted during the run, as the " + account + " account has no room for all of them");
    return !limits.spent;
  }

  Context& context_;
  Investigation<Context>& investigation_;
  Lanes<Context>& lanes_;
  Limits first_, second_;
  bool edge_seen_ = false;
};

}  // namespace createproduct::suite
