// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "contract_probe.hpp"

/// What is asked of a service to see whether it keeps the contract, by clause.
namespace createproduct::mock_test {

namespace scripts {

inline const Clauses unique{"product-name.unique"};
inline const Demand duplicate = refused({1001}, unique);
inline const Demand distinct = accepted(unique);

/// Every name of the vectors, alone, by GET and POST, and with properties.
inline void names(Probe& probe) {
  for (const nlohmann::json& vector : vectors("names").at("names")) {
    const std::string name = text_of(vector.at("name"));
    const auto clauses = vector.at("clauses").get<Clauses>();
    const Demand demand = vector.at("valid").get<bool>() ? accepted(clauses) : refused({1101}, clauses);
    Session(probe).ask(named(name), demand);
    Session(probe).ask(named(name, "POST"), demand);
    Session(probe).ask(with_properties(name, plain_properties), demand);
  }
  const std::string long_name(32, 'n');
  for (const char last : {'.', '\n', '!'}) {
    Session(probe).ask(named(long_name.substr(1) + last), refused({1101}, {"product-name.alphabet"}));
    Session(probe).ask(named(std::string("x") + last + "y"), refused({1101}, {"product-name.alphabet"}));
  }
  Session(probe).ask(named("ab\n!?"), refused({1101}, {"product-name.alphabet"}));
  for (const char* name : {"test", "null", "0", "z", "9", "::", "n_", "n:", "n-"})
    Session(probe).ask(named(name), accepted({"product-name.alphabet"}));
  Session(probe).ask(named(std::string(257, 'n')), refused({1101}, {"product-name.max-length"}));
  Session(probe).ask(named(std::string(32, ':')), accepted({"product-name.max-length"}));
}

inline void missing_name(Probe& probe) {
  const Demand demand{false, {1101}, {"product-name.required"}, true};
  for (const char* method : {"GET", "POST"}) {
    Session(probe).ask({{}, method, {}, {}}, demand);
    Session(probe).ask({{{"productProperties", plain_properties}}, method, {}, {}}, demand);
  }
}

/// Every text of the vectors about which the contract is not silent.
inline void properties(Probe& probe) {
  for (const nlohmann::json& vector : vectors("properties").at("properties")) {
    if (vector.at("expect") == "open") continue;
    const auto clauses = vector.at("clauses").get<Clauses>();
    const Demand demand = vector.at("expect") == "accept" ? accepted(clauses) : refused({1101}, clauses);
    const std::string text = text_of(vector.at("text"));
    // Long texts go by POST only: how long a GET may be is open.
    if (text.size() < 2000) Session(probe).ask(with_properties("fruit", text), demand);
    Session(probe).ask(with_properties("fruit", text, "POST"), demand);
  }
  for (const char* method : {"GET", "POST"})
    Session(probe).ask(named("fruit", method), accepted({"product-properties.optional"}));
}

/// Values that the vectors do not try, or file under another clause.
inline void values(Probe& probe) {
  const auto asks = [&probe](const std::string& member, const Demand& demand) {
    Session(probe).ask(with_properties("fruit", R"({"productDescription":"d","region":"gz",)" + member + "}"), demand);
  };
  for (const char* type : {"0", "2"})
    asks(std::string("\"productType\":") + type, accepted({"product-type.type", "product-type.values"}));
  for (const char* type : {"-1", "3", "256", "65536", "4294967296", "-9223372036854775808"})
    asks(std::string("\"productType\":") + type, refused({1101}, {"product-type.values"}));
  for (const char* type : {"1", "2"})
    asks(std::string("\"encryptionType\":\"") + type + '"',
         accepted({"encryption-type.type", "encryption-type.values"}));
  for (const char* value :
       {"NaN", "Infinity", "-Infinity", "True", "False", "None", "01", "+1", ".5", "1.", "'x'", "undefined"})
    asks(std::string("\"other\":") + value, refused({1101}, {"product-properties.json"}));
}

/// Descriptions that must be accepted.
inline void descriptions(Probe& probe) {
  std::string chinese;
  for (int i = 0; i < 100; ++i) chinese += "品";
  const std::string texts[] = {std::string(100, 'd'), chinese, "two words",
                               "100% -- \\\"quoted\\\" & <b>'it'</b> a=b, \\\\", "产品"};
  for (const std::string& text : texts)
    for (const char* method : {"GET", "POST"})
      Session(probe).ask(with_properties("fruit", R"({"region":"gz","productDescription":")" + text + "\"}", method),
                         accepted({"product-description.text"}));
}

inline void combinations(Probe& probe) {
  for (const char* type : {"0", "2"})
    for (const char* encryption : {"1", "2"})
      for (const std::string& name : {std::string("fruit"), std::string(32, 'f')})
        Session(probe).ask(
            with_properties(name, std::string(R"({"productDescription":"d","region":"gz","productType":)") + type +
                                      R"(,"encryptionType":")" + encryption + "\"}"),
            accepted());
}

