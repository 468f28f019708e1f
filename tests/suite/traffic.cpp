// SPDX-License-Identifier: MIT
#include <createproduct/suite/traffic.hpp>

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "recorded_sample.hpp"

using namespace createproduct;
using scripted::Answer;
using scripted::at;
using scripted::create;
using scripted::recorded;
using scripted::refusal;
using scripted::success;
using suite::Recorded;
using suite::TrafficJudge;
using suite::Verdict;

namespace {

suite::RunFinished judged(std::vector<Recorded> all, suite::TrafficOptions options = {}) {
  TrafficJudge judge(std::move(options), {});
  for (Recorded& one : all) judge.take(std::move(one));
  return judge.finish();
}

std::string verdicts(const suite::RunFinished& result) {
  std::string out;
  for (const suite::Finding& finding : result.findings)
    out.append(out.empty() ? "" : " ")
        .append(finding.clause.id())
        .append("=")
        .append(judge::verdict_name(finding.verdict));
  return out;
}

Recorded created(const std::string& name) { return recorded(create(name), success(name, "ID" + name)); }

Recorded in_account(std::string account, Recorded one) {
  one.exchange.account = std::move(account);
  return one;
}

/// `count` times `odd(i)`, each after a success.
template <class Odd>
std::vector<Recorded> among_successes(int count, const Odd& odd) {
  std::vector<Recorded> all;
  for (int i = 0; i < count; ++i) {
    all.push_back(created("usual" + std::to_string(i)));
    all.push_back(odd(i));
  }
  all.push_back(created("last"));
  return all;
}

}  // namespace

TEST_CASE("traffic in order is conformant") {
  const suite::RunFinished result =
      judged({created("a"), recorded(create("a"), refusal(1001)), recorded(create("a."), refusal(1101)), created("b")});
  CHECK(result.exit_code == 0);
  CHECK(result.verdict == Verdict::pass);
  CHECK(result.requests == 4);
  CHECK(result.accepted == 2);
  CHECK(result.started.budget == "recording");
}

TEST_CASE("names may exist before the recording begins") {
  CHECK(judged({recorded(create("older"), refusal(1001)), created("b")}).exit_code == 0);
  suite::TrafficOptions options;
  options.fresh = "qwert";
  // Unless it is known that they do not.
  CHECK(verdicts(judged(
            among_successes(3, [](int i) { return recorded(create("qwert" + std::to_string(i)), refusal(1001)); }),
            options)) == "product-name.unique=flaky");
}

TEST_CASE("two successes for one name are proof, with both as evidence") {
  suite::TrafficOptions options;
  options.find_creation = [](const std::string& account, const std::string& name) {
    CHECK(account == "first");
    return std::optional(created(name).exchange);
  };
  const suite::RunFinished result =
      judged({created("a"), recorded(create("a"), success("a", "other"), "line 2")}, options);
  CHECK(verdicts(result) == "product-name.unique=fail");
  REQUIRE(result.findings.front().history.size() == 2);
  CHECK(result.findings.front().case_id == "line 2");
  CHECK(result.exit_code == 1);
}

TEST_CASE("accounts do not mix") {
  CHECK(judged({created("a"), in_account("second", recorded(create("a"), success("a", "other")))}).exit_code == 0);
}

TEST_CASE("a name may be used again once its product may have been deleted") {
  const auto again = [](Recorded between, suite::TrafficOptions options = {}) {
    return judged({created("a"), std::move(between), recorded(create("a"), success("a", "other"))}, options).exit_code;
  };
  CHECK(again(recorded("Action=DeleteProduct&productID=IDa", scripted::body(R"({"code":0})"))) == 0);
  CHECK(again(recorded("Action=DeleteProduct&productID=IDa", scripted::lost(judge::Answer::Transport::timed_out))) ==
        0);
  CHECK(again(recorded("Action=RenameProduct&productID=IDa", scripted::body("{}"))) == 0);
  CHECK(again(recorded("Action=DeleteProduct&productID=IDb", scripted::body(R"({"code":0})"))) == 1);
  suite::TrafficOptions options;
  options.others_delete = true;
  CHECK(again(created("b"), options) == 0);
}

TEST_CASE("a target that began anew may have forgotten all names and ids") {
  const auto in_life = [](std::size_t life, Recorded one) {
    one.life = life;
    return one;
  };
  CHECK(verdicts(judged({created("a"), in_life(1, created("a"))})) == "");
  CHECK(verdicts(judged({created("a"), in_life(1, created("b")), in_life(1, created("b"))})).find(
            "product-name.unique=fail") != std::string::npos);
}

TEST_CASE("recordings that follow each other are judged each by itself") {
  TrafficJudge judge({}, {});
  judge.take(created("a"));
  judge.next_part({});
  judge.take(created("a"));
  CHECK(judge.finish().exit_code == 0);
}

