// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdio>
#include <ctime>
#include <string>

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

namespace createproduct::http {

/// Whom a TLS handshake expects, and why the peer is not trusted to be that; empty while it is.
struct TlsTrust {
  std::string host;      ///< name or address that the certificate must be for
  std::string distrust;  ///< one sentence; empty: the peer is trusted
};

namespace detail {

/// OpenSSL's words for the first error that this thread met since its errors were cleared.
[[nodiscard]] inline std::string openssl_reason() {
  const char* const reason = ERR_reason_error_string(ERR_peek_error());
  return reason == nullptr ? "no reason is known" : reason;
}

/// Such as "2021-01-31 23:59:59 UTC".
[[nodiscard]] inline std::string utc_text(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return "a date that cannot be read";
  std::array<char, 40> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts)};
}

/// Why a certificate, `depth` steps from the server's own, was not accepted for `host`: an X509_V_ERR_ number in words.
[[nodiscard]] inline std::string distrust_text(int error, int depth, const X509* certificate, const std::string& host) {
  const std::string which = depth == 0 ? "the server's certificate" : "a certificate that the server's depends on";
  switch (error) {
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return "the server's certificate is self-signed and none of those that are trusted (--ca FILE)";
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return "the server's certificate was issued by an authority unknown here (--ca FILE)";
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return which + " has expired, on " + utc_text(certificate ? X509_get0_notAfter(certificate) : nullptr);
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return which + " is not yet valid, but from " + utc_text(certificate ? X509_get0_notBefore(certificate) : nullptr);
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return "wrong host: the server's certificate is not for " + host;
    default: return which + " is not accepted: " + X509_verify_cert_error_string(error);
  }
}

/// Verification callback: leaves the reason in the TlsTrust that is the SSL's application data.
inline int note_distrust(int accepted, X509_STORE_CTX* store) {
  if (accepted == 1) return 1;
  const auto* ssl = static_cast<const SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
  auto* const trust = ssl == nullptr ? nullptr : static_cast<TlsTrust*>(SSL_get_ex_data(ssl, 0));
  if (trust != nullptr)
    trust->distrust = distrust_text(X509_STORE_CTX_get_error(store), X509_STORE_CTX_get_error_depth(store),
                                    X509_STORE_CTX_get_current_cert(store), trust->host);
  return 0;
}

}  // namespace detail

}  // namespace createproduct::http
