// SPDX-License-Identifier: MIT
// All of draft/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/pieces.hpp>
#include <createproduct/draft/product_name.hpp>
#include <createproduct/draft/product_properties.hpp>
#include <createproduct/draft/properties_draft.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/request_draft.hpp>
#include <createproduct/draft/spelling.hpp>
