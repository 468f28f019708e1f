// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/judge/account.hpp>
#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/answer_check.hpp>
#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::judge::detail {

/// The judging of one answer: what the request earned in the state of its account, what came, and what that makes of
/// the state. Used once.
class Rule {
 public:
  /// Precondition: `reading` is that of an answer that came.
  Rule(Accounts& accounts, Account& account, const Classification& request, const Answer& answer,
       const AnswerReading& reading, ClauseId exercised)
      : accounts_(accounts),
        account_(account),
        request_(request),
        answer_(answer),
        exercised_(exercised),
        reading_(reading) {
    look_up_names();
  }

  [[nodiscard]] Ruling run() && {
    if (answer_.transport == Answer::Transport::not_sent) return std::move(out_);
    if (answer_.transport != Answer::Transport::answered)
      no_answer();
    else if (reading_.is_object())
      fields();
    else
      unreadable();
    return std::move(out_);
  }

 private:
  using Demand = Classification::Demand;
  using Outcome = Ruling::Outcome;

  /// What is known of the names that the request may create. A name that breaks the rules exists nowhere.
  void look_up_names() {
    bool first = true;
    for (const std::string& name : request_.names) {
      const Presence one = is_product_name(name) ? account_.presence(name) : Presence::absent;
      presence_ = first || one == presence_ ? one : Presence::maybe;
      first = false;
    }
    if (request_.names.size() == 1) refused_before_ = account_.refused_before(request_.names.front());
  }

  void breach(ClauseId clause, Proof proof, std::string why) { add_breach(out_, clause, proof, std::move(why)); }

  /// The request is in order, its name is fresh, and nobody knows the account to be full.
  [[nodiscard]] bool must_be_accepted() const {
    return request_.demand == Demand::accept && presence_ == Presence::absent && !account_.beyond_quota();
  }

  /// One product may have been created, under any of the names.
  void doubt_names() {
    bool counted = false;
    for (const std::string& name : request_.names) {
      if (!is_product_name(name)) continue;
      if (std::exchange(counted, true))
        account_.in_doubt_instead(name);
      else
        account_.in_doubt(name);
    }
  }

  /// A refusal of no documented kind, or no answer at all. Any refusal will do for an open request.
  void refused_somehow(const std::string& how) {
    if (request_.demand == Demand::open) return;
    breach(refusal_clause(), Proof::repeatable, demanded() + ", but " + how);
  }

  void no_answer() {
    out_.maybe_noise = true;
    if (answer_.transport != Answer::Transport::unreachable) doubt_names();
    if (request_.no_answer) return;
    std::string how = "no answer came (" + std::string(transport_name(answer_.transport));
    if (!answer_.detail.empty()) how += ": " + answer_.detail;
    refused_somehow(how + ")");
  }

  void unreadable() {
    unclear();
    const bool refusal = answer_.status >= 400;
    const bool server_error = answer_.status >= 500;
    if (request_.no_answer || (request_.any_form && !server_error) || (refusal && request_.demand == Demand::open)) {
      if (refusal) out_.outcome = Outcome::refused;
      if (refusal && !server_error) record_choice("refused");
      return;
    }
    if (answer_.status == 429) {
      out_.throttled = true;
      return refused_somehow("it is turned away with HTTP status 429");
    }
    // A valid request that is turned away is what is wrong first; the form of the refusal comes second.
    if (refusal && must_be_accepted())
      refused_somehow("the answer is HTTP status " + std::to_string(answer_.status) + " without a JSON object");
    using State = wire::ShallowJson::State;
    std::string why = "The body of the answer is not one JSON object: ";
    if (answer_.body.empty())
      why += "it is empty";
    else if (reading_.json.state == State::complete)
      why += "it is of kind " + std::string(wire::kind_name(reading_.json.root.kind));
    else
      why += "it cannot be read as JSON at byte " + std::to_string(reading_.json.offset);
    breach("response.json", Proof::repeatable, std::move(why));
  }

  void fields() {
    check_unambiguous(out_, reading_);
    out_.code = reading_.code_number;
    out_.module_code = reading_.module_number;
    out_.choices.reserve(4);
    check_types(out_, reading_);
    out_.outcome = decide_outcome(out_, reading_, must_be_accepted());
    if (out_.outcome != Outcome::unknown)
      out_.choices.push_back({"silent.extra-fields", reading_.has_other_fields ? "present" : "absent"});
    switch (out_.outcome) {
      case Outcome::accepted: return accept();
      case Outcome::refused: return refuse();
      case Outcome::unknown: return unclear();
    }
  }

