// expect-error: no_clause_has_this_id
// SPDX-License-Identifier: MIT
#include <createproduct/model/clause.hpp>

constexpr createproduct::ClauseId id = "product-name.maximum-length";
