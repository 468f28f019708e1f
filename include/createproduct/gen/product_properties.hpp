// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/pieces.hpp>
#include <createproduct/draft/product_properties.hpp>
#include <createproduct/draft/properties_draft.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/spelling.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/gen/product_name.hpp>
#include <createproduct/gen/show.hpp>
#include <createproduct/judge/properties.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/product_properties.hpp>

namespace createproduct::gen {

namespace detail {

/// Whether `draft` breaks exactly `clauses`. What breaks none must be accepted; what breaks some may lack members that
/// an implementation may demand, for then it is refused all the same.
[[nodiscard]] inline bool breaks_exactly(const PropertiesDraft& draft, const ClauseSet& clauses) {
  judge::Assessment found = judge::assess_properties(to_text(draft));
  if (!clauses.empty()) found.silences.remove("silent.missing-property");
  return found.broken == clauses && found.perhaps.empty() && found.silences.empty();
}

/// The shortest value that breaks its clause among `clauses`, or none.
[[nodiscard]] inline ValueDraft simplest_value(std::size_t property, const ClauseSet& clauses) {
  const PropertyClauses& of = clauses_of_property[property];
  if (property == product_type) {
    if (clauses.has(of.type)) return {U"", true};
    return {clauses.has(of.values) ? U"3" : U"0", false};
  }
  if (clauses.has(of.type)) return {U"0", false};
  if (clauses.has(of.values) || property == description) return {U"a", true};
  return {property == region ? U"gz" : U"1", true};
}

/// Appends JSON of the same type as `text` that is empty: an array, an object or a string.
inline void append_empty(const Characters& text, std::vector<Characters>& out) {
  for (const char* empty : {"[]", "{}", "\"\""})
    if (Characters simpler = to_characters(empty); text.front() == simpler.front() && text.size() > simpler.size())
      out.push_back(std::move(simpler));
}

[[nodiscard]] inline PropertiesDraft simplest_properties(const ClauseSet& clauses) {
  if (clauses.has("product-properties.json")) return {{}, U"{", {}};
  if (clauses.has("product-properties.object")) return {{}, U"0", {}};
  PropertiesDraft draft;
  for (std::size_t property = 0; property < property_count; ++property) {
    const PropertyClauses& of = clauses_of_property[property];
    const bool breaks = clauses.has(of.type) || clauses.has(of.values);
    const bool needed = clauses.empty() && !spec::property_table[property].may_be_missing;
    if (breaks || needed) draft.members.push_back({property, simplest_value(property, clauses)});
  }
  return draft;
}

/// Drafts simpler than `draft` that break exactly `clauses` as well: the simplest one, then plainer spelling, members
/// left out or in the order of the page, plain and shorter values.
[[nodiscard]] inline rc::Seq<PropertiesDraft> simpler_properties(const PropertiesDraft& draft,
                                                                 const ClauseSet& clauses) {
  std::vector<PropertiesDraft> out{simplest_properties(clauses)};
  if (draft == out.front()) return {};
  const auto with = [&](auto change) {
    out.push_back(draft);
    change(out.back());
    if (out.back() == draft) out.pop_back();
  };
  for (const Spelling& spelling : simpler_spellings(draft.spelling))
    with([&](PropertiesDraft& simpler) { simpler.spelling = spelling; });
  std::vector<std::vector<MemberDraft>> fewer;
  append_without_pieces(draft.members, fewer);
  for (std::vector<MemberDraft>& members : fewer)
    with([&](PropertiesDraft& simpler) { simpler.members = std::move(members); });
  with([](PropertiesDraft& simpler) {
    std::sort(simpler.members.begin(), simpler.members.end(),
              [](const MemberDraft& a, const MemberDraft& b) { return a.property < b.property; });
  });
  for (std::size_t i = 0; i < draft.members.size(); ++i) {
    const ValueDraft& value = draft.members[i].value;
    const ValueDraft simplest = simplest_value(draft.members[i].property, clauses);
    if (value == simplest) continue;
    with([&](PropertiesDraft& simpler) { simpler.members[i].value = simplest; });
    std::vector<Characters> texts;
    if (!value.quoted && !value.text.empty()) append_empty(value.text, texts);
    append_simpler(value.text, value.quoted ? U'a' : U'1', texts);
    for (Characters& text : texts)
      with([&](PropertiesDraft& simpler) { simpler.members[i].value.text = std::move(text); });
  }
  std::vector<Characters> texts;
  if (!draft.other.empty()) append_empty(draft.other, texts);
  append_without_pieces(draft.other, texts);
  for (Characters& text : texts)
    if (!text.empty()) with([&](PropertiesDraft& simpler) { simpler.other = std::move(text); });
  return rc::seq::filter(rc::seq::fromContainer(std::move(out)),
                         [clauses](const PropertiesDraft& simpler) { return breaks_exactly(simpler, clauses); });
}

[[nodiscard]] inline rc::Gen<PropertiesDraft> properties_draft(const ClauseSet& clauses) {
  return drawn([clauses](draft::Random& random) { return draw_properties(clauses, random); },
               [clauses](const PropertiesDraft& draft) { return simpler_properties(draft, clauses); });
}

/// Precondition: every member has one of its values.
[[nodiscard]] inline ProductProperties to_model(const PropertiesDraft& draft) {
  ProductProperties out;
  for (const MemberDraft& member : draft.members) {
    const std::string text = to_bytes(member.value.text);
    switch (member.property) {
      case description: out.product_description = text; break;
      case encryption_type: out.encryption_type = parse_encryption_type(text); break;
      case region: out.region = parse_region(text); break;
      default: out.product_type = text == "0" ? ProductType::ordinary : ProductType::nb_iot; break;
    }
  }
  return out;
}

}  // namespace detail

/// The text of a productProperties parameter that must be accepted: a description of ordinary text, a region, the other
/// members or not, in any order and any spelling of JSON. Shrinks to
/// `{"productDescription":"a","region":"gz"}`.
[[nodiscard]] inline rc::Gen<std::string> valid_properties_text() {
  return rc::gen::map(detail::properties_draft({}), draft::to_text);
}

/// The same as the model has it.
[[nodiscard]] inline rc::Gen<ProductProperties> valid_properties() {
  return rc::gen::map(detail::properties_draft({}), detail::to_model);
}

/// The text of a productProperties parameter that breaks each of `clauses` and no other; nothing beside them is a
/// reason to refuse it, until it is shrunk, to the smallest object that still breaks them (for malformed text, to `{`).
/// Throws std::invalid_argument unless `clauses` are among properties_clauses and can be broken together: at most one
/// for each property, or one about the text as a whole.
[[nodiscard]] inline rc::Gen<std::string> invalid_properties(const ClauseSet& clauses) {
  detail::demand_breakable(clauses, !clauses.empty() && can_break_properties(clauses),
                           "gen::invalid_properties");
  return rc::gen::map(detail::properties_draft(clauses), draft::to_text);
}

/// The text of a productProperties parameter that breaks `clause`, one of properties_clauses, and no other.
[[nodiscard]] inline rc::Gen<std::string> invalid_properties(ClauseId clause) {
  return invalid_properties(ClauseSet{clause});
}

}  // namespace createproduct::gen
