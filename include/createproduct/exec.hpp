// SPDX-License-Identifier: MIT
// All of exec/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/exec/adapter.hpp>
#include <createproduct/exec/child.hpp>
#include <createproduct/exec/process.hpp>
#include <createproduct/exec/protocol.hpp>
