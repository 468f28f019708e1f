// SPDX-License-Identifier: MIT
#include <createproduct/suite.hpp>

bool CONSUMER_FUNCTION() {
  namespace suite = createproduct::suite;
  auto refuses = [](const createproduct::wire::WireRequest&) {
    return std::string(R"({"code":4000,"message":"(1101)no","codeDesc":"InvalidParameter"})");
  };
  suite::Means means;
  means.send = suite::send_to(refuses);
  suite::Options options;
  options.salt = "consumer";
  options.max_requests = 5;
  return suite::run(means, options, {}).exit_code != 0;
}
