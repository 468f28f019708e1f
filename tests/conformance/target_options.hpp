// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include <createproduct/exec/child.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/report/near.hpp>
#include <createproduct/suite/options.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "endpoint_target.hpp"
#include "mock_setup.hpp"
#include "mock_target.hpp"
#include "signals.hpp"

namespace conformance {

/// Which target is meant, of whatever kind.
struct TargetSettings : EndpointSettings {
  std::string command;  ///< of a child process
  bool mock = false;
  MockSettings mock_settings;

  /// How many ways of naming a target were used; to be usable, one.
  [[nodiscard]] int kinds() const noexcept {
    return (mock ? 1 : 0) + (endpoint.empty() ? 0 : 1) + (command.empty() ? 0 : 1);
  }
};

/// The options that take the place of a target's name, for messages.
inline constexpr const char* target_choice = "--endpoint URL, --exec COMMAND or --mock";

namespace detail {

/// Reads what follows `mock:`, such as fault=NAME,variant=NAME,quota=N,auth.
inline std::string take_mock_details(std::string_view text, MockSettings& mock) {
  while (!text.empty()) {
    const std::string_view item = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), item.size() + 1));
    const std::size_t equals = item.find('=');
    const std::string_view key = item.substr(0, equals);
    const std::string value(equals == item.npos ? std::string_view() : item.substr(equals + 1));
    std::string problem;
    if (key == "fault") {
      problem = fault_problem(value);
      mock.faults.push_back(value);
    } else if (key == "variant") {
      problem = variant_problem(value);
      mock.variants.push_back(value);
    } else if (key == "quota") {
      mock.quota = number<std::size_t>(value);
      if (mock.quota.value_or(0) == 0) problem = "quota: expected a number of products, more than 0";
    } else if (item == "auth") {
      mock.auth = true;
    } else {
      problem = "a mock has no " + std::string(item) +
                createproduct::report::did_you_mean(key, {"fault", "variant", "quota", "auth"}) +
                " (fault=NAME, variant=NAME, quota=N, auth)";
    }
    if (!problem.empty()) return problem;
  }
  return {};
}

}  // namespace detail

/// The help text on how a target is named in one word.
inline constexpr const char* target_syntax =
    "A TARGET is http[s]://HOST[:PORT][/PATH], exec:COMMAND, mock, or mock:fault=NAME,variant=NAME,quota=N,auth.";

/// Reads a target named in one word, as target_syntax says; gives what is wrong with it, or an empty text.
inline std::string take_target(const std::string& text, TargetSettings& settings) {
  const std::string kind = text.substr(0, text.find(':'));
  if (kind == "exec") {
    settings.command = text.substr(std::min(text.size(), kind.size() + 1));
    return settings.command.empty() ? "exec: the command is empty" : "";
  }
  if (text.find("://") != text.npos) {
    settings.endpoint = text;
    return {};
  }
  if (kind == "mock") {
    settings.mock = true;
    const std::string_view details = std::string_view(text).substr(std::min(text.size(), kind.size() + 1));
    return detail::take_mock_details(details, settings.mock_settings);
  }
  return "there is no target " + text + createproduct::report::did_you_mean(kind, {"mock", "exec:", "http://"}) +
         " (http[s]://..., exec:COMMAND, mock)";
}

/// Adds the options that name a target, and the same in one word as a positional argument.
inline void add_target_options(CLI::App& app, TargetSettings& settings) {
  add_endpoint_options(app, settings);
  add_text_option(app, "--exec",
                  "the target is this command, run by the shell: requests come to its\n"
                  "standard input, one a line, and answers from its standard output",
                  [&settings](const std::string& text) -> std::string {
                    settings.command = text;
                    return text.empty() ? "the command is empty" : "";
                  })
      ->type_name("COMMAND");
  app.add_flag("--mock", settings.mock, "the target is the built-in mock, in this process");
  add_mock_options(app, settings.mock_settings);
  add_text_option(app, "TARGET", "the target in one word: a URL, exec:COMMAND, mock or mock:fault=NAME",
                  [&settings](const std::string& text) { return take_target(text, settings); })
      ->type_name("");
}

