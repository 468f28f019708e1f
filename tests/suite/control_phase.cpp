// SPDX-License-Identifier: MIT
#include <createproduct/suite/control_phase.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;

namespace {

/// The phase run against a server, with what came of it.
struct Phase {
  explicit Phase(std::function<std::optional<Answer>(const Request&)> instead) : Phase(Server(), std::move(instead)) {}
  Phase(Server made, std::function<std::optional<Answer>(const Request&)> instead) : server(std::move(made)) {
    server.instead = std::move(instead);
    bench.emplace(server);
    suite::Investigation investigation(bench->context);
    suite::ControlPhase phase(bench->context, investigation);
    reason = phase.run();
    found = clauses(bench->context.book.ranked());
  }
  Phase(const Phase&) = delete;
  Phase& operator=(const Phase&) = delete;

  Server server;
  std::optional<Bench> bench;
  std::string reason, found;
};

std::function<std::optional<Answer>(const Request&)> always(Answer answer) {
  return [answer = std::move(answer)](const Request&) { return std::optional(answer); };
}

std::function<std::optional<Answer>(const Request&)> refuse(std::function<bool(const Request&)> which) {
  return [which = std::move(which)](const Request& request) {
    return which(request) ? std::optional(refusal(1101)) : std::nullopt;
  };
}

}  // namespace

TEST_CASE("a right target passes the control phase in five requests") {
  Phase phase(nullptr);
  CHECK(phase.reason.empty());
  CHECK(phase.found.empty());
  CHECK(phase.server.requests.size() == 5);
  CHECK(phase.server.created == 5);
  CHECK(phase.bench->context.session.form.base.size() == 2);
  CHECK(events_of<suite::CaseFinished>(phase.bench->events).size() == 1);
}

TEST_CASE("a first request that alone is refused is told of, and does not change the form of those to come") {
  Phase phase([seen = 0](const Request&) mutable {
    return seen++ == 0 ? std::optional(refusal(1101)) : std::nullopt;
  });
  CHECK(phase.reason.empty());
  CHECK(phase.found == "operation.create?");
  CHECK_FALSE(phase.bench->context.session.form.with_common);
}

TEST_CASE("a target that takes a wrong signature and not the right one is told what it gets wrong") {
  for (const Answer& refused : {refusal(0, 4100), refusal(1101)}) {
    Server server;
    suite::Means given = means(server);
    given.first = {fake_stamp("one"),
                   {},
                   true,
                   {{"no-host", "that leaves out the host", fake_stamp("one", "hostless")},
                    {"no-path", "that leaves out the path", fake_stamp("one", "pathless")}}};
    server.instead = [&](const Request& request) {
      const std::string* signature = request.find("Signature");
      const bool taken = signature != nullptr && *signature == "pathless==";
      return taken ? std::nullopt : std::optional(refused);
    };
    Bench bench(given, options());
    suite::Investigation investigation(bench.context);
    CHECK_FALSE(suite::ControlPhase(bench.context, investigation).run().empty());
    REQUIRE(clauses(bench.context.book.ranked()) == "common.signature");
    const suite::Finding finding = bench.context.book.ranked().front();
    CHECK(finding.why.find("a signature that leaves out the path is accepted") != std::string::npos);
    CHECK(finding.history.size() == 2);
    CHECK(finding.attempts == 3);
  }
}

TEST_CASE("a target that wants the name's parameter spelled in another way is told so") {
  for (const bool wants_another : {true, false}) {
    Server server;
    server.instead = [&server, wants_another](const Request& request) -> std::optional<Answer> {
      const std::string* name = request.find("ProductName");
      if (name == nullptr || !wants_another) return refusal(1101);
      Request understood = request;
      understood.parameters["productName"] = *name;
      return server.serve(understood);
    };
    Bench bench(server);
    suite::Investigation investigation(bench.context);
    CHECK_FALSE(suite::ControlPhase(bench.context, investigation).run().empty());
    REQUIRE(clauses(bench.context.book.ranked()) == (wants_another ? "product-name.required" : ""));
    if (!wants_another) continue;
    const suite::Finding finding = bench.context.book.ranked().front();
    CHECK(finding.why == "A request with productName is refused, but one with ProductName in its place is accepted");
    REQUIRE(finding.history.size() == 2);
    CHECK(readable(finding.history.front().sent) == "GET -");
    CHECK(readable(finding.history.back().sent).starts_with("GET salted"));
  }
}

