// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/clause.hpp>
#include <createproduct/sign/signature.hpp>
#include <createproduct/wire/ascii_case.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/percent.hpp>

namespace createproduct::http {

/// Ways to sign that differ from the documented one, or from what is usual. A service that takes one of these and not
/// what a request is signed with as a rule has the keys, and gets something about them wrong: SigningMistakeRow::clause.
enum class SigningMistake : unsigned char {
  none,
  order_as_sent,
  order_ignoring_case,
  order_descending,
  order_by_value,
  lower_case_method,
  no_method,
  no_host,
  other_service,  ///< the host of another one
  no_path,
  last_of_path,  ///< what stands behind the last slash but one, as /index.php
  only_parameters,
  only_common_parameters,
  encoded_values,
  lower_case_text,
  lower_case_values,
  no_name,
  no_empty_values,
  no_parameters,
  no_nonce,
  no_timestamp,
  no_signature_method,
  hexadecimal,
  unpadded,
  key_is_secret_id,
  empty_key,
  cut_key,  ///< its first 16 characters
  other_accounts_key,  ///< needs another account
  cut_secret_id,
  longer_secret_id,
  other_case_secret_id,
  spaced_secret_id,
  no_region,
  other_http_method,
  absent_method,     ///< no SignatureMethod is sent, which would mean HmacSHA1, but the signature is one by HmacSHA256
  absent,            ///< no Signature is sent at all
  absent_region,     ///< no Region is sent, but one is signed
  absent_timestamp,  ///< a request without Timestamp, signed as it is
  absent_nonce,
  milliseconds,  ///< the Timestamp counts them
  small_nonce,   ///< no mistake at all: a Nonce below 2^15
};

/// One mistake, what it is called, and what it does in words that follow "a signature".
struct SigningMistakeRow {
  SigningMistake mistake;                ///< which one
  std::string_view name;                 ///< that cases have for it, such as "order-as-sent"
  std::string_view words;                ///< such as "over the parameters in the order they are sent in"
  ClauseId clause = "common.signature";  ///< that a service breaks which takes this and not the right one
};
/// All but none.
inline constexpr std::array<SigningMistakeRow, 40> signing_mistakes{{
    {SigningMistake::order_as_sent, "order-as-sent", "over the parameters in the order they are sent in"},
    {SigningMistake::order_ignoring_case, "order-ignoring-case", "over the parameters in an order that ignores case"},
    {SigningMistake::order_descending, "order-descending", "over the parameters in descending order"},
    {SigningMistake::order_by_value, "order-by-value", "over the parameters in the order of their values"},
    {SigningMistake::lower_case_method, "lower-case-method", "over the method in lower case"},
    {SigningMistake::no_method, "no-method", "that leaves out the method"},
    {SigningMistake::no_host, "no-host", "that leaves out the host"},
    {SigningMistake::other_service, "other-service", "over the host of another service"},
    {SigningMistake::no_path, "no-path", "that leaves out the path"},
    {SigningMistake::last_of_path, "last-of-path", "over the last part of the path alone"},
    {SigningMistake::only_parameters, "only-parameters", "over nothing but the parameters"},
    {SigningMistake::only_common_parameters, "only-common-parameters", "that leaves out the operation's own parameters"},
    {SigningMistake::encoded_values, "encoded-values", "over percent-encoded values"},
    {SigningMistake::lower_case_text, "lower-case-text", "over the text in lower case"},
    {SigningMistake::lower_case_values, "lower-case-values", "over values in lower case"},
    {SigningMistake::no_name, "no-name", "that leaves out productName"},
    {SigningMistake::no_empty_values, "no-empty-values", "that leaves out parameters without a value"},
    {SigningMistake::no_parameters, "no-parameters", "over no parameters at all"},
    {SigningMistake::no_nonce, "no-nonce", "that leaves out the Nonce"},
    {SigningMistake::no_timestamp, "no-timestamp", "that leaves out the Timestamp"},
    {SigningMistake::no_signature_method, "no-signature-method", "that leaves out the SignatureMethod"},
    {SigningMistake::hexadecimal, "hexadecimal", "in hexadecimal digits"},
    {SigningMistake::unpadded, "unpadded", "without the padding of its Base64"},
    {SigningMistake::key_is_secret_id, "key-is-secret-id", "with the SecretId in place of the SecretKey"},
    {SigningMistake::empty_key, "empty-key", "with an empty key"},
    {SigningMistake::cut_key, "cut-key", "with the first 16 characters of the SecretKey"},
    {SigningMistake::other_accounts_key, "other-accounts-key", "with the SecretKey of another account"},
    {SigningMistake::cut_secret_id, "cut-secret-id", "of a request whose SecretId lacks its last character"},
    {SigningMistake::longer_secret_id, "longer-secret-id", "of a request whose SecretId has a character more"},
    {SigningMistake::other_case_secret_id, "other-case-secret-id", "of a request with the other case of its SecretId"},
    {SigningMistake::spaced_secret_id, "spaced-secret-id", "of a request whose SecretId has a blank behind it"},
    {SigningMistake::no_region, "no-region", "that leaves out the Region"},
    {SigningMistake::other_http_method, "other-http-method", "over the other method of HTTP"},
    {SigningMistake::absent_method, "absent-method", "by HmacSHA256 of a request without SignatureMethod"},
    {SigningMistake::absent, "absent", "that is not sent"},
    {SigningMistake::absent_region, "absent-region", "over a Region that is not sent"},
    {SigningMistake::absent_timestamp, "absent-timestamp", "of a request without Timestamp"},
    {SigningMistake::absent_nonce, "absent-nonce", "of a request without Nonce"},
    {SigningMistake::milliseconds, "milliseconds", "of a request whose Timestamp counts milliseconds", "common.timestamp"},
    {SigningMistake::small_nonce, "small-nonce", "of a request whose Nonce is below 32768", "common.nonce"},
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

[[nodiscard]] inline std::string mistaken_text(SigningMistake mistake, std::string_view method, std::string_view host,
                                               std::string_view path, sign::Pairs pairs) {
  const auto drop = [&pairs](auto which) { std::erase_if(pairs, [&](const auto& pair) { return which(pair.first); }); };
  const auto start = [&] { return std::string(method).append(host).append(path); };
  switch (mistake) {
    case SigningMistake::order_as_sent: return start() + joined_as_sent(pairs);
    case SigningMistake::order_ignoring_case:
      std::stable_sort(pairs.begin(), pairs.end(),
                       [](const auto& a, const auto& b) { return wire::lower_case(a.first) < wire::lower_case(b.first); });
      return start() + joined_as_sent(pairs);
    case SigningMistake::no_method: return sign::canonical_text({}, host, path, pairs);
    case SigningMistake::no_host: return sign::canonical_text(method, {}, path, pairs);
    case SigningMistake::other_service:
      return sign::canonical_text(method, host == "cvm.api.qcloud.com" ? "cdb.api.qcloud.com" : "cvm.api.qcloud.com", path, pairs);
    case SigningMistake::last_of_path:
      return sign::canonical_text(method, host, path.substr(std::min(path.rfind('/'), path.size())), pairs);
    case SigningMistake::no_path: return sign::canonical_text(method, host, {}, pairs);
    case SigningMistake::only_parameters: return sign::canonical_text({}, {}, {}, pairs).substr(1);
    case SigningMistake::only_common_parameters:
      drop([](const std::string& name) { return name.empty() || name[0] < 'A' || name[0] > 'Z'; });
      break;
    case SigningMistake::encoded_values:
      for (auto& [name, value] : pairs) value = wire::percent_encoded(value);
      break;
    case SigningMistake::lower_case_values:
      for (auto& [name, value] : pairs) value = wire::lower_case(std::move(value));
      break;
    case SigningMistake::lower_case_text: return wire::lower_case(sign::canonical_text(method, host, path, pairs));
    case SigningMistake::order_descending:
      std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
      return start() + joined_as_sent(pairs);
    case SigningMistake::lower_case_method: return sign::canonical_text(wire::lower_case(std::string(method)), host, path, pairs);
    case SigningMistake::no_empty_values:
      std::erase_if(pairs, [](const auto& pair) { return pair.second.empty(); });
      break;
    case SigningMistake::no_parameters: return start() + "?";
    case SigningMistake::order_by_value:
      std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
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
    case SigningMistake::unpadded:
    case SigningMistake::key_is_secret_id:
    case SigningMistake::empty_key:
    case SigningMistake::cut_key:
    case SigningMistake::other_accounts_key:
    case SigningMistake::cut_secret_id:
    case SigningMistake::longer_secret_id:
    case SigningMistake::other_case_secret_id:
    case SigningMistake::spaced_secret_id:
    case SigningMistake::absent_method:
    case SigningMistake::absent:
    case SigningMistake::absent_region:
    case SigningMistake::absent_timestamp:
    case SigningMistake::absent_nonce:
    case SigningMistake::milliseconds:
    case SigningMistake::small_nonce: break;
  }
  return sign::canonical_text(method, host, path, pairs);
}

}  // namespace detail

/// How much of a SecretKey is left of it under SigningMistake::cut_key.
inline constexpr std::size_t cut_key_length = 16;

/// The SecretId that a request has under `mistake`; `secret_id` itself under most.
[[nodiscard]] inline std::string mistaken_secret_id(SigningMistake mistake, std::string secret_id) {
  if (mistake == SigningMistake::cut_secret_id && !secret_id.empty()) secret_id.pop_back();
  if (mistake == SigningMistake::longer_secret_id) secret_id.push_back('0');
  if (mistake == SigningMistake::spaced_secret_id) secret_id.push_back(' ');
  if (mistake == SigningMistake::other_case_secret_id) secret_id = wire::other_case(std::move(secret_id));
  return secret_id;
}

/// The Signature of a request under `mistake`; the right one under none. `other_key`: another account's SecretKey.
[[nodiscard]] inline std::string mistaken_signature(SigningMistake mistake, std::string_view http_method,
                                                    std::string_view host, std::string_view path,
                                                    const sign::Pairs& pairs, const sign::Credentials& credentials,
                                                    std::string_view other_key, sign::Method method) {
  const std::string text = detail::mistaken_text(mistake, http_method, host, path, pairs);
  std::string key = credentials.secret_key;
  if (mistake == SigningMistake::key_is_secret_id) {
    const auto sent = std::find_if(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.first == "SecretId"; });
    key = sent == pairs.end() ? credentials.secret_id : sent->second;
  }
  if (mistake == SigningMistake::empty_key) key.clear();
  if (mistake == SigningMistake::cut_key) key = key.substr(0, cut_key_length);
  if (mistake == SigningMistake::other_accounts_key) key = other_key;
  if (mistake == SigningMistake::hexadecimal) return wire::lower_case(wire::to_hex(sign::hmac(text, key, method)));
  std::string signature = sign::signature(text, key, method);
  if (mistake == SigningMistake::unpadded) signature.resize(signature.find_last_not_of('=') + 1);
  return signature;
}

}  // namespace createproduct::http
