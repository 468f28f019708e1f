// SPDX-License-Identifier: MIT
#include <createproduct/suite/run.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Budget;
using suite::Event;
using suite::RunFinished;

namespace {

using Instead = std::function<std::optional<Answer>(const Request&)>;
using Rule = std::function<bool(const Request&)>;

struct Outcome {
  RunFinished finished;
  std::vector<Event> events;
  std::size_t requests = 0, created = 0;  ///< as the target counted them

  [[nodiscard]] std::string found() const { return clauses(finished.findings); }
  [[nodiscard]] const suite::Finding& finding() const { return finished.findings.front(); }
  [[nodiscard]] const suite::ClauseResult& clause(ClauseId id) const {
    return *std::find_if(finished.clauses.begin(), finished.clauses.end(),
                         [&](const auto& one) { return one.clause == id; });
  }
  /// The requests of the first finding, with a bar between two.
  [[nodiscard]] std::string evidence() const {
    std::string out;
    for (const suite::Exchange& exchange : finding().history)
      out += (out.empty() ? "" : " | ") + readable(exchange.sent);
    return out;
  }
  [[nodiscard]] bool has_note(std::string_view text) const {
    return std::any_of(finished.notes.begin(), finished.notes.end(),
                       [&](const std::string& note) { return note.find(text) != std::string::npos; });
  }
};

Outcome run(Server& server, const suite::Options& wanted = options(), suite::Means given = {}) {
  if (!given.send) given = means(server);
  Outcome out;
  out.finished = suite::run(given, wanted, [&](const Event& event) { out.events.push_back(event); });
  out.requests = server.requests.size();
  out.created = server.created;
  CHECK(out.finished.requests == out.requests);
  return out;
}

/// Runs against a target that answers as `instead` says.
Outcome run_against(Instead instead, const suite::Options& wanted = options()) {
  Server server;
  server.instead = std::move(instead);
  return run(server, wanted);
}

Instead always(Answer answer) {
  return [answer = std::move(answer)](const Request&) { return std::optional(answer); };
}

/// Runs against a target that answers `with` to what `which` picks.
Outcome run_refusing(Rule which, Answer with = refusal(1101), const suite::Options& wanted = options()) {
  return run_against([&](const Request& request) { return which(request) ? std::optional(with) : std::nullopt; },
                     wanted);
}

/// Runs against a target that accepts what `which` picks, whatever it is like.
Outcome run_accepting(Rule which, const suite::Options& wanted = options()) {
  Server server;
  server.instead = [&](const Request& request) {
    return which(request) ? std::optional(server.create(request)) : std::nullopt;
  };
  return run(server, wanted);
}

/// Answers with `answer` to so many of a hundred requests, as chance will have it.
Instead sporadic(Answer answer, unsigned percent, std::uint64_t seed) {
  return [answer = std::move(answer), percent, random = createproduct::draft::Random(seed)](const Request&) mutable {
    return random.below(100) < percent ? std::optional(answer) : std::nullopt;
  };
}

Rule name_has(std::string_view characters) {
  return [characters](const Request& request) { return request.name().find_first_of(characters) != std::string::npos; };
}

Rule member_is(const char* key, Json value) {
  return [key, value = std::move(value)](const Request& request) {
    return request.has_member(key) && request.properties()[key] == value;
  };
}

suite::Options only(std::string pattern, Budget budget = Budget::quick) {
  suite::Options wanted = options(budget);
  wanted.only = {std::move(pattern)};
  return wanted;
}

/// Whether nothing but its length is wrong with the name.
bool is_too_long_only(const Request& request) {
  const std::string name = request.name();
  return name.size() > 32 && std::all_of(name.begin(), name.end(), [](char byte) {
           return createproduct::is_product_name(std::string_view(&byte, 1));
         });
}

}  // namespace

// Targets that do one and the same thing ---------------------------------------------------------------------------

TEST_CASE("a right target is conformant in every budget, and nothing is said against it") {
  std::size_t before = 0;
  for (const Budget budget : {Budget::quick, Budget::standard, Budget::deep}) {
    Server server;
    const Outcome outcome = run(server, options(budget));
    CHECK(outcome.finished.exit_code == 0);
    CHECK(outcome.finished.verdict == Verdict::pass);
    CHECK(outcome.found().empty());
    CHECK(events_of<suite::Suspected>(outcome.events).empty());
    CHECK(outcome.finished.created == outcome.created);
    CHECK(outcome.requests > before);
    before = outcome.requests;
  }
}

