// SPDX-License-Identifier: MIT
#include <createproduct/mock/variants.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "contract_scripts.hpp"

using namespace createproduct;

namespace {

/// What a service does where the document is silent, and how it does it: two services that differ in a choice differ
/// here.
std::string observed(const mock::Configuration& base) {
  std::string seen;
  const auto note = [&seen](const mock::Reply& reply) {
    seen += std::to_string(reply.status) + reply.content_type + std::to_string(static_cast<int>(reply.fate)) +
            std::to_string(reply.delay.count()) + (reply.chunked ? "c" : "") + (reply.close_after ? "x" : "") +
            reply.body + "\n";
  };
  const auto ask = [&](const std::vector<wire::WireRequest>& requests) {
    mock::Service service(base);
    for (const wire::WireRequest& request : requests) note(service.handle(request));
  };
  const auto get = [](const std::string& query) { return wire::WireRequest{"GET", query, {}}; };
  const std::string create = "Action=CreateProduct&productName=";

  for (const nlohmann::json& vector : mock_test::vectors("properties").at("properties"))
    if (vector.at("expect") == "open")
      ask({{"POST",
            {},
            create + "fruit&productProperties=" + wire::percent_encoded(mock_test::text_of(vector.at("text")))}});
  const std::string bad = "&productProperties=%7B";
  ask({get(create + "a"), get(create + "A"), get(create + "a" + bad), get(create + "." + bad),
       get("Action=CreateProduct")});
  ask({get(create + "a&productName=b"), get(create + "c&x=y"), get("action=createproduct&PRODUCTNAME=d"),
       get(create + "+e"), get(create + "f&Region=ap-guangzhou")});
  ask({get(create + "e&x=%zz"),
       {"POST", create + "f", {}},
       {"GET", {}, create + "g"},
       get(create + "h&x=" + std::string(8100, 'x'))});
  ask({get(create + "i&productProperties={+}"),
       {"POST", {}, create + "j&productProperties={\"x\":" + std::string(20, '[') + std::string(20, ']') + "}"}});

  mock::Configuration small = base;
  small.quota = 1;
  mock::Service full(small);
  for (const std::string& name : {create + "a", create + "a", create + "b" + bad, create + "c"})
    note(full.handle(get(name)));
  mock::Service room(base);
  for (int i = 0; i < 300; ++i) note(room.handle(get(create + "n" + std::to_string(i))));
  mock::Service deletes(base);
  const mock::Reply made = deletes.handle(get(create + "again"));
  note(made);
  const nlohmann::json json = nlohmann::json::parse(made.body, nullptr, false);
  if (json.is_object()) {
    note(deletes.handle(get("Action=DeleteProduct&productID=" + wire::percent_encoded(json.value("productID", "")))));
    note(deletes.handle(get(create + "again")));
  }

  mock_test::Probe probe;
  probe.configuration = base;
  mock_test::Session session(probe, 2000, true);
  for (const auto& [nonce, off] : {std::pair(1, 0), std::pair(1, 1), std::pair(2, 600)}) {
    mock_test::Question question = mock_test::named("signed-" + std::to_string(nonce) + "-" + std::to_string(off));
    question.parameters.emplace_back("Nonce", std::to_string(nonce));
    question.parameters.emplace_back("Timestamp", std::to_string(session.clock().second() + off));
    note(session.service().handle(mock_test::Session::wire_request(session.signed_question(question))));
  }
  note(session.service().handle(mock_test::Session::wire_request(mock_test::named("a.b"))));
  return seen;
}

}  // namespace

TEST_CASE("variants have names of their own and are found by them") {
  std::set<std::string_view> names;
  mock::for_each_variant([&](const mock::Variant& variant) {
    CAPTURE(variant.name);
    CHECK(names.insert(variant.name).second);
    CHECK(variant.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos);
    CHECK(mock::find_variant(variant.name) == &variant);
  });
  CHECK(names.size() == mock::variant_count);
  CHECK(mock::variant_count >= 55);
  CHECK(mock::find_variant("none") == nullptr);
}

TEST_CASE("a variant is for all requests") {
  mock::Configuration configuration;
  mock::apply(*mock::find_variant("network.chunked"), configuration);
  CHECK(configuration.behaviour.trouble.chunked);
  CHECK(configuration.otherwise.trouble.chunked);
}

TEST_CASE("each variant can be told from the default") {
  mock::Configuration plain;
  plain.clock = [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1'500'000'000)); };
  const std::string expected = observed(plain);
  CHECK(observed(plain) == expected);
  mock::for_each_variant([&](const mock::Variant& variant) {
    CAPTURE(variant.name);
    mock::Configuration configuration = plain;
    mock::apply(variant, configuration);
    const bool same = observed(configuration) == expected;
    CHECK_FALSE(same);
  });
}
