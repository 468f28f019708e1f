// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for implementations with types for requests and answers.

#include <algorithm>
#include <array>
#include <concepts>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/judge/answer.hpp>
#include <createproduct/model/request.hpp>
#include <createproduct/model/response.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/suite/target.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/request_codec.hpp>
#include <createproduct/wire/response_codec.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::suite {

/// An implementation with types for requests and answers: an object with
/// `CreateProductResponse handle(const CreateProductRequest&)`.
template <class T>
concept TypedTarget = requires(T& target, const CreateProductRequest& request) {
  { target.handle(request) } -> std::convertible_to<CreateProductResponse>;
};

/// `request` as a CreateProductRequest if that holds all of it. Error: input, with the parameter, property or byte as
/// `where`: what wire::parse_request() refuses, and parameters and properties that the type has not. O(n).
[[nodiscard]] inline Result<CreateProductRequest> typed_whole(const wire::WireRequest& request) {
  Result<CreateProductRequest> typed = wire::parse_request(request);
  if (!typed) return typed;
  const auto fail = [](std::string where) { return Error{Error::Code::input, std::move(where), "it has no type"}; };
  const auto has = [](const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  constexpr std::array<std::string_view, 3> parameters{"Action", "productName", "productProperties"};
  constexpr std::array<std::string_view, 4> properties{"productDescription", "encryptionType", "region", "productType"};
  for (const wire::FormField& field : wire::split_form(request.method == "POST" ? request.body : request.query)) {
    const std::string name = wire::percent_decoded(field.name).bytes;
    if (!has(parameters, name)) return fail(name);
    if (name != "productProperties") continue;
    for (const wire::ShallowMember& member : wire::read_shallow_json(wire::percent_decoded(field.value).bytes).members)
      if (!has(properties, member.key)) return fail(name + '/' + member.key);
  }
  return typed;
}

/// Refers to `target`, which must outlive the result. Requests that cannot be typed are not sent, so that what they
/// would show is not exercised. A standard exception counts as a connection that was closed without an answer.
template <TypedTarget T>
[[nodiscard]] Send send_typed(T& target) {
  return [&target](const wire::WireRequest& request) -> judge::Answer {
    using Transport = judge::Answer::Transport;
    const Result<CreateProductRequest> typed = typed_whole(request);
    if (!typed) return {Transport::not_sent, 0, {}, typed.error().text(), 0};
    judge::Answer answer;
    try {
      answer.body = wire::to_json(target.handle(*typed));
    } catch (const std::exception& error) {
      answer = {Transport::closed, 0, {}, std::string("the target threw: ") + error.what(), 0};
    }
    return answer;
  };
}

}  // namespace createproduct::suite
