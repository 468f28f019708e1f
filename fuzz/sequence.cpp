// SPDX-License-Identifier: MIT
// Sequences of requests: the mock in its own way, which the contract allows, is accused of nothing.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/mock/parameters.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/mock/variants.hpp>
#include <createproduct/suite/operation.hpp>

#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

std::vector<std::string> seeds() { return fuzz::seeds(fuzz::Grammar::script); }

/// Whether the variant serves plain requests. A run finds out what else the others want, and sends it from then on.
bool serves_plain_requests(const mock::Variant& variant) {
  mock::Configuration configuration;
  mock::apply(variant, configuration);
  mock::Service service(std::move(configuration));
  const std::string plain = "Action=CreateProduct&productName=";
  const std::string properties =
      "&productProperties=%7B%22productDescription%22%3A%22a%22%2C%22region%22%3A%22gz%22%7D";
  for (const wire::WireRequest& request :
       {wire::WireRequest{"GET", plain + "kqzvna", ""}, wire::WireRequest{"POST", "", plain + "kqzvnb"},
        wire::WireRequest{"GET", plain + "kqzvnc" + properties, ""}}) {
    judge::AnswerReading reading;
    const std::string body = service.handle(request).body;
    judge::read_answer(body, reading);
    if (!reading.has_product_id()) return false;
  }
  return true;
}

/// The variants that neither wait nor lose answers, whose trouble is for other judges than that of one answer.
const std::vector<const mock::Variant*>& quiet_variants() {
  static const std::vector<const mock::Variant*> all = [] {
    std::vector<const mock::Variant*> out{nullptr};
    mock::for_each_variant([&out](const mock::Variant& variant) {
      mock::Behaviour behaviour;
      variant.apply(behaviour);
      const mock::Trouble& trouble = behaviour.trouble;
      const bool quiet = trouble.latency.count() == 0 && trouble.rate == 0 && trouble.closed_chance == 0 &&
                         trouble.internal_chance == 0 && trouble.lost_chance == 0 &&
                         trouble.internal_after_chance == 0 && trouble.always_public_code == 0 &&
                         trouble.always_module_code == 0 && behaviour.when.linger.count() == 0 &&
                         behaviour.naming.race_window.count() == 0;
      if (quiet && serves_plain_requests(variant)) out.push_back(&variant);
    });
    return out;
  }();
  return all;
}

}  // namespace

FUZZ_TARGET("sequence", script, seeds) {
  const std::vector<wire::WireRequest> script = fuzz::read_script(bytes, 12);
  const mock::Variant* variant = quiet_variants()[draft::seed_of(bytes) % quiet_variants().size()];
  mock::Configuration configuration;
  if (variant != nullptr) mock::apply(*variant, configuration);
  const mock::Decoding decoding = configuration.behaviour.decoding;
  mock::Service service(std::move(configuration));
  judge::Judge judge("");
  for (const wire::WireRequest& request : script) {
    if (suite::operation_of(request) == suite::Operation::remove) return;
    const judge::Classification judged = judge::classify(request);
    const mock::Reply reply = service.handle(request);
    if (reply.fate != mock::Reply::Fate::answer) return;
    judge::Answer answer;
    answer.status = reply.status;
    answer.body = reply.body;
    const judge::Ruling ruling =
        judge.rule(std::string(mock::Parameters(request, decoding).value("SecretId")), judged, answer);
    for (const judge::Breach& breach : ruling.breaches) {
      const std::string what = request.method + " " + request.query + " " + request.body + "\n  " + reply.body;
      const std::string who = variant == nullptr ? "the default" : std::string(variant->name);
      if (breach.clause.level() != Level::example)
        fuzzing::broken("a variant that keeps the contract is accused of nothing", what,
                        who + ": " + std::string(breach.clause.id()) + ": " + breach.why);
    }
  }
}
