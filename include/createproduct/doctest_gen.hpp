// SPDX-License-Identifier: MIT
// All of doctest_gen/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/doctest_gen/check_property.hpp>
