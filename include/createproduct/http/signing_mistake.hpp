// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/sign/signature.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/percent.hpp>

namespace createproduct::http {

/// Ways in which services compute signatures that differ from the documented one (clause common.signature). A service
/// that takes one of these and not the right one has the keys, and gets the signature wrong.
enum class SigningMistake : unsigned char {
  none,
  order_as_sent,
  order_ignoring_case,
  order_descending,
  no_method,
  no_host,
  no_path,
  only_parameters,
  only_common_parameters,
  encoded_values,
  no_name,
  no_nonce,
  no_timestamp,
  no_signature_method,
  hexadecimal,
  key_is_secret_id,
  empty_key,
  no_region,
  other_http_method,
  absent,            ///< no Signature is sent at all
  absent_timestamp,  ///< a request without Timestamp, signed as it is
  absent_nonce,
};

/// One mistake, what it is called, and what it does in words that follow "a signature".
struct SigningMistakeRow {
  SigningMistake mistake;  ///< which one
  std::string_view name;   ///< that cases have for it, such as "order-as-sent"
  std::string_view words;  ///< such as "over the parameters in the order they are sent in"
};
/// All but none.
inline constexpr std::array<SigningMistakeRow, 21> signing_mistakes{{
    {SigningMistake::order_as_sent, "order-as-sent", "over the parameters in the order they are sent in"},
    {SigningMistake::order_ignoring_case, "order-ignoring-case", "over the parameters in an order that ignores case"},
    {SigningMistake::order_descending, "order-descending", "over the parameters in descending order"},
    {SigningMistake::no_method, "no-method", "that leaves out the method"},
    {SigningMistake::no_host, "no-host", "that leaves out the host"},
    {SigningMistake::no_path, "no-path", "that leaves out the path"},
    {SigningMistake::only_parameters, "only-parameters", "over nothing but the parameters"},
    {SigningMistake::only_common_parameters, "only-common-parameters", "that leaves out the operation's own parameters"},
    {SigningMistake::encoded_values, "encoded-values", "over percent-encoded values"},
    {SigningMistake::no_name, "no-name", "that leaves out productName"},
    {SigningMistake::no_nonce, "no-nonce", "that leaves out the Nonce"},
    {SigningMistake::no_timestamp, "no-timestamp", "that leaves out the Timestamp"},
    {SigningMistake::no_signature_method, "no-signature-method", "that leaves out the SignatureMethod"},
    {SigningMistake::hexadecimal, "hexadecimal", "in hexadecimal digits"},
    {SigningMistake::key_is_secret_id, "key-is-secret-id", "with the SecretId in place of the SecretKey"},
    {SigningMistake::empty_key, "empty-key", "with an empty key"},
    {SigningMistake::no_region, "no-region", "that leaves out the Region"},
    {SigningMistake::other_http_method, "other-http-method", "over the other method of HTTP"},
    {SigningMistake::absent, "absent", "that is not sent"},
    {SigningMistake::absent_timestamp, "absent-timestamp", "of a request without Timestamp"},
    {SigningMistake::absent_nonce, "absent-nonce", "of a request without Nonce"},
}};

namespace detail {

/// The parameters that are signed, joined in the order of `pairs`.
[[nodiscard]] inline std::string joined_as_sent(const sign::Pairs& pairs) {
  std::string text;
  for (const auto& [name, value] : pairs) {
    if (name == "Signature") continue;
    text.append(text.empty() ? "?" : "&").append(name).append("=").append(value);
  }
  return text;
}

[[nodiscard]] inline std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

[[nodiscard]] inline std::string mistaken_text(SigningMistake mistake, std::string_view method, std::string_view host,
                                               std::string_view path, sign::Pairs pairs) {
  const auto drop = [&pairs](auto which) { std::erase_if(pairs, [&](const auto& pair) { return which(pair.first); }); };
  const auto start = [&] { return std::string(method).append(host).append(path); };
  switch (mistake) {
    case SigningMistake::order_as_sent: return start() + joined_as_sent(pairs);
    case SigningMistake::order_ignoring_case:
      std::stable_sort(pairs.begin(), pairs.end(),
                       [](const auto& a, const auto& b) { return lower_case(a.first) < lower_case(b.first); });
      return start() + joined_as_sent(pairs);
    case SigningMistake::no_method: return sign::canonical_text({}, host, path, pairs);
    case SigningMistake::no_host: return sign::canonical_text(method, {}, path, pairs);
    case SigningMistake::no_path: return sign::canonical_text(method, host, {}, pairs);
    case SigningMistake::only_parameters: return sign::canonical_text({}, {}, {}, pairs).substr(1);
    case SigningMistake::only_common_parameters:
      drop([](const std::string& name) { return name.empty() || name[0] < 'A' || name[0] > 'Z'; });
      break;
    case SigningMistake::encoded_values:
      for (auto& [name, value] : pairs) value = wire::percent_encoded(value);
      break;
    case SigningMistake::order_descending:
      std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
      return start() + joined_as_sent(pairs);
    case SigningMistake::no_name: drop([](const std::string& name) { return name == "productName"; }); break;
    case SigningMistake::no_signature_method:
      drop([](const std::string& name) { return name == "SignatureMethod"; });
      break;
    case SigningMistake::no_region: drop([](const std::string& name) { return name == "Region"; }); break;
    case SigningMistake::other_http_method: return sign::canonical_text(method == "GET" ? "POST" : "GET", host, path, pairs);
    case SigningMistake::no_nonce: drop([](const std::string& name) { return name == "Nonce"; }); break;
    case SigningMistake::no_timestamp: drop([](const std::string& name) { return name == "Timestamp"; }); break;
    case SigningMistake::none:
    case SigningMistake::hexadecimal:
    case SigningMistake::key_is_secret_id:
    case SigningMistake::empty_key:
    case SigningMistake::absent:
    case SigningMistake::absent_timestamp:
    case SigningMistake::absent_nonce: break;
  }
  return sign::canonical_text(method, host, path, pairs);
}

}  // namespace detail

/// The Signature of a request under `mistake`; the right one under none.
[[nodiscard]] inline std::string mistaken_signature(SigningMistake mistake, std::string_view http_method,
                                                    std::string_view host, std::string_view path,
                                                    const sign::Pairs& pairs, const sign::Credentials& credentials,
                                                    sign::Method method) {
  const std::string text = detail::mistaken_text(mistake, http_method, host, path, pairs);
  std::string key = credentials.secret_key;
  if (mistake == SigningMistake::key_is_secret_id) key = credentials.secret_id;
  if (mistake == SigningMistake::empty_key) key.clear();
  if (mistake != SigningMistake::hexadecimal) return sign::signature(text, key, method);
  return detail::lower_case(wire::to_hex(sign::hmac(text, key, method)));
}

}  // namespace createproduct::http