TEST_CASE("a target that accepts nothing ends the run, with a reason") {
  struct Row {
    Answer answer;
    const char* reason;
  };
  const std::vector<Row> rows{
      {refusal(1101), "every request was refused, the plainest one with module code 1101, \"(1101)no\""},
      {refusal(1100), "every request was refused, the plainest one with module code 1100, \"(1100)no\""},
      {refusal(1000),
       "every request was refused, the plainest one with module code 1000, \"(1000)no\": the account is full"},
      {refusal(0, 4100),
       "every request was refused, the plainest one with public code 4100, \"no\": requests go unsigned, but the "
       "target needs keys: set CREATEPRODUCT_SECRET_ID and CREATEPRODUCT_SECRET_KEY"},
      {refusal(0, 4400), "every request was refused, the plainest one with public code 4400, \"no\""},
      {body(R"({"code":6000,"message":""})"),
       "every request was refused, the plainest one with public code 6000, \"{\"code\":6000,\"message\":\"\"}\""},
      {lost(Transport::closed), "no answer: closed, as scripted"},
      {lost(Transport::timed_out), "no answer: timed out, as scripted"},
      {lost(Transport::unreachable), "no answer: unreachable, as scripted"},
      {body("<html>no such page</html>", 404),
       "no answer could be understood as that of CreateProduct, the first had HTTP status 404, \"<html>no such "
       "page</html>\""},
      {body("", 302),
       "no answer could be understood as that of CreateProduct, the first had HTTP status 302, a redirect, which is "
       "not followed"},
      {body("\r\n oops,\n\n again ", 500),
       "no answer could be understood as that of CreateProduct, the first had HTTP status 500, \"oops, again\""},
      {body("", 429), "no answer could be understood as that of CreateProduct, the first had HTTP status 429"},
  };
  for (const Row& row : rows) {
    Phase phase(always(row.answer));
    CHECK(phase.reason == row.reason);
    CHECK(phase.found.empty());
    CHECK(phase.server.requests.size() < 25);
  }
}

TEST_CASE("a second account whose requests are answered with a success and no JSON is a finding") {
  Server server;
  suite::Means given = means(server);
  given.first = {fake_stamp("one"), {}, true};
  given.second = suite::Access{fake_stamp("two"), {}, true};
  server.instead = [](const Request& request) {
    return *request.find("SecretId") == "two" ? std::optional(body("")) : std::nullopt;
  };
  Bench bench(given, options());
  suite::Investigation investigation(bench.context);
  suite::ControlPhase control(bench.context, investigation);
  CHECK(control.run().empty());
  CHECK(control.second_account_trouble() == "the second account answers no request in order");
  CHECK(bench.context.book.has("response.json"));
}

TEST_CASE("of signed requests that are all refused it is said where to look") {
  Server server;
  server.instead = always(refusal(0, 4100));
  suite::Means given = means(server);
  given.first = {fake_stamp("one"), {}, true, {}};
  Bench bench(given, options());
  suite::Investigation investigation(bench.context);
  CHECK(suite::ControlPhase(bench.context, investigation).run() ==
        "every request was refused, the plainest one with public code 4100, \"no\": the credentials are not accepted; "
        "look at the keys, --sign-host and this machine's clock");
}

TEST_CASE("answers that are never as the contract says are a finding, though nothing is accepted") {
  struct Row {
    const char* body;
    const char* found;
  };
  const std::vector<Row> rows{{"", "response.json"},
                              {"<answer/>", "response.json"},
                              {"\xff\x00", "response.json"},
                              {"[]", "response.json"},
                              {"null", "response.json"},
                              {"{}", "response.code.type response.message.type response.code-desc.type"},
                              {R"({"code":"x","message":"","codeDesc":"Success"})", "response.code.type"}};
  for (const Row& row : rows) {
    Phase phase(always(body(row.body)));
    CAPTURE(row.body);
    CHECK(phase.reason.starts_with(
        "no answer could be understood as that of CreateProduct, the first had HTTP status 200"));
    CHECK(phase.found == row.found);
    CHECK(phase.server.requests.size() < 30);
    for (const suite::Finding& finding : phase.bench->context.book.ranked()) {
      CHECK(finding.verdict == Verdict::fail);
      CHECK(finding.reproduced == finding.attempts);
      CHECK(finding.history.size() == 1);
    }
  }
}

