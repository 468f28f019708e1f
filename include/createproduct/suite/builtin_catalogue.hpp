// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/generated/catalogue_table.hpp>

namespace createproduct::suite {

namespace detail {

[[nodiscard]] inline Step builtin_step(const CatalogueStep& row) {
  Step out;
  const auto text = [](const CatalogueText& from) { return std::string(from.data, from.size); };
  const std::pair<const CatalogueText*, std::optional<std::string>*> texts[] = {
      {&row.name, &out.name},
      {&row.name_wire, &out.name_wire},
      {&row.properties, &out.properties},
      {&row.properties_wire, &out.properties_wire},
      {&row.parameters, &out.parameters}};
  for (const auto& [from, to] : texts)
    if (from->data != nullptr) *to = text(*from);
  const std::pair<const CatalogueText*, std::string*> plain_texts[] = {{&row.method, &out.method},
                                                                       {&row.content_type, &out.content_type},
                                                                       {&row.mistake, &out.mistake},
                                                                       {&row.tamper, &out.tamper}};
  for (const auto& [from, to] : plain_texts)
    if (from->data != nullptr) *to = text(*from);
  for (const auto& [from, to] : {std::pair(row.extra, &out.extra), std::pair(row.after_signing, &out.after_signing)})
    for (unsigned i = 0; i < from.count; ++i) {
      const CataloguePair& pair = catalogue_pairs[from.first + i];
      to->emplace_back(text(pair.name), text(pair.value));
    }
  out.signing = row.signing;
  out.second_account = row.second_account;
  out.new_connection = row.new_connection;
  out.not_authentic = row.not_authentic;
  out.bare = row.bare;
  out.reversed = row.reversed;
  return out;
}

[[nodiscard]] inline Case builtin_case(const CatalogueCase& row) {
  Case out;
  out.id.assign(row.id.data, row.id.size);
  out.phase = catalogue_phases[row.phase];
  out.clause = ClauseId::find({row.clause.data, row.clause.size}).value();
  out.budget = row.budget;
  out.title.assign(row.title.data, row.title.size);
  out.needs_keys = row.needs_keys;
  out.needs_second_account = row.needs_second_account;
  for (unsigned i = 0; i < row.steps.count; ++i) {
    out.steps.push_back(builtin_step(catalogue_steps[row.steps.first + i]));
    const Step& step = out.steps.back();
    out.needs_properties = out.needs_properties || step.properties || step.properties_wire;
  }
  return out;
}

}  // namespace detail

/// The cases of spec/catalogue/, in their order. Made of the tables on first use; thread-safe.
[[nodiscard]] inline const std::vector<Case>& builtin_catalogue() {
  static const std::vector<Case> cases = [] {
    std::vector<Case> out;
    for (const CatalogueCase& row : catalogue_cases) out.push_back(detail::builtin_case(row));
    return out;
  }();
  return cases;
}

/// The case of the catalogue called `id`, or nullptr. O(cases).
[[nodiscard]] inline const Case* find_builtin_case(std::string_view id) {
  for (const Case& one : builtin_catalogue())
    if (one.id == id) return &one;
  return nullptr;
}

}  // namespace createproduct::suite
