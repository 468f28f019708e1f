// SPDX-License-Identifier: MIT
#include <createproduct/suite/diagnosis.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Diagnosis;
using suite::Execution;
using suite::Step;

namespace {

const std::string full = R"({"productDescription":"d","region":"gz","encryptionType":"2","productType":2})";

/// A target whose control form is known, and the diagnosis of one request to it.
struct Patient {
  explicit Patient(std::function<std::optional<Answer>(const Request&)> instead) {
    server.instead = std::move(instead);
    bench.context.session.form.base = {suite::detail::base_description, suite::detail::base_region};
  }
  Server server;
  Bench bench{server};
  std::size_t asked = 0;  ///< requests that the latest diagnosis took

  std::string of_refusal(const Step& step, ClauseId fallback = "operation.create") {
    const Execution execution = bench.context.executor.once(a_case(fallback, {step}));
    CHECK(execution.steps.back().ruling.outcome != createproduct::judge::Ruling::Outcome::accepted);
    const std::size_t before = server.requests.size();
    Diagnosis diagnosis(bench.context.session, bench.context.executor);
    const std::string blamed(diagnosis.of_refusal(step, execution.steps.back(), fallback).id());
    asked = server.requests.size() - before;
    CHECK(asked <= 20);
    return blamed;
  }

  std::string of_acceptance(const Step& step, ClauseId broken) {
    const Execution execution = bench.context.executor.once(a_case(broken, {step}));
    REQUIRE(execution.broken(broken) != nullptr);
    Diagnosis diagnosis(bench.context.session, bench.context.executor);
    return std::string(diagnosis.of_acceptance(step, execution.steps.back(), broken).id());
  }
};

using Rule = std::function<bool(const Request&)>;

std::function<std::optional<Answer>(const Request&)> refuse(Rule which, Answer with = refusal(1101)) {
  return [which = std::move(which), with = std::move(with)](const Request& request) {
    return which(request) ? std::optional(with) : std::nullopt;
  };
}

Rule name_has(const char* characters) {
  return [characters](const Request& request) { return request.name().find_first_of(characters) != std::string::npos; };
}

Rule member_is(const char* key, Json value) {
  return [key, value = std::move(value)](const Request& request) {
    return request.has_member(key) && request.properties()[key] == value;
  };
}

Step wire_name(std::string text) {
  Step made;
  made.name_wire = std::move(text);
  return made;
}

Step whole(std::string text) {
  Step made;
  made.parameters = std::move(text);
  return made;
}

}  // namespace

TEST_CASE("a refused name is blamed on its characters or on its length") {
  Patient colon(refuse(name_has(":")));
  CHECK(colon.of_refusal(step("{head}:{tail}")) == "product-name.alphabet");
  CHECK(colon.of_refusal(step("{fresh:16}:_-:_-:_-:_-:_-:"), "product-name.max-length") == "product-name.alphabet");
  CHECK(colon.of_refusal(step(":"), "product-name.min-length") == "product-name.alphabet");
  CHECK(colon.of_refusal(wire_name("{head}%3A{tail}"), "common.encoding") == "product-name.alphabet");

  Patient digits(refuse(name_has("0123456789")));
  CHECK(digits.of_refusal(step("7{fresh}")) == "product-name.alphabet");
  CHECK(digits.of_refusal(step("{fresh:22}0123456789"), "product-name.max-length") == "product-name.alphabet");

  Patient long_names(refuse([](const Request& request) { return request.name().size() >= 32; }));
  CHECK(long_names.of_refusal(step("{fresh:32}")) == "product-name.max-length");
  CHECK(long_names.of_refusal(step("{fresh:22}0123456789"), "product-name.alphabet") == "product-name.max-length");
  CHECK(long_names.of_refusal(step("{fresh:32}", full), "operation.create") == "product-name.max-length");

  Patient short_names(refuse([](const Request& request) { return request.name().size() < 3; }));
  CHECK(short_names.of_refusal(step("{short:2}")) == "product-name.min-length");
  CHECK(short_names.of_refusal(step("7"), "product-name.alphabet") == "product-name.min-length");
}

TEST_CASE("a refusal of properties is blamed on the member that matters") {
  struct Row {
    Rule refuses;
    const char* blamed;
  };
  const std::vector<Row> rows{
      {member_is("encryptionType", "2"), "encryption-type.values"},
      {member_is("productType", 2), "product-type.values"},
      {member_is("productDescription", "d"), "product-description.text"},
      {[](const Request& request) { return request.has_member("encryptionType"); }, "encryption-type.values"},
      {[](const Request& request) { return request.has_member("productType"); }, "product-type.values"},
      {[](const Request& request) { return request.has_properties(); }, "product-properties.json"},
      // Each of them is accepted without the other: only the two together are refused.
      {[](const Request& request) {
         return member_is("encryptionType", "2")(request) && member_is("productType", 2)(request);
       },
       "operation.create"},
  };
  for (const Row& row : rows) {
    Patient patient(refuse(row.refuses));
    CHECK(patient.of_refusal(step("{fresh}", full), "product-properties.json") == row.blamed);
    CHECK(patient.of_refusal(by_post(step("{fresh}", full)), "common.method") == row.blamed);
  }
}

