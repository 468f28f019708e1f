// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults/answer_faults.hpp>

#include "../check_faults.hpp"

using namespace createproduct;

TEST_CASE("each fault of answer_faults breaks its clause") { mock_test::check_faults(mock::answer_faults); }
