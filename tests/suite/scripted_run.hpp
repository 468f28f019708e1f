// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/judge/verdict.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/suite/target.hpp>

#include "scripted_server.hpp"

namespace scripted {

namespace suite = createproduct::suite;
using createproduct::ClauseId;
using suite::Verdict;
using Transport = Answer::Transport;

inline suite::Options options(suite::Budget budget = suite::Budget::quick) {
  suite::Options made;
  made.budget = budget;
  made.salt = "salted";
  return made;
}

/// Means that send to `server`, which must outlive them, and never really wait.
inline suite::Means means(Server& server, std::chrono::milliseconds* slept = nullptr) {
  suite::Means made;
  made.description = "scripted";
  made.send = suite::send_to(server);
  made.sleep = [slept](std::chrono::milliseconds time) {
    if (slept != nullptr) *slept += time;
  };
  return made;
}

/// The same, and connections for requests at the same time, which the server serves one after the other.
inline suite::Means concurrent_means(Server& server, std::mutex& mutex) {
  suite::Means made = means(server);
  made.send = [&server, &mutex](const WireRequest& request) {
    const std::scoped_lock lock(mutex);
    return server(request);
  };
  made.connect = [send = made.send] { return send; };
  return made;
}

/// Stamps requests with a SecretId and, as a stand-in for a signature, how it was made. What a request has stays.
inline suite::Stamp fake_stamp(std::string secret_id, std::string method = "right") {
  return [secret_id = std::move(secret_id), method = std::move(method)](auto request, bool) {
    if (request.find("SecretId") == nullptr) request.add("SecretId", secret_id);
    if (request.find("Timestamp") == nullptr) request.add("Timestamp", "1700000000");
    if (request.find("Nonce") == nullptr) request.add("Nonce", "7");
    if (request.find("Signature") == nullptr) request.add("Signature", method + "==");
    return request;
  };
}

/// The phases' shared state, for tests of a single phase. Keeps every event.
struct Bench {
  explicit Bench(Server& server, suite::Options wanted = options()) : Bench(means(server), std::move(wanted)) {}
  Bench(suite::Means given, suite::Options wanted) : means_(std::move(given)), options_(std::move(wanted)) {}

  suite::Means means_;
  suite::Options options_;
  std::vector<suite::Event> events;
  suite::EventSink sink = [this](const suite::Event& event) { events.push_back(event); };
  suite::RunContext context{means_, options_, sink};

  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
};

inline suite::Step step(std::string name) {
  suite::Step made;
  made.name = std::move(name);
  return made;
}

inline suite::Step step(std::string name, std::string properties) {
  suite::Step made = step(std::move(name));
  made.properties = std::move(properties);
  return made;
}

inline suite::Step by_post(suite::Step made) {
  made.method = "POST";
  return made;
}

inline suite::Case a_case(ClauseId clause, std::vector<suite::Step> steps) {
  suite::Case made;
  made.id = std::string(clause.id()) + ".scripted";
  made.phase = "scripted";
  made.clause = clause;
  made.title = "as scripted";
  made.steps = std::move(steps);
  return made;
}

/// The clauses of findings in their order, with a space between two; "?" behind a flaky one, "!" behind a warning.
inline std::string clauses(const std::vector<suite::Finding>& findings) {
  std::string out;
  for (const suite::Finding& finding : findings) {
    out.append(out.empty() ? "" : " ").append(finding.clause.id());
    if (finding.verdict == Verdict::flaky) out += "?";
    if (finding.verdict == Verdict::warn) out += "!";
  }
  return out;
}

/// The parameters of a request that count, decoded: "GET name", "POST name {...}", "-" for a name that is not there.
inline std::string readable(const WireRequest& wire) {
  const Request request = read(wire);
  std::string out = wire.method + " " + (request.find("productName") == nullptr ? "-" : request.name());
  if (request.has_properties()) out += " " + *request.find("productProperties");
  return out;
}

template <class Kind>
std::vector<Kind> events_of(const std::vector<suite::Event>& events) {
  std::vector<Kind> out;
  for (const suite::Event& event : events)
    if (const auto* one = std::get_if<Kind>(&event)) out.push_back(*one);
  return out;
}

}  // namespace scripted
