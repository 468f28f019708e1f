// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/campaign.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/mock/service.hpp>
#include <createproduct/wire/percent.hpp>

using namespace createproduct;

namespace {

struct Search {
  suite::Means means;
  suite::Options options;
  std::vector<std::string> sent, kept, corpus;
  mock::Service service{roomy()};
  suite::RunFinished result;

  /// So that no search ends for want of room.
  static mock::Configuration roomy() {
    mock::Configuration out;
    out.quota = 1'000'000;
    return out;
  }

  Search() {
    options.salt = "salted";
    options.max_requests = 1500;
    means.description = "in process";
    means.sleep = [](std::chrono::milliseconds) {};
    means.send = [this](const wire::WireRequest& request) -> judge::Answer {
      sent.push_back(request.method + " " + request.query + " " + request.body);
      judge::Answer answer;
      answer.body = body(request);
      return answer;
    };
  }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;
  virtual ~Search() = default;

  virtual std::string body(const wire::WireRequest& request) { return service.handle(request).body; }

  void run() {
    result = fuzz::Campaign(means, options, {}, corpus, [this](const std::string& script) {
               kept.push_back(script);
               return std::string();
             }).run();
  }
};

/// Takes names with a space where there is a symmetric key.
struct Planted : Search {
  std::string body(const wire::WireRequest& request) override {
    const std::string text = wire::percent_decoded(request.query + request.body).bytes;
    if (text.find("\"encryptionType\":\"2\"") != text.npos && text.find("Action=CreateProduct&") != text.npos) {
      wire::WireRequest plain = request;
      for (std::string* form : {&plain.query, &plain.body})
        for (std::size_t at = form->find("%20"); at != form->npos && at < form->find("productProperties");
             at = form->find("%20"))
          form->replace(at, 3, "x");
      return service.handle(plain).body;
    }
    return service.handle(request).body;
  }
};

}  // namespace

TEST_CASE("a search of a service that keeps the contract finds kinds of answers and nothing broken") {
  Search search;
  search.run();
  CHECK(search.result.exit_code == 0);
  CHECK(search.result.findings.empty());
  CHECK(search.result.requests <= 1500);
  CHECK(search.kept.size() > 30);
  CHECK(search.result.started.budget == "fuzz");
}

TEST_CASE("the same seed sends the same requests, another one others") {
  Search one, same, other;
  other.options.seed = 2;
  for (Search* search : {&one, &same, &other}) {
    search->options.max_requests = 300;
    search->run();
  }
  CHECK(one.sent == same.sent);
  CHECK(one.sent != other.sent);
}

TEST_CASE("what a search kept is where the next one begins") {
  Search first;
  first.options.max_requests = 400;
  first.run();
  REQUIRE(!first.kept.empty());
  Search next;
  next.corpus = first.kept;
  next.options.max_requests = 400;
  next.run();
  // What is known by now is nothing new.
  CHECK(next.kept.size() < first.kept.size());
}

TEST_CASE("a search finds what takes two conditions, and shows it small") {
  Planted search;
  search.options.max_requests = 60000;
  search.run();
  CHECK(search.result.exit_code == 1);
  // What else is odd about a request decides what the mistake breaks first.
  CHECK(std::any_of(search.result.findings.begin(), search.result.findings.end(),
                    [](const suite::Finding& finding) { return finding.clause == ClauseId("product-name.alphabet"); }));
}

TEST_CASE("a corpus that cannot be kept ends the search, with the reason") {
  Search search;
  search.result = fuzz::Campaign(search.means, search.options, {}, search.corpus, [](const std::string&) {
                    return std::string("the disk is full");
                  }).run();
  CHECK(search.result.requests < 100);
  CHECK(std::any_of(search.result.notes.begin(), search.result.notes.end(),
                    [](const std::string& note) { return note.find("the disk is full") != note.npos; }));
}

TEST_CASE("steps are in the form that can be made smaller where they have it") {
  const suite::Step plain = fuzz::detail::step_of({"GET", "Action=CreateProduct&productName=kqzvnafaaa", ""});
  CHECK(plain.name_wire == "{fresh}");
  CHECK_FALSE(plain.literal);
  const suite::Step post =
      fuzz::detail::step_of({"POST", "", "Action=CreateProduct&productName=xkqzvnafaaa&productProperties=%7B%7D"});
  CHECK(post.method == "POST");
  CHECK(post.properties_wire == "%7B%7D");
  CHECK(fuzz::detail::step_of({"GET", "productName=kqzvnafaaa&Action=CreateProduct", ""}).literal);
  CHECK(fuzz::detail::step_of({"GET", "Action=CreateProduct&productName=a", ""}).literal);
}
