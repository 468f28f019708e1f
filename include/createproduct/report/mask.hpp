// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/suite/events.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::report {

/// Makes the events of two runs comparable: what differs between runs with the same seed and salt against the same
/// fresh target is replaced by a fixed text. Seconds become 0, Nonce and Timestamp of a request `NONCE` and
/// `TIMESTAMP`, the target's port `PORT`, and each productID `PRODUCT-ID-1`, `-2`, … in the order of appearance.
///
/// Keeps state: give one object the whole of a run, in order.
class Masks {
 public:
  /// The event with all of that replaced.
  [[nodiscard]] suite::Event operator()(suite::Event event) {
    std::visit([this](auto& e) { apply(e); }, event);
    return event;
  }

 private:
  static void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  }

  void mask_text(std::string& text) const {
    if (!port_.empty()) replace_all(text, port_, ":PORT");
    for (const auto& [id, mask] : product_ids_) {
      constexpr std::size_t telling = 6;  // a shorter id may be part of some other word
      if (id.size() >= telling)
        replace_all(text, id, mask);
      else
        replace_all(text, '"' + id + '"', '"' + mask + '"');
    }
  }

  static void mask_form(std::string& form) {
    std::string masked;
    for (const wire::FormField& field : wire::split_form(form)) {
      if (field.name.data() != form.data()) masked.push_back('&');
      masked.append(field.name);
      if (!field.has_equals) continue;
      const bool nonce = field.name == "Nonce";
      const bool time = field.name == "Timestamp";
      masked.append("=").append(nonce ? "NONCE" : time ? "TIMESTAMP" : field.value);
    }
    form = std::move(masked);
  }

  void learn_product_id(const std::string& body) {
    const wire::ShallowJson json = wire::read_shallow_json(body);
    const wire::ShallowValue* id = json.find("productID");
    if (id == nullptr || id->kind != wire::JsonKind::string || id->text.empty()) return;
    for (const auto& [known, mask] : product_ids_)
      if (known == id->text) return;
    const auto shorter = std::find_if(product_ids_.begin(), product_ids_.end(),
                                      [id](const auto& known) { return known.first.size() < id->text.size(); });
    product_ids_.insert(shorter, {id->text, "PRODUCT-ID-" + std::to_string(product_ids_.size() + 1)});
  }

  void apply(suite::Finding& finding) {
    for (suite::Exchange& exchange : finding.history) {
      learn_product_id(exchange.answer.body);
      mask_form(exchange.sent.query);
      mask_form(exchange.sent.body);
    }
    for (suite::Exchange& exchange : finding.history) {
      mask_text(exchange.answer.body);
      mask_text(exchange.answer.detail);
    }
    mask_text(finding.why);
  }

  void apply(suite::RunStarted& event) {
    const std::size_t authority = event.target.find("://");
    if (authority != std::string::npos) {
      const std::size_t end = event.target.find_first_of("/?", authority + 3);
      const std::size_t colon = event.target.substr(0, end).rfind(':');
      const std::string port = event.target.substr(colon, end == std::string::npos ? end : end - colon);
      if (colon > authority && port.size() > 1 && port.find_first_not_of("0123456789", 1) == std::string::npos)
        port_ = port;
    }
    mask_text(event.target);
  }
  void apply(suite::PhaseStarted&) {}
  void apply(suite::CaseFinished& event) { mask_text(event.note); }
  void apply(suite::Suspected& event) { apply(event.finding); }
  void apply(suite::Confirmed& event) { apply(event.finding); }
  void apply(suite::Note& event) { mask_text(event.text); }
  void apply(suite::RunFinished& event) {
    apply(event.started);
    mask_text(event.reason);
    for (suite::Finding& finding : event.findings) apply(finding);
    for (suite::ClauseResult& clause : event.clauses) mask_text(clause.reason);
    for (suite::SilenceResult& silence : event.silences) mask_text(silence.choice);
    for (std::string& note : event.notes) mask_text(note);
    event.seconds = 0;
  }

  std::string port_;  ///< with its colon
  std::vector<std::pair<std::string, std::string>>
      product_ids_;  ///< id and mask; long ids first, as they may hold others
};

}  // namespace createproduct::report
