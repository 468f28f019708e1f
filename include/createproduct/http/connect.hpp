// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <createproduct/http/socket.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/model/result.hpp>

namespace createproduct::http {

/// One address that a host name stands for.
struct Address {
  sockaddr_storage storage{};  ///< as connect() takes it
  socklen_t size = 0;          ///< of the part of `storage` that counts
};

/// Every address of the URL's host, in the order to try. Blocks for as long as the system's resolver does.
/// Error: unavailable, when the name has none.
[[nodiscard]] inline Result<std::vector<Address>> resolve(const Url& url) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(url.host.c_str(), std::to_string(url.port).c_str(), &hints, &found);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
  if (failure != 0) {
    const std::string reason = failure == EAI_SYSTEM ? detail::system_message(errno) : ::gai_strerror(failure);
    return Error{Error::Code::unavailable, {}, "the host name " + url.host + " cannot be resolved: " + reason};
  }
  std::vector<Address> addresses;
  for (const addrinfo* entry = found; entry != nullptr; entry = entry->ai_next) {
    Address& address = addresses.emplace_back();
    address.size = entry->ai_addrlen;
    std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
  }
  return addresses;
}

namespace detail {

/// 0, or the system's error number; ETIMEDOUT when `deadline` passed first.
[[nodiscard]] inline int connect_one(const Address& address, Deadline deadline, Socket& out) {
  Socket socket(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket.is_open()) return errno;
  const int on = 1;
  (void)::setsockopt(socket.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // without it only slower
  const void* const bytes = &address.storage;
  if (::connect(socket.descriptor(), static_cast<const sockaddr*>(bytes), address.size) != 0) {
    if (errno != EINPROGRESS && errno != EINTR) return errno;
    if (!poll_until(socket.descriptor(), POLLOUT, deadline)) return ETIMEDOUT;
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(socket.descriptor(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
    if (error != 0) return error;
  }
  out = std::move(socket);
  return 0;
}

}  // namespace detail

/// Connects to the first address that lets it, giving each a fair share of the time left until `deadline`.
/// Error: unavailable, with the reason of the last address tried.
[[nodiscard]] inline Result<Socket> connect(const std::vector<Address>& addresses, Deadline deadline) {
  int error = EADDRNOTAVAIL;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const Clock::time_point now = Clock::now();
    const auto share = (deadline - now) / static_cast<std::ptrdiff_t>(addresses.size() - i);
    Socket socket;
    error = detail::connect_one(addresses[i], now + share, socket);
    if (error == 0) return socket;
  }
  return Error{Error::Code::unavailable, {}, "no connection was made: " + detail::system_message(error)};
}

}  // namespace createproduct::http
