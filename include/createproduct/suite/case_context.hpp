// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

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

/// `name`, a template, with characters of the kinds that names may hold around its token {fresh}, perhaps as long as a
/// name may be; or in place of a part of its token {fresh:N}.
[[nodiscard]] inline std::string in_name_context(std::string name, draft::Random& random) {
  constexpr std::string_view start = "{fresh";
  constexpr std::size_t least = 20;  // where no fresh name needs to be cut
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
    if (length < least + around) return name;
    fresh = "{fresh:" + std::to_string(length - around) + "}";
  } else if (draft::once_in(2, random) && others + least <= spec::name_max_length) {
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

/// Whether nothing is said about a case but what its name and its properties are, and whose account it is in.
[[nodiscard]] inline bool leaves_context_open(const Case& one) {
  if (one.steps.size() != 1) return false;
  if (one.id != again_id && one.phase != "names" && one.phase != "properties") return false;
  const Step& step = one.steps.front();
  return step.method.empty() && !step.parameters && !step.literal && step.extra.empty() && step.content_type.empty() &&
         !step.reversed && !step.new_connection && !step.bare && !step.not_authentic &&
         step.signing == Step::Signing::usual && step.mistake.empty() && step.tamper.empty() &&
         step.after_signing.empty();
}

/// Whether what the contract demands in answer to two cases is the same, and for the same reason.
[[nodiscard]] inline bool demand_the_same(const judge::Classification& one, const judge::Classification& other) {
  return one.demand == other.demand && one.broken == other.broken;
}

/// What the contract demands in answer to the only step of `one`.
[[nodiscard]] inline judge::Classification demanded_by(const Case& one, const ControlForm& form,
                                                       std::string fresh = "kqvwxyzaaa") {
  TemplateValues values;
  values.fresh = std::move(fresh);
  values.base = &form.base;
  return judge::classify(wire::encode(step_request(one.steps.front(), values, form)));
}

}  // namespace detail

/// `one` in a context that depends on its id and on `seed`, if it is a single request about a name or about properties,
/// or for a name created before, that leaves the rest open: by the other method, with the parameters in another order,
/// with the common parameter Region, with more kinds of characters in the name, beside right properties or further right
/// members. A target may get a value wrong in one context only. What the contract demands stays the same, for the same
/// reason; a case for which it leaves that open, or of another kind, is given back as it is. `broken`: clauses known to
/// be broken; the method and Region are left plain if theirs are among them.
[[nodiscard]] inline Case in_context(const Case& one, const ControlForm& form, const ClauseSet& broken,
                                     std::uint64_t seed) {
  if (!detail::leaves_context_open(one)) return one;
  const judge::Classification demanded = detail::demanded_by(one, form);
  if (demanded.demand == judge::Classification::Demand::open) return one;
  const bool again = one.id == again_id;
  // A name that is no fresh one may exist, and then there is no telling what an answer is about.
  const bool is_fresh = demanded.names != detail::demanded_by(one, form, "zyxwvqkaaa").names;
  if (demanded.demand == judge::Classification::Demand::accept && !is_fresh && !again) return one;
  draft::Random random(draft::seed_of(one.id, seed));
  Case out = one;
  const auto change = [&](auto how) {
    Case changed = out;
    how(changed.steps.front());
    if (detail::demand_the_same(detail::demanded_by(changed, form), demanded)) out = std::move(changed);
  };
  if (draft::once_in(2, random) && !broken.has("common.method"))
    change([&form](Step& step) { step.method = form.method == "POST" ? "GET" : "POST"; });
  if (draft::once_in(3, random)) change([](Step& step) { step.reversed = true; });
  if (draft::once_in(3, random) && !broken.has("common.region"))
    change([](Step& step) { step.extra = {{"Region", "gz"}}; });
  if (!form.name && !again && !draft::once_in(4, random))
    change([&random](Step& step) {
      if (step.name) step.name = detail::in_name_context(*step.name, random);
    });
  if (form.base.empty() || form.with_properties) return out;
  const bool is_json = !demanded.broken.has("product-properties.json");
  if (one.steps.front().properties) {
    change([&](Step& step) { step.properties = detail::in_members_context(*step.properties, is_json, random); });
  } else if (!one.steps.front().properties_wire && draft::once_in(2, random)) {
    change([&](Step& step) { step.properties = detail::in_members_context("{{base}}", true, random); });
    out.needs_properties = out.steps.front().properties.has_value();
  }
  return out;
}

}  // namespace createproduct::suite
