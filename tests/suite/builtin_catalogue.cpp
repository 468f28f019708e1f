// SPDX-License-Identifier: MIT
#include <createproduct/suite/builtin_catalogue.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <createproduct/judge/classification.hpp>
#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/control_search.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/wire/form.hpp>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using createproduct::judge::Classification;
using createproduct::judge::classify;
using suite::builtin_catalogue;
using suite::Case;
using suite::Step;
using Demand = Classification::Demand;

namespace {

/// Cases that send an invalid request for a reason other than that it breaks their own clause.
struct Exception {
  std::string_view id;  ///< that ids begin with
  ClauseId broken;
  std::string_view why;
};
constexpr std::array<Exception, 3> exceptions{{
    {"common.encoding.decoded-once", "product-name.alphabet",
     "decoded once the name has a percent sign, twice it is valid"},
    {"common.encoding.separator-", "product-name.alphabet", "who splits after decoding finds a valid name"},
    {"product-name.unique.both-defects", "encryption-type.values", "which of two defects is reported is open"},
}};

const Exception* exception_of(const Case& one) {
  const auto found =
      std::find_if(exceptions.begin(), exceptions.end(), [&](const Exception& e) { return one.id.starts_with(e.id); });
  return found == exceptions.end() ? nullptr : &*found;
}

/// Whether it is about what several defects come to together.
bool has_several_defects(const Case& one) {
  return one.id.starts_with("product-name.alphabet.refuses-behind-32-") || one.id.starts_with("region.values.refuses-all-wrong-");
}

bool same(const Step& a, const Step& b) {
  return a.method == b.method && a.name == b.name && a.name_wire == b.name_wire && a.properties == b.properties &&
         a.properties_wire == b.properties_wire && a.parameters == b.parameters && a.extra == b.extra &&
         a.second_account == b.second_account && a.signing == b.signing && a.tamper == b.tamper &&
         a.after_signing == b.after_signing && a.not_authentic == b.not_authentic && a.bare == b.bare &&
         a.mistake == b.mistake && a.content_type == b.content_type && a.reversed == b.reversed &&
         a.new_connection == b.new_connection;
}

bool says(const Case& one, std::string_view words) { return one.title.find(words) != std::string::npos; }

/// What the title claims of the last step of a case, as far as the request alone decides it.
Demand claimed(const Case& one) {
  if (one.clause.level() == createproduct::Level::silent && one.steps.size() == 1) return Demand::open;
  if (exception_of(one) != nullptr) return Demand::reject;
  // Whether an object may be empty is silent, and so is where else there is a service; that the name exists is for the
  // account to say.
  if (says(one, "with an empty object") || says(one, "another common parameter Region")) return Demand::open;
  // A name is free after a refusal.
  if (says(one, "is free") || says(one, "is taken") || one.title.starts_with("again")) return Demand::accept;
  const bool refuses =
      says(one, "refused") || says(one, "creates no product") || says(one, "stand in") || says(one, "alphabet holds");
  return refuses ? Demand::reject : Demand::accept;
}

std::string ids(const createproduct::ClauseSet& clauses) {
  std::string out;
  clauses.for_each([&](ClauseId clause) { out.append(out.empty() ? "" : " ").append(clause.id()); });
  return out;
}

/// Runs `check` with every case, its classified steps and a salt of each length that a run may have.
template <class Check>
void for_each_case(const Check& check) {
  for (const char* salt : {"wxyz", "qvwxyzk", "qvwxyzkqvwxy"}) {
    suite::Options wanted = options(suite::Budget::deep);
    wanted.salt = salt;
    const suite::Means none;
    suite::Session session(none, wanted);
    session.form.base = {suite::detail::base_description, suite::detail::base_region};
    for (const Case& one : builtin_catalogue()) {
      const suite::TemplateValues values = session.values(session.names.next());
      std::vector<Classification> steps;
      for (const Step& step : one.steps) {
        createproduct::wire::RawRequest request = session.request_of(step, values);
        for (const auto& [name, value] : step.after_signing)
          for (createproduct::wire::Parameter& parameter : request.parameters)
            if (parameter.name == name) parameter.value = suite::expand(value, values);
        steps.push_back(classify(createproduct::wire::encode(request)));
      }
      CAPTURE(salt);
      CAPTURE(one.id);
      check(one, steps);
    }
  }
}

}  // namespace

TEST_CASE("the catalogue is read once, by whichever thread comes first") {
  const std::vector<Case>* seen[4] = {};
  std::vector<std::thread> threads;
  for (const std::vector<Case>*& place : seen) threads.emplace_back([&place] { place = &builtin_catalogue(); });
  for (std::thread& thread : threads) thread.join();
  CHECK(seen[0]->size() > 1000);
  for (const std::vector<Case>* place : seen) CHECK(place == seen[0]);
}

