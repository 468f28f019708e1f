// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/judge/assessment.hpp>
#include <createproduct/judge/properties.hpp>
#include <createproduct/judge/request_reading.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::judge {

/// What the contract demands in answer to a request, as far as the request alone decides it. Whether a name exists is
/// the account model's business (judge/account.hpp).
struct Classification {
  /// What must become of a request.
  enum class Demand : unsigned char {
    accept,  ///< every permitted reading keeps every rule
    reject,  ///< every permitted reading breaks some rule
    open,    ///< readings differ, or the document is silent: either outcome is right
  };
  Demand demand = Demand::accept;  ///< what must become of the request
  ClauseSet broken;   ///< reject: the clauses that every reading finds broken; if there is none, the likeliest one's
  ClauseSet perhaps;  ///< reject: further clauses that some reading finds broken
  bool other_reasons = false;  ///< reject: silent points allow to refuse it for other reasons, too
  ClauseSet exercised;         ///< accept: the clauses whose promise of acceptance it tests
  ClauseSet silences;          ///< open: the points that leave it open, as far as clauses name them
  ModuleCodes codes;           ///< reject: the module codes that describe its defects; empty if only plain text does
  bool plain_text = false;     ///< a refusal may be plain text without a module code
  bool any_form = false;       ///< a refusal may come from a front end and have any form
  bool no_answer = false;      ///< a front end may refuse it with a server error, or by closing the connection
  std::vector<std::string> names;  ///< the product names it may create, one per differing reading
};

namespace detail {

/// product-name.min-length, product-name.max-length, product-name.alphabet.
inline void assess_name(std::string_view name, Assessment& out) {
  const NameDefects defects = check_product_name(name);
  if (defects.too_short) out.broken.add("product-name.min-length");
  if (defects.too_long) out.broken.add("product-name.max-length");
  if (defects.bad_alphabet()) out.broken.add("product-name.alphabet");
  // What is no small letter, and what is near a limit, says something about the rule.
  if (std::any_of(name.begin(), name.end(), [](char c) { return c < 'a' || c > 'z'; }))
    out.exercised.add("product-name.alphabet");
  if (name.size() > 24) out.exercised.add("product-name.max-length");
  if (name.size() < 4) out.exercised.add("product-name.min-length");
}

inline Assessment assess(const DecidingParameters& parameters) {
  Assessment out;
  if (!parameters.action) {
    out.broken.add("common.action");
  } else if (*parameters.action != spec::action) {
    if (equals_folded(*parameters.action, spec::action))
      out.silences.add("silent.parameter-case");
    else
      out.broken.add("common.action");
  }
  if (parameters.name)
    assess_name(*parameters.name, out);
  else
    out.broken.add("product-name.required");
  if (parameters.properties)
    out.add(assess_properties(*parameters.properties));
  else
    out.exercised.add("product-properties.optional");
  return out;
}

/// Folds what readings come to into one classification.
class Classifier {
 public:
  /// One more reading; returns what it demands.
  Classification::Demand take(DecidingParameters&& parameters, const Assessment& assessment) {
    using Demand = Classification::Demand;
    const bool rejects = !assessment.broken.empty();
    const bool open = !rejects && !assessment.silences.empty();
    any_accept_ = any_accept_ || (!rejects && !open);
    any_open_ = any_open_ || open;
    out.other_reasons = out.other_reasons || !assessment.silences.empty();
    if (rejects) {
      if (!any_reject_) leading_ = common_ = assessment.broken;
      any_reject_ = true;
      common_ = common_ & assessment.broken;
      out.perhaps.add(assessment.broken);
      out.perhaps.add(assessment.perhaps);
    } else {
      out.silences.add(assessment.silences);
    }
    if (first_) out.exercised = assessment.exercised;
    first_ = false;

    // A gateway answers for Action, and may for a productName that did not come, in its own words.
    if (parameters.action != spec::action || !parameters.name || parameters.bare_name) out.plain_text = true;
    ClauseSet own = assessment.broken;
    own.remove("common.action");
    if (!own.empty()) out.codes.add(ModuleCode::invalid_parameter);
    if (parameters.properties) out.any_form = out.any_form || undecodable(*parameters.properties);
    if (parameters.name) {
      out.any_form = out.any_form || undecodable(*parameters.name);
      if (std::find(out.names.begin(), out.names.end(), *parameters.name) == out.names.end())
        out.names.push_back(*std::move(parameters.name));
    }
    return rejects ? Demand::reject : open ? Demand::open : Demand::accept;
  }

