// SPDX-License-Identifier: MIT
#include <createproduct/http/tls_distrust.hpp>

#include <doctest/doctest.h>

#include <openssl/x509_vfy.h>

#include "certificates.hpp"

using namespace createproduct::http;
using detail::distrust_text;

namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a date is written in UTC") {
  const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> time(ASN1_TIME_set(nullptr, 981173106), &ASN1_TIME_free);
  CHECK(detail::utc_text(time.get()) == "2001-02-03 04:05:06 UTC");
  CHECK(detail::utc_text(nullptr) == "a date that cannot be read");
}

TEST_CASE("each cause of distrust has words of its own") {
  test::Wish wish;
  wish.from = wish.until = 0;
  const test::Identity identity = test::make_identity(wish);
  const X509* const certificate = identity.certificate.get();
  const std::string today = detail::utc_text(X509_get0_notAfter(certificate));
  CHECK(contains(distrust_text(X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, 0, certificate, "h"), "self-signed"));
  for (const int error : {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                          X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE})
    CHECK(contains(distrust_text(error, 0, certificate, "h"), "an authority unknown here (--ca FILE)"));
  CHECK(distrust_text(X509_V_ERR_CERT_HAS_EXPIRED, 0, certificate, "h") ==
        "the server's certificate has expired, on " + today);
  CHECK(distrust_text(X509_V_ERR_CERT_HAS_EXPIRED, 1, certificate, "h") ==
        "a certificate that the server's depends on has expired, on " + today);
  CHECK(distrust_text(X509_V_ERR_CERT_NOT_YET_VALID, 0, certificate, "h") ==
        "the server's certificate is not yet valid, but from " + today);
  for (const int error : {X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH})
    CHECK(distrust_text(error, 0, certificate, "h.example") ==
          "wrong host: the server's certificate is not for h.example");
  CHECK(contains(distrust_text(X509_V_ERR_CERT_REVOKED, 0, nullptr, "h"), "is not accepted: certificate revoked"));
}
