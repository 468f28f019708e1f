// SPDX-License-Identifier: MIT
// A whole request: the judge's class of it against what the mock makes of it, and against other spellings of the same.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/fuzz/script.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/request_codec.hpp>

#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;
using Demand = judge::Classification::Demand;

std::vector<std::string> seeds() { return fuzz::seeds(fuzz::Grammar::script); }

std::string text_of(const wire::WireRequest& request) {
  return request.method + " " + request.query + " " + request.body;
}

std::string ids(const ClauseSet& clauses) {
  std::string out;
  clauses.for_each([&out](ClauseId clause) { out.append(clause.id()).append(" "); });
  return out;
}

/// Every byte of values percent-encoded.
std::string respelled(std::string_view form) {
  std::string out;
  bool first = true;
  for (const wire::FormField& field : wire::split_form(form)) {
    if (!std::exchange(first, false)) out += '&';
    out.append(field.name).append(field.has_equals ? "=" : "");
    for (const char c : wire::percent_decoded(field.value, wire::Plus::literal).bytes)
      out.append("%").append(wire::to_hex({&c, 1}));
  }
  return out;
}

/// Whether all readers take the text for the same: nothing in it is ambiguous, and no piece of it is empty.
bool is_plain(const wire::WireRequest& request) {
  const bool post = request.method == "POST";
  const judge::WireParameters parameters = judge::split_parameters(request);
  const judge::Ambiguities found = judge::find_ambiguities(parameters, post);
  return (post || request.method == "GET") && !found.plus && !found.undecodable && !found.unsafe_bytes &&
         !found.both_places && request.query.size() + request.body.size() < 2000;
}

void check_spellings(const wire::WireRequest& request, const judge::Classification& judged) {
  wire::WireRequest other = request;
  (request.method == "POST" ? other.body : other.query) =
      respelled(request.method == "POST" ? request.body : request.query);
  const judge::Classification again = judge::classify(other);
  require(again.demand == judged.demand && again.broken == judged.broken && again.names == judged.names,
          "another spelling of the same parameters gets the same verdict", text_of(request), text_of(other));
  std::swap(other.query, other.body);
  other.method = request.method == "POST" ? "GET" : "POST";
  const judge::Classification moved = judge::classify(other);
  if (other.query.size() < 7000)
    require(moved.demand == judged.demand && moved.broken == judged.broken, "GET and POST get the same verdict",
            text_of(request), text_of(other));
}

}  // namespace

FUZZ_TARGET("request", script, seeds) {
  for (const wire::WireRequest& request : fuzz::read_script(bytes, 1)) {
    const judge::Classification judged = judge::classify(request);
    if (judged.demand == Demand::reject)
      require(!judged.broken.empty(), "a request that must be refused breaks a clause", text_of(request));
    if (const Result<CreateProductRequest> typed = wire::parse_request(request);
        typed && judged.demand == Demand::accept)
      require(judged.names == std::vector<std::string>{typed->product_name}, "the typed request has the judge's name",
              text_of(request));

    mock::Service service;
    judge::Judge judge("");
    for (const std::string& name : judged.names) judge.account("first").known_fresh(name);
    const mock::Reply reply = service.handle(request);
    judge::Answer answer;
    answer.status = reply.status;
    answer.body = reply.body;
    const judge::Ruling ruling = judge.rule("first", judged, answer);
    require(ruling.outcome != judge::Ruling::Outcome::unknown, "the mock's answers can be read", text_of(request),
            reply.body);
    const bool accepted = ruling.outcome == judge::Ruling::Outcome::accepted;
    const bool deletes = suite::operation_of(request) == suite::Operation::remove;
    if (deletes) continue;
    if (judged.demand == Demand::reject)
      require(!accepted, "the mock refuses what must be refused", text_of(request), ids(judged.broken));
    if (judged.demand == Demand::accept)
      require(accepted, "the mock accepts what must be accepted", text_of(request), reply.body);
    if (!ruling.breaches.empty())
      fuzzing::broken("the mock keeps the contract", text_of(request), ruling.breaches.front().why);
    if (is_plain(request)) check_spellings(request, judged);
  }
}
