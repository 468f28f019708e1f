// SPDX-License-Identifier: MIT
#include <createproduct/mock.hpp>
#include <createproduct/wire.hpp>

bool CONSUMER_FUNCTION() {
  namespace wire = createproduct::wire;
  createproduct::mock::Service service;
  const auto answer = wire::parse_response(service.handle(wire::encode(wire::to_raw({"pump-1", {}}))).body);
  return answer && answer->is_success() && answer->product_name == "pump-1";
}