TEST_CASE("each clause that can be seen is put to the test on a right target") {
  Server server;
  suite::Means given = means(server);
  given.first.stamp = fake_stamp("one");
  given.second = suite::Access{fake_stamp("two"), {}, false};
  suite::Options wanted = options(Budget::standard);
  wanted.quota = 1000;
  server.quota = 1000;
  const Outcome outcome = run(server, wanted, given);
  CHECK(outcome.finished.exit_code == 0);
  for (const suite::ClauseResult& result : outcome.finished.clauses) {
    CAPTURE(result.clause.id());
    // What needs keys, and what the page promises but no answer shows.
    const bool needs_keys =
        result.clause.id().starts_with("common.") && result.reason.find("keys") != std::string::npos;
    if (!needs_keys && result.clause.observable() && result.clause != ClauseId("common.region"))
      CHECK(result.verdict == Verdict::pass);
  }
}

TEST_CASE("a target that accepts everything breaks every rule, once") {
  const Outcome outcome = run_accepting([](const Request&) { return true; });
  CHECK(outcome.finished.exit_code == 1);
  for (const char* clause :
       {"common.action", "product-name.required", "product-name.min-length", "product-name.max-length",
        "product-name.alphabet", "product-name.unique", "product-properties.json", "product-properties.object",
        "product-description.type", "region.type", "region.values", "encryption-type.type", "encryption-type.values",
        "product-type.type", "product-type.values"}) {
    CAPTURE(clause);
    CHECK(outcome.clause(*ClauseId::find(clause)).verdict == Verdict::fail);
  }
  CHECK(outcome.finished.findings.size() == 15);
  CHECK(outcome.requests < 1000);
}

TEST_CASE("a target that never accepts anything is inconclusive, never green") {
  for (const Answer& answer :
       {refusal(1101), refusal(1000), refusal(1001), refusal(1100), refusal(0, 4100), refusal(0, 4400),
        refusal(0, 6000), lost(Transport::closed), lost(Transport::timed_out), lost(Transport::unreachable),
        lost(Transport::malformed), body("<html>no such page</html>", 404), body("", 302), body("moved", 301),
        body("oops", 500), body("", 429)}) {
    const Outcome outcome = run_against(always(answer));
    CAPTURE(answer.body);
    CAPTURE(answer.status);
    CHECK(outcome.finished.exit_code == 3);
    CHECK(outcome.finished.verdict == Verdict::inconclusive);
    CHECK_FALSE(outcome.finished.reason.empty());
    CHECK(outcome.found().empty());
    CHECK(outcome.requests < 25);
  }
}

TEST_CASE("a target that never answers as the contract says fails") {
  for (const char* text : {"", "<answer><code>0</code></answer>", "[]", "\xff\xfe garbage", "null", "\"ok\""}) {
    const Outcome outcome = run_against(always(body(text)));
    CAPTURE(text);
    CHECK(outcome.finished.exit_code == 1);
    CHECK(outcome.found() == "response.json");
    CHECK(outcome.requests < 30);
  }
  const Outcome echo = run_against([](const Request& request) { return body(request.wire.query + request.wire.body); });
  CHECK(echo.finished.exit_code == 1);
  CHECK(echo.found() == "response.json");
}

TEST_CASE("a target that stops answering in the middle of a run is inconclusive") {
  for (const Answer& answer :
       {lost(Transport::unreachable), lost(Transport::timed_out), refusal(1100), body("", 503)}) {
    Server server;
    server.instead = [&](const Request&) {
      return server.requests.size() > 100 ? std::optional(answer) : std::nullopt;
    };
    const Outcome outcome = run(server);
    CHECK(outcome.finished.exit_code == 3);
    CHECK(outcome.found().empty());
    CHECK(outcome.requests < 3000);
  }
}

// Noise ------------------------------------------------------------------------------------------------------------

TEST_CASE("sporadic noise accuses nobody") {
  for (const Answer& answer : {refusal(1100), lost(Transport::closed), lost(Transport::timed_out), body("oops", 500)})
    for (const unsigned percent : {2U, 5U})
      for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const Outcome outcome = run_against(sporadic(answer, percent, seed));
        CAPTURE(percent);
        CAPTURE(seed);
        CHECK(outcome.finished.exit_code == 0);
        CHECK(outcome.found().empty());
        CHECK(outcome.has_note("answers were lost, unreadable, internal errors or asked to slow down"));
        CHECK(outcome.requests < 1500);
      }
}

