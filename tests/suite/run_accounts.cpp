// SPDX-License-Identifier: MIT
#include <createproduct/suite/run.hpp>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "whole_run.hpp"

using namespace scripted;
using suite::Budget;

TEST_CASE("names of a second account are its own, and a target that mixes them up is found") {
  const auto with_accounts = [](Server& server) {
    suite::Means given = means(server);
    given.first.stamp = fake_stamp("one");
    given.second = suite::Access{fake_stamp("two"), {}, false};
    return given;
  };
  Server right;
  const Outcome outcome = run(right, options(), with_accounts(right));
  CHECK(outcome.finished.exit_code == 0);
  CHECK(outcome.clause("product-name.scope").verdict == Verdict::pass);
  CHECK_FALSE(right.names.at("two").empty());

  Server mixes;
  mixes.instead = [&](const Request& request) -> std::optional<Answer> {
    Request anonymous = request;
    anonymous.parameters.erase("SecretId");
    return mixes.serve(anonymous);
  };
  CHECK(run(mixes, options(), with_accounts(mixes)).found() == "product-name.scope");
}

TEST_CASE("a second account that is not let in, or full, leaves its cases out with the reason") {
  struct Row {
    Answer answer;
    const char* reason;
  };
  const std::vector<Row> rows{
      {refusal(0, 4104), "the second account's credentials are not accepted: public code 4104"},
      {refusal(1000), "the second account is full"},
      {lost(Transport::closed), "the second account answers no request in order"},
  };
  for (const Row& row : rows) {
    Server server;
    server.instead = [&row](const Request& request) -> std::optional<Answer> {
      const std::string* id = request.find("SecretId");
      return id != nullptr && *id == "two" ? std::optional(row.answer) : std::nullopt;
    };
    suite::Means given = means(server);
    given.first.stamp = fake_stamp("one");
    given.second = suite::Access{fake_stamp("two"), {}, false};
    const Outcome outcome = run(server, options(), given);
    CAPTURE(row.reason);
    CHECK(outcome.finished.exit_code == 0);
    CHECK(outcome.clause("product-name.scope").verdict == Verdict::not_exercised);
    CHECK(outcome.clause("product-name.scope").reason == row.reason);
  }
}

namespace {

/// A target that checks the stand-ins for signatures, and for what they are worth nonces.
Instead authenticating(Server& server) {
  return [&server](const Request& request) -> std::optional<Answer> {
    const auto is = [&](const char* name, std::string_view value) {
      return request.find(name) != nullptr && *request.find(name) == value;
    };
    if (!is("SecretId", "one") || !is("Signature", "right==")) return refusal(0, 4100);
    const std::string* covered = request.find("Token");
    if (request.find("note") != nullptr) return refusal(0, 4100);  // no case signs it
    if (covered != nullptr && is("productName", *covered + "z")) return refusal(0, 4100);
    if (request.find("RequestClient") == nullptr && request.find("productProperties") != nullptr) return refusal(0, 4100);
    if (request.find("Timestamp") == nullptr || request.find("Timestamp")->size() != 10) return refusal(0, 4200);
    const std::string* nonce = request.find("Nonce");
    if (nonce == nullptr || nonce->empty() || nonce->find_first_not_of("0123456789") != std::string::npos)
      return refusal(0, 4500);
    std::size_t same = 0;
    for (const WireRequest& wire : server.requests) {
      const Request other = read(wire);
      const auto equal = [&](const char* name) {
        return other.find(name) != nullptr && *other.find(name) == *request.find(name);
      };
      same += equal("Nonce") && equal("Timestamp") ? 1U : 0U;
    }
    return same > 1 ? std::optional(refusal(0, 4500)) : std::nullopt;
  };
}

/// Signs as far as the stand-in goes: with a nonce of its own each time.
suite::Means signed_means(Server& server, bool can_contradict = true) {
  suite::Means given = means(server);
  const auto stamp = [](std::string method) {
    return [method, nonce = 0](createproduct::wire::RawRequest request, bool with_common) mutable {
      if (request.find("Nonce") == nullptr) request.add("Nonce", "1" + std::to_string(++nonce));
      std::string name;
      for (const auto& parameter : request.parameters)
        if (parameter.name == "productName") name = parameter.value;
      // Stands for a signature that covers properties.
      if (request.find("productProperties") != nullptr) request.add("RequestClient", "signed");
      request.add("Token", name);
      return fake_stamp("one", method)(std::move(request), with_common);
    };
  };
  given.first = {stamp("right"), can_contradict ? suite::Stamp(stamp("other")) : suite::Stamp(), true};
  return given;
}

}  // namespace

