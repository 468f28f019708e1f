// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include <rapidcheck.h>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/model/product_properties.hpp>
#include <createproduct/model/request.hpp>
#include <createproduct/model/response.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/request_codec.hpp>

// How RapidCheck prints counterexamples; it looks for functions of this name beside the type.

namespace createproduct {

namespace gen::detail {

/// Whether the value of this parameter must not be shown: a key, or what is made of one.
[[nodiscard]] inline bool is_secret(std::string_view wire_name) {
  constexpr std::array<std::string_view, 3> secrets{"signature", "secretid", "token"};
  std::string name = wire::percent_decoded(wire_name).bytes;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::find(secrets.begin(), secrets.end(), name) != secrets.end();
}

/// Wire text without its secrets.
[[nodiscard]] inline std::string without_secrets(std::string_view form) {
  std::string out;
  for (const wire::FormField& field : wire::split_form(form)) {
    if (field.name.data() != form.data()) out.push_back('&');
    out.append(field.name);
    if (field.has_equals) out.append("=").append(is_secret(field.name) ? "[secret]" : field.value);
  }
  return out;
}

/// Writes `name` and the value, if it is set.
template <class T>
void show_member(const char* name, const std::optional<T>& value, std::ostream& out) {
  if (!value) return;
  out << ' ' << name << '=';
  rc::show(*value, out);
}

}  // namespace gen::detail

/// For RapidCheck: one line for people. Secrets are left out.
/// @{
inline void showValue(ClauseId clause, std::ostream& out) { out << clause.id(); }
inline void showValue(const ClauseSet& clauses, std::ostream& out) {
  out << '{';
  const char* separator = "";
  clauses.for_each([&](ClauseId clause) {
    out << separator << clause.id();
    separator = ", ";
  });
  out << '}';
}
inline void showValue(Level level, std::ostream& out) {
  constexpr std::array<const char*, 5> names{"must", "derived", "linked", "example", "silent"};
  out << names[static_cast<std::size_t>(level)];
}
inline void showValue(ModuleCode code, std::ostream& out) { out << static_cast<std::int32_t>(code); }
inline void showValue(ModuleCodes codes, std::ostream& out) {
  out << '{';
  const char* separator = "";
  for (const CodeRow& row : module_code_table) {
    if (!codes.has(static_cast<ModuleCode>(row.number))) continue;
    out << separator << row.number;
    separator = ", ";
  }
  out << '}';
}
inline void showValue(const NameDefects& defects, std::ostream& out) {
  out << (defects.any() ? "breaks" : "breaks nothing");
  if (defects.too_short) out << " min-length";
  if (defects.too_long) out << " max-length";
  if (defects.bad_alphabet()) out << " alphabet at byte " << defects.bad_byte;
}
inline void showValue(EncryptionType type, std::ostream& out) { out << to_text(type); }
inline void showValue(Region region, std::ostream& out) { out << to_text(region); }
inline void showValue(ProductType type, std::ostream& out) { out << to_number(type); }
inline void showValue(const ProductProperties& properties, std::ostream& out) {
  out << wire::to_properties_json(properties);
}
inline void showValue(const CreateProductRequest& request, std::ostream& out) {
  out << "CreateProduct productName=";
  rc::show(request.product_name, out);
  gen::detail::show_member("productProperties", request.product_properties, out);
}
inline void showValue(const CommonParameters& common, std::ostream& out) {
  const auto secret = [&out](const char* name, bool set) {
    if (set) out << ' ' << name << "=[secret]";
  };
  out << "common";
  gen::detail::show_member("Region", common.region, out);
  gen::detail::show_member("Timestamp", common.timestamp, out);
  gen::detail::show_member("Nonce", common.nonce, out);
  secret("SecretId", common.secret_id.has_value());
  gen::detail::show_member("SignatureMethod", common.signature_method, out);
  secret("Token", common.token.has_value());
  secret("Signature", common.signature.has_value());
}
inline void showValue(const CreateProductResponse& response, std::ostream& out) {
  out << "code=" << response.code << " message=";
  rc::show(response.message, out);
  out << " codeDesc=";
  rc::show(response.code_desc, out);
  gen::detail::show_member("productName", response.product_name, out);
  gen::detail::show_member("productID", response.product_id, out);
}
/// @}

}  // namespace createproduct

namespace createproduct::wire {

/// `GET ?Action=...`, and the body behind a space. Secrets are left out.
inline void showValue(const WireRequest& request, std::ostream& out) {
  out << request.method << " ?" << gen::detail::without_secrets(request.query);
  if (!request.body.empty()) out << ' ' << gen::detail::without_secrets(request.body);
}

}  // namespace createproduct::wire