inline void duplicates(Probe& probe) {
  const std::string names[] = {"plain", "x-ray", "with:colon", "12345", std::string(32, 'n'), "_-"};
  for (const std::string& name : names)
    for (const char* first : {"GET", "POST"})
      for (const char* second : {"GET", "POST"}) {
        Session session(probe);
        session.ask(named(name, first), distinct);
        session.ask(named(name, second), duplicate);
        session.ask(with_properties(name, plain_properties, second), duplicate);
        session.ask({{{"productName", name}, {"Region", "ap-guangzhou"}}, second, {}, {}}, duplicate);
      }
  for (const int others : {1, 3, 30}) {
    Session session(probe);
    session.ask(named("kept"), distinct);
    for (int i = 0; i < others; ++i) session.ask(named("other-" + std::to_string(i)), distinct);
    session.clock().milliseconds += 1000;
    session.ask(named("kept"), duplicate);
  }
}

inline void many_products(Probe& probe) {
  Session session(probe);
  session.ask(named("kept"), distinct);
  // A used account or a small one is full before.
  const bool roomy = probe.configuration.otherwise.quota.most > 200;
  for (int i = 0; roomy && i < 150; ++i) session.ask(named("other-" + std::to_string(i)), distinct);
  session.ask(named("kept"), duplicate);
}

/// Pairs of names that differ in one respect only.
inline void similar_names(Probe& probe) {
  const std::string stem(31, 's');
  const std::pair<std::string, std::string> pairs[] = {{"a-b", "a_b"},
                                                       {"a:b", "a_b"},
                                                       {"ab", "ba"},
                                                       {"007", "7"},
                                                       {"one:x", "two:x"},
                                                       {"name", "name-"},
                                                       {"name", "name_"},
                                                       {"axb", "a_b"},
                                                       {"ab-c", "a-bc"},
                                                       {"longer", "long"},
                                                       {"name1", "name2"},
                                                       {stem + "1", stem + "2"},
                                                       {"sixteen-letters-1", "sixteen-letters-2"}};
  for (const auto& [first, second] : pairs) {
    Session session(probe);
    session.ask(named(first), distinct);
    session.ask(named(second), distinct);
    session.ask(named(first), duplicate);
    session.ask(named(second), duplicate);
  }
}

inline void accounts(Probe& probe) {
  for (const char* method : {"GET", "POST"})
    for (const char* name : {"plain", "with:colon"}) {
      Session session(probe);
      session.ask(of_account(named(name, method), "one"), distinct);
      session.ask(of_account(named(name, method), "two"), accepted({"product-name.scope"}));
      session.ask(of_account(named(name, method), "two"), duplicate);
    }
}

inline void after_refusals(Probe& probe) {
  const Clauses clauses{"product-name.free-after-refusal"};
  for (const char* bad :
       {"{", "[1]", R"({"productDescription":"d","region":"sh"})", R"({"productDescription":"d","region":7})",
        R"({"productDescription":"d","region":"gz","productType":9})",
        R"({"productDescription":"d","region":"gz","productType":"0"})"}) {
    Session session(probe);
    session.ask(with_properties("again", bad), refused({1101}, {"error.invalid-parameter"}));
    session.ask(named("again"), accepted(clauses));
  }
}

inline void quota(Probe& probe) {
  if (probe.configuration.otherwise.quota.old_products > 0) return;
  const Demand full = refused({1000}, {"error.quota"});
  const Demand room = accepted({"error.quota"});
  for (const char* method : {"GET", "POST"}) {
    Session session(probe, 5);
    session.ask(of_account(named("other"), "two"), room);
    session.ask(named("p1", method), room);
    session.ask(named("p1", method), duplicate);
    session.ask(with_properties("p2", "{", method), refused({1101}, {"error.invalid-parameter"}));
    for (const char* name : {"p2", "p3", "p4", "p5"}) session.ask(named(name, method), room);
    session.ask(named("p6", method), full);
    session.ask(named("p7", method), full);
    session.ask(of_account(named("p6"), "two"), room);
  }
}

