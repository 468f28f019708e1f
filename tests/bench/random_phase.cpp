// SPDX-License-Identifier: MIT
//
// How many random cases a second are drawn, sent, answered and judged on one core without a network, beside the mock that
// answers the same requests with nobody judging, and beside RapidCheck's loop with nothing in it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>

#include <createproduct/mock/service.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/random_cases.hpp>

using namespace createproduct;

namespace {

constexpr std::size_t rounds = 5;
constexpr std::size_t cases = 40'000;

struct Speed {
  double cases = 0, requests = 0;  ///< a second
};

/// Processor time, so that other load on the machine does not count.
template <class Work>
double seconds(const Work& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

mock::Configuration roomy() {
  mock::Configuration configuration;
  configuration.quota = 1'000'000'000;
  return configuration;
}

/// Draws, sends and judges `count` cases; what was sent goes to `sent`.
Speed judged(suite::Case (suite::RandomCases::*draw)(), std::size_t count, std::vector<wire::WireRequest>& sent) {
  static std::uint64_t seed = 0;
  mock::Service service(roomy());
  suite::Means means;
  means.send = [&](const wire::WireRequest& request) {
    sent.push_back(request);
    mock::Reply reply = service.handle(request);
    judge::Answer answer;
    answer.status = reply.status;
    answer.body = std::move(reply.body);
    return answer;
  };
  suite::Options options;
  options.salt = "bench";
  suite::Session session(means, options);
  suite::Executor executor(session);
  suite::RandomCases random(++seed);
  std::size_t broken = 0;
  const double taken = seconds([&] {
    for (std::size_t i = 0; i < count; ++i) broken += executor.once((random.*draw)()).broken() != nullptr ? 1U : 0U;
  });
  if (broken != 0) {
    std::fprintf(stderr, "random_phase: %zu cases found the mock wrong, so the figures would mean nothing\n", broken);
    std::exit(3);
  }
  return {static_cast<double>(count) / taken, static_cast<double>(sent.size()) / taken};
}

double answered(const std::vector<wire::WireRequest>& requests) {
  mock::Service service(roomy());
  std::size_t bytes = 0;
  const double taken = seconds([&] {
    for (const wire::WireRequest& request : requests) bytes += service.handle(request).body.size();
  });
  if (bytes == 0) std::exit(3);
  return static_cast<double>(requests.size()) / taken;
}

double bare_loop() {
  rc::detail::TestParams parameters;
  parameters.maxSuccess = static_cast<int>(cases);
  rc::detail::TestMetadata metadata;
  rc::detail::TestListenerAdapter listener;
  const std::unordered_map<std::string, rc::detail::Reproduce> nothing_to_reproduce;
  bool passed = false;
  const double taken = seconds([&] {
    const rc::detail::TestResult result = rc::detail::checkTestable([] { RC_ASSERT(*rc::gen::just(1) == 1); }, metadata,
                                                                    parameters, listener, nothing_to_reproduce);
    passed = result.template is<rc::detail::SuccessResult>();
  });
  if (!passed) std::exit(3);
  return static_cast<double>(cases) / taken;
}

double median(std::array<double, rounds> values) {
  std::sort(values.begin(), values.end());
  return values[rounds / 2];
}

}  // namespace

int main() {
  std::array<double, rounds> single{}, sequences{}, steps{}, mock_alone{}, loop{};
  for (std::size_t round = 0; round < rounds; ++round) {  // in turn, so that a busy moment hits all alike
    std::vector<wire::WireRequest> sent, others;
    single[round] = judged(&suite::RandomCases::next, cases, sent).cases;
    const Speed speed = judged(&suite::RandomCases::next_sequence, cases / 8, others);
    sequences[round] = speed.cases;
    steps[round] = speed.requests;
    mock_alone[round] = answered(sent);
    loop[round] = bare_loop();
  }
  std::printf("one thread; medians of %zu rounds of %zu cases, in turn, by processor time\n", rounds, cases);
  std::printf("%-62s %10.0f a second\n", "random requests drawn, sent to the mock, and judged", median(single));
  std::printf("%-62s %10.0f a second\n", "random sequences drawn, sent to the mock, and judged", median(sequences));
  std::printf("%-62s %10.0f a second\n", "  the requests in them", median(steps));
  std::printf("%-62s %10.0f a second\n", "the same random requests answered by the mock, not judged", median(mock_alone));
  std::printf("%-62s %10.0f a second\n", "RapidCheck's loop with nothing in it", median(loop));
  std::printf("%-62s %10.2f\n", "ratio of random requests to that loop", median(single) / median(loop));
  return 0;
}
