// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/product_name.hpp>
#include <createproduct/draft/product_properties.hpp>
#include <createproduct/draft/properties_draft.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/request_draft.hpp>
#include <createproduct/draft/spelling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/combination_coverage.hpp>
#include <createproduct/suite/request_traits.hpp>
#include <createproduct/suite/template_text.hpp>
#include <createproduct/wire/percent.hpp>

namespace createproduct::suite {

/// Makes cases that nobody thought of, from a seed. The same seed gives the same cases on every platform. What a case
/// must lead to is for the judge to say.
class RandomCases {
 public:
  /// With `two_accounts`, some sequences have steps of the second one.
  explicit RandomCases(std::uint64_t seed, bool two_accounts = false) : random_(seed), two_accounts_(two_accounts) {}

  /// One request with a fresh name inside: valid, next to the border, with one defect or several, or in another
  /// spelling. Of what it is like, it combines with what is wrong with it as much as it can that none before did.
  [[nodiscard]] Case next() {
    Case one;
    one.id = random_id;
    one.phase = "random";
    one.title = "a request that chance made";
    one.steps.push_back(request());
    note_needs(one);
    return one;
  }

  /// Requests that share a few names: created, created again at once and after others, by the other method, with other
  /// properties, in the other account, after a creation that failed, and next to names that differ in one character.
  [[nodiscard]] Case next_sequence() {
    Case one;
    one.id = sequence_id;
    one.phase = "sequences";
    one.clause = "product-name.unique";
    one.title = "a sequence of requests that chance made";
    one.steps_stand_alone = true;
    const bool both = two_accounts_ && once_in(2, random_);
    std::vector<Used> used;
    names_ = 0;
    for (std::size_t count = between(3, 8, random_); count > 0; --count) one.steps.push_back(sequence_step(used, both));
    note_needs(one);
    return one;
  }

 private:
  /// A template of a name: a token that holds the fresh name, and what stands around it.
  struct Name {
    std::string before, token = "{fresh}", after;
    [[nodiscard]] std::string text() const { return before + token + after; }
  };
  struct Used {
    Name name;
    bool second_account = false;
  };

  static constexpr std::size_t room_around = 14;    ///< in a name, beside a fresh name of up to 18 characters
  static constexpr std::size_t certain_fresh = 20;  ///< a length to which no fresh name needs to be cut

  static void note_needs(Case& one) {
    for (const Step& step : one.steps) {
      one.needs_properties = one.needs_properties || step.properties || step.properties_wire;
      one.needs_second_account = one.needs_second_account || step.second_account;
    }
  }

  [[nodiscard]] std::string letters(std::size_t count) {
    return draft::to_bytes(draft::draw_valid_name(count, random_));
  }
  [[nodiscard]] std::string foreign() { return draft::to_bytes(draft::Characters(1, draft::draw_foreign(random_))); }

  /// A name of exactly `length`, at least certain_fresh. The first and the last characters are of any kind.
  [[nodiscard]] Name name_of_length(std::size_t length) {
    Name name;
    name.before = letters(random_.below(6));
    name.after = letters(random_.below(std::min<std::size_t>(6, length - certain_fresh + 1)));
    name.token = "{fresh:" + std::to_string(length - name.before.size() - name.after.size()) + "}";
    return name;
  }

  [[nodiscard]] Name valid_name(std::size_t number = 1) {
    if (number == 1 && once_in(4, random_))
      return name_of_length(between(certain_fresh + 6, spec::name_max_length, random_));
    Name name;
    name.before = letters(random_.below(room_around / 2 + 1));
    name.after = letters(random_.below(room_around - name.before.size() + 1));
    if (number > 1) name.token = "{fresh." + std::to_string(number) + "}";
    return name;
  }

