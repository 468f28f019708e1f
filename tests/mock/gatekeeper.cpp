// SPDX-License-Identifier: MIT
#include <createproduct/mock/gatekeeper.hpp>

#include <chrono>
#include <fstream>
#include <future>
#include <latch>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <createproduct/wire/percent.hpp>

using namespace createproduct;
using mock::Authentication;

namespace {

constexpr std::int64_t noon = 1'500'000'000;

/// A gatekeeper with one permanent and one temporary key.
struct Gate {
  Gate() {
    configuration.keys = {{{"AKIDone", "secret", ""}, "first"}, {{"AKIDtemporary", "other", "token"}, "second"}};
  }

  /// Signs `pairs` and asks. `sign_host` is what the client signs, `host` what its Host header says.
  mock::Admission ask(sign::Pairs pairs, const std::string& sign_host = "iotcloud.api.qcloud.com",
                      const std::string& host = "", const std::string& secret = "secret") {
    pairs.emplace_back("Signature", sign::signature(sign::canonical_text("GET", sign_host, "/v2/index.php", pairs),
                                                    secret, sign::Method::hmac_sha1));
    return ask_unsigned(pairs, host);
  }

  mock::Admission ask_unsigned(const sign::Pairs& pairs, const std::string& host = "") {
    wire::WireRequest request;
    for (const auto& [name, value] : pairs)
      request.query += "&" + wire::percent_encoded(name) + "=" + wire::percent_encoded(value);
    const mock::Parameters parameters(request, {});
    mock::Admission admission = keeper.admit(parameters, "GET", host, "/v2/index.php", rules,
                                             std::chrono::system_clock::time_point(std::chrono::seconds(now)));
    account = admission.account;
    admission.account = {};
    return admission;
  }

  sign::Pairs request(std::int64_t timestamp = noon, const std::string& id = "AKIDone") {
    return {{"Action", "CreateProduct"},
            {"SecretId", id},
            {"Timestamp", std::to_string(timestamp)},
            {"Nonce", std::to_string(++nonce)}};
  }

  mock::Configuration configuration;
  Authentication rules;
  mock::Gatekeeper keeper{configuration};
  std::int64_t now = noon;
  std::string account;
  int nonce = 0;
};

}  // namespace

TEST_CASE("signatures of the vectors are those of the specification") {
  std::ifstream file(CREATEPRODUCT_SPEC_DIR "/vectors/signatures.json");
  REQUIRE(file.is_open());
  const nlohmann::json document = nlohmann::json::parse(file);
  const auto key = document.at("secret_key").get<std::string>();
  for (const nlohmann::json& vector : document.at("vectors")) {
    CAPTURE(vector.at("id").get<std::string>());
    sign::Pairs pairs;
    for (const nlohmann::json& pair : vector.at("parameters"))
      pairs.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
    const std::string text =
        sign::canonical_text(vector.at("method").get<std::string>(), vector.at("host").get<std::string>(),
                             vector.at("path").get<std::string>(), pairs);
    CHECK(text == vector.at("text").get<std::string>());
    CHECK(sign::signature(text, key, sign::method_of(vector.at("algorithm").get<std::string>())) ==
          vector.at("signature").get<std::string>());
  }
}

TEST_CASE("without keys the SecretId is the account") {
  Gate gate;
  gate.configuration.keys.clear();
  CHECK(gate.ask_unsigned({{"SecretId", "someone"}}).public_code == 0);
  CHECK(gate.account == "someone");
  CHECK(gate.ask_unsigned({}).public_code == 0);
  CHECK(gate.account == "default");
}

TEST_CASE("a right signature admits its account") {
  Gate gate;
  CHECK(gate.ask(gate.request()).public_code == 0);
  CHECK(gate.account == "first");
}

TEST_CASE("the host is the documented one or that of the request") {
  Gate gate;
  CHECK(gate.ask(gate.request(), "127.0.0.1:8080", "127.0.0.1:8080").public_code == 0);
  CHECK(gate.ask(gate.request(), "127.0.0.1", "127.0.0.1:8080").public_code == 0);
  CHECK(gate.ask(gate.request(), "iotcloud.api.qcloud.com", "127.0.0.1:8080").public_code == 0);
  CHECK(gate.ask(gate.request(), "elsewhere", "127.0.0.1:8080").public_code == 4100);
  CHECK(gate.ask(gate.request(), "elsewhere").public_code == 4100);
}

