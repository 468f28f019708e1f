// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/report/respell.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>

namespace createproduct::report {

namespace detail {

/// The parameters that signing adds. They leave a signed request together; the values of `secret` ones are also looked
/// for in everything a target may have echoed.
struct SigningParameter {
  std::string_view name;  ///< lower case
  bool secret;
};
inline constexpr SigningParameter signing_parameters[] = {
    {"signature", true}, {"secretid", true},   {"token", true},
    {"nonce", false},    {"timestamp", false}, {"signaturemethod", false},
};

inline void make_small(std::string& text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
}

[[nodiscard]] inline const SigningParameter* signing_parameter(std::string_view wire_name) {
  std::string name = wire::percent_decoded(wire_name).bytes;
  make_small(name);
  for (const SigningParameter& parameter : signing_parameters)
    if (parameter.name == name) return &parameter;
  return nullptr;
}

}  // namespace detail

/// Takes secrets out of findings, exchanges and texts, and with redacted() (report/redact_event.hpp) out of events. Every
/// report passes every event through one of these before it looks at it.
///
/// From a signed request Signature, SecretId, Token, Nonce, Timestamp and SignatureMethod are taken out, in any letter
/// case and any encoding. The values of the first three (of four bytes or more) and the secrets given to the
/// constructor are then replaced by `[secret]` wherever else they stand, see without(). In what a target answers to a
/// signed request, and where there are secrets in reasons and notes, text shaped like a signature is replaced too, for
/// a target that prints the signature it expected or what it was sent.
class Redactor {
 public:
  Redactor() = default;
  /// `secrets`: key ids, keys and tokens in use. Empty ones are ignored.
  explicit Redactor(std::vector<std::string> secrets) : secrets_(std::move(secrets)) { drop_empty(secrets_); }

  /// The same finding without secrets. O(bytes × secrets).
  [[nodiscard]] suite::Finding operator()(suite::Finding finding) const {
    apply(finding);
    return finding;
  }

  /// The same exchange without secrets.
  [[nodiscard]] suite::Exchange operator()(suite::Exchange exchange) const {
    suite::Finding finding;
    finding.history.push_back(std::move(exchange));
    apply(finding);
    return std::move(finding.history.front());
  }

  /// `text` with every known secret replaced.
  [[nodiscard]] std::string operator()(std::string text) const {
    clean(text, secrets_, false);
    return text;
  }

  /// The same of a reason or note, in which a target may have had a word: what is shaped like a signature is replaced,
  /// too, if there are secrets.
  [[nodiscard]] std::string note(std::string text) const {
    clean(text, secrets_, !secrets_.empty());
    return text;
  }

 private:
  static void drop_empty(std::vector<std::string>& secrets) {
    secrets.erase(std::remove(secrets.begin(), secrets.end(), std::string()), secrets.end());
  }

  static void clean(std::string& text, const std::vector<std::string>& secrets, bool shapes) {
    for (const std::string& secret : secrets) text = without(std::move(text), secret);
    if (shapes) text = without_signature_shapes(std::move(text));
  }

  /// Drops the pieces of `query` that signing added, and keeps their secret values in `found`. In an unsigned request
  /// only those go whose value is known to be secret.
  void strip(std::string& query, bool is_signed, std::vector<std::string>& found) const {
    std::string kept;
    bool started = false;
    for (const wire::FormField& field : wire::split_form(query)) {
      const detail::SigningParameter* parameter = detail::signing_parameter(field.name);
      std::string value =
          parameter != nullptr ? wire::percent_decoded(field.value, wire::Plus::literal).bytes : std::string();
      const bool drop =
          parameter != nullptr && (is_signed || std::find(secrets_.begin(), secrets_.end(), value) != secrets_.end());
      if (drop) {
        if (parameter->secret && value.size() >= 4 && std::find(found.begin(), found.end(), value) == found.end())
          found.push_back(std::move(value));
        continue;
      }
      if (started) kept.push_back('&');
      started = true;
      kept.append(field.name);
      if (field.has_equals) kept.append("=").append(field.value);
    }
    query = std::move(kept);
  }

  void apply(suite::Finding& finding) const {
    std::vector<std::string> secrets = secrets_;
    bool any_signed = false;
    for (suite::Exchange& exchange : finding.history) {
      any_signed = any_signed || exchange.is_signed;
      strip(exchange.sent.query, exchange.is_signed, secrets);
      strip(exchange.sent.body, exchange.is_signed, secrets);
    }
    drop_empty(secrets);
    for (suite::Exchange& exchange : finding.history) {
      clean(exchange.sent.query, secrets, false);
      clean(exchange.sent.body, secrets, false);
      clean(exchange.answer.body, secrets, exchange.is_signed);
      clean(exchange.answer.detail, secrets, exchange.is_signed);
    }
    clean(finding.why, secrets, any_signed);
  }

  std::vector<std::string> secrets_;
};

}  // namespace createproduct::report
