// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <utility>

#include <rapidcheck.h>

#include <createproduct/draft/random.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/gen/product_name.hpp>
#include <createproduct/gen/request_draft.hpp>
#include <createproduct/gen/show.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::gen {

/// The clauses that a request by itself can break, besides those about signatures.
inline constexpr std::array<ClauseId, 14> request_clauses{"common.action",
                                                          "product-name.required",
                                                          "product-name.min-length",
                                                          "product-name.max-length",
                                                          "product-name.alphabet",
                                                          "product-properties.json",
                                                          "product-properties.object",
                                                          "product-description.type",
                                                          "region.type",
                                                          "region.values",
                                                          "encryption-type.type",
                                                          "encryption-type.values",
                                                          "product-type.type",
                                                          "product-type.values"};

namespace detail {

[[nodiscard]] inline rc::Gen<wire::WireRequest> request(const ClauseSet& clauses, RequestOptions options) {
  return rc::gen::map(drawn([clauses](draft::Random& random) { return draw_request(clauses, random); },
                            [clauses](const RequestDraft& draft) { return simpler_requests(draft, clauses, false); }),
                      [options = std::move(options)](const RequestDraft& draft) { return to_wire(draft, options); });
}

}  // namespace detail

/// A request that must be accepted if its name is free: GET or POST, with and without productProperties and common
/// parameters, in any order and encoding of them. Shrinks to `Action=CreateProduct&productName=a`.
[[nodiscard]] inline rc::Gen<wire::WireRequest> valid_request(RequestOptions options = {}) {
  return detail::request({}, std::move(options));
}

/// A request that breaks each of `clauses` and no other. Shrinks to the plainest one that still does.
/// Throws std::invalid_argument unless `clauses` are among request_clauses and can be broken together.
[[nodiscard]] inline rc::Gen<wire::WireRequest> invalid_request(const ClauseSet& clauses, RequestOptions options = {}) {
  detail::demand_breakable(clauses, !clauses.empty() && can_break_request(clauses), "gen::invalid_request");
  return detail::request(clauses, std::move(options));
}

/// A request that breaks `clause`, one of request_clauses, and no other.
[[nodiscard]] inline rc::Gen<wire::WireRequest> invalid_request(ClauseId clause, RequestOptions options = {}) {
  return invalid_request(ClauseSet{clause}, std::move(options));
}

}  // namespace createproduct::gen
