// SPDX-License-Identifier: MIT
// All of model/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/model/own_clause.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/model/product_properties.hpp>
#include <createproduct/model/request.hpp>
#include <createproduct/model/response.hpp>
#include <createproduct/model/result.hpp>
