// SPDX-License-Identifier: MIT
#include <createproduct/http/stamping.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <createproduct/wire/form.hpp>

using namespace createproduct;
using namespace createproduct::http;
using wire::Parameter;
using wire::RawRequest;

namespace {

/// The key pair that the documentation of signatures publishes with its example.
Stamping published() {
  Stamping stamping;
  stamping.credentials = {"AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA", ""};
  stamping.host = "cvm.api.qcloud.com";
  stamping.region = "ap-guangzhou";
  stamping.clock = [] { return 1465185768; };
  stamping.nonce = [] { return 11886U; };
  return stamping;
}

RawRequest describe_instances() {
  RawRequest request;
  request.add("Action", "DescribeInstances").add("InstanceIds.0", "ins-09dx96dg");
  return request;
}

std::string value(const RawRequest& request, std::string_view name) {
  const Parameter* parameter = request.find(name);
  return parameter == nullptr ? "(none)" : parameter->value;
}

std::string query(const RawRequest& request) { return wire::encode(request).query; }

}  // namespace

TEST_CASE("the published example comes out with its published signatures") {
  Stamping stamping = published();
  CHECK(value(stamped(stamping, describe_instances(), false), "Signature") ==
        "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=");

  // The published HmacSHA1 text holds that SignatureMethod too.
  stamping.method = sign::Method::hmac_sha1;
  const RawRequest by_option = stamped(stamping, describe_instances(), false);
  CHECK(value(by_option, "SignatureMethod") == "HmacSHA1");
  CHECK(value(by_option, "Signature") == "nPVnY6njQmwQ8ciqbPl5Qe+Oru4=");

  stamping.method = sign::Method::hmac_sha256;  // the request's own choice counts
  const RawRequest by_request = stamped(stamping, describe_instances().add("SignatureMethod", "HmacSHA1"), false);
  CHECK(value(by_request, "Signature") == "nPVnY6njQmwQ8ciqbPl5Qe+Oru4=");
}

TEST_CASE("what is added stands at the end and the signature last") {
  CHECK(query(stamped(published(), describe_instances(), false)) ==
        "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Region=ap-guangzhou&Timestamp=1465185768&Nonce=11886"
        "&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA256"
        "&Signature=0EEm%2FHtGRr%2FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%3D");
}

TEST_CASE("without a key a request stays as it is or gets what needs no key") {
  Stamping stamping = published();
  stamping.credentials = {};
  CHECK(stamped(stamping, describe_instances(), false) == describe_instances());
  CHECK(query(stamped(stamping, describe_instances(), true)) ==
        "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Region=ap-guangzhou&Timestamp=1465185768&Nonce=11886");
  stamping.credentials.secret_id = "AKID";
  CHECK(query(stamped(stamping, RawRequest{}, true)) ==
        "Region=ap-guangzhou&Timestamp=1465185768&Nonce=11886&SecretId=AKID");
  CHECK(query(stamped(stamping, RawRequest{}, false)) == "SecretId=AKID");
}

TEST_CASE("a temporary key brings its token and has it signed") {
  Stamping stamping = published();
  const std::string before = value(stamped(stamping, describe_instances(), false), "Signature");
  stamping.credentials.token = "t0k=n";
  const RawRequest request = stamped(stamping, describe_instances(), false);
  CHECK(value(request, "Token") == "t0k=n");
  CHECK(value(request, "Signature") != before);
}

TEST_CASE("a parameter that the request has is neither replaced nor doubled") {
  RawRequest request;
  request.add("Timestamp", "1").add("Nonce", "").add("Region", "x").add("SecretId", "other").add("Signature", "wrong");
  CHECK(query(stamped(published(), request, false)) ==
        "Timestamp=1&Nonce=&Region=x&SecretId=other&Signature=wrong&SignatureMethod=HmacSHA256");
}

TEST_CASE("a parameter counts by its decoded name in whatever form it stands") {
  RawRequest request;
  request.parameters = {{"%4eonce", "7", Parameter::Form::literal, Parameter::Place::by_method},
                        {"Timestamp", "", Parameter::Form::bare, Parameter::Place::by_method},
                        {"x", "1&Region=y", Parameter::Form::literal, Parameter::Place::by_method},
                        {"SecretId", "in the body", Parameter::Form::encoded, Parameter::Place::body}};
  const RawRequest got = stamped(published(), request, false);
  REQUIRE(got.parameters.size() == 6);
  CHECK(got.parameters[4].name == "SignatureMethod");
  CHECK(got.parameters[5].name == "Signature");
}

TEST_CASE("literal parameters are signed by what they decode to") {
  RawRequest spelt;
  spelt.parameters = {{"b", "%20%zz+", Parameter::Form::literal, Parameter::Place::by_method},
                      {"c", "", Parameter::Form::bare, Parameter::Place::by_method},
                      {"", "", Parameter::Form::bare, Parameter::Place::by_method},
                      {"d", "1&e=2", Parameter::Form::literal, Parameter::Place::by_method}};
  RawRequest plain;
  plain.add("b", " %zz ").add("c", "").add("d", "1").add("e", "2");
  CHECK(value(stamped(published(), spelt, false), "Signature") ==
        value(stamped(published(), plain, false), "Signature"));
}