  /// The name with one wrong character, as likely the first, the last or any.
  [[nodiscard]] std::string with_foreign(Name name) {
    switch (random_.below(4)) {
      case 0: return foreign() + name.text();
      case 1: return name.text() + foreign();
      case 2:
        if (name.token == "{fresh}") {
          name.token = "{head}" + foreign() + "{tail}";
          return name.text();
        }
        [[fallthrough]];
      default: {
        std::string& part = once_in(2, random_) ? name.before : name.after;
        const std::size_t place = random_.below(part.size() + 1);  // drawn first with every compiler
        part.insert(place, foreign());
        return name.text();
      }
    }
  }

  [[nodiscard]] std::string invalid_name(ClauseSet& broken) {
    const std::size_t too_long = spec::name_max_length + 1 + random_.below(once_in(8, random_) ? 368 : 8);
    const std::uint64_t kind = random_.below(8);
    if (kind < 2) broken.add("product-name.max-length");
    if (kind != 0) broken.add("product-name.alphabet");
    switch (kind) {
      case 0: return name_of_length(too_long).text();
      case 1: return with_foreign(name_of_length(too_long));
      case 2: return with_foreign(name_of_length(spec::name_max_length - 1));
      default: return with_foreign(valid_name());
    }
  }

  /// One clause that properties break, or several at once.
  [[nodiscard]] ClauseSet broken_properties(std::size_t most) {
    ClauseSet broken;
    for (std::size_t count = between(1, most, random_); count > 0; --count) {
      ClauseSet more = broken;
      more.add(one_of(draft::properties_clauses, random_));
      if (draft::can_break_properties(more)) broken = more;
    }
    return broken;
  }

  [[nodiscard]] std::string properties(const ClauseSet& broken = {}) {
    return draft::to_text(draft::draw_properties(broken, random_));
  }

  [[nodiscard]] std::string method() { return once_in(4, random_) ? "POST" : "GET"; }

  /// The template in another spelling of the wire; what a token stands for is plain.
  [[nodiscard]] std::string respelled(const Name& name, draft::SpellingChoices& choices) {
    const std::string before = draft::respelled(name.before, choices);
    return before + name.token + draft::respelled(name.after, choices);
  }

  /// A request, what is wrong with it, and what else it is like.
  struct Candidate {
    Step step;
    CombinationCoverage::Combination combination;
  };

  /// Of several requests of the same kind, the one that combines most anew. Later, when most has been combined, any.
  [[nodiscard]] Step request() {
    constexpr std::size_t candidates = 24, searched_for = 2000;
    const std::uint64_t kind = random_.below(16);
    Candidate best = candidate(kind);
    if (requests_ == searched_for) return std::move(best.step);
    ++requests_;
    std::size_t most = coverage_.count_new(best.combination);
    for (std::size_t i = 1; i < candidates; ++i) {
      Candidate other = candidate(kind);
      const std::size_t count = coverage_.count_new(other.combination);
      if (count <= most) continue;
      most = count;
      best = std::move(other);
    }
    coverage_.add(best.combination);
    return std::move(best.step);
  }

  [[nodiscard]] Candidate candidate(std::uint64_t kind) {
    Step step;
    step.method = method();
    step.reversed = once_in(3, random_);
    if (once_in(4, random_)) step.extra = {{"Region", "gz"}};
    ClauseSet broken;
    std::optional<draft::PropertiesDraft> properties;
    const auto draw_properties = [&](std::size_t most_broken) {
      const ClauseSet clauses = most_broken == 0 ? ClauseSet{} : broken_properties(most_broken);
      clauses.for_each([&broken](ClauseId clause) { broken.add(clause); });
      properties = draft::draw_properties(clauses, random_);
    };
    draft::SpellingChoices choices(draft::Spelling{});
    switch (kind) {
      case 0:
      case 1: step.name = valid_name().text(); break;
      case 2:
      case 3: {
        step.name = valid_name().text();
        draw_properties(0);
        break;
      }
      case 4: {
        const std::size_t beyond = random_.below(2);
        if (beyond != 0) broken.add("product-name.max-length");
        step.name = name_of_length(spec::name_max_length + beyond).text();
        break;
      }
      case 5: {
        choices = draft::SpellingChoices(draft::Spelling{random_.next() | 1U});
        step.name_wire = respelled(valid_name(), choices);
        if (once_in(2, random_)) draw_properties(0);
        break;
      }
      case 6: {
        step.name = invalid_name(broken);
        draw_properties(once_in(2, random_) ? 0 : 2);
        break;
      }
      case 7: {
        step.name = valid_name().text();
        draw_properties(3);
        break;
      }
      case 8:
      case 9: {
        step.name = invalid_name(broken);
        draw_properties(0);
        break;
      }
      case 10:
      case 11: step.name = invalid_name(broken); break;
      default: {
        step.name = valid_name().text();
        draw_properties(1);
        break;
      }
    }
    if (properties) {
      const std::string text = draft::to_text(*properties);
      if (step.name_wire)
        step.properties_wire = draft::respelled(text, choices);
      else
        step.properties = text;
    }
    Candidate out{std::move(step), {outcome_of(broken), 0}};
    out.combination.traits = traits_of(out.step, properties);
    return out;
  }

