// SPDX-License-Identifier: MIT
// All of doctest/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/doctest/check_answer.hpp>
#include <createproduct/doctest/contract.hpp>
#include <createproduct/doctest/string_maker.hpp>
