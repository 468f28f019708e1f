// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <createproduct/http/tls_context.hpp>

namespace createproduct::http::test {

/// A certificate with its private key, made at run time.
struct Identity {
  http::detail::CertificatePtr certificate;
  http::detail::KeyPtr key;
};

/// What a certificate says; valid for a day around now unless told otherwise.
struct Wish {
  std::string names = "DNS:localhost,IP:127.0.0.1";  ///< subjectAltName; empty for none
  long from = -24L * 3600;                           ///< seconds from now
  long until = 24L * 3600;
  bool is_authority = false;
  std::string common_name = "test";
};

namespace detail {

using http::detail::OpensslDeleter;

inline void require(bool good) {
  if (!good) std::abort();
}

inline void add_extension(X509* certificate, int id, const std::string& value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, OpensslDeleter<&X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str()));
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

template <class Write>
std::string pem_text(Write write) {
  const http::detail::BioPtr bio(BIO_new(BIO_s_mem()));
  require(bio && write(bio.get()) == 1);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace detail

/// A certificate that `issuer` signed, or that signed itself without one.
inline Identity make_identity(const Wish& wish = {}, const Identity* issuer = nullptr) {
  static long serial = 0;
  Identity made{http::detail::CertificatePtr(X509_new()), http::detail::KeyPtr(EVP_EC_gen("P-256"))};
  X509* const certificate = made.certificate.get();
  detail::require(certificate != nullptr && made.key != nullptr && X509_set_version(certificate, 2) == 1);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate), wish.from);
  X509_gmtime_adj(X509_getm_notAfter(certificate), wish.until);
  X509_set_pubkey(certificate, made.key.get());
  const std::string name = wish.common_name + " " + std::to_string(serial);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer ? issuer->certificate.get() : certificate));
  if (!wish.names.empty()) detail::add_extension(certificate, NID_subject_alt_name, wish.names);
  if (wish.is_authority) detail::add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  detail::require(X509_sign(certificate, (issuer ? issuer->key : made.key).get(), EVP_sha256()) != 0);
  return made;
}

inline std::string certificate_pem(const Identity& identity) {
  return detail::pem_text([&](BIO* bio) { return PEM_write_bio_X509(bio, identity.certificate.get()); });
}

/// Encrypted if there is a `passphrase`.
inline std::string key_pem(const Identity& identity, std::string passphrase = {}) {
  return detail::pem_text([&](BIO* bio) {
    return PEM_write_bio_PKCS8PrivateKey(bio, identity.key.get(), passphrase.empty() ? nullptr : EVP_aes_128_cbc(),
                                         passphrase.data(), static_cast<int>(passphrase.size()), nullptr, nullptr);
  });
}

/// A folder that goes with its contents.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "createproduct-XXXXXX").string();
    detail::require(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }

  /// The path of a file with this text.
  std::string file(const std::string& name, std::string_view text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

/// A server's side that shows `identity`, followed by `further` certificates in PEM form.
inline TlsContext server_context(const Identity& identity, const std::string& further = {}) {
  const Folder folder;
  return *TlsContext::for_server(folder.file("certificate", certificate_pem(identity) + further),
                                 folder.file("key", key_pem(identity)));
}

/// A client's side that trusts the certificates of these PEM texts and no others.
inline TlsContext client_context(const std::string& trusted) {
  const Folder folder;
  TlsOptions options;
  options.ca_file = folder.file("ca", trusted);
  return *TlsContext::for_client(options);
}

/// A client's side that takes every certificate.
inline TlsContext careless_context() {
  TlsOptions options;
  options.insecure = true;
  return *TlsContext::for_client(options);
}

}  // namespace createproduct::http::test
