// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <future>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/http/endpoint.hpp>
#include <createproduct/http/mock_server.hpp>
#include <createproduct/http/stamping.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/mock/faults.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/mock/variants.hpp>
#include <createproduct/report/columns.hpp>
#include <createproduct/suite/glob.hpp>
#include <createproduct/suite/run.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "mock_target.hpp"
#include "virtual_clock.hpp"

namespace {

using namespace createproduct;

struct Settings {
  suite::Options options;
  std::string only;
  std::size_t seeds = 1;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  double least_killed = 100;
  double least_right = 98;
  bool over_http = false;
  bool quiet = false;

  [[nodiscard]] bool selects(std::string_view name) const { return only.empty() || suite::glob_matches(only, name); }
};

/// What a run is given besides the service. Faults get what they need to show, variants nothing and then everything.
struct Provisions {
  bool keys = false;
  bool second_account = false;
  bool quota = false;
};

/// One run against one service.
struct Trial {
  const mock::Fault* fault = nullptr;  ///< either this
  const mock::Variant* variant = nullptr;
  Provisions provisions;
  std::uint64_t seed = 1;

  int exit_code = 0;
  std::optional<ClauseId> blamed;     ///< first
  std::string shown;                  ///< by which case, and why
  std::string phase;                  ///< in which the fault's clause was first found broken
  std::string case_id;                ///< by which
  std::optional<std::size_t> needed;  ///< requests until then
  std::size_t findings = 0;           ///< of which each was tried again, and made small
  std::vector<ClauseId> besides;      ///< blamed, but not the fault's own clause
  std::vector<ClauseId> flaky;        ///< findings that did not show each time

