// SPDX-License-Identifier: MIT
#include <createproduct/gen/arbitrary.hpp>

#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>

#include <createproduct/wire/form.hpp>
#include <createproduct/wire/request_codec.hpp>
#include <createproduct/wire/response_codec.hpp>
#include <createproduct/wire/utf8.hpp>

#include "check_property.hpp"
#include "sampling.hpp"

using namespace createproduct;

namespace {

/// The printed forms of the first `count` values.
template <class T>
std::set<std::string> printed(std::size_t count) {
  std::set<std::string> out;
  for_samples(rc::gen::arbitrary<T>(), count,
              [&out](const rc::Shrinkable<T>& sample) { out.insert(rc::toString(sample.value())); });
  return out;
}

/// Checks that every value shrinks to `least` if nothing stops it.
template <class T>
void check_minimum(const T& least, std::size_t count = 50) {
  for_samples(rc::gen::arbitrary<T>(), count, [&least](const rc::Shrinkable<T>& sample) {
    REQUIRE(shrunk(sample, [](const T&) { return true; }) == least);
  });
}

void check_passes(const rc::detail::TestResult& result) {
  std::ostringstream message;
  rc::detail::printResultMessage(result, message);
  INFO(message.str());
  CHECK(result.template is<rc::detail::SuccessResult>());
}

}  // namespace

TEST_CASE("every enumerator, clause and code is drawn") {
  CHECK(printed<EncryptionType>(100) == std::set<std::string>{"1", "2"});
  CHECK(printed<Region>(10) == std::set<std::string>{"gz"});
  CHECK(printed<ProductType>(100) == std::set<std::string>{"0", "1", "2"});
  CHECK(printed<Level>(200).size() == 5);
  CHECK(printed<ModuleCode>(200) == std::set<std::string>{"1000", "1001", "1100", "1101"});
  CHECK(printed<ModuleCodes>(1000).size() == 16);
  CHECK(printed<ClauseId>(2000).size() == clause_count);
}

TEST_CASE("sets of clauses are empty, full and in between") {
  std::set<std::size_t> sizes;
  for_samples(rc::gen::arbitrary<ClauseSet>(), 2000,
              [&](const rc::Shrinkable<ClauseSet>& sample) { sizes.insert(sample.value().size()); });
  CHECK(*sizes.rbegin() == clause_count);
  CHECK(*sizes.begin() < 5);
  CHECK(sizes.size() > 20);
}

TEST_CASE("names have every combination of defects that there is") {
  std::set<std::string> seen;
  for_samples(rc::gen::arbitrary<NameDefects>(), 2000, [&](const rc::Shrinkable<NameDefects>& sample) {
    const NameDefects defects = sample.value();
    std::string text;
    if (defects.too_short) text += "short ";
    if (defects.too_long) text += "long ";
    if (defects.bad_alphabet()) text += "alphabet";
    seen.insert(text);
  });
  CHECK(seen == std::set<std::string>{"", "short ", "long ", "alphabet", "long alphabet"});
}

TEST_CASE("typed properties survive the wire") {
  check_passes(check_property([](const ProductProperties& properties) {
    const auto parsed = wire::parse_properties(wire::to_properties_json(properties));
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(*parsed == properties);
  }));
}

TEST_CASE("typed requests survive the wire by either method") {
  check_passes(check_property([](const CreateProductRequest& request, bool post) {
    const auto parsed = wire::parse_request(wire::encode(wire::to_raw(request, post ? "POST" : "GET")));
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(*parsed == request);
  }));
}

TEST_CASE("common parameters survive the wire") {
  check_passes(check_property([](const CommonParameters& common) {
    wire::RawRequest raw;
    wire::add_common(common, raw);
    const auto parsed = wire::parse_common(wire::encode(raw));
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(*parsed == common);
  }));
}

TEST_CASE("answers have every code, and messages with and without one in front") {
  std::set<std::int64_t> codes;
  std::set<bool> with_module_code, named, identified;
  for_samples(rc::gen::arbitrary<CreateProductResponse>(), 2000,
              [&](const rc::Shrinkable<CreateProductResponse>& sample) {
                const CreateProductResponse response = sample.value();
                codes.insert(response.code);
                with_module_code.insert(response.module_code().has_value());
                named.insert(response.product_name.has_value());
                identified.insert(response.product_id.has_value());
              });
  for (const CodeRow& row : public_code_table) CHECK(codes.count(row.number) == 1);
  for (const CodeRow& row : module_code_table) CHECK(codes.count(row.number) == 1);
  CHECK(*codes.begin() < 0);
  CHECK(with_module_code.size() == 2);
  CHECK(named.size() == 2);
  CHECK(identified.size() == 2);
}

TEST_CASE("values of the model shrink to the plainest") {
  check_minimum(EncryptionType::asymmetric);
  check_minimum(Region::guangzhou);
  check_minimum(ProductType::ordinary);
  check_minimum(Level::must);
  check_minimum(ModuleCode::over_quota);
  check_minimum(ModuleCodes{});
  check_minimum(ClauseId::at(0));
  check_minimum(ClauseSet{});
  check_minimum(check_product_name(""));
  check_minimum(ProductProperties{});
  check_minimum(CreateProductRequest{});
  check_minimum(CommonParameters{});
  check_minimum(CreateProductResponse{});
}

TEST_CASE("values of the model shrink to the plainest that fails") {
  for_samples(rc::gen::arbitrary<CreateProductRequest>(), 200, [](const rc::Shrinkable<CreateProductRequest>& sample) {
    const auto quoted = [](const CreateProductRequest& request) {
      return request.product_properties && request.product_properties->product_description &&
             request.product_properties->product_description->find('"') != std::string::npos;
    };
    if (!quoted(sample.value())) return;
    ProductProperties least;
    least.product_description = "\"";
    REQUIRE(shrunk(sample, quoted) == CreateProductRequest{"", least});
  });
  for_samples(rc::gen::arbitrary<CommonParameters>(), 50, [](const rc::Shrinkable<CommonParameters>& sample) {
    const auto late = [](const CommonParameters& common) { return common.timestamp && *common.timestamp >= 1000; };
    if (!late(sample.value())) return;
    CommonParameters least;
    least.timestamp = 1000;
    REQUIRE(shrunk(sample, late) == least);
  });
}

TEST_CASE("values of the model are the same from every compiler") {
  Hash hash;
  const auto take = [&hash](std::uint64_t one) { hash.take(std::to_string(one)); };
  take(hash_of(rc::gen::arbitrary<ClauseId>()));
  take(hash_of(rc::gen::arbitrary<ClauseSet>()));
  take(hash_of(rc::gen::arbitrary<ModuleCodes>()));
  take(hash_of(rc::gen::arbitrary<NameDefects>()));
  take(hash_of(rc::gen::arbitrary<CreateProductRequest>()));
  take(hash_of(rc::gen::arbitrary<CommonParameters>()));
  take(hash_of(rc::gen::arbitrary<CreateProductResponse>()));
  CHECK(hash.value() == 13893329061793716797U);
}
