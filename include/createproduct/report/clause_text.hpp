// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <createproduct/model/clause.hpp>

namespace createproduct::report {

/// "must", "derived", "linked", "example" or "silent", as in spec/clauses.json.
[[nodiscard]] constexpr std::string_view level_text(Level level) noexcept {
  switch (level) {
    case Level::must: return "must";
    case Level::derived: return "derived";
    case Level::linked: return "linked";
    case Level::example: return "example";
    case Level::silent: return "silent";
  }
  return "";
}

/// "must, section 2" or "linked, common parameters": how binding a clause is and where it comes from.
[[nodiscard]] inline std::string clause_origin(ClauseId clause) {
  const std::string section(clause.get().section);
  const bool number = !section.empty() && section.find_first_not_of("0123456789.") == std::string::npos;
  return std::string(level_text(clause.level())) + ", " + (number ? "section " : "") + section;
}

}  // namespace createproduct::report
