// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/subject.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/mock/service.hpp>

using namespace createproduct;
using fuzz::Subject;

TEST_CASE("a validator is taken by what it is called with") {
  const Subject typed = fuzz::subject([](const CreateProductRequest& request) { return request.product_name == "a"; });
  CHECK(typed.grammar == fuzz::Grammar::form);
  CHECK(typed.accepts("Action=CreateProduct&productName=a") == true);
  CHECK(typed.accepts("Action=CreateProduct&productName=b") == false);
  CHECK(typed.accepts("Action=CreateProduct&productName=b&x=1") == std::nullopt);
  const Subject whole = fuzz::subject([](const wire::WireRequest& request) { return request.method == "POST"; });
  CHECK(whole.grammar == fuzz::Grammar::script);
  CHECK(whole.accepts("POST  a=b") == true);
  CHECK(whole.accepts("GET a=b") == false);
  const Subject text = fuzz::subject([](std::string_view query) { return query.empty(); });
  CHECK(text.accepts("") == true);
  CHECK(text.request("a=b") == wire::WireRequest{"GET", "a=b", ""});
}

TEST_CASE("the request around a part has it decoded") {
  const Subject name = fuzz::name_validator([](std::string_view) { return true; });
  CHECK(name.request("a b").query == "Action=CreateProduct&productName=a%20b");
  CHECK(fuzz::expect_request(name.request("a b")).broken == name.expects("a b").broken);
  const Subject properties = fuzz::properties_validator([](std::string_view) { return true; });
  CHECK(fuzz::expect_request(properties.request("[]")).broken == properties.expects("[]").broken);
}

TEST_CASE("a service is judged answer by answer, with what it holds") {
  struct Mock {
    std::shared_ptr<mock::Service> service = std::make_shared<mock::Service>();
    std::string operator()(const wire::WireRequest& request) { return service->handle(request).body; }
  };
  std::vector<suite::Exchange> history;
  const std::string twice = "GET Action=CreateProduct&productName=a\nPOST  Action=CreateProduct&productName=a";
  CHECK_FALSE(fuzz::service([] { return Mock(); }).serves(twice, history));
  CHECK(history.size() == 2);

  struct Forgetful : Mock {
    std::string operator()(const wire::WireRequest& request) { return mock::Service().handle(request).body; }
  };
  history.clear();
  const auto found = fuzz::service([] { return Forgetful(); }).serves(twice, history);
  REQUIRE(found);
  CHECK(found->clause == ClauseId("product-name.unique"));
  CHECK(found->accepted);
}
