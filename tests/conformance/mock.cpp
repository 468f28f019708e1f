// SPDX-License-Identifier: MIT
#include <chrono>
#include <csignal>
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/exec/adapter.hpp>
#include <createproduct/http/mock_server.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/wire/raw_request.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "mock_setup.hpp"
#include "mock_target.hpp"

namespace {

using namespace createproduct;

/// SIGINT and SIGTERM, held back from every thread that is started from now on, for sigwait().
sigset_t block_ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// Answers what comes in until the input ends.
int serve_stdio(createproduct::mock::Configuration configuration, const char* subcommand) {
  constexpr std::chrono::milliseconds usual_timeout{5000};
  constexpr std::size_t threads = 8;
  std::ios::sync_with_stdio(false);
  conformance::MockTarget target(std::move(configuration), usual_timeout);
  const Result<std::size_t> served = exec::serve(target, std::cin, std::cout, threads);
  if (!served) return conformance::complain(subcommand, "--stdio: " + served.error().text());
  return conformance::Exit::conformant;
}

}  // namespace

int conformance::mock_command(int argc, char** argv) {
  MockSettings settings;
  int port = 0;
  bool stdio = false;
  std::pair<std::string, std::string> tls;  // certificate and key
  bool list_faults = false;
  bool list_variants = false;
  CLI::App app(
      "Serves a mock in memory over HTTP on 127.0.0.1 until SIGINT or SIGTERM. It keeps the contract, unless faults "
      "are given.");
  add_text_option(app, "--port", "the port to listen at; 0, as unless given, for any free one",
                  [&port](const std::string& text) -> std::string {
                    const auto value = number<int>(text);
                    if (!value || *value < 0 || *value > 65535) return "expected a number from 0 to 65535";
                    port = *value;
                    return {};
                  })
      ->type_name("N");
  app.add_option("--tls", tls, "serve HTTPS instead, with this certificate and its key, PEM files;\n"
                               "certificates after the first lead to the root")
      ->type_name("CERT KEY");
  app.add_flag("--stdio", stdio, "answer on standard output instead, as run --exec wants it, until the input ends")
      ->excludes("--port")
      ->excludes("--tls");
  add_mock_options(app, settings);
  add_text_option(app, "--quota", "the number of products an account may have; 2000 unless given",
                  [&settings](const std::string& text) -> std::string {
                    const auto value = number<std::size_t>(text);
                    if (!value) return "expected a number of products";
                    settings.quota = *value;
                    return {};
                  })
      ->type_name("N");
  app.add_flag("--list-faults", list_faults, "list the ways to break the contract, and end");
  app.add_flag("--list-variants", list_variants, "list the ways to keep it where it leaves a choice, and end");
  const Keys test_pairs = test_keys();
  app.footer(
      "The address is printed on one line as soon as the mock answers.\n"
      "Beside the documentation's test pair there is one of a second account: SecretId\n" +
      test_pairs.second->secret_id + ", SecretKey " + test_pairs.second->secret_key +
      "\n"
      "\nExit status: 0 ended by a signal, 2 wrong call, a file that cannot be used, or the port cannot be had.\n"
      "\nExamples:\n"
      "  createproduct-conformance mock --port 8080\n"
      "  createproduct-conformance mock --fault product-name.max-length.accepts-33 --quota 50\n"
      "  createproduct-conformance run --exec 'createproduct-conformance mock --stdio'\n"
      "  createproduct-conformance mock --tls localhost.pem localhost.key\n"
      "  createproduct-conformance mock --list-faults");
  if (const auto status = parsed(app, argc, argv)) return *status;
  if (list_faults) std::cout << fault_list();
  if (list_variants) std::cout << variant_list();
  if (list_faults || list_variants) return Exit::conformant;

  std::string problem;
  Keys keys = keys_from_environment(problem);
  if (!problem.empty()) return complain(argv[0], problem);
  if (settings.auth && keys.first.secret_key.empty()) keys = test_keys();

  if (stdio) return serve_stdio(mock_configuration(settings, keys), argv[0]);

  const sigset_t signals = block_ending_signals();
  mock::Service service(mock_configuration(settings, keys));
  http::MockServerOptions options;
  options.port = port;
  if (app.count("--tls") > 0) {
    Result<http::TlsContext> context = http::TlsContext::for_server(tls.first, tls.second);
    if (!context) return complain(argv[0], "--tls: " + context.error().text());
    options.tls = *std::move(context);
  }
  auto server =
      http::MockServer::start([&service](const wire::WireRequest& request, std::string_view host,
                                         std::string_view path) { return service.handle(request, host, path); },
                              options);
  if (!server) return complain(argv[0], "--port: " + server.error().text());
  std::cout << server->url() << http::default_path << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  server->stop();
  return Exit::conformant;
}
