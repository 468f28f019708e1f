// SPDX-License-Identifier: MIT
#include <createproduct/suite/investigation.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "inquiry.hpp"

using namespace scripted;
using suite::Case;
using suite::Execution;
using suite::Finding;
using suite::Investigation;
using suite::Step;

namespace {

suite::Means signed_means(Server& server) {
  suite::Means made = means(server);
  made.first = {fake_stamp("one"), {}, true};
  return made;
}

/// A case without steps.
suite::Case about(ClauseId clause) {
  suite::Case one;
  one.clause = clause;
  return one;
}

}  // namespace

TEST_CASE("an execution that broke nothing is no matter for an inquiry") {
  Inquiry inquiry;
  CHECK(inquiry.take(one_step("operation.create", step("{fresh}"))) == Verdict::pass);
  CHECK(inquiry.investigation.take_breaches(one_step("operation.create", step("{fresh}")), Execution{}) ==
        Verdict::pass);
  CHECK(inquiry.found().empty());
  CHECK(inquiry.bench.events.empty());
}

TEST_CASE("a proof by one answer is a finding at once, told before and after it is made small") {
  Inquiry inquiry;
  inquiry.accept(name_contains("."));
  CHECK(inquiry.take(one_step("product-name.alphabet", step("My{fresh}.Product", "{{base}}"))) == Verdict::fail);
  CHECK(inquiry.found() == "product-name.alphabet");
  CHECK(inquiry.evidence() == "GET .");
  CHECK(inquiry.finding().attempts == 0);
  CHECK(inquiry.finding().case_id == "product-name.alphabet.scripted");
  const auto suspected = events_of<suite::Suspected>(inquiry.bench.events);
  const auto confirmed = events_of<suite::Confirmed>(inquiry.bench.events);
  REQUIRE(suspected.size() == 1);
  REQUIRE(confirmed.size() == 1);
  CHECK(readable(suspected[0].finding.history.front().sent).find("Product {") != std::string::npos);
  CHECK(readable(confirmed[0].finding.history.front().sent) == "GET .");
}

TEST_CASE("what only repetition proves is repeated, before and while it is made small") {
  Inquiry inquiry;
  inquiry.answer(name_contains("."), refusal(1001));
  CHECK(inquiry.take(one_step("product-name.alphabet", by_post(step("My{fresh}.")))) == Verdict::fail);
  CHECK(inquiry.found() == "error.invalid-parameter");
  CHECK(inquiry.finding().reproduced == 3);
  CHECK(inquiry.finding().attempts == 3);
  CHECK(inquiry.evidence() == "GET .");
}

TEST_CASE("a fault that shows now and then is flaky, and keeps the evidence it had") {
  Inquiry inquiry;
  std::size_t dots = 0;
  inquiry.answer([&](const Request& request) { return name_contains(".")(request) && ++dots % 3 == 1; }, refusal(1001));
  CHECK(inquiry.take(one_step("product-name.alphabet", step("My{fresh}."))) == Verdict::flaky);
  CHECK(inquiry.found() == "error.invalid-parameter?");
  CHECK(inquiry.finding().reproduced == 1);
  CHECK(inquiry.finding().attempts == 3);
  CHECK(inquiry.evidence() == "GET Mysaltedaaa.");
}

TEST_CASE("where plain requests are refused now and then, so are others, and no other clause is to blame") {
  Inquiry inquiry;
  bool now = false;
  inquiry.answer([&](const Request&) { return std::exchange(now, false); }, refusal(1101));
  const auto refuse_once = [&](ClauseId clause, Step only) {
    now = true;
    return inquiry.take(one_step(clause, std::move(only)));
  };
  CHECK(refuse_once("product-name.alphabet", step("7{fresh}")) == Verdict::flaky);
  CHECK(inquiry.found() == "product-name.alphabet?");
  CHECK(refuse_once("common.method", by_post(step("{fresh}"))) == Verdict::flaky);
  CHECK(inquiry.found() == "product-name.alphabet? common.method?");
  CHECK(refuse_once("common.encoding", step("{fresh}")) == Verdict::flaky);
  CHECK(inquiry.found() == "operation.create?");
  CHECK(refuse_once("product-name.max-length", step("{fresh:32}")) == Verdict::flaky);
  CHECK(inquiry.found() == "operation.create?");
  CHECK(inquiry.finding().also.size() == 3);
  // Another code is another matter.
  inquiry.answer([&](const Request&) { return std::exchange(now, false); }, refusal(1200));
  CHECK(refuse_once("product-name.max-length", step("{fresh:32}")) == Verdict::flaky);
  CHECK(inquiry.found() == "operation.create? product-name.max-length?");
}

