// SPDX-License-Identifier: MIT
#include <createproduct/suite/lanes.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Execution;
using suite::Lanes;
using suite::Trial;

namespace {

/// A bench whose target answers on any number of connections.
struct Concurrent {
  explicit Concurrent(std::size_t jobs) {
    suite::Options wanted = options();
    wanted.jobs = jobs;
    bench = std::make_unique<Bench>(concurrent_means(server, mutex), wanted);
  }
  Server server;
  std::mutex mutex;
  std::unique_ptr<Bench> bench;
};

std::vector<Trial> trials_of(Bench& bench, const suite::Case& one, std::size_t count) {
  std::vector<Trial> out(count);
  for (Trial& trial : out) {
    trial.one = &one;
    trial.values = bench.context.session.values(bench.context.session.names.next());
  }
  return out;
}

}  // namespace

TEST_CASE("as many lanes as asked for, and one where nothing is asked and answers come at once") {
  for (const std::size_t jobs : {0U, 1U, 5U}) {
    Concurrent rig(jobs);
    Lanes lanes(rig.bench->context);
    CHECK(lanes.count() == 1);
    CHECK(lanes.batch() == 1);
    const Execution both = lanes.settle();
    CHECK(lanes.count() == (jobs == 5 ? 5 : 1));
    CHECK(both.steps.size() == (jobs == 5 ? 2 : 0));
    CHECK(rig.server.created == both.steps.size());
    CHECK((lanes.batch() > lanes.count()) == (jobs == 5));
  }
}

TEST_CASE("several lanes where answers take long and the target takes several requests at a time") {
  for (const bool one_at_a_time : {false, true}) {
    Server server;
    std::mutex mutex;
    suite::Means given = concurrent_means(server, mutex);
    std::mutex turn;
    given.send = [&, inner = given.send](const WireRequest& request) {
      std::unique_lock lock(turn, std::defer_lock);
      if (one_at_a_time) lock.lock();
      std::this_thread::sleep_for(std::chrono::milliseconds(60));
      return inner(request);
    };
    given.connect = [send = given.send] { return send; };
    Bench bench(given, options());
    (void)bench.context.executor.control();
    Lanes lanes(bench.context);
    (void)lanes.settle();
    CHECK(lanes.count() == (one_at_a_time ? 1 : 8));
    CHECK(events_of<suite::Note>(bench.events).size() == (one_at_a_time ? 0 : 1));
  }
}

TEST_CASE("one lane from the batch on of which a third is noise, unless more are asked for") {
  for (const std::size_t jobs : {0U, 4U}) {
    for (const unsigned noisy_of_ten : {2U, 5U}) {
      CAPTURE(jobs);
      CAPTURE(noisy_of_ten);
      Concurrent rig(jobs);
      Lanes lanes(rig.bench->context);
      std::size_t asked = 0;
      rig.server.instead = [&](const Request&) {
        return asked++ % 10 < noisy_of_ten ? std::optional(refusal(1100)) : std::nullopt;
      };
      const suite::Case one = a_case("operation.create", {step("{fresh}")});
      std::size_t left = 0;
      lanes.with_lanes(4, [&] {
        std::vector<Trial> trials = trials_of(*rig.bench, one, 40);
        lanes.run(trials);
        left = lanes.count();
      });
      CHECK(left == (jobs == 0 && noisy_of_ten == 5 ? 1 : 4));
      CHECK(rig.bench->context.notes.size() == (left == 1 ? 1 : 0));
    }
  }
}

TEST_CASE("one lane where a second connection gets no answer") {
  Server server;
  suite::Options wanted = options();
  wanted.jobs = 4;
  suite::Means given = means(server);
  given.connect = [] { return [](const WireRequest&) { return lost(Transport::timed_out); }; };
  Bench bench(given, wanted);
  Lanes lanes(bench.context);
  (void)lanes.settle();
  CHECK(lanes.count() == 1);
  REQUIRE(events_of<suite::Note>(bench.events).size() == 1);
  CHECK(events_of<suite::Note>(bench.events)[0].text.find("one connection at a time") != std::string::npos);
}

TEST_CASE("every trial is run once, on the lanes at the same time") {
  Concurrent rig(4);
  Lanes lanes(rig.bench->context);
  (void)lanes.settle();
  const suite::Case one = a_case("product-name.unique", {step("{fresh}"), step("{fresh}")});
  std::vector<Trial> trials = trials_of(*rig.bench, one, 100);
  trials[7].obstacle = "left out";
  lanes.run(trials);
  for (std::size_t i = 0; i < trials.size(); ++i) {
    CHECK(trials[i].ran == (i != 7));
    CHECK(trials[i].execution.steps.size() == (i == 7 ? 0 : 2));
    CHECK(trials[i].execution.broken() == nullptr);
  }
  CHECK(rig.server.requests.size() == 2 + 99 * 2);
}

TEST_CASE("after a time-out or a request to slow down no trial is begun") {
  for (const bool hangs : {true, false}) {
    Concurrent rig(2);
    Lanes lanes(rig.bench->context);
    (void)lanes.settle();
    const std::size_t before = rig.server.requests.size();
    rig.server.instead = [&](const Request&) -> std::optional<Answer> {
      if (hangs) return lost(Transport::timed_out);
      return refusal(0, 4400);
    };
    const suite::Case one = a_case("operation.create", {step("{fresh}")});
    std::vector<Trial> trials = trials_of(*rig.bench, one, 32);
    lanes.run(trials);
    CHECK(trials[0].ran);
    CHECK_FALSE(trials[31].ran);
    CHECK(rig.server.requests.size() - before <= 2);
  }
}

TEST_CASE("work is done once for each, and what it throws reaches the caller") {
  Concurrent rig(3);
  Lanes lanes(rig.bench->context);
  (void)lanes.settle();
  std::vector<std::atomic<int>> done(50);
  std::mutex mutex;
  std::set<std::size_t> used;
  lanes.each(done.size(), [&](std::size_t i, std::size_t lane) {
    ++done[i];
    const std::scoped_lock lock(mutex);
    used.insert(lane);
    return true;
  });
  for (const auto& count : done) CHECK(count == 1);
  CHECK(*used.rbegin() <= 2);
  CHECK_THROWS_AS(lanes.each(10, [](std::size_t, std::size_t) -> bool { throw std::runtime_error("x"); }),
                  std::runtime_error);
}
