// SPDX-License-Identifier: MIT
// All of fuzz/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/fuzz/dictionary.hpp>
#include <createproduct/fuzz/json_mutator.hpp>
#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/fuzz/request_mutator.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/fuzz/seeds.hpp>
