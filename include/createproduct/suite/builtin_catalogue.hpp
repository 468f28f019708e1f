// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/generated/catalogue_table.hpp>

namespace createproduct::suite {

namespace detail {

/// Takes the next field off one of catalogue_texts.
[[nodiscard]] inline std::string_view next_field(std::string_view& rest) {
  const std::string_view field = rest.substr(0, rest.find('\037'));
  rest.remove_prefix(field.size() + 1);
  return field;
}

[[nodiscard]] inline std::pair<std::string, std::string> catalogue_pair(std::string_view text) {
  const std::size_t middle = text.find('\036');
  return {std::string(text.substr(0, middle)), std::string(text.substr(middle + 1))};
}

/// Sets what a field says of a step.
inline void apply_field(char letter, std::string_view text, Step& step) {
  switch (letter) {
    case 'm': step.method = text; break;
    case 'n': step.name = text; break;
    case 'w': step.name_wire = text; break;
    case 'p': step.properties = text; break;
    case 'q': step.properties_wire = text; break;
    case 'a': step.parameters = text; break;
    case 't': step.content_type = text; break;
    case 'k': step.mistake = text; break;
    case 'z': step.tamper = text; break;
    case 'e': step.extra.push_back(catalogue_pair(text)); break;
    case 'f': step.after_signing.push_back(catalogue_pair(text)); break;
    case 's': step.signing = static_cast<Step::Signing>(text.front() - '0'); break;
    case '2': step.second_account = true; break;
    case 'u': step.not_authentic = true; break;
    case 'b': step.bare = true; break;
    case 'r': step.reversed = true; break;
    case 'c': step.new_connection = true; break;
    default: break;
  }
}

/// Takes the next case off one of catalogue_texts.
[[nodiscard]] inline Case next_case(std::string_view& rest) {
  const std::string_view head = next_field(rest);
  Case out;
  out.phase = catalogue_phases[head[0] - '0'];
  out.budget = static_cast<Budget>(head[1] - '0');
  out.needs_keys = head.find('k') != std::string_view::npos;
  out.needs_second_account = head.find('s') != std::string_view::npos;
  out.id = next_field(rest);
  out.clause = ClauseId::find(next_field(rest)).value();
  out.title = next_field(rest);
  for (std::string_view field = next_field(rest); !field.empty(); field = next_field(rest)) {
    if (field.front() == '.')
      out.steps.emplace_back();
    else
      apply_field(field.front(), field.substr(1), out.steps.back());
  }
  for (const Step& step : out.steps)
    out.needs_properties = out.needs_properties || step.properties || step.properties_wire;
  return out;
}

}  // namespace detail

/// The cases of spec/catalogue/, in their order. Made of the tables on first use; thread-safe.
[[nodiscard]] inline const std::vector<Case>& builtin_catalogue() {
  static const std::vector<Case> cases = [] {
    std::vector<Case> out;
    for (std::string_view rest : catalogue_texts)
      while (!rest.empty()) out.push_back(detail::next_case(rest));
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