TEST_CASE("refusals of right signatures are one finding, also where a number stands in front of them") {
  Inquiry inquiry(signed_means);
  inquiry.answer([](const Request& request) { return request.is_post(); }, refusal(100004, 4100));
  CHECK(inquiry.take(one_step("region.values", by_post(step("{fresh}", R"({"region":"sh"})")))) == Verdict::fail);
  CHECK(inquiry.found() == "error.invalid-parameter");
  CHECK(inquiry.take(one_step("common.method", by_post(step("{fresh}")))) == Verdict::fail);
  CHECK(inquiry.found() == "common.signature");
  CHECK(inquiry.finding().also.size() == 1);
  CHECK(inquiry.take(one_step("product-name.alphabet", by_post(step("{fresh}.")))) == Verdict::fail);
  CHECK(inquiry.found() == "common.signature");
}

TEST_CASE("right signatures that are refused now and then, with a number in front, are blamed on the signature") {
  Inquiry inquiry(signed_means);
  std::size_t asked = 0;
  inquiry.answer([&](const Request&) { return ++asked % 4 == 1; }, refusal(100004, 4100));
  CHECK(inquiry.take(one_step("product-name.alphabet", step("7{fresh}"))) == Verdict::flaky);
  CHECK(inquiry.found() == "common.signature?");
}

TEST_CASE("a refusal that hangs on the very name is a failure, and shown with that name") {
  for (const auto& [code, clause] : {std::pair(1101, "product-name.alphabet"), {1001, "product-name.unique"}}) {
    Inquiry inquiry;
    std::string refused;
    inquiry.answer(
        [&](const Request& request) {
          if (refused.empty()) refused = request.name();
          return request.name() == refused;
        },
        refusal(code));
    CHECK(inquiry.take(one_step("region.values", by_post(step("{fresh}", R"({"region":"gz","productDescription":"d"})")))) ==
          Verdict::fail);
    CHECK(inquiry.found() == clause);
    CHECK(inquiry.finding().attempts == 9);
    CHECK(inquiry.finding().reproduced == 9);
    CHECK(inquiry.finding().why.find("other") != std::string::npos);
    // Of another code, the judge could say no more than that the name has been asked for before.
    CHECK(inquiry.evidence() == (code == 1101 ? "GET " + refused : "POST " + refused + R"( {"region":"gz","productDescription":"d"})"));
  }
}

TEST_CASE("right signatures refused over and over are a breach, though none is refused at will") {
  Server server;
  const suite::Means given = signed_means(server);
  Bench bench(given, options());
  bench.context.session.form.base = {suite::detail::base_description, suite::detail::base_region};
  Investigation investigation(bench.context);
  std::size_t asked = 0;
  server.instead = [&](const Request&) { return ++asked % 3 == 0 ? std::optional(refusal(0, 4500)) : std::nullopt; };
  for (int i = 0; i < 20; ++i)
    investigation.take_breaches(one_step("operation.create", step("{fresh}")),
                                bench.context.executor.once(one_step("operation.create", step("{fresh}"))));
  CHECK(clauses(bench.context.book.ranked()) == "common.nonce?");
  // Then it is also what an invalid request meets, and no further question is worth it.
  server.instead = [](const Request&) { return refusal(0, 4500); };
  const auto invalid = one_step("product-name.alphabet", step("{fresh}."));
  const auto execution = bench.context.executor.once(invalid);
  const std::size_t before = server.requests.size();
  CHECK(investigation.take_breaches(invalid, execution) == Verdict::flaky);
  CHECK(server.requests.size() == before);
  CHECK(clauses(bench.context.book.ranked()) == "common.nonce?");
}

