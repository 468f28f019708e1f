// SPDX-License-Identifier: MIT
#include <createproduct/judge/classification.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "../wire/random.hpp"
#include "helpers.hpp"

using createproduct::ClauseId;
using createproduct::ClauseSet;
using createproduct::is_product_name;
using createproduct::ModuleCode;
using createproduct::ModuleCodes;
using createproduct::judge::Classification;
using createproduct::judge::classify;
using createproduct::wire::percent_encoded;
using createproduct::wire::WireRequest;
using Demand = createproduct::judge::Classification::Demand;

namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

/// How the refusal of a request may look, beyond a module code: "", "plain", "any-form", "no-answer".
std::string freedom(const Classification& request) {
  return request.no_answer ? "no-answer" : request.any_form ? "any-form" : request.plain_text ? "plain" : "";
}

struct Row {
  std::string_view query, expected, names;
};

void check(const Row& row) {
  CAPTURE(row.query);
  const Classification found = classify(get(std::string(row.query)));
  CHECK(summary(found) == row.expected);
  CHECK(joined(found.names) == row.names);
}

}  // namespace

TEST_CASE("the vectors of productName come out as they say") {
  const nlohmann::json file = vectors("names.json");
  REQUIRE(file.at("names").size() > 100);
  for (const nlohmann::json& row : file.at("names")) {
    const std::string id = row.at("id").get<std::string>();
    CAPTURE(id);
    const std::string name = vector_text(row.at("name"));
    const Classification found = classified(name);
    CHECK(demand_name(found.demand) == (row.at("valid").get<bool>() ? "accept" : "reject"));
    if (found.demand == Demand::accept) continue;
    for (const nlohmann::json& clause : row.at("clauses"))
      CHECK(found.broken.has(ClauseId::find(clause.get<std::string>()).value()));
    CHECK(found.broken.size() == row.at("clauses").size());
    CHECK(found.codes == ModuleCodes(ModuleCode::invalid_parameter));
  }
}

TEST_CASE("the plainest requests") {
  check({"Action=CreateProduct&productName=fruit", "accept", "fruit"});
  check({"productName=fruit&Action=CreateProduct", "accept", "fruit"});
  check({"Action=Create%50roduct&product%4eame=%66ruit", "accept", "fruit"});
  check({"Action=CreateProduct", "reject product-name.required", ""});
  check({"Action=CreateProduct&productName=", "reject product-name.min-length", ""});
  check({"Action=CreateProduct&productName", "reject product-name.min-length", ""});
  check({"productName=fruit", "reject common.action", "fruit"});
  check({"Action=&productName=fruit", "reject common.action", "fruit"});
  check({"Action&productName=fruit", "reject common.action", "fruit"});
  check({"Action=CreateProductX&productName=fruit", "reject common.action", "fruit"});
  check({"Action=CreateProduct%20&productName=fruit", "reject common.action", "fruit"});
  check({"Action=CreateProduct%00&productName=fruit", "reject common.action", "fruit"});
  check({"", "reject common.action product-name.required", ""});
}

TEST_CASE("common parameters of ordinary form change nothing, doubtful ones leave the outcome open") {
  const std::string plain = "Action=CreateProduct&productName=fruit";
  for (const std::string_view extra : {"&Region=gz", "&Timestamp=1700000000&Nonce=1", "&SecretId=&Signature=x&Token=",
                                       "&SignatureMethod=MD5", "&RequestClient=%E4%BA%A7"})
    CHECK(summary(classify(get(plain + std::string(extra)))) == "accept");
  for (const std::string_view extra :
       {"&Region=sh", "&Region=ap-guangzhou", "&Region=", "&Timestamp=now", "&Nonce=-1", "&Nonce=0"}) {
    CAPTURE(extra);
    CHECK(summary(classify(get(plain + std::string(extra)))) == "open");
    CHECK(summary(classify(get("Action=CreateProduct&productName=fr.uit" + std::string(extra)))) ==
          "reject product-name.alphabet");
  }
}

