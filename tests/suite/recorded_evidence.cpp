// SPDX-License-Identifier: MIT
#include <createproduct/suite/recorded_evidence.hpp>

#include <string>

#include <doctest/doctest.h>

#include "recorded_sample.hpp"

using namespace createproduct;
using suite::kind_of;
using suite::RecordedEvidence;
using suite::RequestKind;
using Weight = RecordedEvidence::Weight;

namespace {

const judge::Breach refused{"operation.create", judge::Breach::Proof::repeatable, "it is refused"};

RequestKind kind(const std::string& query, const std::string& method = "GET", bool exists = false) {
  const wire::WireRequest sent{method, query, {}};
  return kind_of(sent, judge::classify(sent), exists);
}

void broke(RecordedEvidence& evidence, std::size_t epoch, bool noise = false, const RequestKind& one = {1, 2}) {
  evidence.count_answer(noise);
  evidence.broke(one, refused, noise, epoch, scripted::recorded("", {}, "line " + std::to_string(epoch)), {}, {});
}

Weight coarse(const RecordedEvidence& evidence) { return evidence.weight(evidence.tallies().front()); }

}  // namespace

TEST_CASE("requests are alike in the main by method, demand, and whether they have properties and the name exists") {
  const auto same = [](const RequestKind& a, const RequestKind& b) { return a.coarse == b.coarse; };
  CHECK(same(kind("Action=CreateProduct&productName=a"), kind("Action=CreateProduct&productName=Bcd-1")));
  CHECK_FALSE(same(kind("Action=CreateProduct&productName=a"), kind("Action=CreateProduct&productName=a", "POST")));
  CHECK_FALSE(same(kind("Action=CreateProduct&productName=a"), kind("Action=CreateProduct&productName=a.")));
  CHECK_FALSE(
      same(kind("Action=CreateProduct&productName=a"), kind("Action=CreateProduct&productName=b", "GET", true)));
  CHECK_FALSE(same(kind("Action=CreateProduct&productName=a"),
                   kind("Action=CreateProduct&productName=a&productProperties=%7B%7D")));
}

TEST_CASE("and alike in all that counts by the kinds of characters, the length and the properties") {
  const auto fine = [](const std::string& name, const std::string& rest = "") {
    return kind("Action=CreateProduct&productName=" + name + rest).fine;
  };
  CHECK(fine("abcdef") == fine("xyzabcd"));
  CHECK(fine("abcdef") != fine("abcdeF"));
  CHECK(fine("abcdef") != fine("abcde-"));
  CHECK(fine("abcdef") != fine(std::string(32, 'a')));
  CHECK(fine("abcdef") != fine("a"));
  CHECK(fine("abcdef", "&productProperties=%7B%7D") != fine("abcdef", "&productProperties=%7B%20%7D"));
}

TEST_CASE("three refusals with successes in between are proof, if no such request was accepted") {
  RecordedEvidence evidence;
  broke(evidence, 1);
  broke(evidence, 2);
  CHECK(coarse(evidence) == Weight::too_few);
  broke(evidence, 3);
  CHECK(coarse(evidence) == Weight::proof);
  evidence.held({1, 9});
  CHECK(coarse(evidence) == Weight::flaky);
  CHECK(evidence.weight(evidence.tallies()[1]) == Weight::proof);
}

TEST_CASE("a burst of refusals counts once") {
  RecordedEvidence evidence;
  for (int i = 0; i < 50; ++i) broke(evidence, 7);
  CHECK(coarse(evidence) == Weight::too_few);
  CHECK(evidence.tallies().front().broken == 50);
  CHECK(evidence.tallies().front().separate == 1);
}

TEST_CASE("what may be noise takes more the more noise there is, and is never flaky") {
  RecordedEvidence evidence;
  for (std::size_t i = 0; i < 1000; ++i) evidence.count_answer(false);
  for (std::size_t i = 1; i <= 3; ++i) broke(evidence, i, true);
  CHECK(coarse(evidence) == Weight::noise);
  broke(evidence, 4, true);
  CHECK(coarse(evidence) == Weight::proof);
  evidence.held({1, 9});
  CHECK(coarse(evidence) == Weight::noise);

  RecordedEvidence loud;
  for (std::size_t i = 0; i < 1000; ++i) loud.count_answer(i % 3 == 0);
  for (std::size_t i = 1; i <= 12; ++i) broke(loud, i, true);
  CHECK(coarse(loud) == Weight::noise);
}

TEST_CASE("memory is bounded whatever is broken") {
  RecordedEvidence evidence;
  for (std::uint64_t i = 0; i < 10000; ++i) {
    broke(evidence, i, false, {i, i + 1000000});
    evidence.held({i * 7, i * 7 + 1});
  }
  CHECK(evidence.tallies().size() <= 2048);
  CHECK(evidence.tallies().front().also.size() <= 10);
}

TEST_CASE("refusals in another account do not break a burst") {
  RecordedEvidence evidence;
  evidence.count_answer(false);
  for (int i = 0; i < 6; ++i) {
    suite::Recorded one = scripted::recorded("", {}, "line " + std::to_string(i));
    one.exchange.account = i % 2 == 0 ? "first" : "second";
    evidence.broke({1, 2}, refused, false, i % 2 == 0 ? 1U : 2U, one, {}, {});
  }
  CHECK(coarse(evidence) == Weight::too_few);
}
