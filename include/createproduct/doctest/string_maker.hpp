// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <createproduct/judge/answer.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/product_properties.hpp>
#include <createproduct/model/request.hpp>
#include <createproduct/model/response.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/request_codec.hpp>
#include <createproduct/wire/response_codec.hpp>

// How doctest prints the types of the kit where an assertion about them fails. Nothing that a target sent reaches the
// terminal as a control character; signatures and keys are not left out.

namespace createproduct::testing::detail {

[[nodiscard]] inline ::doctest::String shown(std::string_view text) { return report::printable(text).c_str(); }

}  // namespace createproduct::testing::detail

template <>
struct doctest::StringMaker<createproduct::ClauseId> {
  static String convert(createproduct::ClauseId clause) { return createproduct::testing::detail::shown(clause.id()); }
};

template <>
struct doctest::StringMaker<createproduct::judge::Answer> {
  static String convert(const createproduct::judge::Answer& answer) {
    std::string text(createproduct::judge::transport_name(answer.transport));
    if (answer.status != 0) text += " " + std::to_string(answer.status);
    if (!answer.body.empty()) text += " " + answer.body;
    if (!answer.detail.empty()) text += " (" + answer.detail + ")";
    return createproduct::testing::detail::shown(text);
  }
};

template <>
struct doctest::StringMaker<createproduct::wire::WireRequest> {
  static String convert(const createproduct::wire::WireRequest& request) {
    std::string text = request.method + " ?" + request.query;
    if (!request.body.empty()) text += " body " + request.body;
    return createproduct::testing::detail::shown(text);
  }
};

template <>
struct doctest::StringMaker<createproduct::ProductProperties> {
  static String convert(const createproduct::ProductProperties& properties) {
    return createproduct::testing::detail::shown(createproduct::wire::to_properties_json(properties));
  }
};

template <>
struct doctest::StringMaker<createproduct::CreateProductRequest> {
  static String convert(const createproduct::CreateProductRequest& request) {
    std::string text = "productName " + request.product_name;
    if (request.product_properties)
      text += " productProperties " + createproduct::wire::to_properties_json(*request.product_properties);
    return createproduct::testing::detail::shown(text);
  }
};

template <>
struct doctest::StringMaker<createproduct::CreateProductResponse> {
  static String convert(const createproduct::CreateProductResponse& response) {
    return createproduct::testing::detail::shown(createproduct::wire::to_json(response));
  }
};
