// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/http/stamping.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/sign/signature.hpp>
#include <createproduct/wire/form.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "whole_file.hpp"

namespace {

using namespace createproduct;

/// A URL in the two parts that matter here: what the request goes to, and its query.
struct Place {
  std::string endpoint;  ///< scheme, authority and path as they were given
  std::string path;      ///< that is signed
  std::string query;
};

/// Any scheme will do, since nothing is sent.
Result<Place> split_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos || scheme == 0)
    return Error{Error::Code::usage, {}, "a URL begins with http:// or https://"};
  const std::size_t question = std::min(url.find('?'), url.size());
  Place place;
  place.endpoint = url.substr(0, question);
  place.query = question < url.size() ? url.substr(question + 1) : std::string_view();
  const std::size_t path = place.endpoint.find('/', scheme + 3);
  if (path == scheme + 3 || place.endpoint.size() == scheme + 3)
    return Error{Error::Code::usage, {}, "the URL names no host"};
  if (path == std::string::npos) place.endpoint += http::default_path;
  place.path = path == std::string::npos ? std::string(http::default_path) : place.endpoint.substr(path);
  return place;
}

/// The text of a URL that may be broken into lines, as documents print long ones: line breaks and the white space
/// around them do not count.
std::string joined_lines(std::string_view text) {
  std::string joined;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    constexpr std::string_view blank = " \t\r";
    line.remove_prefix(std::min(line.find_first_not_of(blank), line.size()));
    joined += line.substr(0, line.find_last_not_of(blank) + 1);
  }
  return joined;
}

Result<std::string> read_input(const std::string& input) {
  if (input.find("://") != std::string::npos) return input;
  const auto text = input == "-" ? conformance::whole_text(std::cin) : conformance::whole_file(input);
  if (!text) return Error{Error::Code::input, input, "the file cannot be read"};
  return joined_lines(*text);
}

}  // namespace

int conformance::sign_command(int argc, char** argv) {
  std::string input;
  std::string method = "GET";
  std::string data;
  std::string host(spec::host);
  bool canonical = false;
  bool second = false;
  CLI::App app("Signs a request with the key in the environment and prints it: the URL of a GET, the body of a POST.");
  app.add_option("URL", input, "the request's URL, or a file that holds it, or - for stdin")->required()->type_name("");
  add_text_option(app, "--method", "GET, as unless given, or POST", [&method](const std::string& text) -> std::string {
    if (text != "GET" && text != "POST") return "expected GET or POST";
    method = text;
    return {};
  })->type_name("METHOD");
  app.add_option("--data", data, "the form body of a POST")->type_name("BODY");
  app.add_option("--host", host, "the host that is signed, whatever host the request goes to; unless given,\n" + host)
      ->type_name("HOST");
  app.add_flag("--second", second, "sign with the key of the second account");
  app.add_flag("--canonical", canonical, "print the text that is signed and its signature instead");
  app.footer(
      "Region, Timestamp, Nonce, SecretId, SignatureMethod, and Token if there is one, are added where they are "
      "missing;\n"
      "a Signature that is there is replaced.\n" +
      std::string(secrets_help) +
      "\n\nExit status: 0 signed, 2 wrong call, no key, or file error."
      "\n\nExamples:\n"
      "  curl \"$(createproduct-conformance sign "
      "'http://127.0.0.1:8080/v2/index.php?Action=CreateProduct&productName=fruit')\"\n"
      "  createproduct-conformance sign --method POST --data 'Action=CreateProduct&productName=fruit' "
      "http://127.0.0.1:8080\n"
      "  createproduct-conformance sign --canonical --host cvm.api.qcloud.com request.txt");
  if (const auto status = parsed(app, argc, argv)) return *status;

  std::string problem;
  const Keys keys = keys_from_environment(problem);
  if (problem.empty() && keys.first.secret_key.empty())
    problem = "there is no key: set CREATEPRODUCT_SECRET_ID and CREATEPRODUCT_SECRET_KEY";
  if (problem.empty() && second && !keys.second)
    problem = "there is no second key: set CREATEPRODUCT_SECOND_SECRET_ID and CREATEPRODUCT_SECOND_SECRET_KEY";
  if (problem.empty() && method == "GET" && app.count("--data") > 0) problem = "--data needs --method POST";
  if (!problem.empty()) return complain(argv[0], problem);
  const Result<std::string> url = read_input(input);
  if (!url) return complain(argv[0], url.error().text());
  const Result<Place> place = split_url(*url);
  if (!place) return complain(argv[0], place.error().text());

  wire::RawRequest request = wire::decode({method, place->query, data});
  std::erase_if(request.parameters, [](const wire::Parameter& parameter) {
    return wire::percent_decoded(parameter.name).bytes == "Signature";
  });
  http::Stamping stamping;
  stamping.credentials = second ? *keys.second : keys.first;
  stamping.host = host;
  stamping.path = place->path;
  const wire::RawRequest stamped = http::stamped(stamping, std::move(request), true);
  const wire::WireRequest signed_request = wire::encode(stamped);

  if (canonical) {
    std::cout << sign::canonical_text(method, host, place->path, http::detail::decoded_pairs(stamped)) << "\n"
              << stamped.parameters.back().value << "\n";
  } else if (method == "POST") {
    std::cout << signed_request.body << "\n";
  } else {
    std::cout << place->endpoint << "?" << signed_request.query << "\n";
  }
  return Exit::conformant;
}
