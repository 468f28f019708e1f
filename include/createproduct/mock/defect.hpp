// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace createproduct::mock {

/// Every reason for which the mock refuses to carry out an authenticated CreateProduct request.
enum class Defect : unsigned char {
  none,
  name_missing,
  name_empty,
  name_short,  ///< only if the rule asks for more than one character
  name_long,
  name_characters,
  properties_missing,  ///< only if the rules make productProperties required
  properties_syntax,
  properties_kind,
  description_missing,
  description_kind,
  description_text,
  region_missing,
  region_kind,
  region_value,
  encryption_missing,
  encryption_kind,
  encryption_value,
  type_missing,
  type_kind,
  type_value,
  property_unknown,
  property_repeated,
  combination,  ///< values that are fine alone and refused together
  parameter_unknown,
  parameter_repeated,
  duplicate_name,
  over_quota,
  internal,
};
/// How many defects there are, `none` included.
inline constexpr std::size_t defect_count = static_cast<std::size_t>(Defect::internal) + 1;

/// A set of defects.
class DefectSet {
 public:
  constexpr DefectSet() noexcept = default;

  /// The set of these.
  constexpr DefectSet(std::initializer_list<Defect> defects) noexcept {
    for (const Defect defect : defects) add(defect);
  }

  /// Adds one.
  constexpr void add(Defect defect) noexcept { bits_ |= std::uint32_t{1} << static_cast<unsigned>(defect); }

  /// Whether it is in.
  [[nodiscard]] constexpr bool has(Defect defect) const noexcept {
    return (bits_ >> static_cast<unsigned>(defect) & 1U) != 0;
  }

 private:
  std::uint32_t bits_ = 0;
};
static_assert(defect_count <= 32);

/// How the answer to a defect leaves the service.
enum class Manner : unsigned char {
  module_answer,  ///< `(code)text` in message: what section 3 asks for
  plain_answer,   ///< text without a module code in message: how a gateway answers
  html_page,      ///< an HTML page with status 500
  empty_body,     ///< status 500 and no body
  closed,         ///< the connection is closed before an answer
  cut_off,        ///< the connection is closed in the middle of the answer
  hanging,        ///< no answer ever
};

/// How one defect is answered.
struct Refusal {
  int module_code = 1101;                 ///< in front of the message
  int public_code = 4000;                 ///< in `code`
  std::string_view text;                  ///< stands in message after the module code
  Manner manner = Manner::module_answer;  ///< how the answer leaves
};

/// For each defect, how it is refused.
using Refusals = std::array<Refusal, defect_count>;

/// The refusals of a service that keeps the contract.
[[nodiscard]] constexpr Refusals documented_refusals() noexcept {
  Refusals refusals{};
  const auto set = [&refusals](Defect defect, std::string_view text, int module_code = 1101, int public_code = 4000) {
    refusals[static_cast<std::size_t>(defect)] = {module_code, public_code, text, Manner::module_answer};
  };
  set(Defect::name_missing, "EC_INVALID_PARAM productName is missing");
  set(Defect::name_empty, "EC_INVALID_PARAM productName is empty");
  set(Defect::name_short, "EC_INVALID_PARAM productName is too short");
  set(Defect::name_long, "EC_INVALID_PARAM productName is too long");
  set(Defect::name_characters, "EC_INVALID_PARAM productName has a forbidden character");
  set(Defect::properties_missing, "EC_INVALID_PARAM productProperties is missing");
  set(Defect::properties_syntax, "EC_INVALID_PARAM productProperties is not JSON");
  set(Defect::properties_kind, "EC_INVALID_PARAM productProperties is not an object");
  set(Defect::description_missing, "EC_INVALID_PARAM productDescription is missing");
  set(Defect::description_kind, "EC_INVALID_PARAM productDescription is not a string");
  set(Defect::description_text, "EC_INVALID_PARAM productDescription is not allowed");
  set(Defect::region_missing, "EC_INVALID_PARAM region is missing");
  set(Defect::region_kind, "EC_INVALID_PARAM region is not a string");
  set(Defect::region_value, "EC_INVALID_PARAM region is not supported");
  set(Defect::encryption_missing, "EC_INVALID_PARAM encryptionType is missing");
  set(Defect::encryption_kind, "EC_INVALID_PARAM encryptionType is not a string");
  set(Defect::encryption_value, "EC_INVALID_PARAM encryptionType is neither 1 nor 2");
  set(Defect::type_missing, "EC_INVALID_PARAM productType is missing");
  set(Defect::type_kind, "EC_INVALID_PARAM productType is not an integer");
  set(Defect::type_value, "EC_INVALID_PARAM productType is not defined");
  set(Defect::property_unknown, "EC_INVALID_PARAM productProperties has an unknown member");
  set(Defect::property_repeated, "EC_INVALID_PARAM productProperties has a repeated member");
  set(Defect::combination, "EC_INVALID_PARAM these properties do not go together");
  set(Defect::parameter_unknown, "EC_INVALID_PARAM unknown parameter");
  set(Defect::parameter_repeated, "EC_INVALID_PARAM repeated parameter");
  set(Defect::duplicate_name, "EC_PRODUCT_EXIST product exists already", 1001);
  set(Defect::over_quota, "EC_PRODUCT_LIMIT too many products", 1000, 5100);
  set(Defect::internal, "EC_INTERNAL internal error, please contact us", 1100, 6000);
  return refusals;
}

}  // namespace createproduct::mock