  /// The answer says neither success nor failure: a product may have been created.
  void unclear() {
    doubt_names();
    out_.maybe_noise = true;
  }

  /// Notes what a target did about the one point that left the request open.
  void record_choice(std::string_view choice) {
    if (request_.demand == Demand::open && request_.silences.size() == 1)
      out_.choices.push_back({request_.silences.first(), choice});
  }

  void accept() {
    const std::string name = name_created();
    std::optional<std::string> earlier;
    if (reading_.has_product_id()) earlier = accounts_.ids.claim(reading_.product_id->text, name);

    if (request_.demand == Demand::reject) {
      if (std::none_of(request_.names.begin(), request_.names.end(), is_product_name)) account_.created_nameless();
      doubt_names();
      for (const std::string& other : request_.names)
        if (!is_product_name(other)) account_.in_doubt_instead(other);
      request_.broken.for_each([&](ClauseId clause) {
        breach(clause, Proof::certain,
               "The request breaks this rule (" + std::string(clause.id()) + ") but was accepted");
      });
      return;
    }
    record_choice("accepted");
    if (presence_ == Presence::present) {
      account_.created_nameless();
      return breach("product-name.unique", Proof::certain,
                    "A product of this name had been created before, but it was created again");
    }
    if (account_.case_variant_created(name))
      out_.choices.push_back({"silent.name-case", "accepted"});
    if (account_.beyond_quota())
      breach("error.quota", Proof::certain,
             "The account already had its " + std::to_string(*account_.quota) + " products, but one more was created");
    for (const std::string& other : request_.names)
      if (other != name && is_product_name(other)) account_.in_doubt_instead(other);
    account_.created(name);
    check_product(name, earlier);
    check_success(out_, reading_);
    if (request_.demand != Demand::accept) return;
    out_.checked.add("operation.create");
    out_.checked.add(request_.exercised);
    // What a request says of the common parameters is not in its class; the case that sends it knows.
    if (exercised_.level() == Level::linked) out_.checked.add(exercised_);
    if (refused_before_) out_.checked.add("product-name.free-after-refusal");
    if (accounts_.elsewhere(name, account_)) out_.checked.add("product-name.scope");
  }

  /// Of the names that the request may have created, the one that the answer gives, or else the likeliest.
  [[nodiscard]] std::string name_created() const {
    const std::string* likeliest = nullptr;
    for (const std::string& name : request_.names) {
      if (!is_product_name(name)) continue;
      if (AnswerReading::is_string(reading_.product_name) && name == reading_.product_name->text) return name;
      if (likeliest == nullptr) likeliest = &name;
    }
    if (likeliest != nullptr) return *likeliest;
    return request_.names.empty() ? std::string() : request_.names.front();
  }

  /// response.product-name.*, response.product-id.*.
  void check_product(const std::string& name, const std::optional<std::string>& earlier) {
    check_string(out_, reading_.product_name, "response.product-name.type", "productName");
    if (AnswerReading::is_string(reading_.product_name)) {
      if (reading_.product_name->text == name)
        out_.checked.add("response.product-name.echo");
      else
        breach("response.product-name.echo", Proof::certain, "productName is not the name that was asked for");
    }
    check_string(out_, reading_.product_id, "response.product-id.type", "productID");
    if (!AnswerReading::is_string(reading_.product_id)) return;
    if (reading_.product_id->text.empty())
      return breach("response.product-id.present", Proof::certain, "productID is empty");
    out_.checked.add("response.product-id.present");
    if (earlier)
      breach("response.product-id.unique", Proof::certain,
             "This productID was already given to the product " + *earlier);
    else
      out_.checked.add("response.product-id.unique");
  }

  /// Whether the message starts with `code`.
  [[nodiscard]] bool says(ModuleCode code) const { return out_.module_code == static_cast<std::int64_t>(code); }