TEST_CASE("what could not be read may have changed everything") {
  TrafficJudge judge({}, {});
  judge.take(created("a"));
  judge.forget();
  judge.take(created("a"));
  CHECK(judge.finish().exit_code == 0);
}

TEST_CASE("another operation may delete the product that any of its parameters names") {
  for (const char* deletion : {"Action=DeleteProduct&productID=IDa", "Action=BatchDelete&productIDs.0=IDa",
                               "Action=DeleteProduct&productId=IDa", "Action=RemoveProduct&productName=a"}) {
    CAPTURE(deletion);
    const Recorded again = recorded(create("a"), success("a", "2"));
    CHECK(verdicts(judged({created("a"), recorded(deletion, scripted::body("{}")), again})) == "");
  }
}

TEST_CASE("an operation on products that are not named in so many words may delete them all") {
  const Recorded again = recorded(create("a"), success("a", "2"));
  for (const char* deletion : {"Action=DeleteProducts&productIDs=%5B%22IDa%22%5D", "Action=DeleteAllProducts"}) {
    CAPTURE(deletion);
    CHECK(verdicts(judged({created("a"), recorded(deletion, scripted::body("{}")), again})) == "");
  }
  for (const char* other :
       {"Action=DescribeProducts", "Action=CreateDevice", "Action=DeleteProducts&productIDs.0=IDb"}) {
    CAPTURE(other);
    CHECK(verdicts(judged({created("a"), created("b"), recorded(other, scripted::body("{}")), again})) ==
          "product-name.unique=fail");
  }
}

TEST_CASE("a name that another operation gives to a product is in doubt") {
  suite::TrafficOptions options;
  options.fresh = "qwert";
  const Recorded renaming = recorded("Action=UpdateProduct&productID=IDa&newName=qwertb", scripted::body("{}"));
  CHECK(judged({created("a"), renaming, recorded(create("qwertb"), refusal(1001))}, options).exit_code == 0);
}

TEST_CASE("a request whose answer is not recorded may have been carried out") {
  Recorded creation = recorded(create("qwerta"), {});
  Recorded deletion = recorded("Action=DeleteProduct&productID=IDa", {});
  creation.answered = deletion.answered = Recorded::Answered::unasked;
  suite::TrafficOptions options;
  options.fresh = "qwert";
  CHECK(judged({creation, recorded(create("qwerta"), refusal(1001)), created("b")}, options).exit_code == 0);
  CHECK(judged({created("a"), deletion, recorded(create("a"), success("a", "2"))}).exit_code == 0);
}

TEST_CASE("what was never sent is left out") {
  Answer none;
  none.transport = Answer::Transport::not_sent;
  const suite::RunFinished result = judged({created("a"), recorded(create("b"), none)});
  CHECK(result.exit_code == 0);
  CHECK(result.requests == 1);
}

TEST_CASE("a productID is never given twice, not even after it was deleted") {
  CHECK(verdicts(judged({created("a"), recorded("Action=DeleteProduct&productID=IDa", scripted::body(R"({"code":0})")),
                         recorded(create("b"), success("b", "IDa"))})) == "response.product-id.unique=fail");
}

TEST_CASE("of requests that overlap any order will do") {
  // The refusal was recorded first, and the deletion after the second creation.
  CHECK(judged({at(1, 9, recorded(create("a"), refusal(1001))), at(2, 8, created("a"))}).exit_code == 0);
  const Recorded removal = recorded("Action=DeleteProduct&productID=IDa", scripted::body(R"({"code":0})"));
  const Recorded second = recorded(create("a"), success("a", "other"));
  CHECK(judged({at(1, 2, created("a")), at(3, 6, second), at(4, 5, removal)}).exit_code == 0);
  CHECK(judged({at(1, 2, created("a")), at(3, 4, second), at(5, 6, removal)}).exit_code == 1);
}

TEST_CASE("of requests that overlap those refused by a wrong code came after the one accepted, too") {
  std::vector<Recorded> lines;
  for (int i = 0; i < 6; ++i) {
    const std::string name = "a" + std::to_string(i);
    lines.push_back(at(10 * i + 1, 10 * i + 9, recorded(create(name), refusal(1101))));
    lines.push_back(at(10 * i + 2, 10 * i + 8, created(name)));
  }
  const suite::RunFinished result = judged(lines);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().clause == ClauseId("error.duplicate-name"));
}

