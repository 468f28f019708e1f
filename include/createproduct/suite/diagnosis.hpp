// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/control_search.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/json_members.hpp>

namespace createproduct::suite {

/// Finds out why a request that must be accepted is refused: one feature of it after the other is made as in control
/// requests, and what makes the target accept it is what it objects to. Costs some 15 requests at most.
class Diagnosis {
 public:
  /// Refers to its arguments, which must outlive it.
  Diagnosis(Session& session, Executor& executor) : session_(session), executor_(executor) {}

  /// The clause whose promise of acceptance is broken by refusing `step`; `fallback` if no single change helps.
  [[nodiscard]] ClauseId of_refusal(const Step& step, const Sent& refused, ClauseId fallback) {
    const Step plain = in_plain_spelling(step, refused);
    helpful_.clear();
    if (is_respelled(step) && accepted(plain)) return "common.encoding";
    if (accepted_unencoded(plain)) return "common.encoding";
    if (!step.extra.empty()) {
      Step fewer = plain;
      fewer.extra.clear();
      if (accepted(fewer)) return fallback;
    }
    examine_name(plain);
    examine_properties(plain);
    const std::string method = plain.method.empty() ? session_.form.method : plain.method;
    // The plainest properties are accepted by the usual method, so that it must be the other method that is at fault.
    const bool plainest_properties = helpful_ == std::vector<ClauseId>{"product-properties.json"} && is_base(plain);
    if ((helpful_.empty() || plainest_properties) && method != session_.form.method) {
      Step other = plain;
      other.method = session_.form.method;
      if (accepted(other)) return "common.method";
    }
    return verdict(fallback);
  }

  /// The clause to blame for accepting `step`, which breaks `broken` alone.
  [[nodiscard]] ClauseId of_acceptance(const Step& step, const Sent& accepted_request, ClauseId broken) {
    if (broken == ClauseId("product-name.alphabet") &&
        decoded_wrongly(accepted_request.exchange.answer, accepted_request.request))
      return "common.encoding";
    if (spelling_hides(step, broken)) return "product-properties.json";
    const std::string& method = accepted_request.exchange.sent.method;
    if (method == session_.form.method || step.parameters || !refused_by(step, session_.form.method)) return broken;
    // Only the other method lets it pass. If that lets several kinds of defect pass, it is the method that is at fault.
    Step name;
    name.name = "{fresh}.";
    Step length;
    length.name = "{fresh:33}";
    Step properties;
    properties.name = "{fresh}";
    properties.properties = "[]";
    int passing = 0;
    for (Step* probe : {&name, &length, &properties}) {
      if (!refused_by(*probe, session_.form.method)) continue;
      passing += refused_by(*probe, method) ? 0 : 1;
    }
    return passing >= 2 ? ClauseId("common.method") : broken;
  }

  /// `step` for a fresh name, of the same length if that is one that fresh names are not cut for.
  [[nodiscard]] Step with_fresh_name(Step step) const {
    constexpr std::size_t least = 20;
    const std::size_t length = step.name ? step.name->size() : 0;
    const bool same_length = length >= least && !session_.form.name;
    step.name = same_length ? "{fresh:" + std::to_string(length) + "}" : executor_.control_step().name;
    step.name_wire.reset();
    return step;
  }

  /// Whether `step` is answered as `refused` was, as a request of its own.
  [[nodiscard]] bool refused_alike(const Step& step, const Sent& refused) {
    Case one;
    one.steps.push_back(step);
    const Execution execution = executor_.patiently(one);
    if (execution.steps.empty()) return false;
    const judge::Ruling& ruling = execution.steps.back().ruling;
    return ruling.outcome != judge::Ruling::Outcome::accepted && !ruling.out_of_room &&
           ruling.outcome == refused.ruling.outcome && ruling.module_code == refused.ruling.module_code;
  }

