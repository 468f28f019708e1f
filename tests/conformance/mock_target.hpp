// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include <createproduct/judge/answer.hpp>
#include <createproduct/mock/configuration.hpp>
#include <createproduct/mock/reply.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace conformance {

/// The mock as a target in the same process, for any number of threads. What its transport would do is told in words:
/// nothing is waited for, and an answer that would come later than the time-out has timed out.
class MockTarget {
 public:
  MockTarget(createproduct::mock::Configuration configuration, std::chrono::milliseconds timeout)
      : service_(std::move(configuration)), timeout_(timeout) {}

  createproduct::judge::Answer operator()(const createproduct::wire::WireRequest& request) {
    using Fate = createproduct::mock::Reply::Fate;
    using Transport = createproduct::judge::Answer::Transport;
    createproduct::mock::Reply reply = service_.handle(request);
    if (reply.fate == Fate::hang || reply.delay >= timeout_)
      return {Transport::timed_out, 0, {}, "no answer within " + std::to_string(timeout_.count()) + " ms", 0};
    if (reply.fate == Fate::close_before)
      return {Transport::closed, 0, {}, "the connection was closed before the first byte of an answer", 0};
    if (reply.fate == Fate::close_midway)
      return {Transport::closed, reply.status, reply.body.substr(0, reply.body.size() / 2),
              "the connection was closed in the middle of the answer", 0};
    return {Transport::answered, reply.status, std::move(reply.body), {}, reply.retry_after};
  }

 private:
  createproduct::mock::Service service_;
  std::chrono::milliseconds timeout_;
};

}  // namespace conformance
