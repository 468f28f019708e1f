// SPDX-License-Identifier: MIT
// All of gen/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/gen/arbitrary.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/gen/product_name.hpp>
#include <createproduct/gen/product_properties.hpp>
#include <createproduct/gen/request.hpp>
#include <createproduct/gen/request_draft.hpp>
#include <createproduct/gen/request_sequence.hpp>
#include <createproduct/gen/show.hpp>
