// SPDX-License-Identifier: MIT
//
// How many cases a second are generated and judged on one core, beside RapidCheck's own loop around a value that costs
// nothing to make.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <unordered_map>
#include <vector>

#include <rapidcheck/detail/TestListenerAdapter.h>

#include <createproduct/gen.hpp>
#include <createproduct/judge/classification.hpp>

using namespace createproduct;

namespace {

constexpr std::size_t rounds = 5;
constexpr int cases = 20'000;

/// Cases a second of this property, by processor time, so that other load on the machine does not count.
template <class Property>
double speed(const Property& property) {
  rc::detail::TestParams parameters;
  static unsigned seed = 0;
  parameters.seed = ++seed;
  parameters.maxSuccess = cases;
  rc::detail::TestMetadata metadata;
  rc::detail::TestListenerAdapter listener;
  const std::unordered_map<std::string, rc::detail::Reproduce> nothing_to_reproduce;
  const std::clock_t begin = std::clock();
  const rc::detail::TestResult result =
      rc::detail::checkTestable(property, metadata, parameters, listener, nothing_to_reproduce);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  if (!result.template is<rc::detail::SuccessResult>()) {
    std::fprintf(stderr, "gen: a property failed, so the figures would mean nothing\n");
    std::exit(3);
  }
  return cases / seconds;
}

using Demand = judge::Classification::Demand;

double bare() {
  return speed([] { RC_ASSERT(*rc::gen::just(1) == 1); });
}

double judged_requests() {
  const auto valid = gen::valid_request();
  std::vector<rc::Gen<wire::WireRequest>> invalid;
  for (const ClauseId clause : gen::request_clauses) invalid.push_back(gen::invalid_request(clause));
  std::size_t turn = 0;
  return speed([&] {
    const std::size_t kind = turn++ % (invalid.size() + 1);
    const bool right = kind == invalid.size();
    const wire::WireRequest request = right ? *valid : *invalid[kind];
    RC_ASSERT((judge::classify(request).demand == (right ? Demand::accept : Demand::reject)));
  });
}

/// Without RapidCheck's loop: its numbers, our generators, the judge.
double judged_outside() {
  const auto valid = gen::valid_request();
  static unsigned seed = 100;
  rc::Random random(++seed);
  const std::clock_t begin = std::clock();
  for (int i = 0; i < cases; ++i)
    if (judge::classify(valid(random.split()).value()).demand != Demand::accept) std::exit(3);
  return cases / (static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
}

double names() {
  return speed([] {
    const std::string name = *gen::near_miss_name();
    RC_ASSERT(is_product_name(name) == !check_product_name(name).any());
  });
}

double median(std::array<double, rounds> values) {
  std::sort(values.begin(), values.end());
  return values[rounds / 2];
}

}  // namespace

int main() {
  std::array<double, rounds> loop{}, requests{}, outside{}, near{};
  for (std::size_t round = 0; round < rounds; ++round) {  // in turn, so that a busy moment hits all alike
    loop[round] = bare();
    requests[round] = judged_requests();
    outside[round] = judged_outside();
    near[round] = names();
  }
  std::printf("one thread; medians of %zu rounds of %d cases, in turn, by processor time\n", rounds, cases);
  std::printf("%-60s %10.0f a second\n", "RapidCheck's loop with nothing in it", median(loop));
  std::printf("%-60s %10.0f a second\n", "names next to the border, checked in a property", median(near));
  std::printf("%-60s %10.0f a second\n", "requests of every kind, generated and judged in a property",
              median(requests));
  std::printf("%-60s %10.0f a second\n", "valid requests, generated and judged outside of one", median(outside));
  std::printf("%-60s %10.2f\n", "ratio of requests in a property to the bare loop", median(requests) / median(loop));
  return 0;
}
