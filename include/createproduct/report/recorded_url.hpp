// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::report {

/// A URL in the parts that matter in a recording.
struct RecordedUrl {
  std::string host;   ///< with the port, if that is not the usual one; small letters; empty for a path alone
  std::string path;   ///< as it stands, percent sequences included
  std::string query;  ///< without the question mark, as it stands
};

/// Takes `text` apart; anything is a URL.
[[nodiscard]] inline RecordedUrl split_recorded_url(std::string_view text) {
  RecordedUrl url;
  text = text.substr(0, text.find('#'));
  const std::size_t question = std::min(text.find('?'), text.size());
  if (question < text.size()) url.query = text.substr(question + 1);
  std::string_view place = text.substr(0, question);
  if (const std::size_t scheme = place.find("://"); scheme != std::string_view::npos) {
    const std::string_view usual = scheme == std::string_view("https").size() ? ":443" : ":80";
    place.remove_prefix(scheme + 3);
    const std::size_t slash = std::min(place.find('/'), place.size());
    std::string_view host = place.substr(0, slash);
    host.remove_prefix(std::min(host.find('@') + 1, host.size()));
    if (host.ends_with(usual)) host.remove_suffix(usual.size());
    url.host = host;
    detail::make_small(url.host);
    place.remove_prefix(slash);
  }
  url.path = place.empty() ? "/" : std::string(place);
  return url;
}

/// The address of the service that `text`, split into `url`, goes to: without query and user.
[[nodiscard]] inline std::string endpoint_of(std::string_view text, const RecordedUrl& url) {
  const std::size_t scheme = text.find("://");
  return scheme == std::string_view::npos || url.host.empty()
             ? std::string()
             : std::string(text.substr(0, scheme + 3)) + url.host + url.path;
}

/// Tells the requests to the service in question from those to others.
class ServiceFilter {
 public:
  /// `host`, with its port if that is not the usual one; empty for that of the first request that fits. `path`; empty
  /// for the documented one.
  explicit ServiceFilter(std::string host = {}, std::string path = {})
      : host_(std::move(host)), path_(path.empty() ? std::string(spec::path) : std::move(path)) {
    detail::make_small(host_);
  }

  /// Whether a request to `url` goes to the service. The first that does fixes the host, if none was named.
  [[nodiscard]] bool passes(const RecordedUrl& url) {
    if (url.path != path_) return false;
    if (host_.empty()) host_ = url.host;
    return url.host.empty() || url.host == host_;
  }

 private:
  std::string host_;
  std::string path_;
};

/// Whether a request carries what tells of its sender's keys, which no report may show.
[[nodiscard]] inline bool has_credentials(const wire::WireRequest& request) {
  for (const std::string_view text : {std::string_view(request.query), std::string_view(request.body)})
    for (const wire::FormField& field : wire::split_form(text))
      if (const auto* known = detail::signing_parameter(field.name); known != nullptr && known->secret) return true;
  return false;
}

/// Gives each account of a recording its name: first, second, account 3, in the order in which they appear.
class AccountNames {
 public:
  /// `credential`: what else than a SecretId tells whose request it is; may be empty.
  [[nodiscard]] std::string of(const wire::WireRequest& request, const std::string& credential) {
    const std::optional<std::string> id = suite::parameter_of(request, "SecretId");
    const std::string key = id ? *id : '\n' + credential;
    const auto [place, is_new] = names_.try_emplace(key);
    if (is_new)
      place->second = names_.size() == 1   ? "first"
                      : names_.size() == 2 ? "second"
                                           : "account " + std::to_string(names_.size());
    return place->second;
  }

 private:
  std::map<std::string, std::string> names_;
};

}  // namespace createproduct::report
