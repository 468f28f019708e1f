// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <exception>
#include <functional>
#include <string>
#include <utility>

#include <createproduct/judge/answer.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

/// Anything that answers requests: callable with a WireRequest, giving an Answer or just a body. A lambda will do.
template <class T>
concept Target = requires(T& target, const wire::WireRequest& request) {
  { target(request) } -> std::convertible_to<judge::Answer>;
} || requires(T& target, const wire::WireRequest& request) {
  { target(request) } -> std::convertible_to<std::string>;
};

/// A target with its type erased, as the suite keeps it.
using Send = std::function<judge::Answer(const wire::WireRequest&)>;

/// Refers to `target`, which must outlive the result. A standard exception that the target throws counts as a
/// connection that was closed without an answer.
template <Target T>
[[nodiscard]] Send send_to(T& target) {
  return [&target](const wire::WireRequest& request) -> judge::Answer {
    judge::Answer answer;
    try {
      if constexpr (std::convertible_to<decltype(target(request)), judge::Answer>)
        answer = target(request);
      else
        answer.body = target(request);
    } catch (const std::exception& error) {
      answer = {judge::Answer::Transport::closed, 0, {}, std::string("the target threw: ") + error.what(), 0};
    }
    return answer;
  };
}

}  // namespace createproduct::suite
