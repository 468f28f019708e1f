// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <createproduct/model/generated/code_table.hpp>

namespace createproduct {

/// The module codes of section 5, which stand in front of the message of a refusal.
enum class ModuleCode : std::int32_t {
  over_quota = 1000,
  duplicate_name = 1001,
  internal_error = 1100,
  invalid_parameter = 1101,
};

/// The documented module code with this number, or nothing.
[[nodiscard]] constexpr std::optional<ModuleCode> module_code(std::int64_t number) noexcept {
  for (const CodeRow& row : module_code_table)
    if (row.number == number) return static_cast<ModuleCode>(row.number);
  return std::nullopt;
}

/// Whether the public codes page lists `number`. An unlisted non-zero code is not an error of the answer.
[[nodiscard]] constexpr bool is_public_code(std::int64_t number) noexcept {
  for (const CodeRow& row : public_code_table)
    if (row.number == number) return true;
  return false;
}

/// A set of module codes, small enough to copy freely.
class ModuleCodes {
 public:
  constexpr ModuleCodes() noexcept = default;

  /// The set of this one.
  constexpr ModuleCodes(ModuleCode code) noexcept : bits_(bit(code)) {}  // NOLINT(google-explicit-constructor)

  /// What one does with sets.
  /// @{
  constexpr void add(ModuleCode code) noexcept { bits_ |= bit(code); }
  constexpr void add(ModuleCodes other) noexcept { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool has(ModuleCode code) const noexcept { return (bits_ & bit(code)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  /// @}

  friend constexpr bool operator==(ModuleCodes, ModuleCodes) noexcept = default;

 private:
  static constexpr unsigned bit(ModuleCode code) noexcept {
    switch (code) {
      case ModuleCode::over_quota: return 1U;
      case ModuleCode::duplicate_name: return 2U;
      case ModuleCode::internal_error: return 4U;
      case ModuleCode::invalid_parameter: return 8U;
    }
    return 0U;
  }
  unsigned bits_ = 0;
};

}  // namespace createproduct
