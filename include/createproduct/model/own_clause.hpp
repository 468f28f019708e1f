// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/result.hpp>

namespace createproduct {

/// What every clause of a user's own is called by, so that the contract never gets a clause of the same name.
inline constexpr std::string_view own_clause_prefix = "own.";

/// Adds a clause of the user's to those of the contract: it is a clause like any other from then on, in every set,
/// finding and report of this program. `clause.section` says where the rule comes from, in the user's words. Its texts
/// must live as long as the program, as literals do. To be called before a run begins, from one thread at a time.
///
/// Errors: usage, with the id as place: it does not begin with "own.", is there already, or its level is silent; limit,
/// if own_clause_capacity clauses have been defined.
[[nodiscard]] inline Result<ClauseId> define_clause(const Clause& clause) {
  const auto fail = [&clause](Error::Code code, std::string message) {
    return Error{code, std::string(clause.id), std::move(message)};
  };
  if (!clause.id.starts_with(own_clause_prefix) || clause.id.size() == own_clause_prefix.size())
    return fail(Error::Code::usage, "the id of a clause of one's own begins with \"own.\"");
  if (ClauseId::find(clause.id)) return fail(Error::Code::usage, "there is such a clause already");
  if (clause.level == Level::silent) return fail(Error::Code::usage, "nobody can break a silent clause");
  detail::OwnClauses& own = detail::own_clauses;
  if (own.count == own_clause_capacity)
    return fail(Error::Code::limit, "there are " + std::to_string(own_clause_capacity) + " such clauses already");
  own.rows[own.count] = clause;
  return ClauseId::at(clause_count + own.count++);
}

}  // namespace createproduct
