// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <createproduct/judge/classification.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::suite {

/// One exchange as a recording has it.
struct Recorded {
  /// What a recording has of the answer.
  enum class Answered : unsigned char {
    known,    ///< exchange.answer is what came, or says that nothing did
    dropped,  ///< the request was sent, but what came of it was not kept, or the client gave up
    unasked,  ///< the request alone is known, as from a curl line
  };

  Exchange exchange;                    ///< what was sent, and what came back if `answered` is known
  Answered answered = Answered::known;  ///< what the recording has of the answer
  std::optional<double> start;          ///< when the request began to be sent, Unix time in seconds
  std::optional<double> end;            ///< when the answer was complete
  std::string place{};                  ///< where in the recording it stands, as `line 12`
  std::size_t life = 0;  ///< how often the target had begun anew, and perhaps forgotten all, by the answer

  // Of the kit's own recordings:
  std::string case_id{};                 ///< of the case; empty in traffic that is not the kit's own
  ClauseId clause = "operation.create";  ///< that the case is about
  std::optional<Step> step{};            ///< the templates of the request
  std::uint64_t execution = 0;           ///< the same for all steps of one execution of a case; 0 for none
  std::string fresh{};                   ///< the fresh name of the execution
  bool together = false;                 ///< sent at the same time as the others of its execution
};

/// Its case or, in traffic that is not the kit's own, its place.
[[nodiscard]] inline const std::string& name_of(const Recorded& recorded) noexcept {
  return recorded.case_id.empty() ? recorded.place : recorded.case_id;
}

/// What the contract demands in answer to a recorded request. O(length of the request).
[[nodiscard]] inline judge::Classification classify(const Recorded& recorded) {
  judge::Classification request = judge::classify(recorded.exchange.sent);
  if (recorded.exchange.is_signed) judge::doubt_signature(request, recorded.exchange.sent);
  if (recorded.step && recorded.step->not_authentic) judge::demand_authentication_failure(request, recorded.clause);
  return request;
}

}  // namespace createproduct::suite
