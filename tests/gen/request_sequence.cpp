// SPDX-License-Identifier: MIT
#include <createproduct/gen/request_sequence.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include <createproduct/judge/account.hpp>
#include <createproduct/model/generated/limits.hpp>

#include "check_property.hpp"
#include "sampling.hpp"

namespace gen = createproduct::gen;
namespace judge = createproduct::judge;
namespace wire = createproduct::wire;
using createproduct::ClauseId;
using gen::Expected;
using gen::RequestSequence;
using Sample = rc::Shrinkable<RequestSequence>;

namespace {

/// Holds each request against the judge, and what it must lead to against the judge's model of the accounts.
void check_claims(const RequestSequence& sequence) {
  judge::Accounts accounts("");
  for (const gen::SequencedRequest& one : sequence) {
    const judge::Classification found = judge::classify(one.request);
    CAPTURE(rc::toString(sequence));
    if (one.expected == Expected::refused) {
      REQUIRE(must_be_refused_for(one.broken, found));
      continue;
    }
    REQUIRE(one.broken.empty());
    REQUIRE(must_be_accepted(found));
    REQUIRE(found.names.size() == 1);
    judge::Account& account = accounts.at(std::to_string(one.account));
    account.known_fresh(found.names.front());
    const judge::Presence presence = account.presence(found.names.front());
    REQUIRE(presence == (one.expected == Expected::created ? judge::Presence::absent : judge::Presence::present));
    account.created(found.names.front());
  }
}

std::string name_of(const gen::SequencedRequest& one) { return judge::classify(one.request).names.front(); }

}  // namespace

TEST_CASE("the requests of a sequence lead to what it says, and so do those it shrinks to") {
  // A sequence holds four or five requests.
  for_samples(gen::request_sequence(), samples_each(4), [](const Sample& sample) { check_claims(sample.value()); });
  for_samples(gen::request_sequence(), 20, [](const Sample& sample) { for_shrinks(sample, 12, 5, check_claims); });
}

TEST_CASE("sequences have every length up to the limit, and all of the accounts") {
  gen::SequenceOptions options;
  options.accounts.resize(3);
  options.most = 5;
  std::set<std::size_t> lengths, accounts;
  for_samples(gen::request_sequence(options), 300, [&](const Sample& sample) {
    const RequestSequence sequence = sample.value();
    lengths.insert(sequence.size());
    for (const gen::SequencedRequest& one : sequence) accounts.insert(one.account);
  });
  CHECK(lengths == std::set<std::size_t>{1, 2, 3, 4, 5});
  CHECK(accounts == std::set<std::size_t>{0, 1, 2});
}

TEST_CASE("no account, or no room for a request, is refused") {
  gen::SequenceOptions options;
  options.most = 0;
  CHECK_THROWS_AS(static_cast<void>(gen::request_sequence(options)), std::invalid_argument);
  options.most = 1;
  options.accounts.clear();
  CHECK_THROWS_AS(static_cast<void>(gen::request_sequence(options)), std::invalid_argument);
}

TEST_CASE("each account has its own stamp") {
  gen::SequenceOptions options;
  for (std::size_t i = 0; i < options.accounts.size(); ++i)
    options.accounts[i].access.stamp = [i](wire::RawRequest raw, bool) {
      raw.add("SecretId", "account" + std::to_string(i));
      return raw;
    };
  for_samples(gen::request_sequence(options), 100, [](const Sample& sample) {
    for (const gen::SequencedRequest& one : sample.value()) {
      const auto common = createproduct::wire::parse_common(one.request);
      REQUIRE(common);
      REQUIRE(common->secret_id == "account" + std::to_string(one.account));
    }
  });
}

TEST_CASE("every kind of history comes up") {
  std::map<std::string, std::size_t> seen;
  for_samples(gen::request_sequence(), 1000, [&](const Sample& sample) {
    const RequestSequence sequence = sample.value();
    for (std::size_t i = 1; i < sequence.size(); ++i) {
      const gen::SequencedRequest& one = sequence[i];
      const gen::SequencedRequest& before = sequence[i - 1];
      if (one.account != before.account) ++seen["interleaved accounts"];
      if (one.expected == Expected::refused) {
        if (one.broken.has("product-name.required")) continue;
        ++seen["failure"];
        continue;
      }
      bool elsewhere = false, failed = false;
      for (std::size_t j = 0; j < i; ++j) {
        if (sequence[j].broken.has("product-name.required") || name_of(sequence[j]) != name_of(one)) continue;
        elsewhere = elsewhere || (sequence[j].account != one.account && sequence[j].expected == Expected::created);
        failed = failed || (sequence[j].account == one.account && sequence[j].expected == Expected::refused);
      }
      const bool same_before = !before.broken.has("product-name.required") && name_of(before) == name_of(one) &&
                               before.account == one.account && before.expected != Expected::refused;
      if (one.expected == Expected::duplicate) ++seen[same_before ? "again at once" : "again after others"];
      if (one.expected == Expected::created && elsewhere) ++seen["same name in another account"];
      if (one.expected == Expected::created && failed) ++seen["retry of a failed creation"];
    }
  });
  for (const char* kind : {"interleaved accounts", "failure", "again at once", "again after others",
                           "same name in another account", "retry of a failed creation"}) {
    CAPTURE(kind);
    CHECK(seen[kind] >= 100);
  }
}

