// SPDX-License-Identifier: MIT
#include <createproduct/suite/replay.hpp>

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/model/own_clause.hpp>

#include "recorded_sample.hpp"
#include "scripted_run.hpp"

using namespace createproduct;
using scripted::Answer;
using scripted::create;
using scripted::recorded;
using scripted::refusal;
using scripted::Request;
using scripted::Server;
using scripted::success;
using suite::Replay;
using suite::ReplayCase;
using suite::ReplayResult;
using suite::ReplayStatus;

namespace {

ReplayCase a_case_of(std::vector<suite::Recorded> steps, std::optional<ClauseId> broken = std::nullopt) {
  ReplayCase one;
  one.id = "a case";
  one.broken = broken;
  for (suite::Recorded& step : steps) one.steps.push_back(suite::replay_step(std::move(step), ""));
  return one;
}

std::vector<ReplayResult> replayed(const suite::Means& means, const std::vector<ReplayCase>& cases) {
  const suite::Options options = scripted::options();
  Replay replay(means, options, "");
  (void)replay.prepare();
  std::vector<ReplayResult> out;
  for (const ReplayCase& one : cases) out.push_back(replay.run(one));
  return out;
}

ReplayResult replayed(Server& server, const ReplayCase& one) {
  return replayed(scripted::means(server), {one}).front();
}

const std::string long_name(33, 'a');

suite::Recorded long_accepted() { return recorded(create(long_name), success(long_name, "ID1")); }
suite::Recorded long_refused() { return recorded(create(long_name), refusal(1101)); }

/// Takes names of any length.
void accept_long_names(Server& server) {
  server.instead = [&server](const Request& request) -> std::optional<Answer> {
    if (request.name().size() > 32) return server.create(request);
    return std::nullopt;
  };
}

}  // namespace

TEST_CASE("what was right and is, with the same outcome, is the same") {
  Server server;
  CHECK(replayed(server, a_case_of({long_refused()})).status == ReplayStatus::same);
  CHECK(replayed(server, a_case_of({recorded(create("fruit"), success("fruit", "ID1"))})).status == ReplayStatus::same);
}

TEST_CASE("names are fresh each time a recording is replayed, and the same within it") {
  Server server;
  const suite::Recorded first = recorded(create("fruit-of-all-kinds"), success("fruit-of-all-kinds", "ID1"));
  const suite::Recorded again = recorded(create("fruit-of-all-kinds"), refusal(1001));
  for (int i = 0; i < 2; ++i) {
    suite::Options options = scripted::options();
    options.salt = i == 0 ? "salted" : "pepper";
    const suite::Means means = scripted::means(server);
    Replay replay(means, options, "");
    (void)replay.prepare();
    CHECK(replay.run(a_case_of({first})).status == ReplayStatus::same);
    CHECK(replay.run(a_case_of({again})).status == ReplayStatus::same);
  }
}

TEST_CASE("what was wrong is fixed or fails still") {
  Server server;
  const ReplayCase one = a_case_of({long_accepted()}, ClauseId("product-name.max-length"));
  CHECK(replayed(server, one).status == ReplayStatus::fixed);
  CHECK(replayed(server, one).was_broken == ClauseId("product-name.max-length"));
  accept_long_names(server);
  const ReplayResult result = replayed(server, one);
  CHECK(result.status == ReplayStatus::still_fails);
  CHECK(result.broken == ClauseId("product-name.max-length"));
  CHECK(result.now.size() == 1);
  // Without the word of a report the recording itself tells.
  CHECK(replayed(server, a_case_of({long_accepted()})).status == ReplayStatus::still_fails);
}

TEST_CASE("what was right and is wrong has changed for the worse, and the step is marked") {
  Server server;
  accept_long_names(server);
  const ReplayResult result =
      replayed(server, a_case_of({recorded(create("abc"), success("abc", "ID2")), long_refused()}));
  CHECK(result.status == ReplayStatus::worse);
  CHECK(result.difference == 1);
  CHECK(suite::is_failure(result.status));
}

TEST_CASE("rules of one's own judge what was and what is") {
  static const ClauseId clause = *define_clause(
      {"own.id-prefix", Level::must, "team handbook", "A productID does not begin with X.", "", "", "", ""});
  Server server;
  suite::Means means = scripted::means(server);
  means.own_rules = {{clause, [](const suite::Exchange& exchange, const judge::Ruling& ruling) -> suite::Opinion {
                        if (ruling.outcome != judge::Ruling::Outcome::accepted) return {};
                        const bool kept = exchange.answer.body.find(R"("X)") == std::string::npos;
                        return kept ? suite::Opinion::kept() : suite::Opinion::broken("productID begins with X");
                      }}};
  const ReplayCase was_wrong = a_case_of({recorded(create("fruit"), success("fruit", "X1"))});
  const ReplayCase was_right = a_case_of({recorded(create("pear"), success("pear", "ID1"))});
  std::vector<ReplayResult> results = replayed(means, {was_wrong, was_right});
  CHECK(results[0].status == ReplayStatus::fixed);
  CHECK(results[0].was_broken == clause);
  CHECK(results[1].status == ReplayStatus::same);

  int ids = 0;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    return success(request.name(), "X" + std::to_string(++ids));
  };
  results = replayed(means, {was_wrong, was_right});
  CHECK(results[0].status == ReplayStatus::still_fails);
  CHECK(results[0].broken == clause);
  CHECK(results[1].status == ReplayStatus::worse);
}

