// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>
#include <string_view>

#include <createproduct/http.hpp>
#include <createproduct/judge.hpp>
#include <createproduct/wire.hpp>

namespace http = createproduct::http;
namespace judge = createproduct::judge;
namespace wire = createproduct::wire;

// Stands before a service: refuses what breaks the contract beyond doubt, and forwards the rest as it came.
struct Gateway {
  std::string upstream;

  createproduct::mock::Reply operator()(const wire::WireRequest& request, std::string_view, std::string_view) const {
    createproduct::mock::Reply reply;
    const judge::Classification seen = judge::classify(request);
    if (seen.demand == judge::Classification::Demand::reject) {
      const std::string why = "(1101)breaks " + std::string(seen.broken.first().id());
      reply.body = wire::to_json({4000, why, "InvalidParameter", {}, {}});
      return reply;
    }
    auto endpoint = http::Endpoint::open(upstream);  // one for each thread; a real gateway keeps them
    const judge::Answer answer = (*endpoint)(request);
    reply.status = answer.transport == judge::Answer::Transport::answered ? answer.status : 502;
    reply.body = answer.body;
    return reply;
  }
};

int main() {
  createproduct::mock::Service service;  // the service behind the gateway
  const auto upstream = http::MockServer::start(service);
  if (!upstream) return 4;
  const auto gateway = http::MockServer::start(Gateway{upstream->url() + "/v2/index.php"});
  if (!gateway) return 4;

  auto client = http::Endpoint::open(gateway->url() + "/v2/index.php");
  for (const char* name : {"pump-1", "pump 2", "pump-1"}) {
    const judge::Answer answer = (*client)(wire::encode(wire::to_raw({name, {}})));
    const auto read = wire::parse_response(answer.body);
    std::cout << name << ": " << (!read ? answer.body : read->is_success() ? "created" : read->message) << "\n";
  }
}
