// SPDX-License-Identifier: MIT
#include <createproduct/exec.hpp>

bool CONSUMER_FUNCTION() {
  return createproduct::exec::read_kit_message(createproduct::exec::kit_hello()).has_value();
}
