// SPDX-License-Identifier: MIT
#include <createproduct/gen/product_properties.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/wire/request_codec.hpp>
#include <createproduct/wire/shallow_json.hpp>

#include "sampling.hpp"

namespace gen = createproduct::gen;
namespace wire = createproduct::wire;
using createproduct::ClauseId;
using createproduct::ClauseSet;
using createproduct::ProductProperties;
using Sample = rc::Shrinkable<std::string>;

namespace {

bool always(const std::string&) { return true; }

/// Sets of clauses that properties can break together.
const std::vector<ClauseSet> several{
    {"region.type", "encryption-type.values"},
    {"product-description.type", "product-type.values"},
    {"product-description.type", "encryption-type.type", "region.values", "product-type.type"},
};

const std::map<std::string, std::string, std::less<>> minima{
    {"product-properties.json", "{"},
    {"product-properties.object", "0"},
    {"product-description.type", "{\"productDescription\":0}"},
    {"region.type", "{\"region\":0}"},
    {"region.values", "{\"region\":\"a\"}"},
    {"encryption-type.type", "{\"encryptionType\":0}"},
    {"encryption-type.values", "{\"encryptionType\":\"a\"}"},
    {"product-type.type", "{\"productType\":\"\"}"},
    {"product-type.values", "{\"productType\":3}"},
};

}  // namespace

TEST_CASE("valid properties must be accepted, and so must what they shrink to") {
  for_samples(gen::valid_properties_text(), samples_each(), [](const Sample& sample) {
    const std::string text = sample.value();
    CAPTURE(text);
    REQUIRE(must_be_accepted(judged("a", text)));
  });
  for_samples(gen::valid_properties_text(), 50, [](const Sample& sample) {
    for_shrinks(sample, 20, 4, [](const std::string& text) {
      CAPTURE(text);
      REQUIRE(must_be_accepted(judged("a", text)));
    });
  });
}

TEST_CASE("valid properties of the model are those of the text") {
  for_samples(gen::valid_properties(), 500, [](const rc::Shrinkable<ProductProperties>& sample) {
    const std::string text = wire::to_properties_json(sample.value());
    REQUIRE(must_be_accepted(judged("a", text)));
  });
  rc::Random random(3);
  for (int i = 0; i < 300; ++i) {
    const rc::Random one = random.split();
    const auto parsed = wire::parse_properties(gen::valid_properties_text()(one).value());
    REQUIRE(parsed);
    REQUIRE(*parsed == gen::valid_properties()(one).value());
  }
}

TEST_CASE("invalid properties break the chosen clause and no other, and so does what they shrink to") {
  for (const ClauseId clause : gen::properties_clauses) {
    CAPTURE(clause.id());
    const auto texts = gen::invalid_properties(clause);
    for_samples(texts, samples_each(3), [&](const Sample& sample) {
      const std::string text = sample.value();
      CAPTURE(text);
      const auto found = judged("a", text);
      REQUIRE(must_be_refused_for({clause}, found));
      REQUIRE_FALSE(found.other_reasons);
    });
    for_samples(texts, 30, [&](const Sample& sample) {
      for_shrinks(sample, 20, 4, [&](const std::string& text) {
        CAPTURE(text);
        REQUIRE(must_be_refused_for({clause}, judged("a", text)));
      });
    });
  }
}

TEST_CASE("invalid properties break several clauses at once") {
  for (const ClauseSet& clauses : several)
    for_samples(gen::invalid_properties(clauses), samples_each(several.size()), [&](const Sample& sample) {
      const std::string text = sample.value();
      CAPTURE(text);
      REQUIRE(must_be_refused_for(clauses, judged("a", text)));
      if (text.size() % 16 == 0)
        for_shrinks(sample, 8, 2, [&](const std::string& t) { REQUIRE(must_be_refused_for(clauses, judged("a", t))); });
    });
}

TEST_CASE("clauses that no properties break are refused with their ids") {
  CHECK_THROWS_WITH_AS(static_cast<void>(gen::invalid_properties(ClauseSet{"region.type", "region.values"})),
                       "gen::invalid_properties cannot break exactly region.type region.values", std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(gen::invalid_properties("product-name.alphabet")), std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(gen::invalid_properties(ClauseSet{})), std::invalid_argument);
}

