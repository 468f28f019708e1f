// SPDX-License-Identifier: MIT
#include <createproduct/judge/answer.hpp>

#include <doctest/doctest.h>

using createproduct::judge::Answer;
using createproduct::judge::transport_name;

TEST_CASE("a new answer is a complete one with status 200 and nothing in it") {
  const Answer answer;
  CHECK(answer.transport == Answer::Transport::answered);
  CHECK(answer.status == 200);
  CHECK(answer.body.empty());
  CHECK(answer == Answer{Answer::Transport::answered, 200, "", "", 0});
}

TEST_CASE("answers differ by each of their parts") {
  const Answer answer;
  CHECK(answer != Answer{Answer::Transport::closed, 200, "", "", 0});
  CHECK(answer != Answer{Answer::Transport::answered, 500, "", "", 0});
  CHECK(answer != Answer{Answer::Transport::answered, 200, "{}", "", 0});
  CHECK(answer != Answer{Answer::Transport::answered, 200, "", "why", 0});
  CHECK(answer != Answer{Answer::Transport::answered, 200, "", "", 3});
}

TEST_CASE("every transport outcome has a name") {
  using Transport = Answer::Transport;
  CHECK(transport_name(Transport::answered) == "answered");
  CHECK(transport_name(Transport::timed_out) == "timed out");
  CHECK(transport_name(Transport::closed) == "closed");
  CHECK(transport_name(Transport::unreachable) == "unreachable");
  CHECK(transport_name(Transport::malformed) == "malformed");
  CHECK(transport_name(Transport::too_large) == "too large");
  CHECK(transport_name(Transport::not_sent) == "not sent");
}

TEST_CASE("a transport outcome is found by its name") {
  using Transport = Answer::Transport;
  for (const Transport outcome : {Transport::answered, Transport::timed_out, Transport::not_sent})
    CHECK(createproduct::judge::find_transport(createproduct::judge::transport_name(outcome)) == outcome);
  CHECK_FALSE(createproduct::judge::find_transport("not-sent"));
}