  /// Whether `step` is accepted as a request of its own, with a fresh name.
  [[nodiscard]] bool accepted(const Step& step) {
    Case one;
    one.steps.push_back(step);
    for (int i = 0; i < 4 && !session_.exhausted(); ++i) {
      const Execution execution = executor_.patiently(one);
      if (execution.steps.empty()) return false;
      const judge::Ruling& ruling = execution.steps.back().ruling;
      if (ruling.outcome == judge::Ruling::Outcome::accepted) return true;
      // Each of these costs a whole time-out.
      if (i > 0 && execution.steps.back().exchange.answer.transport == judge::Answer::Transport::timed_out) return false;
      // A name that exists already was not refused for what it is like.
      const bool taken = ruling.breaches.empty() && ruling.module_code == static_cast<std::int64_t>(ModuleCode::duplicate_name);
      if (taken) return true;
      if (!ruling.maybe_noise) return false;
    }
    return false;
  }

  /// Whether the product that was made shows that the name was decoded twice, or cut at an encoded separator.
  [[nodiscard]] static bool decoded_wrongly(const judge::Answer& answer, const judge::Classification& request) {
    judge::AnswerReading reading;
    judge::read_answer(answer.body, reading);
    if (!judge::AnswerReading::is_string(reading.product_name) || request.names.size() != 1) return false;
    const std::string& asked = request.names.front();
    const std::string& made = reading.product_name->text;
    if (made == asked) return false;
    if (made == wire::percent_decoded(asked).bytes) return true;
    return asked.starts_with(made) && (asked[made.size()] == '&' || asked[made.size()] == '=');
  }

 private:
  /// Whether properties that break a rule on a member are refused once they are spelled plainly.
  [[nodiscard]] bool spelling_hides(const Step& step, ClauseId broken) {
    const bool about_member = !broken.id().starts_with("product-name.") && broken != ClauseId("product-properties.json");
    if (!step.properties || !about_member) return false;
    const std::string text = expand(*step.properties, session_.values("aaaaaaaaa"));
    const auto members = wire::read_json_members(text);
    if (!members || members->text() == text) return false;
    Step plain = step;
    plain.properties = members->text();
    return refused_by(plain, step.method.empty() ? session_.form.method : step.method);
  }

  [[nodiscard]] bool refused_by(Step step, const std::string& method) {
    step.method = method;
    Case one;
    one.steps.push_back(std::move(step));
    const Execution execution = executor_.patiently(one);
    return !execution.steps.empty() && execution.steps.back().ruling.outcome == judge::Ruling::Outcome::refused;
  }

  [[nodiscard]] bool is_base(const Step& plain) {
    const TemplateValues values = session_.values("aaaaaaaaa");
    return plain.properties && expand(*plain.properties, values) == expand("{{base}}", values);
  }

  /// Whether a name whose colon was percent-encoded is accepted with the colon as itself, so that it is not the colon
  /// that the target objects to.
  [[nodiscard]] bool accepted_unencoded(const Step& plain) {
    if (!plain.name) return false;
    const std::string text = expand(*plain.name, session_.values(session_.names.next()));
    if (!is_product_name(text) || text.find(':') == std::string::npos) return false;
    Step literal = plain;
    literal.name_wire = std::exchange(literal.name, std::nullopt);
    return accepted(literal);
  }

  static bool is_respelled(const Step& step) {
    return step.parameters || step.name_wire || step.properties_wire || step.reversed;
  }

  /// The same parameters, name first, each percent-encoded as usual.
  static Step in_plain_spelling(const Step& step, const Sent& refused) {
    Step plain = step;
    plain.reversed = false;
    const auto decode = [](std::optional<std::string>& wire, std::optional<std::string>& raw) {
      if (!wire) return;
      raw = wire::percent_decoded(*wire).bytes;
      wire.reset();
    };
    if (step.parameters) {
      plain.parameters.reset();
      for (const wire::FormField& field : wire::split_form(*step.parameters)) {
        const std::string name = wire::percent_decoded(field.name).bytes;
        if (name == "productName") plain.name = wire::percent_decoded(field.value).bytes;
        if (name == "productProperties") plain.properties = wire::percent_decoded(field.value).bytes;
      }
      plain.bare = true;
    }
    decode(plain.name_wire, plain.name);
    decode(plain.properties_wire, plain.properties);
    if (plain.method.empty() && plain.bare) plain.method = refused.exchange.sent.method;
    return plain;
  }

