// SPDX-License-Identifier: MIT
#include <createproduct/mock/product_ids.hpp>

#include <string>
#include <string_view>
#include <unordered_set>

#include <doctest/doctest.h>

using namespace createproduct::mock;

namespace {

std::string id_of(std::uint64_t product, Identity identity = Identity::unique, IdForm form = IdForm::page,
                  std::string_view name = "name") {
  return product_id({product, product / 2, 1500000000, name}, 1, identity, form);
}

}  // namespace

TEST_CASE("ids of every form are unique") {
  for (const IdForm form : {IdForm::page, IdForm::uuid, IdForm::digits, IdForm::lower_case, IdForm::long_40,
                            IdForm::one_character_more, IdForm::symbols}) {
    std::unordered_set<std::string> ids;
    for (std::uint64_t i = 0; i < 20'000; ++i) ids.insert(id_of(i, Identity::unique, form));
    CHECK(ids.size() == 20'000);
  }
}

TEST_CASE("an id looks like the one of the page") {
  for (std::uint64_t i = 0; i < 100; ++i) {
    const std::string id = id_of(i);
    CHECK(id.size() == 10);
    CHECK(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string::npos);
  }
}

TEST_CASE("ids have the length of their form") {
  const auto length = [](IdForm form) { return id_of(7, Identity::unique, form).size(); };
  CHECK(length(IdForm::uuid) == 36);
  CHECK(length(IdForm::digits) == 16);
  CHECK(length(IdForm::lower_case) == 10);
  CHECK(length(IdForm::long_40) == 40);
  CHECK(length(IdForm::one_character_more) == 11);
}

TEST_CASE("the same seed gives the same ids, another seed others") {
  CHECK(product_id({5, 0, 0, ""}, 1, Identity::unique, IdForm::page) ==
        product_id({5, 3, 9, "x"}, 1, Identity::unique, IdForm::page));
  CHECK(product_id({5, 0, 0, ""}, 1, Identity::unique, IdForm::page) !=
        product_id({5, 0, 0, ""}, 2, Identity::unique, IdForm::page));
}

TEST_CASE("faulty identities repeat") {
  CHECK(id_of(0, Identity::constant) == id_of(1, Identity::constant));
  CHECK(id_of(3, Identity::modulo_10) == id_of(13, Identity::modulo_10));
  CHECK(id_of(3, Identity::modulo_10) != id_of(4, Identity::modulo_10));
  CHECK(id_of(3, Identity::modulo_100) == id_of(103, Identity::modulo_100));
  CHECK(id_of(4, Identity::per_account) == id_of(5, Identity::per_account));
  CHECK(id_of(4, Identity::previous) == id_of(5, Identity::previous));
  CHECK(id_of(1, Identity::by_second) == id_of(2, Identity::by_second));
  CHECK(id_of(1, Identity::by_name, IdForm::page, "abcdX") == id_of(2, Identity::by_name, IdForm::page, "abcdY"));
  CHECK(id_of(1, Identity::by_folded_name, IdForm::page, "Ab") ==
        id_of(2, Identity::by_folded_name, IdForm::page, "aB"));
  CHECK(id_of(1, Identity::by_length, IdForm::page, "ab") == id_of(2, Identity::by_length, IdForm::page, "cd"));
  std::unordered_set<std::string> drawn;
  for (std::uint64_t i = 0; i < 2000; ++i) drawn.insert(id_of(i, Identity::random_below_1000));
  CHECK(drawn.size() <= 1000);
  CHECK(drawn.size() > 700);
}
