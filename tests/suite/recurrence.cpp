// SPDX-License-Identifier: MIT
#include <createproduct/suite/recurrence.hpp>

#include <cstddef>
#include <optional>
#include <utility>

#include <doctest/doctest.h>

#include "inquiry.hpp"

using namespace scripted;
using createproduct::judge::Breach;
using suite::Recurrence;

namespace {

/// A request for `name` that the server answers so.
suite::Sent sent(std::string name, Answer answer) {
  Server server;
  server.instead = [&](const Request&) { return std::optional(answer); };
  suite::Means given = means(server);
  given.first = {fake_stamp("one"), {}, true};
  Bench bench(std::move(given), options());
  return bench.context.executor.once(one_step("operation.create", step(std::move(name)))).steps.back();
}

/// After how many such answers, in `cases` cases, they are a breach; 0 if not after twenty.
unsigned enough(const suite::Sent& one, ClauseId clause, std::size_t cases) {
  Recurrence recurrence;
  const auto authentication =
      suite::AuthenticationRefusals().clause(one.exchange.is_signed, one.ruling, one.request.demand);
  for (unsigned i = 1; i <= 20; ++i)
    if (const Recurrence::Count* count = recurrence.counted({clause, Breach::Proof::repeatable, "why"}, one, authentication, cases)) {
      CHECK(count->seen == i);
      return i;
    }
  return 0;
}

}  // namespace

TEST_CASE("right signatures refused are a breach from the fifth on, if one in twenty cases met it") {
  const suite::Sent nonce = sent("{fresh}", refusal(0, 4500));
  CHECK(enough(nonce, "operation.create", 20) == 5);
  CHECK(enough(nonce, "operation.create", 200) == 10);
  CHECK(enough(nonce, "operation.create", 2000) == 0);
  CHECK(enough(sent(".", refusal(0, 4500)), "product-name.alphabet", 20) == 0);
  CHECK(enough(sent("{fresh}", refusal(0, 4400)), "operation.create", 20) == 0);
}

TEST_CASE("bodies that are no JSON are a breach from the third on, beside a status of success") {
  CHECK(enough(sent("{fresh}", body("")), "response.json", 1000) == 3);
  CHECK(enough(sent("{fresh}", body("", 502)), "response.json", 1000) == 0);
  CHECK(enough(sent("{fresh}", body("")), "operation.create", 1000) == 0);
}

TEST_CASE("each clause is counted by itself") {
  Recurrence recurrence;
  CHECK_FALSE(recurrence.has("common.nonce"));
  (void)recurrence.counted({"operation.create", Breach::Proof::repeatable, "why"}, sent("{fresh}", refusal(0, 4500)), ClauseId("common.nonce"), 1);
  CHECK(recurrence.has("common.nonce"));
  CHECK_FALSE(recurrence.has("common.signature"));
}

TEST_CASE("bodies that are no JSON beside a status of success are a breach, even now and then") {
  for (const int status : {200, 502}) {
    Inquiry inquiry;
    std::size_t asked = 0;
    inquiry.answer([&](const Request&) { return ++asked % 9 == 0; }, body("", status));
    for (int i = 0; i < 60; ++i) inquiry.take(one_step("operation.create", step("{fresh}")));
    CHECK(inquiry.found() == (status == 200 ? "response.json?" : ""));
  }
}
