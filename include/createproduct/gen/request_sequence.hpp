// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/pieces.hpp>
#include <createproduct/draft/product_properties.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/request_draft.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/gen/product_name.hpp>
#include <createproduct/gen/request.hpp>
#include <createproduct/gen/request_draft.hpp>
#include <createproduct/gen/show.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::gen {

/// What a sequence of requests to a target without products makes of one of them.
enum class Expected : unsigned char {
  created,
  duplicate,  ///< refused, for a product of this name was created before in this account
  refused,    ///< for the clauses that it breaks
};

/// One request of a sequence.
struct SequencedRequest {
  std::size_t account = 0;                ///< which one is to send it
  wire::WireRequest request;              ///< stamped, as it is sent
  Expected expected = Expected::created;  ///< what must become of it
  ClauseSet broken;                       ///< refused: by which clauses

  friend bool operator==(const SequencedRequest&, const SequencedRequest&) = default;
};

/// In the order in which they are sent, one after the other.
using RequestSequence = std::vector<SequencedRequest>;

/// For RapidCheck: `created, account 0: GET ?...`.
inline void showValue(const SequencedRequest& one, std::ostream& out) {
  constexpr std::array<const char*, 3> words{"created", "duplicate", "refused"};
  out << words[static_cast<std::size_t>(one.expected)] << ", account " << one.account << ": ";
  showValue(one.request, out);
}

/// What sequences are made for.
struct SequenceOptions {
  std::vector<RequestOptions> accounts = std::vector<RequestOptions>(2);  ///< of the target; at least one
  std::size_t most = 8;  ///< requests in a sequence; at least one
};

/// One request of a sequence before it is stamped and spelled.
struct StepDraft {
  std::size_t account = 0;  ///< index of SequenceOptions::accounts
  RequestDraft request;     ///< before it is stamped and spelled
  ClauseSet broken;         ///< the clauses that it is meant to break

  friend bool operator==(const StepDraft&, const StepDraft&) = default;
};

/// In the order in which they are sent.
using SequenceDraft = std::vector<StepDraft>;

namespace detail {

/// Draws one sequence. Its names differ by more than case, for whether case matters is open.
class SequenceDrawer {
 public:
  SequenceDrawer(std::size_t accounts, std::size_t most, draft::Random& random)
      : accounts_(accounts), most_(most), random_(random) {}

  [[nodiscard]] SequenceDraft draw() && {
    for (std::size_t count = between(1, most_, random_); count > 0; --count) draw_step();
    return std::move(out_);
  }

 private:
  void draw_step() {
    const std::size_t account = random_.below(accounts_);
    switch (random_.below(10)) {
      case 0:
      case 1: return out_.empty() ? create(account, fresh()) : create(out_.back().account, last_name());
      case 2:
      case 3: return create(account, used([&](const StepDraft& step) { return step.account == account; }));
      case 4: return create(account, used([&](const StepDraft& step) { return step.account != account; }));
      case 5: return fail(account, fresh());
      case 6: return fail(account, used([](const StepDraft&) { return true; }));
      case 7:  // a failed creation, tried again
        return create(account, used([&](const StepDraft& step) {
                        return step.account == account && !step.broken.empty();
                      }));
      default: return create(account, fresh());
    }
  }

  void create(std::size_t account, Characters name) { add(account, {}, std::move(name)); }

  void fail(std::size_t account, Characters name) {
    const ClauseSet broken{one_of(request_clauses, random_)};
    add(account, broken, std::move(name));
  }

  /// A name that the clauses are about is drawn, not taken.
  void add(std::size_t account, const ClauseSet& broken, Characters name) {
    StepDraft step{account, draw_request(broken, random_), broken};
    if (step.request.name && name_part(broken).empty()) step.request.name = std::move(name);
    out_.push_back(std::move(step));
  }

  [[nodiscard]] Characters fresh() {
    for (;;) {
      Characters name = draw_name({}, random_);
      Characters folded = name;
      for (char32_t& character : folded)
        if (character >= U'A' && character <= U'Z') character += U'a' - U'A';
      if (taken_.insert(folded).second) return name;
    }
  }

  [[nodiscard]] static bool has_valid_name(const StepDraft& step) {
    return step.request.name && name_part(step.broken).empty();
  }

  [[nodiscard]] Characters last_name() {
    return has_valid_name(out_.back()) ? *out_.back().request.name : fresh();
  }

