// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/judge/account.hpp>
#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>

namespace createproduct::judge {

/// Judges answers one after the other and keeps the model of the accounts in step with them.
class Judge {
 public:
  /// `marker`: part of every name that only this run can have created; empty if there is none (recorded traffic).
  explicit Judge(std::string marker = {}) : marker_(std::move(marker)) {}

  /// The account called `name`, made on first use.
  Account& account(const std::string& name) { return accounts_.try_emplace(name, Account(marker_)).first->second; }

  /// Judges the answer to a request of class `request` in `account`, and updates the model. `exercised` is the clause
  /// that a case is about; it takes the blame when a request that must be accepted is refused for no stated reason.
  [[nodiscard]] Ruling rule(const std::string& account_name, const Classification& request, const Answer& answer,
                            ClauseId exercised = "operation.create") {
    return Rule(*this, account(account_name), request, answer, exercised).run();
  }

 private:
  /// The judging of one answer.
  struct Rule {
    Rule(Judge& judge_, Account& account_, const Classification& request_, const Answer& answer_, ClauseId exercised_)
        : judge(judge_), account(account_), request(request_), answer(answer_), exercised(exercised_) {}

    Judge& judge;
    Account& account;
    const Classification& request;
    const Answer& answer;
    ClauseId exercised;
    Ruling out;
    AnswerReading reading;
    Presence presence = Presence::maybe;
    bool refused_before = false;

    using Demand = Classification::Demand;
    using Outcome = Ruling::Outcome;
    using Proof = Breach::Proof;

    Ruling run() {
      if (request.names.size() == 1) {
        presence = account.presence(request.names.front());
        refused_before = account.refused_before(request.names.front());
      }
      if (answer.transport != Answer::Transport::answered) {
        no_answer();
      } else {
        read_answer(answer.body, reading);
        if (reading.is_object())
          fields();
        else
          unreadable();
      }
      return std::move(out);
    }

    void breach(ClauseId clause, Proof proof, std::string why) { out.breaches.push_back({clause, proof, std::move(why)}); }

    [[nodiscard]] bool must_be_duplicate() const { return request.demand == Demand::accept && presence == Presence::present; }
    [[nodiscard]] bool must_be_accepted() const { return request.demand == Demand::accept && presence == Presence::absent; }
    [[nodiscard]] bool may_be_out_of_room() const {
      return account.full() || (account.quota && account.count() >= *account.quota);
    }

    void doubt_names() {
      for (const std::string& name : request.names) account.in_doubt(name);
    }

    /// The clause that a refusal of no documented kind breaks, or nothing if any refusal will do.
    [[nodiscard]] std::optional<ClauseId> refusal_clause() const {
      switch (request.demand) {
        case Demand::open: return std::nullopt;
        case Demand::reject:
          if (request.codes.empty()) return request.broken.first();
          return ClauseId("error.invalid-parameter");
        case Demand::accept: break;
      }
      if (presence == Presence::present) return ClauseId("error.duplicate-name");
      const std::string_view id = exercised.id();
      if (id.starts_with("response.") || id.starts_with("error.")) return ClauseId("operation.create");
      return exercised;
    }

    void no_answer() {
      out.maybe_noise = true;
      if (answer.transport != Answer::Transport::unreachable) doubt_names();
      const std::optional<ClauseId> clause = refusal_clause();
      if (!clause) return;
      std::string why = demanded() + ", but no answer came (" + std::string(transport_name(answer.transport));
      if (!answer.detail.empty()) why += ": " + answer.detail;
      breach(*clause, Proof::repeatable, why + ")");
    }