  [[nodiscard]] std::string_view name() const { return fault != nullptr ? fault->name : variant->name; }
  [[nodiscard]] bool killed() const { return blamed.has_value(); }
  [[nodiscard]] bool right() const { return blamed == fault->clause; }
};

constexpr std::size_t small_quota = 60;

/// The service of one trial with all that a run against it needs.
class Bench {
 public:
  Bench(const Trial& trial, bool over_http) {
    const conformance::Keys keys = conformance::test_keys();
    mock::Configuration configuration;
    configuration.clock = [this] { return clock_.system(); };
    configuration.quota = trial.provisions.quota ? small_quota : 100000;
    configuration.seed = trial.seed;
    if (trial.provisions.keys) {
      configuration.keys.push_back({keys.first, "first"});
      configuration.keys.push_back({*keys.second, "second"});
    }
    if (trial.variant != nullptr) mock::apply(*trial.variant, configuration);
    if (trial.fault != nullptr) trial.fault->apply(configuration.behaviour);
    const mock::QuotaRule& kept = configuration.otherwise.quota;
    if (trial.provisions.quota) quota_ = std::min(configuration.quota, kept.most);
    empty_account_ = kept.old_products == 0;

    over_http ? serve(std::move(configuration)) : call(std::move(configuration));
    means_.description = trial.name();
    means_.sleep = [this](std::chrono::milliseconds time) { clock_.sleep(time); };
    means_.now = [this] { return clock_.steady(); };
    means_.first = access(keys.first, trial.provisions.keys);
    if (trial.provisions.second_account) {
      means_.first = access(keys.first, trial.provisions.keys, keys.second->secret_key);
      means_.second = access(*keys.second, trial.provisions.keys, keys.first.secret_key);
    }
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  void run(Trial& trial, suite::Options options) {
    options.seed = trial.seed;
    options.salt = "selftest";
    options.quota = quota_;
    options.empty_account = empty_account_;
    std::string phase;
    const suite::RunFinished finished = suite::run(means_, options, [&](const suite::Event& event) {
      if (const auto* started = std::get_if<suite::PhaseStarted>(&event)) phase = started->phase;
      const auto* confirmed = std::get_if<suite::Confirmed>(&event);
      if (confirmed == nullptr || trial.fault == nullptr || trial.needed) return;
      if (confirmed->finding.clause != trial.fault->clause) return;
      trial.phase = phase;
      trial.case_id = confirmed->finding.case_id;
      trial.needed = requests_.load();
    });
    trial.exit_code = finished.exit_code;
    if (!finished.findings.empty()) trial.blamed = finished.findings.front().clause;
    if (!finished.findings.empty()) {
      const suite::Finding& first = finished.findings.front();
      trial.shown = first.case_id + ": " + first.why;
      if (first.attempts != 0)
        trial.shown += ", " + std::to_string(first.reproduced) + " times of " + std::to_string(first.attempts);
    }
    trial.findings = finished.findings.size();
    for (const suite::Finding& finding : finished.findings) {
      if (finding.verdict == suite::Verdict::flaky) trial.flaky.push_back(finding.clause);
      if (trial.fault != nullptr && finding.clause != trial.fault->clause) trial.besides.push_back(finding.clause);
    }
  }

 private:
  static constexpr std::chrono::milliseconds timeout{500};

  void call(mock::Configuration configuration) {
    const auto target = std::make_shared<conformance::MockTarget>(std::move(configuration), timeout);
    connect_with([target]() -> suite::Send {
      return [target](const wire::WireRequest& request) { return (*target)(request); };
    });
  }

  void serve(mock::Configuration configuration) {
    service_ = std::make_unique<mock::Service>(std::move(configuration));
    Result<http::MockServer> server = http::MockServer::start(*service_);
    if (!server) throw std::runtime_error(server.error().text());
    server_ = std::make_unique<http::MockServer>(std::move(*server));
    const Result<http::Url> url = http::parse_url(server_->url());
    if (!url) throw std::runtime_error(url.error().text());
    http::EndpointOptions options;
    options.connect_timeout = options.answer_timeout = timeout;
    connect_with([url = *url, options]() -> suite::Send {
      const auto endpoint = std::make_shared<http::Endpoint>(url, options);
      return [endpoint](const wire::WireRequest& request) { return (*endpoint)(request); };
    });
  }

  void connect_with(const std::function<suite::Send()>& open) {
    means_.connect = [this, open]() -> suite::Send {
      return [this, send = open()](const wire::WireRequest& request) {
        ++requests_;
        return send(request);
      };
    };
    means_.send = means_.connect();
  }

  [[nodiscard]] suite::Access access(const sign::Credentials& credentials, bool keys, std::string other_key = {}) {
    http::Stamping stamping;
    stamping.credentials = credentials;
    stamping.other_key = std::move(other_key);
    if (!keys) stamping.credentials.secret_key.clear();
    stamping.clock = [this] {
      return std::chrono::duration_cast<std::chrono::seconds>(clock_.system().time_since_epoch()).count();
    };
    return http::make_access(std::move(stamping));
  }

  conformance::VirtualClock clock_;
  std::unique_ptr<mock::Service> service_;
  std::unique_ptr<http::MockServer> server_;
  std::optional<std::size_t> quota_;
  bool empty_account_ = false;
  std::atomic<std::size_t> requests_{0};
  suite::Means means_;
};

std::vector<Trial> trials(const Settings& settings) {
  std::vector<Trial> all;
  mock::for_each_fault([&](const mock::Fault& fault) {
    if (!settings.selects(fault.name)) return;
    Trial trial;
    trial.fault = &fault;
    trial.provisions = {fault.needs.keys || fault.needs.second_account, fault.needs.second_account, fault.needs.quota};
    trial.seed = settings.options.seed;
    all.push_back(std::move(trial));
  });
  mock::for_each_variant([&](const mock::Variant& variant) {
    if (!settings.selects(variant.name)) return;
    for (std::size_t i = 0; i < settings.seeds; ++i)
      for (const bool everything : {false, true}) {
        Trial trial;
        trial.variant = &variant;
        trial.provisions = {everything, everything, everything};
        trial.seed = settings.options.seed + i;
        all.push_back(std::move(trial));
      }
  });
  return all;
}

void run_all(std::vector<Trial>& all, const Settings& settings) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < all.size(); i = next++) Bench(all[i], settings.over_http).run(all[i], settings.options);
  };
  std::vector<std::future<void>> workers;
  for (unsigned i = 0; i < settings.jobs; ++i) workers.push_back(std::async(std::launch::async, work));
  for (std::future<void>& worker : workers) worker.get();
}

