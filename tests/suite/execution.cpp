// SPDX-License-Identifier: MIT
#include <createproduct/suite/execution.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Case;
using suite::Execution;
using suite::Executor;
using Control = Executor::Control;
using Kind = Executor::Reproduction::Kind;
using Outcome = createproduct::judge::Ruling::Outcome;

namespace {

const Case plain = a_case("operation.create", {step("{fresh}")});
const Case twice = a_case("product-name.unique", {step("{fresh}"), step("{fresh}")});
const Case dotted = a_case("product-name.alphabet", {step("{fresh}.")});

/// Reproduces what `execution` broke.
Executor::Reproduction reproduce(Bench& bench, const Case& one, ClauseId clause, const Execution& execution) {
  const suite::Sent* broken = execution.broken(clause);
  REQUIRE(broken != nullptr);
  return bench.context.executor.reproduce(one, clause, broken->ruling,
                                          static_cast<std::size_t>(broken - execution.steps.data()));
}

}  // namespace

TEST_CASE("the steps of an execution share a fresh name, another execution has another") {
  Server server;
  Bench bench(server);
  const Execution first = bench.context.executor.once(twice);
  CHECK(first.complete);
  CHECK_FALSE(first.throttled);
  REQUIRE(first.steps.size() == 2);
  CHECK(first.steps[0].ruling.outcome == Outcome::accepted);
  CHECK(first.steps[1].ruling.module_code == 1001);
  CHECK(first.broken() == nullptr);
  CHECK(bench.context.executor.once(twice).steps[0].ruling.outcome == Outcome::accepted);
  CHECK(server.created == 2);
}

TEST_CASE("a step may refer to what the one before was told and signed with") {
  Server server;
  suite::Means given = means(server);
  given.first = {fake_stamp("one", "made-of-" + std::string("letters")), {}, true};
  Bench bench(given, options());
  Case named = a_case("product-name.unique", {step("{fresh}"), step("{last-id}"), step("{last-id}")});
  named.steps.back().after_signing = {{"Signature", "{last-signature}x"}};
  const Execution execution = bench.context.executor.once(named);
  REQUIRE(execution.steps.size() == 3);
  CHECK(server.names["one"].contains("P1"));
  CHECK(read(execution.steps[2].exchange.sent).name() == "P2");
  CHECK(*read(execution.steps[2].exchange.sent).find("Signature") == "made-of-letters==x");
  server.instead = [](const Request&) { return std::optional(lost(Transport::closed)); };
  named.steps_stand_alone = true;
  const Execution untold = bench.context.executor.once(named);
  CHECK(read(untold.steps[1].exchange.sent).name() == untold.values.fresh);
}

TEST_CASE("an execution ends where the rest would mean nothing") {
  for (const Answer& answer : {lost(Transport::closed), body("?"), refusal(1000), refusal(0, 4400), body("", 429)}) {
    Server server;
    server.instead = [&](const Request&) -> std::optional<Answer> { return answer; };
    Bench bench(server);
    const Execution execution = bench.context.executor.once(twice);
    CAPTURE(answer.body);
    CHECK(execution.steps.size() == 1);
    CHECK_FALSE(execution.complete);
  }
  // A refusal is a result, and so is the loss of the last answer.
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    return server.requests.size() == 1 ? refusal(1101) : lost(Transport::closed);
  };
  Bench bench(server);
  CHECK(bench.context.executor.once(twice).complete);
}

TEST_CASE("nothing is sent once the run is over") {
  Server server;
  suite::Options wanted = options();
  wanted.max_requests = 1;
  Bench bench(server, wanted);
  const Execution cut = bench.context.executor.once(twice);
  CHECK(cut.steps.size() == 1);
  CHECK_FALSE(cut.complete);
  CHECK(bench.context.executor.once(twice).steps.empty());
  CHECK(bench.context.executor.control() == Control::noise);
  CHECK(bench.context.executor.last_control().steps.empty());
  CHECK(server.requests.size() == 1);
}

