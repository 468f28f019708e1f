// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/product_properties.hpp>
#include <createproduct/model/request.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/typed_form.hpp>
#include <createproduct/wire/typed_object.hpp>

// Typed request <-> productProperties text <-> RawRequest <-> WireRequest. The way out always succeeds; the way back
// is strict (see TypedForm and TypedObject) and ignores parameters and properties that section 2 does not list.
// Outside of the typed model, and so errors: null for a property, an empty productProperties.

namespace createproduct::wire {

/// The JSON text of `properties` (section 2): one object without white space, members in the order of the page.
[[nodiscard]] inline std::string to_properties_json(const ProductProperties& properties) {
  std::string out = "{";
  if (properties.product_description) append_json_member("productDescription", *properties.product_description, out);
  if (properties.encryption_type) append_json_member("encryptionType", to_text(*properties.encryption_type), out);
  if (properties.region) append_json_member("region", to_text(*properties.region), out);
  if (properties.product_type) append_json_member("productType", to_number(*properties.product_type), out);
  out.push_back('}');
  return out;
}

/// Reads the text of a productProperties parameter. O(n).
///
/// Errors: `productProperties byte 7` where the text stops being JSON, `productProperties` if it is no object or too
/// deep, `productProperties/region` for a member that is repeated, not of its type, or not one of its values.
[[nodiscard]] inline Result<ProductProperties> parse_properties(std::string_view text) {
  TypedObject object(text, "productProperties");
  ProductProperties properties;
  properties.product_description = object.string("productDescription");
  if (const std::optional<std::string> type = object.string("encryptionType")) {
    properties.encryption_type = parse_encryption_type(*type);
    if (!properties.encryption_type) object.fail("encryptionType", "neither 1 nor 2");
  }
  if (const std::optional<std::string> region = object.string("region")) {
    properties.region = parse_region(*region);
    if (!properties.region) object.fail("region", "not gz");
  }
  if (const std::optional<std::int64_t> type = object.integer("productType")) {
    properties.product_type = parse_product_type(*type);
    if (!properties.product_type) object.fail("productType", "neither 0, 1 nor 2");
  }
  if (object.error()) return *object.error();
  return properties;
}

/// The parameters Action, productName and, if set, productProperties of `request`, for the method GET or POST.
[[nodiscard]] inline RawRequest to_raw(const CreateProductRequest& request, std::string method = "GET") {
  RawRequest raw;
  raw.method = std::move(method);
  raw.add("Action", std::string(CommonParameters::action));
  raw.add("productName", request.product_name);
  if (request.product_properties) raw.add("productProperties", to_properties_json(*request.product_properties));
  return raw;
}

/// Appends those of `common` that are set, in the order of the common parameters page; not Action, which to_raw gives.
inline void add_common(const CommonParameters& common, RawRequest& raw) {
  const auto add = [&raw](const char* name, const std::optional<std::string>& value) {
    if (value) raw.add(name, *value);
  };
  add("Region", common.region);
  if (common.timestamp) raw.add("Timestamp", std::to_string(*common.timestamp));
  if (common.nonce) raw.add("Nonce", std::to_string(*common.nonce));
  add("SecretId", common.secret_id);
  add("Signature", common.signature);
  add("SignatureMethod", common.signature_method);
  add("Token", common.token);
}

/// Reads the operation's own parameters from `wire`. productName is not held against the naming rule, nor
/// are common parameters other than Action looked at. O(n).
///
/// Errors: as TypedForm has them; `Action` or `productName` if missing, `Action` if it is another operation; those of
/// parse_properties.
[[nodiscard]] inline Result<CreateProductRequest> parse_request(const WireRequest& wire, Plus plus = Plus::space) {
  TypedForm form(wire, plus);
  CreateProductRequest request;
  if (form.required("Action", form.text("Action")) != CommonParameters::action)
    form.fail("Action", "not CreateProduct");
  request.product_name = form.required("productName", form.text("productName"));
  const std::optional<std::string> properties_text = form.text("productProperties");
  if (form.error()) return *form.error();
  if (properties_text) {
    Result<ProductProperties> properties = parse_properties(*properties_text);
    if (!properties) return properties.error();
    request.product_properties = *std::move(properties);
  }
  return request;
}

/// Reads the common parameters from `wire`. Errors: as TypedForm has them; `Timestamp` and `Nonce` if not a number.
/// O(n).
[[nodiscard]] inline Result<CommonParameters> parse_common(const WireRequest& wire, Plus plus = Plus::space) {
  TypedForm form(wire, plus);
  CommonParameters common;
  common.region = form.text("Region");
  common.timestamp = form.number("Timestamp");
  common.nonce = form.number("Nonce");
  common.secret_id = form.text("SecretId");
  common.signature = form.text("Signature");
  common.signature_method = form.text("SignatureMethod");
  common.token = form.text("Token");
  if (form.error()) return *form.error();
  return common;
}

}  // namespace createproduct::wire
