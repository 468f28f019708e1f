// SPDX-License-Identifier: MIT
#include <functional>
#include <iostream>

#include <createproduct/mock.hpp>
#include <createproduct/report.hpp>
#include <createproduct/suite.hpp>

int main() {
  createproduct::mock::Service service;  // your implementation stands here
  auto target = [&](const createproduct::wire::WireRequest& request) { return service.handle(request).body; };

  createproduct::suite::Means means;
  means.description = "the service in this process";
  means.send = createproduct::suite::send_to(target);
  createproduct::suite::Options options;
  options.salt = "example";  // makes names fresh: another one for each run against the same accounts

  createproduct::report::TerminalReport report(std::cout);
  return createproduct::suite::run(means, options, std::ref(report)).exit_code;
}
