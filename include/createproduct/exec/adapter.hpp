// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <istream>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/exec/protocol.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/suite/target.hpp>

namespace createproduct::exec {

/// The child's side of the protocol: answers the requests on `in` by calling `target`, until `in` ends. With `parallel`
/// above 1 from so many threads, as the target must then allow. Gives the number of requests answered. Error: input,
/// with `line N` as `where`, for what is no message of the protocol or of another version; unavailable, if `out` takes
/// no more.
template <suite::Target T>
[[nodiscard]] Result<std::size_t> serve(T& target, std::istream& in, std::ostream& out, std::size_t parallel = 1) {
  const suite::Send send = suite::send_to(target);
  in.tie(nullptr);  // reading would flush what another thread is writing
  std::mutex reading;
  std::mutex writing;
  std::optional<Error> error;
  std::size_t lines = 0;
  std::size_t answered = 0;
  const auto fail = [&](const std::string& message) {
    if (!error) error = Error{Error::Code::input, "line " + std::to_string(lines), message};
  };

  // The next request, or nothing at the end or after an error. Greetings are answered on the way.
  const auto next = [&]() -> std::optional<Request> {
    const std::scoped_lock lock(reading);
    std::string line;
    while (!error && std::getline(in, line)) {
      ++lines;
      Result<std::variant<Hello, Request>> message = read_kit_message(line);
      if (!message) {
        fail(message.error().text());
      } else if (auto* request = std::get_if<Request>(&*message)) {
        return *std::move(request);
      } else if (std::get<Hello>(*message).protocol != protocol_version) {
        fail("the protocol of the other side has version " + std::to_string(std::get<Hello>(*message).protocol) +
             ", this one " + std::to_string(protocol_version));
      } else {
        const std::scoped_lock writing_lock(writing);
        out << child_hello(parallel) << '\n' << std::flush;
      }
    }
    return std::nullopt;
  };
  const auto work = [&] {
    while (const std::optional<Request> request = next()) {
      const std::string line = answer_message(request->id, send(request->request));
      const std::scoped_lock lock(writing);
      out << line << '\n' << std::flush;
      if (!out) return;
      ++answered;
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < parallel; ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
  if (error) return *error;
  if (!out) return Error{Error::Code::unavailable, "", "the answers could not be written"};
  return answered;
}

}  // namespace createproduct::exec