TEST_CASE("a member that must be given is blamed on the clause that lets it be left out") {
  Patient encryption(
      refuse([](const Request& request) { return request.has_properties() && !request.has_member("encryptionType"); }));
  CHECK(encryption.of_refusal(step("{fresh}", "{{base}}"), "product-properties.json") == "encryption-type.optional");
  CHECK(encryption.of_refusal(step("{fresh}", R"({"productDescription":"d","region":"gz","productType":2})"),
                              "product-type.values") == "encryption-type.optional");
  Patient type(
      refuse([](const Request& request) { return request.has_properties() && !request.has_member("productType"); }));
  CHECK(type.of_refusal(step("{fresh}", "{{base}}"), "product-properties.json") == "product-type.optional");
  Patient only_in_post(refuse([](const Request& request) {
    return request.is_post() && request.has_properties() && !request.has_member("encryptionType");
  }));
  CHECK(only_in_post.of_refusal(by_post(step("{fresh}", "{{base}}")), "common.method") == "encryption-type.optional");
}

TEST_CASE("properties that must be given are blamed on the clause that lets them be left out") {
  Patient patient(refuse([](const Request& request) { return !request.has_properties(); }));
  CHECK(patient.of_refusal(step("{fresh}"), "common.method") == "product-properties.optional");
  // Also where control requests have them.
  patient.bench.context.session.form.with_properties = true;
  CHECK(patient.of_refusal(whole("productName={fresh}&Action=CreateProduct"), "common.encoding") ==
        "product-properties.optional");
}

TEST_CASE("a method that is not served is to blame, whatever it carries") {
  Patient patient(refuse([](const Request& request) { return request.is_post(); }));
  CHECK(patient.of_refusal(by_post(step("{fresh}")), "product-name.unique") == "common.method");
  CHECK(patient.of_refusal(by_post(step("{fresh:32}")), "product-name.max-length") == "common.method");
  CHECK(patient.of_refusal(by_post(step("{fresh}", "{{base}}")), "product-properties.json") == "common.method");
  Patient only_properties(refuse([](const Request& request) { return request.is_post() && request.has_properties(); }));
  CHECK(only_properties.of_refusal(by_post(step("{fresh}", "{{base}}")), "product-properties.json") == "common.method");
}

TEST_CASE("a spelling that is not understood is blamed on the encoding") {
  const auto undecoded = [](Server& server, const Request& request) {
    Request raw{request.wire, {}};
    for (const auto& field :
         createproduct::wire::split_form(request.is_post() ? request.wire.body : request.wire.query))
      raw.parameters.emplace(std::string(field.name), std::string(field.value));
    return server.serve(raw);
  };
  Patient patient(nullptr);
  patient.server.instead = [&](const Request& request) -> std::optional<Answer> {
    return undecoded(patient.server, request);
  };
  CHECK(patient.of_refusal(wire_name("%61{fresh}"), "product-name.alphabet") == "common.encoding");
  // A colon travels encoded unless told otherwise; as itself it is accepted.
  CHECK(patient.of_refusal(step("{head}:{tail}"), "product-name.alphabet") == "common.encoding");
  CHECK(patient.of_refusal(step(":"), "product-name.min-length") == "common.encoding");

  Patient order(refuse([](const Request& request) { return request.wire.query.starts_with("productName"); }));
  CHECK(order.of_refusal(whole("productName={fresh}&Action=CreateProduct"), "operation.create") == "common.encoding");
}

TEST_CASE("a description that is refused as it travels, and not as JSON can spell it, is blamed on the encoding") {
  const char* ampersand = R"({"productDescription":"a&b","region":"gz"})";
  Patient on_the_wire(refuse([](const Request& request) { return request.wire.query.find("%26") != std::string::npos; }));
  CHECK(on_the_wire.of_refusal(step("{fresh}", ampersand), "product-description.text") == "common.encoding");
  Patient in_the_text(refuse(member_is("productDescription", "a&b")));
  CHECK(in_the_text.of_refusal(step("{fresh}", ampersand), "product-description.text") == "product-description.text");
}

TEST_CASE("a further parameter that is not taken is blamed on the case") {
  Patient patient(refuse([](const Request& request) { return request.find("Region") != nullptr; }));
  Step region = step("{fresh}");
  region.extra = {{"Region", "gz"}};
  CHECK(patient.of_refusal(region, "common.region") == "common.region");
}

