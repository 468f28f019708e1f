// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults/property_faults.hpp>

#include "../check_faults.hpp"

using namespace createproduct;

TEST_CASE("each fault of property_faults breaks its clause") { mock_test::check_faults(mock::property_faults); }