TEST_CASE("sporadic noise accuses nobody in cases of many steps either") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Outcome outcome =
        run_against(sporadic(refusal(1100), 5, seed), only("product-name.unique", Budget::standard));
    CHECK(outcome.finished.exit_code == 0);
    CHECK(outcome.found().empty());
  }
}

TEST_CASE("answers that get lost after their product was made accuse nobody") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Server server;
    server.afterwards = [random = createproduct::draft::Random(seed)](const Request&, Answer& answer) mutable {
      if (random.below(100) < 4) answer = lost(Transport::closed);
    };
    CHECK(run(server).finished.exit_code == 0);
  }
}

TEST_CASE("a target that asks to slow down now and then is waited for") {
  for (const std::size_t every : {3U, 5U, 50U}) {
    Server server;
    server.instead = [&](const Request&) {
      return server.requests.size() % every == 0 ? std::optional(refusal(0, 4400)) : std::nullopt;
    };
    // A rhythm of three hits the same step of a case of three each time, which decides nothing.
    const Outcome outcome = run(server);
    CAPTURE(every);
    CAPTURE(outcome.finished.reason);
    CHECK(outcome.finished.exit_code == (every == 3 ? 3 : 0));
    CHECK(outcome.found().empty());
    CHECK(outcome.requests < 1500);
  }
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    if (server.requests.size() % 7 != 0) return std::nullopt;
    Answer answer = body("slow down", 429);
    answer.retry_after = 2;
    return answer;
  };
  std::chrono::milliseconds slept{0};
  const Outcome outcome = run(server, options(), means(server, &slept));
  CHECK(outcome.finished.exit_code == 0);
  CHECK(slept.count() > 2000 * 20);
}

TEST_CASE("a fault is found though there is noise") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Server server;
    server.instead = [&, noise = sporadic(refusal(1100), 3, seed)](const Request& request) -> std::optional<Answer> {
      if (auto answer = noise(request)) return answer;
      return is_too_long_only(request) ? std::optional(server.create(request)) : std::nullopt;
    };
    const Outcome outcome = run(server);
    CHECK(outcome.finished.exit_code == 1);
    CHECK(outcome.found() == "product-name.max-length");
  }
}

TEST_CASE("a wrong code every third time is flaky, and fails the run") {
  Server server;
  server.afterwards = [n = 0](const Request&, Answer& answer) mutable {
    if (answer.body.find("(1101)") != std::string::npos && ++n % 3 == 0) answer = refusal(1001);
  };
  const Outcome outcome = run(server);
  CHECK(outcome.finished.exit_code == 1);
  CHECK(outcome.finished.verdict == Verdict::flaky);
  CHECK(outcome.found() == "error.invalid-parameter?");
  CHECK(outcome.finding().reproduced > 0);
  CHECK(outcome.finding().reproduced < outcome.finding().attempts);
}

TEST_CASE("inputs that hang are blamed, cost few time-outs, and the run goes on") {
  struct Row {
    Rule hangs;
    const char* found;
  };
  const std::vector<Row> rows{
      {[](const Request& request) {
         return request.name().size() == 32 && createproduct::is_product_name(request.name());
       },
       "product-name.max-length"},
      {name_has("_"), "product-name.alphabet"},
      {[](const Request& request) { return request.name().find("\xF0\x9F\x98\x80") != std::string::npos; },
       "error.invalid-parameter"},
      {[](const Request& request) { return !createproduct::is_product_name(request.name()); },
       "error.invalid-parameter"},
      {[](const Request& request) { return request.has_properties(); }, "product-properties.json"},
      {[](const Request& request) { return request.is_post(); }, "common.method"},
  };
  for (const Row& row : rows) {
    std::size_t time_outs = 0;
    Server server;
    server.instead = [&](const Request& request) -> std::optional<Answer> {
      if (!row.hangs(request)) return std::nullopt;
      ++time_outs;
      return lost(Transport::timed_out);
    };
    const Outcome outcome = run(server);
    CHECK(outcome.finished.exit_code == 1);
    // A request that is wrong besides hangs as well; that is told second.
    CHECK(outcome.found().starts_with(row.found));
    CHECK(outcome.finding().history.back().answer.transport == Transport::timed_out);
    CHECK(time_outs <= 60);
    CHECK(outcome.requests > 120);
  }
}

// The clause to blame and the smallest request ------------------------------------------------------------------------

