// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/http/endpoint.hpp>
#include <createproduct/http/stamping.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/http/tls_probe.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/finding_text.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/target.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "number_options.hpp"

namespace conformance {

/// Which endpoint is meant, and how to talk to it.
struct EndpointSettings {
  std::string endpoint;
  createproduct::http::TlsOptions tls;
  std::string sign_host;  ///< empty: the documented one
  std::chrono::milliseconds timeout{5000};
};

/// How to talk to an endpoint, whichever it is.
inline void add_connection_options(CLI::App& app, EndpointSettings& settings) {
  app.add_option("--ca", settings.tls.ca_file,
                 "trust the certificates in this PEM file, instead of the system's,\nto vouch for an https endpoint")
      ->type_name("FILE");
  app.add_flag("--insecure", settings.tls.insecure,
               "do not verify the certificate of an https endpoint, nor its host");
  app.add_option("--sign-host", settings.sign_host, "the host that is signed; unless given, iotcloud.api.qcloud.com")
      ->type_name("HOST");
  add_text_option(app, "--timeout", "wait so many seconds for an answer; 5 unless given",
                  take_seconds(settings.timeout))
      ->type_name("SECONDS");
}

inline void add_endpoint_options(CLI::App& app, EndpointSettings& settings) {
  app.add_option("--endpoint", settings.endpoint, "the target, http[s]://HOST[:PORT][/PATH]")->type_name("URL");
  add_connection_options(app, settings);
}

/// What is wrong with the options of `app` about an endpoint, or an empty text.
[[nodiscard]] inline std::string endpoint_problem(const CLI::App& app, const EndpointSettings& settings) {
  const bool has_ca = app.count("--ca") > 0;
  if (has_ca && settings.tls.insecure) return "--ca and --insecure exclude each other";
  if (has_ca && settings.tls.ca_file.empty()) return "--ca: the name of the file is empty";
  return {};
}

/// `text` as it may stand in a shell command, quoted only if it must be.
[[nodiscard]] inline std::string argument(const std::string& text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./:=,").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), plain) ? text : createproduct::report::shell_quoted(text);
}

[[nodiscard]] inline bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

/// A target ready to be used, and what reports say about it.
struct Target {
  createproduct::suite::Send send;
  std::function<createproduct::suite::Send()> connect;
  std::function<void(std::chrono::milliseconds)> limit_wait;
  std::function<std::size_t()> lives;    ///< as suite::Means has it
  std::function<std::string()> failure;  ///< as suite::Means has it
  std::string description;
  std::string path{createproduct::http::default_path};
  std::function<std::string()> hint;  ///< what to try after a run to no purpose, or an empty text; may be empty
  createproduct::report::CommandLines commands;
  std::string arguments;  ///< the options that name this target again, each with a space before it
  bool on_this_machine = true;
  std::optional<std::size_t> quota;  ///< the account's number of products, where the target is known to have one
  bool empty_account = false;        ///< the account is known to hold no product at the start
  std::vector<std::string> notes;
};

/// The endpoint as a target. Error: usage or input, with the option as `where`.
[[nodiscard]] inline createproduct::Result<Target> open_endpoint(const EndpointSettings& settings) {
  createproduct::http::EndpointOptions options;
  options.connect_timeout = options.answer_timeout = settings.timeout;
  const createproduct::Result<createproduct::http::Url> url = createproduct::http::parse_url(settings.endpoint);
  if (!url) return createproduct::Error{url.error().code, "--endpoint", url.error().text()};
  const createproduct::http::TlsOptions& tls = settings.tls;
  Target target;
  if (url->tls) {
    createproduct::Result<createproduct::http::TlsContext> context = createproduct::http::TlsContext::for_client(tls);
    if (!context) return createproduct::Error{context.error().code, tls.ca_file.empty() ? "--endpoint" : "--ca", context.error().text()};
    options.tls = *std::move(context);
    if (tls.insecure) target.notes.push_back("the certificate of the endpoint was not verified (--insecure)");
  } else {
    if (tls.insecure || !tls.ca_file.empty())
      return createproduct::Error{createproduct::Error::Code::usage, tls.insecure ? "--insecure" : "--ca", "only an https:// endpoint has a certificate"};
    target.hint = [url = *url, limit = settings.timeout]() -> std::string {
      constexpr std::chrono::milliseconds longest{2000};
      if (!createproduct::http::speaks_tls(url, createproduct::http::Clock::now() + std::min(limit, longest))) return {};
      createproduct::http::Url secure = url;
      secure.tls = true;
      return "the endpoint speaks TLS: try --endpoint " + secure.text();
    };
  }
  target.connect = [url = *url, options]() -> createproduct::suite::Send {
    const auto endpoint = std::make_shared<createproduct::http::Endpoint>(url, options);
    return [endpoint](const createproduct::wire::WireRequest& request) { return (*endpoint)(request); };
  };
  const auto endpoint = std::make_shared<createproduct::http::Endpoint>(*url, options);
  target.send = [endpoint](const createproduct::wire::WireRequest& request) { return (*endpoint)(request); };
  target.limit_wait = [endpoint](std::chrono::milliseconds limit) { endpoint->limit_wait(limit); };
  target.description = target.commands.url = url->text();
  target.path = url->path;
  target.arguments = " --endpoint " + argument(target.commands.url);
  if (tls.insecure) {
    target.arguments += " --insecure";
    target.commands.curl += " --insecure";
  } else if (!tls.ca_file.empty()) {
    target.arguments += " --ca " + argument(tls.ca_file);
    target.commands.curl += " --cacert " + argument(tls.ca_file);
  }
  target.on_this_machine = is_loopback(url->host);
  return target;
}

/// How requests for one account are made ready for the target. `other_key`: the SecretKey of the other account, or empty.
[[nodiscard]] inline createproduct::suite::Access access(const EndpointSettings& settings, const Target& target,
                                                   const createproduct::sign::Credentials& credentials,
                                                   std::string other_key) {
  createproduct::http::Stamping stamping;
  stamping.credentials = credentials;
  stamping.other_key = std::move(other_key);
  stamping.path = target.path;
  if (!settings.sign_host.empty()) stamping.host = settings.sign_host;
  return createproduct::http::make_access(std::move(stamping));
}

/// Gives a run the accounts that `keys` are for.
inline void set_accounts(createproduct::suite::Means& means, const EndpointSettings& settings, const Target& target,
                         const Keys& keys) {
  means.first = access(settings, target, keys.first, keys.second ? keys.second->secret_key : "");
  if (keys.second) means.second = access(settings, target, *keys.second, keys.first.secret_key);
}

}  // namespace conformance
