// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include <createproduct/model/product_name.hpp>

#include "contract_probe.hpp"

/// Whether products, names and accounts are remembered as the contract says.
namespace createproduct::mock_test::scripts {

inline const Clauses unique{"product-name.unique"};
inline const Demand duplicate = refused({1001}, unique);
/// Which regions are known besides gz is open.
inline const Demand duplicate_elsewhere = [] {
  Demand demand = duplicate;
  demand.or_plain = true;
  return demand;
}();
inline const Demand distinct = accepted(unique);

inline void duplicates(Probe& probe) {
  const std::string names[] = {"plain", "x-ray", "with:colon", "12345", std::string(32, 'n'), "_-"};
  for (const std::string& name : names)
    for (const char* first : {"GET", "POST"})
      for (const char* second : {"GET", "POST"}) {
        Session session(probe);
        session.ask(named(name, first), distinct);
        session.ask(named(name, second), duplicate);
        session.ask(with_properties(name, plain_properties, second), duplicate);
        session.ask({{{"productName", name}, {"Region", "ap-guangzhou"}}, second, {}, {}}, duplicate_elsewhere);
      }
  for (const int others : {1, 3, 30}) {
    Session session(probe);
    session.ask(named("kept"), distinct);
    for (int i = 0; i < others; ++i) session.ask(named("other-" + std::to_string(i)), distinct);
    session.clock().milliseconds += 1000;
    session.ask(named("kept"), duplicate);
  }
}

/// A name that is the id of a product, where it can be a name.
inline void named_as_an_id(Probe& probe) {
  Session session(probe);
  const nlohmann::json told = nlohmann::json::parse(session.ask(named("kept"), distinct).body, nullptr, false);
  if (!told.is_object() || !told.contains("productID") || !told["productID"].is_string()) return;
  const auto id = told["productID"].get<std::string>();
  if (createproduct::is_product_name(id) && id.size() >= 8) session.ask(named(id), distinct);
}

inline void many_products(Probe& probe) {
  Session session(probe);
  session.ask(named("kept"), distinct);
  // A used account or a small one is full before.
  const bool roomy = probe.configuration.otherwise.quota.most > 200;
  for (int i = 0; roomy && i < 150; ++i) session.ask(named("other-" + std::to_string(i)), distinct);
  session.ask(named("kept"), duplicate);
}

inline void similar_names(Probe& probe) {
  const std::string stem(31, 's');
  const std::pair<std::string, std::string> pairs[] = {{"a-b", "a_b"},
                                                       {"a:b", "a_b"},
                                                       {"ab", "ba"},
                                                       {"007", "7"},
                                                       {"Aa", "BB"},
                                                       {"one:x", "two:x"},
                                                       {"name", "name-"},
                                                       {"name", "name_"},
                                                       {"axb", "a_b"},
                                                       {"ab-c", "a-bc"},
                                                       {"longer", "long"},
                                                       {"name1", "name2"},
                                                       {stem + "1", stem + "2"},
                                                       {"sixteen-letters-1", "sixteen-letters-2"}};
  for (const auto& [first, second] : pairs) {
    Session session(probe);
    session.ask(named(first), distinct);
    session.ask(named(second), distinct);
    session.ask(named(first), duplicate);
    session.ask(named(second), duplicate);
  }
}

inline void accounts(Probe& probe) {
  for (const char* method : {"GET", "POST"})
    for (const char* name : {"plain", "with:colon"}) {
      Session session(probe);
      session.ask(of_account(named(name, method), "one"), distinct);
      session.ask(of_account(named(name, method), "two"), accepted({"product-name.scope"}));
      session.ask(of_account(named(name, method), "two"), duplicate);
    }
}

inline void after_refusals(Probe& probe) {
  const Clauses clauses{"product-name.free-after-refusal"};
  for (const char* bad :
       {"{", "[1]", R"({"productDescription":"d","region":"sh"})", R"({"productDescription":"d","region":7})",
        R"({"productDescription":"d","region":"gz","productType":9})",
        R"({"productDescription":"d","region":"gz","productType":"0"})"}) {
    Session session(probe);
    session.ask(with_properties("again", bad), refused({1101}, {"error.invalid-parameter"}));
    session.ask(named("again"), accepted(clauses));
  }
}

inline void quota(Probe& probe) {
  if (probe.configuration.otherwise.quota.old_products > 0) return;
  const Demand full = refused({1000}, {"error.quota"});
  const Demand room = accepted({"error.quota"});
  for (const char* method : {"GET", "POST"}) {
    Session session(probe, 5);
    session.ask(of_account(named("other"), "two"), room);
    session.ask(named("p1", method), room);
    session.ask(named("p1", method), duplicate);
    session.ask(with_properties("p2", "{", method), refused({1101}, {"error.invalid-parameter"}));
    for (const char* name : {"p2", "p3", "p4", "p5"}) session.ask(named(name, method), room);
    session.ask(named("p6", method), full);
    session.ask(named("p7", method), full);
    session.clock().milliseconds += 3000;
    session.ask(named("p8", method), full);
    session.ask(of_account(named("p6"), "two"), room);
  }
}

inline void identities(Probe& probe) {
  if (probe.configuration.otherwise.quota.most > 200) {
    Session session(probe);
    for (int i = 0; i < 150; ++i)
      session.ask(named("same-start-" + std::to_string(i), i % 2 == 0 ? "GET" : "POST"), accepted());
  }
  Session session(probe);
  session.ask(of_account(named("plain"), "one"), accepted());
  session.ask(of_account(named("plain"), "two"), accepted());
  if (probe.configuration.otherwise.naming.key == mock::NamingRule::Key::exact)
    session.ask(of_account(named("PLAIN"), "one"), accepted());
}

/// Calls `ask` with a session in which the request of `held` is being handled. `held` is called with that session first.
inline void while_another_is_handled(Probe& probe, std::size_t quota, const std::function<Question(Session&)>& held_one,
                                     const std::function<void(Session&)>& ask) {
  std::mutex mutex;
  std::condition_variable changed;
  std::thread::id held;
  bool waiting = false;
  bool released = false;
  Session session(probe, quota, true, [&] {
    std::unique_lock lock(mutex);
    if (std::this_thread::get_id() != held) return;
    waiting = true;
    changed.notify_all();
    changed.wait(lock, [&] { return released; });
  });
  const Question late = held_one(session);
  std::thread holder([&] {
    {
      const std::scoped_lock lock(mutex);
      held = std::this_thread::get_id();
    }
    static_cast<void>(session.service().handle(Session::wire_request(late)));
    const std::scoped_lock lock(mutex);
    waiting = true;  // also if the service never looked at its clock
    changed.notify_all();
  });
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting; });
  }
  ask(session);
  {
    const std::scoped_lock lock(mutex);
    released = true;
    changed.notify_all();
  }
  holder.join();
}