  void refuse() {
    const bool internal = says(ModuleCode::internal_error);
    out_.out_of_room = says(ModuleCode::over_quota);
    // 1000, 1001 and 1101 say what it is, whatever public code or HTTP status goes with them.
    const bool definite = out_.out_of_room || says(ModuleCode::duplicate_name) || says(ModuleCode::invalid_parameter);
    const bool server_error = answer_.status >= 500 || (out_.code && is_server_error(*out_.code));
    out_.throttled = !definite && (out_.code == 4400 || answer_.status == 429);
    // Where only a gateway has a reason to refuse, its refusal is the right answer.
    const bool asked_for = request_.demand == Demand::reject && request_.codes.empty();
    out_.maybe_noise = internal || out_.throttled || (!definite && server_error) || (from_gateway() && !asked_for);
    if (internal || (!definite && server_error))
      doubt_names();
    else if (presence_ == Presence::absent && request_.demand != Demand::open && request_.names.size() == 1 &&
             is_product_name(request_.names.front()))
      account_.refused(request_.names.front());

    if (!out_.throttled) check_refusal(out_, reading_);
    if (request_.demand != Demand::open) return check_code();
    if (!out_.maybe_noise && !out_.out_of_room && !says(ModuleCode::duplicate_name)) record_choice("refused");
  }

  /// Whether a public code is one of those about the service's own troubles.
  [[nodiscard]] static bool is_server_error(std::int64_t code) { return code >= 6000 && code < 7000; }

  /// Whether the refusal is that of a gateway, which knows nothing of module codes: about credentials, rate, protocol,
  /// or its own troubles.
  [[nodiscard]] bool from_gateway() const {
    return (!out_.module_code || out_.module_code == out_.code) && out_.code && ((*out_.code >= 4100 && *out_.code < 5000) || is_server_error(*out_.code));
  }

  /// Of a request that is not open: is a refusal right at all, and is it the right one?
  void check_code() {
    const std::optional<ModuleCode> code = out_.module_code ? module_code(*out_.module_code) : std::nullopt;
    const bool rejects = request_.demand == Demand::reject;
    if (rejects && request_.codes.empty()) {
      // Only a gateway has a reason, and its words are its own; but no product of that name exists.
      if (says(ModuleCode::duplicate_name) && presence_ == Presence::absent) return refused_wrongly();
      if (out_.code && !request_.broken.empty() && speaks_of_another(request_.broken.first(), *out_.code))
        return breach(request_.broken.first(), Proof::repeatable,
                      "The request must be refused as not authentic, but the answer is public code " +
                          std::to_string(*out_.code) + ", which stands for another reason");
      if (!out_.throttled && !says(ModuleCode::internal_error)) passed();
      return;
    }
    // Who has its signature to object to may do so in front of all else.
    const bool unauthentic = request_.plain_text && out_.code && *out_.code >= 4100 && *out_.code < 4200;
    if (rejects && (!code || unauthentic) && !out_.throttled && (request_.plain_text || request_.any_form)) return passed();
    if (!out_.throttled && !must_be_accepted()) {
      if (out_.module_code) {
        out_.checked.add("response.message.format");
      } else if (!from_gateway()) {
        if (AnswerReading::is_string(reading_.message))
          breach("response.message.format", Proof::repeatable,
                 "The message of a refusal does not begin with a module code in parentheses");
        return;
      }
    }
    if (code && !out_.throttled && allowed_codes().has(*code)) return passed();
    refused_wrongly();
  }