TEST_CASE("every property comes with every type, its own and the wrong ones") {
  std::set<std::pair<std::string, wire::JsonKind>> seen;
  std::set<std::size_t> broken_at;
  const auto look = [&](const Sample& sample) {
    const wire::ShallowJson json = wire::read_shallow_json(sample.value());
    REQUIRE(json.is_object());
    for (const wire::ShallowMember& member : json.members) seen.emplace(member.key, member.value.kind);
  };
  for_samples(gen::valid_properties_text(), 300, look);
  for (const ClauseId clause : gen::properties_clauses) {
    if (clause == ClauseId("product-properties.json") || clause == ClauseId("product-properties.object")) continue;
    for_samples(gen::invalid_properties(clause), 500, [&](const Sample& sample) {
      look(sample);
      const wire::ShallowJson json = wire::read_shallow_json(sample.value());
      if (clause.id().starts_with("region"))
        for (std::size_t i = 0; i < json.members.size(); ++i)
          if (json.members[i].key == "region") broken_at.insert(i == 0 ? 0U : i + 1 == json.members.size() ? 2U : 1U);
    });
  }
  using wire::JsonKind;
  const std::set<JsonKind> kinds{JsonKind::boolean, JsonKind::integer, JsonKind::real,
                                 JsonKind::string,  JsonKind::array,   JsonKind::object};
  for (const auto& row : createproduct::spec::property_table)
    for (const JsonKind kind : kinds) {
      CAPTURE(row.name);
      CAPTURE(wire::kind_name(kind));
      CHECK(seen.count({std::string(row.name), kind}) == 1);
    }
  CHECK(seen.size() == createproduct::spec::property_table.size() * kinds.size());
  CHECK(broken_at == std::set<std::size_t>{0, 1, 2});
}

TEST_CASE("optional members are there and are not, in every place") {
  std::set<std::pair<std::string, std::size_t>> places;
  std::set<std::size_t> sizes;
  std::set<std::string> values;
  for_samples(gen::valid_properties_text(), 1000, [&](const Sample& sample) {
    const wire::ShallowJson json = wire::read_shallow_json(sample.value());
    sizes.insert(json.members.size());
    for (std::size_t i = 0; i < json.members.size(); ++i) {
      const wire::ShallowMember& member = json.members[i];
      places.emplace(member.key, i == 0 ? 0 : i + 1 == json.members.size() ? 2 : 1);
      if (member.key == "encryptionType") values.insert(member.value.text);
      if (member.key == "productType") values.insert(std::to_string(member.value.integer));
    }
  });
  CHECK(sizes == std::set<std::size_t>{2, 3, 4});
  CHECK(places.size() == 4 * 3);
  CHECK(values == std::set<std::string>{"0", "1", "2"});
}

TEST_CASE("wrong values are near and far") {
  std::set<std::string> regions, encryptions;
  std::set<bool> negative;
  for_samples(gen::invalid_properties("region.values"), 1500, [&](const Sample& sample) {
    regions.insert(wire::read_shallow_json(sample.value()).find("region")->text);
  });
  for_samples(gen::invalid_properties("encryption-type.values"), 1500, [&](const Sample& sample) {
    encryptions.insert(wire::read_shallow_json(sample.value()).find("encryptionType")->text);
  });
  for_samples(gen::invalid_properties("product-type.values"), 100, [&](const Sample& sample) {
    negative.insert(wire::read_shallow_json(sample.value()).find("productType")->integer < 0);
  });
  for (const char* value : {"GZ", "gz ", " gz", "g", "z", "bj"}) CHECK(regions.count(value) == 1);
  for (const char* value : {"0", "3", "01", "1 ", "12"}) CHECK(encryptions.count(value) == 1);
  CHECK(negative.size() == 2);
}

