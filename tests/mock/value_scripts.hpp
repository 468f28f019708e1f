// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "contract_probe.hpp"

/// Whether names and properties are accepted and refused as the contract says.
namespace createproduct::mock_test::scripts {

inline void names(Probe& probe) {
  for (const nlohmann::json& vector : vectors("names").at("names")) {
    const std::string name = text_of(vector.at("name"));
    const auto clauses = vector.at("clauses").get<Clauses>();
    const Demand demand = vector.at("valid").get<bool>() ? accepted(clauses) : refused({1101}, clauses);
    Session(probe).ask(named(name), demand);
    Session(probe).ask(named(name, "POST"), demand);
    Session(probe).ask(with_properties(name, plain_properties), demand);
  }
  const std::string long_name(32, 'n');
  for (const char last : {'.', '\n', '!'}) {
    Session(probe).ask(named(long_name.substr(1) + last), refused({1101}, {"product-name.alphabet"}));
    Session(probe).ask(named(std::string("x") + last + "y"), refused({1101}, {"product-name.alphabet"}));
  }
  Session(probe).ask(named("ab\n!?"), refused({1101}, {"product-name.alphabet"}));
  for (const char* name : {"test", "null", "0", "z", "9", "::", "n_", "n:", "n-"})
    Session(probe).ask(named(name), accepted({"product-name.alphabet"}));
  Session(probe).ask(named(std::string(257, 'n')), refused({1101}, {"product-name.max-length"}));
  Session(probe).ask(named(std::string(32, ':')), accepted({"product-name.max-length"}));
}

inline void missing_name(Probe& probe) {
  const Demand demand{false, {1101}, {"product-name.required"}, true};
  for (const char* method : {"GET", "POST"}) {
    Session(probe).ask({{}, method, {}, {}}, demand);
    Session(probe).ask({{{"productProperties", plain_properties}}, method, {}, {}}, demand);
  }
}

inline void properties(Probe& probe) {
  for (const nlohmann::json& vector : vectors("properties").at("properties")) {
    if (vector.at("expect") == "open") continue;
    const auto clauses = vector.at("clauses").get<Clauses>();
    const Demand demand = vector.at("expect") == "accept" ? accepted(clauses) : refused({1101}, clauses);
    const std::string text = text_of(vector.at("text"));
    // Long texts go by POST only: how long a GET may be is open.
    if (text.size() < 2000) Session(probe).ask(with_properties("fruit", text), demand);
    Session(probe).ask(with_properties("fruit", text, "POST"), demand);
  }
  for (const char* method : {"GET", "POST"})
    Session(probe).ask(named("fruit", method), accepted({"product-properties.optional"}));
  Session(probe).ask(with_properties("Nb-iot", R"({"productDescription":"d","region":1,"productType":2})"),
                     refused({1101}, {"region.type"}));
}

inline void values(Probe& probe) {
  const auto asks = [&probe](const std::string& member, const Demand& demand) {
    Session(probe).ask(with_properties("fruit", R"({"productDescription":"d","region":"gz",)" + member + "}"), demand);
  };
  for (const char* type : {"0", "2"})
    asks(std::string("\"productType\":") + type, accepted({"product-type.type", "product-type.values"}));
  for (const char* type : {"-1", "3", "256", "65536", "4294967296", "-9223372036854775808"})
    asks(std::string("\"productType\":") + type, refused({1101}, {"product-type.values"}));
  for (const char* type : {"1", "2"})
    asks(std::string("\"encryptionType\":\"") + type + '"',
         accepted({"encryption-type.type", "encryption-type.values"}));
  struct Wrong {
    const char* member;
    const char* clause;
  };
  for (const Wrong& wrong : {Wrong{R"("productType":3)", "product-type.values"}, {R"("region":"sh")", "region.values"},
                             {R"("encryptionType":"3")", "encryption-type.values"}}) {
    const std::string object = std::string(R"("productDescription":"d",)") + wrong.member + "}";
    for (const std::string& name : {std::string(32, 'n'), std::string("with:colon")})
      Session(probe).ask(with_properties(name, "{" + object), refused({1101}, {wrong.clause}));
    Session(probe).ask(with_properties("fruit", "{" + std::string(2100, ' ') + object), refused({1101}, {wrong.clause}));
    Question in_region = with_properties("fruit", "{\"region\":\"gz\"," + object, "POST");
    in_region.parameters.emplace_back("Region", "gz");
    if (std::string_view(wrong.clause) != "region.values") Session(probe).ask(in_region, refused({1101}, {wrong.clause}));
  }
  for (const char* value :
       {"NaN", "Infinity", "-Infinity", "True", "False", "None", "01", "+1", ".5", "1.", "'x'", "undefined"})
    asks(std::string("\"other\":") + value, refused({1101}, {"product-properties.json"}));
}

inline void descriptions(Probe& probe) {
  std::string chinese;
  for (int i = 0; i < 100; ++i) chinese += "品";
  const std::string texts[] = {std::string(100, 'd'), chinese, "two words",
                               "100% -- \\\"quoted\\\" & <b>'it'</b> a=b, \\\\", "产品", "镕", "產品"};
  for (const std::string& text : texts)
    for (const char* method : {"GET", "POST"})
      Session(probe).ask(with_properties("fruit", R"({"region":"gz","productDescription":")" + text + "\"}", method),
                         accepted({"product-description.text"}));
}

inline void combinations(Probe& probe) {
  for (const char* type : {"0", "2"})
    for (const char* encryption : {"1", "2"})
      for (const std::string& name : {std::string("fruit"), std::string(32, 'f')})
        Session(probe).ask(
            with_properties(name, std::string(R"({"productDescription":"d","region":"gz","productType":)") + type +
                                      R"(,"encryptionType":")" + encryption + "\"}"),
            accepted());
}

}  // namespace createproduct::mock_test::scripts
