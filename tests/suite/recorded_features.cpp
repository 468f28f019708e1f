// SPDX-License-Identifier: MIT
#include <createproduct/suite/recorded_features.hpp>

#include <cstddef>
#include <string>

#include <doctest/doctest.h>

using namespace createproduct;
using suite::detail::Feature;

namespace {

bool has(const suite::Features& features, Feature one) { return features[static_cast<std::size_t>(one)]; }

suite::Features of_name(const std::string& name) {
  return suite::features_of({"GET", "Action=CreateProduct&productName=" + name, ""});
}

suite::Features of_properties(const std::string& properties) {
  return suite::features_of({"POST", "", "productName=a&productProperties=" + properties});
}

}  // namespace

TEST_CASE("what a request has is seen in its name, its spelling and its properties") {
  CHECK(has(of_name("a"), Feature::get));
  CHECK(has(of_name("a"), Feature::no_properties));
  CHECK(has(of_name("a"), Feature::one_character));
  CHECK(has(of_name("a_b"), Feature::underscore));
  CHECK_FALSE(has(of_name("a_b"), Feature::needless_encoding));
  CHECK(has(of_name("a%5fb"), Feature::underscore));
  CHECK(has(of_name("a%5fb"), Feature::needless_encoding));
  CHECK(has(of_name("a%5fb"), Feature::small_hex_digits));
  CHECK_FALSE(has(of_name("a%3Ab"), Feature::needless_encoding));
  CHECK(has(of_properties("%7B%22encryptionType%22%3A%222%22%7D"), Feature::encryption_2));
  CHECK(has(of_properties("%7B%22encryptionType%22%3A%222%22%7D"), Feature::no_type_in_post));
  CHECK(has(of_properties("%7B%22productDescription%22%3A%22it's%22%7D"), Feature::apostrophe));
}

TEST_CASE("each feature has the clause that promises that it is accepted") {
  const auto clause = [](Feature one) { return suite::clause_of(static_cast<std::size_t>(one)); };
  CHECK(clause(Feature::properties_in_post) == ClauseId("common.method"));
  CHECK(clause(Feature::region) == ClauseId("common.region"));
  CHECK(clause(Feature::needless_encoding) == ClauseId("common.encoding"));
  CHECK(clause(Feature::any_encoded) == ClauseId("common.encoding"));
  CHECK(clause(Feature::no_type) == ClauseId("product-type.optional"));
  CHECK(clause(Feature::encryption_2) == ClauseId("encryption-type.values"));
  CHECK(clause(Feature::slash_escapes) == ClauseId("product-properties.json"));
  CHECK(clause(Feature::description_over_256) == ClauseId("product-description.text"));
  CHECK(clause(Feature::hyphen_last) == ClauseId("product-name.alphabet"));
  CHECK(clause(Feature::two_characters) == ClauseId("product-name.min-length"));
  CHECK(clause(Feature::name_length) == ClauseId("product-name.max-length"));
}

TEST_CASE("a name has the lengths up to its own as features") {
  const auto lengths = [](std::size_t size) {
    return (of_name(std::string(size, 'a')) >> static_cast<std::size_t>(Feature::name_length)).count();
  };
  CHECK(lengths(8) == 0);
  CHECK(lengths(9) == 1);
  CHECK(lengths(32) == 24);
  CHECK(lengths(40) == 24);
}