  void examine_name(const Step& plain) {
    const std::string control = executor_.control_step().name.value();
    if (!plain.name || *plain.name == control) return;
    Step other = plain;
    other.name = control;
    if (!accepted(other)) return;
    const TemplateValues values = session_.values(session_.names.next());
    const std::size_t length = expand(*plain.name, values).size();
    const std::size_t usual = expand(control, values).size();
    const std::string letters = (length >= usual ? "{fresh:" : "{short:") + std::to_string(length) + "}";
    other.name = letters;
    if (letters != *plain.name && accepted(other))
      helpful_.push_back("product-name.alphabet");
    else
      helpful_.push_back(length < usual ? ClauseId("product-name.min-length") : ClauseId("product-name.max-length"));
  }

  void examine_properties(const Step& plain) {
    Step other = plain;
    if (!plain.properties) {
      if (session_.form.base.empty() || (session_.form.with_properties && !plain.bare)) return;
      other.properties = "{{base}}";
      if (accepted(other)) helpful_.push_back("product-properties.optional");
      return;
    }
    other.properties.reset();
    if (!accepted(other)) return;
    const std::size_t before = helpful_.size();
    const std::string text = expand(*plain.properties, session_.values("aaaaaaaaa"));
    if (const auto members = wire::read_json_members(text)) examine_members(plain, text, *members);
    if (helpful_.size() == before) helpful_.push_back("product-properties.json");
  }

  void examine_members(const Step& plain, const std::string& text, const wire::JsonMembers& members) {
    const auto try_members = [&](const wire::JsonMembers& changed, ClauseId clause) {
      Step other = plain;
      other.properties = changed.text();
      if (*other.properties == text || !accepted(other)) return false;
      helpful_.push_back(clause);
      return true;
    };
    wire::JsonMembers usual;
    for (const char* key : {"productDescription", "region", "encryptionType", "productType"})
      if (const std::string* json = members.find(key)) usual = usual.with(key, *json);
    if (try_members(usual, "product-properties.json")) return;

    constexpr const char* plainest = R"("desc")";
    const std::string* const description = members.find("productDescription");
    const bool text_matters = (description == nullptr || *description != plainest) &&
                              try_members(members.with("productDescription", plainest), "product-description.text");
    // Accepted where JSON hides its characters from the percent-encoding: then it is not the text that is objected to.
    if (text_matters && description != nullptr && wire::escaped_json(*description) != *description &&
        try_members(members.with("productDescription", wire::escaped_json(*description)), "common.encoding"))
      helpful_.erase(helpful_.end() - 2);
    const bool encryption =
        vary(members, "encryptionType", R"("1")", "encryption-type.values", "encryption-type.optional", try_members);
    const bool type = vary(members, "productType", "0", "product-type.values", "product-type.optional", try_members);
    // Accepted without the description: the two are refused only together.
    if ((encryption || type) && description != nullptr)
      try_members(members.without("productDescription"), "operation.create");
  }

  /// Leaves the member out if it is there, or puts it in its plainest form if not or if that is what differs.
  template <class Try>
  static bool vary(const wire::JsonMembers& members, const char* key, const char* plainest, ClauseId values,
                   ClauseId optional, const Try& try_members) {
    const std::string* const json = members.find(key);
    if (json == nullptr) {
      try_members(members.with(key, plainest), optional);
      return false;
    }
    if (try_members(members.without(key), values)) return true;
    return *json != plainest && try_members(members.with(key, plainest), values);
  }

  /// One helpful change names the clause. An omission that must be allowed outweighs the rest; else several mean that
  /// only their combination is refused.
  [[nodiscard]] ClauseId verdict(ClauseId fallback) const {
    for (const ClauseId clause : helpful_)
      if (clause.id().ends_with(".optional")) return clause;
    if (helpful_.size() > 1) return "operation.create";
    if (helpful_.size() == 1) return helpful_.front();
    return fallback;
  }

  Session& session_;
  Executor& executor_;
  std::vector<ClauseId> helpful_;
};

}  // namespace createproduct::suite