  /// A reader may refuse the request as a whole, before anybody looks at its values.
  void take_refusal() { refusable_ = out.other_reasons = out.plain_text = true; }
  /// The same, for a reason that `silence` leaves to it.
  void take_refusal(ClauseId silence) {
    take_refusal();
    out.silences.add(silence);
  }

  [[nodiscard]] Classification finish() && {
    using Demand = Classification::Demand;
    if (any_open_ || (any_accept_ && (any_reject_ || refusable_)))
      out.demand = Demand::open;
    else
      out.demand = any_reject_ ? Demand::reject : Demand::accept;
    out.broken = common_.empty() ? leading_ : common_;
    out.broken.for_each([this](ClauseId clause) { out.perhaps.remove(clause); });
    return std::move(out);
  }

  Classification out;

 private:
  ClauseSet common_, leading_;
  bool first_ = true;
  bool any_accept_ = false, any_reject_ = false, any_open_ = false, refusable_ = false;
};

/// What lets a front end refuse a request, whatever is in it.
inline void take_refusals(const Ambiguities& ambiguous, const wire::WireRequest& request, Classifier& out) {
  const bool post = request.method == "POST";
  if (ambiguous.repeats) out.take_refusal("silent.repeated-parameter");
  if (ambiguous.case_variants) out.take_refusal("silent.parameter-case");
  if (ambiguous.unknown_parameters) out.take_refusal("silent.unknown-parameter");
  if (ambiguous.both_places) out.take_refusal("silent.parameter-place");
  if (ambiguous.doubtful_values) out.take_refusal();
  if (ambiguous.undecodable || ambiguous.unsafe_bytes) {
    out.take_refusal("silent.undecodable-text");
    out.out.any_form = true;
  }
  const bool long_get = !post && request.query.size() > spec::get_certain_length;
  // The documented limit of a GET is the least that a POST must be served with.
  if (long_get || request.body.size() > spec::get_length) {
    out.take_refusal("silent.long-get");
    out.out.any_form = out.out.no_answer = true;
  }
  if (ambiguous.breaks_framing) out.out.no_answer = true;
  if (request.method != "GET" && !post) {
    out.take_refusal("silent.parameter-place");
    out.out.any_form = out.out.no_answer = true;
  }
}

}  // namespace detail

/// Judges the bytes of a request under every reading that the contract permits (spec/readings.json). Authentication is
/// taken to be in order. O(n) for each reading; all but odd requests have one.
[[nodiscard]] inline Classification classify(const wire::WireRequest& request) {
  const bool post = request.method == "POST";
  const WireParameters parameters = split_parameters(request);
  const Ambiguities ambiguous = find_ambiguities(parameters, post);
  detail::Classifier classifier;
  bool demanded[2][3] = {};  // by what a plus sign stands for
  for (const Reading& reading : permitted_readings(ambiguous, post)) {
    DecidingParameters seen = read_parameters(parameters, reading);
    const Assessment assessment = detail::assess(seen);
    const Classification::Demand demand = classifier.take(std::move(seen), assessment);
    demanded[static_cast<std::size_t>(reading.plus)][static_cast<std::size_t>(demand)] = true;
  }
  detail::take_refusals(ambiguous, request, classifier);
  Classification out = std::move(classifier).finish();
  if (ambiguous.plus && !std::equal(demanded[0], demanded[0] + 3, demanded[1])) out.silences.add("silent.plus-sign");
  if (post) out.exercised.add("common.method");
  if (request.query.find('%') != std::string::npos || request.body.find('%') != std::string::npos)
    out.exercised.add("common.encoding");
  return out;
}

/// Lets `request`, the classification of `sent`, be refused for its signature where signer and service may read the text
/// differently: where a plus sign stands for itself or for a space.
inline void doubt_signature(Classification& request, const wire::WireRequest& sent) {
  const bool plus = sent.query.find('+') != std::string::npos || sent.body.find('+') != std::string::npos;
  if (!plus) return;
  request.plain_text = request.other_reasons = true;
  if (request.demand == Classification::Demand::accept) request.demand = Classification::Demand::open;
}

/// Makes of `request` one that must be refused as an authentication failure, which only `clause` demands.
inline void demand_authentication_failure(Classification& request, ClauseId clause) {
  request.demand = Classification::Demand::reject;
  request.broken = {clause};
  request.codes = {};
  request.plain_text = true;
}

}  // namespace createproduct::judge
