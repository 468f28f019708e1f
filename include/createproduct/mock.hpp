// SPDX-License-Identifier: MIT
// All of mock/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/mock/answer_shape.hpp>
#include <createproduct/mock/answer_text.hpp>
#include <createproduct/mock/answer_writer.hpp>
#include <createproduct/mock/behaviour.hpp>
#include <createproduct/mock/configuration.hpp>
#include <createproduct/mock/defect.hpp>
#include <createproduct/mock/gatekeeper.hpp>
#include <createproduct/mock/json_reader.hpp>
#include <createproduct/mock/json_writer.hpp>
#include <createproduct/mock/name_check.hpp>
#include <createproduct/mock/name_key.hpp>
#include <createproduct/mock/parameters.hpp>
#include <createproduct/mock/product_ids.hpp>
#include <createproduct/mock/property_check.hpp>
#include <createproduct/mock/public_codes.hpp>
#include <createproduct/mock/reply.hpp>
#include <createproduct/mock/rules.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/mock/store.hpp>
#include <createproduct/mock/text.hpp>
