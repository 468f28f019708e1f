// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/step_request.hpp>
#include <createproduct/suite/template_text.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

namespace detail {

/// A length at which no fresh name needs to be cut.
inline constexpr std::size_t least_cut = 20;

/// `name`, a template, with characters of the kinds that names may hold around its token {fresh}, perhaps as long as a
/// name may be; or in place of a part of its token {fresh:N}.
[[nodiscard]] inline std::string in_name_context(std::string name, draft::Random& random) {
  constexpr std::string_view start = "{fresh";
  std::string before, after;
  for (const char character : {'X', '7', ':', '_', '-'})
    if (draft::once_in(2, random)) (draft::once_in(2, random) ? before : after).push_back(character);
  const std::size_t place = name.find(start);
  const std::size_t end = name.find('}', std::min(place, name.size()));
  if (end == std::string::npos) return name;
  const std::size_t size = end + 1 - place;
  const std::size_t around = before.size() + after.size();
  const std::size_t others = name.size() - size + around;
  std::string fresh = name.substr(place, size);
  if (fresh.starts_with("{fresh:")) {
    const std::size_t length = std::strtoul(fresh.c_str() + start.size() + 1, nullptr, 10);
    if (length < least_cut + around) return name;
    fresh = "{fresh:" + std::to_string(length - around) + "}";
  } else if (draft::once_in(2, random) && others + least_cut <= spec::name_max_length) {
    fresh = "{fresh:" + std::to_string(spec::name_max_length - others) + "}";
  }
  return name.replace(place, size, before + fresh + after);
}

/// `object`, the template of an object of properties or of what is to be none, with right members that it does not name.
/// One without members beside the one that it is about stays as it is. `is_json`: it is an object.
[[nodiscard]] inline std::string in_members_context(std::string object, bool is_json, draft::Random& random) {
  static constexpr std::array<std::string_view, 3> types{"0", "2", "2"};
  static constexpr std::array<std::string_view, 3> encryptions{"\"1\"", "\"2\"", "\"2\""};
  if (object.find(',') == std::string::npos && object != "{{base}}") return object;
  const auto add = [&](const std::string& name, std::string_view value) {
    const bool wanted = draft::once_in(2, random), at_end = draft::once_in(2, random);
    if (!wanted || object.front() != '{' || object.find(name) != std::string::npos) return;
    const std::string member = name + ":" + std::string(value);
    if (at_end && is_json && object.back() == '}')
      object.insert(object.size() - 1, "," + member);
    else
      object.insert(1, member + ",");
  };
  add("\"productType\"", draft::one_of(types, random));
  add("\"encryptionType\"", draft::one_of(encryptions, random));
  return object;
}

/// What takes the place of the fresh name of a case in all its names and descriptions.
struct FreshNameContext {
  std::string whole;  ///< for the token {fresh}
  std::string head;   ///< for the token {head}
};

/// More kinds of characters in the fresh name of `steps`, perhaps so many others that the longest name is as long as a
/// name may be. Empty if that would not change all names in the same way.
[[nodiscard]] inline std::optional<FreshNameContext> draw_fresh_name(const std::vector<Step>& steps,
                                                                     draft::Random& random) {
  constexpr std::string_view whole = "{fresh}";
  bool all_whole = true;
  std::size_t most_others = 0;
  for (const Step& step : steps) {
    if (!step.name || step.name_wire || step.parameters || step.literal) return std::nullopt;
    const bool has_whole = step.name->find(whole) != std::string::npos;
    if (!has_whole && step.name->find("{head}") == std::string::npos) return std::nullopt;
    const bool has_head = step.properties && step.properties->find("{head}") != std::string::npos;
    all_whole = all_whole && has_whole && !has_head;
    most_others = std::max(most_others, step.name->size() - std::min(step.name->size(), whole.size()));
  }
  std::string kinds;
  for (const char character : {'X', '7', ':', '_', '-'})
    if (draft::once_in(2, random)) kinds.insert(draft::once_in(2, random) ? 0 : kinds.size(), 1, character);
  const std::size_t others = most_others + kinds.size();
  if (draft::once_in(3, random) && all_whole && others + least_cut <= spec::name_max_length)
    return FreshNameContext{kinds + "{fresh:" + std::to_string(spec::name_max_length - others) + "}", {}};
  return FreshNameContext{"{head}" + kinds + "{tail}", "{head}" + kinds};
}

/// `text`, a template, with its fresh name in that context.
[[nodiscard]] inline std::string in_fresh_name_context(const std::string& text, const FreshNameContext& context) {
  constexpr std::string_view whole = "{fresh}", head = "{head}";
  std::string out;
  for (std::size_t place = 0; place < text.size();) {
    const std::string_view rest = std::string_view(text).substr(place);
    if (rest.starts_with(whole)) {
      out += context.whole;
      place += whole.size();
    } else if (rest.starts_with(head)) {
      out += context.head;
      place += head.size();
    } else {
      out.push_back(text[place++]);
    }
  }
  return out;
}

/// Whether nothing is said about a step but what its name and its properties are, and whose account it is in.
[[nodiscard]] inline bool leaves_context_open(const Step& step) {
  return step.method.empty() && !step.parameters && !step.literal && step.extra.empty() && step.content_type.empty() &&
         !step.reversed && !step.new_connection && !step.bare && !step.not_authentic &&
         step.signing == Step::Signing::usual && step.mistake.empty() && step.tamper.empty() &&
         step.after_signing.empty();
}

/// Whether nothing is said about a step but what is to be thought of its keys, and what its name and properties are.
[[nodiscard]] inline bool is_about_keys(const Case& one) {
  if (one.phase != "authentication" || one.steps.size() != 1) return false;
  const Step& step = one.steps.front();
  return step.method.empty() && !step.parameters && !step.literal && step.content_type.empty() && !step.reversed &&
         !step.new_connection && !step.bare;
}

/// Whether a case is about names or properties, and about nothing else.
[[nodiscard]] inline bool leaves_context_open(const Case& one) {
  if (one.phase == "uniqueness" && one.steps.size() > 1) return true;
  if (one.steps.size() != 1) return false;
  if (one.id != again_id && one.phase != "names" && one.phase != "properties") return false;
  return leaves_context_open(one.steps.front());
}

/// Whether what the contract demands in answer to two requests is the same, and for the same reason.
[[nodiscard]] inline bool demand_the_same(const judge::Classification& one, const judge::Classification& other) {
  return one.demand == other.demand && one.broken == other.broken;
}

/// What the contract demands in answer to `step` where nothing is known of names.
[[nodiscard]] inline judge::Classification demanded_by(const Step& step, const ControlForm& form,
                                                       std::string fresh = "kqvwxyzaaa") {
  TemplateValues values;
  values.fresh = std::move(fresh);
  values.base = &form.base;
  return judge::classify(wire::encode(step_request(step, values, form)));
}

/// Puts steps into contexts. What the contract demands in answer to each stays the same, for the same reason.
class StepContexts {
 public:
  /// Refers to its arguments, which must outlive it. `broken`: clauses that no context touches.
  StepContexts(const ControlForm& form, const ClauseSet& broken, draft::Random& random)
      : form_(form), broken_(broken), random_(random) {}