TEST_CASE("a plus sign counts as a space and as itself") {
  check({"Action=CreateProduct&productName=a+b", "reject product-name.alphabet", "a b, a+b"});
  const std::string start = "Action=CreateProduct&productName=fruit&productProperties=";
  // In a description either will do, between tokens only a space will.
  check({start + "%7B%22productDescription%22%3A%22a+b%22%2C%22region%22%3A%22gz%22%7D", "accept", "fruit"});
  check({start + "%7B%22productDescription%22%3A%22ab%22%2C+%22region%22%3A%22gz%22%7D", "open silent.plus-sign",
         "fruit"});
  check({start + "%7B%22productDescription%22%3A%22ab%22%2C%22region%22%3A%22gz+%22%7D", "reject region.values",
         "fruit"});
  check({start + "%7B%22productDescription%22%3A%22a+b%22%7D", "open silent.missing-property", "fruit"});
  check({"Action=Create+Product&productName=fruit", "reject common.action", "fruit"});
}

TEST_CASE("of repeated parameters any may count") {
  check({"Action=CreateProduct&productName=a&productName=b", "open silent.repeated-parameter", "a, b"});
  check({"Action=CreateProduct&productName=a&productName=a", "open silent.repeated-parameter", "a"});
  check({"Action=CreateProduct&productName=a.&productName=b", "open silent.repeated-parameter", "a., b"});
  check({"Action=CreateProduct&productName=a&productName=b.", "open silent.repeated-parameter", "a, b."});
  check({"Action=CreateProduct&productName=a.&productName=b.", "reject product-name.alphabet", "a., b."});
  check({"Action=CreateProduct&Action=Other&productName=a", "open silent.repeated-parameter", "a"});
  check({"Action=Some&Action=Other&productName=a", "reject common.action", "a"});
  check({"Action=CreateProduct&productName=a&Region=gz&Region=gz", "open silent.repeated-parameter", "a"});
  check({"Action=CreateProduct&productName=a&Nonce=1&Nonce=2", "open silent.repeated-parameter", "a"});
}

TEST_CASE("where repeated parameters break different clauses none is certain") {
  const Classification found = classify(get("Action=CreateProduct&productName=&productName=b."));
  CHECK(ids(found.broken) == "product-name.min-length");
  CHECK(ids(found.perhaps) == "product-name.alphabet");
  const Classification shared =
      classify(get("Action=CreateProduct&productName=" + std::string(33, 'a') + ".&productName=b."));
  CHECK(ids(shared.broken) == "product-name.alphabet");
  CHECK(ids(shared.perhaps) == "product-name.max-length");
}

TEST_CASE("names of parameters may be compared with or without regard to case") {
  check({"Action=CreateProduct&ProductName=a", "open silent.parameter-case", "a"});
  check({"action=CreateProduct&productName=a", "open silent.parameter-case", "a"});
  check({"Action=createproduct&productName=a", "open silent.parameter-case", "a"});
  check({"Action=createproduct&productName=a.", "reject product-name.alphabet", "a."});
  check({"Action=CreateProduct&productName=a&region=gz", "open silent.parameter-case", "a"});
  check({"Action=CreateProduct&productName=a&ProductName=a", "open silent.parameter-case", "a"});
  check({"Action=CreateProduct&productName=a.&ProductName=b", "open silent.parameter-case", "a., b"});
  check({"Action=CreateProduct&productName=a&ProductName=b.", "open silent.parameter-case", "a, b."});
  check({"Action=CreateProduct&productName=a.&ProductName=b.", "reject product-name.alphabet", "a., b."});
  check({"Action=CreateProduct&ProductName=a.", "reject product-name.required", "a."});
  check({"Action=CreateProduct&productName=a&ProductProperties=x", "open silent.parameter-case", "a"});
}

