// SPDX-License-Identifier: MIT
// What most need of report/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/report/base64.hpp>
#include <createproduct/report/clause_text.hpp>
#include <createproduct/report/columns.hpp>
#include <createproduct/report/contract_data.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/event_json.hpp>
#include <createproduct/report/event_reader.hpp>
#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/har_writer.hpp>
#include <createproduct/report/inline_case.hpp>
#include <createproduct/report/iso_time.hpp>
#include <createproduct/report/json_schema.hpp>
#include <createproduct/report/json_summary.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/report/junit.hpp>
#include <createproduct/report/ledger.hpp>
#include <createproduct/report/ledger_reader.hpp>
#include <createproduct/report/line_reader.hpp>
#include <createproduct/report/listing.hpp>
#include <createproduct/report/mask.hpp>
#include <createproduct/report/ndjson.hpp>
#include <createproduct/report/near.hpp>
#include <createproduct/report/openapi.hpp>
#include <createproduct/report/recorded_url.hpp>
#include <createproduct/report/recording.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/redact_event.hpp>
#include <createproduct/report/respell.hpp>
#include <createproduct/report/shell_words.hpp>
#include <createproduct/report/step_json.hpp>
#include <createproduct/report/terminal.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/report/transcript.hpp>
#include <createproduct/report/xml_text.hpp>
