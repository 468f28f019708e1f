// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <createproduct/http/socket.hpp>
#include <createproduct/http/tls_distrust.hpp>
#include <createproduct/model/result.hpp>

namespace createproduct::http {

/// How the certificate of an endpoint is verified.
struct TlsOptions {
  std::string ca_file;    ///< PEM; its certificates are trusted instead of the system's; empty for the system's
  bool insecure = false;  ///< verify nothing, neither the certificate nor the host in it
};

namespace detail {

template <auto free>
struct OpensslDeleter {
  template <class T>
  void operator()(T* object) const noexcept {
    (void)free(object);
  }
};

using BioPtr = std::unique_ptr<BIO, OpensslDeleter<&BIO_free>>;
using CertificatePtr = std::unique_ptr<X509, OpensslDeleter<&X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, OpensslDeleter<&EVP_PKEY_free>>;

[[nodiscard]] inline Error pem_error(const std::string& file, std::string message) {
  return {Error::Code::input, file, std::move(message)};
}

/// The text of a file, which is bounded so that a device without end does no harm.
[[nodiscard]] inline Result<std::string> read_pem_file(const std::string& file) {
  constexpr std::size_t longest = 16 * 1024 * 1024;
  const auto unreadable = [&] { return pem_error(file, "the file cannot be read: " + system_message(errno)); };
  const std::unique_ptr<std::FILE, OpensslDeleter<&std::fclose>> stream(std::fopen(file.c_str(), "rb"));
  if (!stream) return unreadable();
  std::string text;
  std::array<char, 16 * 1024> chunk{};
  for (std::size_t got = 1; got > 0 && text.size() <= longest;) {
    got = std::fread(chunk.data(), 1, chunk.size(), stream.get());
    text.append(chunk.data(), got);
  }
  if (std::ferror(stream.get()) != 0) return unreadable();
  if (text.size() > longest) return pem_error(file, "the file is longer than 16 MiB");
  return text;
}

[[nodiscard]] inline BioPtr bio_over(const std::string& text) {
  return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// Every certificate of a PEM file, at least one; what else it holds is passed over.
[[nodiscard]] inline Result<std::vector<CertificatePtr>> read_certificates(const std::string& file) {
  const Result<std::string> text = read_pem_file(file);
  if (!text) return text.error();
  const BioPtr bio = bio_over(*text);
  std::vector<CertificatePtr> certificates;
  ERR_clear_error();
  while (CertificatePtr certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
    certificates.push_back(std::move(certificate));
  const unsigned long error = ERR_peek_last_error();
  const bool at_end = ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (!at_end)
    return pem_error(file, "certificate " + std::to_string(certificates.size() + 1) + " in the file is damaged");
  if (certificates.empty()) return pem_error(file, "the file holds no certificate in PEM form");
  return certificates;
}

[[nodiscard]] inline Result<KeyPtr> read_private_key(const std::string& file) {
  const Result<std::string> text = read_pem_file(file);
  if (!text) return text.error();
  const BioPtr bio = bio_over(*text);
  bool encrypted = false;
  const auto no_passphrase = [](char*, int, int, void* asked) {  // OpenSSL's own would ask on the terminal
    *static_cast<bool*>(asked) = true;
    return -1;
  };
  KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, &encrypted));
  ERR_clear_error();
  if (key) return key;
  return pem_error(file, encrypted ? "the private key in the file is encrypted; one without a passphrase is needed"
                                   : "the file holds no private key in PEM form that can be read");
}

}  // namespace detail

/// What the TLS connections of one side have in common: TLS 1.2 or later, and the certificates. Copies share it; for
/// any thread. An empty one stands for no TLS.
class TlsContext {
 public:
  TlsContext() = default;

  /// For connections to endpoints. Error: input, naming the CA file and what is wrong with it.
  [[nodiscard]] static Result<TlsContext> for_client(const TlsOptions& options = {}) {
    Result<TlsContext> context = make(TLS_client_method());
    if (!context || options.insecure) return context;
    SSL_CTX* const raw = context->get();
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, detail::note_distrust);
    if (options.ca_file.empty()) {
      if (SSL_CTX_set_default_verify_paths(raw) != 1) return failure();
      return context;
    }
    const auto certificates = detail::read_certificates(options.ca_file);
    if (!certificates) return certificates.error();
    X509_STORE* const store = SSL_CTX_get_cert_store(raw);
    for (const detail::CertificatePtr& certificate : *certificates)
      if (X509_STORE_add_cert(store, certificate.get()) != 1) return failure();
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);  // each counts by itself, root or not
    return context;
  }

  /// For connections from clients. The first certificate of its file is the server's own, those after it lead to the
  /// root. Error: input, naming the file that cannot be used and why.
  [[nodiscard]] static Result<TlsContext> for_server(const std::string& certificate_file, const std::string& key_file) {
    const auto chain = detail::read_certificates(certificate_file);
    if (!chain) return chain.error();
    const Result<detail::KeyPtr> key = detail::read_private_key(key_file);
    if (!key) return key.error();
    if (X509_check_private_key(chain->front().get(), key->get()) != 1) {
      ERR_clear_error();
      return detail::pem_error(key_file, "the private key does not fit the certificate in " + certificate_file);
    }
    Result<TlsContext> context = make(TLS_server_method());
    if (!context) return context;
    SSL_CTX* const raw = context->get();
    ERR_clear_error();
    if (SSL_CTX_use_certificate(raw, chain->front().get()) != 1)
      return detail::pem_error(certificate_file, "the certificate cannot be used: " + detail::openssl_reason());
    for (std::size_t i = 1; i < chain->size(); ++i)
      if (SSL_CTX_add1_chain_cert(raw, (*chain)[i].get()) != 1)
        return detail::pem_error(certificate_file, "certificate " + std::to_string(i + 1) +
                                                       " cannot be used: " + detail::openssl_reason());
    if (SSL_CTX_use_PrivateKey(raw, key->get()) != 1)
      return detail::pem_error(key_file, "the private key cannot be used: " + detail::openssl_reason());
    return context;
  }

  /// Whether it stands for TLS at all.
  explicit operator bool() const noexcept { return context_ != nullptr; }

  /// Not given away; nullptr if empty.
  [[nodiscard]] SSL_CTX* get() const noexcept { return context_.get(); }

 private:
  [[nodiscard]] static Error failure() { return {Error::Code::internal, {}, "OpenSSL: " + detail::openssl_reason()}; }

  [[nodiscard]] static Result<TlsContext> make(const SSL_METHOD* method) {
    ERR_clear_error();
    TlsContext context;
    context.context_.reset(SSL_CTX_new(method), SSL_CTX_free);
    if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1) return failure();
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context.get(), 1);  // a whole record costs one recv(), not two
    return context;
  }

  std::shared_ptr<SSL_CTX> context_;
};

}  // namespace createproduct::http
