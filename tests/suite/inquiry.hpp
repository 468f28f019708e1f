// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/suite/control_search.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/run_context.hpp>

#include "scripted_run.hpp"

namespace scripted {

using Rule = std::function<bool(const Request&)>;

/// A target and the investigation of what it breaks.
struct Inquiry {
  explicit Inquiry(suite::Options wanted = options()) : Inquiry([](Server& to) { return means(to); }, std::move(wanted)) {}
  explicit Inquiry(suite::Means make(Server&), suite::Options wanted = options())
      : bench(make(server), std::move(wanted)) {
    bench.context.session.form.base = {suite::detail::base_description, suite::detail::base_region};
  }

  Verdict take(const suite::Case& one) { return investigation.take_breaches(one, bench.context.executor.patiently(one)); }

  /// Serves `answer` instead to requests that `which` picks.
  void answer(Rule which, Answer answer) {
    server.instead = [which = std::move(which), answer = std::move(answer)](const Request& request) {
      return which(request) ? std::optional(answer) : std::nullopt;
    };
  }
  /// Accepts requests that `which` picks, whatever they are like.
  void accept(Rule which) {
    server.instead = [this, which = std::move(which)](const Request& request) {
      return which(request) ? std::optional(server.create(request)) : std::nullopt;
    };
  }

  [[nodiscard]] std::string found() const { return clauses(bench.context.book.ranked()); }
  [[nodiscard]] suite::Finding finding() const { return bench.context.book.ranked().front(); }
  /// The requests of the first finding, with a bar between two.
  [[nodiscard]] std::string evidence() const {
    std::string out;
    for (const suite::Exchange& exchange : finding().history)
      out += (out.empty() ? "" : " | ") + readable(exchange.sent);
    return out;
  }

  Server server;
  Bench bench;
  suite::Investigation<suite::RunContext> investigation{bench.context};
};

inline Rule name_contains(std::string_view text) {
  return [text](const Request& request) { return request.name().find(text) != std::string::npos; };
}

inline suite::Case one_step(ClauseId clause, suite::Step only) { return a_case(clause, {std::move(only)}); }

}  // namespace scripted
