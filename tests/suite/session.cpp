// SPDX-License-Identifier: MIT
#include <createproduct/suite/session.hpp>

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Sent;
using suite::Session;
using suite::Step;
using Outcome = createproduct::judge::Ruling::Outcome;

namespace {

/// A session with its means and options.
struct Desk {
  explicit Desk(Server& server, suite::Options wanted = options()) : Desk(means(server), std::move(wanted)) {}
  Desk(suite::Means given, suite::Options wanted) : means_(std::move(given)), options_(std::move(wanted)) {}
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  Sent send(const Step& step, ClauseId exercised = "operation.create") {
    return session.send(step, session.values(session.names.next()), exercised);
  }

  suite::Means means_;
  suite::Options options_;
  Session session{means_, options_};
};

/// What a ledger was told, and when: "first name id" lines, with a line for each request in between.
struct LedgerLog {
  std::vector<std::string> lines;
  void attach(suite::Means& given) {
    given.ledger = [this](const suite::LedgerEntry& entry) {
      CHECK((entry.state == suite::LedgerEntry::State::in_doubt) == entry.product_id.empty());
      lines.push_back(entry.account + " " + entry.name + " " + (entry.product_id.empty() ? "?" : entry.product_id) +
                      (entry.salted ? "" : " unsalted"));
    };
    given.send = [this, inner = given.send](const WireRequest& request) {
      lines.emplace_back("request");
      return inner(request);
    };
  }
};

Answer answered_once(Server& server, const Request& request, Answer answer) {
  return server.requests.size() == 1 ? answer : server.serve(request);
}

}  // namespace

TEST_CASE("an answer is judged, counted and remembered") {
  Server server;
  Desk desk(server);
  const Sent made = desk.send(step("{fresh}"));
  CHECK(made.ruling.outcome == Outcome::accepted);
  CHECK(made.exchange.account == "first");
  CHECK(made.exchange.sent == server.requests.front());
  CHECK(made.exchange.answer.body.find("P1") != std::string::npos);
  CHECK_FALSE(made.exchange.is_signed);
  (void)desk.send(step("{fresh}."));
  Step case_variant;
  case_variant.parameters = "Action=CreateProduct&ProductName={fresh}";
  (void)desk.send(case_variant, "silent.parameter-case");
  const Session& session = desk.session;
  CHECK(session.counts.requests == 3);
  CHECK(session.counts.created == 1);
  CHECK(session.counts.accepted == 1);
  CHECK(session.counts.refused == 2);
  CHECK(session.counts.unanswered == 0);
  CHECK(session.counts.noise == 0);
  CHECK(session.checks[ClauseId("operation.create").index()] == 1);
  CHECK(session.checks[ClauseId("product-name.alphabet").index()] == 1);
  CHECK(session.choices.at(ClauseId("silent.parameter-case").index()).at("refused") == 1);
  CHECK(session.codes[3] == 2);
  REQUIRE(session.products.size() == 1);
  CHECK(session.products.front().regular);
  CHECK(session.products.front().name == "saltedaaa");
  CHECK(session.products.front().account == "first");
  CHECK(session.products.front().creation.answer.body == made.exchange.answer.body);
}

TEST_CASE("a product made against the rules is remembered as such") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> { return server.create(request); };
  Desk desk(server);
  (void)desk.send(step("{fresh}."));
  CHECK(desk.session.counts.created == 1);
  REQUIRE(desk.session.products.size() == 1);
  CHECK_FALSE(desk.session.products.front().regular);
}

TEST_CASE("the ledger hears of a name before the request, and of the product after the answer") {
  Server server;
  suite::Means given = means(server);
  LedgerLog log;
  log.attach(given);
  Desk desk(given, options());
  (void)desk.send(step("{fresh}"));
  (void)desk.send(step("{fresh}."));
  CHECK(log.lines == std::vector<std::string>{"first saltedaaa ?", "request", "first saltedaaa P1", "request"});
}

