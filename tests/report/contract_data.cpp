// SPDX-License-Identifier: MIT
#include <createproduct/report/contract_data.hpp>

#include <fstream>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace createproduct::report;
using createproduct::wire::JsonTree;

TEST_CASE("each file of the contract is that of spec") {
  CHECK(contract_texts.size() == 7);
  for (const ContractText& one : contract_texts) {
    CAPTURE(one.file);
    std::ifstream file(std::string(CREATEPRODUCT_SPEC_DIR "/").append(one.file));
    REQUIRE(file);
    nlohmann::ordered_json expected = nlohmann::ordered_json::parse(file);
    expected.erase("$schema");
    CHECK(document_text(contract_data(one.file)) == expected.dump(2, ' ', true) + "\n");
  }
}

TEST_CASE("rows of a file are had without the rest") {
  CHECK(document_text(contract_rows("module-codes.json", "codes")) ==
        document_text(contract_data("module-codes.json")["codes"]));
  CHECK(contract_rows("module-codes.json", "codes").items.size() == 4);
}

TEST_CASE("a document is indented ASCII with a line feed at its end") {
  CHECK(document_text({{"b", "\xE6\xB0\xB4\x01"}, {"a", 1}}) == "{\n  \"b\": \"\\u6C34\\u0001\",\n  \"a\": 1\n}\n");
  CHECK(document_text(
            {{"a", JsonTree::array({JsonTree(), true, false, JsonTree::object()})}, {"b", JsonTree::array()}}) ==
        "{\n  \"a\": [\n    null,\n    true,\n    false,\n    {}\n  ],\n  \"b\": []\n}\n");
}
