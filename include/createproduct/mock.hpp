// SPDX-License-Identifier: MIT
// All of mock/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/mock/answer_shape.hpp>
#include <createproduct/mock/answer_text.hpp>
#include <createproduct/mock/answer_writer.hpp>
#include <createproduct/mock/behaviour.hpp>
#include <createproduct/mock/configuration.hpp>
#include <createproduct/mock/defect.hpp>
#include <createproduct/mock/faults.hpp>
#include <createproduct/mock/faults/answer_faults.hpp>
#include <createproduct/mock/faults/common_faults.hpp>
#include <createproduct/mock/faults/fault.hpp>
#include <createproduct/mock/faults/member_faults.hpp>
#include <createproduct/mock/faults/name_faults.hpp>
#include <createproduct/mock/faults/naming_faults.hpp>
#include <createproduct/mock/faults/product_faults.hpp>
#include <createproduct/mock/faults/property_faults.hpp>
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
#include <createproduct/mock/variants.hpp>
#include <createproduct/mock/variants/answer_variants.hpp>
#include <createproduct/mock/variants/network_variants.hpp>
#include <createproduct/mock/variants/silence_variants.hpp>
#include <createproduct/mock/variants/variant.hpp>
