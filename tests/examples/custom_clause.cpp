// SPDX-License-Identifier: MIT
#include <functional>
#include <iostream>
#include <string>

#include <createproduct/mock.hpp>
#include <createproduct/model.hpp>
#include <createproduct/report.hpp>
#include <createproduct/suite.hpp>
#include <createproduct/wire.hpp>

namespace suite = createproduct::suite;

// A rule of this team's beside those of the contract. Its id begins with own.
const createproduct::Clause letters_only{"own.product-id-letters", createproduct::Level::must, "team handbook",
                                         "The productID of a product holds no digit.", "", "", "", ""};

suite::Opinion holds_no_digit(const suite::Exchange& exchange, const createproduct::judge::Ruling& ruling) {
  if (ruling.outcome != createproduct::judge::Ruling::Outcome::accepted) return {};  // says nothing about it
  const auto answer = createproduct::wire::parse_response(exchange.answer.body);
  if (!answer || !answer->product_id) return {};
  if (answer->product_id->find_first_of("0123456789") == std::string::npos) return suite::Opinion::kept();
  return suite::Opinion::broken("The productID holds a digit");
}

int main() {
  const auto clause = createproduct::define_clause(letters_only);
  if (!clause) {
    std::cerr << clause.error().text() << "\n";
    return 2;
  }
  createproduct::mock::Service service;  // your implementation stands here
  auto target = [&](const createproduct::wire::WireRequest& request) { return service.handle(request).body; };

  suite::Means means;
  means.description = "the service in this process";
  means.send = suite::send_to(target);
  means.own_rules = {{*clause, holds_no_digit}};
  suite::Options options;
  options.budget = suite::Budget::quick;
  options.salt = "example";

  createproduct::report::TerminalReport report(std::cout);
  return suite::run(means, options, std::ref(report)).exit_code;
}