  /// The name of one of the steps that `wanted` picks, or a fresh one.
  template <class Wanted>
  [[nodiscard]] Characters used(Wanted wanted) {
    std::vector<const Characters*> names;
    for (const StepDraft& step : out_)
      if (has_valid_name(step) && wanted(step)) names.push_back(&*step.request.name);
    return names.empty() ? fresh() : *one_of(names, random_);
  }

  std::size_t accounts_, most_;
  draft::Random& random_;
  SequenceDraft out_;
  std::set<Characters> taken_;
};

/// `sequence` with its valid names replaced by a, b, c and so on, in the order of their first use.
[[nodiscard]] inline SequenceDraft with_simple_names(SequenceDraft sequence) {
  std::vector<Characters> names;
  for (StepDraft& step : sequence) {
    if (!step.request.name || !name_part(step.broken).empty()) continue;
    Characters& name = *step.request.name;
    const auto place = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    if (place == names.size()) names.push_back(name);
    name = Characters(1 + place / 26, static_cast<char32_t>(U'a' + place % 26));
  }
  return sequence;
}

/// Sequences simpler than `sequence`: without some of the requests, with simple names, from fewer accounts, then with
/// each request simpler.
[[nodiscard]] inline rc::Seq<SequenceDraft> simpler_sequences(const SequenceDraft& sequence) {
  std::vector<SequenceDraft> out;
  append_without_pieces(sequence, out);
  std::erase_if(out, [](const SequenceDraft& fewer) { return fewer.empty(); });
  const auto with = [&](auto change) {
    SequenceDraft simpler = sequence;
    change(simpler);
    if (simpler != sequence) out.push_back(std::move(simpler));
  };
  with([](SequenceDraft& simpler) {
    for (StepDraft& step : simpler) step.request = simplest_request(step.request, step.broken, true);
  });
  with([](SequenceDraft& simpler) { simpler = with_simple_names(std::move(simpler)); });
  with([](SequenceDraft& simpler) {
    for (StepDraft& step : simpler) step.account = 0;
  });
  for (std::size_t i = 0; i < sequence.size(); ++i) with([i](SequenceDraft& simpler) { simpler[i].account = 0; });
  const auto simpler_step = [sequence](std::size_t i) {
    const StepDraft& step = sequence[i];
    return rc::seq::map(simpler_requests(step.request, step.broken, name_part(step.broken).empty()),
                        [sequence, i](RequestDraft&& request) {
                          SequenceDraft simpler = sequence;
                          simpler[i].request = std::move(request);
                          return simpler;
                        });
  };
  return rc::seq::concat(rc::seq::fromContainer(std::move(out)),
                         rc::seq::mapcat(rc::seq::range(std::size_t{0}, sequence.size()), simpler_step));
}

}  // namespace detail

/// The requests of `draft`, and what a target without products makes of each.
[[nodiscard]] inline RequestSequence to_requests(const SequenceDraft& draft, const SequenceOptions& options) {
  RequestSequence out;
  std::set<std::pair<std::size_t, Characters>> created;
  for (const StepDraft& step : draft) {
    SequencedRequest one{step.account, to_wire(step.request, options.accounts[step.account]), Expected::refused,
                         step.broken};
    if (step.broken.empty())
      one.expected = created.emplace(step.account, *step.request.name).second ? Expected::created : Expected::duplicate;
    out.push_back(std::move(one));
  }
  return out;
}

/// Requests to one target from several accounts, and what each must lead to if the target holds no product at the
/// start: names created, used again at once or after others, in the same account and in another, and creations that
/// fail and are tried again. Shrinks by leaving requests out first; what each must lead to is worked out anew.
/// Throws std::invalid_argument if there is no account, or if `most` is 0.
[[nodiscard]] inline rc::Gen<RequestSequence> request_sequence(SequenceOptions options = {}) {
  if (options.accounts.empty() || options.most == 0)
    throw std::invalid_argument("gen::request_sequence needs an account, and room for a request");
  return rc::gen::map(
      drawn(
          [accounts = options.accounts.size(), most = options.most](draft::Random& random) {
            return detail::SequenceDrawer(accounts, most, random).draw();
          },
          detail::simpler_sequences),
      [options](const SequenceDraft& draft) { return to_requests(draft, options); });
}

}  // namespace createproduct::gen
