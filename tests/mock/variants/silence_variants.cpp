// SPDX-License-Identifier: MIT
#include <createproduct/mock/variants/silence_variants.hpp>

#include "../check_variants.hpp"

using namespace createproduct;

TEST_CASE("no variant of silence_variants breaks a clause") { mock_test::check_variants(mock::silence_variants); }
