// SPDX-License-Identifier: MIT
// All of wire/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/wire/ascii_case.hpp>
#include <createproduct/wire/double_from_chars.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/json_events.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_lexer.hpp>
#include <createproduct/wire/json_members.hpp>
#include <createproduct/wire/json_number.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/json_tree.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/request_codec.hpp>
#include <createproduct/wire/response_codec.hpp>
#include <createproduct/wire/shallow_json.hpp>
#include <createproduct/wire/typed_form.hpp>
#include <createproduct/wire/typed_object.hpp>
#include <createproduct/wire/utf8.hpp>
