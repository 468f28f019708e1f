// SPDX-License-Identifier: MIT
#include <chrono>
#include <iostream>
#include <string>

#include <createproduct/mock.hpp>
#include <createproduct/sign.hpp>
#include <createproduct/wire.hpp>

namespace wire = createproduct::wire;
namespace sign = createproduct::sign;

// Gives the query of a signed request, for any HTTP client to send.
std::string signed_query(const createproduct::CreateProductRequest& request, const sign::Credentials& keys) {
  createproduct::CommonParameters common;
  common.region = "gz";
  common.timestamp = 1465185768;  // the present, in a program
  common.nonce = 11886;           // a random number, new for each request
  common.secret_id = keys.secret_id;
  common.signature_method = "HmacSHA256";
  wire::RawRequest raw = wire::to_raw(request);
  wire::add_common(common, raw);

  sign::Pairs pairs;
  for (const wire::Parameter& parameter : raw.parameters) pairs.emplace_back(parameter.name, parameter.value);
  const std::string text = sign::canonical_text("GET", "iotcloud.api.qcloud.com", "/v2/index.php", pairs);
  std::cout << "signed: " << text << "\n";
  raw.add("Signature", sign::signature(text, keys.secret_key, sign::Method::hmac_sha256));
  return wire::encode(raw).query;
}

int main() {
  const sign::Credentials keys{"AKIDexample", "the key of an example", {}};

  createproduct::mock::Configuration configuration;  // a service that knows these keys stands in for the real one
  configuration.keys = {{keys, "account"}};
  configuration.clock = [] { return std::chrono::system_clock::from_time_t(1465185768); };
  createproduct::mock::Service service(configuration);

  wire::WireRequest sent;
  sent.method = "GET";
  sent.query = signed_query({"pump-1", {}}, keys);
  std::cout << "answered: " << service.handle(sent).body << "\n";
  sent.query = signed_query({"pump-2", {}}, {keys.secret_id, "another key", {}});
  std::cout << "answered: " << service.handle(sent).body << "\n";
}