TEST_CASE("sequences lose whole requests first") {
  for_samples(gen::request_sequence(), 100, [](const Sample& sample) {
    const std::size_t size = sample.value().size();
    rc::Seq<Sample> shrinks = sample.shrinks();
    const rc::Maybe<Sample> first = shrinks.next();
    if (size > 1) {
      REQUIRE(static_cast<bool>(first));
      REQUIRE(first->value().size() < size);
    }
  });
}

TEST_CASE("sequences shrink to the shortest that a wrong service gets wrong") {
  const auto has = [](Expected expected) {
    return [expected](const RequestSequence& sequence) {
      return std::any_of(sequence.begin(), sequence.end(),
                         [expected](const gen::SequencedRequest& one) { return one.expected == expected; });
    };
  };
  const wire::WireRequest plain{"GET", "Action=CreateProduct&productName=a", ""};
  const auto expect = [](auto wrong, const RequestSequence& least) {
    std::size_t met = 0;
    for_samples(gen::request_sequence(), 2000, [&](const Sample& sample) {
      if (met == 250 || !wrong(sample.value())) return;
      ++met;
      const RequestSequence found = shrunk(sample, wrong);
      CAPTURE(rc::toString(found));
      REQUIRE(found == least);
    });
    CHECK(met == 250);
  };
  for_samples(gen::request_sequence(), 250, [](const Sample& sample) {
    REQUIRE(shrunk(sample, [](const RequestSequence&) { return true; }).size() == 1);
  });
  // It creates nothing.
  expect(has(Expected::created), {{0, plain, Expected::created, {}}});
  // It knows no duplicates.
  const RequestSequence twice{{0, plain, Expected::created, {}}, {0, plain, Expected::duplicate, {}}};
  expect(has(Expected::duplicate), twice);
  // It holds one product and no more.
  const auto two_in_first = [](const RequestSequence& sequence) {
    return std::count_if(sequence.begin(), sequence.end(), [](const gen::SequencedRequest& one) {
             return one.account == 0 && one.expected == Expected::created;
           }) >= 2;
  };
  const wire::WireRequest other{"GET", "Action=CreateProduct&productName=b", ""};
  expect(two_in_first, {{0, plain, Expected::created, {}}, {0, other, Expected::created, {}}});
  // Its names are unique over all accounts.
  const auto shared = [](const RequestSequence& sequence) {
    std::set<std::string> names;
    return std::any_of(sequence.begin(), sequence.end(), [&names](const gen::SequencedRequest& one) {
      return one.expected == Expected::created && !names.insert(name_of(one)).second;
    });
  };
  std::size_t met = 0;
  for_samples(gen::request_sequence(), 2000, [&](const Sample& sample) {
    if (met == 250 || !shared(sample.value())) return;
    ++met;
    const RequestSequence found = shrunk(sample, shared);
    REQUIRE(found.size() == 2);
    REQUIRE(found[0].account != found[1].account);
    REQUIRE(found[0].request == plain);
    REQUIRE(found[1].request == plain);
  });
  CHECK(met == 250);
  // It keeps the name of a creation that failed.
  const auto kept = [](const RequestSequence& sequence) {
    std::set<std::pair<std::size_t, std::string>> failed;
    for (const gen::SequencedRequest& one : sequence) {
      if (one.broken.has("product-name.required")) continue;
      if (one.expected == Expected::refused)
        failed.emplace(one.account, name_of(one));
      else if (one.expected == Expected::created && failed.count({one.account, name_of(one)}) != 0)
        return true;
    }
    return false;
  };
  met = 0;
  for_samples(gen::request_sequence(), 4000, [&](const Sample& sample) {
    if (met == 250 || !kept(sample.value())) return;
    ++met;
    const RequestSequence found = shrunk(sample, kept);
    REQUIRE(found.size() == 2);
    REQUIRE(found[0].expected == Expected::refused);
    REQUIRE(found[1] == gen::SequencedRequest{0, plain, Expected::created, {}});
  });
  CHECK(met == 250);
}

TEST_CASE("a sequence is printed with what each request leads to") {
  const gen::SequencedRequest one{1, {"GET", "productName=a&Signature=abc", ""}, Expected::duplicate, {}};
  CHECK(rc::toString(RequestSequence{one}) == "[duplicate, account 1: GET ?productName=a&Signature=[secret]]");
}

TEST_CASE("sequences are the same from every compiler") {
  CHECK(hash_of(gen::request_sequence()) == 11011637122910030631U);
}