TEST_CASE("the tables have what the files of spec say") {
  std::vector<Case> read;
  for (const char* phase : suite::catalogue_phases) {
    std::ifstream file(std::string(CREATEPRODUCT_SPEC_DIR "/catalogue/").append(phase).append(".json"));
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const std::size_t before = read.size();
    const auto error = suite::read_catalogue(text, phase, read);
    REQUIRE_MESSAGE(!error, error->text());
    CHECK(read.size() > before);
  }
  REQUIRE(builtin_catalogue().size() == read.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    const Case& one = builtin_catalogue()[i];
    CAPTURE(read[i].id);
    CHECK(one.id == read[i].id);
    CHECK(one.phase == read[i].phase);
    CHECK(one.clause == read[i].clause);
    CHECK(one.budget == read[i].budget);
    CHECK(one.title == read[i].title);
    CHECK(one.needs_keys == read[i].needs_keys);
    CHECK(one.needs_second_account == read[i].needs_second_account);
    CHECK(one.needs_properties == read[i].needs_properties);
    REQUIRE(one.steps.size() == read[i].steps.size());
    for (std::size_t s = 0; s < one.steps.size(); ++s) CHECK(same(one.steps[s], read[i].steps[s]));
  }
}

TEST_CASE("ids are unique and begin with the clause") {
  std::set<std::string> seen;
  for (const Case& one : builtin_catalogue()) {
    CAPTURE(one.id);
    CHECK(seen.insert(one.id).second);
    CHECK(one.id.starts_with(one.clause.id()));
    CHECK_FALSE(one.title.empty());
    CHECK(one.id.find("<<") == std::string::npos);
    CHECK(one.title.find("<<") == std::string::npos);
  }
}

TEST_CASE("whatever clause has cases has one in the quick budget, silences excepted") {
  std::set<std::string_view> all, quick;
  for (const Case& one : builtin_catalogue()) {
    if (one.clause.level() == createproduct::Level::silent) continue;
    all.insert(one.clause.id());
    if (one.budget == suite::Budget::quick) quick.insert(one.clause.id());
  }
  CHECK(quick == all);
}

TEST_CASE("a case says what means it needs") {
  for (const Case& one : builtin_catalogue()) {
    CAPTURE(one.id);
    bool keys = false, second = false;
    for (const Step& step : one.steps) {
      keys = keys || step.not_authentic || step.signing != Step::Signing::usual || !step.tamper.empty() || !step.mistake.empty();
      second = second || step.second_account || step.mistake == "other-accounts-key";
      // What is done to a signature is to be noticed.
      if (!step.tamper.empty() || !step.after_signing.empty() || step.signing == Step::Signing::by_other_method) CHECK(step.not_authentic);
    }
    if (keys) CHECK(one.needs_keys);
    CHECK(one.needs_second_account == second);
  }
}

TEST_CASE("the judge demands what the title of a case claims") {
  for_each_case([](const Case& one, const std::vector<Classification>& steps) {
    if (one.steps.back().not_authentic) {
      // Nothing else is wrong with it, so that a refusal can have but one reason.
      CHECK(steps.back().demand != Demand::reject);
      CHECK(claimed(one) == Demand::reject);
      return;
    }
    CHECK(steps.back().demand == claimed(one));
  });
}

TEST_CASE("a refused request breaks the clause of its case and no other") {
  for_each_case([](const Case& one, const std::vector<Classification>& steps) {
    if (steps.back().demand != Demand::reject) return;
    if (has_several_defects(one)) {
      CHECK(steps.back().broken.has(one.clause));
      CHECK(steps.back().broken.size() > 1);
      return;
    }
    const Exception* exception = exception_of(one);
    CHECK(ids(steps.back().broken) == (exception != nullptr ? exception->broken : one.clause).id());
  });
}

TEST_CASE("a step on the way is right or has one defect") {
  for_each_case([](const Case& one, const std::vector<Classification>& steps) {
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
      CHECK(steps[i].demand != Demand::open);
      if (steps[i].demand == Demand::reject) {
        CHECK(steps[i].broken.size() == 1);
        CHECK((one.id.ends_with(".refuses-twice") || one.clause == ClauseId("product-name.unique") || one.clause == ClauseId("common.nonce") ||
               one.clause == ClauseId("product-name.free-after-refusal")));
      }
    }
  });
}

TEST_CASE("a case about a silence asks about that silence") {
  for_each_case([](const Case& one, const std::vector<Classification>& steps) {
    if (claimed(one) != Demand::open || one.clause.level() != createproduct::Level::silent) return;
    // Only an unknown member can be nested at will.
    const bool nested = one.clause == ClauseId("silent.nested-json");
    CHECK(ids(steps.back().silences) ==
          (nested ? "silent.unknown-property silent.nested-json" : std::string(one.clause.id())));
  });
}

TEST_CASE("the names of a case's steps are the same or differ as its title says") {
  for_each_case([](const Case& one, const std::vector<Classification>& steps) {
    if (one.steps.size() < 2 || !says(one, "similar but not the same")) return;
    CHECK(steps[0].names != steps[1].names);
  });
}

TEST_CASE("a name that must be accepted is never cut so far that it is no longer fresh") {
  static constexpr std::size_t longest_fresh_name = 15;  // a salt of 12 letters and a count of 3
  for_each_case([](const Case& one, const std::vector<Classification>& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string name = one.steps[i].name.value_or("");
      const std::size_t token = name.find("{fresh:");
      if (steps[i].demand == Demand::accept && token != std::string::npos)
        CHECK(std::stoul(name.substr(token + 7)) >= longest_fresh_name);
    }
  });
}

TEST_CASE("every exception is needed") {
  for (const Exception& exception : exceptions) {
    CAPTURE(exception.why);
    const auto& all = builtin_catalogue();
    CHECK(std::any_of(all.begin(), all.end(), [&](const Case& one) { return exception_of(one) == &exception; }));
  }
}
