// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults/common_faults.hpp>

#include "../check_faults.hpp"

using namespace createproduct;

TEST_CASE("each fault of common_faults breaks its clause") { mock_test::check_faults(mock::common_faults); }
