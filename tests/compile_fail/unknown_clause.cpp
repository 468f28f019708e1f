// expect-error: no clause has this id
// SPDX-License-Identifier: MIT
#include <createproduct/model/clause.hpp>

constexpr createproduct::ClauseId id = "product-name.maximum-length";
