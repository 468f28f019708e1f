// SPDX-License-Identifier: MIT
// The readers of JSON, which share no code or little, held against each other.
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/judge/lenient_json.hpp>
#include <createproduct/mock/json_reader.hpp>
#include <createproduct/mock/rules.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/shallow_json.hpp>
#include <createproduct/wire/utf8.hpp>

#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;
using State = wire::ShallowJson::State;

std::vector<std::string> seeds() { return fuzz::seeds(fuzz::Grammar::properties); }

bool same(const wire::ShallowValue& a, const wire::ShallowValue& b) {
  return a.kind == b.kind && a.text == b.text && a.integer == b.integer && a.clamped == b.clamped;
}

void require_same(const wire::ShallowJson& a, const wire::ShallowJson& b, const char* invariant,
                  std::string_view text) {
  bool equal = a.state == b.state && a.members.size() == b.members.size();
  if (equal && a.state == State::complete) equal = same(a.root, b.root);
  for (std::size_t i = 0; equal && i < a.members.size(); ++i)
    equal = a.members[i].key == b.members[i].key && same(a.members[i].value, b.members[i].value);
  require(equal, invariant, text);
}

}  // namespace

FUZZ_TARGET("json", properties, seeds) {
  const wire::ShallowJson strict = wire::read_shallow_json(bytes);
  const bool marked = bytes.starts_with("\xEF\xBB\xBF");
  const bool has_nul = bytes.find('\0') != std::string_view::npos;
  const bool whole = nlohmann::json::accept(bytes.begin(), bytes.end());
  if (!has_nul && strict.state != State::too_deep && strict.state != State::too_large)
    require((strict.state == State::complete) == whole, "the reader takes what nlohmann takes", bytes);
  if (strict.state == State::complete && !marked && !wire::is_utf8(bytes))
    fuzzing::broken("what is not UTF-8 is not JSON", bytes, {});

  mock::JsonText mocked;
  const bool mock_reads = mock::JsonReader(bytes, mock::JsonRules{}).read(mocked);
  if (strict.state == State::complete && !marked) {
    require(mock_reads, "the mock reads all JSON that the judge reads", bytes);
    require(mocked.members.size() == strict.members.size(), "the mock sees the members that the judge sees", bytes);
    for (std::size_t i = 0; i < strict.members.size(); ++i) {
      require(mocked.members[i].key == strict.members[i].key, "the mock sees the same keys", bytes,
              mocked.members[i].key);
      if (strict.members[i].value.kind == wire::JsonKind::string)
        require(mocked.members[i].value.text == strict.members[i].value.text, "the mock sees the same strings", bytes);
    }
  }
  if (strict.state == State::malformed) require(!mock_reads, "the mock reads no more than the judge", bytes);

  // What only lenient readers take is no JSON; what strict ones take, lenient ones take for the same.
  const judge::LenientJson lenient = judge::read_lenient_json(bytes);
  if (strict.state == State::complete) {
    require(!lenient.refusable() || lenient.surrogates, "what is JSON is nothing to refuse", bytes);
    require_same(lenient.json, strict, "a lenient reader reads JSON as a strict one does", bytes);
  }

  const std::string written = wire::json_string(bytes);
  const wire::ShallowJson back = wire::read_shallow_json(written);
  require(back.state == State::complete && back.root.kind == wire::JsonKind::string, "a written string is JSON",
          written);
  if (wire::is_utf8(bytes)) require(back.root.text == bytes, "a written string reads as it was", bytes, back.root.text);
}
