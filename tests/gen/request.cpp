// SPDX-License-Identifier: MIT
#include <createproduct/gen/request.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/request_codec.hpp>

#include "sampling.hpp"

namespace gen = createproduct::gen;
namespace judge = createproduct::judge;
namespace wire = createproduct::wire;
using createproduct::ClauseId;
using createproduct::ClauseSet;
using Sample = rc::Shrinkable<wire::WireRequest>;

namespace {

bool always(const wire::WireRequest&) { return true; }

/// Adds what a signature needs and a Signature that shows what it was made of: the sum of all bytes.
wire::RawRequest sum_stamp(wire::RawRequest raw, bool) {
  raw.add("Timestamp", "1700000000").add("Nonce", "7").add("SecretId", "id");
  std::uint64_t sum = 0;
  for (const wire::Parameter& parameter : raw.parameters)
    for (const char byte : parameter.name + parameter.value) sum += static_cast<unsigned char>(byte);
  raw.add("Signature", std::to_string(sum) + "+/=");
  return raw;
}

const std::vector<ClauseSet> several{
    {"common.action", "product-name.alphabet"},
    {"product-name.required", "product-properties.json"},
    {"product-name.max-length", "product-name.alphabet", "region.type", "product-type.values"},
};

const std::map<std::string, std::string, std::less<>> minima{
    {"common.action", "productName=a"},
    {"product-name.required", "Action=CreateProduct"},
    {"product-name.min-length", "Action=CreateProduct&productName="},
    {"product-properties.json", "Action=CreateProduct&productName=a&productProperties=%7B"},
    {"product-properties.object", "Action=CreateProduct&productName=a&productProperties=0"},
    {"region.values", "Action=CreateProduct&productName=a&productProperties=%7B%22region%22%3A%22a%22%7D"},
};

}  // namespace

TEST_CASE("valid requests must be accepted, and so must what they shrink to") {
  gen::RequestOptions timed;
  timed.now = 1700000000;
  for (const gen::RequestOptions& options : {gen::RequestOptions{}, timed}) {
    for_samples(gen::valid_request(options), samples_each(2), [](const Sample& sample) {
      const wire::WireRequest request = sample.value();
      CAPTURE(request.query + request.body);
      REQUIRE(must_be_accepted(judge::classify(request)));
      REQUIRE(request.query.size() <= createproduct::spec::get_certain_length);
    });
    for_samples(gen::valid_request(options), 30, [](const Sample& sample) {
      for_shrinks(sample, 20, 4,
                  [](const wire::WireRequest& request) { REQUIRE(must_be_accepted(judge::classify(request))); });
    });
  }
}

TEST_CASE("invalid requests break the chosen clause and no other, and so does what they shrink to") {
  for (const ClauseId clause : gen::request_clauses) {
    CAPTURE(clause.id());
    for_samples(gen::invalid_request(clause), samples_each(7), [&](const Sample& sample) {
      const wire::WireRequest request = sample.value();
      CAPTURE(request.query + request.body);
      const judge::Classification found = judge::classify(request);
      REQUIRE(must_be_refused_for({clause}, found));
      REQUIRE_FALSE(found.other_reasons);
      REQUIRE(request.query.size() <= createproduct::spec::get_certain_length);
    });
    for_samples(gen::invalid_request(clause), 20, [&](const Sample& sample) {
      for_shrinks(sample, 20, 4, [&](const wire::WireRequest& request) {
        CAPTURE(request.query + request.body);
        REQUIRE(must_be_refused_for({clause}, judge::classify(request)));
      });
    });
  }
}

TEST_CASE("invalid requests break several clauses at once") {
  for (const ClauseSet& clauses : several)
    for_samples(gen::invalid_request(clauses), samples_each(several.size()), [&](const Sample& sample) {
      const wire::WireRequest request = sample.value();
      CAPTURE(request.query + request.body);
      REQUIRE(must_be_refused_for(clauses, judge::classify(request)));
    });
}

TEST_CASE("clauses that no request breaks by itself are refused with their ids") {
  CHECK_THROWS_WITH_AS(static_cast<void>(gen::invalid_request("common.signature")),
                       "gen::invalid_request cannot break exactly common.signature", std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(gen::invalid_request(ClauseSet{"product-name.required", "product-name.alphabet"})),
                  std::invalid_argument);
}