TEST_CASE("a name is salted in whatever case, and a short one is not") {
  Server server;
  suite::Means given = means(server);
  LedgerLog log;
  log.attach(given);
  Desk desk(given, options());
  (void)desk.send(step("xSALTEDaaa"));
  (void)desk.send(step("q"));
  CHECK(log.lines == std::vector<std::string>{"first xSALTEDaaa ?", "request", "first xSALTEDaaa P1", "first q ? unsalted",
                                              "request", "first q P2 unsalted"});
  REQUIRE(desk.session.products.size() == 2);
  CHECK(desk.session.products[0].salted);
  CHECK(desk.session.products[1].name == "q");
  CHECK(desk.session.products[1].id == "P2");
  CHECK_FALSE(desk.session.products[1].salted);
}

TEST_CASE("the ledger hears of what was created against the rules, and of what got lost") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (request.name().ends_with('.')) return server.create(request);
    return lost(Transport::timed_out);
  };
  suite::Means given = means(server);
  LedgerLog log;
  log.attach(given);
  Desk desk(given, options());
  (void)desk.send(step("{fresh}."));
  CHECK(log.lines == std::vector<std::string>{"request", "first saltedaaa. P1"});
  log.lines.clear();
  (void)desk.send(step("{fresh}", "[]"));
  CHECK(log.lines == std::vector<std::string>{"request", "first saltedaab ?"});
}

TEST_CASE("requests at the same time are all in the ledger before the first of them leaves") {
  Server server;
  std::mutex mutex;
  suite::Means given = concurrent_means(server, mutex);
  std::vector<std::size_t> sent_by_then;
  given.ledger = [&](const suite::LedgerEntry& entry) {
    if (entry.product_id.empty()) sent_by_then.push_back(server.requests.size());
  };
  Desk desk(given, options());
  const auto values = desk.session.values("saltedxyz");
  const auto all = desk.session.send_together(
      {{step("{fresh}"), values}, {step("{fresh}"), values}, {step("{fresh}"), values}}, "product-name.unique");
  CHECK(sent_by_then == std::vector<std::size_t>{0, 0, 0});
  CHECK(desk.session.counts.requests == 3);
  // Successes are judged first, so that the refusals that they explain are right.
  REQUIRE(all.size() == 3);
  CHECK(all[0].ruling.outcome == Outcome::accepted);
  for (const Sent& sent : all) CHECK(sent.ruling.breaches.empty());
}

TEST_CASE("an internal error among requests at the same time may have been the success that explains the refusals") {
  for (const int code : {1100, 0}) {
    Server server;
    std::mutex mutex;
    server.instead = [n = 0, code](const Request&) mutable -> std::optional<Answer> {
      if (++n != 2) return refusal(1001);
      return code == 0 ? lost(Transport::closed) : refusal(code);
    };
    Desk desk(concurrent_means(server, mutex), options());
    const auto values = desk.session.values("saltedxyz");
    const auto all = desk.session.send_together(
        {{step("{fresh}"), values}, {step("{fresh}"), values}, {step("{fresh}"), values}}, "product-name.unique");
    REQUIRE(all.size() == 3);
    CHECK(all[0].ruling.outcome != Outcome::accepted);
    CHECK(all[1].ruling.breaches.empty());
    CHECK(all[2].ruling.breaches.empty());
  }
}

