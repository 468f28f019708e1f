// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
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

/// Refers to `target`, which must outlive the result.
template <Target T>
[[nodiscard]] Send send_to(T& target) {
  return [&target](const wire::WireRequest& request) -> judge::Answer {
    if constexpr (std::convertible_to<decltype(target(request)), judge::Answer>) {
      return target(request);
    } else {
      judge::Answer answer;
      answer.body = target(request);
      return answer;
    }
  };
}

}  // namespace createproduct::suite
