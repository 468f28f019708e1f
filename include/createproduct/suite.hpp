// SPDX-License-Identifier: MIT
// What most need of suite/, kept in step by cmake/umbrellas.py.
#pragma once

#include <createproduct/version.hpp>  // first: it refuses compilers that are too old

#include <createproduct/suite/again_cases.hpp>
#include <createproduct/suite/answer_words.hpp>
#include <createproduct/suite/at_once.hpp>
#include <createproduct/suite/authentication_refusal.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/case_context.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/cleanup.hpp>
#include <createproduct/suite/combination_coverage.hpp>
#include <createproduct/suite/control_phase.hpp>
#include <createproduct/suite/control_search.hpp>
#include <createproduct/suite/diagnosis.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/evidence.hpp>
#include <createproduct/suite/execution.hpp>
#include <createproduct/suite/finding_book.hpp>
#include <createproduct/suite/fresh_names.hpp>
#include <createproduct/suite/glob.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/lanes.hpp>
#include <createproduct/suite/most_creations.hpp>
#include <createproduct/suite/noise.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/order_by_rank.hpp>
#include <createproduct/suite/own_rule.hpp>
#include <createproduct/suite/product.hpp>
#include <createproduct/suite/quota_phase.hpp>
#include <createproduct/suite/race.hpp>
#include <createproduct/suite/race_phase.hpp>
#include <createproduct/suite/races.hpp>
#include <createproduct/suite/random_cases.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/suite/recurrence.hpp>
#include <createproduct/suite/request_traits.hpp>
#include <createproduct/suite/room.hpp>
#include <createproduct/suite/run.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/suite/run_result.hpp>
#include <createproduct/suite/selection.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/suite/shard.hpp>
#include <createproduct/suite/shrink.hpp>
#include <createproduct/suite/shrinker.hpp>
#include <createproduct/suite/step_request.hpp>
#include <createproduct/suite/target.hpp>
#include <createproduct/suite/template_text.hpp>
#include <createproduct/suite/touching_cases.hpp>
#include <createproduct/suite/used_nonces.hpp>