  /// By which method `step` travels.
  void method(Step& step) {
    if (draft::once_in(2, random_) && !broken_.has("common.method"))
      change(step, [this](Step& changed) { changed.method = form_.method == "POST" ? "GET" : "POST"; });
  }

  /// In which order its parameters come, and whether Region is among them.
  void order(Step& step) {
    if (draft::once_in(2, random_)) change(step, [](Step& changed) { changed.reversed = true; });
    if (draft::once_in(2, random_) && !broken_.has("common.region"))
      change(step, [](Step& changed) { changed.extra = {{"Region", "gz"}}; });
  }

  /// With which other characters its name stands.
  void name(Step& step) {
    change(step, [this](Step& changed) {
      if (changed.name) changed.name = in_name_context(*changed.name, random_);
    });
  }

  /// With which fresh name all of `steps` stand; in none if that would change what one of them demands.
  void names(std::vector<Step>& steps, const FreshNameContext& fresh) {
    std::vector<Step> changed = steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      changed[i].name = in_fresh_name_context(*changed[i].name, fresh);
      if (changed[i].properties) changed[i].properties = in_fresh_name_context(*changed[i].properties, fresh);
      if (!demand_the_same(demanded_by(changed[i], form_), demanded_by(steps[i], form_))) return;
    }
    steps = std::move(changed);
  }

