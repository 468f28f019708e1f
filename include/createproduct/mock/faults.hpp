// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include <createproduct/mock/faults/answer_faults.hpp>
#include <createproduct/mock/faults/common_faults.hpp>
#include <createproduct/mock/faults/fault.hpp>
#include <createproduct/mock/faults/member_faults.hpp>
#include <createproduct/mock/faults/name_faults.hpp>
#include <createproduct/mock/faults/naming_faults.hpp>
#include <createproduct/mock/faults/product_faults.hpp>
#include <createproduct/mock/faults/property_faults.hpp>

namespace createproduct::mock {

/// The tables of faults, by kind.
inline constexpr std::array<std::span<const Fault>, 7> fault_tables{
    name_faults, naming_faults, property_faults, member_faults, answer_faults, product_faults, common_faults};

/// How many faults there are.
inline constexpr std::size_t fault_count = [] {
  std::size_t count = 0;
  for (const std::span<const Fault> table : fault_tables) count += table.size();
  return count;
}();

/// Calls visit(const Fault&) for every fault.
template <class Visitor>
constexpr void for_each_fault(Visitor&& visit) {
  for (const std::span<const Fault> table : fault_tables)
    for (const Fault& fault : table) visit(fault);
}

/// The fault called `name`, or null. O(fault_count).
[[nodiscard]] constexpr const Fault* find_fault(std::string_view name) noexcept {
  for (const std::span<const Fault> table : fault_tables)
    for (const Fault& fault : table)
      if (fault.name == name) return &fault;
  return nullptr;
}

}  // namespace createproduct::mock
