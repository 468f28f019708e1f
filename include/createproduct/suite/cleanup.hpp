// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/suite/lanes.hpp>
#include <createproduct/suite/product.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// Deletes products by DeleteProduct, an operation beside the contract: whatever comes of it is no verdict. Only ids that
/// one answer told of are deleted, and only if the product must be the run's own: its name is salted, or the target
/// has just been seen to refuse names that exist, so that no id can be that of an older product.
template <class Context>
class Cleanup {
 public:
  /// Refers to its arguments, which must outlive it.
  Cleanup(Session& session, Lanes<Context>& lanes) : session_(session), lanes_(lanes) {}

  /// What became of the products, in `deleted`, and of those that are left a sentence for each reason.
  struct Outcome {
    std::size_t deleted = 0;        ///< how many
    std::vector<std::string> left;  ///< one sentence for each reason, with the number of products
  };

  /// Deletes what is left of `products`, and marks it. O(n log n) and a request for each product.
  Outcome run(std::vector<Product>& products) {
    const bool unique = names_are_unique(products);
    return remove(products, deletable(products, unique));
  }

  /// The same for the products of `account`, all but the `keep` oldest, and but those that may have another name than is
  /// thought: the model of the account must know what is left.
  Outcome make_room(std::vector<Product>& products, const std::string& account, std::size_t keep) {
    const bool unique = names_are_unique(products);
    Selection selection;
    for (const std::size_t i : deletable(products, unique).places) {
      if (products[i].account != account || judge::classify(products[i].creation.sent).names.size() != 1) continue;
      if (keep == 0)
        selection.places.push_back(i);
      else
        --keep;
    }
    return remove(products, selection);
  }

 private:
  enum class Ending : unsigned char { unasked, gone, failed, unanswered };
  struct Removal {
    Product* product;
    std::string trouble;
    Ending ending;
  };
  /// Which products may be deleted, oldest first, and for each reason how many may not.
  struct Selection {
    std::vector<std::size_t> places;
    std::map<std::string, std::size_t> reasons;
  };
  static constexpr unsigned most_tries = 6;
  static constexpr unsigned most_failures = 5;  ///< in a row

  /// `unsalted`: names without the salt are the run's own, too.
  [[nodiscard]] static Selection deletable(const std::vector<Product>& products, bool unsalted) {
    Selection out;
    std::map<std::string, std::size_t> ids;
    for (const Product& product : products) ++ids[product.account + ' ' + product.id];
    for (std::size_t i = 0; i < products.size(); ++i) {
      const Product& product = products[i];
      if (product.deleted) continue;
      if (product.id.empty() || ids[product.account + ' ' + product.id] > 1)
        ++out.reasons["their productIDs are empty or were given twice"];
      else if (!product.salted && !unsalted)
        ++out.reasons["their names may have been in use before, and the target does not refuse such names"];
      else
        out.places.push_back(i);
    }
    return out;
  }

  Outcome remove(std::vector<Product>& products, const Selection& selection) {
    std::vector<Removal> removals;
    for (const std::size_t i : selection.places) removals.push_back({&products[i], {}, Ending::unasked});
    remove(removals);
    Outcome outcome;
    std::map<std::string, std::size_t> reasons = selection.reasons;
    for (const Removal& removal : removals) {
      Product& product = *removal.product;
      product.deleted = removal.ending == Ending::gone;
      if (removal.ending != Ending::unasked) session_.judge.account(product.account).deleted(product.name, product.deleted);
      if (product.deleted) {
        ++outcome.deleted;
        report(LedgerEntry::State::deleted, product);
      } else {
        ++reasons[removal.ending == Ending::unasked ? "DeleteProduct is not answered in order any more"
                                                    : "DeleteProduct was answered " + removal.trouble];
      }
    }
    for (const auto& [reason, count] : reasons)
      outcome.left.push_back(std::to_string(count) + (count == 1 ? " product is" : " products are") + " left: " + reason);
    return outcome;
  }