TEST_CASE("unknown and nameless parameters leave the outcome open") {
  check({"Action=CreateProduct&productName=a&extra=1", "open silent.unknown-parameter", "a"});
  check({"Action=CreateProduct&productName=a&", "open silent.unknown-parameter", "a"});
  check({"&Action=CreateProduct&productName=a", "open silent.unknown-parameter", "a"});
  check({"Action=CreateProduct&productName=a&=x", "open silent.unknown-parameter", "a"});
  check({"Action=CreateProduct&productName=a.&extra=1", "reject product-name.alphabet", "a."});
  check({"Action=CreateProduct&product+Name=a", "reject product-name.required", ""});
}

TEST_CASE("broken percent sequences and bytes that do not decode leave the outcome open") {
  check({"Action=CreateProduct&productName=a%2", "reject product-name.alphabet", "a%2"});
  check({"Action=CreateProduct&productName=a%zz", "reject product-name.alphabet", "a%zz"});
  check({"Action=CreateProduct&productName=a%FF", "reject product-name.alphabet", "a\xFF"});
  check({"Action=CreateProduct&productName=a&Token=%", "open silent.undecodable-text", "a"});
  check({"Action=CreateProduct&productName=a&Token=%FF", "open silent.undecodable-text", "a"});
  check({"Action=CreateProduct&productName=a&RequestClient=%00", "open silent.undecodable-text", "a"});
  check(
      {"Action=CreateProduct&productName=a&productProperties=%7B%22productDescription%22:%22%%22,%22region%22:%22gz%22%"
       "7D",
       "open silent.undecodable-text", "a"});
}

TEST_CASE("bytes that may not stand in a URL as themselves leave the outcome open") {
  check({R"(Action=CreateProduct&productName=a&productProperties={"productDescription":"d","region":"gz"})",
         "open silent.undecodable-text", "a"});
  check({R"(Action=CreateProduct&productName=a&productProperties={"productDescription":"d", region":"gz"})",
         "reject product-properties.json", "a"});
  check({"Action=CreateProduct&productName=a#", "reject product-name.alphabet", "a#"});
  check({"Action=CreateProduct&productName=a:b", "accept", "a:b"});
}

TEST_CASE("the place of parameters") {
  const auto place = [](const char* method, std::string query, std::string body) {
    return summary(classify({method, std::move(query), std::move(body)}));
  };
  CHECK(place("POST", "", "Action=CreateProduct&productName=a") == "accept");
  CHECK(place("POST", "Action=CreateProduct", "productName=a") == "open silent.parameter-place");
  CHECK(place("POST", "Action=CreateProduct&productName=a", "") == "open silent.parameter-place");
  CHECK(place("GET", "", "Action=CreateProduct&productName=a") == "open silent.parameter-place");
  CHECK(place("GET", "Action=CreateProduct", "productName=a") == "open silent.parameter-place");
  CHECK(place("GET", "Action=CreateProduct&productName=a", "extra") ==
        "open silent.unknown-parameter silent.parameter-place");
  CHECK(place("POST", "productName=a.", "Action=CreateProduct&productName=b.") == "reject product-name.alphabet");
  CHECK(place("POST", "productName=a", "Action=CreateProduct&productName=b.") ==
        "open silent.repeated-parameter silent.parameter-place");
  CHECK(place("POST", "Region=gz", "Action=CreateProduct&productName=b.") == "reject product-name.alphabet");
  // A request in which no place has an Action.
  CHECK(place("POST", "productName=a", "productName=b") == "reject common.action");
}

TEST_CASE("other methods than GET and POST may be refused in any way") {
  for (const char* method : {"PUT", "DELETE", "HEAD", "get", "post", "", "PATCH"}) {
    CAPTURE(method);
    const Classification found = classify({method, "Action=CreateProduct&productName=a", ""});
    CHECK(summary(found) == "open silent.parameter-place");
    CHECK(freedom(found) == "no-answer");
    CHECK(summary(classify({method, "Action=CreateProduct&productName=a.", ""})) == "reject product-name.alphabet");
  }
}

