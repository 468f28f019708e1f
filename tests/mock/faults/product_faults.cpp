// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults/product_faults.hpp>

#include "../check_faults.hpp"

using namespace createproduct;

TEST_CASE("each fault of product_faults breaks its clause") { mock_test::check_faults(mock::product_faults); }
