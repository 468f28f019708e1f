// SPDX-License-Identifier: MIT
// All of report/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/report/baseline_file.hpp>
#include <createproduct/report/clause_text.hpp>
#include <createproduct/report/columns.hpp>
#include <createproduct/report/contract_data.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/event_json.hpp>
#include <createproduct/report/event_reader.hpp>
#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/json_schema.hpp>
#include <createproduct/report/json_summary.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/report/junit.hpp>
#include <createproduct/report/ledger.hpp>
#include <createproduct/report/ledger_reader.hpp>
#include <createproduct/report/listing.hpp>
#include <createproduct/report/mask.hpp>
#include <createproduct/report/ndjson.hpp>
#include <createproduct/report/near.hpp>
#include <createproduct/report/openapi.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/respell.hpp>
#include <createproduct/report/terminal.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/report/xml_text.hpp>
