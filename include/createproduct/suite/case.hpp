// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

/// One request of a case, as templates (suite/template_text.hpp).
struct Step {
  std::string method;                          ///< "GET", "POST"; empty: as the control requests of the run
  std::optional<std::string> name;             ///< raw bytes of productName
  std::optional<std::string> name_wire;        ///< the same as wire text, untouched
  std::optional<std::string> properties;       ///< raw bytes of productProperties
  std::optional<std::string> properties_wire;  ///< the same as wire text, untouched
  /// The whole query or body as wire text; excludes the others.
  std::optional<std::string> parameters;
  std::vector<std::pair<std::string, std::string>> extra;  ///< further parameters, raw bytes
  std::string content_type;                                ///< how Content-Type spells that of a form; empty: as usual
  bool reversed = false;                                   ///< the last parameter comes first; not with `parameters`
  bool second_account = false;                             ///< sent by the second account, else by the first
  bool new_connection = false;                             ///< sent on a connection of its own, where there are several

  /// How it is signed; `by_other_method`: by another HMAC than SignatureMethod says; `without_method`: without
  /// SignatureMethod, by the HMAC that this means.
  enum class Signing : unsigned char { usual, none, by_other_method, without_method };
  Signing signing = Signing::usual;        ///< how it is signed when keys are in use
  std::string mistake;                     ///< it is signed with this mistake (MistakenStamp::name); empty: rightly
  /// What is done to the signature: flip-first, flip-last, other-case, cut, append or other-end.
  std::string tamper;
  std::vector<std::pair<std::string, std::string>> after_signing;  ///< parameters changed or added once it is signed
  bool not_authentic = false;              ///< must be refused as an authentication failure
  bool bare = false;                       ///< takes nothing from the control form: GET, no properties
  /// Text that is sent as it is.
  struct Literal {
    wire::WireRequest request;  ///< without what signing adds
    std::string fresh;          ///< the text in its names that stands for the fresh name; may be empty
  };
  std::optional<Literal> literal;  ///< a request once recorded, sent again with fresh names; excludes the others

  /// Whether some token stands for what an earlier step of the case was sent with or answered.
  [[nodiscard]] bool refers_back() const noexcept {
    const auto refers = [](const std::string& text) { return text.find("{last-") != std::string::npos; };
    for (const auto& [changed, value] : after_signing)
      if (refers(value)) return true;
    return name && refers(*name);
  }
};

/// One case: a sequence of requests about one clause. Its steps share one fresh name.
struct Case {
  std::string id;                        ///< unique; what findings, reports and baselines name it by
  std::string phase;                     ///< the name of its catalogue file
  ClauseId clause = "operation.create";  ///< the one that it puts to the test
  Budget budget = Budget::standard;      ///< the least budget that runs it
  std::string title;                     ///< for people, one line
  bool needs_keys = false;               ///< accounts with keys, and signed requests
  bool needs_second_account = false;     ///< a second account with keys of its own
  bool steps_stand_alone = false;        ///< a step that gets lost leaves the others their meaning
  /// Some step carries productProperties, so an accepted base form must be known.
  bool needs_properties = false;
  std::vector<Step> steps;  ///< sent one after the other
};

/// Whether `access` has the way to sign that `step` asks for.
[[nodiscard]] inline bool can_sign(const Access& access, const Step& step) {
  using Signing = Step::Signing;
  if (step.signing == Signing::by_other_method) return static_cast<bool>(access.mismatched_stamp);
  if (step.signing == Signing::without_method) return static_cast<bool>(access.methodless_stamp);
  if (step.mistake.empty()) return true;
  for (const MistakenStamp& mistaken : access.mistaken_stamps)
    if (mistaken.name == step.mistake) return true;
  return false;
}

}  // namespace createproduct::suite