TEST_CASE("the first broken step is found, of any clause or of one") {
  Server server;
  server.afterwards = [](const Request&, Answer& answer) {
    if (answer.body.find("1001") != std::string::npos) answer = refusal(1101);
  };
  Bench bench(server);
  const Execution execution =
      bench.context.executor.once(a_case("product-name.unique", {step("{fresh}"), step("{fresh}"), step("{fresh}")}));
  CHECK(execution.broken() == &execution.steps[1]);
  CHECK(execution.broken("error.duplicate-name") == &execution.steps[1]);
  CHECK(execution.broken("product-name.unique") == nullptr);
  CHECK(execution.broken("error.duplicate-name", 2) == &execution.steps[2]);
  CHECK(execution.broken("error.duplicate-name", 0) == nullptr);
  CHECK(execution.broken("error.duplicate-name", 3) == nullptr);
  CHECK(execution.history(&execution.steps[1]).size() == 2);
  CHECK(execution.history(&execution.steps[2]).size() == 3);
}

TEST_CASE("who asks to slow down is waited for, as long as he asks") {
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    if (server.requests.size() > 2) return std::nullopt;
    Answer answer = body("", 429);
    answer.retry_after = static_cast<int>(server.requests.size()) * 3;
    return answer;
  };
  std::chrono::milliseconds slept{0};
  Bench bench(means(server, &slept), options());
  const Execution execution = bench.context.executor.patiently(plain);
  CHECK(execution.complete);
  CHECK_FALSE(execution.throttled);
  CHECK(server.requests.size() == 3);
  // Three seconds, then five at most, and the gaps between requests.
  CHECK(slept.count() >= 8000);
  CHECK(slept.count() < 8500);
}

TEST_CASE("patience has an end") {
  Server server;
  server.instead = [](const Request&) -> std::optional<Answer> { return refusal(0, 4400); };
  Bench bench(server);
  CHECK(bench.context.executor.patiently(plain).throttled);
  CHECK(server.requests.size() <= 10);
}

TEST_CASE("waiting that was in vain several times is cut short until it helps again") {
  for (const Answer& answer : {refusal(0, 4400), refusal(1100), lost(Transport::closed)}) {
    Server server;
    bool trouble = true;
    server.instead = [&](const Request&) { return trouble ? std::optional(answer) : std::nullopt; };
    Bench bench(server);
    Executor& executor = bench.context.executor;
    const auto cost = [&] {
      const std::size_t before = server.requests.size();
      (void)executor.settled_control();
      // An answer that asks for no patience says nothing about that.
      (void)executor.patiently(plain);
      return server.requests.size() - before;
    };
    const std::size_t whole = cost();
    CHECK(whole >= 8);
    for (int i = 0; i < 3; ++i) (void)cost();
    CHECK(cost() <= 4);
    trouble = false;
    CHECK(cost() == 2);
    trouble = true;
    CHECK(cost() == whole);
  }
}

TEST_CASE("a control request tells how the target is") {
  const auto control = [](std::optional<Answer> answer) {
    Server server;
    server.instead = [&](const Request&) { return answer; };
    Bench bench(server);
    return bench.context.executor.control();
  };
  CHECK(control(std::nullopt) == Control::accepted);
  CHECK(control(refusal(1000)) == Control::full);
  CHECK(control(refusal(1101)) == Control::refused);
  CHECK(control(refusal(1001)) == Control::refused);
  CHECK(control(refusal(1100)) == Control::noise);
  CHECK(control(refusal(0, 4400)) == Control::noise);
  CHECK(control(lost(Transport::closed)) == Control::noise);
  CHECK(control(body("")) == Control::noise);
}

TEST_CASE("control requests have the form that is known to be accepted") {
  Server server;
  Bench bench(server);
  bench.context.session.form.name = "{upper}";
  bench.context.session.form.method = "POST";
  CHECK(bench.context.executor.control() == Control::accepted);
  CHECK(readable(server.requests.back()).starts_with("POST SALTED"));
  CHECK(bench.context.executor.last_control().steps.size() == 1);
}

TEST_CASE("controls settle once the noise is over") {
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    if (server.requests.size() > 4) return std::nullopt;
    return refusal(1100);
  };
  std::chrono::milliseconds slept{0};
  Bench bench(means(server, &slept), options());
  CHECK(bench.context.executor.settled_control() == Control::accepted);
  CHECK(server.requests.size() == 5);
  CHECK(slept.count() >= 200 + 400 + 800 + 1600);
}

TEST_CASE("a refused signature is not waited out as an overload is") {
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    return server.requests.size() > 4 ? std::nullopt : std::optional(refusal(0, 4100));
  };
  std::chrono::milliseconds slept{0};
  suite::Means given = means(server, &slept);
  given.first = {fake_stamp("one"), {}, true};
  Bench bench(given, options());
  CHECK(bench.context.executor.settled_control() == Control::accepted);
  CHECK(slept.count() == 4 * 20);
}

