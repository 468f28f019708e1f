// SPDX-License-Identifier: MIT
// All of judge/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/judge/account.hpp>
#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/answer_check.hpp>
#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/assessment.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/decimal.hpp>
#include <createproduct/judge/description_text.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/judge/lenient_json.hpp>
#include <createproduct/judge/properties.hpp>
#include <createproduct/judge/request_reading.hpp>
#include <createproduct/judge/rule.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/judge/verdict.hpp>
