// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace createproduct::sign {

/// The two ways to sign that the common parameters page knows.
enum class Method : unsigned char { hmac_sha1, hmac_sha256 };

/// One key pair. `token` is set for temporary keys only and then travels as the parameter Token.
struct Credentials {
  std::string secret_id;   ///< sent as SecretId; no secret
  std::string secret_key;  ///< the key of the HMAC; never sent, and in no report
  std::string token;       ///< sent as Token; a secret
};

/// Names and raw values of parameters, not URL-encoded.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// The method that a SignatureMethod parameter selects: HmacSHA256 selects SHA-256, anything else (and nothing) SHA-1.
/// Clause common.signature-method.
[[nodiscard]] constexpr Method method_of(std::string_view signature_method) noexcept {
  return signature_method == "HmacSHA256" ? Method::hmac_sha256 : Method::hmac_sha1;
}

/// The value of SignatureMethod that selects `method`.
[[nodiscard]] constexpr std::string_view method_name(Method method) noexcept {
  return method == Method::hmac_sha256 ? "HmacSHA256" : "HmacSHA1";
}

/// The text that is signed: `METHODhost/path?name=value&...` over every parameter but Signature, ascending by the bytes
/// of its name, with underscores in names written as full stops; a POST leaves out values that begin with an at sign.
/// `http_method` is upper case; repeated names keep their order. Clause common.signature. O(n log n).
[[nodiscard]] inline std::string canonical_text(std::string_view http_method, std::string_view host,
                                                std::string_view path, const Pairs& parameters) {
  std::vector<const Pairs::value_type*> signed_ones;
  signed_ones.reserve(parameters.size());
  std::size_t size = http_method.size() + host.size() + path.size() + 1;
  for (const Pairs::value_type& parameter : parameters) {
    if (parameter.first == "Signature") continue;
    if (http_method == "POST" && parameter.second.starts_with('@')) continue;
    signed_ones.push_back(&parameter);
    size += parameter.first.size() + parameter.second.size() + 2;
  }
  // std::string compares as unsigned bytes.
  std::sort(signed_ones.begin(), signed_ones.end(), [](const auto* a, const auto* b) {
    const int order = a->first.compare(b->first);
    return order != 0 ? order < 0 : a < b;
  });

  std::string text;
  text.reserve(size);
  text.append(http_method).append(host).append(path);
  char separator = '?';
  for (const Pairs::value_type* parameter : signed_ones) {
    text.push_back(separator);
    for (const char byte : parameter->first) text.push_back(byte == '_' ? '.' : byte);
    text.append("=").append(parameter->second);
    separator = '&';
  }
  if (separator == '?') text.push_back('?');
  return text;
}

/// `bytes` in Base64 with padding and without line breaks. Precondition: fewer than 2^30 bytes.
[[nodiscard]] inline std::string base64(std::string_view bytes) {
  assert(bytes.size() < (std::size_t{1} << 30U));
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // one more: EVP_EncodeBlock ends its output with a NUL
  const int written =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(written));
  return text;
}

/// The raw HMAC of `text`, 20 or 32 bytes. Empty only if the crypto library refuses to compute it, as a FIPS provider
/// may.
[[nodiscard]] inline std::string hmac(std::string_view text, std::string_view key, Method method) {
  assert(key.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const EVP_MD* hash = method == Method::hmac_sha256 ? EVP_sha256() : EVP_sha1();
  const char* key_bytes = key.empty() ? "" : key.data();
  if (HMAC(hash, key_bytes, static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
           text.size(), digest.data(), &size) == nullptr)
    return {};
  return {reinterpret_cast<const char*>(digest.data()), size};
}

/// The Signature of a canonical text: Base64 of its HMAC, not yet URL-encoded. Empty under the condition hmac() names.
[[nodiscard]] inline std::string signature(std::string_view canonical, std::string_view secret_key, Method method) {
  const std::string digest = hmac(canonical, secret_key, method);
  return digest.empty() ? std::string() : base64(digest);
}

/// Whether two texts are the same, in a time that depends on their lengths only.
[[nodiscard]] inline bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && (a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace createproduct::sign