TEST_CASE("controls give up in the end, and do not wait for what will not change") {
  for (const Answer& answer : {refusal(1100), refusal(1101), lost(Transport::timed_out)}) {
    Server server;
    server.instead = [&](const Request&) -> std::optional<Answer> { return answer; };
    Bench bench(server);
    CHECK(bench.context.executor.settled_control() != Control::accepted);
    CHECK(server.requests.size() <= 7);
  }
}

TEST_CASE("an account counts as full once several controls in a row say so") {
  Server server;
  server.quota = 0;
  Bench bench(server);
  CHECK(bench.context.executor.settled_control() == Control::full);
  CHECK(bench.context.first_account().full());
  CHECK(server.requests.size() >= 2);

  Server fickle;
  fickle.instead = [&](const Request&) -> std::optional<Answer> {
    if (fickle.requests.size() > 1) return std::nullopt;
    return refusal(1000);
  };
  Bench other(fickle);
  CHECK(other.context.executor.settled_control() == Control::accepted);
  CHECK_FALSE(other.context.first_account().full());
}

TEST_CASE("a full account is no reason to wait, and may be given room") {
  Server server;
  server.quota = 0;
  std::chrono::milliseconds slept{0};
  Bench bench(means(server, &slept), options());
  std::vector<std::string> full;
  bench.context.executor.on_full = [&](const std::string& account) {
    full.push_back(account);
    server.quota = 1;
  };
  CHECK(bench.context.executor.settled_control() == Control::full);
  CHECK(full == std::vector<std::string>{"first"});
  CHECK(bench.context.executor.settled_control() == Control::accepted);
  CHECK(full.size() == 1);
  CHECK(slept.count() == 0);
}

TEST_CASE("a breach that shows each time is shown") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    return request.name().ends_with('.') ? std::optional(refusal(1001)) : std::nullopt;
  };
  Bench bench(server);
  const auto result = reproduce(bench, dotted, "error.invalid-parameter", bench.context.executor.once(dotted));
  CHECK(result.kind == Kind::shown);
  CHECK(result.tries == 3);
  CHECK(result.shown == 3);
  CHECK(result.sample.broken("error.invalid-parameter") != nullptr);
  // One request at first, then three pairs of a control and the request.
  CHECK(server.requests.size() == 7);
}

TEST_CASE("a wrong code that shows now and then is flaky") {
  Server server;
  std::size_t dots = 0;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    return request.name().ends_with('.') && ++dots % 3 == 1 ? std::optional(refusal(1001)) : std::nullopt;
  };
  Bench bench(server);
  const auto result = reproduce(bench, dotted, "error.invalid-parameter", bench.context.executor.once(dotted));
  CHECK(result.kind == Kind::flaky);
  CHECK(result.tries == 3);
  CHECK(result.shown == 1);
}

TEST_CASE("a loss that does not show again is noise") {
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    if (server.requests.size() == 1 || server.requests.size() == 4) return lost(Transport::closed);
    return std::nullopt;
  };
  Bench bench(server);
  const auto result = reproduce(bench, plain, "operation.create", bench.context.executor.once(plain));
  CHECK(result.kind == Kind::noise);
}

TEST_CASE("an input that is always lost is shown, whatever the form") {
  for (const Answer& answer :
       {lost(Transport::closed), lost(Transport::timed_out), refusal(1100), body("", 502), refusal(0, 6000)}) {
    Server server;
    server.instead = [&](const Request& request) -> std::optional<Answer> {
      return request.name().ends_with('.') ? std::optional(answer) : std::nullopt;
    };
    Bench bench(server);
    const Execution first = bench.context.executor.once(dotted);
    REQUIRE(first.broken() != nullptr);
    const auto result = reproduce(bench, dotted, first.broken()->ruling.breaches.front().clause, first);
    CHECK(result.kind == Kind::shown);
    CHECK(result.tries <= 8);
  }
}

TEST_CASE("an input that is lost most times is flaky, and takes more tries to tell") {
  Server server;
  std::size_t dots = 0;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    return request.name().ends_with('.') && ++dots % 4 != 0 ? std::optional(lost(Transport::closed)) : std::nullopt;
  };
  Bench bench(server);
  const Execution first = bench.context.executor.once(dotted);
  const auto result = reproduce(bench, dotted, "error.invalid-parameter", first);
  CHECK(result.kind == Kind::flaky);
  CHECK(result.tries == 12);
  CHECK(result.shown == 9);
}

