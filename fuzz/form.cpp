// SPDX-License-Identifier: MIT
// Query and form decoding.
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/judge/request_reading.hpp>
#include <createproduct/mock/parameters.hpp>
#include <createproduct/mock/rules.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/typed_form.hpp>

#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

std::vector<std::string> seeds() { return fuzz::seeds(fuzz::Grammar::form); }

void pieces_make_the_text(std::string_view text) {
  std::string again;
  bool first = true;
  for (const wire::FormField& field : wire::split_form(text)) {
    if (!first) again += '&';
    first = false;
    again.append(field.name).append(field.has_equals ? "=" : "").append(field.value);
  }
  require(again == text, "the pieces of a form, joined, are the form", text, again);
}

void decoding_undoes_encoding(std::string_view text) {
  const std::string encoded = wire::percent_encoded(text);
  for (const wire::Plus plus : {wire::Plus::space, wire::Plus::literal}) {
    const wire::PercentDecoded back = wire::percent_decoded(encoded, plus);
    require(back.valid && back.bytes == text, "percent-decoding undoes percent-encoding", text, back.bytes);
    require(wire::percent_decoded(text, plus).bytes.size() <= text.size(), "decoding never lengthens a text", text);
  }
}

void raw_request_encodes_to_the_same_bytes(const wire::WireRequest& request) {
  require(wire::encode(wire::decode(request)) == request, "encode(decode(request)) is the request", request.query,
          request.body);
}

/// What the judge, the mock and the typed reader, which share no code, take the parameters to be.
void readers_agree(const wire::WireRequest& request, bool post) {
  judge::Reading reading;
  reading.query = !post;
  reading.body = post;
  reading.repeats = judge::Reading::Repeats::last;  // as the mock has it
  const judge::DecidingParameters judged = judge::read_parameters(judge::split_parameters(request), reading);
  const mock::Parameters mocked(request, mock::Decoding{});
  wire::TypedForm typed(request);
  const auto compare = [&](std::string_view name, const std::optional<std::string>& value) {
    const mock::Received* received = mocked.find(name);
    require((received != nullptr) == value.has_value(), "judge and mock find the same parameters", name);
    if (received != nullptr)
      require(received->value == *value, "judge and mock read the same value", *value, received->value);
    const std::optional<std::string> strict = typed.text(name);
    if (!typed.error()) require(strict == value, "the strict reader reads what the judge does", name);
  };
  compare("Action", judged.action);
  compare("productName", judged.name);
  compare("productProperties", judged.properties);
}

}  // namespace

FUZZ_TARGET("form", form, seeds) {
  pieces_make_the_text(bytes);
  decoding_undoes_encoding(bytes);
  const wire::WireRequest get{"GET", std::string(bytes), ""};
  const wire::WireRequest post{"POST", "", std::string(bytes)};
  raw_request_encodes_to_the_same_bytes(get);
  raw_request_encodes_to_the_same_bytes(post);
  readers_agree(get, false);
  readers_agree(post, true);
}