std::string blamed_first(const Trial& trial) {
  return trial.blamed ? std::string(trial.blamed->id()) : std::string("none");
}

std::string joined(const std::vector<ClauseId>& clauses) {
  std::string text;
  for (const ClauseId clause : clauses) text.append(text.empty() ? "" : " ").append(clause.id());
  return text;
}

std::string matrix(const std::vector<Trial>& all) {
  report::Columns table("");
  table.add({"fault", "outcome", "phase", "requests", "blamed first", "case", "blamed besides"});
  for (const Trial& trial : all) {
    if (trial.fault == nullptr) continue;
    table.add({std::string(trial.name()), !trial.killed() ? "SURVIVED" : trial.right() ? "killed" : "killed, WRONG BLAME",
               trial.phase.empty() ? "-" : trial.phase, trial.needed ? std::to_string(*trial.needed) : "-",
               blamed_first(trial), trial.case_id, joined(trial.besides)});
  }
  return table.text();
}

std::string share(std::size_t part, std::size_t whole) {
  std::array<char, 64> text{};
  (void)std::snprintf(text.data(), text.size(), "%zu of %zu (%.1f %%)", part, whole,
                      whole == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
  return text.data();
}

bool reaches(std::size_t part, std::size_t whole, double percent) {
  return static_cast<double>(part) * 100 >= percent * static_cast<double>(whole);
}

std::string means_name(bool everything) { return everything ? "with everything" : "plain"; }

/// Prints the summary and what is wrong; gives whether nothing is.
bool summarize(const std::vector<Trial>& all, const Settings& settings) {
  std::size_t faults = 0, killed = 0, right = 0, runs = 0, accused = 0, undecided = 0, findings = 0, besides = 0, flaky = 0;
  std::vector<std::size_t> needed;
  std::vector<bool> blamed(clause_count);
  report::Columns wrong("  ");
  std::map<std::pair<std::string_view, bool>, std::vector<std::uint64_t>> undecided_seeds;  // by variant, and whether plain
  for (const Trial& trial : all) {
    findings += trial.findings;
    besides += trial.besides.size();
    flaky += trial.flaky.size();
    for (const ClauseId clause : trial.flaky) wrong.add({std::string(trial.name()), "flaky: " + std::string(clause.id())});
    if (trial.fault != nullptr) {
      ++faults;
      killed += trial.killed() ? 1U : 0U;
      right += trial.right() ? 1U : 0U;
      if (trial.needed) needed.push_back(*trial.needed);
      if (trial.right()) blamed[trial.fault->clause.index()] = true;
      if (!trial.right())
        wrong.add({std::string(trial.name()), trial.killed() ? "blamed first: " + blamed_first(trial) : "survived"});
      continue;
    }
    ++runs;
    const std::string seed = ", seed " + std::to_string(trial.seed);
    if (trial.exit_code == conformance::Exit::contract_broken) {
      ++accused;
      wrong.add({std::string(trial.name()),
                 "ACCUSED of " + blamed_first(trial) + " (" + means_name(trial.provisions.keys) + seed + "): " + trial.shown});
    } else if (trial.exit_code != conformance::Exit::conformant) {
      ++undecided;
      undecided_seeds[{trial.name(), !trial.provisions.keys}].push_back(trial.seed);
    }
  }
  for (const auto& [which, seeds] : undecided_seeds) {
    const std::string more = seeds.size() == 1 ? "" : " and " + std::to_string(seeds.size() - 1) + " more";
    wrong.add({std::string(which.first),
               "undecided (" + means_name(!which.second) + ", seed " + std::to_string(seeds.front()) + more + ")"});
  }
  std::sort(needed.begin(), needed.end());

  std::string never;
  if (settings.only.empty())
    for (std::size_t i = 0; i < clause_count; ++i) {
      const ClauseId clause = ClauseId::at(i);
      if (clause.level() != Level::silent && clause.observable() && !blamed[i]) never += " " + std::string(clause.id());
    }

  std::cout << "Kill matrix of the kit itself: budget " << suite::budget_name(settings.options.budget) << ", seed "
            << settings.options.seed << ", " << (settings.over_http ? "over HTTP" : "in process") << "\n";
  report::Columns summary("  ");
  summary.add({"faults killed", share(killed, faults)});
  summary.add({"broken clause blamed first", share(right, faults)});
  summary.add({"median requests to the first right verdict", needed.empty() ? "-" : std::to_string(needed[needed.size() / 2])});
  summary.add({"runs against variants that accuse nobody", share(runs - accused, runs)});
  summary.add({"of these undecided", std::to_string(undecided)});
  summary.add({"clauses blamed beside the broken one", std::to_string(besides)});
  summary.add({"findings made small", std::to_string(findings)});
  summary.add({"of these flaky", std::to_string(flaky)});
  if (settings.only.empty()) summary.add({"observable clauses never blamed first", never.empty() ? "none" : never.substr(1)});
  std::cout << summary.text();
  if (const std::string text = wrong.text(); !text.empty()) std::cout << "\nOf note\n" << text;
  return reaches(killed, faults, settings.least_killed) && reaches(right, faults, settings.least_right) && accused == 0 &&
         never.empty();
}

}  // namespace

