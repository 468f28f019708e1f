// SPDX-License-Identifier: MIT
//
// How many catalogue cases a second are sent, answered and judged on one core without a network, beside the mock that
// answers the same requests with nobody judging.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/mock/service.hpp>
#include <createproduct/suite/run.hpp>

using namespace createproduct;

namespace {

constexpr std::size_t rounds = 5;
constexpr int runs_each = 40;

/// Processor seconds of this process, so that other load on the machine does not count.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Count {
  std::size_t requests = 0;
  double seconds = 0;
};

mock::Configuration roomy() {
  mock::Configuration configuration;
  configuration.quota = 1'000'000'000;
  return configuration;
}

std::string salt_of(std::uint64_t number) {
  std::string salt = "bench";
  for (; number != 0; number /= 26) salt.push_back(static_cast<char>('a' + number % 26));
  return salt;
}

/// Standard runs against a fresh mock each; the requests of the first are kept in `recorded`.
Count judged(std::vector<wire::WireRequest>& recorded) {
  static std::uint64_t number = 0;
  Count count;
  for (int i = 0; i < runs_each; ++i) {
    mock::Service service(roomy());
    const bool record = recorded.empty();
    std::vector<wire::WireRequest> sent;
    suite::Means means;
    means.send = [&](const wire::WireRequest& request) {
      if (record) sent.push_back(request);
      mock::Reply reply = service.handle(request);
      judge::Answer answer;
      answer.status = reply.status;
      answer.body = std::move(reply.body);
      return answer;
    };
    means.sleep = [](std::chrono::milliseconds) {};
    suite::Options options;
    options.budget = suite::Budget::standard;
    options.salt = salt_of(++number);
    const double begin = processor_seconds();
    const suite::RunFinished result = suite::run(means, options, {});
    count.seconds += processor_seconds() - begin;
    count.requests += result.requests;
    if (record) recorded = std::move(sent);
    if (result.exit_code != 0) {
      std::fprintf(stderr, "in_process: the run ended with %d, so the figures would mean nothing: %s\n", result.exit_code,
                   result.reason.c_str());
      std::exit(3);
    }
  }
  return count;
}

/// The recorded requests of one run, to a fresh mock each time, with nobody judging.
Count answered(const std::vector<wire::WireRequest>& recorded) {
  Count count;
  std::size_t bytes = 0;
  for (int i = 0; i < runs_each; ++i) {
    mock::Service service(roomy());
    const double begin = processor_seconds();
    for (const wire::WireRequest& request : recorded) bytes += service.handle(request).body.size();
    count.seconds += processor_seconds() - begin;
    count.requests += recorded.size();
  }
  if (bytes == 0) std::printf("unexpected: no answers\n");
  return count;
}

double median(std::array<double, rounds> values) {
  std::sort(values.begin(), values.end());
  return values[rounds / 2];
}

}  // namespace

int main() {
  std::vector<wire::WireRequest> recorded;
  std::array<double, rounds> with_judge{}, without{};
  for (std::size_t round = 0; round < rounds; ++round) {  // in turn, so that a busy moment hits both alike
    const Count all = judged(recorded);
    const Count bare = answered(recorded);
    with_judge[round] = static_cast<double>(all.requests) / all.seconds;
    without[round] = static_cast<double>(bare.requests) / bare.seconds;
  }
  std::printf("one thread, no network; medians of %zu rounds of %d standard runs, in turn, by processor time\n", rounds, runs_each);
  std::printf("%-52s %10.0f a second\n", "catalogue requests built, answered and judged", median(with_judge));
  std::printf("%-52s %10.0f a second\n", "the same requests answered by the mock alone", median(without));
  std::printf("%-52s %10.2f\n", "ratio", median(with_judge) / median(without));
  return 0;
}
