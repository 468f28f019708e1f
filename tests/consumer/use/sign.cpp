// SPDX-License-Identifier: MIT
#include <createproduct/sign.hpp>

bool CONSUMER_FUNCTION() {
  namespace sign = createproduct::sign;
  const std::string text = sign::canonical_text("GET", "example.com", "/", {{"b", "2"}, {"a", "1"}});
  return text == "GETexample.com/?a=1&b=2" && !sign::signature(text, "key", sign::Method::hmac_sha256).empty();
}