TEST_CASE("refusals are blamed on what is refused, with the smallest request that shows it") {
  struct Row {
    const char* what;
    Rule refuses;
    const char* found;
    const char* evidence;  ///< with * for a fresh or short name
  };
  const auto lacks = [](const char* key) {
    return [key](const Request& request) { return request.has_properties() && !request.has_member(key); };
  };
  const std::vector<Row> rows{
      {"colons", name_has(":"), "product-name.alphabet", "GET :"},
      {"underscores", name_has("_"), "product-name.alphabet", "GET _"},
      {"hyphens", name_has("-"), "product-name.alphabet", "GET -"},
      {"digits", name_has("0123456789"), "product-name.alphabet", "GET 7"},
      {"capitals", name_has("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "product-name.alphabet", nullptr},
      {"names of 32", [](const Request& request) { return request.name().size() == 32; }, "product-name.max-length",
       nullptr},
      {"names of 1", [](const Request& request) { return request.name().size() == 1; }, "product-name.min-length",
       nullptr},
      {"no properties", [](const Request& request) { return !request.has_properties(); }, "product-properties.optional",
       "GET saltedaaa"},
      {"all properties", [](const Request& request) { return request.has_properties(); }, "product-properties.json",
       nullptr},
      {"no encryptionType", lacks("encryptionType"), "encryption-type.optional", nullptr},
      {"no encryptionType by POST",
       [=](const Request& request) { return request.is_post() && lacks("encryptionType")(request); },
       "encryption-type.optional", nullptr},
      {"no productType", lacks("productType"), "product-type.optional", nullptr},
      {"encryptionType 2", member_is("encryptionType", "2"), "encryption-type.values", nullptr},
      {"productType 2", member_is("productType", 2), "product-type.values", nullptr},
      {"POST", [](const Request& request) { return request.is_post(); }, "common.method", nullptr},
      {"GET", [](const Request& request) { return !request.is_post(); }, "common.method", "GET saltedaaa"},
  };
  for (const Row& row : rows) {
    const Outcome outcome = run_refusing(row.refuses);
    CAPTURE(row.what);
    CHECK(outcome.finished.exit_code == 1);
    REQUIRE(outcome.found() == row.found);
    CHECK(outcome.finding().reproduced == outcome.finding().attempts);
    CHECK(outcome.finding().attempts == 3);
    CHECK(outcome.finding().history.size() == 1);
    if (row.evidence != nullptr) CHECK(outcome.evidence() == row.evidence);
    CHECK(outcome.requests < 700);
  }
}

TEST_CASE("two values that are refused only together are blamed on the operation") {
  const Outcome outcome = run_refusing(
      [](const Request& request) {
        return member_is("encryptionType", "2")(request) && member_is("productType", 2)(request);
      },
      refusal(1101), options(Budget::standard));
  CHECK(outcome.found() == "operation.create");
  const Json left = read(outcome.finding().history.back().sent).properties();
  CHECK(left["encryptionType"] == "2");
  CHECK(left["productType"] == 2);
}

TEST_CASE("a target that does not decode percent sequences is blamed for that alone") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    Request raw{request.wire, {}};
    for (const auto& field :
         createproduct::wire::split_form(request.is_post() ? request.wire.body : request.wire.query))
      raw.parameters.emplace(std::string(field.name), std::string(field.value));
    return server.serve(raw);
  };
  CHECK(run(server).found() == "common.encoding");
}

TEST_CASE("acceptances are blamed on the rule, with the smallest request that shows it") {
  struct Row {
    Rule accepts;
    const char* found;
    std::string properties;
    std::size_t name_length;
  };
  const std::vector<Row> rows{
      {is_too_long_only, "product-name.max-length", "", 33},
      {name_has("."), "product-name.alphabet", "", 1},
      {name_has(" "), "product-name.alphabet", "", 1},
      {[](const Request& request) { return request.name().empty() && request.find("productName") != nullptr; },
       "product-name.min-length", "", 0},
      {member_is("region", "sh"), "region.values", R"({"region":"sh"})", 1},
      {member_is("encryptionType", 1), "encryption-type.type", R"({"encryptionType":1})", 1},
      {member_is("productType", "0"), "product-type.type", R"({"productType":"0"})", 1},
      {member_is("productType", 3), "product-type.values", R"({"productType":3})", 1},
      {[](const Request& request) { return request.has_properties() && request.properties().is_array(); },
       "product-properties.object", R"([{"":""}])", 1},
  };
  for (const Row& row : rows) {
    const Outcome outcome = run_accepting(row.accepts);
    CAPTURE(row.found);
    CHECK(outcome.finished.exit_code == 1);
    REQUIRE(outcome.found() == row.found);
    CHECK(outcome.finding().attempts == 0);
    REQUIRE(outcome.finding().history.size() == 1);
    const Request request = read(outcome.finding().history.front().sent);
    CHECK((request.has_properties() ? *request.find("productProperties") : "") == row.properties);
    // Cases of several steps keep their fresh name.
    if (row.name_length != 1 || !request.has_properties()) CHECK(request.name().size() == row.name_length);
  }
}