/// Many products in one session, each with an id of its own.
inline void identities(Probe& probe) {
  if (probe.configuration.otherwise.quota.most > 200) {
    Session session(probe);
    for (int i = 0; i < 150; ++i)
      session.ask(named("same-start-" + std::to_string(i), i % 2 == 0 ? "GET" : "POST"), accepted());
  }
  Session session(probe);
  session.ask(of_account(named("plain"), "one"), accepted());
  session.ask(of_account(named("plain"), "two"), accepted());
  if (probe.configuration.otherwise.naming.key == mock::NamingRule::Key::exact)
    session.ask(of_account(named("PLAIN"), "one"), accepted());
}

/// Names that come back changed where a service handles them carelessly.
inline void echoes(Probe& probe) {
  Session session(probe);
  for (const char* name : {"Mixed-Case", "with:colon", "-ends_", "0012", "n123456789-123456789-123456789-1", "last"})
    session.ask(named(name), accepted());
}

inline void answers(Probe& probe) {
  Session session(probe);
  for (int i = 0; i < 15; ++i) {
    const std::string name = "product-" + std::to_string(i);
    const std::string method = i % 2 == 0 ? "GET" : "POST";
    session.ask(named(name, method), accepted());
    session.ask(named(name, method), duplicate);
    session.ask(named(name + "\"'<\\", method), refused({1101}, {"product-name.alphabet"}));
    session.ask(named(std::string(40, 'n'), method), refused({1101}, {"product-name.max-length"}));
    session.ask(with_properties(name + "-p", plain_properties, method), accepted());
    session.ask(with_properties("fruit", "{", method), refused({1101}, {"product-properties.json"}));
    session.ask(with_properties("fruit", "[]", method), refused({1101}, {"product-properties.object"}));
  }
}

inline void actions(Probe& probe) {
  for (const char* method : {"GET", "POST"}) {
    for (const char* action : {"CreateProducts", "XCreateProduct", "Other", ""})
      Session(probe).ask({{{"Action", action}, {"productName", "fruit"}}, method, {}, {}},
                         refused_plainly({"common.action"}));
    Session(probe).ask({{}, method, {}, "productName=fruit"}, refused_plainly({"common.action"}));
  }
}

inline void regions(Probe& probe) {
  Session(probe).ask(named("fruit"), accepted({"common.region"}));
  for (const char* region : {"gz", "ap-guangzhou", "ap-beijing"})
    Session(probe).ask({{{"productName", "fruit"}, {"Region", region}}, "GET", {}, {}}, accepted({"common.region"}));
}

inline void methods(Probe& probe) {
  const Clauses clauses{"common.method"};
  for (const char* method : {"GET", "POST"}) {
    Session(probe).ask(named("with:colon", method), accepted(clauses));
    Session(probe).ask(with_properties("fruit", plain_properties, method), accepted(clauses));
    Session(probe).ask(named("bad name", method), refused({1101}, clauses));
    Session(probe).ask(with_properties("fruit", "[]", method), refused({1101}, clauses));
  }
}

inline void encodings(Probe& probe) {
  const Clauses clauses{"common.encoding"};
  const std::string object = "%7B%22region%22%3A%22gz%22%2C%22productDescription%22%3A%22";
  const std::string small = "%7b%22region%22%3a%22gz%22%2c%22productDescription%22%3a%22";
  const std::string fruit = "Action=CreateProduct&productName=fruit&productProperties=";
  for (const char* method : {"GET", "POST"}) {
    for (const std::string& wire :
         {std::string("Action=CreateProduct&productName=a%3Ab"), std::string("Action=CreateProduct&productName=a%3ab"),
          std::string("Action=CreateProduct&productName=%66ruit"),
          std::string("productName=fruit&Action=CreateProduct"), fruit + object + "d%22%7D", fruit + small + "d%22%7d",
          fruit + object + "a%26b%3Dc%22%7D", fruit + object + "%2525%22%7D",
          "productProperties=" + object + "d%22%7D&productName=fruit&Action=CreateProduct"})
      Session(probe).ask({{}, method, {}, wire}, accepted(clauses));
    Session(probe).ask({{}, method, {}, "Action=CreateProduct&productName=fr%2575it"}, refused({1101}, clauses));
  }
}

