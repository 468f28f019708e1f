// SPDX-License-Identifier: MIT
#include <createproduct/suite/control_search.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::ControlForm;
using suite::find_control;
using suite::find_properties;
using suite::FormSearch;

namespace {

/// A service that refuses what `refuses` says.
struct Picky {
  explicit Picky(std::function<bool(const Request&)> refuses) {
    server.instead = [refuses = std::move(refuses)](const Request& request) -> std::optional<Answer> {
      return refuses(request) ? std::optional(refusal(1101)) : std::nullopt;
    };
  }
  Server server;
  Bench bench{server};

  FormSearch control() { return find_control(bench.context.session, bench.context.executor); }
  FormSearch properties() { return find_properties(bench.context.session, bench.context.executor); }
  [[nodiscard]] const ControlForm& form() const { return bench.context.session.form; }
};

std::string blamed(const FormSearch& search) {
  std::string out;
  for (const ClauseId clause : search.blamed) out.append(out.empty() ? "" : " ").append(clause.id());
  return search.found ? out.empty() ? "nothing" : out : "not found " + out;
}

bool has_any(const std::string& text, const char* characters) {
  return text.find_first_of(characters) != std::string::npos;
}
constexpr const char* lower_case = "abcdefghijklmnopqrstuvwxyz";

std::string members(const ControlForm& form) {
  std::string out;
  for (const auto& [name, value] : form.base) out += (out.empty() ? "" : " ") + name;
  return out;
}

}  // namespace

TEST_CASE("the plainest form is tried first, and is enough for a right target") {
  Picky right([](const Request&) { return false; });
  CHECK(blamed(right.control()) == "nothing");
  CHECK(right.server.requests.size() == 1);
  CHECK(readable(right.server.requests.front()) == "GET saltedaaa");
  CHECK(right.form().method == "GET");
}

TEST_CASE("the form that is accepted says what is to blame") {
  Picky post([](const Request& request) { return !request.is_post(); });
  CHECK(blamed(post.control()) == "common.method");
  CHECK(post.form().method == "POST");

  Picky properties([](const Request& request) { return !request.has_properties(); });
  CHECK(blamed(properties.control()) == "product-properties.optional");
  CHECK(properties.form().with_properties);
  CHECK(members(properties.form()) == "productDescription region");

  Picky all_members([](const Request& request) { return !request.has_member("encryptionType"); });
  CHECK(blamed(all_members.control()) == "product-properties.optional");
  CHECK(members(all_members.form()) == "productDescription region encryptionType productType");

  Picky no_small_letters([](const Request& request) { return has_any(request.name(), lower_case); });
  CHECK(blamed(no_small_letters.control()) == "product-name.alphabet");
  CHECK(no_small_letters.form().name == "{upper}");

  Picky no_letters([](const Request& request) {
    return !has_any(request.name(), "0123456789") || has_any(request.name(), lower_case);
  });
  CHECK(blamed(no_letters.control()) == "product-name.alphabet");
  CHECK(no_letters.form().name == "{digits}");

  Picky hyphen([](const Request& request) { return !has_any(request.name(), "-"); });
  CHECK(blamed(hyphen.control()) == "product-name.alphabet");
  CHECK(hyphen.form().name == "{head}-{tail}");

  Picky long_names([](const Request& request) { return request.name().size() < 20; });
  CHECK(blamed(long_names.control()) == "product-name.min-length");

  Picky short_names([](const Request& request) { return request.name().size() > 8; });
  CHECK(blamed(short_names.control()) == "product-name.max-length");
}

TEST_CASE("a target that wants the common parameters is to blame for nothing") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    return request.find("Timestamp") == nullptr ? std::optional(refusal(1101)) : std::nullopt;
  };
  suite::Means given = means(server);
  given.first.stamp = [](createproduct::wire::RawRequest request, bool with_common) {
    if (with_common) request.add("Timestamp", "1700000000");
    return request;
  };
  Bench bench(given, options());
  CHECK(blamed(find_control(bench.context.session, bench.context.executor)) == "nothing");
  CHECK(bench.context.session.form.with_common);
}

TEST_CASE("with keys another signature method is tried too") {
  Server server;
  server.instead = [](const Request& request) -> std::optional<Answer> {
    const std::string* method = request.find("SignatureMethod");
    return method == nullptr || *method != "HmacSHA1" ? std::optional(refusal(0, 4100)) : std::nullopt;
  };
  suite::Means given = means(server);
  given.first = {fake_stamp("one"), {}, true};
  Bench bench(given, options());
  CHECK(blamed(find_control(bench.context.session, bench.context.executor)) == "common.signature-method");
}