  /// One after the other as long as that fails, else on all lanes. Ends early when nothing is answered any more.
  void remove(std::vector<Removal>& removals) {
    std::size_t done = 0;
    unsigned failures = 0;
    while (done < removals.size() && failures < most_failures) {
      remove_one(removals[done], 0);
      if (removals[done].ending == Ending::unanswered) return;
      failures = removals[done].ending == Ending::gone ? 0 : failures + 1;
      ++done;
      if (failures != 0) continue;
      const std::size_t first = done;
      lanes_.each(removals.size() - first, [&](std::size_t i, std::size_t lane) {
        remove_one(removals[first + i], lane);
        return removals[first + i].ending == Ending::gone;
      });
      while (done < removals.size() && removals[done].ending == Ending::gone) ++done;
      // Those after the first that failed are asked again if they were not reached.
      order_by_rank(removals, [](const Removal& removal) -> std::size_t { return removal.ending == Ending::unasked ? 1 : 0; });
      while (done < removals.size() && removals[done].ending != Ending::unasked) ++done;
    }
  }

  void remove_one(Removal& removal, std::size_t lane) {
    wire::RawRequest request;
    request.method = session_.form.method;
    request.add("Action", "DeleteProduct");
    request.add("productID", removal.product->id);
    for (unsigned i = 0; i < most_tries; ++i) {
      if (i != 0) session_.pause(session_.options().back_off * (1U << std::min(i - 1, 4U)));
      const judge::Answer answer = session_.ask(request, removal.product->account, lane);
      judge::AnswerReading reading;
      if (answer.transport == judge::Answer::Transport::answered) judge::read_answer(answer.body, reading);
      removal.ending = Ending::failed;
      if (reading.code_number == 0 || reading.module_number == no_such_product) {
        removal.ending = Ending::gone;
        return;
      }
      if (!reading.code_number) removal.ending = Ending::unanswered;
      removal.trouble = description(answer, reading);
      const bool busy = !reading.code_number || reading.code_number == 4400 || reading.module_number == number(ModuleCode::internal_error);
      if (!busy) return;
    }
  }

  /// Whether a name that was just created is refused when it is asked for again, as the first account sees it. What is
  /// created by asking joins `products`.
  [[nodiscard]] bool names_are_unique(std::vector<Product>& products) {
    const auto known_own = [](const Product& product) { return product.salted || product.deleted; };
    if (std::all_of(products.begin(), products.end(), known_own)) return true;
    const auto known = std::find_if(products.begin(), products.end(), [](const Product& product) {
      return product.salted && !product.deleted && !product.id.empty() && product.account == Session::first_account;
    });
    if (known == products.end()) return false;
    Step step;
    step.name = known->name;
    for (unsigned i = 0; i < most_tries; ++i) {
      const judge::Answer answer = session_.ask(session_.request_of(step, session_.values({})), known->account);
      judge::AnswerReading reading;
      if (answer.transport == judge::Answer::Transport::answered) judge::read_answer(answer.body, reading);
      if (reading.module_number == number(ModuleCode::duplicate_name)) return true;
      if (reading.code_number != 0) continue;
      products.push_back({known->account, step.name.value(), reading.has_product_id() ? reading.product_id->text : "", true});
      report(LedgerEntry::State::created, products.back());
      session_.judge.account(products.back().account).created_nameless();
      return false;
    }
    return false;
  }

  void report(LedgerEntry::State state, const Product& product) {
    if (session_.means().ledger)
      session_.means().ledger({state, product.account, product.name, product.id, product.salted});
  }

  [[nodiscard]] static constexpr std::int64_t number(ModuleCode code) noexcept { return static_cast<std::int64_t>(code); }

  [[nodiscard]] static std::string description(const judge::Answer& answer, const judge::AnswerReading& reading) {
    if (reading.module_number) return "with module code " + std::to_string(*reading.module_number);
    if (reading.code_number) return "with public code " + std::to_string(*reading.code_number);
    if (answer.transport == judge::Answer::Transport::answered) return "with something else than a code";
    return "not at all: " + std::string(judge::transport_name(answer.transport));
  }

  static constexpr std::int64_t no_such_product = 1004;  // a code of DeleteProduct alone
  Session& session_;
  Lanes<Context>& lanes_;
};

}  // namespace createproduct::suite