TEST_CASE("a request may be signed, unsigned, or signed by another method") {
  Server server;
  suite::Means given = means(server);
  given.first = {fake_stamp("one"), fake_stamp("one", "other"), true};
  given.first.methodless_stamp = fake_stamp("one", "without");
  given.second = suite::Access{fake_stamp("two"), {}, true};
  Desk desk(given, options());
  const auto signature = [&](const Step& step, bool is_signed) {
    const Sent sent = desk.send(step);
    CHECK(sent.exchange.is_signed == is_signed);
    const Request request = read(sent.exchange.sent);
    const std::string* id = request.find("SecretId");
    const std::string* signed_as = request.find("Signature");
    return (id == nullptr ? "-" : *id) + " " + (signed_as == nullptr ? "-" : *signed_as);
  };
  CHECK(signature(step("{fresh}"), true) == "one right==");
  Step none = step("{fresh}");
  none.signing = Step::Signing::none;
  CHECK(signature(none, false) == "- -");
  Step other = step("{fresh}");
  other.signing = Step::Signing::by_other_method;
  CHECK(signature(other, true) == "one other==");
  Step methodless = step("{fresh}");
  methodless.signing = Step::Signing::without_method;
  CHECK(signature(methodless, true) == "one without==");
  Step second = step("{fresh}");
  second.second_account = true;
  CHECK(signature(second, true) == "two right==");
  CHECK(server.names.at("one").size() == 3);
  CHECK(server.names.at("two").size() == 1);
  Step own = step("{fresh}");
  own.extra = {{"Signature", "AAAA"}};
  CHECK(signature(own, true) == "one AAAA");
}

TEST_CASE("a step may want a connection of its own") {
  Server server;
  suite::Means given = means(server);
  std::size_t opened = 0;
  given.connect = [&] { return ++opened, given.send; };
  Desk desk(given, options());
  Step made = step("{fresh}");
  (void)desk.send(made);
  CHECK(opened == 0);
  made.new_connection = true;
  (void)desk.send(made);
  (void)desk.send(made);
  CHECK(opened == 2);
  CHECK(server.created == 3);
  Server other;
  Desk single(other);
  CHECK(single.send(made).ruling.outcome == Outcome::accepted);
}

TEST_CASE("the nonces that the first account used first are remembered") {
  Server server;
  suite::Means given = means(server);
  given.first = {fake_stamp("one"), {}, true};
  given.second = suite::Access{fake_stamp("two"), {}, true};
  Desk desk(given, options());
  Step made = step("{fresh}");
  made.second_account = true;
  (void)desk.send(made);
  (void)desk.send(step("{fresh}."));
  CHECK(desk.session.used_nonces.all().empty());
  (void)desk.send(step("{fresh}"));
  REQUIRE(desk.session.used_nonces.all().size() == 1);
  CHECK(desk.session.used_nonces.all().front().nonce == "7");
  CHECK(desk.session.used_nonces.all().front().requests == 3);
}

TEST_CASE("a signature can be damaged in several ways") {
  Server server;
  suite::Means given = means(server);
  given.first = {fake_stamp("one", "aBc+9"), {}, true};
  Desk desk(given, options());
  const auto damaged = [&](const char* how) {
    Step made = step("{fresh}");
    made.tamper = how;
    return *read(desk.send(made).exchange.sent).find("Signature");
  };
  CHECK(damaged("flip-first") == "ABc+9==");
  CHECK(damaged("flip-last") == "aBcA9==");
  CHECK(damaged("cut") == "aBc");
  CHECK(damaged("other-case") == "AbC+9==");
  CHECK(damaged("append") == "aBc+9==A");
  CHECK(damaged("other-end") == "aBc+A==");
}

TEST_CASE("damage to a very short signature does no harm to the kit") {
  for (const char* text : {"", "=", "A", "A="}) {
    Server server;
    suite::Means given = means(server);
    given.first.stamp = [text](createproduct::wire::RawRequest request, bool) {
      request.add("Signature", text);
      return request;
    };
    Desk desk(given, options());
    for (const char* how : {"flip-first", "flip-last", "cut", "other-case", "append", "other-end", "exchange"}) {
      Step made = step("{fresh}");
      made.tamper = how;
      CHECK(desk.send(made).ruling.outcome == Outcome::accepted);
    }
  }
}

TEST_CASE("what is not authentic must be refused, for the reason that the case is about") {
  Server server;
  Desk desk(server);
  Step made = step("{fresh}");
  made.not_authentic = true;
  const Sent accepted = desk.send(made, "common.nonce");
  REQUIRE(accepted.ruling.breaches.size() == 1);
  CHECK(accepted.ruling.breaches.front().clause == ClauseId("common.nonce"));
  CHECK(accepted.ruling.breaches.front().proof == createproduct::judge::Breach::Proof::certain);
  server.instead = [](const Request&) -> std::optional<Answer> { return refusal(0, 4500); };
  CHECK(desk.send(made, "common.nonce").ruling.breaches.empty());
}

