// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <createproduct/http/connect.hpp>
#include <createproduct/http/socket.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/http/tls_stream.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/model/result.hpp>

namespace createproduct::http {

/// Whether TLS is spoken where `url` points, be it an http URL: begins a handshake on a connection of its own and sends
/// no request. False as well when that is not known by `deadline`.
[[nodiscard]] inline bool speaks_tls(const Url& url, Deadline deadline) {
  TlsOptions unverified;
  unverified.insecure = true;
  const Result<TlsContext> context = TlsContext::for_client(unverified);
  const Result<std::vector<Address>> addresses = resolve(url);
  if (!context || !addresses) return false;
  Result<Socket> socket = connect(*addresses, deadline);
  if (!socket) return false;
  TlsStream stream(*std::move(socket), *context, url.host);
  return stream.handshake(deadline).empty() || stream.heard_tls();
}

}  // namespace createproduct::http
