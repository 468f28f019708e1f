// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <createproduct/judge/account.hpp>
#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/rule.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>

namespace createproduct::judge {

/// Judges answers one after the other and keeps the model of the accounts in step with them.
class Judge {
 public:
  /// `marker`: part of every name that only this run can have created; empty if there is none (recorded traffic).
  explicit Judge(std::string marker = {}) : accounts_(std::move(marker)) {}

  /// The account called `name`, made on first use; stays where it is.
  Account& account(const std::string& name) { return accounts_.at(name); }

  /// The service may have lost all that it held: what was created may be gone, and productIDs may be given anew.
  void forget() { accounts_.forget(); }

  /// Judges the answer to a request of class `request` in `account`, and updates the model. `exercised` is the clause
  /// that a case is about; it takes the blame when a request that must be accepted is refused for no stated reason.
  /// O(length of request and answer).
  [[nodiscard]] Ruling rule(const std::string& account_name, const Classification& request, const Answer& answer,
                            ClauseId exercised = "operation.create") {
    AnswerReading reading;
    if (answer.transport == Answer::Transport::answered) read_answer(answer.body, reading);
    return rule(account_name, request, answer, reading, exercised);
  }

  /// The same with what read_answer() made of the body; new if no answer came. O(names of the request).
  [[nodiscard]] Ruling rule(const std::string& account_name, const Classification& request, const Answer& answer,
                            const AnswerReading& reading, ClauseId exercised) {
    return detail::Rule(accounts_, account(account_name), request, answer, reading, exercised).run();
  }

  /// The product with this id was deleted, or may have been: its name may be free again. Whether there is one.
  /// O(accounts).
  bool may_be_deleted(const std::string& product_id) {
    const std::string* name = accounts_.ids.name_of(product_id);
    if (name == nullptr) return false;
    accounts_.each([name](Account& one) { one.deleted(*name, false); });
    return true;
  }

 private:
  Accounts accounts_;
};

}  // namespace createproduct::judge
