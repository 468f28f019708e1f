// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include <createproduct/mock/answer_shape.hpp>
#include <createproduct/mock/defect.hpp>
#include <createproduct/mock/rules.hpp>

namespace createproduct::mock {

/// Which requests a Behaviour is for; all conditions must hold. The others are served by Configuration::otherwise.
struct When {
  std::string_view method;              ///< "GET" or "POST"; empty for any
  unsigned every = 0;                   ///< only every so-many-th request of the service
  unsigned in_flight = 0;               ///< only while at least so many requests are being handled
  std::chrono::microseconds linger{0};  ///< every request waits so long first, so that requests meet
  unsigned first = 0;                   ///< only the first so many requests; 0 for all
  std::chrono::milliseconds after{0};   ///< only from so long after the first request on
  std::size_t longer_than = 0;          ///< only query and body of more than so many bytes together
  bool properties_first = false;        ///< only with productProperties in front of productName
  std::size_t after_products = 0;       ///< only once the service has made so many products
  std::string_view name_prefix;         ///< only names that begin so
  std::string_view name_with;           ///< only names with one of these characters
  std::size_t name_length = 0;          ///< only names of so many bytes; 0 for any
  bool with_properties = false;         ///< only with productProperties
  bool without_properties = false;      ///< only without
  std::string_view properties_with;     ///< only with productProperties that have this text in them
  std::string_view parameter;           ///< only with a parameter of this name
};

/// Everything about the mock that can be other than it is. The default keeps the contract; a fault turns a knob so that
/// a clause breaks, a variant so that none does.
struct Behaviour {
  Decoding decoding;              ///< how wire text becomes parameters
  CommonRule common;              ///< Action, Region, and methods
  Authentication authentication;  ///< how signed requests are checked
  NameRule name;                  ///< what a productName must look like
  PropertyRules properties;       ///< what productProperties must look like
  NamingRule naming;              ///< when a name counts as taken
  QuotaRule quota;                ///< how the number of products is limited
  Precedence precedence;          ///< which of several errors is reported
  DefectSet waived;               ///< defects that are not noticed

  /// How each defect is refused.
  Refusals refusals = documented_refusals();
  AnswerShape answer;  ///< how answers are written
  Trouble trouble;     ///< what a network and a busy service do to answers
  When when;           ///< the requests that all of this is for

  /// The refusal of `defect`, to be changed.
  [[nodiscard]] Refusal& on(Defect defect) noexcept { return refusals[static_cast<std::size_t>(defect)]; }

  /// The refusal of `defect`.
  [[nodiscard]] const Refusal& on(Defect defect) const noexcept { return refusals[static_cast<std::size_t>(defect)]; }

  /// Notices `defect` no more: what has it is accepted.
  void waive(Defect defect) noexcept { waived.add(defect); }
};

}  // namespace createproduct::mock