inline void parallel_requests(Probe& probe) {
  while_another_is_handled(
      probe, 2000,
      [](Session& session) {
        session.ask(session.signed_question(named("taken")), accepted());
        return session.signed_question(named("late"));
      },
      [](Session& session) {
        session.ask(session.signed_question(named("taken")), duplicate);
        session.ask(session.signed_question(named("new-1")), accepted());
        session.ask(session.signed_question(named("new-2")), accepted());
        session.ask(session.signed_question(with_properties("new-3", R"({"productDescription":"d","region":"sh"})")),
                    refused({1101}, {"region.values"}));
      });
}

inline void parallel_quota(Probe& probe) {
  if (probe.configuration.otherwise.quota.old_products > 0) return;
  while_another_is_handled(
      probe, 1,
      [](Session& session) {
        session.ask(session.signed_question(named("first")), accepted({"error.quota"}));
        return session.signed_question(named("late"));
      },
      [](Session& session) {
        session.ask(session.signed_question(named("beyond")), refused({1000}, {"error.quota"}));
      });
}

/// Whether two requests that are sent at the same time both succeed.
[[nodiscard]] inline bool both_succeed(Session& session, const std::array<Question, 2>& questions) {
  const std::array<wire::WireRequest, 2> requests{Session::wire_request(questions[0]),
                                                  Session::wire_request(questions[1])};
  std::array<mock::Reply, 2> replies;
  std::atomic<int> ready{0};
  const auto run = [&](std::size_t i) {
    ++ready;
    while (ready < 2) std::this_thread::yield();
    replies[i] = session.service().handle(requests[i]);
  };
  std::thread other(run, 1);
  run(0);
  other.join();
  return std::ranges::all_of(replies, [](const mock::Reply& reply) {
    const nlohmann::json json = nlohmann::json::parse(reply.body, nullptr, false);
    return json.is_object() && json.value("code", nlohmann::json()) == 0;
  });
}

inline void race(Probe& probe) {
  Session session(probe);
  for (int round = 0; round < 100; ++round) {
    const std::string name = "raced-" + std::to_string(round);
    if (both_succeed(session, {named(name, "GET"), named(name, round % 2 == 0 ? "GET" : "POST")}))
      return probe.blame(unique);
  }
}

inline void nonce_race(Probe& probe) {
  Session session(probe, 2000, true);
  for (int round = 0; round < 100; ++round) {
    std::array<Question, 2> questions{named("one-" + std::to_string(round)), named("two-" + std::to_string(round))};
    for (Question& question : questions) {
      question.parameters.emplace_back("Nonce", std::to_string(1000 + round));
      question = session.signed_question(question);
    }
    if (both_succeed(session, questions)) return probe.blame({"common.nonce"});
  }
}

}  // namespace createproduct::mock_test::scripts
