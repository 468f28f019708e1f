// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults/name_faults.hpp>

#include "../check_faults.hpp"

using namespace createproduct;

TEST_CASE("each fault of name_faults breaks its clause") { mock_test::check_faults(mock::name_faults); }
