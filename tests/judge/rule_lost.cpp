// SPDX-License-Identifier: MIT
#include <createproduct/judge/rule.hpp>

#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include "helpers.hpp"
#include "rule_bench.hpp"

using createproduct::judge::Answer;
using createproduct::judge::Classification;
using createproduct::judge::classify;
using createproduct::judge::Presence;
using createproduct::judge::Ruling;
using Outcome = createproduct::judge::Ruling::Outcome;
using Transport = createproduct::judge::Answer::Transport;

TEST_CASE("a lost answer breaks what the request had earned, if it repeats") {
  for (const Transport transport :
       {Transport::timed_out, Transport::closed, Transport::unreachable, Transport::malformed, Transport::too_large}) {
    const Answer lost = no_answer(transport);
    CAPTURE(static_cast<int>(transport));
    CHECK(judged(valid(), lost) == "operation.create?");
    CHECK(judged(valid(), lost, "product-name.max-length") == "product-name.max-length?");
    CHECK(judged(valid(), lost, "operation.create", "salta") == "error.duplicate-name?");
    CHECK(judged(invalid(), lost) == "error.invalid-parameter?");
    CHECK(judged(wrong_action(), lost) == "common.action?");
    CHECK(judged(undecodable(), lost) == "error.invalid-parameter?");
    CHECK(judged(open(), lost) == "");
    CHECK(judged(of("Action=CreateProduct&productName=" + std::string(9000, 'a')), lost) == "");
    CHECK(judged(classify({"PUT", "Action=CreateProduct&productName=salt.", ""}), lost) == "");
    RuleBench bench;
    const Ruling ruling = bench.rule(valid(), lost);
    CHECK(ruling.outcome == Outcome::unknown);
    CHECK(ruling.maybe_noise);
    CHECK(ruling.checked.empty());
    CHECK(bench.account.presence("salta") ==
          (transport == Transport::unreachable ? Presence::absent : Presence::maybe));
  }
}

TEST_CASE("a lost answer says what happened") {
  RuleBench bench;
  CHECK(bench.rule(valid(), no_answer(Transport::closed)).breaches.front().why ==
        "The request keeps every rule and must be accepted, but no answer came (closed: it did not come)");
}

TEST_CASE("after a lost answer the name may exist or not") {
  for (const Answer& answer : {success("salta", "X"), refusal(1001)}) {
    RuleBench bench;
    static_cast<void>(bench.rule(valid(), no_answer(Transport::timed_out)));
    CHECK(breaches(bench.rule(valid(), answer)) == "");
  }
}

TEST_CASE("a body that is not one JSON object breaks response.json, if it repeats") {
  for (const std::string_view body :
       {"", "OK", "<html></html>", "[]", "0", "{\"code\":0", "{\"code\":0}x", "{\"message\":\"\xB2\xCE\"}"})
    for (const int status : {200, 302, 400, 404, 500, 503}) {
      const Answer unreadable = answer(std::string(body), status);
      CAPTURE(body);
      CAPTURE(status);
      CHECK(judged(invalid(), unreadable) == "response.json?");
      CHECK(judged(nameless(), unreadable) == "response.json?");
      CHECK(judged(wrong_action(), unreadable) == "response.json?");
      CHECK(judged(valid(), unreadable, "operation.create", "salta") == "response.json?");
      CHECK(judged(valid(), unreadable, "common.method") ==
            (status < 400 ? "response.json?" : "common.method? response.json?"));
      CHECK(judged(open(), unreadable) == (status < 400 ? "response.json?" : ""));
      RuleBench bench;
      const Ruling ruling = bench.rule(valid(), unreadable);
      CHECK(ruling.outcome == Outcome::unknown);
      CHECK(ruling.maybe_noise);
      CHECK(ruling.checked.empty());
      CHECK(bench.account.presence("salta") == Presence::maybe);
    }
}

