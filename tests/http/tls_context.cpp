// SPDX-License-Identifier: MIT
#include <createproduct/http/tls_context.hpp>

#include <doctest/doctest.h>

#include <string>

#include "certificates.hpp"

using namespace createproduct;
using http::TlsContext;
using http::TlsOptions;
using http::test::Folder;
using http::test::Identity;

namespace {

std::string problem_of(const Result<TlsContext>& context) {
  if (context) return "none";
  CHECK(context.error().code == Error::Code::input);
  return context.error().text();
}

std::string ca_problem(const std::string& file) {
  TlsOptions options;
  options.ca_file = file;
  return problem_of(TlsContext::for_client(options));
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a context is empty until it is made") {
  CHECK_FALSE(TlsContext());
  CHECK(*TlsContext::for_client());
}

TEST_CASE("a CA file holds one or more certificates among other text") {
  const Folder folder;
  const std::string one = certificate_pem(http::test::make_identity());
  CHECK(ca_problem(folder.file("one", one)) == "none");
  CHECK(ca_problem(folder.file("many", "My authorities\n" + one + "\nand\n" + one)) == "none");
  CHECK(ca_problem(folder.file("keyed", key_pem(http::test::make_identity()) + one)) == "none");
}

TEST_CASE("a CA file that cannot be used is refused with its name and the reason") {
  const Folder folder;
  const std::string one = certificate_pem(http::test::make_identity());
  const auto problem = [&](const std::string& name, std::string_view text) {
    const std::string file = folder.file(name, text);
    const std::string said = ca_problem(file);
    CHECK(said.starts_with(file + ": "));
    return said;
  };
  CHECK(contains(ca_problem(folder.path("missing")), "missing: the file cannot be read: No such file or directory"));
  CHECK(contains(ca_problem(folder.path(".")), "the file cannot be read: Is a directory"));
  CHECK(contains(problem("empty", ""), "holds no certificate in PEM form"));
  CHECK(contains(problem("garbage", std::string(1000, '\xfe')), "holds no certificate in PEM form"));
  CHECK(contains(problem("key", key_pem(http::test::make_identity())), "holds no certificate in PEM form"));
  std::string damaged = one;
  damaged[damaged.size() / 2] = '!';
  CHECK(contains(problem("damaged", damaged), "certificate 1 in the file is damaged"));
  CHECK(contains(problem("second", one + damaged), "certificate 2 in the file is damaged"));
  CHECK(contains(problem("cut", one + one.substr(0, one.size() / 2)), "certificate 2 in the file is damaged"));
  CHECK(contains(problem("long", std::string((16 << 20) + 1, '\n')), "longer than 16 MiB"));
  CHECK(contains(ca_problem("/dev/zero"), "longer than 16 MiB"));
}

TEST_CASE("a server's files are refused with the name of the one that is wrong and the reason") {
  const Folder folder;
  const Identity identity = http::test::make_identity();
  const std::string certificate = folder.file("certificate", certificate_pem(identity));
  const std::string key = folder.file("key", key_pem(identity));
  const auto problem = [](const std::string& a, const std::string& b) { return problem_of(TlsContext::for_server(a, b)); };
  CHECK(problem(certificate, key) == "none");
  const std::string both = folder.file("both", key_pem(identity) + certificate_pem(identity));
  CHECK(problem(both, both) == "none");
  CHECK(contains(problem(folder.path("none"), key), "none: the file cannot be read: No such file"));
  CHECK(contains(problem(certificate, folder.path("none")), "none: the file cannot be read: No such file"));
  CHECK(problem(key, certificate) == key + ": the file holds no certificate in PEM form");
  CHECK(problem(certificate, certificate) ==
        certificate + ": the file holds no private key in PEM form that can be read");
  const std::string locked = folder.file("locked", key_pem(identity, "secret"));
  CHECK(problem(certificate, locked) ==
        locked + ": the private key in the file is encrypted; one without a passphrase is needed");
  const std::string foreign = folder.file("foreign", key_pem(http::test::make_identity()));
  CHECK(problem(certificate, foreign) == foreign + ": the private key does not fit the certificate in " + certificate);
}