TEST_CASE("names that are created twice are shown by two requests") {
  Server server;
  server.instead = [&](const Request& request) {
    Server fresh;  // to which the name is no duplicate
    const bool valid = fresh.serve(request).body.find("\"code\":0") != std::string::npos;
    const bool again = valid && server.names_of(request).contains(request.name());
    return again ? std::optional(server.create(request)) : std::nullopt;
  };
  const Outcome outcome = run(server);
  CHECK(outcome.found() == "product-name.unique");
  REQUIRE(outcome.finding().history.size() == 2);
  CHECK(readable(outcome.finding().history[0].sent) == readable(outcome.finding().history[1].sent));
}

TEST_CASE("a name that is forgotten after a while is found by creating it again") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (server.created > 60) server.names.clear();
    (void)request;
    return std::nullopt;
  };
  const Outcome outcome = run(server);
  CHECK(outcome.finished.exit_code == 1);
  CHECK(outcome.found() == "product-name.unique");
}

TEST_CASE("what is forgotten at the very end shows in the phase that creates again") {
  Server server;
  bool forget = false;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    if (forget) server.names.clear();
    return std::nullopt;
  };
  const suite::Means given = means(server);
  const RunFinished finished = suite::run(given, options(), [&](const Event& event) {
    if (const auto* phase = std::get_if<suite::PhaseStarted>(&event)) forget = phase->phase == "again";
  });
  REQUIRE(clauses(finished.findings) == "product-name.unique");
  const suite::Finding& finding = finished.findings.front();
  CHECK(finding.case_id == "product-name.unique.again");
  REQUIRE(finding.history.size() == 2);
  CHECK(read(finding.history[0].sent).name() == read(finding.history[1].sent).name());
  CHECK(finding.history[0].answer.body.find("Success") != std::string::npos);
}

TEST_CASE("the proof of one answer stands before proofs by repetition, warnings come last") {
  Server server;
  server.instead = [&](const Request& request) -> std::optional<Answer> {
    if (name_has("-")(request)) return refusal(1101);
    return request.name().size() > 32 && createproduct::check_product_name(request.name()).bad_alphabet() == false
               ? std::optional(server.create(request))
               : std::nullopt;
  };
  server.afterwards = [](const Request&, Answer& answer) {
    if (answer.body.find("Success") != std::string::npos)
      answer.body.replace(answer.body.find("Success"), 7, "Succeeded");
  };
  CHECK(run(server).found() == "product-name.max-length product-name.alphabet response.code-desc.success!");
}

TEST_CASE("findings are told when suspected and when confirmed, once for each clause") {
  const Outcome outcome = run_accepting([](const Request&) { return true; });
  std::map<std::string, int> confirmed;
  for (const auto& event : events_of<suite::Confirmed>(outcome.events))
    ++confirmed[std::string(event.finding.clause.id())];
  CHECK(confirmed.size() == outcome.finished.findings.size());
  for (const auto& [clause, count] : confirmed) CHECK(count == 1);
}

// Full accounts
// --------------------------------------------------------------------------------------------------------

TEST_CASE("an account that is full at the start says so") {
  Server server;
  server.quota = 0;
  const Outcome outcome = run(server);
  CHECK(outcome.finished.exit_code == 3);
  CHECK(outcome.finished.reason.find("the account is full") != std::string::npos);
  CHECK(outcome.requests < 10);
}

TEST_CASE("an account that fills up in the middle is no breach, and what needs no room goes on") {
  Server server;
  server.quota = 40;
  const Outcome outcome = run(server);
  CHECK(outcome.finished.exit_code == 0);
  CHECK(outcome.found().empty());
  CHECK(outcome.created == 40);
  CHECK(outcome.has_note("the account is full"));
  CHECK(outcome.clause("product-properties.object").verdict == Verdict::pass);
  std::size_t left_out = 0;
  for (const auto& one : events_of<suite::CaseFinished>(outcome.events))
    left_out += one.note.starts_with("the account is full; --cleanup") ? 1U : 0U;
  CHECK(left_out > 0);
  CHECK(outcome.has_note(std::to_string(left_out) + " cases were left out: the account is full"));
}