  [[nodiscard]] static std::size_t outcome_of(const ClauseSet& broken) {
    static_assert(clause_count + 2 <= CombinationCoverage::most_outcomes);
    if (broken.empty()) return 0;
    std::size_t outcome = 1;  // several
    if (broken.size() == 1) broken.for_each([&outcome](ClauseId clause) { outcome = 2 + clause.index(); });
    return outcome;
  }

  [[nodiscard]] static std::uint64_t traits_of(const Step& step,
                                               const std::optional<draft::PropertiesDraft>& properties) {
    TemplateValues values;
    values.fresh = "kqvwxyzaaa";
    RequestTraits traits;
    traits.add_request(step.method == "POST", step.reversed, !step.extra.empty(), step.name_wire.has_value());
    traits.add_name(step.name ? expand(*step.name, values)
                              : wire::percent_decoded(expand(*step.name_wire, values)).bytes);
    return (properties ? traits.add_properties(*properties) : traits.add_no_properties()).bits();
  }

  /// A name that differs from `name` in one character more.
  [[nodiscard]] Name neighbour(Name name) {
    std::string& part = once_in(2, random_) ? name.before : name.after;
    const std::size_t place = random_.below(part.size() + 1);  // drawn first with every compiler
    part.insert(place, letters(1));
    return name;
  }

  [[nodiscard]] Step sequence_step(std::vector<Used>& used, bool both_accounts) {
    constexpr std::size_t most_names = 4;
    Step step;
    step.method = method();
    step.reversed = once_in(4, random_);
    if (once_in(4, random_)) step.properties = properties();
    const bool other_account = both_accounts && once_in(3, random_);
    const auto fresh = [&] { return Used{valid_name(++names_), other_account}; };
    const auto again = [&] { return once_in(2, random_) ? used.back() : one_of(used, random_); };
    Used chosen;
    const std::size_t kind = used.empty() ? 0 : random_.below(12);
    switch (kind) {
      case 4: {
        chosen = again();
        chosen.second_account = both_accounts && !chosen.second_account;
        break;
      }
      case 5:
      case 6: {  // fails, and is perhaps tried again later
        chosen = once_in(2, random_) || names_ >= most_names ? again() : fresh();
        step.properties = properties(broken_properties(1));
        break;
      }
      case 7: {
        const Used one = again();
        step.name = with_foreign(one.name);
        step.second_account = one.second_account;
        return step;
      }
      case 8: chosen = {neighbour(again().name), other_account}; break;
      case 0:
      case 1:
      case 2:
        if (names_ < most_names) {
          chosen = fresh();
          break;
        }
        [[fallthrough]];
      default: chosen = again();
    }
    step.name = chosen.name.text();
    step.second_account = chosen.second_account;
    used.push_back(std::move(chosen));
    return step;
  }

  draft::Random random_;
  bool two_accounts_;
  CombinationCoverage coverage_;  ///< of requests, sequences apart
  std::size_t requests_ = 0;      ///< so many of them were searched for
  std::size_t names_ = 0;         ///< of the sequence under way
};

}  // namespace createproduct::suite