TEST_CASE("right in another way is a change and no failure") {
  Server server;
  const ReplayResult result =
      replayed(server, a_case_of({recorded(create("fruit") + "&productProperties=%7B%22region%22:%22gz%22,%22x%22:1%7D",
                                           refusal(1101))}));
  CHECK(result.status == ReplayStatus::changed);
  CHECK_FALSE(suite::is_failure(result.status));
}

TEST_CASE("a case of which nothing is recorded passes or fails") {
  Server server;
  suite::Recorded unasked = long_refused();
  unasked.answered = suite::Recorded::Answered::unasked;
  CHECK(replayed(server, a_case_of({unasked})).status == ReplayStatus::passes);
  accept_long_names(server);
  CHECK(replayed(server, a_case_of({unasked})).status == ReplayStatus::fails);
}

TEST_CASE("a refusal must show each time to be a failure") {
  Server server;
  const ReplayCase one = a_case_of({recorded(create("Fruit-Of-All-Kinds"), success("Fruit-Of-All-Kinds", "ID1"))});
  std::size_t left = 1;
  server.instead = [&left](const Request& request) -> std::optional<Answer> {
    if (request.name().find('-') != std::string::npos && left > 0) return --left, refusal(1100);
    return std::nullopt;
  };
  CHECK(replayed(server, one).status == ReplayStatus::same);
  left = 1000;
  CHECK(replayed(server, one).status == ReplayStatus::worse);
}

TEST_CASE("a name that is refused for itself is tried, too, before a failure counts as fixed") {
  Server server;
  const ReplayCase one = a_case_of({recorded(create("null"), refusal(1101))}, ClauseId("product-name.alphabet"));
  CHECK(replayed(server, one).status == ReplayStatus::fixed);
  Server wrong;
  wrong.instead = [](const Request& request) -> std::optional<Answer> {
    if (request.name() == "null") return refusal(1101);
    return std::nullopt;
  };
  const ReplayResult result = replayed(wrong, one);
  CHECK(result.status == ReplayStatus::still_fails);
  CHECK(result.now.front().sent.query.find("productName=null") != std::string::npos);
}

TEST_CASE("a short name that exists already tells nothing, so others are tried") {
  Server lax;
  lax.instead = [&lax](const Request& request) -> std::optional<Answer> {
    if (request.find("productProperties") == nullptr) return std::nullopt;
    return lax.names_of(request).contains(request.name()) ? refusal(1001) : lax.create(request);
  };
  const ReplayCase one = a_case_of({recorded(create("o") + "&productProperties=%5B%5D", success("o", "ID1"))}, ClauseId("product-properties.object"));
  for (char letter = 'a'; letter <= 'm'; ++letter) lax.names[""].insert(std::string(1, letter));
  const ReplayResult result = replayed(lax, one);
  CHECK(result.status == ReplayStatus::still_fails);
  for (char letter = 'a'; letter <= 'z'; ++letter) lax.names[""].insert(std::string(1, letter));
  CHECK(replayed(lax, one).status == ReplayStatus::still_fails);  // by a longer one
  ReplayCase about_names = one;
  about_names.broken = ClauseId("product-name.min-length");
  CHECK(replayed(lax, about_names).status == ReplayStatus::error);
  Server right;
  CHECK(replayed(right, one).status == ReplayStatus::fixed);
}

TEST_CASE("where every answer is broken, that is what fails still") {
  Server server;
  server.instead = [](const Request&) { return std::optional(Answer{Answer::Transport::answered, 200, "[]", "", 0}); };
  const ReplayResult result =
      replayed(server, a_case_of({recorded(create("abc"), success("abc", "ID1"))}, ClauseId("response.json")));
  CHECK(result.status == ReplayStatus::still_fails);
  CHECK(result.broken == ClauseId("response.json"));
}