TEST_CASE("noise at another step is no proof") {
  // The n-th request of the case is lost in the n-th execution: some step breaks each time, but never the same.
  Server server;
  std::size_t execution = 0, at = 0;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (request.name().ends_with('x')) {
      ++execution;
      at = 0;
    } else if (request.name().size() != 10) {
      return std::nullopt;
    }
    return at++ == execution % 3 ? std::optional(lost(Transport::closed)) : std::nullopt;
  };
  const Case three = a_case("product-name.unique", {step("{fresh}x"), step("{fresh}y"), step("{fresh}z")});
  Bench bench(server);
  const Execution first = bench.context.executor.once(three);
  REQUIRE(first.broken() == &first.steps[1]);
  const auto result = reproduce(bench, three, "operation.create", first);
  CHECK(result.kind == Kind::noise);
}

TEST_CASE("a case that is lost before the step that counts is tried again, but not for ever") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (request.name().ends_with('y')) return lost(Transport::closed);
    if (request.name().ends_with('x') && server.requests.size() > 2) return lost(Transport::closed);
    return std::nullopt;
  };
  const Case two = a_case("product-name.unique", {step("{fresh}x"), step("{fresh}y")});
  Bench bench(server);
  const auto result = reproduce(bench, two, "operation.create", bench.context.executor.once(two));
  CHECK(result.kind == Kind::inconclusive);
  CHECK(result.reason == "the steps before it are lost too often");
  CHECK(server.requests.size() < 100);
}

TEST_CASE("nothing is decided while control requests fail too") {
  for (const Answer& answer : {refusal(1100), refusal(1101)}) {
    Server server;
    server.instead = [&](const Request&) -> std::optional<Answer> { return answer; };
    Bench bench(server);
    const Execution first = bench.context.executor.once(twice);
    // The control requests do not break the clause of the other case.
    const auto result = bench.context.executor.reproduce(twice, "product-name.unique", first.steps[0].ruling, 0);
    CHECK(result.kind == Kind::inconclusive);
    CHECK(result.reason == "control requests are not accepted any more either");
  }
}

TEST_CASE("control requests that break the clause themselves show it") {
  Server server;
  server.instead = [](const Request&) -> std::optional<Answer> { return refusal(1101); };
  Bench bench(server);
  const auto result = reproduce(bench, plain, "operation.create", bench.context.executor.once(plain));
  CHECK(result.kind == Kind::shown);
}

TEST_CASE("to be turned away for going too fast is no proof") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    return request.name().ends_with('.') ? std::optional(refusal(0, 4400)) : std::nullopt;
  };
  Bench bench(server);
  const Execution first = bench.context.executor.once(dotted);
  const auto result = bench.context.executor.reproduce(dotted, "error.invalid-parameter", first.steps[0].ruling, 0);
  CHECK(result.kind == Kind::inconclusive);
  CHECK(result.reason == "it is turned away for going too fast each time");
  CHECK(server.requests.size() < 15);
}

TEST_CASE("want of room is believed if control requests are refused for it too") {
  Server server;
  server.quota = 0;
  Bench bench(server);
  CHECK(reproduce(bench, plain, "error.quota", bench.context.executor.once(plain)).kind == Kind::out_of_room);

  Server picky;
  picky.instead = [](const Request& request) -> std::optional<Answer> {
    return request.is_post() ? std::optional(refusal(1000)) : std::nullopt;
  };
  Bench other(picky);
  const Case post = a_case("common.method", {by_post(step("{fresh}"))});
  CHECK(reproduce(other, post, "error.quota", other.context.executor.once(post)).kind == Kind::shown);
}

TEST_CASE("the end of the run ends a reproduction") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    return request.name().ends_with('.') ? std::optional(refusal(1001)) : std::nullopt;
  };
  suite::Options wanted = options();
  wanted.max_requests = 4;
  Bench bench(server, wanted);
  const auto result = reproduce(bench, dotted, "error.invalid-parameter", bench.context.executor.once(dotted));
  CHECK(result.kind == Kind::inconclusive);
  CHECK(result.reason == "--max-requests was reached");
  CHECK(server.requests.size() == 4);
}