TEST_CASE("the common parameters are asked for when the control form needs them") {
  Server server;
  suite::Means given = means(server);
  std::vector<bool> asked;
  given.first.stamp = [&](createproduct::wire::RawRequest request, bool with_common) {
    asked.push_back(with_common);
    return request;
  };
  Desk desk(given, options());
  (void)desk.send(step("{fresh}"));
  desk.session.form.with_common = true;
  (void)desk.send(step("{fresh}"));
  CHECK(asked == std::vector<bool>{false, true});
}

TEST_CASE("short names follow from seed and salt, nonces do not") {
  Server server;
  const auto drawn = [&](std::uint64_t seed, const char* salt) {
    suite::Options wanted = options();
    wanted.seed = seed;
    wanted.salt = salt;
    Desk desk(server, wanted);
    std::vector<std::uint64_t> shorts, nonces;
    for (int i = 0; i < 20; ++i) {
      const suite::TemplateValues values = desk.session.values("x");
      shorts.push_back(values.random);
      nonces.push_back(values.nonce);
    }
    return std::pair(shorts, nonces);
  };
  const auto one = drawn(1, "salted"), again = drawn(1, "salted");
  CHECK(one.first == again.first);
  CHECK(one.first != drawn(2, "salted").first);
  CHECK(one.first != drawn(1, "peppered").first);
  CHECK(one.second != again.second);
  for (const std::uint64_t nonce : one.second) {
    CHECK(nonce >= 1);
    CHECK(nonce <= 2147483647);
  }
}

TEST_CASE("a run is over when its requests, its time or its patience is") {
  Server server;
  suite::Options wanted = options();
  wanted.max_requests = 2;
  Desk by_requests(server, wanted);
  CHECK(by_requests.session.requests_left() == 2);
  (void)by_requests.send(step("{fresh}"));
  CHECK_FALSE(by_requests.session.exhausted());
  (void)by_requests.send(step("{fresh}"));
  CHECK(by_requests.session.exhausted() == "--max-requests was reached");
  CHECK(by_requests.session.requests_left() == 0);

  wanted = options();
  wanted.max_time = std::chrono::milliseconds(1);
  Desk by_time(server, wanted);
  while (by_time.session.seconds() < 0.001) {
  }
  CHECK(by_time.session.exhausted() == "--max-time was reached");
  wanted.max_time = std::chrono::hours(1);
  CHECK_FALSE(Desk(server, wanted).session.exhausted());

  bool interrupted = false;
  suite::Means given = means(server);
  given.interrupted = [&] { return interrupted; };
  Desk by_user(given, options());
  CHECK_FALSE(by_user.session.exhausted());
  interrupted = true;
  CHECK(by_user.session.exhausted() == "the run was interrupted");
}

TEST_CASE("a run is over when a good part of many requests has timed out") {
  const auto sent_until_over = [](std::size_t every) {
    Server server;
    server.instead = [&](const Request&) -> std::optional<Answer> {
      return server.requests.size() % every == 0 ? std::optional(lost(Transport::timed_out)) : std::nullopt;
    };
    Desk desk(server);
    while (!desk.session.exhausted() && server.requests.size() < 2000) (void)desk.send(step("{fresh}"));
    return server.requests.size();
  };
  CHECK(sent_until_over(1) == Session::most_timed_out);
  CHECK(sent_until_over(2) == 2 * Session::most_timed_out);
  CHECK(sent_until_over(20) == 2000);
}

