// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <createproduct/fuzz/disagreement.hpp>
#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/judge/judge.hpp>
#include <createproduct/model/request.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/suite/target.hpp>
#include <createproduct/suite/typed_target.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::fuzz {

/// Somebody's code that judges requests, or serves them, with what the contract says of its inputs. Made by subject(),
/// name_validator(), properties_validator() or service().
struct Subject {
  Grammar grammar = Grammar::form;  ///< what its inputs are
  /// A validator's verdict; nothing on what has no form that it takes. Empty for a service.
  std::function<std::optional<bool>(std::string_view input)> accepts;
  std::function<Expectation(std::string_view input)> expects;  ///< what the contract demands for `input`
  /// A service's first breach of the contract, with all that was sent and answered until then. Empty for a validator.
  std::function<std::optional<Disagreement>(std::string_view input, std::vector<suite::Exchange>& history)> serves;
  /// The request that has `input` in it, to be sent to anybody else.
  std::function<wire::WireRequest(std::string_view input)> request;
};

/// A validator of names: `bool(std::string_view)`, decoded.
template <std::predicate<std::string_view> Accepts>
[[nodiscard]] Subject name_validator(Accepts accepts) {
  Subject out;
  out.grammar = Grammar::name;
  out.accepts = [accepts](std::string_view input) { return std::optional<bool>(accepts(input)); };
  out.expects = expect_name;
  out.request = [](std::string_view input) {
    return wire::WireRequest{"GET", "Action=CreateProduct&productName=" + wire::percent_encoded(input), ""};
  };
  return out;
}

/// A validator of productProperties: `bool(std::string_view)`, decoded.
template <std::predicate<std::string_view> Accepts>
[[nodiscard]] Subject properties_validator(Accepts accepts) {
  Subject out;
  out.grammar = Grammar::properties;
  out.accepts = [accepts](std::string_view input) { return std::optional<bool>(accepts(input)); };
  out.expects = expect_properties;
  out.request = [](std::string_view input) {
    return wire::WireRequest{
        "GET", "Action=CreateProduct&productName=a&productProperties=" + wire::percent_encoded(input), ""};
  };
  return out;
}

/// A validator of whole requests, by what it takes:
/// * `bool(const CreateProductRequest&)`, typed; what has no type is not its concern;
/// * `bool(const wire::WireRequest&)`, the bytes of query and body;
/// * `bool(std::string_view)`, the parameters of a GET request as they travel.
template <class Accepts>
[[nodiscard]] Subject subject(Accepts accepts) {
  constexpr bool typed = std::predicate<Accepts&, const CreateProductRequest&>;
  constexpr bool whole = std::predicate<Accepts&, const wire::WireRequest&>;
  constexpr bool text = std::predicate<Accepts&, std::string_view>;
  static_assert(typed || whole || text,
                "a validator is called with a CreateProductRequest, a WireRequest or a string_view");
  Subject out;
  out.grammar = whole ? Grammar::script : Grammar::form;
  out.request = [](std::string_view input) {
    if constexpr (whole) {
      std::vector<wire::WireRequest> requests = read_script(input, 1);
      return requests.empty() ? wire::WireRequest{} : std::move(requests.front());
    } else {
      return wire::WireRequest{"GET", std::string(input), ""};
    }
  };
  out.expects = [request = out.request](std::string_view input) { return expect_request(request(input)); };
  out.accepts = [accepts, request = out.request](std::string_view input) -> std::optional<bool> {
    if constexpr (whole) {
      if (input.empty()) return std::nullopt;
      return accepts(request(input));
    } else if constexpr (typed) {
      const Result<CreateProductRequest> value = suite::typed_whole(request(input));
      if (!value) return std::nullopt;
      return accepts(*value);
    } else {
      return accepts(input);
    }
  };
  return out;
}

/// A whole request handler, as the suite's targets are: `make()` gives a new one, which has no products yet, for each
/// sequence of requests. Its answers are judged as those of an endpoint are.
template <class Make>
requires suite::Target<std::invoke_result_t<Make&>> || suite::TypedTarget<std::invoke_result_t<Make&>>
[[nodiscard]] Subject service(Make make) {
  Subject out;
  out.grammar = Grammar::script;
  out.request = [](std::string_view input) {
    std::vector<wire::WireRequest> requests = read_script(input);
    return requests.empty() ? wire::WireRequest{} : std::move(requests.back());
  };
  out.serves = [make](std::string_view input, std::vector<suite::Exchange>& history) -> std::optional<Disagreement> {
    auto target = make();
    judge::Judge judge;
    for (const wire::WireRequest& request : read_script(input)) {
      // The account is new, and what else there is to a service is not judged.
      if (suite::operation_of(request) != suite::Operation::create) return std::nullopt;
      const judge::Classification expected = judge::classify(request);
      for (const std::string& name : expected.names) judge.account("first").known_fresh(name);
      judge::Answer answer;
      if constexpr (suite::TypedTarget<std::invoke_result_t<Make&>>) {
        const Result<CreateProductRequest> typed = suite::typed_whole(request);
        if (!typed) continue;
        answer.body = wire::to_json(target.handle(*typed));
      } else if constexpr (std::convertible_to<decltype(target(request)), judge::Answer>) {
        answer = target(request);
      } else {
        answer.body = target(request);
      }
      history.push_back({"first", request, false, answer});
      const judge::Ruling ruling = judge.rule("first", expected, answer);
      for (const judge::Breach& breach : ruling.breaches)
        if (breach.clause.level() != Level::example)
          return Disagreement{breach.clause, ruling.outcome == judge::Ruling::Outcome::accepted, breach.why};
    }
    return std::nullopt;
  };
  return out;
}

}  // namespace createproduct::fuzz
