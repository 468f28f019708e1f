// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults/member_faults.hpp>

#include "../check_faults.hpp"

using namespace createproduct;

TEST_CASE("each fault of member_faults breaks its clause") { mock_test::check_faults(mock::member_faults); }