TEST_CASE("noise is no finding") {
  Inquiry inquiry;
  inquiry.answer([&](const Request&) { return inquiry.server.requests.size() == 1; }, refusal(1100));
  CHECK(inquiry.take(one_step("operation.create", step("{fresh}"))) == Verdict::pass);
  CHECK(inquiry.found().empty());
  CHECK(events_of<suite::Suspected>(inquiry.bench.events).size() == 1);
  CHECK(events_of<suite::Confirmed>(inquiry.bench.events).empty());
}

TEST_CASE("what cannot be decided is inconclusive, with the reason") {
  Inquiry inquiry;
  inquiry.answer([](const Request&) { return true; }, lost(Transport::closed));
  CHECK(inquiry.take(one_step("operation.create", step("{fresh}"))) == Verdict::inconclusive);
  CHECK(inquiry.found().empty());
  CHECK(inquiry.bench.context.book.inconclusive_reason("operation.create") ==
        "control requests are not accepted any more either");
}

TEST_CASE("a full account is no breach") {
  Inquiry inquiry;
  inquiry.server.quota = 0;
  CHECK(inquiry.take(one_step("operation.create", step("{fresh}"))) <= Verdict::pass);
  CHECK(inquiry.found().empty());
  CHECK(inquiry.bench.context.first_account().full());
}

TEST_CASE("there is one finding for a clause, and further cases are noted with it") {
  Inquiry inquiry;
  inquiry.accept(name_contains("."));
  Case first = one_step("product-name.alphabet", step("{fresh}.")), second = first;
  first.id = "first";
  second.id = "second";
  CHECK(inquiry.take(first) == Verdict::fail);
  const std::size_t before = inquiry.server.requests.size();
  CHECK(inquiry.take(second) == Verdict::fail);
  CHECK(inquiry.server.requests.size() == before + 1);
  CHECK(inquiry.found() == "product-name.alphabet");
  CHECK(inquiry.finding().case_id == "first");
  CHECK(inquiry.finding().also == std::vector<std::string>{"second"});
  CHECK(events_of<suite::Confirmed>(inquiry.bench.events).size() == 1);
}

TEST_CASE("a known break of one clause does not hide that of another one at a later step") {
  Inquiry inquiry;
  inquiry.server.instead = [&](const Request& request) { return std::optional(inquiry.server.create(request)); };
  inquiry.server.afterwards = [](const Request&, Answer& answer) {
    answer.body.replace(answer.body.find("\"codeDesc\""), 10, "\"codedesc\"");
  };
  const Case twice = a_case("product-name.unique", {step("{fresh}"), step("{fresh}")});
  CHECK(inquiry.take(a_case("operation.create", {step("{fresh}")})) == Verdict::fail);
  CHECK(inquiry.found().find("product-name.unique") == std::string::npos);
  CHECK(inquiry.take(twice) == Verdict::fail);
  CHECK(inquiry.found().find("product-name.unique") != std::string::npos);
}

TEST_CASE("the evidence of a duplicate has the first creation, however long ago that was") {
  Inquiry inquiry;
  CHECK(inquiry.take(a_case("operation.create", {step("longago")})) == Verdict::pass);
  CHECK(inquiry.take(a_case("operation.create", {step("{fresh}")})) == Verdict::pass);
  inquiry.accept([](const Request&) { return true; });
  CHECK(inquiry.take(a_case("product-name.unique", {step("longago")})) == Verdict::fail);
  CHECK(inquiry.found() == "product-name.unique");
  CHECK(inquiry.evidence() == "GET longago | GET longago");
}

TEST_CASE("a request with several defects that is accepted shows one of them") {
  Inquiry inquiry;
  inquiry.accept(name_contains("."));
  CHECK(inquiry.take(one_step("product-name.alphabet", step("{fresh:32}."))) == Verdict::fail);
  CHECK(inquiry.bench.context.book.ranked().size() == 1);
}

TEST_CASE("a refusal is blamed on the clause that the diagnosis finds") {
  Inquiry inquiry;
  inquiry.answer(name_contains("-"), refusal(1101));
  CHECK(inquiry.take(one_step("common.encoding", step("{head}-{tail}", "{{base}}"))) == Verdict::fail);
  CHECK(inquiry.found() == "product-name.alphabet");
  CHECK(inquiry.evidence() == "GET -");
  // The next one is blamed on the same clause, which has a finding.
  CHECK(inquiry.take(one_step("product-name.min-length", step("-"))) == Verdict::fail);
  CHECK(inquiry.found() == "product-name.alphabet");
  CHECK(inquiry.finding().also == std::vector<std::string>{"product-name.min-length.scripted"});
}