TEST_CASE("the case that finds the account full counts as not exercised") {
  Server server;
  server.quota = 40;
  std::size_t refused = 0;
  server.afterwards = [&](const Request&, Answer& answer) {
    if (answer.body.find("(1000)") != std::string::npos) ++refused;
  };
  std::vector<Verdict> verdicts;
  (void)suite::run(means(server), options(), [&](const Event& event) {
    const auto* finished = std::get_if<suite::CaseFinished>(&event);
    if (finished != nullptr && refused != 0 && verdicts.empty()) verdicts.push_back(finished->verdict);
  });
  CHECK(verdicts == std::vector<Verdict>{Verdict::not_exercised});
}

TEST_CASE("a known quota is filled to the last and not beyond") {
  suite::Options wanted = options();
  wanted.quota = 160;
  wanted.empty_account = true;
  for (const std::size_t limit : {160U, 161U, 159U, 100U}) {
    const int exit_code = limit == 160 ? 0 : 1;
    Server server;
    server.quota = limit;
    const Outcome outcome = run(server, wanted);
    CAPTURE(limit);
    CHECK(outcome.finished.exit_code == exit_code);
    CHECK(outcome.found() == (exit_code == 0 ? "" : "error.quota"));
  }
}

// Limits
// ---------------------------------------------------------------------------------------------------------------

TEST_CASE("no more requests are sent than allowed, whatever the target does") {
  const std::vector<Instead> targets{nullptr, always(refusal(1101)), always(lost(Transport::closed)),
                                     sporadic(refusal(1100), 30, 1), sporadic(refusal(1101), 50, 2)};
  for (const Instead& instead : targets)
    for (const std::size_t most : {1U, 2U, 3U, 10U, 57U, 200U}) {
      suite::Options wanted = options();
      wanted.max_requests = most;
      const Outcome outcome = run_against(instead, wanted);
      CHECK(outcome.requests <= most);
    }
  Server server;
  suite::Options wanted = options();
  wanted.max_requests = 57;
  const Outcome outcome = run(server, wanted);
  CHECK(outcome.requests == 57);
  CHECK(outcome.finished.exit_code == 0);
  CHECK(outcome.has_note("--max-requests was reached"));
  CHECK(outcome.clause("product-name.unique").reason == "--max-requests was reached");
}

TEST_CASE("no more products are created than allowed, whatever the target does") {
  for (const std::size_t most : {1U, 3U, 5U, 25U, 60U, 150U})
    for (int kind = 0; kind < 6; ++kind) {
      Server server;
      createproduct::draft::Random random(most);
      if (kind == 1) server.instead = [&](const Request& request) { return std::optional(server.create(request)); };
      server.afterwards = [&](const Request&, Answer& answer) {
        if (answer.body.find("Success") == std::string::npos || random.below(3) != 0) return;
        if (kind == 2) answer = lost(Transport::timed_out);
        if (kind == 3) answer = refusal(1100);
        if (kind == 4) answer = body("oops", 500);
        if (kind == 5) answer = body("{}");
      };
      suite::Options wanted = options();
      wanted.max_creations = most;
      const Outcome outcome = run(server, wanted);
      CAPTURE(most);
      CAPTURE(kind);
      CHECK(outcome.created <= most);
    }
}

TEST_CASE("a cap on creations leaves what creates nothing to be run") {
  Server server;
  suite::Options wanted = options();
  wanted.max_creations = 30;
  const Outcome outcome = run(server, wanted);
  CHECK(outcome.finished.exit_code == 0);
  CHECK(outcome.created <= 30);
  CHECK(outcome.has_note("--max-creations was reached"));
  CHECK(outcome.clause("region.values").verdict == Verdict::pass);
  CHECK(outcome.clause("product-name.alphabet").checks > 50);
}

TEST_CASE("a run ends in time") {
  (void)suite::builtin_catalogue();  // so that reading it takes none of the time
  Server server;
  server.instead = [](const Request&) -> std::optional<Answer> {
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(1)) {
    }
    return std::nullopt;
  };
  suite::Options wanted = options();
  wanted.max_time = std::chrono::milliseconds(40);
  const Outcome outcome = run(server, wanted);
  CHECK(outcome.requests <= 41);
  CHECK(outcome.has_note("--max-time was reached"));
}

