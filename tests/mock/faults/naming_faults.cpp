// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults/naming_faults.hpp>

#include "../check_faults.hpp"

using namespace createproduct;

TEST_CASE("each fault of naming_faults breaks its clause") { mock_test::check_faults(mock::naming_faults); }