    void unreadable() {
      doubt_names();
      out.maybe_noise = true;
      if (answer.status == 429) {
        out.throttled = true;
        if (const auto clause = refusal_clause())
          breach(*clause, Proof::repeatable, demanded() + ", but it is turned away with HTTP status 429");
        return;
      }
      const bool front_end_error = answer.status >= 400;
      if (front_end_error && (request.any_form || request.demand == Demand::open)) {
        out.outcome = Outcome::refused;
        return;
      }
      if (request.any_form) return;
      if (answer.status >= 500) {
        if (const auto clause = refusal_clause())
          breach(*clause, Proof::repeatable,
                 demanded() + ", but the answer is HTTP status " + std::to_string(answer.status) + " without a JSON object");
        return;
      }
      using State = wire::ShallowJson::State;
      std::string why = "The body of the answer is not one JSON object: ";
      if (answer.body.empty())
        why += "it is empty";
      else if (reading.json.state == State::complete)
        why += "it is of kind " + std::string(wire::kind_name(reading.json.root.kind));
      else
        why += "it cannot be read as JSON at byte " + std::to_string(reading.json.offset);
      breach("response.json", Proof::repeatable, std::move(why));
    }

    void fields() {
      out.checked.add("response.json");
      out.code = reading.code_number;
      out.module_code = reading.module_number;
      check_types();
      const bool accepted = decide_outcome();
      out.outcome = accepted ? Outcome::accepted : Outcome::refused;
      if (accepted)
        accept();
      else
        refuse();
    }

    void check_type(const wire::ShallowValue* value, bool right, ClauseId clause, const char* field, const char* type) {
      if (right) return out.checked.add(clause);
      if (value == nullptr)
        breach(clause, Proof::certain, std::string("The answer has no field ") + field);
      else
        breach(clause, Proof::certain,
               std::string("The field ") + field + " is of kind " + std::string(wire::kind_name(value->kind)) +
                   " and not " + type);
    }

    void check_types() {
      const wire::ShallowValue* code = reading.code;
      // A whole number spelled 0.0 is the same JSON number as 0.
      const bool whole = code != nullptr && code->kind == wire::JsonKind::real &&
                         code->text.find_first_not_of("0123456789-.") == std::string::npos &&
                         code->text.find_first_not_of('0', code->text.find('.') + 1) == std::string::npos;
      check_type(code, whole || (code != nullptr && code->kind == wire::JsonKind::integer), "response.code.type", "code",
                 "an integer");
      check_type(reading.message, AnswerReading::is_string(reading.message), "response.message.type", "message", "a string");
      check_type(reading.code_desc, AnswerReading::is_string(reading.code_desc), "response.code-desc.type", "codeDesc",
                 "a string");
    }

    [[nodiscard]] bool code_desc_says_success() const {
      return AnswerReading::is_string(reading.code_desc) && detail::equals_folded(reading.code_desc->text, "Success");
    }

    /// Whether the answer means success; where its fields contradict each other, code is what is wrong.
    bool decide_outcome() {
      const bool names_error = reading.module_number.has_value();
      if (!reading.code_number) return !names_error && reading.has_product_id();
      if (*reading.code_number == 0) {
        const bool describes_error = AnswerReading::is_string(reading.code_desc) && !reading.code_desc->text.empty() &&
                                     !code_desc_says_success() && AnswerReading::is_string(reading.message) &&
                                     !reading.message->text.empty() && !reading.has_product_id();
        if (names_error || describes_error) {
          breach("response.code.meaning", Proof::certain, "code is 0, which means success, but message and codeDesc report an error");
          return false;
        }
        out.checked.add("response.code.meaning");
        return true;
      }
      if (!names_error && reading.has_product_id() && code_desc_says_success()) {
        breach("response.code.meaning", Proof::certain,
               "code is " + std::to_string(*reading.code_number) + ", which means failure, but the answer is that of a success");
        return true;
      }
      out.checked.add("response.code.meaning");
      return false;
    }

    [[nodiscard]] std::string name_created() const {
      if (request.names.empty()) return {};
      if (AnswerReading::is_string(reading.product_name))
        for (const std::string& name : request.names)
          if (name == reading.product_name->text) return name;
      return request.names.front();
    }

