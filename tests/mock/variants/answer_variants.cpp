// SPDX-License-Identifier: MIT
#include <createproduct/mock/variants/answer_variants.hpp>

#include "../check_variants.hpp"

using namespace createproduct;

TEST_CASE("no variant of answer_variants breaks a clause") { mock_test::check_variants(mock::answer_variants); }
