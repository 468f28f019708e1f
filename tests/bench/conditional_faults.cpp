// SPDX-License-Identifier: MIT
//
// How many faults that show under conditions only are found, and blamed first on the right clause, by standard runs
// without keys: a mock breaks one rule where one condition holds, or two or three at the same time. Every
// combination that a request can meet is tried once, each with a seed of its own.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/mock/service.hpp>
#include <createproduct/suite/run.hpp>

using namespace createproduct;

namespace {

using mock::Behaviour;
using mock::Defect;

struct Rule {
  ClauseId clause;
  bool in_properties;
  void (*waive)(Behaviour&);
};

const std::array rules{
    Rule{"product-name.alphabet", false, [](Behaviour& b) { b.waive(Defect::name_characters); }},
    Rule{"product-name.max-length", false, [](Behaviour& b) { b.waive(Defect::name_long); }},
    Rule{"product-properties.json", true, [](Behaviour& b) { b.waive(Defect::properties_syntax); }},
    Rule{"product-properties.object", true, [](Behaviour& b) { b.waive(Defect::properties_kind); }},
    Rule{"product-description.type", true, [](Behaviour& b) { b.waive(Defect::description_kind); }},
    Rule{"region.type", true, [](Behaviour& b) { b.waive(Defect::region_kind); }},
    Rule{"region.values", true, [](Behaviour& b) { b.waive(Defect::region_value); }},
    Rule{"encryption-type.type", true, [](Behaviour& b) { b.waive(Defect::encryption_kind); }},
    Rule{"encryption-type.values", true, [](Behaviour& b) { b.waive(Defect::encryption_value); }},
    // Numbers that are no integers break the rule of values, too.
    Rule{"product-type.type", true, [](Behaviour& b) { b.properties.type.kinds.add(mock::JsonKind::string); }},
    Rule{"product-type.values", true, [](Behaviour& b) { b.waive(Defect::type_value); }},
    Rule{"product-name.unique", false, [](Behaviour& b) { b.waive(Defect::duplicate_name); }},
    Rule{"error.duplicate-name", false, [](Behaviour& b) { b.on(Defect::duplicate_name).module_code = 1101; }},
    Rule{"product-name.unique", false, [](Behaviour& b) { b.naming.key = mock::NamingRule::Key::separators_alike; }},
    Rule{"product-name.unique", false, [](Behaviour& b) { b.naming.key = mock::NamingRule::Key::all_but_last; }},
    Rule{"product-name.free-after-refusal", true, [](Behaviour& b) {
                    b.naming.reserved_by = {Defect::properties_syntax, Defect::properties_kind, Defect::region_value,
                                            Defect::encryption_value,  Defect::type_value};
                  }}};

constexpr std::string_view nb_iot = "\"productType\":2";
constexpr std::string_view symmetric = "\"encryptionType\":\"2\"";

/// Conditions of one kind exclude each other.
enum class Kind : unsigned char { method, properties, characters, length, region, member };

struct Condition {
  Kind kind;
  void (*apply)(mock::When&);
};

const std::array conditions{
    Condition{Kind::method, [](mock::When& when) { when.method = "GET"; }},
    Condition{Kind::method, [](mock::When& when) { when.method = "POST"; }},
    Condition{Kind::properties, [](mock::When& when) { when.with_properties = true; }},
    Condition{Kind::properties, [](mock::When& when) { when.without_properties = true; }},
    Condition{Kind::properties, [](mock::When& when) { when.properties_first = true; }},
    Condition{Kind::characters, [](mock::When& when) { when.name_with = ":"; }},
    Condition{Kind::characters, [](mock::When& when) { when.name_with = "_"; }},
    Condition{Kind::characters, [](mock::When& when) { when.name_with = "-"; }},
    Condition{Kind::characters, [](mock::When& when) { when.name_with = "0123456789"; }},
    Condition{Kind::characters, [](mock::When& when) { when.name_with = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"; }},
    Condition{Kind::length, [](mock::When& when) { when.name_length = 32; }},
    Condition{Kind::region, [](mock::When& when) { when.parameter = "Region"; }},
    Condition{Kind::member, [](mock::When& when) { when.properties_with = nb_iot; }},
    Condition{Kind::member, [](mock::When& when) { when.properties_with = symmetric; }},
};

struct Score {
  std::size_t faults = 0, found = 0, right = 0;
};

/// Whether these conditions can hold at the same time, and of a request that `rule` is about.
bool can_show(const Rule& rule, const std::vector<const Condition*>& held) {
  mock::When when;
  for (std::size_t i = 0; i < held.size(); ++i) {
    held[i]->apply(when);
    for (std::size_t j = 0; j < i; ++j)
      if (held[i]->kind == held[j]->kind) return false;
  }
  // Properties that are wrong are there.
  if (rule.in_properties && (when.without_properties || when.with_properties)) return false;
  if (when.without_properties && !when.properties_with.empty()) return false;
  const bool replaces_member = (when.properties_with == nb_iot && rule.clause.id().starts_with("product-type.")) ||
                               (when.properties_with == symmetric && rule.clause.id().starts_with("encryption-type."));
  // What is no object has no members.
  const bool no_object = !when.properties_with.empty() && rule.clause == ClauseId("product-properties.object");
  if (replaces_member || no_object) return false;
  return when.name_length == 0 || rule.clause != ClauseId("product-name.max-length");
}

void measure(const Rule& rule, const std::vector<const Condition*>& held, std::uint64_t seed, Score& score) {
  mock::Configuration configuration;
  configuration.quota = 1'000'000'000;
  rule.waive(configuration.behaviour);
  for (const Condition* condition : held) condition->apply(configuration.behaviour.when);
  mock::Service service(configuration);
  suite::Means means;
  means.send = [&](const wire::WireRequest& request) {
    mock::Reply reply = service.handle(request);
    judge::Answer answer;
    answer.status = reply.status;
    answer.body = std::move(reply.body);
    return answer;
  };
  means.sleep = [](std::chrono::milliseconds) {};
  suite::Options options;
  options.seed = seed;
  options.salt = "bench";
  const suite::RunFinished result = suite::run(means, options, {});
  ++score.faults;
  if (result.findings.empty()) return;
  ++score.found;
  if (result.findings.front().clause == rule.clause) ++score.right;
}

/// All combinations of `left` more conditions from `from` on.
void combine(std::size_t from, std::size_t left, std::vector<const Condition*>& held, std::uint64_t& seed,
             Score& score) {
  if (left == 0) {
    for (const Rule& rule : rules)
      if (can_show(rule, held)) measure(rule, held, ++seed, score);
    return;
  }
  for (std::size_t i = from; i < conditions.size(); ++i) {
    held.push_back(&conditions[i]);
    combine(i + 1, left - 1, held, seed, score);
    held.pop_back();
  }
}

}  // namespace

int main() {
  std::uint64_t seed = 0;
  std::printf("conditions  faults  found  right clause first\n");
  for (std::size_t count = 1; count <= 3; ++count) {
    Score score;
    std::vector<const Condition*> held;
    combine(0, count, held, seed, score);
    const double hundredth = static_cast<double>(score.faults) / 100;
    std::printf("%10zu  %6zu  %zu (%.1f %%)  %zu (%.1f %%)\n", count, score.faults, score.found,
                static_cast<double>(score.found) / hundredth, score.right,
                static_cast<double>(score.right) / hundredth);
  }
}
