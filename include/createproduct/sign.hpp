// SPDX-License-Identifier: MIT
// All of sign/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/sign/signature.hpp>