TEST_CASE("method host and path are part of what is signed") {
  const std::string base = value(stamped(published(), describe_instances(), false), "Signature");
  RawRequest post = describe_instances();
  post.method = "POST";
  CHECK(value(stamped(published(), post, false), "Signature") != base);
  Stamping other = published();
  other.host = "iotcloud.api.qcloud.com";
  CHECK(value(stamped(other, describe_instances(), false), "Signature") != base);
  other = published();
  other.path = "/";
  CHECK(value(stamped(other, describe_instances(), false), "Signature") != base);
}

TEST_CASE("what is added to a POST travels in its body") {
  RawRequest post = describe_instances();
  post.method = "POST";
  const wire::WireRequest wire = wire::encode(stamped(published(), post, false));
  CHECK(wire.query.empty());
  CHECK(wire.body.find("&Nonce=11886&") != std::string::npos);
  CHECK(wire.body.find("&Signature=") != std::string::npos);
}

TEST_CASE("the defaults are the document's host the clock and a fresh nonce") {
  Stamping stamping;
  stamping.credentials = {"id", "key", ""};
  const suite::Stamp stamp = make_stamp(stamping);
  const RawRequest first = stamp(RawRequest{}, false);
  const RawRequest second = stamp(RawRequest{}, false);
  CHECK(value(first, "Region") == "gz");
  CHECK(value(first, "Nonce") != value(second, "Nonce"));
  const long long now = std::chrono::duration_cast<std::chrono::seconds>(
                            std::chrono::system_clock::now().time_since_epoch()).count();
  CHECK(std::llabs(std::atoll(value(first, "Timestamp").c_str()) - now) < 60);
  const sign::Pairs pairs{{"Region", "gz"}, {"Timestamp", value(first, "Timestamp")}, {"Nonce", value(first, "Nonce")},
                          {"SecretId", "id"}, {"SignatureMethod", "HmacSHA256"}};
  CHECK(value(first, "Signature") ==
        sign::signature(sign::canonical_text("GET", "iotcloud.api.qcloud.com", "/v2/index.php", pairs), "key",
                        sign::Method::hmac_sha256));
}

TEST_CASE("nonces are positive and never repeat not even across threads") {
  std::vector<std::vector<std::uint64_t>> taken(4);
  std::vector<std::thread> threads;
  for (std::vector<std::uint64_t>& mine : taken)
    threads.emplace_back([&mine] {
      for (int i = 0; i < 10000; ++i) mine.push_back(fresh_nonce());
    });
  for (std::thread& thread : threads) thread.join();
  std::set<std::uint64_t> all;
  for (const std::vector<std::uint64_t>& mine : taken) all.insert(mine.begin(), mine.end());
  CHECK(all.size() == 40000);
  CHECK(*all.begin() > 0);
  CHECK(*all.rbegin() < (1U << 31U));
}

TEST_CASE("without SignatureMethod a signature is one by HmacSHA1") {
  Stamping stamping = published();
  stamping.leave_method_out = true;
  const RawRequest request = stamped(stamping, describe_instances(), false);
  CHECK(request.find("SignatureMethod") == nullptr);
  const sign::Pairs pairs{{"Action", "DescribeInstances"}, {"InstanceIds.0", "ins-09dx96dg"}, {"Region", "ap-guangzhou"},
                          {"Timestamp", "1465185768"}, {"Nonce", "11886"},
                          {"SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA"}};
  CHECK(value(request, "Signature") ==
        sign::signature(sign::canonical_text("GET", stamping.host, stamping.path, pairs), stamping.credentials.secret_key,
                        sign::Method::hmac_sha1));
  stamping = published();
  stamping.mistake = createproduct::http::SigningMistake::absent_method;
  const RawRequest mistaken = stamped(stamping, describe_instances(), false);
  CHECK(mistaken.find("SignatureMethod") == nullptr);
  CHECK(value(mistaken, "Signature") ==
        sign::signature(sign::canonical_text("GET", stamping.host, stamping.path, pairs), stamping.credentials.secret_key,
                        sign::Method::hmac_sha256));
}

TEST_CASE("what makes no difference with the keys there are is no mistake") {
  const auto offers = [](const Stamping& stamping, std::string_view name) {
    const createproduct::suite::Access access = createproduct::http::make_access(stamping);
    return std::ranges::count(access.mistaken_stamps, name, &createproduct::suite::MistakenStamp::name) == 1;
  };
  Stamping stamping = published();
  CHECK_FALSE(offers(stamping, "other-accounts-key"));
  stamping.other_key = stamping.credentials.secret_key;
  CHECK_FALSE(offers(stamping, "other-accounts-key"));
  stamping.other_key = "another";
  CHECK(offers(stamping, "other-accounts-key"));
  CHECK(offers(stamping, "other-case-secret-id"));
  CHECK(offers(stamping, "key-is-secret-id"));
  stamping.credentials.secret_id = "4711";
  CHECK_FALSE(offers(stamping, "other-case-secret-id"));
  CHECK(offers(stamping, "cut-secret-id"));
  stamping.credentials.secret_key = "4711";
  CHECK_FALSE(offers(stamping, "key-is-secret-id"));
}

TEST_CASE("a small Nonce is below two to the fifteenth") {
  Stamping stamping = published();
  stamping.mistake = createproduct::http::SigningMistake::small_nonce;
  stamping.nonce = [] { return std::uint64_t{2147483646}; };
  const std::string nonce = value(stamped(stamping, describe_instances(), false), "Nonce");
  CHECK(std::stoll(nonce) > 0);
  CHECK(std::stoll(nonce) < 32768);
}