TEST_CASE("properties shrink to the smallest that still break the clause") {
  for (const ClauseId clause : gen::properties_clauses) {
    CAPTURE(clause.id());
    for_samples(gen::invalid_properties(clause), 100,
                [&](const Sample& sample) { REQUIRE(shrunk(sample, always) == minima.at(std::string(clause.id()))); });
  }
  for_samples(gen::valid_properties_text(), 100, [](const Sample& sample) {
    REQUIRE(shrunk(sample, always) == "{\"productDescription\":\"a\",\"region\":\"gz\"}");
  });
  for_samples(gen::invalid_properties(several.back()), 20, [](const Sample& sample) {
    REQUIRE(shrunk(sample, always) ==
            "{\"productDescription\":0,\"encryptionType\":0,\"region\":\"a\",\"productType\":\"\"}");
  });
}

TEST_CASE("properties shrink to the smallest that a wrong reader gets wrong") {
  // Each reader is wrong about the texts for which it says so; how many of the samples it meets is counted.
  const auto expect = [](const rc::Gen<std::string>& texts, auto wrong, const std::set<std::string>& least) {
    std::size_t met = 0;
    std::set<std::string> seen;
    for_samples(texts, 400, [&](const Sample& sample) {
      if (met == 25 || !wrong(sample.value())) return;
      ++met;
      const std::string text = shrunk(sample, wrong);
      seen.insert(text);
      CAPTURE(text);
      REQUIRE(least.count(text) == 1);
    });
    CHECK(met > 5);
  };
  const auto member = [](const std::string& text, const char* key) {
    const wire::ShallowJson json = wire::read_shallow_json(text);
    const wire::ShallowValue* const value = json.find(key);
    return value != nullptr ? *value : wire::ShallowValue{};
  };
  // It cannot read an escaped quotation mark.
  const auto quotation = [&](const std::string& text) {
    return member(text, "productDescription").text.find('"') != std::string::npos;
  };
  expect(gen::valid_properties_text(), quotation, {"{\"productDescription\":\"\\\"\",\"region\":\"gz\"}"});
  // It cannot read a tabulator.
  const auto tabulator = [](const std::string& text) { return text.find('\t') != std::string::npos; };
  expect(gen::valid_properties_text(), tabulator, {"\t{\"productDescription\":\"a\",\"region\":\"gz\"}"});
  // It cannot read escaped letters.
  const auto escape = [](const std::string& text) { return text.find("\\u00") != std::string::npos; };
  expect(gen::valid_properties_text(), escape, {"{\"\\u0070roductDescription\":\"a\",\"region\":\"gz\"}"});
  // It takes white space away from a region.
  const auto blank = [&](const std::string& text) {
    return member(text, "region").text.find(' ') != std::string::npos;
  };
  expect(gen::invalid_properties("region.values"), blank, {"{\"region\":\" \"}"});
  // It takes negative numbers.
  const auto negative = [&](const std::string& text) { return member(text, "productType").integer < 0; };
  expect(gen::invalid_properties("product-type.values"), negative, {"{\"productType\":-1}"});
  // It takes arrays.
  const auto array = [&](const std::string& text) { return member(text, "region").kind == wire::JsonKind::array; };
  expect(gen::invalid_properties("region.type"), array, {"{\"region\":[]}"});
  // It takes an array of properties.
  const auto opens = [](const std::string& text) { return text.front() == '['; };
  expect(gen::invalid_properties("product-properties.object"), opens, {"[]"});
  // It takes an object that is not closed.
  const auto unclosed = [](const std::string& text) {
    return text.find('{') != std::string::npos && text.find('}') == std::string::npos;
  };
  expect(gen::invalid_properties("product-properties.json"), unclosed, {"{"});
}

TEST_CASE("properties are the same from every compiler") {
  CHECK(hash_of(gen::valid_properties_text()) == 4368779923955012625U);
  CHECK(hash_of(gen::valid_properties()) == 9356487588723633068U);
  Hash hash;
  for (const ClauseId clause : gen::properties_clauses)
    hash.take(std::to_string(hash_of(gen::invalid_properties(clause))));
  CHECK(hash.value() == 18099075430172030303U);
}
