// SPDX-License-Identifier: MIT
#include <createproduct/wire.hpp>

bool CONSUMER_FUNCTION() {
  namespace wire = createproduct::wire;
  createproduct::CreateProductRequest request{"pump-1", createproduct::ProductProperties{}};
  request.product_properties->product_description = "a pump";
  const auto read = wire::parse_request(wire::encode(wire::to_raw(request)));
  return read && *read == request && !wire::parse_properties("{") && !wire::parse_response(R"({"code":"0"})");
}