    void accept() {
      const std::string name = name_created();
      std::optional<std::string> earlier;
      if (reading.has_product_id()) earlier = judge.ids_.claim(reading.product_id->text, name);

      if (request.demand == Demand::reject) {
        doubt_names();
        request.broken.for_each([&](ClauseId clause) {
          breach(clause, Proof::certain, "The request breaks this rule (" + std::string(clause.id()) + ") but was accepted");
        });
        return;
      }
      if (request.demand == Demand::open) record_choices("accepted");
      if (must_be_duplicate()) {
        breach("product-name.unique", Proof::certain, "A product of this name had been created before, but it was created again");
        return;
      }
      if (presence == Presence::maybe_by_case) out.choices.push_back({"silent.name-case", "accepted"});
      if (account.quota && account.count() >= *account.quota)
        breach("error.quota", Proof::certain,
               "The account already had its " + std::to_string(*account.quota) + " products, but one more was created");
      for (const std::string& other : request.names)
        if (other != name) account.in_doubt(other);
      account.created(name);
      check_success(name, earlier);
      if (request.demand == Demand::accept) {
        out.checked.add("operation.create");
        out.checked.add(request.exercised);
        // What a request says of the common parameters is not in its class; the case that sends it knows.
        if (exercised.level() == Level::linked) out.checked.add(exercised);
        if (refused_before) out.checked.add("product-name.free-after-refusal");
      }
    }

    void check_success(const std::string& name, const std::optional<std::string>& earlier) {
      check_type(reading.product_name, AnswerReading::is_string(reading.product_name), "response.product-name.type",
                 "productName", "a string");
      if (AnswerReading::is_string(reading.product_name)) {
        if (request.demand == Demand::open || reading.product_name->text == name)
          out.checked.add("response.product-name.echo");
        else
          breach("response.product-name.echo", Proof::certain, "productName is not the name that was asked for");
      }
      check_type(reading.product_id, AnswerReading::is_string(reading.product_id), "response.product-id.type", "productID",
                 "a string");
      if (AnswerReading::is_string(reading.product_id)) {
        if (reading.product_id->text.empty())
          breach("response.product-id.present", Proof::certain, "productID is empty");
        else
          out.checked.add("response.product-id.present");
      }
      if (earlier)
        breach("response.product-id.unique", Proof::certain, "This productID was already given to the product " + *earlier);
      else if (reading.has_product_id())
        out.checked.add("response.product-id.unique");
      if (AnswerReading::is_string(reading.code_desc)) {
        if (reading.code_desc->text == "Success")
          out.checked.add("response.code-desc.success");
        else
          breach("response.code-desc.success", Proof::certain, "codeDesc of a success is not Success, as in the example");
      }
      if (AnswerReading::is_string(reading.message))
        out.choices.push_back({"silent.success-message", reading.message->text.empty() ? "empty" : "text"});
      note_extra_fields(5);
    }

    void note_extra_fields(std::size_t documented) {
      out.choices.push_back({"silent.extra-fields", reading.json.members.size() > documented ? "present" : "absent"});
    }

    void record_choices(std::string_view choice) {
      if (request.silences.size() == 1) out.choices.push_back({request.silences.first(), choice});
    }

    void refuse() {
      const bool internal = out.module_code == static_cast<std::int64_t>(ModuleCode::internal_error);
      out.out_of_room = out.module_code == static_cast<std::int64_t>(ModuleCode::over_quota);
      if (out.code == 4400 || answer.status == 429) out.throttled = true;
      out.maybe_noise = internal || out.throttled || (!out.module_code && is_gateway_code());
      if (internal || answer.status >= 500)
        doubt_names();
      else if (presence == Presence::absent && request.demand != Demand::open && request.names.size() == 1)
        account.refused(request.names.front());

      if (!out.throttled) check_failure();
      if (request.demand == Demand::open) {
        if (!out.maybe_noise) record_choices("refused");
        return;
      }
      check_code();
    }

    [[nodiscard]] bool is_gateway_code() const {
      return out.code && ((*out.code >= 4100 && *out.code < 5000) || *out.code >= 6000);
    }