TEST_CASE("a run is over when the target cannot be reached many times in a row") {
  Server server;
  bool down = true;
  server.instead = [&](const Request&) { return down ? std::optional(lost(Transport::unreachable)) : std::nullopt; };
  Desk desk(server);
  const auto send = [&](std::size_t times) {
    for (std::size_t i = 0; i < times; ++i) (void)desk.send(step("{fresh}"));
  };
  send(Session::most_unreachable - 1);
  down = false;
  send(1);
  down = true;
  send(Session::most_unreachable - 1);
  CHECK_FALSE(desk.session.exhausted());
  send(1);
  CHECK(desk.session.exhausted().value_or("").starts_with("the target cannot be reached any more: "));
}

TEST_CASE("without limits a run is never over") {
  Server server;
  Desk desk(server);
  for (int i = 0; i < 50; ++i) (void)desk.send(step("{fresh}"));
  CHECK_FALSE(desk.session.exhausted());
  CHECK(desk.session.creations_left() > 1'000'000);
  CHECK(desk.session.requests_left() > 1'000'000);
}

TEST_CASE("what was created, right or wrong, counts against the cap") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> { return server.create(request); };
  suite::Options wanted = options();
  wanted.max_creations = 3;
  Desk desk(server, wanted);
  (void)desk.send(step("{fresh}"));
  CHECK(desk.session.creations_left() == 2);
  (void)desk.send(step("{fresh}."));
  CHECK(desk.session.creations_left() == 1);
  CHECK_FALSE(desk.session.exhausted());
  (void)desk.send(step("{fresh}", "[]"));
  CHECK(desk.session.creations_left() == 0);
  CHECK(desk.session.exhausted() == "--max-creations was reached");
}

TEST_CASE("an answer that leaves it open whether something was created counts against the cap") {
  struct Row {
    Answer answer;
    bool counts;
  };
  const std::vector<Row> rows{{lost(Transport::timed_out), true},
                              {lost(Transport::closed), true},
                              {lost(Transport::malformed), true},
                              {lost(Transport::too_large), true},
                              {lost(Transport::unreachable), false},
                              {body("oops", 500), true},
                              {body("?", 200), true},
                              {refusal(1100), true},
                              {refusal(0, 6000), true},
                              {refusal(0, 4400), false},
                              {body("slow", 429), false},
                              {refusal(0, 4100), false},
                              {refusal(1101), false},
                              {refusal(1001), false},
                              {refusal(1000), false}};
  for (const Row& row : rows) {
    Server server;
    server.instead = [&](const Request& request) -> std::optional<Answer> {
      return answered_once(server, request, row.answer);
    };
    suite::Options wanted = options();
    wanted.max_creations = 10;
    Desk desk(server, wanted);
    (void)desk.send(step("{fresh}"));
    CAPTURE(row.answer.body);
    CAPTURE(row.answer.status);
    CHECK(desk.session.creations_left() == (row.counts ? 9 : 10));
    CHECK(desk.session.doubtful_creations() == (row.counts ? 1 : 0));
    CHECK(desk.session.counts.created == 0);
  }
}

TEST_CASE("a rate is kept, for requests at the same time too") {
  Server server;
  std::mutex mutex;
  suite::Means given = concurrent_means(server, mutex);
  given.sleep = nullptr;
  suite::Options wanted = options();
  wanted.rate = 500;
  Desk desk(given, wanted);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i) (void)desk.send(step("{fresh}"));
  std::vector<std::pair<Step, suite::TemplateValues>> together;
  for (int i = 0; i < 10; ++i) together.emplace_back(step("{fresh}"), desk.session.values(desk.session.names.next()));
  (void)desk.session.send_together(together, "operation.create");
  (void)desk.send(step("{fresh}"));
  const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  CHECK(taken >= 0.0398);
}

TEST_CASE("slowing down spreads the requests to come") {
  Server server;
  std::chrono::milliseconds slept{0};
  Desk desk(means(server, &slept), options());
  for (int i = 0; i < 30; ++i) (void)desk.send(step("{fresh}"));
  CHECK(slept.count() == 0);
  desk.session.slow_down();
  // Nobody really waits, so the gaps add up.
  for (int i = 0; i < 30; ++i) (void)desk.send(step("{fresh}"));
  CHECK(slept.count() >= 20);
}