TEST_CASE("answers that are strange only at times are no finding of the control phase") {
  Phase phase([n = 0](const Request&) mutable -> std::optional<Answer> { return body(++n % 2 == 0 ? "" : "{}"); });
  CHECK(phase.found.empty());
  CHECK_FALSE(phase.reason.empty());
}

TEST_CASE("a form that alone is accepted is used, and what it departs from is blamed") {
  Phase post(refuse([](const Request& request) { return !request.is_post(); }));
  CHECK(post.reason.empty());
  CHECK(post.found == "common.method");

  Phase properties(refuse([](const Request& request) { return !request.has_properties(); }));
  CHECK(properties.reason.empty());
  CHECK(properties.found == "product-properties.optional");
  const suite::Finding finding = properties.bench->context.book.ranked().front();
  CHECK(finding.reproduced == 3);
  CHECK(finding.attempts == 3);
  CHECK(readable(finding.history.front().sent) == "GET saltedaaa");

  Phase digits(refuse([](const Request& request) { return request.name().find('s') != std::string::npos; }));
  CHECK(digits.found == "product-name.alphabet");
  CHECK(digits.bench->context.session.form.base.size() == 2);

  Phase encryption(
      refuse([](const Request& request) { return request.has_properties() && !request.has_member("encryptionType"); }));
  CHECK(encryption.reason.empty());
  CHECK(encryption.found == "encryption-type.optional");
}

TEST_CASE("a plainest form that is refused now and then is flaky") {
  Phase phase([n = 0](const Request& request) mutable -> std::optional<Answer> {
    if (request.is_post()) return std::nullopt;
    return ++n != 4 ? std::optional(refusal(1101)) : std::nullopt;
  });
  CHECK(phase.found == "common.method?");
}

TEST_CASE("properties that are refused in every form are blamed once") {
  Phase phase(refuse([](const Request& request) { return request.has_properties(); }));
  CHECK(phase.reason.empty());
  CHECK(phase.found == "product-properties.json");
}

TEST_CASE("a target that does not decode is blamed for that, not for refusing properties") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    Request undecoded{request.wire, {}};
    for (const auto& field : createproduct::wire::split_form(request.wire.query))
      undecoded.parameters.emplace(std::string(field.name), std::string(field.value));
    return server.serve(undecoded);
  };
  Bench bench(server);
  suite::Investigation investigation(bench.context);
  suite::ControlPhase control(bench.context, investigation);
  CHECK(control.run().empty());
  CHECK_FALSE(control.properties_known());
  CHECK(clauses(bench.context.book.ranked()) == "common.encoding");
}

TEST_CASE("what is wrong with every answer is found in the control phase") {
  Server server;
  server.afterwards = [](const Request&, Answer& answer) {
    if (answer.body.find("Success") != std::string::npos)
      answer.body.replace(answer.body.find("Success"), 7, "Succeeded");
  };
  Bench bench(server);
  suite::Investigation investigation(bench.context);
  suite::ControlPhase control(bench.context, investigation);
  CHECK(control.run().empty());
  CHECK(clauses(bench.context.book.ranked()) == "response.code-desc.success!");
}

TEST_CASE("a target that wants the common parameters is noted") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    return request.find("Timestamp") == nullptr ? std::optional(refusal(1101)) : std::nullopt;
  };
  suite::Means given = means(server);
  given.first.stamp = [](createproduct::wire::RawRequest request, bool with_common) {
    if (with_common) request.add("Timestamp", "1700000000");
    return request;
  };
  Bench bench(given, options());
  suite::Investigation investigation(bench.context);
  CHECK(suite::ControlPhase(bench.context, investigation).run().empty());
  CHECK(bench.context.notes.size() == 1);
  CHECK(bench.context.book.empty());
}

TEST_CASE("the end of the run ends the control phase, with the reason") {
  Server server;
  server.instead = always(refusal(1101));
  suite::Options wanted = options();
  wanted.max_requests = 2;
  Bench bench(server, wanted);
  suite::Investigation investigation(bench.context);
  CHECK(suite::ControlPhase(bench.context, investigation).run() == "--max-requests was reached");
  CHECK(server.requests.size() == 2);
}
