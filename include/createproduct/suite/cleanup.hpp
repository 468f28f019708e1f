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
#include <createproduct/model/codes.hpp>
#include <createproduct/suite/lanes.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// Deletes products by DeleteProduct, an operation beside the contract: whatever comes of it is no verdict. Only ids that
/// one answer told of are deleted, and only if the product must be the run's own: its name is salted, or the target
/// has just been seen to refuse names that exist, so that no id can be that of an older product.
class Cleanup {
 public:
  Cleanup(Session& session, Lanes& lanes) : session_(session), lanes_(lanes) {}

  /// What became of the products, in `deleted`, and of those that are left a sentence for each reason.
  struct Outcome {
    std::size_t deleted = 0;
    std::vector<std::string> left;
  };

  /// O(n log n) and a request for each product.
  Outcome run(std::vector<Session::Product> products) {
    Outcome outcome;
    std::vector<Removal> removals;
    std::map<std::string, std::size_t> ids;
    const bool unique = names_are_unique(products);
    for (const Session::Product& product : products) ++ids[product.account + ' ' + product.id];
    std::size_t ambiguous = 0;
    std::size_t doubtful = 0;
    for (const Session::Product& product : products) {
      if (product.id.empty() || ids[product.account + ' ' + product.id] > 1)
        ++ambiguous;
      else if (!product.salted && !unique)
        ++doubtful;
      else
        removals.push_back({&product, {}, Ending::unasked});
    }
    remove(removals);
    std::map<std::string, std::size_t> reasons;
    for (const Removal& removal : removals) {
      if (removal.ending == Ending::gone) {
        ++outcome.deleted;
        report(LedgerEntry::State::deleted, *removal.product);
      } else {
        ++reasons[removal.ending == Ending::unasked ? "DeleteProduct is not answered in order any more"
                                                  : "DeleteProduct was answered " + removal.trouble];
      }
    }
    if (ambiguous != 0) reasons["their productIDs are empty or were given twice"] = ambiguous;
    if (doubtful != 0) reasons["their names may have been in use before, and the target does not refuse such names"] = doubtful;
    for (const auto& [reason, count] : reasons)
      outcome.left.push_back(std::to_string(count) + (count == 1 ? " product is" : " products are") + " left: " + reason);
    return outcome;
  }

 private:
  enum class Ending : unsigned char { unasked, gone, failed, unanswered };
  struct Removal {
    const Session::Product* product;
    std::string trouble;
    Ending ending;
  };
  static constexpr unsigned most_tries = 6;
  static constexpr unsigned most_failures = 5;  ///< in a row

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
      std::stable_partition(removals.begin() + static_cast<std::ptrdiff_t>(done), removals.end(),
                            [](const Removal& removal) { return removal.ending != Ending::unasked; });
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
  [[nodiscard]] bool names_are_unique(std::vector<Session::Product>& products) {
    if (std::all_of(products.begin(), products.end(), [](const auto& product) { return product.salted; })) return true;
    const auto known = std::find_if(products.begin(), products.end(), [](const Session::Product& product) {
      return product.salted && !product.id.empty() && product.account == Session::first_account;
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
      return false;
    }
    return false;
  }

  void report(LedgerEntry::State state, const Session::Product& product) {
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
  Lanes& lanes_;
};

}  // namespace createproduct::suite
