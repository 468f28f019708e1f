// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/case.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// A form of request that departs from the plainest one, and the clauses to blame if only such a form is accepted.
struct FormCandidate {
  ControlForm form;              ///< how its requests look
  std::vector<ClauseId> blamed;  ///< if only this form is accepted
};

/// The outcome of a search: the form that was accepted, if any, and how the plainest one fared.
struct FormSearch {
  bool found = false;            ///< whether a form was accepted
  std::vector<ClauseId> blamed;  ///< clauses broken by refusing the plainest form, to be confirmed
  Execution plainest;            ///< the execution of the plainest form
};

namespace detail {

using Members = std::vector<std::pair<std::string, std::string>>;

inline const std::pair<std::string, std::string> base_description{"productDescription", "\"desc\""};
inline const std::pair<std::string, std::string> base_region{"region", "\"gz\""};
inline const std::pair<std::string, std::string> base_encryption{"encryptionType", "\"1\""};
inline const std::pair<std::string, std::string> base_product_type{"productType", "0"};

inline std::vector<FormCandidate> control_candidates(bool with_keys) {
  const auto named = [](std::string name, std::string encoded) {
    ControlForm form;
    form.name = std::move(name);
    form.encoded_name = std::move(encoded);
    return form;
  };
  ControlForm common;
  common.with_common = true;
  ControlForm post;
  post.method = "POST";
  ControlForm both = post;
  both.with_common = true;
  std::vector<FormCandidate> out{{{}, {}}, {common, {}}, {post, {"common.method"}}, {both, {"common.method"}}};
  if (with_keys) {
    ControlForm sha1;
    sha1.extra = {{"SignatureMethod", "HmacSHA1"}};
    out.push_back({sha1, {"common.signature-method"}});
  }
  for (const Members& base : {Members{base_description, base_region},
                              Members{base_description, base_region, base_encryption, base_product_type}}) {
    ControlForm form;
    form.with_properties = true;
    form.base = base;
    out.push_back({form, {"product-properties.optional"}});
  }
  out.push_back({named("{upper}", "%41{upper}"), {"product-name.alphabet"}});
  out.push_back({named("{digits}", "%37{digits}"), {"product-name.alphabet"}});
  out.push_back({named("{head}-{tail}", "{head}%2D{tail}"), {"product-name.alphabet"}});
  out.push_back({named("A{head}_1{tail}", "%41{head}_1{tail}"), {"product-name.alphabet"}});
  out.push_back({named("{fresh:32}", "%61{fresh:31}"), {"product-name.min-length"}});
  out.push_back({named("{short:6}", "%61{short:5}"), {"product-name.max-length"}});
  out.push_back({named("{short:3}", "%61{short:2}"), {"product-name.max-length"}});
  return out;
}

inline std::vector<FormCandidate> properties_candidates() {
  std::vector<FormCandidate> out;
  const auto add = [&](Members base, std::vector<ClauseId> blamed) {
    out.emplace_back().form.base = std::move(base);
    out.back().blamed = std::move(blamed);
  };
  add({base_description, base_region}, {});
  add({base_description, base_region, base_encryption}, {"encryption-type.optional"});
  add({base_description, base_region, base_product_type}, {"product-type.optional"});
  add({base_description, base_region, base_encryption, base_product_type},
      {"encryption-type.optional", "product-type.optional"});
  add({base_region}, {"product-description.text"});
  add({base_description}, {"region.values"});
  return out;
}

}  // namespace detail

/// Finds a form of control request that the target accepts, from the plainest on, and leaves it in session.form.
inline FormSearch find_control(Session& session, Executor& executor) {
  FormSearch search;
  bool first = true;
  for (const FormCandidate& candidate : detail::control_candidates(session.means().first.is_signed)) {
    session.form = candidate.form;
    Executor::Control control = executor.control();
    for (unsigned i = 0; first && control == Executor::Control::noise && i < 3 && !session.exhausted(); ++i) {
      executor.back_off(i, executor.last_control());
      control = executor.control();
    }
    if (first) search.plainest = executor.last_control();
    first = false;
    if (control == Executor::Control::accepted) {
      search.found = true;
      search.blamed = candidate.blamed;
      return search;
    }
    if (control == Executor::Control::full || session.exhausted()) break;
    // Without any answer at all, no other form will do better.
    if (!search.plainest.steps.empty() &&
        search.plainest.steps.back().exchange.answer.transport == judge::Answer::Transport::unreachable)
      break;
  }
  session.form = {};
  return search;
}

/// The case whose one request carries `members` as its properties object, under a name that `name` is the template of.
[[nodiscard]] inline Case properties_case(const detail::Members& members, ClauseId clause, std::string name) {
  Case one;
  one.id = "control.properties";
  one.clause = clause;
  one.title = "properties in their plainest form are accepted";
  Step step;
  step.name = std::move(name);
  std::string text;
  for (const auto& [key, value] : members) text += (text.empty() ? "\"" : ",\"") + key + "\":" + value;
  step.properties = "{" + text + "}";
  one.steps.push_back(std::move(step));
  return one;
}

/// Finds members of productProperties that the target accepts and leaves them in session.form.base.
inline FormSearch find_properties(Session& session, Executor& executor) {
  FormSearch search;
  bool first = true;
  for (const FormCandidate& candidate : detail::properties_candidates()) {
    const Case one = properties_case(candidate.form.base, "product-properties.json", *executor.control_step().name);
    Execution execution = executor.past_noise(one);
    const bool accepted =
        !execution.steps.empty() && execution.steps.back().ruling.outcome == judge::Ruling::Outcome::accepted;
    if (first) search.plainest = std::move(execution);
    first = false;
    if (accepted) {
      session.form.base = candidate.form.base;
      search.found = true;
      search.blamed = candidate.blamed;
      return search;
    }
    if (session.exhausted()) return search;
  }
  search.blamed = {"product-properties.json"};
  return search;
}

}  // namespace createproduct::suite