TEST_CASE("authentication is tested with keys, and a target that checks it passes") {
  Server server;
  server.instead = authenticating(server);
  const Outcome outcome = run(server, only("common.*"), signed_means(server));
  // The stand-in knows neither time nor methods, and refuses neither.
  CHECK(outcome.clause("common.signature").verdict == Verdict::pass);
  CHECK(outcome.clause("common.secret-id").verdict == Verdict::pass);
  CHECK(outcome.clause("common.nonce").verdict == Verdict::pass);
  CHECK(outcome.clause("common.signature-method").verdict == Verdict::pass);
}

TEST_CASE("a target that does not check signatures is found, by what is tampered with and by what is missing") {
  Server server;
  server.instead = [&, right = authenticating(server)](const Request& request) -> std::optional<Answer> {
    Request forgiven = request;
    forgiven.parameters["Signature"] = "right==";
    return right(forgiven);
  };
  const Outcome outcome = run(server, only("common.signature", Budget::standard), signed_means(server));
  CHECK(outcome.finished.exit_code == 1);
  CHECK(outcome.found() == "common.signature");
  CHECK(outcome.finding().also.size() >= 6);
}

TEST_CASE("a signature by another method is left out if nobody can make one") {
  Server server;
  server.instead = authenticating(server);
  const Outcome outcome = run(server, only("common.signature-method"), signed_means(server, false));
  const auto finished = events_of<suite::CaseFinished>(outcome.events);
  const auto contradicted = std::find_if(finished.begin(), finished.end(), [](const auto& one) {
    return one.id == "common.signature-method.contradicted";
  });
  REQUIRE(contradicted != finished.end());
  CHECK(contradicted->verdict == Verdict::not_exercised);
}

TEST_CASE("nonces that are forgotten among many others, or known to one connection only, are found") {
  for (const bool forgets : {true, false}) {
    Server server;
    Server forgetful;  // of it only the check of signatures is used
    std::mutex mutex;
    std::vector<std::string> seen;
    const auto serve = [&, check = authenticating(forgetful)](const WireRequest& wire, std::vector<std::string>& known) {
      const std::scoped_lock lock(mutex);
      server.requests.push_back(wire);
      const Request request = read(wire);
      if (const auto refused = check(request)) return *refused;
      const std::string used = *request.find("Nonce") + "/" + *request.find("Timestamp");
      if (std::find(known.begin(), known.end(), used) != known.end()) return refusal(0, 4500);
      known.push_back(used);
      if (forgets && known.size() > 40) known.erase(known.begin());
      return server.serve(request);
    };
    suite::Means given = signed_means(server);
    given.send = [&](const WireRequest& wire) { return serve(wire, seen); };
    given.connect = [&]() -> suite::Send {
      if (forgets) return given.send;
      return [&, own = std::vector<std::string>()](const WireRequest& wire) mutable { return serve(wire, own); };
    };
    suite::Options wanted = only("common.nonce", Budget::standard);
    wanted.only.emplace_back("product-name.alphabet");
    const Outcome outcome = run(server, wanted, given);
    CHECK(outcome.found() == "common.nonce");
    const suite::Finding finding = outcome.finding();
    CHECK(finding.history.size() == 2);
    CHECK(read(finding.history.front().sent).parameters["Nonce"] == read(finding.history.back().sent).parameters["Nonce"]);
    if (forgets) CHECK(finding.case_id == suite::old_nonce_id);
    if (forgets) CHECK(finding.why.find("requests before") != std::string::npos);
  }
}

TEST_CASE("cases that take a second connection wait until the target is known to answer on one") {
  Server server;
  server.instead = authenticating(server);
  suite::Means given = signed_means(server);
  std::mutex mutex;
  given.connect = [&]() -> suite::Send {
    return [&](const WireRequest& wire) {
      const std::scoped_lock lock(mutex);
      server.requests.push_back(wire);
      return lost(Transport::timed_out);
    };
  };
  const Outcome outcome = run(server, only("product-name.unique", Budget::standard), given);
  CHECK(outcome.found().empty());
  const auto finished = events_of<suite::CaseFinished>(outcome.events);
  const auto waiting = std::find_if(finished.begin(), finished.end(),
                                    [](const auto& one) { return one.id == "product-name.unique.on-new-connection"; });
  REQUIRE(waiting != finished.end());
  CHECK(waiting->verdict == Verdict::not_exercised);
}