TEST_CASE("each form has a name of its kind with a character encoded") {
  for (const suite::FormCandidate& candidate : suite::detail::control_candidates(true)) {
    suite::TemplateValues values;
    values.fresh = "saltedaaa";
    const std::string name = suite::expand(candidate.form.name.value_or("{fresh}"), values);
    const std::string wire = suite::expand(candidate.form.encoded_name, values);
    const std::string encoded = createproduct::wire::percent_decoded(wire).bytes;
    CAPTURE(wire);
    CHECK(wire != encoded);
    CHECK(createproduct::is_product_name(encoded));
    for (const char* kind : {lower_case, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", "-", "_", ":"})
      CHECK(has_any(name, kind) == has_any(encoded, kind));
    if (name.size() == 32 || name.size() < 9) CHECK(encoded.size() == name.size());
  }
}

TEST_CASE("a search that finds nothing leaves the plainest form and its answer") {
  Picky never([](const Request&) { return true; });
  const FormSearch search = never.control();
  CHECK_FALSE(search.found);
  CHECK(never.form().method == "GET");
  CHECK_FALSE(never.form().name);
  CHECK(never.server.requests.size() < 25);
  REQUIRE(search.plainest.steps.size() == 1);
  CHECK(readable(search.plainest.steps.front().exchange.sent) == "GET saltedaaa");
}

TEST_CASE("a search waits for the first answer, as long as it is asked to") {
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    if (server.requests.size() > 2) return std::nullopt;
    Answer answer = body("", 429);
    answer.retry_after = 2;
    return answer;
  };
  std::chrono::milliseconds slept{0};
  Bench bench(means(server, &slept), options());
  CHECK(blamed(find_control(bench.context.session, bench.context.executor)) == "nothing");
  CHECK(slept.count() >= 4000);
}

TEST_CASE("a search ends early where no form can do better") {
  Server full;
  full.quota = 0;
  Bench first(full);
  CHECK_FALSE(find_control(first.context.session, first.context.executor).found);
  CHECK(full.requests.size() == 1);

  Server gone;
  gone.instead = [](const Request&) -> std::optional<Answer> { return lost(Transport::unreachable); };
  Bench second(gone);
  CHECK_FALSE(find_control(second.context.session, second.context.executor).found);
  CHECK(gone.requests.size() <= 4);

  Server hanging;
  hanging.instead = [](const Request&) -> std::optional<Answer> { return lost(Transport::timed_out); };
  suite::Options wanted = options();
  wanted.max_requests = 6;
  Bench third(hanging, wanted);
  CHECK_FALSE(find_control(third.context.session, third.context.executor).found);
  CHECK(hanging.requests.size() == 6);
}

TEST_CASE("the properties that are accepted say what is to blame") {
  struct Row {
    std::function<bool(const Request&)> refuses;
    const char* blamed;
    const char* members;
  };
  const auto lacks = [](const char* key) {
    return [key](const Request& request) { return request.has_properties() && !request.has_member(key); };
  };
  const auto has = [](const char* key) { return [key](const Request& request) { return request.has_member(key); }; };
  const std::vector<Row> rows{
      {[](const Request&) { return false; }, "nothing", "productDescription region"},
      {lacks("encryptionType"), "encryption-type.optional", "productDescription region encryptionType"},
      {lacks("productType"), "product-type.optional", "productDescription region productType"},
      {[=](const Request& request) { return lacks("productType")(request) || lacks("encryptionType")(request); },
       "encryption-type.optional product-type.optional", "productDescription region encryptionType productType"},
      {has("productDescription"), "product-description.text", "region"},
      {has("region"), "region.values", "productDescription"},
      {[](const Request& request) { return request.has_properties(); }, "not found product-properties.json", ""},
  };
  for (const Row& row : rows) {
    Picky picky(row.refuses);
    CHECK(blamed(picky.properties()) == row.blamed);
    CHECK(members(picky.form()) == row.members);
    CHECK(picky.server.requests.size() <= 6);
  }
}

TEST_CASE("a search for properties is not misled by noise") {
  Server server;
  server.instead = [&](const Request&) -> std::optional<Answer> {
    return server.requests.size() == 1 || server.requests.size() == 3 ? std::optional(refusal(1100)) : std::nullopt;
  };
  Bench bench(server);
  CHECK(blamed(find_properties(bench.context.session, bench.context.executor)) == "nothing");
}

TEST_CASE("a case for properties holds its members as JSON") {
  const suite::Case one =
      suite::properties_case({{"region", "\"gz\""}, {"productType", "0"}}, "region.values", "{upper}");
  CHECK(one.clause == ClauseId("region.values"));
  REQUIRE(one.steps.size() == 1);
  CHECK(one.steps.front().name == "{upper}");
  CHECK(one.steps.front().properties == R"({"region":"gz","productType":0})");
}