TEST_CASE("a refusal that no single change explains is blamed on the case") {
  Patient patient(refuse([](const Request&) { return true; }));
  CHECK(patient.of_refusal(step("{head}-{tail}", full), "product-name.alphabet") == "product-name.alphabet");
  CHECK(patient.asked <= 10);
}

TEST_CASE("inputs that hang take few time-outs to diagnose") {
  std::size_t time_outs = 0;
  Patient patient([&](const Request& request) -> std::optional<Answer> {
    if (request.name().size() != 32) return std::nullopt;
    ++time_outs;
    return lost(Transport::timed_out);
  });
  CHECK(patient.of_refusal(step("{fresh:32}"), "operation.create") == "product-name.max-length");
  CHECK(time_outs <= 6);
}

TEST_CASE("noise does not mislead a diagnosis") {
  Server* server = nullptr;
  Patient patient([&](const Request& request) -> std::optional<Answer> {
    if (name_has(":")(request)) return refusal(1101);
    return server->requests.size() % 3 == 0 ? std::optional(refusal(1100)) : std::nullopt;
  });
  server = &patient.server;
  CHECK(patient.of_refusal(step("{head}:{tail}")) == "product-name.alphabet");
}

TEST_CASE("a name that exists already was not refused for what it is like") {
  Patient patient(nullptr);
  Diagnosis diagnosis(patient.bench.context.session, patient.bench.context.executor);
  CHECK(diagnosis.accepted(step("fruit")));
  CHECK(diagnosis.accepted(step("fruit")));
  CHECK_FALSE(diagnosis.accepted(step("fruit.")));
  CHECK_FALSE(diagnosis.accepted(step("{fresh}", "[]")));
}

TEST_CASE("an acceptance is blamed on the rule, on decoding, or on the method") {
  Patient dots(nullptr);
  dots.server.instead = [&](const Request& request) -> std::optional<Answer> {
    return name_has(".")(request) ? std::optional(dots.server.create(request)) : std::nullopt;
  };
  CHECK(dots.of_acceptance(step("{fresh}."), "product-name.alphabet") == "product-name.alphabet");
  CHECK(dots.of_acceptance(by_post(step("{fresh}.")), "product-name.alphabet") == "product-name.alphabet");

  Patient decodes_twice(nullptr);
  decodes_twice.server.instead = [&](const Request& request) -> std::optional<Answer> {
    Request again = request;
    again.parameters["productName"] = createproduct::wire::percent_decoded(request.name()).bytes;
    return decodes_twice.server.serve(again);
  };
  CHECK(decodes_twice.of_acceptance(wire_name("{head}%252D{tail}"), "product-name.alphabet") == "common.encoding");

  Patient cuts(nullptr);
  cuts.server.instead = [&](const Request& request) -> std::optional<Answer> {
    Request cut = request;
    cut.parameters["productName"] = request.name().substr(0, request.name().find('&'));
    return cuts.server.serve(cut);
  };
  CHECK(cuts.of_acceptance(wire_name("{fresh}%26x"), "product-name.alphabet") == "common.encoding");

  Patient reads_no_escapes(nullptr);
  reads_no_escapes.server.instead = [&](const Request& request) -> std::optional<Answer> {
    const std::string* text = request.find("productProperties");
    const bool hidden = text != nullptr && text->find("\\u0065") != std::string::npos;
    return hidden ? std::optional(reads_no_escapes.server.create(request)) : std::nullopt;
  };
  CHECK(reads_no_escapes.of_acceptance(step("{fresh}", R"({{base},"\u0065ncryptionType":"9"})"), "encryption-type.values") ==
        "product-properties.json");

  Patient lax_values(nullptr);
  lax_values.server.instead = [&](const Request& request) -> std::optional<Answer> {
    return std::optional(lax_values.server.create(request));
  };
  CHECK(lax_values.of_acceptance(step("{fresh}", R"({{base},"\u0065ncryptionType":"9"})"), "encryption-type.values") ==
        "encryption-type.values");

  Patient lax_post(nullptr);
  lax_post.server.instead = [&](const Request& request) -> std::optional<Answer> {
    return request.is_post() ? std::optional(lax_post.server.create(request)) : std::nullopt;
  };
  CHECK(lax_post.of_acceptance(by_post(step("{fresh}.")), "product-name.alphabet") == "common.method");

  Patient lax_names_in_post(nullptr);
  lax_names_in_post.server.instead = [&](const Request& request) -> std::optional<Answer> {
    return request.is_post() && name_has(".")(request) ? std::optional(lax_names_in_post.server.create(request))
                                                       : std::nullopt;
  };
  CHECK(lax_names_in_post.of_acceptance(by_post(step("{fresh}.")), "product-name.alphabet") == "product-name.alphabet");
}