TEST_CASE("each way to fail has its public code") {
  Gate gate;
  const auto without = [&gate](std::string_view name) {
    sign::Pairs pairs = gate.request();
    std::erase_if(pairs, [name](const auto& pair) { return pair.first == name; });
    return gate.ask(pairs).public_code;
  };
  CHECK(without("SecretId") == 4100);
  CHECK(without("Timestamp") == 4000);
  CHECK(without("Nonce") == 4000);
  CHECK(gate.ask_unsigned(gate.request()).public_code == 4100);
  CHECK(gate.ask(gate.request(noon, "AKIDunknown")).public_code == 4104);
  CHECK(gate.ask(gate.request(), "iotcloud.api.qcloud.com", "", "wrong").public_code == 4100);
  CHECK(gate.ask(gate.request(noon - 7201)).public_code == 4200);
  CHECK(gate.ask(gate.request(noon + 7201)).public_code == 4200);
  CHECK(gate.ask(gate.request(noon - 7200)).public_code == 0);
  CHECK(gate.ask(gate.request(noon + 7200)).public_code == 0);
  for (const char* bad : {"-5", "1.5", "x", "99999999999999999999"}) {
    sign::Pairs pairs = gate.request();
    pairs[2].second = bad;
    CHECK(gate.ask(pairs).public_code == 4000);
    pairs = gate.request();
    pairs[3].second = bad;
    CHECK(gate.ask(pairs).public_code == 4000);
  }
}

TEST_CASE("temporary keys need their token") {
  Gate gate;
  const auto ask = [&gate](const std::string& token) {
    sign::Pairs pairs = gate.request(noon, "AKIDtemporary");
    if (!token.empty()) pairs.emplace_back("Token", token);
    return gate.ask(pairs, "iotcloud.api.qcloud.com", "", "other").public_code;
  };
  CHECK(ask("token") == 0);
  CHECK(gate.account == "second");
  CHECK(ask("") == 4105);
  CHECK(ask("tokens") == 4105);
}

TEST_CASE("a request passes once") {
  Gate gate;
  const sign::Pairs pairs = gate.request();
  CHECK(gate.ask(pairs).public_code == 0);
  CHECK(gate.ask(pairs).public_code == 4500);
  sign::Pairs later = pairs;
  later[2].second = std::to_string(noon + 1);
  CHECK(gate.ask(later).public_code == 0);
  gate.rules.nonce_alone = true;
  const sign::Pairs fresh = gate.request();
  CHECK(gate.ask(fresh).public_code == 0);
  later = fresh;
  later[2].second = std::to_string(noon + 1);
  CHECK(gate.ask(later).public_code == 4500);
}

TEST_CASE("a service may look nonces up and remember them in two steps, or take a signature that fitted once") {
  Gate gate;
  gate.rules.nonce_race_window = std::chrono::milliseconds(200);
  sign::Pairs request = gate.request();
  std::string query;
  for (const auto& [name, value] : request) query.append(query.empty() ? "" : "&").append(name).append("=").append(value);
  query += "&Signature=" + wire::percent_encoded(sign::signature(
      sign::canonical_text("GET", "iotcloud.api.qcloud.com", "/v2/index.php", request), "secret", sign::Method::hmac_sha1));
  const auto admitted = [&] {
    const wire::WireRequest sent{"GET", query, "", ""};
    const mock::Parameters parameters(sent, {});
    return gate.keeper.admit(parameters, "GET", "", "/v2/index.php", gate.rules,
                             std::chrono::system_clock::time_point(std::chrono::seconds(noon))).public_code;
  };
  std::latch both(2);
  const auto together = [&] { return both.arrive_and_wait(), admitted(); };
  std::future<int> beside = std::async(std::launch::async, together);
  CHECK(together() == 0);
  CHECK(beside.get() == 0);
  CHECK(admitted() == 4500);

  Gate forgiving;
  forgiving.rules.takes_used_signatures = true;
  sign::Pairs wrong = forgiving.request();
  wrong.emplace_back("Signature", "AAAA");
  CHECK(forgiving.ask_unsigned(wrong).public_code == 4100);
  sign::Pairs right = forgiving.request();
  CHECK(forgiving.ask(right).public_code == 0);
  const std::string fitted = sign::signature(
      sign::canonical_text("GET", "iotcloud.api.qcloud.com", "/v2/index.php", right), "secret", sign::Method::hmac_sha1);
  sign::Pairs other = forgiving.request();
  other.emplace_back("Signature", fitted);
  CHECK(forgiving.ask_unsigned(other).public_code == 0);
}

TEST_CASE("a wrong signature does not use up the nonce") {
  Gate gate;
  const sign::Pairs pairs = gate.request();
  CHECK(gate.ask(pairs, "elsewhere").public_code == 4100);
  CHECK(gate.ask(pairs).public_code == 0);
}

TEST_CASE("a forgotten request has expired") {
  Gate gate;
  const sign::Pairs pairs = gate.request();
  CHECK(gate.ask(pairs).public_code == 0);
  gate.now += 7200;
  CHECK(gate.ask(pairs).public_code == 4500);
  gate.now += 1;
  CHECK(gate.ask(gate.request(gate.now)).public_code == 0);  // forgets what is older than the window
  CHECK(gate.ask(pairs).public_code == 4200);
}