TEST_CASE("stamped requests are stamped over their raw values, whatever their spelling") {
  gen::RequestOptions options;
  options.access.stamp = sum_stamp;
  for (const auto& requests : {gen::valid_request(options), gen::invalid_request("product-name.alphabet", options)})
    for_samples(requests, samples_each(2), [&](const Sample& sample) {
      const wire::WireRequest request = sample.value();
      CAPTURE(request.query + request.body);
      std::uint64_t sum = 0;
      std::string signature;
      for (const wire::FormField& field : wire::split_form(request.method == "POST" ? request.body : request.query)) {
        const std::string name = wire::percent_decoded(field.name).bytes;
        const std::string value = wire::percent_decoded(field.value).bytes;
        if (name == "Signature")
          signature = value;
        else
          for (const char byte : name + value) sum += static_cast<unsigned char>(byte);
      }
      REQUIRE(signature == std::to_string(sum) + "+/=");
      const judge::Classification found = judge::classify(request);
      REQUIRE((must_be_accepted(found) || must_be_refused_for({"product-name.alphabet"}, found)));
    });
}

TEST_CASE("requests are of both methods, with every parameter first and last") {
  std::set<std::string> methods, first, last;
  gen::RequestOptions options;
  options.now = 1700000000;
  for_samples(gen::valid_request(options), 1000, [&](const Sample& sample) {
    const wire::WireRequest request = sample.value();
    methods.insert(request.method);
    REQUIRE((request.method == "POST" ? request.query : request.body).empty());
    const std::string& text = request.method == "POST" ? request.body : request.query;
    const std::vector<wire::FormField> fields = wire::split_form(text);
    first.emplace(fields.front().name);
    last.emplace(fields.back().name);
  });
  const std::set<std::string> all{"Action", "productName", "productProperties", "Region", "Timestamp", "Nonce"};
  CHECK(methods == std::set<std::string>{"GET", "POST"});
  CHECK(first == all);
  CHECK(last == all);
}

TEST_CASE("requests shrink to the plainest") {
  for_samples(gen::valid_request(), 100, [](const Sample& sample) {
    REQUIRE(shrunk(sample, always) == wire::WireRequest{"GET", "Action=CreateProduct&productName=a", ""});
  });
  for (const auto& [clause, query] : minima) {
    const wire::WireRequest least{"GET", query, ""};
    CAPTURE(least.query);
    for_samples(gen::invalid_request(*ClauseId::find(clause)), 20,
                [&least](const Sample& sample) { REQUIRE(shrunk(sample, always) == least); });
  }
}

TEST_CASE("requests shrink to the plainest that a wrong service gets wrong") {
  std::size_t met = 0;
  // It cannot read lower-case hexadecimal digits in a body.
  const auto lower_case = [](const wire::WireRequest& request) {
    return request.body.find("%3a") != std::string::npos;
  };
  for_samples(gen::valid_request(), 2000, [&](const Sample& sample) {
    if (met == 20 || !lower_case(sample.value())) return;
    ++met;
    const wire::WireRequest least = shrunk(sample, lower_case);
    REQUIRE(least.method == "POST");
    REQUIRE(wire::parse_request(least));
  });
  CHECK(met == 20);
  // It takes any productType by POST.
  met = 0;
  const auto by_post = [](const wire::WireRequest& request) { return request.method == "POST"; };
  for_samples(gen::invalid_request("product-type.values"), 100, [&](const Sample& sample) {
    if (!by_post(sample.value())) return;
    ++met;
    REQUIRE(shrunk(sample, by_post).body ==
            "Action=CreateProduct&productName=a&productProperties=%7B%22productType%22%3A3%7D");
  });
  CHECK(met > 20);
}

TEST_CASE("requests are the same from every compiler") {
  CHECK(hash_of(gen::valid_request()) == 1061912995880464234U);
  Hash hash;
  for (const ClauseId clause : gen::request_clauses) hash.take(std::to_string(hash_of(gen::invalid_request(clause))));
  CHECK(hash.value() == 5987924015078541433U);
}
