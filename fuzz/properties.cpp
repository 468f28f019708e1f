// SPDX-License-Identifier: MIT
// productProperties: the judge against the mock's check, and against itself on other spellings of the same.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/fuzz/json_mutator.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/judge/properties.hpp>
#include <createproduct/mock/property_check.hpp>
#include <createproduct/mock/rules.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/request_codec.hpp>

#include "frame/spaced.hpp"
#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;
using fuzzing::spaced;

std::vector<std::string> seeds() { return fuzz::seeds(fuzz::Grammar::properties); }

std::string ids(const ClauseSet& clauses) {
  std::string out;
  clauses.for_each([&out](ClauseId clause) { out.append(clause.id()).append(" "); });
  return out;
}

void require_same(const judge::Assessment& a, const judge::Assessment& b, const char* invariant,
                  std::string_view text) {
  const bool equal = a.broken == b.broken && a.perhaps == b.perhaps && a.silences == b.silences;
  require(equal, invariant, text,
          ids(a.broken) + "| " + ids(a.silences) + "-> " + ids(b.broken) + "| " + ids(b.silences));
}

/// The text with every ASCII letter and digit in strings as an escape.
std::string escaped(std::string_view text) {
  std::string out;
  for (const std::string& piece : fuzz::detail::json_pieces(text)) {
    if (!fuzz::detail::is_quoted(piece) || piece.find('\\') != std::string::npos) {
      out += piece;
      continue;
    }
    for (const char c : piece) {
      const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (plain)
        out.append("\\u00").append(wire::to_hex({&c, 1}));
      else
        out.push_back(c);
    }
  }
  return out;
}

bool is_json(const judge::Assessment& assessment) {
  return !assessment.broken.has("product-properties.json") && !assessment.perhaps.has("product-properties.json");
}

}  // namespace

FUZZ_TARGET("properties", properties, seeds) {
  const judge::Assessment judged = judge::assess_properties(bytes);
  const mock::PropertyRules rules;
  const bool refused = mock::PropertyCheck(rules, {})(true, bytes) != mock::Defect::none;
  if (!judged.broken.empty())
    require(refused, "the mock refuses what the judge says must be refused", bytes, ids(judged.broken));
  if (judged.broken.empty() && judged.silences.empty())
    require(!refused, "the mock accepts what the judge says must be accepted", bytes);

  if (const Result<ProductProperties> typed = wire::parse_properties(bytes)) {
    require(judged.broken.empty(), "what can be typed breaks no clause", bytes, ids(judged.broken));
    const std::string text = wire::to_properties_json(*typed);
    const Result<ProductProperties> back = wire::parse_properties(text);
    require(back && *back == *typed, "typed properties, written, read as they were", text);
    require(judge::assess_properties(text).broken.empty(), "typed properties, written, break no clause", text);
  }

  if (is_json(judged) && judged.broken.empty() && judge::byte_order_marks(bytes) == 0) {
    require_same(judge::assess_properties(spaced(bytes)), judged, "white space between tokens changes nothing", bytes);
    require_same(judge::assess_properties(escaped(bytes)), judged, "escapes in strings change nothing", bytes);
  }
}