    void check_failure() {
      if (out.code && *out.code != 0) {
        if (module_code(*out.code) || (out.module_code && out.code == out.module_code))
          breach("response.code.public", Proof::certain,
                 "code is the module code " + std::to_string(*out.code) + ", which belongs into message");
        else
          out.checked.add("response.code.public");
        out.unknown_public_code = !is_public_code(*out.code);
      }
      if (AnswerReading::is_string(reading.code_desc)) {
        const std::string& text = reading.code_desc->text;
        if (code_desc_says_success()) {
          breach("response.code-desc.agrees", Proof::certain, "codeDesc says Success beside an error");
        } else {
          out.checked.add("response.code-desc.agrees");
          if (is_english(text))
            out.checked.add("response.code-desc.english");
          else
            breach("response.code-desc.english", Proof::certain,
                   text.empty() ? "codeDesc is empty and describes nothing" : "codeDesc is no description in English");
        }
      }
      const auto field = [](const wire::ShallowValue* value) {
        return value != nullptr && value->kind != wire::JsonKind::null && !(AnswerReading::is_string(value) && value->text.empty());
      };
      out.choices.push_back({"silent.error-fields", field(reading.product_name) || field(reading.product_id) ? "present" : "absent"});
    }

    /// Refusals of requests that are not open: is a refusal right at all, and is it the right one?
    void check_code() {
      ModuleCodes allowed;
      if (request.demand == Demand::reject) {
        allowed = request.codes;
        if (presence != Presence::absent) allowed.add(ModuleCode::duplicate_name);
      } else if (presence != Presence::absent) {
        allowed.add(ModuleCode::duplicate_name);
      }
      if (may_be_out_of_room()) allowed.add(ModuleCode::over_quota);

      if (!out.module_code && !out.throttled && !must_be_accepted()) {
        if (request.demand == Demand::reject && (request.plain_text || request.any_form)) return passed();
        if (AnswerReading::is_string(reading.message))
          breach("response.message.format", Proof::repeatable,
                 "The message of a refusal does not begin with a module code in parentheses");
        return;
      }
      if (!out.module_code) return refused_wrongly();
      if (!out.throttled && !must_be_accepted()) out.checked.add("response.message.format");
      const std::optional<ModuleCode> code = module_code(*out.module_code);
      if (!out.throttled && ((code && allowed.has(*code)) || (request.codes.empty() && request.demand == Demand::reject)))
        return passed();
      refused_wrongly();
    }

    void refused_wrongly() {
      std::optional<ClauseId> clause = refusal_clause();
      const bool fresh = must_be_accepted();
      std::string why = demanded() + ", but the answer is ";
      if (out.module_code)
        why += "module code " + std::to_string(*out.module_code);
      else if (out.code)
        why += "public code " + std::to_string(*out.code);
      else
        why += "a refusal";
      if (fresh && out.module_code == static_cast<std::int64_t>(ModuleCode::duplicate_name)) {
        const bool after_refusal = refused_before || exercised == ClauseId("product-name.free-after-refusal");
        clause = after_refusal ? ClauseId("product-name.free-after-refusal") : ClauseId("product-name.unique");
        why = after_refusal ? "Every earlier request for this name was refused, yet it is now refused as existing"
                            : "Nobody has created a product of this name, yet it is refused as existing";
      } else if (fresh && out.out_of_room) {
        clause = ClauseId("error.quota");
      }
      breach(*clause, Proof::repeatable, std::move(why));
    }

    void passed() {
      if (request.demand == Demand::reject) {
        if (request.broken.size() == 1) out.checked.add(request.broken);
        if (out.module_code == static_cast<std::int64_t>(ModuleCode::invalid_parameter))
          out.checked.add("error.invalid-parameter");
      } else if (out.module_code == static_cast<std::int64_t>(ModuleCode::duplicate_name)) {
        if (presence == Presence::present) {
          out.checked.add("product-name.unique");
          out.checked.add("error.duplicate-name");
        } else if (presence == Presence::maybe_by_case) {
          out.choices.push_back({"silent.name-case", "refused"});
        }
      } else if (out.out_of_room && account.quota && account.count() >= *account.quota) {
        out.checked.add("error.quota");
      }
    }

    [[nodiscard]] std::string demanded() const {
      if (request.demand == Demand::reject) {
        if (request.codes.empty()) return "The request must be refused";
        return "The request must be refused with module code 1101";
      }
      if (presence == Presence::present) return "The name exists, so the request must be refused with module code 1001";
      return "The request keeps every rule and must be accepted";
    }

  };

  std::string marker_;
  std::map<std::string, Account, std::less<>> accounts_;
  ProductIds ids_;
};

}  // namespace createproduct::judge
