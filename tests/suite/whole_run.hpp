// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/suite/run.hpp>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

namespace scripted {

using Instead = std::function<std::optional<Answer>(const Request&)>;
using Rule = std::function<bool(const Request&)>;

struct Outcome {
  suite::RunFinished finished;
  std::vector<suite::Event> events;
  std::size_t requests = 0, created = 0;  ///< as the target counted them

  [[nodiscard]] std::string found() const { return clauses(finished.findings); }
  [[nodiscard]] const suite::Finding& finding() const { return finished.findings.front(); }
  [[nodiscard]] const suite::ClauseResult& clause(ClauseId id) const {
    return *std::find_if(finished.clauses.begin(), finished.clauses.end(),
                         [&](const auto& one) { return one.clause == id; });
  }
  /// The requests of the first finding, with a bar between two.
  [[nodiscard]] std::string evidence() const {
    std::string out;
    for (const suite::Exchange& exchange : finding().history)
      out += (out.empty() ? "" : " | ") + readable(exchange.sent);
    return out;
  }
  [[nodiscard]] bool has_note(std::string_view text) const {
    return std::any_of(finished.notes.begin(), finished.notes.end(),
                       [&](const std::string& note) { return note.find(text) != std::string::npos; });
  }
};

inline Outcome run(Server& server, const suite::Options& wanted = options(), suite::Means given = {}) {
  if (!given.send) given = means(server);
  Outcome out;
  out.finished = suite::run(given, wanted, [&](const suite::Event& event) { out.events.push_back(event); });
  out.requests = server.requests.size();
  out.created = server.created;
  CHECK(out.finished.requests == out.requests);
  return out;
}

/// Runs against a target that answers as `instead` says.
inline Outcome run_against(Instead instead, const suite::Options& wanted = options()) {
  Server server;
  server.instead = std::move(instead);
  return run(server, wanted);
}

inline Instead always(Answer answer) {
  return [answer = std::move(answer)](const Request&) { return std::optional(answer); };
}

/// Runs against a target that answers `with` to what `which` picks.
inline Outcome run_refusing(Rule which, Answer with = refusal(1101), const suite::Options& wanted = options()) {
  return run_against([&](const Request& request) { return which(request) ? std::optional(with) : std::nullopt; },
                     wanted);
}

/// Runs against a target that accepts what `which` picks, whatever it is like.
inline Outcome run_accepting(Rule which, const suite::Options& wanted = options()) {
  Server server;
  server.instead = [&](const Request& request) {
    return which(request) ? std::optional(server.create(request)) : std::nullopt;
  };
  return run(server, wanted);
}

/// Answers with `answer` to so many of a hundred requests, as chance will have it.
inline Instead sporadic(Answer answer, unsigned percent, std::uint64_t seed) {
  return [answer = std::move(answer), percent, random = createproduct::draft::Random(seed)](const Request&) mutable {
    return random.below(100) < percent ? std::optional(answer) : std::nullopt;
  };
}

inline Rule name_has(std::string_view characters) {
  return [characters](const Request& request) { return request.name().find_first_of(characters) != std::string::npos; };
}

inline Rule member_is(const char* key, Json value) {
  return [key, value = std::move(value)](const Request& request) {
    return request.has_member(key) && request.properties()[key] == value;
  };
}

inline suite::Options only(std::string pattern, suite::Budget budget = suite::Budget::quick) {
  suite::Options wanted = options(budget);
  wanted.only = {std::move(pattern)};
  return wanted;
}

/// Whether nothing but its length is wrong with the name.
inline bool is_too_long_only(const Request& request) {
  const std::string name = request.name();
  return name.size() > 32 && std::all_of(name.begin(), name.end(), [](char byte) {
           return createproduct::is_product_name(std::string_view(&byte, 1));
         });
}

}  // namespace scripted