  /// Beside which right members its properties stand.
  void members(Step& step) {
    const bool is_json = !demanded_by(step, form_).broken.has("product-properties.json");
    change(step, [&](Step& changed) { changed.properties = in_members_context(*changed.properties, is_json, random_); });
  }

  /// Beside which right properties its name stands. Precondition: it has none.
  void properties(Step& step) {
    change(step, [this](Step& changed) { changed.properties = in_members_context("{{base}}", true, random_); });
  }

 private:
  template <class How>
  void change(Step& step, How how) {
    Step changed = step;
    how(changed);
    if (demand_the_same(demanded_by(changed, form_), demanded_by(step, form_))) step = std::move(changed);
  }

  const ControlForm& form_;
  const ClauseSet& broken_;
  draft::Random& random_;
};

}  // namespace detail

/// `one` in a context that depends on its id and on `seed`, if it is about names or about properties, or for a name
/// created before, and leaves the rest open: by the other method, with the parameters in another order, with the common
/// parameter Region, with more kinds of characters in the name, beside right properties or further right members. Of
/// several requests each has its own, but for what is added to their names, which tells them apart no less and no more
/// than before; and where one has properties those without stay so. A single request about keys changes its method, its
/// name and its properties. A target may get a value wrong in one context only. What the contract demands stays the
/// same, for the same reason; a case for which it leaves that open, or of another kind, is given back as it is.
/// `broken`: clauses known to be broken; the method and Region are left plain if theirs are among them.
[[nodiscard]] inline Case in_context(const Case& one, const ControlForm& form, const ClauseSet& broken,
                                     std::uint64_t seed) {
  using Demand = judge::Classification::Demand;
  const bool about_keys = detail::is_about_keys(one);
  if (!about_keys && !detail::leaves_context_open(one)) return one;
  const bool again = one.id == again_id;
  for (const Step& step : one.steps) {
    const judge::Classification demanded = detail::demanded_by(step, form);
    if (demanded.demand == Demand::open) return one;
    // A name that is no fresh one may exist, and then there is no telling what an answer is about.
    const bool is_fresh = demanded.names != detail::demanded_by(step, form, "zyxwvqkaaa").names;
    if (demanded.demand == Demand::accept && !is_fresh && !again) return one;
  }
  draft::Random random(draft::seed_of(one.id, seed));
  detail::StepContexts contexts(form, broken, random);
  Case out = one;
  const bool only_one = out.steps.size() == 1;
  const bool known_properties = !form.base.empty() && !form.with_properties;
  const bool has_properties = std::any_of(one.steps.begin(), one.steps.end(), [](const Step& step) {
    return step.properties.has_value() || step.properties_wire.has_value();
  });
  if (!only_one && !form.name && !draft::once_in(4, random))
    if (const auto fresh = detail::draw_fresh_name(out.steps, random)) contexts.names(out.steps, *fresh);
  for (Step& step : out.steps) {
    const bool is_open = detail::leaves_context_open(step);
    if (is_open || about_keys) contexts.method(step);
    if (is_open) contexts.order(step);
    if (only_one && !form.name && !again && !draft::once_in(4, random)) contexts.name(step);
    if (!known_properties || step.parameters || step.literal) continue;
    if (step.properties) {
      contexts.members(step);
    } else if ((is_open || about_keys) && !has_properties && draft::once_in(2, random)) {
      contexts.properties(step);
      out.needs_properties = out.needs_properties || step.properties.has_value();
    }
  }
  return out;
}

}  // namespace createproduct::suite
