// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <createproduct/suite/events.hpp>

namespace createproduct::suite {

/// A product that an answer told of.
struct Product {
  std::string account, name, id;
  bool salted = false;   ///< as LedgerEntry has it
  bool regular = false;  ///< nothing was wrong with its creation
  Exchange creation{};
  bool deleted = false;
};

}  // namespace createproduct::suite