  /// Whether `code`, a public code, stands for something else than a failure of what `clause` is about.
  [[nodiscard]] static bool speaks_of_another(ClauseId clause, std::int64_t code) noexcept {
    const auto is_one_of = [code](std::initializer_list<std::int64_t> codes) {
      return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    const bool about_time = clause == ClauseId("common.timestamp") || clause == ClauseId("common.nonce");
    const bool about_key = clause == ClauseId("common.signature") || clause == ClauseId("common.signature-method") ||
                           clause == ClauseId("common.secret-id");
    if (!about_time && !about_key) return false;
    return is_one_of({4600, 5000, 5200, 5300, 5400, 5500, 6100, 6200}) || (about_key && is_one_of({4200, 4500})) ||
           (about_time && is_one_of({4104, 4105, 4106}));
  }

  [[nodiscard]] ModuleCodes allowed_codes() const {
    ModuleCodes allowed;
    if (request_.demand == Demand::reject) allowed = request_.codes;
    // A name that breaks the rules may have been accepted all the same; then the target is right to say that it exists.
    const bool seen = std::any_of(request_.names.begin(), request_.names.end(),
                                  [this](const std::string& name) { return account_.has_seen(name); });
    if (presence_ != Presence::absent || seen) allowed.add(ModuleCode::duplicate_name);
    if (account_.may_be_full()) allowed.add(ModuleCode::over_quota);
    return allowed;
  }

  void refused_wrongly() {
    ClauseId clause = refusal_clause();
    std::string why = demanded() + ", but the answer is ";
    if (out_.module_code)
      why += "module code " + std::to_string(*out_.module_code);
    else if (out_.code)
      why += "public code " + std::to_string(*out_.code);
    else
      why += "a refusal";
    const bool fresh = must_be_accepted();
    const std::string name = request_.names.empty() ? std::string() : request_.names.front();
    if (fresh && says(ModuleCode::duplicate_name)) {
      if (accounts_.elsewhere(name, account_)) {
        clause = "product-name.scope";
        why = "A product of this name exists in another account only, yet it is refused as existing";
      } else if (refused_before_ || exercised_ == ClauseId("product-name.free-after-refusal")) {
        clause = "product-name.free-after-refusal";
        why = "Every earlier request for this name was refused, yet it is now refused as existing";
      } else {
        clause = "product-name.unique";
        why = "Nobody has created a product of this name, yet it is refused as existing";
      }
    } else if (request_.demand == Demand::accept && presence_ != Presence::present && out_.out_of_room) {
      clause = "error.quota";
    }
    breach(clause, Proof::repeatable, std::move(why));
  }

  /// The clause that a refusal of no documented kind breaks. Precondition: the request is not open.
  [[nodiscard]] ClauseId refusal_clause() const {
    if (request_.demand == Demand::reject)
      return request_.codes.empty() ? request_.broken.first() : ClauseId("error.invalid-parameter");
    if (presence_ == Presence::present) return "error.duplicate-name";
    if (account_.beyond_quota()) return "error.quota";
    // Clauses about other things than the acceptance of this request are not to blame for its refusal.
    const std::string_view id = exercised_.id();
    const bool about_acceptance = exercised_.level() != Level::silent && !id.starts_with("response.") &&
                                  !id.starts_with("error.") && exercised_ != ClauseId("product-name.unique") &&
                                  exercised_ != ClauseId("product-name.scope");
    return about_acceptance ? exercised_ : ClauseId("operation.create");
  }

  /// The refusal was right, and shows what the request alone put to the test.
  void passed() {
    const bool duplicate = says(ModuleCode::duplicate_name);
    if (request_.demand == Demand::reject) {
      if (duplicate || out_.out_of_room) return;
      if (says(ModuleCode::invalid_parameter)) out_.checked.add("error.invalid-parameter");
      if (request_.broken.size() == 1 && request_.perhaps.empty() && !request_.other_reasons)
        out_.checked.add(request_.broken);
    } else if (duplicate && presence_ == Presence::present) {
      out_.checked.add("product-name.unique");
      out_.checked.add("error.duplicate-name");
    } else if (duplicate && presence_ == Presence::maybe_by_case) {
      out_.choices.push_back({"silent.name-case", "refused"});
    } else if (out_.out_of_room && account_.beyond_quota()) {
      out_.checked.add("error.quota");
    }
  }

  [[nodiscard]] std::string demanded() const {
    if (request_.demand == Demand::reject)
      return request_.codes.empty() ? "The request must be refused"
                                    : "The request must be refused with module code 1101";
    if (presence_ == Presence::present) return "The name exists, so the request must be refused with module code 1001";
    if (account_.beyond_quota()) return "The account is full, so the request must be refused with module code 1000";
    if (presence_ == Presence::absent) return "The request keeps every rule and must be accepted";
    return "The request keeps every rule, so it must be accepted unless its name exists";
  }

  Accounts& accounts_;
  Account& account_;
  const Classification& request_;
  const Answer& answer_;
  const ClauseId exercised_;
  const AnswerReading& reading_;
  Ruling out_;
  Presence presence_ = Presence::absent;  ///< of all names of the request together
  bool refused_before_ = false;
};

}  // namespace createproduct::judge::detail