inline void signatures(Probe& probe) {
  const Clauses clauses{"common.signature"};
  const Demand denied = refused_plainly(clauses);
  for (const char* method : {"GET", "POST"}) {
    const auto session_asks = [&](const std::function<Question(Session&)>& make, const Demand& demand) {
      Session session(probe, 2000, true);
      session.ask(make(session), demand);
    };
    const auto with_signature = [&](const std::function<void(std::string&)>& change) {
      return [method, change](Session& session) {
        Question question = session.signed_question(named("fruit", method));
        change(question.parameters.back().second);
        return question;
      };
    };
    session_asks([&](Session& s) { return s.signed_question(named("fruit", method)); }, accepted(clauses));
    session_asks([&](Session& s) { return s.signed_question(with_properties("a:b", plain_properties, method)); },
                 accepted(clauses));
    for (int nonce = 0; nonce < 12; ++nonce)  // some of these signatures hold a plus sign
      session_asks(
          [&](Session& s) {
            Question question = named("fruit", method);
            question.parameters.emplace_back("Nonce", std::to_string(nonce + 1));
            return s.signed_question(question);
          },
          accepted(clauses));
    session_asks(with_signature([](std::string& text) { text = "AAAA"; }), denied);
    session_asks(with_signature([](std::string& text) { text.clear(); }), denied);
    session_asks(with_signature([](std::string& text) { text.resize(10); }), denied);
    session_asks(with_signature([](std::string& text) { text = text.substr(0, 12) + text.substr(13) + text[12]; }),
                 denied);
    session_asks(with_signature([](std::string& text) {
                   for (char& byte : text) byte = byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 32) : byte;
                 }),
                 denied);
    session_asks(
        [&](Session& s) {
          Question question = s.signed_question(named("fruit", method));
          question.parameters.pop_back();
          return question;
        },
        denied);
    session_asks(
        [&](Session& s) {
          Question question = s.signed_question(named("fruit", method));
          for (auto& [name, value] : question.parameters)
            if (name == "productName") value = "other";
          return question;
        },
        denied);
  }
}

inline void signature_methods(Probe& probe) {
  const Clauses clauses{"common.signature-method"};
  for (const char* method_name : {"", "HmacSHA1", "HmacSHA256", "HmacMD5", "hmacsha256"}) {
    Session session(probe, 2000, true);
    session.ask(session.signed_question(named("fruit"), method_name), accepted(clauses));
  }
  for (const char* claimed : {"HmacSHA1", "HmacSHA256"}) {
    Session session(probe, 2000, true);
    Question question = named("fruit");
    question.parameters.emplace_back("SignatureMethod", claimed);
    const bool sha256 = std::string_view(claimed) == "HmacSHA256";
    session.ask(session.signed_question(question, sha256 ? "" : "HmacSHA256"), refused_plainly(clauses));
  }
}

inline void secret_ids(Probe& probe) {
  const Demand denied = refused_plainly({"common.secret-id"});
  Session session(probe, 2000, true);
  session.ask(session.signed_question(of_account(named("fruit"), second_id), "HmacSHA256", "second-key"),
              accepted({"common.secret-id"}));
  session.ask(session.signed_question(of_account(named("fruit"), "AKIDother")), denied);
  session.ask(named("fruit"), denied);
}

inline void timestamps(Probe& probe) {
  const Demand denied = refused_plainly({"common.timestamp"});
  for (const std::int64_t off : {-86400 * 30, -10000, 10000, 86400 * 30}) {
    Session session(probe, 2000, true);
    Question question = named("fruit");
    question.parameters.emplace_back("Timestamp", std::to_string(session.clock().second() + off));
    session.ask(session.signed_question(question), denied);
  }
  Session session(probe, 2000, true);
  Question question = named("fruit");
  question.parameters.emplace_back("Timestamp", "");
  session.ask(session.signed_question(question), denied);
  session.ask(session.signed_question(named("fruit")), accepted({"common.timestamp"}));
}

inline void nonces(Probe& probe) {
  const Demand denied = refused_plainly({"common.nonce"});
  for (const char* method : {"GET", "POST"}) {
    Session session(probe, 2000, true);
    const Question question = session.signed_question(named("fruit", method));
    session.ask(question, accepted({"common.nonce"}));
    session.ask(question, denied);
    for (int i = 0; i < 12; ++i) session.ask(session.signed_question(named("other-" + std::to_string(i))), accepted());
    session.ask(question, denied);
  }
  Session session(probe, 2000, true);
  Question question = named("fruit");
  question.parameters.emplace_back("Nonce", "");
  session.ask(session.signed_question(question), denied);
}

