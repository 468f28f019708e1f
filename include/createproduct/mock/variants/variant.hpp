// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <createproduct/mock/behaviour.hpp>

namespace createproduct::mock {

/// One way to keep the contract that differs from the default: a choice the document leaves open, or a network that is
/// not at its best.
struct Variant {
  std::string_view name;      ///< for options, such as "busy.rate-limit"
  std::string_view text;      ///< what such a service does, one sentence
  void (*apply)(Behaviour&);  ///< turns the knobs of a behaviour; of a faulty one, before the fault does
  bool noisy = false;         ///< right requests fail now and then, without a pattern
};

}  // namespace createproduct::mock