TEST_CASE("the length of a request") {
  const std::string start = "Action=CreateProduct&productName=a&productProperties=";
  const auto padded = [&](std::size_t size) {
    const std::string tail = "%7B%22productDescription%22%3A%22d%22%2C%22region%22%3A%22gz%22%7D";
    std::string query = start + tail + "&Token=";
    return query + std::string(size - query.size(), 't');
  };
  CHECK(summary(classify(get(padded(8000)))) == "accept");
  CHECK(summary(classify(get(padded(8001)))) == "open silent.long-get");
  CHECK(freedom(classify(get(padded(8001)))) == "no-answer");
  CHECK(summary(classify(get(padded(100'000)))) == "open silent.long-get");
  CHECK(summary(classify(post(padded(8001)))) == "accept");
  CHECK(summary(classify(post(padded(32'768)))) == "accept");
  CHECK(summary(classify(post(padded(32'769)))) == "open silent.long-get");
  CHECK(summary(classified(std::string(9000, 'a'))) == "reject product-name.max-length");
  CHECK(freedom(classified(std::string(9000, 'a'))) == "no-answer");
  CHECK(freedom(classified(std::string(4096, 'a'))) == "");
}

TEST_CASE("the form that a refusal may have") {
  struct Form {
    std::string_view query, expected;
  };
  for (const Form& row :
       {Form{"Action=CreateProduct&productName=a.", ""}, Form{"Action=CreateProduct&productName=", ""},
        Form{"Action=CreateProduct", "plain"}, Form{"Action=CreateProduct&productName", "plain"},
        Form{"Action=Other&productName=a", "plain"}, Form{"productName=a.", "plain"},
        Form{"Action=createproduct&productName=a.", "plain"},
        Form{"Action=CreateProduct&productName=a.&x=1", "plain"},
        Form{"Action=CreateProduct&productName=a.&productName=b.", "plain"},
        Form{"Action=CreateProduct&ProductName=a.", "plain"},
        Form{"Action=CreateProduct&productName=a.&Region=sh", "plain"},
        Form{"Action=CreateProduct&productName=%FF", "any-form"},
        Form{"Action=CreateProduct&productName=a%00", "any-form"},
        Form{"Action=CreateProduct&productName=%zz", "any-form"},
        Form{"Action=CreateProduct&productName=a\"", "any-form"},
        Form{"Action=CreateProduct&productName=a&productProperties=%FF", "any-form"},
        Form{"Action=CreateProduct&productName=a.&Token=%FF", "any-form"},
        Form{"Action=CreateProduct&productName=a b", "no-answer"}, Form{"Action=CreateProduct&productName=a%0A", ""},
        Form{"Action=CreateProduct&productName=%E4%BA%A7", ""}}) {
    CAPTURE(row.query);
    const Classification found = classify(get(std::string(row.query)));
    CHECK(found.demand == Demand::reject);
    CHECK(freedom(found) == row.expected);
  }
}

TEST_CASE("the module code of a refusal is due to the operation's own parameters") {
  CHECK(classify(get("Action=Other&productName=a")).codes.empty());
  CHECK(classify(get("productName=a")).codes.empty());
  CHECK(classify(get("Action=Other&productName=a.")).codes == ModuleCodes(ModuleCode::invalid_parameter));
  CHECK(classify(get("Action=CreateProduct")).codes == ModuleCodes(ModuleCode::invalid_parameter));
  CHECK(classified("a", "[]").codes == ModuleCodes(ModuleCode::invalid_parameter));
}

TEST_CASE("a silence beside a defect is another reason for a refusal") {
  CHECK_FALSE(classified("a.").other_reasons);
  CHECK_FALSE(classified("a", R"({"productDescription":"d","region":"sh"})").other_reasons);
  CHECK(classified("a", R"({"region":"sh"})").other_reasons);
  CHECK(classify(get("Action=CreateProduct&productName=a.&x=1")).other_reasons);
  CHECK(classify(get("Action=CreateProduct&productName=a.&Region=sh")).other_reasons);
}

TEST_CASE("an accepted request tests the promises it makes use of") {
  CHECK(ids(classified("abcdefgh").exercised) == "product-properties.optional");
  CHECK(classified("aB").exercised.has("product-name.alphabet"));
  CHECK(classified("abc").exercised.has("product-name.min-length"));
  CHECK(classified(std::string(32, 'a')).exercised.has("product-name.max-length"));
  CHECK_FALSE(classified(std::string(24, 'a')).exercised.has("product-name.max-length"));
  CHECK(classify(post("Action=CreateProduct&productName=abcdefgh")).exercised.has("common.method"));
  CHECK(classify(get("Action=CreateProduct&productName=%61bcdefgh")).exercised.has("common.encoding"));
  CHECK(classified("abcdefgh", R"({"productDescription":"d","region":"gz"})").exercised.has("product-type.optional"));
  CHECK_FALSE(classified("abcdefgh", R"({"productDescription":"d","region":"gz"})")
                  .exercised.has("product-properties.optional"));
}

namespace {

/// A member of productProperties: its value is a string, or a JSON token as it stands.
struct Member {
  std::string key, value;
  bool is_string = true;
};

/// A request before it is spelled.
struct Meaning {
  std::vector<std::pair<std::string, std::string>> parameters;  ///< all but productProperties
  bool has_properties = false;
  std::vector<Member> members;
  std::string broken_properties;  ///< in place of an object, if not empty
};

template <std::size_t N>
std::string one_of(Random& random, const std::string_view (&choices)[N]) {
  return std::string(choices[random.below(N)]);
}

Member random_member(Random& random) {
  static constexpr std::string_view descriptions[] = {
      "desc", "", "a+b&c=d", "\xE4\xBA\xA7\xE5\x93\x81", "\xF0\x9F\x8D\x8E", "a\nb", "\"\\/"};
  static constexpr std::string_view texts[] = {"gz", "sh", "1", "2", "3", "", "0", " gz"};
  static constexpr std::string_view tokens[] = {"0",   "1",    "2",    "3",  "-1", "-0",    "2.0",  "1e1",
                                                "0.5", "null", "true", "[]", "{}", "1e999", "[[1]]"};
  static constexpr std::string_view keys[] = {"region", "encryptionType", "productType", "productDescription", "colour",
                                              ""};
  switch (random.below(8)) {
    case 0: return {"productDescription", one_of(random, descriptions)};
    case 1: return {"region", "gz"};
    case 2: return {"encryptionType", random.coin() ? "1" : "2"};
    case 3: return {"productType", random.coin() ? "0" : "2", false};
    case 4: return {one_of(random, keys), one_of(random, texts)};
    case 5: return {one_of(random, keys), one_of(random, tokens), false};
    default: return {"productDescription", std::string(random.below(3) * 55, 'd')};
  }
}

Meaning random_meaning(Random& random) {
  static constexpr std::string_view actions[] = {
      "CreateProduct", "CreateProduct", "CreateProduct", "CreateProduct", "createproduct", "Other", ""};
  static constexpr std::string_view names[] = {"fruit",
                                               "a",
                                               "A:b_c-1",
                                               "",
                                               "fr.uit",
                                               "fr uit",
                                               "fr+uit",
                                               "\xE4\xBA\xA7",
                                               "a%41",
                                               "\xFF",
                                               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
  static constexpr std::string_view extras[] = {"Region", "Token", "extra", "ProductName", "productName",
                                                "Action", "Nonce", "\xFF",  "a b"};
  static constexpr std::string_view values[] = {"gz", "1", "x", "", "CreateProduct", "\xFF", "fruit"};
  static constexpr std::string_view texts[] = {"null", "[]", "\"x\"", "1", "{", "{}x", " ", "{\"a\":1,}", "x"};
  Meaning meaning;
  if (random.below(10) != 0) meaning.parameters.emplace_back("Action", one_of(random, actions));
  if (random.below(10) != 0)
    meaning.parameters.emplace_back("productName", random.coin() ? "fruit" : one_of(random, names));
  if (random.below(4) == 0) meaning.parameters.emplace_back(one_of(random, extras), one_of(random, values));
  meaning.has_properties = random.coin();
  if (random.below(6) == 0) {
    meaning.broken_properties = one_of(random, texts);
    return meaning;
  }
  if (random.coin()) meaning.members = {{"productDescription", "desc"}, {"region", "gz"}};
  for (std::size_t count = random.below(4); count > 0; --count) meaning.members.push_back(random_member(random));
  return meaning;
}

std::string space(Random& random) { return random.below(4) == 0 ? random.text_of(" \t\r\n", 3) : std::string(); }

/// A JSON string; every ASCII character may be escaped.
std::string spelled_string(Random& random, const std::string& text) {
  constexpr std::string_view digits = "0123456789abcdefABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool must = byte < 0x20 || c == '"' || c == '\\';
    if (byte >= 0x80 || (!must && random.below(8) != 0)) {
      out.push_back(c);
    } else {
      const std::size_t low = byte & 15U;
      out += "\\u00";
      out.push_back(digits[byte >> 4U]);
      out.push_back(low >= 10 && random.coin() ? digits[low + 6] : digits[low]);
    }
  }
  return out + "\"";
}

std::string spelled_properties(Random& random, const Meaning& meaning) {
  if (!meaning.broken_properties.empty()) return meaning.broken_properties;
  std::vector<Member> members = meaning.members;
  // Members of one name keep their order, for it may matter.
  bool distinct = true;
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) distinct = distinct && members[i].key != members[k].key;
  if (distinct)
    for (std::size_t i = members.size(); i > 1; --i) std::swap(members[i - 1], members[random.below(i)]);
  std::string out = space(random) + "{" + space(random);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i != 0) out += "," + space(random);
    out += spelled_string(random, members[i].key) + space(random) + ":" + space(random);
    out += (members[i].is_string ? spelled_string(random, members[i].value) : members[i].value) + space(random);
  }
  return out + "}" + space(random);
}

/// Percent-encodes what must be, and some of what need not be, in either case of digits.
std::string spelled_wire(Random& random, const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    const std::string encoded = percent_encoded(std::string(1, c));
    if (encoded.size() == 1 && random.below(8) == 0) {
      constexpr std::string_view digits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    } else {
      out += encoded;
    }
    if (out.size() >= 3 && out[out.size() - 3] == '%' && random.coin())
      for (std::size_t i = out.size() - 2; i < out.size(); ++i)
        if (out[i] >= 'A' && out[i] <= 'F') out[i] = static_cast<char>(out[i] - 'A' + 'a');
  }
  return out;
}

WireRequest spelled(Random& random, const Meaning& meaning) {
  std::vector<std::pair<std::string, std::string>> parameters = meaning.parameters;
  if (meaning.has_properties) parameters.emplace_back("productProperties", spelled_properties(random, meaning));
  bool distinct = true;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      distinct = distinct && !createproduct::judge::detail::equals_folded(parameters[i].first, parameters[k].first);
  if (distinct)
    for (std::size_t i = parameters.size(); i > 1; --i) std::swap(parameters[i - 1], parameters[random.below(i)]);
  std::string text;
  for (const auto& [name, value] : parameters)
    text.append(text.empty() ? "" : "&")
        .append(spelled_wire(random, name))
        .append("=")
        .append(spelled_wire(random, value));
  return random.coin() ? get(text) : post(text);
}

}  // namespace

TEST_CASE("equivalent spellings of one request have one classification") {
  Random random(20240611);
  std::size_t accepted = 0, rejected = 0, open = 0;
  for (int i = 0; i < 3000; ++i) {
    const Meaning meaning = random_meaning(random);
    const WireRequest first_request = spelled(random, meaning);
    const Classification first = classify(first_request);
    accepted += first.demand == Demand::accept ? 1U : 0U;
    rejected += first.demand == Demand::reject ? 1U : 0U;
    open += first.demand == Demand::open ? 1U : 0U;
    for (int k = 0; k < 4; ++k) {
      const WireRequest other_request = spelled(random, meaning);
      CAPTURE(first_request.query);
      CAPTURE(first_request.body);
      CAPTURE(other_request.query);
      CAPTURE(other_request.body);
      const Classification other = classify(other_request);
      REQUIRE(summary(other) == summary(first));
      REQUIRE(ids(other.perhaps) == ids(first.perhaps));
      REQUIRE(other.codes == first.codes);
      REQUIRE(freedom(other) == freedom(first));
      REQUIRE(other.other_reasons == first.other_reasons);
      REQUIRE(other.names == first.names);
    }
  }
  // The generator reaches all three.
  CHECK(accepted > 200);
  CHECK(rejected > 200);
  CHECK(open > 200);
}

TEST_CASE("classifications keep their own rules, whatever the bytes") {
  Random random(77);
  static constexpr std::string_view pieces[] = {"Action=CreateProduct",
                                                "productName=fruit",
                                                "productName=",
                                                "&",
                                                "=",
                                                "%",
                                                "%4",
                                                "%00",
                                                "%FF",
                                                "+",
                                                "productProperties=",
                                                "%7B%22region%22%3A%22gz%22%7D",
                                                "{",
                                                "}",
                                                "\"",
                                                "[",
                                                "\\ud800",
                                                "Region=gz",
                                                "ProductName=x",
                                                "\xEF\xBB\xBF",
                                                "1e999",
                                                "Token=",
                                                "action=",
                                                " ",
                                                "\n",
                                                ":",
                                                ",",
                                                "-0"};
  static constexpr std::string_view methods[] = {"GET", "POST", "GET", "POST", "PUT", "", "HEAD"};
  const auto soup = [&random] {
    std::string out;
    for (std::size_t count = random.below(12); count > 0; --count)
      out += random.below(5) == 0 ? random.bytes(6) : one_of(random, pieces) + (random.coin() ? "&" : "");
    return out;
  };
  for (int i = 0; i < 20'000; ++i) {
    WireRequest request{one_of(random, methods), soup(), {}};
    if (random.coin()) request.body = soup();
    if (random.below(3) == 0)
      request.query = "Action=CreateProduct&productName=fruit&productProperties=" + request.query;
    const Classification found = classify(request);
    CAPTURE(request.method);
    CAPTURE(request.query);
    CAPTURE(request.body);
    if (found.demand == Demand::accept) {
      REQUIRE(found.names.size() == 1);
      REQUIRE(is_product_name(found.names.front()));
      REQUIRE((found.broken.empty() && found.silences.empty() && found.codes.empty() && !found.other_reasons));
    }
    if (found.demand == Demand::reject) {
      REQUIRE_FALSE(found.broken.empty());
      REQUIRE((found.broken & found.perhaps).empty());
      REQUIRE(found.codes.empty() == (ids(found.broken) == "common.action" && found.perhaps.empty()));
    }
    if (found.demand == Demand::open)
      REQUIRE(std::any_of(found.names.begin(), found.names.end(),
                          [](const std::string& name) { return is_product_name(name); }));
    found.broken.for_each([](ClauseId clause) { REQUIRE(clause.level() != createproduct::Level::silent); });
    found.silences.for_each([](ClauseId clause) { REQUIRE(clause.level() == createproduct::Level::silent); });
  }
}

TEST_CASE("where a plus sign may stand for two things, a signature may be found wrong") {
  const auto signed_one = [](const std::string& name) {
    WireRequest sent;
    sent.query = "Action=CreateProduct&productName=" + name;
    Classification request = classify(sent);
    createproduct::judge::doubt_signature(request, sent);
    return request;
  };
  CHECK(signed_one("fruit").demand == Demand::accept);
  CHECK_FALSE(signed_one("a.b").plain_text);
  CHECK(signed_one("a+b").demand == Demand::reject);
  CHECK(signed_one("a+b").plain_text);
  CHECK(signed_one("a+b").other_reasons);
  CHECK(signed_one("fruit&productProperties=%7B%22productDescription%22:%22a+b%22%7D").demand == Demand::open);
}
