// SPDX-License-Identifier: MIT
#include <createproduct/report/contract_data.hpp>

#include <fstream>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace createproduct::report;

TEST_CASE("each file of the contract is that of spec") {
  CHECK(contract_texts.size() == 7);
  for (const ContractText& one : contract_texts) {
    CAPTURE(one.file);
    std::ifstream file(std::string(CREATEPRODUCT_SPEC_DIR "/").append(one.file));
    REQUIRE(file);
    OrderedJson expected = OrderedJson::parse(file);
    expected.erase("$schema");
    CHECK(contract_data(one.file).dump() == expected.dump());
  }
}

TEST_CASE("rows of a file are had without the rest") {
  CHECK(contract_rows("module-codes.json", "codes") == contract_data("module-codes.json")["codes"]);
  CHECK(contract_rows("module-codes.json", "codes").size() == 4);
}

TEST_CASE("a document is indented ASCII with a line feed at its end") {
  CHECK(document_text({{"b", "\xE6\xB0\xB4\x01"}, {"a", 1}}) == "{\n  \"b\": \"\\u6c34\\u0001\",\n  \"a\": 1\n}\n");
}