/// Requests that overlap for certain: the clock, which signed requests read, holds the first one up.
inline void parallel_requests(Probe& probe) {
  std::mutex mutex;
  std::condition_variable changed;
  std::thread::id held;
  bool waiting = false;
  bool released = false;
  Session session(probe, 2000, true, [&] {
    std::unique_lock lock(mutex);
    if (std::this_thread::get_id() != held) return;
    waiting = true;
    changed.notify_all();
    changed.wait(lock, [&] { return released; });
  });
  session.ask(session.signed_question(named("taken")), accepted());
  const Question late = session.signed_question(named("late"));
  std::thread holder([&] {
    {
      const std::scoped_lock lock(mutex);
      held = std::this_thread::get_id();
    }
    static_cast<void>(session.service().handle(Session::wire_request(late)));
    const std::scoped_lock lock(mutex);
    waiting = true;  // also if the service never looked at its clock
    changed.notify_all();
  });
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting; });
  }
  session.ask(session.signed_question(named("taken")), duplicate);
  session.ask(session.signed_question(named("new-1")), accepted());
  session.ask(session.signed_question(named("new-2")), accepted());
  {
    const std::scoped_lock lock(mutex);
    released = true;
    changed.notify_all();
  }
  holder.join();
}

/// Two requests for one name at once; only one may succeed.
inline void race(Probe& probe) {
  Session session(probe);
  for (int round = 0; round < 10; ++round) {
    const wire::WireRequest request = Session::wire_request(named("raced-" + std::to_string(round)));
    std::array<mock::Reply, 2> replies;
    std::atomic<int> ready{0};
    const auto run = [&](std::size_t i) {
      ++ready;
      while (ready < 2) std::this_thread::yield();
      replies[i] = session.service().handle(request);
    };
    std::thread other(run, 1);
    run(0);
    other.join();
    const auto succeeded = [](const mock::Reply& reply) {
      const nlohmann::json json = nlohmann::json::parse(reply.body, nullptr, false);
      return json.is_object() && json.value("code", nlohmann::json()) == 0;
    };
    if (succeeded(replies[0]) && succeeded(replies[1])) return probe.blame(unique);
  }
}

struct Script {
  void (*run)(Probe&);
  std::initializer_list<std::string_view> clauses;  ///< ids, or their beginnings
};

inline const std::initializer_list<Script> all{
    {names, {"product-name.min-length", "product-name.max-length", "product-name.alphabet", "error.invalid-parameter"}},
    {missing_name, {"product-name.required"}},
    {properties,
     {"product-properties.", "product-description.", "region.", "encryption-type.", "product-type.",
      "error.invalid-parameter"}},
    {values, {"product-properties.json", "encryption-type.", "product-type."}},
    {descriptions, {"product-description.text"}},
    {combinations, {"operation.create"}},
    {duplicates, {"product-name.unique", "error.duplicate-name"}},
    {many_products, {"product-name.unique"}},
    {similar_names, {"product-name.unique"}},
    {accounts, {"product-name.scope", "response.product-id.unique"}},
    {after_refusals, {"product-name.free-after-refusal"}},
    {quota, {"error.quota", "response.code.public"}},
    {identities, {"response.product-id."}},
    {echoes, {"response.product-name."}},
    {answers, {"response."}},
    {actions, {"common.action"}},
    {regions, {"common.region"}},
    {methods, {"common.method"}},
    {encodings, {"common.encoding"}},
    {signatures, {"common.signature"}},
    {signature_methods, {"common.signature-method"}},
    {secret_ids, {"common.secret-id"}},
    {timestamps, {"common.timestamp"}},
    {nonces, {"common.nonce"}},
    {parallel_requests, {"product-name.unique", "response.product-id.unique"}},
    {race, {"product-name.unique"}},
};

}  // namespace scripts

/// Asks what bears on `clause`, or everything if that is empty.
inline void run_scripts(Probe& probe, std::string_view clause = {}) {
  for (const scripts::Script& script : scripts::all)
    if (std::any_of(script.clauses.begin(), script.clauses.end(),
                    [&](std::string_view id) { return clause.starts_with(id); }) ||
        clause.empty())
      script.run(probe);
}

}  // namespace createproduct::mock_test