/// What is wrong with the options of `app` about a target, or an empty text.
[[nodiscard]] inline std::string target_problem(const CLI::App& app, const TargetSettings& settings) {
  if (settings.kinds() == 0) return std::string("name the target: ") + target_choice;
  if (settings.kinds() > 1) return "--endpoint, --exec and --mock exclude each other, as does a TARGET";
  if (!settings.mock && settings.mock_settings.any_given()) return "--fault, --variant and --auth need --mock";
  if (std::string problem = endpoint_problem(app, settings); !problem.empty()) return problem;
  if (settings.endpoint.empty() && (app.count("--ca") > 0 || settings.tls.insecure))
    return "--ca and --insecure need --endpoint";
  return {};
}

/// The mock as a target. The keys that it takes go into `keys` if there are none.
[[nodiscard]] inline Target open_mock(TargetSettings& settings, Keys& keys) {
  using namespace createproduct;
  Target target;
  MockSettings& mock = settings.mock_settings;
  if (!keys.first.secret_key.empty()) mock.auth = true;
  provide_keys(mock, target.notes);
  if (mock.auth && keys.first.secret_key.empty()) {
    keys = test_keys();
    target.notes.push_back(
        "the keys are the documentation's test pair, see --auth; signed curl lines want them in the environment");
  }
  const std::string options = mock_arguments(mock);
  mock::Configuration configuration = mock_configuration(mock, keys);
  const mock::QuotaRule& kept = configuration.otherwise.quota;
  target.quota = std::min(configuration.quota, kept.most);
  target.empty_account = kept.old_products == 0;
  if (!settings.sign_host.empty()) configuration.hosts.push_back(settings.sign_host);
  const auto service = std::make_shared<MockTarget>(std::move(configuration), settings.timeout);
  target.connect = [service]() -> suite::Send {
    return [service](const wire::WireRequest& request) { return (*service)(request); };
  };
  target.send = target.connect();
  target.description = "the built-in mock" + (options.empty() ? "" : "," + options);
  target.commands.start = "createproduct-conformance mock --port 8080" + options;
  target.arguments = " --mock" + options;
  return target;
}

/// A command as a target; the first request starts it.
[[nodiscard]] inline Target open_child(const TargetSettings& settings) {
  using namespace createproduct;
  exec::ChildOptions options;
  options.command = settings.command;
  options.answer_timeout = settings.timeout;
  const auto child = std::make_shared<exec::Child>(std::move(options));
  Target target;
  target.connect = [child]() -> suite::Send {
    return [child](const wire::WireRequest& request) { return (*child)(request); };
  };
  target.send = target.connect();
  target.limit_wait = [child](std::chrono::milliseconds limit) { child->limit_wait(limit); };
  target.lives = [child] { return child->starts(); };
  target.failure = [child] { return child->failure(); };
  target.description = "the command " + settings.command;
  target.commands.url.clear();
  target.arguments = " --exec " + argument(settings.command);
  return target;
}

/// The target that `settings` name. Precondition: target_problem() found nothing. `keys` are those in the environment;
/// a mock that takes keys brings some if there are none. Error: usage or input, with the option as `where`.
[[nodiscard]] inline createproduct::Result<Target> open_target(TargetSettings& settings, Keys& keys) {
  createproduct::Result<Target> target = Target();
  if (settings.mock)
    target = open_mock(settings, keys);
  else if (!settings.command.empty())
    target = open_child(settings);
  else
    target = open_endpoint(settings);
  if (target && !settings.sign_host.empty()) {
    target->commands.sign += " --host " + argument(settings.sign_host);
    target->arguments += " --sign-host " + argument(settings.sign_host);
  }
  if (target) target->commands.replay = "createproduct-conformance replay" + target->arguments;
  return target;
}

/// How many products may be created: as many as `given`, where 0 is no limit, or few where the target is not on this
/// machine, which it then gets a note of.
[[nodiscard]] inline std::size_t most_creations(std::optional<std::size_t> given, Target& target) {
  constexpr std::size_t off_this_machine = 200;
  if (given || target.on_this_machine) return given.value_or(0);
  target.notes.push_back("at most " + std::to_string(off_this_machine) +
                         " products are created, as the endpoint is not on this machine (--max-creations)");
  return off_this_machine;
}

/// What a run is given of a target and of `keys`; a signal ends it.
[[nodiscard]] inline createproduct::suite::Means means_of(const EndpointSettings& settings, const Target& target,
                                                          const Keys& keys) {
  createproduct::suite::Means means;
  means.description = target.description;
  means.send = target.send;
  means.connect = target.connect;
  means.limit_wait = target.limit_wait;
  means.lives = target.lives;
  means.failure = target.failure;
  set_accounts(means, settings, target, keys);
  means.interrupted = interrupted;
  return means;
}

}  // namespace conformance
