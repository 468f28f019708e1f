// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/wire/form.hpp>

namespace createproduct::fuzz {

/// The parameters of wire text, still encoded, each as `name=value`, or as `name` where it has no `=`. O(n).
[[nodiscard]] inline std::vector<std::string> form_fields(std::string_view form) {
  std::vector<std::string> out;
  for (const wire::FormField& field : wire::split_form(form))
    out.push_back(std::string(field.name) + (field.has_equals ? "=" : "") + std::string(field.value));
  return out;
}

/// The wire text of which form_fields() makes these, unless it is a lone empty one. O(n).
[[nodiscard]] inline std::string joined_form(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) out.append(i == 0 ? "" : "&").append(fields[i]);
  return out;
}

}  // namespace createproduct::fuzz
