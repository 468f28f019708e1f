// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <createproduct/mock/behaviour.hpp>
#include <createproduct/model/clause.hpp>

namespace createproduct::mock {

/// What must be there for a fault or variant to show.
struct Needs {
  bool keys = false;            ///< a service with keys, and signed requests
  bool second_account = false;  ///< a second account of the service
  bool quota = false;           ///< an account that can be filled
  bool concurrency = false;     ///< requests at the same time
  std::size_t products = 0;     ///< more products than this
};

/// One way to break the contract.
struct Fault {
  std::string_view name;      ///< `<clause id>.<fault>`
  ClauseId clause;            ///< the one it breaks first
  std::string_view text;      ///< what such a service does, one sentence
  void (*apply)(Behaviour&);  ///< turns the knobs of a behaviour that keeps the contract
  Needs needs = {};           ///< what must be there for it to show
};

inline constexpr Needs needs_keys{true, false, false, false, 0};  ///< Of faults that a signed request shows
inline constexpr Needs needs_second_account{false, true, false, false,
                                            0};                    ///< Of faults that show between two accounts
inline constexpr Needs needs_quota{false, false, true, false, 0};  ///< Of faults that show at a full account
/// Of faults that show where requests come at the same time.
inline constexpr Needs needs_concurrency{false, false, false, true, 0};

}  // namespace createproduct::mock
