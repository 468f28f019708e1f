// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/http/endpoint.hpp>
#include <createproduct/http/socket.hpp>
#include <createproduct/http/stamping.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/http/tls_probe.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/columns.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/ledger.hpp>
#include <createproduct/suite/plan.hpp>
#include <createproduct/suite/run.hpp>
#include <createproduct/suite/target.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "mock_setup.hpp"
#include "mock_target.hpp"
#include "outputs.hpp"
#include "run_settings.hpp"

namespace {

using namespace createproduct;
using conformance::Keys;
using conformance::RunSettings;

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

/// The first signal ends the run in order, the second one at once.
void interrupt(int signal) {
  interrupted = true;
  std::signal(signal, SIG_DFL);
}

/// `text` as it may stand in a shell command, quoted only if it must be.
std::string argument(const std::string& text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./:=,").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), plain) ? text : report::shell_quoted(text);
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

/// A target ready to be used, and what reports say about it.
struct Target {
  suite::Send send;
  std::function<suite::Send()> connect;
  std::function<void(std::chrono::milliseconds)> limit_wait;
  std::string description;
  std::string path{http::default_path};
  std::function<std::string()> hint;  ///< what to try after a run to no purpose, or an empty text; may be empty
  report::CommandLines commands;
  bool on_this_machine = true;
  std::vector<std::string> notes;
};

Result<Target> open_endpoint(const RunSettings& settings) {
  http::EndpointOptions options;
  options.connect_timeout = options.answer_timeout = settings.timeout;
  const Result<http::Url> url = http::parse_url(settings.endpoint);
  if (!url) return Error{url.error().code, "--endpoint", url.error().text()};
  const http::TlsOptions& tls = settings.tls;
  Target target;
  if (url->tls) {
    Result<http::TlsContext> context = http::TlsContext::for_client(tls);
    if (!context) return Error{context.error().code, tls.ca_file.empty() ? "--endpoint" : "--ca", context.error().text()};
    options.tls = *std::move(context);
    if (tls.insecure) target.notes.push_back("the certificate of the endpoint was not verified (--insecure)");
  } else {
    if (tls.insecure || !tls.ca_file.empty())
      return Error{Error::Code::usage, tls.insecure ? "--insecure" : "--ca", "only an https:// endpoint has a certificate"};
    target.hint = [url = *url, limit = settings.timeout]() -> std::string {
      constexpr std::chrono::milliseconds longest{2000};
      if (!http::speaks_tls(url, http::Clock::now() + std::min(limit, longest))) return {};
      http::Url secure = url;
      secure.tls = true;
      return "the endpoint speaks TLS: try --endpoint " + secure.text();
    };
  }
  target.connect = [url = *url, options]() -> suite::Send {
    const auto endpoint = std::make_shared<http::Endpoint>(url, options);
    return [endpoint](const wire::WireRequest& request) { return (*endpoint)(request); };
  };
  const auto endpoint = std::make_shared<http::Endpoint>(*url, options);
  target.send = [endpoint](const wire::WireRequest& request) { return (*endpoint)(request); };
  target.limit_wait = [endpoint](std::chrono::milliseconds limit) { endpoint->limit_wait(limit); };
  target.description = target.commands.url = url->text();
  target.path = url->path;
  target.commands.rerun = "createproduct-conformance run --endpoint " + argument(target.commands.url);
  if (tls.insecure) {
    target.commands.rerun += " --insecure";
    target.commands.curl += " --insecure";
  } else if (!tls.ca_file.empty()) {
    target.commands.rerun += " --ca " + argument(tls.ca_file);
    target.commands.curl += " --cacert " + argument(tls.ca_file);
  }
  target.on_this_machine = is_loopback(url->host);
  return target;
}

/// What is known about a mock of one's own goes into `settings` and `keys`: its quota, and the keys that it takes.
Target open_mock(RunSettings& settings, Keys& keys) {
  Target target;
  conformance::MockSettings& mock = settings.mock_settings;
  if (!keys.first.secret_key.empty()) mock.auth = true;
  conformance::provide_keys(mock, target.notes);
  if (mock.auth && keys.first.secret_key.empty()) {
    keys = conformance::test_keys();
    target.notes.push_back(
        "the keys are the documentation's test pair, see --auth; signed curl lines want them in the environment");
  }
  const std::string options = conformance::mock_arguments(mock);
  if (!mock.quota) mock.quota = settings.options.budget == suite::Budget::deep ? 20000 : spec::products_per_account;
  mock::Configuration configuration = conformance::mock_configuration(mock, keys);
  const mock::QuotaRule& kept = configuration.otherwise.quota;
  settings.options.quota = std::min(configuration.quota, kept.most);
  settings.options.empty_account = kept.old_products == 0;
  if (!settings.sign_host.empty()) configuration.hosts.push_back(settings.sign_host);
  const auto service = std::make_shared<conformance::MockTarget>(std::move(configuration), settings.timeout);
  target.connect = [service]() -> suite::Send {
    return [service](const wire::WireRequest& request) { return (*service)(request); };
  };
  target.send = target.connect();
  target.description = "the built-in mock" + (options.empty() ? "" : "," + options);
  target.commands.start = "createproduct-conformance mock --port 8080" + options;
  target.commands.rerun = "createproduct-conformance run --mock" + options;
  return target;
}

suite::Access access(const RunSettings& settings, const Target& target, const sign::Credentials& credentials) {
  http::Stamping stamping;
  stamping.credentials = credentials;
  stamping.path = target.path;
  if (!settings.sign_host.empty()) stamping.host = settings.sign_host;
  suite::Access access;
  access.is_signed = !credentials.secret_key.empty();
  access.stamp = http::make_stamp(stamping);
  stamping.contradict = true;
  if (access.is_signed) access.mismatched_stamp = http::make_stamp(std::move(stamping));
  return access;
}

int print_plan(const RunSettings& settings, const Keys& keys) {
  report::Columns table("");
  table.add({"phase", "cases", "requests", "products"});
  std::size_t requests = 0;
  std::size_t creations = 0;
  for (const suite::PlannedPhase& phase :
       suite::plan(settings.options, !keys.first.secret_key.empty(), keys.second.has_value())) {
    table.add(
        {phase.phase, std::to_string(phase.cases), std::to_string(phase.requests), std::to_string(phase.creations)});
    requests += phase.requests;
    creations += phase.creations;
  }
  table.add({"all", "", std::to_string(requests), std::to_string(creations)});
  std::cout << table.text() << "Following up what looks broken takes further requests. Nothing was sent.\n";
  return conformance::Exit::conformant;
}

/// Passes the events of a run on to its reports, with what only this program knows.
class RunEvents {
 public:
  RunEvents(const conformance::Outputs& outputs, const Target& target)
      : outputs_(outputs), notes_(target.notes), hint_(target.hint) {}

  void operator()(suite::Event event) {
    if (auto* end = std::get_if<suite::RunFinished>(&event)) {
      end->notes.insert(end->notes.begin(), notes_.begin(), notes_.end());
      exit_code_ = end->exit_code;
      if (exit_code_ == conformance::Exit::inconclusive && end->created == 0 && hint_ && !interrupted)
        if (std::string hint = hint_(); !hint.empty()) {
          outputs_(suite::Note{hint});
          end->notes.push_back(std::move(hint));
        }
    }
    outputs_(event);
    if (std::holds_alternative<suite::RunStarted>(event))
      for (const std::string& note : notes_) outputs_(suite::Note{note});
  }

  [[nodiscard]] int exit_code() const noexcept { return exit_code_; }

 private:
  const conformance::Outputs& outputs_;
  std::vector<std::string> notes_;
  std::function<std::string()> hint_;
  int exit_code_ = conformance::Exit::kit_bug;
};

void limit_creations(RunSettings& settings, Target& target) {
  constexpr std::size_t off_this_machine = 200;
  suite::Options& options = settings.options;
  options.max_creations = settings.max_creations.value_or(target.on_this_machine ? 0 : off_this_machine);
  if (!settings.max_creations && !target.on_this_machine)
    target.notes.push_back("at most " + std::to_string(off_this_machine) +
                           " products are created, as the endpoint is not on this machine (--max-creations)");
}

void complete_commands(const RunSettings& settings, report::CommandLines& commands) {
  const suite::Options& options = settings.options;
  if (!settings.sign_host.empty()) {
    commands.sign += " --host " + argument(settings.sign_host);
    commands.rerun += " --sign-host " + argument(settings.sign_host);
  }
  if (options.budget != suite::Budget::standard)
    commands.rerun += " --budget " + std::string(suite::budget_name(options.budget));
  if (options.quota && !settings.mock) commands.rerun += " --quota " + std::to_string(*options.quota);
  if (options.empty_account && !settings.mock) commands.rerun += " --empty-account";
  commands.rerun += " --seed " + std::to_string(options.seed);
}

}  // namespace

int conformance::run_command(int argc, char** argv) {
  RunSettings settings;
  if (const auto status = read_run_settings(argc, argv, settings)) return *status;
  std::string problem;
  Keys keys = keys_from_environment(problem);
  if (!problem.empty()) return complain(argv[0], problem);

  Result<Target> target = settings.mock ? Result<Target>(open_mock(settings, keys)) : open_endpoint(settings);
  if (!target) return complain(argv[0], target.error().text());
  if (settings.dry_run) return print_plan(settings, keys);
  limit_creations(settings, *target);
  if (!keys.first.secret_key.empty() && !settings.mock)
    target->notes.push_back("requests are signed for the host " +
                            (settings.sign_host.empty() ? std::string(spec::host) : settings.sign_host) +
                            " (--sign-host)");
  complete_commands(settings, target->commands);

  OutputOptions output;
  output.commands = target->commands;
  output.redactor = report::Redactor(keys.secrets());
  output.masked = settings.masked;
  using Detail = report::TerminalReport::Detail;
  output.detail = settings.quiet ? Detail::quiet : settings.verbose ? Detail::verbose : Detail::normal;
  Outputs outputs;
  if (problem = outputs.open(settings.reports, output); !problem.empty()) return complain(argv[0], problem);
  std::ofstream ledger;
  if (!settings.ledger.empty()) {
    ledger.open(settings.ledger, std::ios::binary | std::ios::app);
    if (!ledger) return complain(argv[0], "--ledger: " + settings.ledger + ": the file cannot be written");
  }

  suite::Means means;
  means.description = target->description;
  means.send = target->send;
  means.connect = target->connect;
  means.limit_wait = target->limit_wait;
  means.first = access(settings, *target, keys.first);
  if (keys.second) means.second = access(settings, *target, *keys.second);
  if (!settings.ledger.empty()) means.ledger = report::Ledger(ledger);
  means.interrupted = [&ledger] { return interrupted || !ledger; };
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);

  RunEvents events(outputs, *target);
  suite::run(means, settings.options, [&events](const suite::Event& event) { events(event); });

  if (!ledger)
    return complain(argv[0], "--ledger: " + settings.ledger + ": the file could not be written, so the run was ended");
  if (const std::string file = outputs.damaged(); !file.empty()) {
    complain(argv[0], "--report: " + file + ": the file could not be written in full");
    if (events.exit_code() != Exit::contract_broken) return Exit::usage;
  }
  return events.exit_code();
}
