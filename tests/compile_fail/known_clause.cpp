// SPDX-License-Identifier: MIT
#include <createproduct/model/clause.hpp>

constexpr createproduct::ClauseId id = "product-name.max-length";
