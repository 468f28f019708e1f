// SPDX-License-Identifier: MIT
#include <createproduct/model/codes.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include <doctest/doctest.h>

namespace {

using createproduct::is_public_code;
using createproduct::module_code;
using createproduct::module_code_table;
using createproduct::ModuleCode;
using createproduct::ModuleCodes;

constexpr std::array all_codes{ModuleCode::over_quota, ModuleCode::duplicate_name, ModuleCode::internal_error,
                               ModuleCode::invalid_parameter};

static_assert(module_code(1101) == ModuleCode::invalid_parameter);
static_assert(!module_code(0) && !module_code(999) && !module_code(1002) && !module_code(1102) && !module_code(-1101));
static_assert(is_public_code(0) && is_public_code(4000) && !is_public_code(-1) && !is_public_code(1101));

}  // namespace

TEST_CASE("the module codes are those of the table") {
  REQUIRE(module_code_table.size() == all_codes.size());
  for (std::size_t i = 0; i < all_codes.size(); ++i) {
    CHECK(module_code_table[i].number == static_cast<std::int32_t>(all_codes[i]));
    CHECK(module_code(module_code_table[i].number) == all_codes[i]);
    CHECK_FALSE(module_code_table[i].text.empty());
  }
}

TEST_CASE("the public codes are those of the table and no module code is among them") {
  for (const createproduct::CodeRow& row : createproduct::public_code_table) {
    CHECK(is_public_code(row.number));
    CHECK_FALSE(module_code(row.number));
  }
  std::size_t found = 0;
  for (std::int64_t number = -10'000; number <= 10'000; ++number) found += is_public_code(number) ? 1U : 0U;
  CHECK(found == createproduct::public_code_table.size());
}

TEST_CASE("a number that only agrees with a code in its low 32 bits is no code") {
  constexpr std::int64_t wrapped = (std::int64_t{1} << 32) + 1101;
  CHECK_FALSE(module_code(wrapped));
  CHECK_FALSE(is_public_code(std::int64_t{1} << 32));
  CHECK_FALSE(module_code(std::numeric_limits<std::int64_t>::min()));
}

TEST_CASE("a set of module codes holds what was added and nothing else") {
  CHECK(ModuleCodes().empty());
  for (const ModuleCode one : all_codes) {
    const ModuleCodes set = one;
    CHECK_FALSE(set.empty());
    for (const ModuleCode other : all_codes) CHECK(set.has(other) == (one == other));
  }

  ModuleCodes both = ModuleCode::duplicate_name;
  both.add(ModuleCode::over_quota);
  CHECK(both != ModuleCodes(ModuleCode::duplicate_name));
  ModuleCodes united = ModuleCode::duplicate_name;
  united.add(ModuleCodes(ModuleCode::over_quota));
  CHECK(united == both);
  CHECK(united.has(ModuleCode::over_quota));
  CHECK(united.has(ModuleCode::duplicate_name));
  CHECK_FALSE(united.has(ModuleCode::internal_error));
}
