// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/request_mutator.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/judge/classification.hpp>

using namespace createproduct;

TEST_CASE("changed requests come to every clause about requests, to silences and to what must be accepted") {
  draft::Random random(1);
  fuzz::RequestMutator mutator(random);
  const wire::WireRequest plain{"GET", "Action=CreateProduct&productName=kqzvna", ""};
  wire::WireRequest request = plain;
  ClauseSet broken;
  ClauseSet silences;
  std::size_t demands[3] = {};
  for (int i = 0; i < 20000; ++i) {
    if (i % 10 == 0) request = plain;
    mutator.change(request);
    const judge::Classification found = judge::classify(request);
    ++demands[static_cast<std::size_t>(found.demand)];
    broken.add(found.broken);
    silences.add(found.silences);
  }
  for (const char* id : {"common.action", "product-name.required", "product-name.min-length", "product-name.max-length",
                         "product-name.alphabet", "product-properties.json", "product-type.values", "region.type"}) {
    CAPTURE(id);
    CHECK(broken.has(ClauseId::find(id).value()));
  }
  for (const char* id : {"silent.repeated-parameter", "silent.parameter-place", "silent.parameter-case",
                         "silent.unknown-parameter", "silent.undecodable-text"}) {
    CAPTURE(id);
    CHECK(silences.has(ClauseId::find(id).value()));
  }
  for (const std::size_t count : demands) CHECK(count > 1500);
}

TEST_CASE("a script is never longer than allowed, and never empty") {
  draft::Random random(2);
  fuzz::RequestMutator mutator(random);
  std::vector<wire::WireRequest> script;
  std::size_t longest = 0;
  for (int i = 0; i < 3000; ++i) {
    mutator.change(script, 4);
    REQUIRE(!script.empty());
    longest = std::max(longest, script.size());
  }
  CHECK(longest == 4);
}

TEST_CASE("changed names come to digits alone, and to what stands beside a sign") {
  draft::Random random(3);
  fuzz::RequestMutator mutator(random);
  std::size_t digits = 0, beside = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string name = mutator.changed_name("kqzvna");
    if (name.size() > 1 && name.find_first_not_of("0123456789") == name.npos) ++digits;
    if (name.find(":.") != name.npos) ++beside;
  }
  CHECK(digits > 20);
  CHECK(beside > 2);
}
