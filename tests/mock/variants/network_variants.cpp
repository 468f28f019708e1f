// SPDX-License-Identifier: MIT
#include <createproduct/mock/variants/network_variants.hpp>

#include "../check_variants.hpp"

using namespace createproduct;

TEST_CASE("no variant of network_variants breaks a clause") { mock_test::check_variants(mock::network_variants); }
