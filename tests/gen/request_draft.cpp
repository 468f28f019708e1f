// SPDX-License-Identifier: MIT
#include <createproduct/gen/request_draft.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include <createproduct/wire/request_codec.hpp>

namespace gen = createproduct::gen;
namespace detail = createproduct::gen::detail;
namespace suite = createproduct::suite;
namespace wire = createproduct::wire;
using createproduct::ClauseSet;

namespace {

gen::RequestDraft sample() {
  gen::RequestDraft draft;
  draft.action = U"CreateProduct";
  draft.name = U"a:b";
  draft.properties = gen::PropertiesDraft{{{2, {U"gz", true}}}, {}, {}};
  return draft;
}

}  // namespace

TEST_CASE("a plain draft has its parameters in the order of the page") {
  const wire::WireRequest get = gen::to_wire(sample(), {});
  CHECK(get.method == "GET");
  CHECK(get.query == "Action=CreateProduct&productName=a%3Ab&productProperties=%7B%22region%22%3A%22gz%22%7D");
  gen::RequestDraft draft = sample();
  draft.post = true;
  CHECK(gen::to_wire(draft, {}) == wire::WireRequest{"POST", "", get.query});
}

TEST_CASE("what a draft lacks is left out") {
  CHECK(gen::to_wire({}, {}) == wire::WireRequest{"GET", "", ""});
}

TEST_CASE("common parameters come without a stamp as far as they need no clock, or with the given time") {
  gen::RequestDraft draft = sample();
  draft.properties.reset();
  draft.with_common = true;
  draft.nonce = 42;
  CHECK(gen::to_wire(draft, {}).query == "Action=CreateProduct&productName=a%3Ab&Region=gz");
  gen::RequestOptions options;
  options.now = 1700000000;
  CHECK(gen::to_wire(draft, options).query ==
        "Action=CreateProduct&productName=a%3Ab&Region=gz&Timestamp=1700000000&Nonce=42");
}

TEST_CASE("a stamp decides about the common parameters, and sees raw values") {
  gen::RequestOptions options;
  bool asked = false;
  options.access.stamp = [&asked](wire::RawRequest raw, bool with_common) {
    asked = with_common;
    CHECK(raw.find("productName")->value == "a:b");
    raw.add("Signature", "s+/=");
    return raw;
  };
  gen::RequestDraft draft = sample();
  draft.properties.reset();
  CHECK(gen::to_wire(draft, options).query == "Action=CreateProduct&productName=a%3Ab&Signature=s%2B%2F%3D");
  CHECK_FALSE(asked);
  draft.with_common = true;
  CHECK(gen::to_wire(draft, options).query == "Action=CreateProduct&productName=a%3Ab&Signature=s%2B%2F%3D");
  CHECK(asked);
}

TEST_CASE("every spelling reads as the same parameters") {
  gen::RequestDraft draft = sample();
  draft.with_common = true;
  const auto plain = wire::parse_request(gen::to_wire(draft, {}));
  REQUIRE(plain);
  std::set<std::string> queries;
  std::set<std::string> firsts;
  for (draft.spelling.seed = 1; draft.spelling.seed < 1000; ++draft.spelling.seed) {
    const wire::WireRequest request = gen::to_wire(draft, {});
    queries.insert(request.query);
    firsts.insert(request.query.substr(0, request.query.find('=')));
    const auto parsed = wire::parse_request(request);
    REQUIRE(parsed);
    REQUIRE(*parsed == *plain);
    REQUIRE(wire::parse_common(request)->region == "gz");
  }
  CHECK(queries.size() > 950);
  CHECK(firsts == std::set<std::string>{"Action", "productName", "productProperties", "Region"});
  const auto some = [&queries](const char* piece) {
    return std::any_of(queries.begin(), queries.end(),
                       [piece](const std::string& query) { return query.find(piece) != std::string::npos; });
  };
  for (const char* piece : {"a:b", "a%3ab", "a%3Ab", "%61:b"}) CHECK(some(piece));
}

TEST_CASE("the simplest request keeps its name if it must") {
  gen::RequestDraft draft = sample();
  draft.post = true;
  CHECK(detail::simplest_request(draft, {}, true).name == gen::Characters(U"a:b"));
  CHECK(detail::simplest_request(draft, {}, false).name == gen::Characters(U"a"));
  CHECK_FALSE(detail::simplest_request(draft, {}, false).post);
  rc::Seq<gen::RequestDraft> simpler = detail::simpler_requests(draft, {}, true);
  std::size_t count = 0;
  while (const auto one = simpler.next()) {
    ++count;
    REQUIRE(one->name == draft.name);
  }
  CHECK(count > 2);
}
