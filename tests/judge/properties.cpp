// SPDX-License-Identifier: MIT
#include <createproduct/judge/properties.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "helpers.hpp"

using createproduct::ClauseId;
using createproduct::ClauseSet;
using createproduct::ModuleCode;
using createproduct::ModuleCodes;
using createproduct::judge::assess_properties;
using createproduct::judge::Assessment;
using createproduct::judge::Classification;

namespace {

/// "accept", "reject region.values", "open silent.null-property".
std::string verdict(std::string_view text) {
  const Assessment found = assess_properties(text);
  if (!found.broken.empty()) return "reject " + ids(found.broken);
  return found.silences.empty() ? "accept" : "open " + ids(found.silences);
}

/// Complete properties in which one member is replaced.
std::string with_type(std::string_view value) {
  return R"({"productDescription":"desc","region":"gz","productType":)" + std::string(value) + "}";
}

ClauseSet clauses_of(const nlohmann::json& list) {
  ClauseSet out;
  for (const nlohmann::json& id : list) out.add(ClauseId::find(id.get<std::string>()).value());
  return out;
}

bool within(const ClauseSet& part, const ClauseSet& whole) { return (part & whole) == part; }

}  // namespace

TEST_CASE("the vectors of productProperties come out as they say") {
  const nlohmann::json file = vectors("properties.json");
  REQUIRE(file.at("properties").size() > 200);
  for (const nlohmann::json& row : file.at("properties")) {
    const std::string id = row.at("id").get<std::string>();
    CAPTURE(id);
    const Classification found = classified("fruit", vector_text(row.at("text")));
    if (vector_text(row.at("text")).empty()) {
      CHECK(summary(createproduct::judge::classify(get("Action=CreateProduct&productName=fruit&productProperties="))) ==
            "open silent.empty-properties");
      continue;
    }
    CHECK(demand_name(found.demand) == row.at("expect").get<std::string>());
    if (row.contains("silences")) CHECK(ids(found.silences) == ids(clauses_of(row.at("silences"))));
    if (row.at("expect") == "accept") {
      CHECK(within(clauses_of(row.at("clauses")), found.exercised));
      CHECK(found.codes.empty());
    }
    if (row.at("expect") == "reject") {
      CHECK(within(found.broken, clauses_of(row.at("clauses"))));
      CHECK(within(found.perhaps, clauses_of(row.at("clauses"))));
      CHECK_FALSE(found.broken.empty());
      CHECK(found.codes == ModuleCodes(ModuleCode::invalid_parameter));
    }
  }
}

TEST_CASE("complete properties exercise the clauses about each member") {
  const ClauseSet exercised =
      assess_properties(R"({"productDescription":"desc","encryptionType":"2","region":"gz","productType":2})")
          .exercised;
  CHECK(exercised == ClauseSet{"product-properties.json", "product-properties.object", "product-description.type",
                               "product-description.text", "region.type", "region.values", "encryption-type.type",
                               "encryption-type.values", "product-type.type", "product-type.values"});
  const ClauseSet shorter = assess_properties(R"({"productDescription":"desc","region":"gz"})").exercised;
  CHECK(shorter.has("encryption-type.optional"));
  CHECK(shorter.has("product-type.optional"));
  CHECK_FALSE(shorter.has("encryption-type.values"));
}

TEST_CASE("productType is bound by its value, however an integer is spelled") {
  struct Row {
    std::string_view value, expected;
  };
  for (const Row& row : {Row{"0", "accept"},
                         Row{"2", "accept"},
                         Row{"1", "open silent.reserved-product-type"},
                         Row{"-0", "open silent.integer-spelling"},
                         Row{"2.0", "open silent.integer-spelling"},
                         Row{"1.0", "open silent.reserved-product-type silent.integer-spelling"},
                         Row{"1e-400", "open silent.integer-spelling"},
                         Row{"0.0e999", "open silent.integer-spelling"},
                         Row{"2.00000000000000000001", "open silent.integer-spelling"},
                         Row{"3", "reject product-type.values"},
                         Row{"-1", "reject product-type.values"},
                         Row{"3.0", "reject product-type.values"},
                         Row{"1e1", "reject product-type.values"},
                         Row{"1e308", "reject product-type.values"},
                         Row{"1e400", "reject product-type.values"},
                         Row{"-1e400", "reject product-type.values"},
                         Row{"18446744073709551616", "reject product-type.values"},
                         Row{"-9223372036854775809", "reject product-type.values"},
                         Row{"0.5", "reject product-type.type"},
                         Row{"2.5", "reject product-type.type"},
                         Row{"1e-1", "reject product-type.type"},
                         Row{"\"0\"", "reject product-type.type"},
                         Row{"true", "reject product-type.type"},
                         Row{"[]", "reject product-type.type"}}) {
    CAPTURE(row.value);
    CHECK(verdict(with_type(row.value)) == row.expected);
  }
  CHECK(verdict(with_type(std::string(400, '9'))) == "reject product-type.values");
}

