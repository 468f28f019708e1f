// SPDX-License-Identifier: MIT
// What most need of fuzz/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/fuzz/dictionary.hpp>
#include <createproduct/fuzz/differential.hpp>
#include <createproduct/fuzz/digest.hpp>
#include <createproduct/fuzz/disagreement.hpp>
#include <createproduct/fuzz/form_fields.hpp>
#include <createproduct/fuzz/input_watch.hpp>
#include <createproduct/fuzz/json_mutator.hpp>
#include <createproduct/fuzz/minimise.hpp>
#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/fuzz/request_mutator.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/fuzz/subject.hpp>
#include <createproduct/fuzz/validator.hpp>