TEST_CASE("a name that is not free after a refusal is told from one that is refused anyway") {
  const Case one = a_case("product-name.free-after-refusal", {step("{fresh:33}"), step("{fresh:32}")});
  Inquiry refuses_32;
  refuses_32.answer([](const Request& request) { return request.name().size() == 32; }, refusal(1101));
  CHECK(refuses_32.take(one) == Verdict::fail);
  CHECK(refuses_32.found() == "product-name.max-length");

  Inquiry reserves;
  reserves.server.afterwards = [&](const Request& request, Answer&) {
    if (request.name().size() > 32) reserves.server.names_of(request).insert(request.name().substr(0, 32));
  };
  CHECK(reserves.take(one) == Verdict::fail);
  CHECK(reserves.found() == "product-name.free-after-refusal");
  CHECK(reserves.finding().history.size() == 2);
}

TEST_CASE("an existing name that is refused with the wrong code is told from one that is refused anyway") {
  Inquiry wrong_code;
  wrong_code.server.afterwards = [](const Request&, Answer& answer) {
    if (answer.body.find("(1001)") != std::string::npos) answer = refusal(1101);
  };
  CHECK(wrong_code.take(a_case("product-name.unique", {step("{fresh}"), step("{fresh}")})) == Verdict::fail);
  CHECK(wrong_code.found() == "error.duplicate-name");
  CHECK(wrong_code.finding().history.size() == 2);

  Inquiry no_post;
  no_post.answer([](const Request& request) { return request.is_post(); }, refusal(1101));
  CHECK(no_post.take(a_case("product-name.unique", {step("{fresh}"), by_post(step("{fresh}"))})) == Verdict::fail);
  CHECK(no_post.found() == "common.method");
}

TEST_CASE("an invalid request that is lost is told from a method that is not served at all") {
  const Case dotted = one_step("product-name.alphabet", by_post(step("{fresh}.")));
  for (const Answer& answer : {lost(Transport::closed), refusal(1100), body("", 501)}) {
    Inquiry no_post;
    no_post.answer([](const Request& request) { return request.is_post(); }, answer);
    CHECK(no_post.take(dotted) == Verdict::fail);
    CHECK(no_post.finding().clause == ClauseId("common.method"));
    CHECK(createproduct::is_product_name(read(no_post.finding().history.back().sent).name()));

    Inquiry dots;
    dots.answer(name_contains("."), answer);
    CHECK(dots.take(dotted) == Verdict::fail);
    CHECK(dots.finding().clause != ClauseId("common.method"));
  }
}

TEST_CASE("signed requests that are refused as not authentic are blamed on the signature") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    return request.is_post() ? std::optional(refusal(0, 4100)) : std::nullopt;
  };
  const suite::Means given = signed_means(server);
  Bench bench(given, options());
  Investigation investigation(bench.context);
  const Case post = a_case("common.method", {by_post(step("{fresh}"))});
  CHECK(investigation.take_breaches(post, bench.context.executor.once(post)) == Verdict::fail);
  CHECK(clauses(bench.context.book.ranked()) == "common.signature");

  // A case about authentication knows better which clause it is about.
  Bench other(given, options());
  Investigation again(other.context);
  Case sha1 = a_case("common.signature-method", {by_post(step("{fresh}"))});
  sha1.phase = "authentication";
  CHECK(again.take_breaches(sha1, other.context.executor.once(sha1)) == Verdict::fail);
  CHECK(clauses(other.context.book.ranked()) == "common.signature-method");
}

TEST_CASE("an input that hangs is found with few time-outs, and its clause is left alone") {
  Inquiry inquiry;
  std::size_t time_outs = 0;
  inquiry.answer([&](const Request& request) { return request.name().size() == 32 && ++time_outs != 0; },
                 lost(Transport::timed_out));
  CHECK(inquiry.take(one_step("product-name.max-length", step("{fresh:32}"))) == Verdict::fail);
  CHECK(inquiry.found() == "product-name.max-length");
  CHECK(time_outs <= 16);
  CHECK(inquiry.investigation.hangs(about("product-name.max-length")));
  CHECK_FALSE(inquiry.investigation.hangs(about("product-name.alphabet")));
}