TEST_CASE("a value that is neither integer nor in range breaks one clause or the other") {
  CHECK(ids(assess_properties(with_type("3.0")).perhaps) == "product-type.type");
  CHECK(assess_properties(with_type("3")).perhaps.empty());
  CHECK(ids(assess_properties(with_type("1e400")).perhaps) == "product-properties.json product-type.type");
}

TEST_CASE("a defect stays one beside what is silent") {
  const std::string deep = "\"a\":" + std::string(100, '[') + std::string(100, ']');
  for (const std::string_view silent :
       {std::string_view(R"("colour":1)"), std::string_view(R"("encryptionType":null)"),
        std::string_view(R"("encryptionType":"")"), std::string_view(R"("productType":1)"),
        std::string_view(R"("productType":2.0)"), std::string_view(R"("productDescription":"")"),
        std::string_view(R"("productDescription":"\ud800")"), std::string_view("\"productDescription\":\"\xFF\""),
        std::string_view(R"("a":1e999)"), std::string_view(deep)}) {
    CAPTURE(silent);
    CHECK(verdict("{\"region\":\"gz\"," + std::string(silent) + "}").starts_with("open"));
    CHECK(verdict("{\"region\":\"sh\"," + std::string(silent) + "}") == "reject region.values");
    CHECK_FALSE(assess_properties("{\"region\":\"sh\"," + std::string(silent) + "}").silences.empty());
  }
  CHECK(verdict("\xEF\xBB\xBF{\"region\":\"sh\"}") == "reject region.values");
}

TEST_CASE("repeated members are broken only if every one of them is") {
  CHECK(verdict(R"({"region":"sh","region":"gz"})") == "open silent.duplicate-property silent.missing-property");
  CHECK(verdict(R"({"region":"gz","region":"sh"})") == "open silent.duplicate-property silent.missing-property");
  CHECK(verdict(R"({"region":"sh","region":null})") == "open silent.duplicate-property silent.missing-property");
  CHECK(verdict(R"({"region":"sh","region":"bj","region":"hk"})") == "reject region.values");
  const Assessment mixed = assess_properties(R"({"region":1,"region":"sh"})");
  CHECK(ids(mixed.broken) == "region.type");
  CHECK(ids(mixed.perhaps) == "region.values");
}

TEST_CASE("a byte order mark leaves the outcome open, as do several") {
  const std::string complete = R"({"productDescription":"desc","region":"gz"})";
  CHECK(verdict("\xEF\xBB\xBF" + complete) == "open silent.undecodable-text");
  CHECK(verdict("\xEF\xBB\xBF\xEF\xBB\xBF" + complete) == "open silent.undecodable-text");
  CHECK(verdict("\xEF\xBB\xBF") == "open silent.empty-properties silent.undecodable-text");
  CHECK(verdict("\xEF\xBB\xBF{") == "reject product-properties.json");
  CHECK(verdict(complete + "\xEF\xBB\xBF") == "reject product-properties.json");
  std::string many;
  for (int i = 0; i < 300'000; ++i) many += "\xEF\xBB\xBF";
  CHECK(verdict(many) == "open silent.empty-properties silent.undecodable-text");
}

TEST_CASE("text after a NUL, and a NUL itself, are no JSON") {
  const std::string complete = R"({"productDescription":"desc","region":"gz"})";
  CHECK(verdict(complete + std::string(1, '\0')) == "reject product-properties.json");
  CHECK(verdict(complete + std::string("\0x", 2)) == "reject product-properties.json");
  CHECK(verdict(std::string(1, '\0')) == "reject product-properties.json");
}

TEST_CASE("hostile texts are read without harm") {
  CHECK(verdict(std::string(300'000, '[')) == "reject product-properties.json");
  CHECK(verdict(std::string(300'000, '[') + std::string(300'000, ']')) == "reject product-properties.object");
  CHECK(verdict(std::string(300'000, '"')) == "reject product-properties.json");
  CHECK(verdict(std::string(300'000, '\\')) == "reject product-properties.json");
  CHECK(verdict(std::string(300'000, '9')) == "reject product-properties.object");
  CHECK(verdict(std::string(300'000, ' ')) == "open silent.empty-properties");
  CHECK(verdict("1e999") == "reject product-properties.object");
}
