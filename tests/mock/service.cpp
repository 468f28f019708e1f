// SPDX-License-Identifier: MIT
#include <createproduct/mock/service.hpp>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <createproduct/mock/public_codes.hpp>

#include "contract_scripts.hpp"

using namespace createproduct;
using Fate = mock::Reply::Fate;

namespace {

mock::Reply ask(mock::Service& service, std::string text, const std::string& method = "GET") {
  wire::WireRequest request;
  request.method = method;
  (method == "POST" ? request.body : request.query) = std::move(text);
  return service.handle(request);
}

std::string create(const std::string& name) { return "Action=CreateProduct&productName=" + name; }

nlohmann::json json_of(const mock::Reply& reply) { return nlohmann::json::parse(reply.body); }

/// A service whose behaviour was changed by `change`.
template <class Change>
mock::Configuration changed(Change change) {
  mock::Configuration configuration;
  change(configuration.behaviour);
  return configuration;
}

}  // namespace

TEST_CASE("a service with the default behaviour breaks nothing") {
  mock_test::Probe probe;
  mock_test::run_scripts(probe);
  for (const std::string& clause : probe.broken) FAIL_CHECK(clause);
  CHECK(probe.sessions > 1000);
}

TEST_CASE("a product is made as the page's example shows it") {
  mock::Service service;
  const mock::Reply reply = ask(service, create("fruit") +
                                             "&productProperties=%7B%22productDescription%22%3A%22desc%22%2C+%22"
                                             "encryptionType%22%3A%221%22%2C+%22region%22%3A%22gz%22%7D");
  const std::string id = json_of(reply).at("productID");
  CHECK(reply.body == "{\n    \"productID\": \"" + id +
                          "\",\n    \"productName\": \"fruit\",\n    \"message\": \"\",\n    \"codeDesc\": "
                          "\"Success\",\n    \"code\": 0\n}");
  CHECK(reply.status == 200);
  CHECK(reply.fate == Fate::answer);
  CHECK(service.product_count() == 1);
  CHECK(service.has_product("default", "fruit"));
}

TEST_CASE("a refusal changes nothing") {
  mock::Service service;
  for (const char* text :
       {"Action=CreateProduct", "Action=CreateProduct&productName=", "Action=CreateProduct&productName=a.b",
        "Action=CreateProduct&productName=a&productProperties=[]", "productName=a", "Action=Other&productName=a"})
    CHECK(json_of(ask(service, text)).at("code") != 0);
  CHECK(service.product_count() == 0);
  CHECK(service.request_count() == 6);
}

