// SPDX-License-Identifier: MIT
// All of sign/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/sign/signature.hpp>
