// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <createproduct/judge/request_reading.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

/// What recorded traffic asks for.
enum class Operation : unsigned char {
  create,  ///< CreateProduct, or something that may be meant to be
  remove,  ///< DeleteProduct
  other,   ///< another operation of the API, with which the contract has nothing to do
};

/// The decoded value of the first parameter called `name`, in the query before the body. O(n).
[[nodiscard]] inline std::optional<std::string> parameter_of(const wire::WireRequest& request, std::string_view name) {
  for (const std::string_view text : {std::string_view(request.query), std::string_view(request.body)})
    for (const wire::FormField& field : wire::split_form(text))
      if (field.has_equals && (field.name == name || wire::percent_decoded(field.name).bytes == name))
        return wire::percent_decoded(field.value).bytes;
  return std::nullopt;
}

/// Of a request with several Action parameters the operation is create, as of one without. O(n).
[[nodiscard]] inline Operation operation_of(const wire::WireRequest& request) {
  constexpr std::string_view usual = "Action=CreateProduct&";
  constexpr std::string_view part = "ction";  // of another Action, encoded as usual or not
  if (request.query.starts_with(usual) && request.query.find(part, usual.size()) == std::string::npos &&
      request.body.find(part) == std::string::npos)
    return Operation::create;
  std::optional<std::string> action;
  std::size_t count = 0;
  for (const std::string_view text : {std::string_view(request.query), std::string_view(request.body)})
    for (const wire::FormField& field : wire::split_form(text)) {
      if (field.name != "Action" && wire::percent_decoded(field.name).bytes != "Action") continue;
      ++count;
      action = wire::percent_decoded(field.value).bytes;
    }
  if (count != 1 || action->empty()) return Operation::create;
  if (judge::detail::equals_folded(*action, spec::action)) return Operation::create;
  return *action == "DeleteProduct" ? Operation::remove : Operation::other;
}

/// Whether a request for an operation that is not known here may make, rename or delete products: its Action speaks of
/// products, and not of reading them. O(n).
[[nodiscard]] inline bool may_change_products(const wire::WireRequest& request) {
  std::string action = parameter_of(request, "Action").value_or("");
  std::transform(action.begin(), action.end(), action.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  constexpr std::array<std::string_view, 5> reading{"describe", "get", "list", "query", "search"};
  return action.find("product") != action.npos &&
         std::none_of(reading.begin(), reading.end(), [&](std::string_view verb) { return action.starts_with(verb); });
}

}  // namespace createproduct::suite