TEST_CASE("an interrupted run ends in order and is not green") {
  Server server;
  suite::Means given = means(server);
  given.interrupted = [&] { return server.requests.size() >= 30; };
  const Outcome outcome = run(server, options(), given);
  CHECK(outcome.requests == 30);
  CHECK(outcome.finished.exit_code == 3);
  CHECK(outcome.finished.reason == "the run was interrupted");
  CHECK(std::holds_alternative<RunFinished>(outcome.events.back()));
}

TEST_CASE("an interrupted run still reports what it found") {
  Server server;
  server.instead = [&](const Request& request) { return std::optional(server.create(request)); };
  suite::Means given = means(server);
  given.interrupted = [&] { return server.requests.size() >= 100; };
  const Outcome outcome = run(server, options(), given);
  CHECK(outcome.requests == 100);
  CHECK(outcome.finished.exit_code == 1);
}

// Selection --------------------------------------------------------------------------------------------------------

TEST_CASE("only what is selected is run") {
  for (const char* pattern : {"region.*", "product-name.max-length", "*.type", "silent.*", "product-name.uni?ue"}) {
    Server server;
    suite::Options wanted = only(pattern, Budget::standard);
    const Outcome outcome = run(server, wanted);
    CAPTURE(pattern);
    CHECK(outcome.finished.exit_code == 0);
    std::size_t cases = 0;
    for (const auto& one : events_of<suite::CaseFinished>(outcome.events)) {
      if (one.id == "control") continue;
      ++cases;
      CHECK(suite::glob_matches(pattern, one.clause.id()));
    }
    CHECK(cases > 5);
  }
  Server server;
  const Outcome outcome = run(server, only("region.values"));
  CHECK(outcome.clause("encryption-type.type").reason == "left out by --only");
  CHECK(outcome.finished.started.cases < 20);
}

TEST_CASE("what needs keys or a second account says so") {
  Server server;
  const Outcome outcome = run(server);
  CHECK(outcome.clause("common.signature").reason ==
        "needs keys: set CREATEPRODUCT_SECRET_ID and CREATEPRODUCT_SECRET_KEY");
  CHECK(outcome.clause("product-name.scope").reason ==
        "needs a second account: set CREATEPRODUCT_SECOND_SECRET_ID and CREATEPRODUCT_SECOND_SECRET_KEY");
}

// Accounts and keys ------------------------------------------------------------------------------------------------

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
    if (covered != nullptr && is("productName", *covered + "z")) return refusal(0, 4100);
    if (request.find("Timestamp") == nullptr || request.find("Timestamp")->size() != 10) return refusal(0, 4200);
    if (request.find("Nonce") == nullptr || request.find("Nonce")->empty()) return refusal(0, 4500);
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

// Events -----------------------------------------------------------------------------------------------------------

TEST_CASE("events come in order: the start, phases with their cases, the result") {
  Server server;
  const Outcome outcome = run(server);
  REQUIRE(outcome.events.size() > 10);
  CHECK(std::holds_alternative<suite::RunStarted>(outcome.events.front()));
  CHECK(std::holds_alternative<suite::PhaseStarted>(outcome.events[1]));
  CHECK(std::holds_alternative<RunFinished>(outcome.events.back()));
  CHECK(events_of<suite::RunStarted>(outcome.events).size() == 1);
  CHECK(events_of<RunFinished>(outcome.events).size() == 1);
  const suite::RunStarted& started = outcome.finished.started;
  CHECK(started.target == "scripted");
  CHECK(started.budget == "quick");
  CHECK(started.salt == "salted");
  std::size_t requests = 0;
  for (const auto& one : events_of<suite::CaseFinished>(outcome.events)) requests += one.requests;
  // The case of the control phase counts one of its five.
  CHECK(requests + 4 == outcome.requests);
  CHECK(outcome.finished.cases == events_of<suite::CaseFinished>(outcome.events).size());
}