TEST_CASE("what breaks one answer in forty is looked for, too, before it counts as fixed") {
  Server server;
  std::size_t answers = 0;
  server.instead = [&answers](const Request& request) -> std::optional<Answer> {
    if (++answers % 40 == 0) return success(request.name() + "x", "X" + std::to_string(answers));
    return std::nullopt;
  };
  const ReplayCase one =
      a_case_of({recorded(create("fruit"), success("fruity", "ID1"))}, ClauseId("response.product-name.echo"));
  CHECK(replayed(server, one).status == ReplayStatus::still_fails);
  Server right;
  CHECK(replayed(right, one).status == ReplayStatus::fixed);
}

TEST_CASE("a name taken for one that is not told of is undecided") {
  Server server;
  CHECK(replayed(server, a_case_of({recorded(create("abc"), refusal(1001))}, ClauseId("product-name.unique"))).status ==
        ReplayStatus::error);
}

TEST_CASE("what cannot be decided is an error") {
  Server server;
  server.instead = [](const Request&) { return std::optional(scripted::lost(judge::Answer::Transport::unreachable)); };
  CHECK(replayed(server, a_case_of({long_refused()})).status == ReplayStatus::error);
  Server healthy;
  ReplayCase needs_keys = a_case_of({long_refused()});
  needs_keys.steps.front().step.not_authentic = true;
  const ReplayResult result = replayed(healthy, needs_keys);
  CHECK(result.status == ReplayStatus::error);
  CHECK(result.why.starts_with("needs keys"));
}

TEST_CASE("requests that were sent together are") {
  Server server;
  std::mutex mutex;
  const suite::Means means = scripted::concurrent_means(server, mutex);
  ReplayCase race = a_case_of({recorded(create("fruit-of-all-kinds"), success("fruit-of-all-kinds", "ID1")),
                               recorded(create("fruit-of-all-kinds"), refusal(1001))});
  race.together = true;
  CHECK(replayed(means, {race}).front().status == ReplayStatus::same);
  server.instead = [&server](const Request& request) { return std::optional(server.create(request)); };
  ReplayCase other = race;
  const ReplayResult result = replayed(means, {other}).front();
  CHECK(result.status == ReplayStatus::worse);
  CHECK(result.broken == ClauseId("product-name.unique"));
}

TEST_CASE("a race for one name in two accounts is run again with both, and what it breaks must show in several rounds") {
  Server server;
  std::mutex mutex;
  suite::Means means = scripted::concurrent_means(server, mutex);
  const auto raced = [&] {
    const suite::Options options = scripted::options();
    Replay replay(means, options, "");
    (void)replay.prepare();
    return replay.run_race_again(suite::Race::accounts, 5, ClauseId("product-name.scope"));
  };
  CHECK(raced().status == ReplayStatus::error);
  means.first.stamp = scripted::fake_stamp("one");
  means.second = suite::Access{scripted::fake_stamp("two"), {}, false};
  CHECK(raced().status == ReplayStatus::fixed);
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    for (const auto& entry : server.names)
      if (entry.second.contains(request.name())) return refusal(1001);
    return std::nullopt;
  };
  CHECK(raced().status == ReplayStatus::still_fails);
}

TEST_CASE("a nonce used again after many other requests, and a race for one without keys, cannot be replayed") {
  Server server;
  ReplayCase old = a_case_of({long_refused()});
  old.id = suite::old_nonce_id;
  old.broken = ClauseId("common.nonce");
  const ReplayResult result = replayed(server, old);
  CHECK(result.status == ReplayStatus::error);
  CHECK(result.why.find("run --only common.nonce") != std::string::npos);
  old.broken.reset();
  CHECK(replayed(server, old).why.starts_with("needs keys"));
  std::mutex mutex;
  const suite::Means means = scripted::concurrent_means(server, mutex);
  const suite::Options options = scripted::options();
  Replay replay(means, options, "");
  (void)replay.prepare();
  CHECK(replay.run_race_again(suite::Race::one_nonce, 2, ClauseId("common.nonce")).why.starts_with("needs keys"));
}

TEST_CASE("a race is run again until something breaks") {
  Server server;
  std::mutex mutex;
  const suite::Means means = scripted::concurrent_means(server, mutex);
  const suite::Options options = scripted::options();
  Replay replay(means, options, "");
  (void)replay.prepare();
  CHECK(replay.run_race_again(suite::Race::one_name, 2, std::nullopt).status == ReplayStatus::passes);
  CHECK(replay.run_race_again(suite::Race::one_name, 2, ClauseId("product-name.unique")).status == ReplayStatus::fixed);
  server.instead = [&server](const Request& request) { return std::optional(server.create(request)); };
  CHECK(replay.run_race_again(suite::Race::one_name, 2, ClauseId("product-name.unique")).status ==
        ReplayStatus::still_fails);
  const suite::Means single = scripted::means(server);
  Replay alone(single, options, "");
  CHECK(alone.run_race_again(suite::Race::one_name, 2, std::nullopt).status == ReplayStatus::error);
}