TEST_CASE("an answer that was lost leaves its name in doubt") {
  const Recorded lost = recorded(create("a"), scripted::lost(judge::Answer::Transport::timed_out));
  CHECK(judged({lost, created("a"), created("b")}).exit_code == 0);
  CHECK(judged({lost, recorded(create("a"), refusal(1001)), created("b")}).exit_code == 0);
  Recorded dropped = recorded(create("a"), {});
  dropped.answered = Recorded::Answered::dropped;
  CHECK(judged({dropped, recorded(create("a"), refusal(1001)), created("b")}).exit_code == 0);
}

TEST_CASE("one refusal of a valid request is inconclusive, three are a failure") {
  const auto refused = [](int i) { return recorded(create("odd" + std::to_string(i)), refusal(1101)); };
  const suite::RunFinished once = judged(among_successes(1, refused));
  CHECK(once.exit_code == 3);
  CHECK(once.verdict == Verdict::inconclusive);
  CHECK(once.reason.find("operation.create") != std::string::npos);
  CHECK(judged(among_successes(3, refused)).exit_code == 1);
}

TEST_CASE("what is always wrong about names that exist fails, however many others are created") {
  const auto again = [](const Answer& answer) {
    return [answer](int i) { return recorded(create("usual" + std::to_string(i)), answer); };
  };
  CHECK(verdicts(judged(among_successes(3, again(refusal(1101))))) == "error.duplicate-name=fail");
  CHECK(verdicts(judged(among_successes(40, again(refusal(1100))))) == "error.duplicate-name=fail");
}

TEST_CASE("what all refused requests have in common and no accepted one is to blame") {
  const auto post = [](int i) {
    Recorded one = recorded("", refusal(1101));
    one.exchange.sent = {"POST", "", create("odd" + std::to_string(i))};
    return one;
  };
  CHECK(verdicts(judged(among_successes(3, post))) == "common.method=fail");
  const auto capital = [](int i) { return recorded(create("Odd" + std::to_string(i)), refusal(1101)); };
  std::vector<Recorded> all;
  for (const std::string name : {"aaaa", "bbbb", "cccc", "dddd"}) {
    all.push_back(created(name));
    all.push_back(capital(static_cast<int>(all.size())));
  }
  CHECK(verdicts(judged(all)) == "product-name.alphabet=fail");
}

TEST_CASE("refused now and accepted then is flaky") {
  const auto refused = [](int i) { return recorded(create("usual9" + std::to_string(i)), refusal(1101)); };
  CHECK(verdicts(judged(among_successes(3, refused))) == "operation.create=flaky");
}

TEST_CASE("noise is noise as long as it hits no kind of request each time") {
  const auto internal = [](int i) { return recorded(create("usual9" + std::to_string(i)), refusal(1100)); };
  CHECK(judged(among_successes(5, internal)).exit_code == 0);
}

TEST_CASE("what a recording cannot verify is no accusation") {
  const auto check = [](const Answer& answer, const std::string& rest = "") {
    const suite::RunFinished result =
        judged(among_successes(5, [&](int i) { return recorded(create("odd" + std::to_string(i)) + rest, answer); }));
    CAPTURE(answer.body);
    CHECK(result.exit_code == 0);
    CHECK(result.requests == 6);
  };
  check(refusal(0, 4100));
  check(refusal(0, 4500));
  check(refusal(1000));
  check(refusal(0, 4000));
  check(scripted::body("moved", 302));
  check(refusal(0, 4000), "&Timestamp=soon&Nonce=1&SecretId=A&Signature=B");
}

TEST_CASE("plain words in answer to a request with all common parameters are judged") {
  const std::string rest = "&Timestamp=1&Nonce=1&SecretId=A&Signature=B";
  CHECK(judged(among_successes(3, [&](int i) {
          return recorded(create("odd" + std::to_string(i)) + rest, refusal(0, 4000));
        })).exit_code == 1);
}

TEST_CASE("other operations and requests without answers are left out, and said to be") {
  Recorded unasked = recorded(create("x"), {});
  unasked.answered = Recorded::Answered::unasked;
  const suite::RunFinished result =
      judged({created("a"), unasked, recorded("Action=DescribeProducts", scripted::body("what it likes"))});
  CHECK(result.exit_code == 0);
  CHECK(result.requests == 1);
  CHECK(result.notes.size() == 2);
}

TEST_CASE("without a success nothing is decided") {
  const suite::RunFinished result = judged({recorded(create("a"), refusal(1101))});
  CHECK(result.exit_code == 3);
  CHECK(result.reason == "no recorded request was accepted");
  CHECK(judged({}).exit_code == 3);
}

TEST_CASE("events are those of a run") {
  std::string names;
  TrafficJudge judge({}, [&](const suite::Event& event) { names += std::to_string(event.index()); });
  judge.take(created("a"));
  judge.take(recorded(create("a"), success("a", "other")));
  judge.note("a note");
  judge.finish();
  CHECK(names ==
        "0"
        "34"
        "5"
        "6");
}
