// SPDX-License-Identifier: MIT
#include <createproduct/http.hpp>
#include <createproduct/wire.hpp>

bool CONSUMER_FUNCTION() {
  namespace http = createproduct::http;
  namespace wire = createproduct::wire;
  createproduct::mock::Service service;
  const auto server = http::MockServer::start(service);
  if (!server) return false;
  auto endpoint = http::Endpoint::open(server->url());
  return endpoint && (*endpoint)(wire::encode(wire::to_raw({"pump-1", {}}))).status == 200;
}