TEST_CASE("requests are GET or POST and at most 32 KB") {
  mock::Service service;
  CHECK(json_of(ask(service, create("by-post"), "POST")).at("code") == 0);
  for (const char* method : {"PUT", "DELETE", "HEAD", "get", ""})
    CHECK(json_of(ask(service, create("other"), method)).at("code") == 4600);
  const auto padded = [](std::string text, std::size_t size) {
    return text + "&x=" + std::string(size - text.size() - 3, 'x');
  };
  CHECK(json_of(ask(service, padded(create("long"), 32 * 1024))).at("code") == 0);
  CHECK(json_of(ask(service, padded(create("longer"), 32 * 1024 + 1))).at("code") == 4000);
  CHECK(json_of(ask(service, padded(create("longest"), 100'000), "POST")).at("code") == 0);
}

TEST_CASE("a service may take so many parameters and no more") {
  mock::Configuration configuration;
  configuration.behaviour.common.most_parameters = 3;
  mock::Service service(std::move(configuration));
  CHECK(json_of(ask(service, create("three") + "&x=1")).at("code") == 0);
  CHECK(json_of(ask(service, create("four") + "&x=1&y=2")).at("code") == 4000);
}

TEST_CASE("products are deleted by their account only") {
  mock::Service service;
  const std::string id = json_of(ask(service, create("fruit"))).at("productID");
  const auto message = [&service](const std::string& text) {
    return json_of(ask(service, "Action=DeleteProduct" + text)).at("message").get<std::string>();
  };
  CHECK(message("").starts_with("(1101)"));
  CHECK(message("&productID=XXXXXXXXXX").starts_with("(1004)"));
  CHECK(message("&SecretId=other&productID=" + id).starts_with("(1004)"));
  CHECK(message("&productID=" + id).empty());
  CHECK(message("&productID=" + id).starts_with("(1004)"));
  CHECK(service.product_count() == 0);
  CHECK(json_of(ask(service, create("fruit"))).at("code") == 0);
  mock::Service devices(changed([](mock::Behaviour& b) { b.trouble.products_have_devices = true; }));
  CHECK(
      json_of(ask(devices, "Action=DeleteProduct&productID=X")).at("message").get<std::string>().starts_with("(1005)"));
}

TEST_CASE("signed requests belong to the account of their key") {
  mock::Configuration configuration;
  configuration.keys = {{{"AKIDone", "one", ""}, "first"}, {{"AKIDtwo", "two", ""}, "second"}};
  configuration.clock = [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1'500'000'000)); };
  mock::Service service(configuration);
  const auto signed_text = [](const std::string& id, const std::string& key, const std::string& host) {
    static int nonce = 0;
    sign::Pairs pairs{{"Action", "CreateProduct"},
                      {"productName", "fruit"},
                      {"SecretId", id},
                      {"Timestamp", "1500000000"},
                      {"Nonce", std::to_string(++nonce)}};
    const std::string text = sign::canonical_text("GET", host, "/v2/index.php", pairs);
    pairs.emplace_back("Signature", sign::signature(text, key, sign::Method::hmac_sha1));
    std::string out;
    for (const auto& [name, value] : pairs) out += "&" + name + "=" + wire::percent_encoded(value);
    return out;
  };
  CHECK(json_of(ask(service, signed_text("AKIDone", "one", "iotcloud.api.qcloud.com"))).at("code") == 0);
  wire::WireRequest local;
  local.query = signed_text("AKIDtwo", "two", "127.0.0.1:8080");
  CHECK(json_of(service.handle(local, "127.0.0.1:8080")).at("code") == 0);
  CHECK(service.has_product("first", "fruit"));
  CHECK(service.has_product("second", "fruit"));
  CHECK(json_of(ask(service, create("apple"))).at("code") == 4100);
}

TEST_CASE("parameters may be looked at before keys, and a bad request then uses up no nonce") {
  mock::Configuration configuration;
  configuration.keys = {{{"AKIDone", "secret", ""}, "first"}};
  configuration.behaviour.precedence.parameters_before_keys = true;
  mock::Service service(std::move(configuration));
  CHECK(ask(service, create("a.b")).body.find("(1101)") != std::string::npos);
  CHECK(ask(service, create("fruit")).body.find("(1") == std::string::npos);
  CHECK(service.product_count() == 0);
}

TEST_CASE("every public code can be had") {
  std::set<int> seen;
  for (const auto& [code, name] : mock::public_codes) {
    mock::Service service(changed([code = code](mock::Behaviour& b) { b.trouble.always_public_code = code; }));
    const nlohmann::json json = json_of(ask(service, create("fruit")));
    CHECK(json.at("codeDesc") == name);
    seen.insert(json.at("code").get<int>());
  }
  CHECK(seen.size() == mock::public_codes.size());
}

TEST_CASE("every module code can be had") {
  for (const int code : {1000, 1001, 1100, 1101}) {
    mock::Service service(changed([code](mock::Behaviour& b) { b.trouble.always_module_code = code; }));
    CHECK(json_of(ask(service, create("fruit")))
              .at("message")
              .get<std::string>()
              .starts_with("(" + std::to_string(code) + ")"));
    CHECK(service.product_count() == 0);
  }
}

TEST_CASE("each manner of refusal leaves its mark") {
  const auto refused = [](mock::Manner manner) {
    mock::Service service(changed([manner](mock::Behaviour& b) { b.on(mock::Defect::name_empty).manner = manner; }));
    return ask(service, create(""));
  };
  CHECK(json_of(refused(mock::Manner::module_answer)).at("message").get<std::string>().starts_with("(1101)"));
  CHECK_FALSE(json_of(refused(mock::Manner::plain_answer)).at("message").get<std::string>().starts_with("("));
  CHECK(refused(mock::Manner::html_page).status == 500);
  CHECK(refused(mock::Manner::html_page).body.starts_with("<html>"));
  CHECK(refused(mock::Manner::empty_body).body.empty());
  CHECK(refused(mock::Manner::closed).fate == Fate::close_before);
  CHECK(refused(mock::Manner::cut_off).fate == Fate::close_midway);
  CHECK(refused(mock::Manner::hanging).fate == Fate::hang);
}

TEST_CASE("a behaviour can be for some requests only") {
  const auto when = [](mock::When condition) {
    return changed([condition](mock::Behaviour& b) {
      b.when = condition;
      b.trouble.always_module_code = 1100;
    });
  };
  const auto fails = [](mock::Service& service, const std::string& text, const std::string& method = "GET") {
    return json_of(ask(service, text, method)).at("code") != 0;
  };
  mock::When condition;
  condition.method = "POST";
  mock::Service post(when(condition));
  CHECK_FALSE(fails(post, create("a")));
  CHECK(fails(post, create("b"), "POST"));

  condition = {};
  condition.every = 3;
  mock::Service third(when(condition));
  std::string pattern;
  for (int i = 0; i < 6; ++i) pattern += fails(third, create("n" + std::to_string(i))) ? 'x' : '.';
  CHECK(pattern == "..x..x");

  condition = {};
  condition.after_products = 2;
  mock::Service later(when(condition));
  CHECK_FALSE(fails(later, create("a")));
  CHECK_FALSE(fails(later, create("b")));
  CHECK(fails(later, create("c")));

  condition = {};
  condition.in_flight = 2;
  condition.linger = std::chrono::milliseconds(1);
  mock::Service alone(when(condition));
  const auto begin = std::chrono::steady_clock::now();
  CHECK_FALSE(fails(alone, create("a")));
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(1));

  condition = {};
  condition.name_prefix = "x";
  condition.name_with = ":";
  condition.name_length = 3;
  mock::Service named(when(condition));
  CHECK(fails(named, create("x:1")));
  CHECK_FALSE(fails(named, create("y:1")));
  CHECK_FALSE(fails(named, create("x-1")));
  CHECK_FALSE(fails(named, create("x:12")));

  condition = {};
  condition.with_properties = true;
  mock::Service with(when(condition));
  CHECK_FALSE(fails(with, create("a")));
  CHECK(fails(with, create("b") + "&productProperties=%7B%7D"));
  condition = {};
  condition.without_properties = true;
  mock::Service without(when(condition));
  CHECK(fails(without, create("a")));
  CHECK_FALSE(fails(without, create("b") + "&productProperties=%7B%7D"));

  condition = {};
  condition.properties_with = "{}";
  condition.parameter = "Region";
  mock::Service both(when(condition));
  CHECK(fails(both, create("a") + "&productProperties=%7B%7D&Region=gz"));
  CHECK_FALSE(fails(both, create("b") + "&productProperties=%7B%7D"));
  CHECK_FALSE(fails(both, create("c") + "&Region=gz"));
}

TEST_CASE("trouble comes as often as asked for") {
  const auto count = [](auto change, auto is_trouble) {
    mock::Service service(changed(change));
    std::size_t found = 0;
    for (int i = 0; i < 2000; ++i) found += is_trouble(ask(service, create("n" + std::to_string(i)))) ? 1U : 0U;
    return std::pair(found, service.product_count());
  };
  const auto [internal, made] =
      count([](mock::Behaviour& b) { b.trouble.internal_chance = 20; },
            [](const mock::Reply& reply) { return reply.body.find("(1100)") != std::string::npos; });
  CHECK(internal > 15);
  CHECK(internal < 80);
  CHECK(made == 2000 - internal);
  const auto is_closed = [](const mock::Reply& reply) { return reply.fate == Fate::close_before; };
  const auto [closed, kept] = count([](mock::Behaviour& b) { b.trouble.closed_chance = 10; }, is_closed);
  CHECK(closed > 5);
  CHECK(kept == 2000 - closed);
  const auto [lost, all] = count([](mock::Behaviour& b) { b.trouble.lost_chance = 10; }, is_closed);
  CHECK(lost > 5);
  CHECK(all == 2000);
  const auto [in_doubt, done] =
      count([](mock::Behaviour& b) { b.trouble.internal_after_chance = 10; },
            [](const mock::Reply& reply) { return reply.body.find("(1100)") != std::string::npos; });
  CHECK(in_doubt > 5);
  CHECK(done == 2000);
}

TEST_CASE("the network's part is passed on") {
  mock::Service service(changed([](mock::Behaviour& b) {
    b.trouble.latency = std::chrono::milliseconds(7);
    b.trouble.chunked = b.trouble.close_after = true;
  }));
  const mock::Reply reply = ask(service, create("a"));
  CHECK(reply.delay.count() == 7);
  CHECK(reply.chunked);
  CHECK(reply.close_after);
}

TEST_CASE("too many requests a second are refused") {
  mock::Configuration configuration = changed([](mock::Behaviour& b) {
    b.trouble.rate = 2;
    b.trouble.rate_by_status = true;
  });
  std::int64_t second = 100;
  configuration.clock = [&second] { return std::chrono::system_clock::time_point(std::chrono::seconds(second)); };
  mock::Service service(configuration);
  CHECK(ask(service, create("a")).status == 200);
  CHECK(ask(service, create("b")).status == 200);
  const mock::Reply reply = ask(service, create("c"));
  CHECK(reply.status == 429);
  CHECK(reply.retry_after == 1);
  CHECK(json_of(reply).at("code") == 4400);
  ++second;
  CHECK(ask(service, create("c")).status == 200);
}

TEST_CASE("a deviation may be for one module code only") {
  mock::Service service(changed([](mock::Behaviour& b) {
    b.answer.code_form = mock::CodeForm::module_code;
    b.answer.success_code = 200;
    b.answer.only_module = 1001;
  }));
  CHECK(json_of(ask(service, create("a"))).at("code") == 0);
  CHECK(json_of(ask(service, create("a"))).at("code") == 1001);
  CHECK(json_of(ask(service, create("."))).at("code") == 4000);
  CHECK(json_of(ask(service, "Action=x")).at("code") == 4000);
}

TEST_CASE("the same seed and requests give the same answers") {
  mock::Service first;
  mock::Service second;
  for (const char* name : {"a", "b", "a", "c.d"})
    CHECK(ask(first, create(name)).body == ask(second, create(name)).body);
}

TEST_CASE("four threads make each name once and each id once") {
  mock::Configuration configuration;
  configuration.quota = 300;
  mock::Service service(configuration);
  constexpr int threads = 4;
  constexpr int rounds = 400;
  std::vector<std::vector<std::string>> ids(threads);
  std::atomic<int> duplicates{0};
  std::atomic<int> full{0};
  std::atomic<int> ready{0};
  std::vector<std::thread> running;
  for (std::size_t i = 0; i < threads; ++i)
    running.emplace_back([&, i] {
      ++ready;
      while (ready < threads) std::this_thread::yield();
      for (int round = 0; round < rounds; ++round) {
        const mock::Reply reply =
            ask(service, create("name-" + std::to_string(round)), round % 2 == 0 ? "GET" : "POST");
        const nlohmann::json json = json_of(reply);
        if (json.at("code") == 0)
          ids[i].push_back(json.at("productID"));
        else if (json.at("message").get<std::string>().starts_with("(1001)"))
          ++duplicates;
        else if (json.at("message").get<std::string>().starts_with("(1000)"))
          ++full;
        static_cast<void>(service.product_count());
      }
    });
  for (std::thread& thread : running) thread.join();
  std::set<std::string> all;
  std::size_t made = 0;
  for (const std::vector<std::string>& some : ids) {
    made += some.size();
    all.insert(some.begin(), some.end());
  }
  CHECK(made == 300);
  CHECK(all.size() == 300);
  CHECK(duplicates + full + 300 == threads * rounds);
  CHECK(service.product_count() == 300);
  CHECK(service.request_count() == threads * rounds);
}

TEST_CASE("any bytes are answered with JSON") {
  mock::Service service;
  std::uint64_t state = 7;
  const auto random = [&state](std::size_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state >> 33U) % below);
  };
  const std::vector<std::string> pieces{"Action=CreateProduct",
                                        "&",
                                        "=",
                                        "productName",
                                        "productProperties",
                                        "%7B",
                                        "%",
                                        "%0",
                                        "%ff",
                                        "+",
                                        "\"region\":\"gz\"",
                                        "{",
                                        "}",
                                        "\\u",
                                        "a",
                                        "\xFF",
                                        std::string(1, '\0'),
                                        "Action=DeleteProduct",
                                        "&productID=x",
                                        "SecretId=q&",
                                        "Signature"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t i = random(12); i > 0; --i) text += pieces[random(pieces.size())];
    const mock::Reply reply = ask(service, std::move(text), random(2) == 0 ? "GET" : "POST");
    if (!nlohmann::json::parse(reply.body, nullptr, false).is_object()) FAIL_CHECK(reply.body);
  }
}