int conformance::selftest_command(int argc, char** argv) {
  Settings settings;
  CLI::App app(
      "The kit tested on itself: every fault of the mock must be found and blamed on the clause it breaks, and no variant,\n"
      "a service that keeps the contract in its own way, may be accused. Waiting is skipped, not done.");
  add_budget_option(app, settings.options.budget);
  app.add_option("--seed", settings.options.seed, "of cases and of the mock's dice (1)")->type_name("N");
  app.add_option("--seeds", settings.seeds, "run each variant with so many seeds, from --seed on (1)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000));
  app.add_option("--jobs", settings.jobs, "runs at the same time (one per processor)")->type_name("N")->check(CLI::Range(1, 256));
  app.add_option("--only", settings.only, "only faults and variants of this name; * and ? stand for any")->type_name("GLOB");
  app.add_flag("--http", settings.over_http, "through a socket instead of a call");
  app.add_flag("--quiet", settings.quiet, "print no matrix, only the summary and what is of note");
  app.add_option("--least-killed", settings.least_killed, "percent of faults that must be found (100)")
      ->type_name("PERCENT")
      ->check(CLI::Range(0.0, 100.0));
  app.add_option("--least-right", settings.least_right, "percent whose clause must be blamed first (98)")
      ->type_name("PERCENT")
      ->check(CLI::Range(0.0, 100.0));
  app.footer(
      "Exit status: 0 if all this holds, 1 if not or if some observable clause is never blamed first, 2 wrong call.\n\n"
      "Examples:\n"
      "  createproduct-conformance selftest\n"
      "  createproduct-conformance selftest --budget quick --least-killed 95 --quiet\n"
      "  createproduct-conformance selftest --only 'product-name.*' --http\n");
  if (const std::optional<int> status = parsed(app, argc, argv)) return *status;

  std::vector<Trial> all = trials(settings);
  if (all.empty()) return complain(argv[0], "--only: no fault or variant has a name like " + settings.only);
  run_all(all, settings);
  if (!settings.quiet) std::cout << matrix(all) << "\n";
  return summarize(all, settings) ? Exit::conformant : Exit::contract_broken;
}
