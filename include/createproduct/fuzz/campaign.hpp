// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/fuzz.hpp: it is for the search over the network, not for validators.

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/fuzz/novelty.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/cleanup.hpp>
#include <createproduct/suite/control_phase.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/investigation.hpp>
#include <createproduct/suite/lanes.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/run_context.hpp>
#include <createproduct/suite/run_result.hpp>
#include <createproduct/wire/form.hpp>

namespace createproduct::fuzz {

namespace detail {

/// `text` with the fresh name of seeds as a token; nothing if there is none in it, or something that might be a token.
[[nodiscard]] inline std::optional<std::string> fresh_template(std::string_view text) {
  const std::size_t at = text.find(seed_name);
  if (at == text.npos || text.find('{') != text.npos) return std::nullopt;
  return std::string(text.substr(0, at)) + "{fresh}" +
         std::string(text.substr(at + std::string_view(seed_name).size()));
}

/// The step that sends `request` with a fresh name in place of each of its own, in the form that can be made smaller
/// where it has that form.
[[nodiscard]] inline suite::Step step_of(const wire::WireRequest& request) {
  suite::Step step;
  const bool post = request.method == "POST";
  const std::string& form = post ? request.body : request.query;
  const std::vector<wire::FormField> fields = wire::split_form(form);
  const bool usual = (post || request.method == "GET") && (post ? request.query : request.body).empty() &&
                     (fields.size() == 2 || fields.size() == 3) &&
                     form.starts_with("Action=CreateProduct&productName=") &&
                     (fields.size() == 2 || (fields[2].name == "productProperties" && fields[2].has_equals &&
                                             fields[2].value.find('{') == std::string_view::npos));
  if (usual)
    if (auto name = fresh_template(fields[1].value)) {
      step.method = request.method;
      step.name_wire = std::move(name);
      if (fields.size() == 3) step.properties_wire = std::string(fields[2].value);
      return step;
    }
  step.literal = {request, seed_name};
  return step;
}

/// Whether a request of its own accord has a SecretId, in whatever case it is spelled.
[[nodiscard]] inline bool names_secret_id(const wire::WireRequest& request) {
  for (const std::string_view text : {std::string_view(request.query), std::string_view(request.body)})
    for (const wire::FormField& field : wire::split_form(text))
      if (judge::detail::equals_folded(wire::percent_decoded(field.name).bytes, "SecretId")) return true;
  return false;
}

}  // namespace detail

/// Searches a target for answers not seen before, by changing the requests that brought new ones, and follows up what
/// breaks the contract as a run does. The same seed, salt, corpus and target give the same requests.
class Campaign {
 public:
  /// Keeps a script that showed something new. Gives why it cannot, which ends the search, or an empty text.
  using Keep = std::function<std::string(const std::string& script)>;

  /// `corpus`: scripts that showed something new before. `keep` may be empty. All must outlive this.
  Campaign(const suite::Means& means, const suite::Options& options, const suite::EventSink& sink,
           const std::vector<std::string>& corpus, Keep keep)
      : context_(means, options, sink),
        investigation_(context_),
        control_(context_, investigation_),
        lanes_(context_),
        corpus_(corpus),
        keep_(std::move(keep)),
        random_(draft::seed_of(std::to_string(corpus.size()), options.seed)) {}

  /// Searches until a limit of the options is reached; without one it never ends.
  suite::RunFinished run() {
    const suite::Options& options = context_.options;
    suite::RunStarted started{context_.means.description, "fuzz", options.seed, options.salt, corpus_.size()};
    context_.emit(started);
    const std::string nothing_accepted = control_.run();
    if (nothing_accepted.empty()) {
      context_.emit(suite::PhaseStarted{"fuzz", corpus_.size()});
      search();
    }
    if (options.cleanup) {
      const auto outcome = suite::Cleanup(context_.session, lanes_).run(context_.session.products);
      context_.deleted += outcome.deleted;
      for (const std::string& left : outcome.left) context_.note(left);
    }
    suite::RunFinished finished = suite::run_result(context_, std::move(started), nothing_accepted);
    context_.emit(finished);
    return finished;
  }

 private:
  void search() {
    const std::vector<std::string> pool = seeds(Grammar::script);
    std::vector<std::string> found = corpus_;
    std::size_t at = 0;
    std::size_t kept = 0;
    while (!context_.session.exhausted() && problem_.empty()) {
      const bool known = at < corpus_.size();
      std::string script = known ? corpus_[at++] : next(pool, found);
      if (!run_script(script) || known) continue;
      ++kept;
      if (keep_) problem_ = keep_(script);
      found.push_back(std::move(script));
    }
    context_.note(std::to_string(novelty_.size()) + " kinds of answers were seen; " + std::to_string(kept) +
                  " scripts were found that showed new ones, beside " + std::to_string(corpus_.size()) +
                  " known before");
    context_.note("the search ended: " + (problem_.empty() ? context_.session.exhausted().value_or("") : problem_));
  }

  /// Something to send: a case of the catalogue as it is, or changed, or what showed something new, changed.
  [[nodiscard]] std::string next(const std::vector<std::string>& pool, const std::vector<std::string>& found) {
    constexpr std::size_t lately = 16;
    constexpr std::size_t most = 16384;
    if (found.empty() || draft::once_in(4, random_)) {
      const std::string& seed = draft::one_of(pool, random_);
      if (draft::once_in(2, random_)) return seed;
      return mutated(Grammar::script, seed, random_);
    }
    const std::size_t newest = std::min(lately, found.size());
    const std::size_t at =
        draft::once_in(2, random_) ? found.size() - 1 - random_.below(newest) : random_.below(found.size());
    std::string script = mutated(Grammar::script, found[at], random_);
    return script.size() > most ? found[at] : script;
  }

  /// Whether an answer showed something new.
  bool run_script(const std::string& script) {
    suite::Case one;
    one.id = "operation.create.fuzz";
    one.phase = "fuzz";
    one.title = "requests that a search made";
    one.steps_stand_alone = true;
    for (const wire::WireRequest& request : read_script(script, 8)) {
      // A search never deletes what it has not made, nor what others have.
      if (suite::operation_of(request) == suite::Operation::remove) return false;
      // It may choose another account, and what that one holds is not known here.
      if (detail::names_secret_id(request)) return false;
      one.steps.push_back(detail::step_of(request));
    }
    if (one.steps.empty()) return false;
    const std::size_t before = context_.session.counts.requests;
    const suite::Execution execution = context_.executor.patiently(one);
    context_.executor.count_case();
    bool is_new = false;
    bool full = false;
    for (const suite::Sent& sent : execution.steps) {
      is_new = novelty_.take(sent) || is_new;
      full = full || sent.ruling.out_of_room;
    }
    const suite::Verdict verdict = investigation_.take_breaches(one, execution);
    ++context_.cases;
    if (is_new || verdict != suite::Verdict::pass)
      context_.emit(suite::CaseFinished{one.id, one.clause, verdict, context_.session.counts.requests - before,
                                        is_new ? "an answer not seen before" : ""});
    if (full && context_.executor.settled_control() == suite::Executor::Control::full) problem_ = "the account is full";
    return is_new;
  }

  suite::RunContext context_;
  suite::Investigation<suite::RunContext> investigation_;
  suite::ControlPhase<suite::RunContext> control_;
  suite::Lanes<suite::RunContext> lanes_;
  Novelty novelty_;
  const std::vector<std::string>& corpus_;
  Keep keep_;
  draft::Random random_;
  std::string problem_;  ///< why the search cannot go on
};

}  // namespace createproduct::fuzz