namespace {

std::string told(const suite::Finding& finding) {
  std::string out = std::string(finding.clause.id()) + " " + finding.case_id + " " + finding.why + " " +
                    std::to_string(finding.reproduced) + "/" + std::to_string(finding.attempts);
  for (const std::string& id : finding.also) out += " " + id;
  for (const suite::Exchange& exchange : finding.history)
    out += " | " + exchange.sent.method + " " + exchange.sent.query + " " + exchange.sent.body + " -> " +
           exchange.answer.body;
  return out;
}

/// An event in words, all of it but the time taken.
std::string told(const Event& event) {
  struct Teller {
    std::string operator()(const suite::RunStarted& e) const {
      return e.target + e.budget + std::to_string(e.seed) + e.salt;
    }
    std::string operator()(const suite::PhaseStarted& e) const { return e.phase + std::to_string(e.cases); }
    std::string operator()(const suite::CaseFinished& e) const {
      return e.id + " " + std::string(createproduct::judge::verdict_name(e.verdict)) + std::to_string(e.requests) +
             e.note;
    }
    std::string operator()(const suite::Suspected& e) const { return "suspected " + told(e.finding); }
    std::string operator()(const suite::Confirmed& e) const { return "confirmed " + told(e.finding); }
    std::string operator()(const suite::Note& e) const { return e.text; }
    std::string operator()(const RunFinished& e) const {
      std::string out =
          std::to_string(e.exit_code) + e.reason + std::to_string(e.requests) + " " + std::to_string(e.created);
      for (const suite::Finding& finding : e.findings) out += "\n" + told(finding);
      for (const auto& one : e.clauses)
        out += "\n" + std::string(one.clause.id()) + std::to_string(one.checks) + one.reason;
      for (const auto& one : e.silences)
        out += "\n" + std::string(one.silence.id()) + one.choice + std::to_string(one.seen);
      return out;
    }
  };
  return std::visit(Teller{}, event);
}

std::vector<std::string> told(const Outcome& outcome) {
  std::vector<std::string> out;
  for (const Event& event : outcome.events) out.push_back(told(event));
  return out;
}

}  // namespace

TEST_CASE("the same seed and salt against a fresh target give the same events, but for the time") {
  const std::vector<Instead> targets{
      nullptr,
      [](const Request& request) { return name_has("-")(request) ? std::optional(refusal(1101)) : std::nullopt; },
      sporadic(lost(Transport::closed), 3, 9)};
  for (const Instead& instead : targets) {
    suite::Options wanted = options();
    wanted.seed = 77;
    const Outcome first = run_against(instead, wanted), again = run_against(instead, wanted);
    CHECK(told(first) == told(again));
    wanted.salt = "peppery";
    CHECK(told(run_against(instead, wanted)) != told(first));
  }
  Server one, two;
  one.instead = [&](const Request& request) { return std::optional(one.create(request)); };
  two.instead = [&](const Request& request) { return std::optional(two.create(request)); };
  CHECK(told(run(one)) == told(run(two)));
}

TEST_CASE("a case that the limit cuts off while others are under way was not run") {
  for (const std::size_t most : {40U, 57U, 110U}) {
    Server server;
    std::mutex mutex;
    suite::Options wanted = options();
    wanted.jobs = 4;
    wanted.max_requests = most;
    const Outcome outcome = run(server, wanted, concurrent_means(server, mutex));
    CHECK(outcome.requests <= most + 3);
    for (const auto& one : events_of<suite::CaseFinished>(outcome.events))
      if (one.requests == 0) CHECK(one.verdict == Verdict::not_exercised);
  }
}

TEST_CASE("another seed asks in another way") {
  suite::Options wanted = options();
  Server one, two;
  (void)run(one, wanted);
  wanted.seed = 2;
  (void)run(two, wanted);
  CHECK(one.requests != two.requests);
}

TEST_CASE("the ledger knows every name before its request and every product after its answer") {
  Server server;
  std::set<std::string> announced, products;
  std::size_t unannounced = 0;
  suite::Means given = means(server);
  given.ledger = [&](const suite::LedgerEntry& entry) {
    if (entry.product_id.empty())
      announced.insert(entry.name);
    else
      products.insert(entry.product_id);
  };
  given.send = [&, inner = given.send](const WireRequest& wire) {
    const std::size_t before = server.created;
    Answer answer = inner(wire);
    if (server.created != before) unannounced += announced.contains(read(wire).name()) ? 0U : 1U;
    return answer;
  };
  const Outcome outcome = run(server, options(), given);
  CHECK(unannounced == 0);
  CHECK(products.size() == outcome.created);
}

TEST_CASE("answers judged while nobody listens are the same") {
  Server server;
  const suite::Means given = means(server);
  CHECK(suite::run(given, options(), {}).exit_code == 0);
}