TEST_CASE("wrong inputs that hang are left alone after a few") {
  Inquiry inquiry;
  inquiry.answer(name_contains("."), lost(Transport::timed_out));
  CHECK(inquiry.take(one_step("product-name.alphabet", step("{fresh}."))) == Verdict::fail);
  CHECK(inquiry.found() == "error.invalid-parameter");
  std::size_t more = 0;
  for (; !inquiry.investigation.hangs(about("product-name.alphabet")) && more < 10; ++more)
    (void)inquiry.take(one_step("product-name.alphabet", step("{fresh}.")));
  CHECK(more >= 1);
  CHECK(more <= 3);
}

TEST_CASE("the wait for answers is cut for an input that hangs, and restored after noise") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    return request.name().ends_with('.') ? std::optional(lost(Transport::timed_out)) : std::nullopt;
  };
  suite::Means given = means(server);
  std::vector<std::chrono::milliseconds> limits;
  given.limit_wait = [&](std::chrono::milliseconds limit) { limits.push_back(limit); };
  Bench hangs(given, options());
  Investigation investigation(hangs.context);
  const Case dotted = one_step("product-name.alphabet", step("{fresh}."));
  CHECK(investigation.take_breaches(dotted, hangs.context.executor.once(dotted)) == Verdict::fail);
  REQUIRE(limits.size() == 1);
  CHECK(limits[0].count() >= 500);

  limits.clear();
  server.requests.clear();
  server.instead = [&](const Request&) -> std::optional<Answer> {
    return server.requests.size() == 1 ? std::optional(lost(Transport::timed_out)) : std::nullopt;
  };
  Bench noise(given, options());
  Investigation other(noise.context);
  const Case plain = one_step("operation.create", step("{fresh}"));
  CHECK(other.take_breaches(plain, noise.context.executor.once(plain)) == Verdict::pass);
  REQUIRE(limits.size() == 2);
  CHECK(limits[1].count() == 0);
}

TEST_CASE("a finding that needs no follow-up is told and written once") {
  Inquiry inquiry;
  Finding finding;
  finding.clause = "error.quota";
  finding.case_id = "first";
  CHECK(inquiry.investigation.record(finding) == Verdict::fail);
  finding.case_id = "second";
  CHECK(inquiry.investigation.record(finding) == Verdict::fail);
  CHECK(inquiry.found() == "error.quota");
  CHECK(inquiry.finding().also == std::vector<std::string>{"second"});
  CHECK(inquiry.bench.events.size() == 2);
}

TEST_CASE("what only an example shows is a warning") {
  Inquiry inquiry;
  inquiry.server.afterwards = [](const Request&, Answer& answer) {
    if (answer.body.find("Success") != std::string::npos) answer.body.replace(answer.body.find("Success"), 7, "Ok");
  };
  CHECK(inquiry.take(one_step("operation.create", step("{fresh}"))) == Verdict::warn);
  CHECK(inquiry.found() == "response.code-desc.success!");
}

TEST_CASE("a fresh name with a character that is known to be refused is no further matter") {
  Inquiry inquiry;
  const auto has_q = [](const Request& request) { return request.name().find_first_of("qQ") != std::string::npos; };
  inquiry.answer(has_q, refusal(1101));
  CHECK(inquiry.take(one_step("product-name.min-length", step("Q"))) == Verdict::fail);
  CHECK(inquiry.found() == "product-name.alphabet");
  const std::size_t before = inquiry.server.requests.size();
  CHECK(inquiry.take(one_step("product-name.max-length", step("{fresh}xq"))) == Verdict::fail);
  CHECK(inquiry.server.requests.size() == before + 1);
  CHECK(inquiry.found() == "product-name.alphabet");
  // Another number is another matter.
  inquiry.answer(has_q, refusal(1000));
  inquiry.take(one_step("product-name.max-length", step("{fresh}xq")));
  CHECK(inquiry.server.requests.size() > before + 2);
}