TEST_CASE("a front end may refuse what does not decode in its own form, but not with a server error") {
  const Answer page = answer("<html>Bad Request</html>", 400);
  CHECK(judged(undecodable(), page) == "");
  CHECK(judged(undecodable(), answer("", 200)) == "");
  CHECK(judged(undecodable(), answer("<html></html>", 500)) == "response.json?");
  CHECK(judged(of("Action=CreateProduct&productName=%zz"), page) == "");
  CHECK(judged(classified("salt."), page) == "response.json?");
  RuleBench bench;
  CHECK(bench.rule(undecodable(), page).outcome == Outcome::refused);
  CHECK(bench.rule(undecodable(), answer("", 200)).outcome == Outcome::unknown);
}

TEST_CASE("what a front end cannot take it may refuse with any status") {
  for (const int status : {400, 414, 431, 500, 502, 200})
    CHECK(judged(of("Action=CreateProduct&productName=" + std::string(9000, 'a')), answer("", status)) == "");
}

TEST_CASE("status 429 without JSON asks to slow down") {
  RuleBench bench;
  const Ruling ruling = bench.rule(valid(), answer("Too Many Requests", 429));
  CHECK(ruling.throttled);
  CHECK(ruling.maybe_noise);
  CHECK(breaches(ruling) == "operation.create?");
  CHECK(judged(invalid(), answer("", 429)) == "error.invalid-parameter?");
  CHECK(judged(open(), answer("", 429)) == "");
}

TEST_CASE("the evidence of an unreadable body") {
  const auto why = [](std::string body) {
    return RuleBench().rule(invalid(), answer(std::move(body))).breaches.front().why;
  };
  CHECK(why("") == "The body of the answer is not one JSON object: it is empty");
  CHECK(why("[1]") == "The body of the answer is not one JSON object: it is of kind array");
  CHECK(why("{\"code\":}") == "The body of the answer is not one JSON object: it cannot be read as JSON at byte 8");
}

TEST_CASE("an object that says neither success nor failure breaks its types alone and leaves the name in doubt") {
  RuleBench bench;
  const Ruling ruling = bench.rule(valid(), answer(R"({"Response":{"productID":"X"}})"));
  CHECK(breaches(ruling) == "response.code.type response.message.type response.code-desc.type");
  CHECK(ruling.outcome == Outcome::unknown);
  CHECK(ruling.maybe_noise);
  CHECK(bench.account.presence("salta") == Presence::maybe);
}

TEST_CASE("what may be noise is marked so") {
  struct Row {
    int module_code, code, status;
    bool noise, throttled;
  };
  for (const Row& row :
       {Row{1101, 4000, 200, false, false}, Row{1100, 4000, 200, true, false}, Row{0, 4400, 200, true, true},
        Row{0, 4000, 429, true, true}, Row{7, 4400, 200, true, true}, Row{1000, 4400, 200, false, false},
        Row{1101, 4400, 429, false, false}, Row{1100, 4400, 200, true, true}, Row{0, 4100, 200, true, false},
        Row{0, 6000, 200, true, false}, Row{0, 4000, 500, true, false}, Row{9123, 4000, 503, true, false},
        Row{0, 4000, 200, false, false}, Row{0, 5100, 200, false, false}, Row{0, 7707, 200, false, false}}) {
    CAPTURE(row.module_code);
    CAPTURE(row.code);
    CAPTURE(row.status);
    for (const Classification* request : {&valid(), &invalid(), &open()}) {
      RuleBench bench;
      const Ruling ruling = bench.rule(*request, refusal(row.module_code, row.code, row.status));
      CHECK(ruling.maybe_noise == row.noise);
      CHECK(ruling.throttled == row.throttled);
      CHECK(ruling.out_of_room == (row.module_code == 1000));
    }
  }
}

TEST_CASE("an internal error may have been a creation, a refusal was none") {
  const auto presence = [](const Answer& answer) {
    RuleBench bench;
    static_cast<void>(bench.rule(valid(), answer));
    return bench.account.presence("salta");
  };
  CHECK(presence(refusal(1100)) == Presence::maybe);
  CHECK(presence(refusal(0, 6000)) == Presence::maybe);
  CHECK(presence(refusal(0, 4000, 500)) == Presence::maybe);
  CHECK(presence(refusal(1101, 6000, 500)) == Presence::absent);
  CHECK(presence(refusal(1001)) == Presence::absent);
  CHECK(presence(refusal(0, 4100)) == Presence::absent);
  CHECK(presence(refusal(0, 4400)) == Presence::absent);
}
