// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <createproduct/model/response.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/typed_object.hpp>

namespace createproduct::wire {

/// The body of an answer (section 3): one JSON object without white space, fields in the order of the page.
[[nodiscard]] inline std::string to_json(const CreateProductResponse& response) {
  std::string out = "{";
  append_json_member("code", response.code, out);
  append_json_member("message", response.message, out);
  append_json_member("codeDesc", response.code_desc, out);
  if (response.product_name) append_json_member("productName", *response.product_name, out);
  if (response.product_id) append_json_member("productID", *response.product_id, out);
  out.push_back('}');
  return out;
}

/// Reads the body of an answer (section 3), strictly; fields that the page does not list are ignored. Judging an answer
/// that cannot be typed is judge/'s affair, not this function's. O(n).
///
/// Errors: `byte 7` where the body stops being JSON; no place if it is no object or too deep; the field's name where
/// code, message or codeDesc is missing, or any field is repeated or not of its type.
[[nodiscard]] inline Result<CreateProductResponse> parse_response(std::string_view body) {
  TypedObject object(body, "");
  CreateProductResponse response;
  response.code = object.required("code", object.integer("code"));
  response.message = object.required("message", object.string("message"));
  response.code_desc = object.required("codeDesc", object.string("codeDesc"));
  response.product_name = object.string("productName");
  response.product_id = object.string("productID");
  if (object.error()) return *object.error();
  return response;
}

}  // namespace createproduct::wire
