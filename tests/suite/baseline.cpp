// SPDX-License-Identifier: MIT
#include <createproduct/suite/baseline.hpp>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;
using suite::KnownFailure;

namespace {

const KnownFailure known_33{"product-name.max-length", "over-33", "long names are sold", "http://tracker/7", "2027-01-31"};
const KnownFailure known_64{"product-name.max-length", "over-64", "long names are sold"};

suite::Finding finding(std::vector<std::string> cases) {
  suite::Finding out;
  out.clause = "product-name.max-length";
  out.case_id = cases.front();
  out.also.assign(cases.begin() + 1, cases.end());
  return out;
}

/// A run in which these cases broke the clause and those passed.
suite::RunFinished applied(suite::Baseline& baseline, const std::vector<std::string>& broken,
                           const std::vector<std::string>& passed = {}, std::string reason = {}) {
  for (const std::string& id : broken)
    (void)baseline(suite::CaseFinished{id, "product-name.max-length", suite::Verdict::fail, 1, {}});
  for (const std::string& id : passed)
    (void)baseline(suite::CaseFinished{id, "product-name.max-length", suite::Verdict::pass, 1, {}});
  suite::RunFinished run;
  run.reason = std::move(reason);
  run.clauses = {{"product-name.max-length", suite::Verdict::pass, {}, 1}, {"region.values", suite::Verdict::pass, {}, 1}};
  if (!broken.empty()) {
    run.findings = {finding(broken)};
    run.clauses[0].verdict = run.verdict = suite::Verdict::fail;
    run.exit_code = 1;
  }
  return std::get<suite::RunFinished>(baseline(run));
}

}  // namespace

TEST_CASE("a failure is known if every case that shows it is listed") {
  suite::Baseline baseline({known_33, known_64}, "2027-01-31");
  const suite::RunFinished run = applied(baseline, {"over-33", "over-64"});
  CHECK(run.exit_code == 0);
  CHECK(run.verdict == suite::Verdict::known);
  CHECK(run.findings.front().verdict == suite::Verdict::known);
  CHECK(run.clauses[0].verdict == suite::Verdict::known);
  CHECK(run.clauses[0].reason == "long names are sold (http://tracker/7), until 2027-01-31");
  CHECK(run.clauses[1].verdict == suite::Verdict::pass);
  CHECK(run.notes.empty());
  CHECK(baseline.updated() == std::vector{known_33, known_64});
}

TEST_CASE("a confirmed failure is known as it comes") {
  suite::Baseline baseline({known_33}, "2027-01-31");
  CHECK(std::get<suite::Confirmed>(baseline(suite::Confirmed{finding({"over-33"})})).finding.verdict ==
        suite::Verdict::known);
  CHECK(std::get<suite::Confirmed>(baseline(suite::Confirmed{finding({"over-64"})})).finding.verdict ==
        suite::Verdict::fail);
}

TEST_CASE("a further case makes the failure a new one") {
  suite::Baseline baseline({known_33}, "2027-01-31");
  const suite::RunFinished run = applied(baseline, {"over-33", "over-64"});
  CHECK(run.exit_code == 1);
  CHECK(run.verdict == suite::Verdict::fail);
  CHECK(run.notes == std::vector<std::string>{"not in the baseline: product-name.max-length by case over-64"});
  CHECK(baseline.updated() ==
        std::vector{known_33, KnownFailure{"product-name.max-length", "over-64", "not looked into yet"}});
}

TEST_CASE("cases that chance makes need no entry beside another case, and are not fixed by passing once") {
  const KnownFailure by_chance{"product-name.max-length", "operation.create.random", "rare"};
  suite::Baseline beside({known_64}, "2027-01-31");
  CHECK(applied(beside, {"over-64", "operation.create.random", "product-name.unique.race"}).exit_code == 0);
  CHECK(beside.updated() == std::vector{known_64});
  suite::Baseline alone({by_chance}, "2027-01-31");
  CHECK(applied(alone, {"operation.create.random"}).exit_code == 0);
  suite::Baseline unlisted({}, "2027-01-31");
  CHECK(applied(unlisted, {"operation.create.random"}).exit_code == 1);
  suite::Baseline passing({by_chance}, "2027-01-31");
  CHECK(applied(passing, {}, {"operation.create.random"}).exit_code == 0);
  CHECK(passing.fixed().empty());
}

TEST_CASE("the same case that breaks another clause is a new failure") {
  KnownFailure other = known_33;
  other.clause = "region.values";
  suite::Baseline baseline({other}, "2027-01-31");
  CHECK(applied(baseline, {"over-33"}).exit_code == 1);
}

TEST_CASE("an entry that has expired excuses nothing") {
  suite::Baseline baseline({known_33}, "2027-02-01");
  const suite::RunFinished run = applied(baseline, {"over-33"});
  CHECK(run.exit_code == 1);
  CHECK(run.notes == std::vector<std::string>{"expired in the baseline: product-name.max-length by case over-33, long "
                                              "names are sold (http://tracker/7), until 2027-01-31"});
  CHECK(baseline.updated() == std::vector{known_33});
}

TEST_CASE("what is listed and passes is fixed, and what was not asked stays") {
  suite::Baseline baseline({known_33, known_64}, "2027-01-31");
  const suite::RunFinished run = applied(baseline, {}, {"over-33"});
  CHECK(run.exit_code == 0);
  CHECK(run.verdict == suite::Verdict::pass);
  CHECK(run.notes ==
        std::vector<std::string>{"fixed, and still in the baseline: product-name.max-length by case over-33"});
  CHECK(baseline.fixed() == std::vector{known_33});
  CHECK(baseline.updated() == std::vector{known_64});
}

TEST_CASE("a case that passes at times is not fixed") {
  suite::Baseline baseline({known_33}, "2027-01-31");
  CHECK(applied(baseline, {"over-33"}, {"over-33"}).exit_code == 0);
  CHECK(baseline.fixed().empty());
}

TEST_CASE("a run that was not concluded stays inconclusive behind known failures") {
  suite::Baseline baseline({known_33}, "2027-01-31");
  const suite::RunFinished run = applied(baseline, {"over-33"}, {}, "the run was interrupted");
  CHECK(run.exit_code == 3);
  CHECK(run.verdict == suite::Verdict::inconclusive);
}

TEST_CASE("without a baseline a run stays as it was") {
  suite::Baseline baseline({}, "2027-01-31");
  const suite::RunFinished run = applied(baseline, {"over-33"});
  CHECK(run.exit_code == 1);
  CHECK(run.findings.front().verdict == suite::Verdict::fail);
}
