// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <createproduct/suite/events.hpp>

namespace createproduct::suite {

/// A product that an answer told of.
struct Product {
  std::string account;   ///< "first" or "second"
  std::string name;      ///< raw bytes; empty if the request does not tell
  std::string id;        ///< productID; empty if the answer had none
  bool salted = false;   ///< as LedgerEntry has it
  bool regular = false;  ///< nothing was wrong with its creation
  Exchange creation{};   ///< that told of it
  bool deleted = false;  ///< whether it was deleted again
};

}  // namespace createproduct::suite
