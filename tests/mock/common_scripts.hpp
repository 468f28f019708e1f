// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "contract_probe.hpp"

/// Whether methods, encodings, common parameters and signatures are read as the pages linked say.
namespace createproduct::mock_test::scripts {

inline void actions(Probe& probe) {
  for (const char* method : {"GET", "POST"}) {
    for (const char* action : {"CreateProducts", "XCreateProduct", "Other", ""})
      Session(probe).ask({{{"Action", action}, {"productName", "fruit"}}, method, {}, {}},
                         refused_plainly({"common.action"}));
    Session(probe).ask({{}, method, {}, "productName=fruit"}, refused_plainly({"common.action"}));
  }
}

inline void regions(Probe& probe) {
  for (const char* method : {"GET", "POST"})
    Session(probe).ask({{{"productName", "fruit"}, {"Region", "gz"}}, method, {}, {}}, accepted({"common.region"}));
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
         {std::string("Action=CreateProduct&productName=a%3Ab"),
          "Action=CreateProduct&productName=%61%62%63%3A" + std::string(28, 'd'),
          std::string("Action=CreateProduct&productName=a%3ab"),
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
    session_asks(with_signature([](std::string& text) { text.push_back('A'); }), denied);
    session_asks(with_signature([](std::string& text) { std::reverse(text.begin(), text.begin() + 10); }), denied);
    for (const bool with_region : {true, false})
      session_asks(
          [&](Session& s) {
            Question question = with_properties("fruit", plain_properties, method);
            if (with_region) question.parameters.emplace_back("Region", "gz");
            question = s.signed_question(question);
            question.parameters.back().second = "AAAA";
            return question;
          },
          denied);
    for (const auto& added : {std::pair<std::string, std::string>("note", "added"), {"productProperties", plain_properties}})
      session_asks(
          [&](Session& s) {
            Question question = s.signed_question(named("fruit", method));
            question.parameters.emplace_back(added.first, added.second);
            return question;
          },
          denied);
    session_asks(
        [&](Session& s) {
          Question question = s.signed_question({{}, method, {}, {}, {}});
          question.parameters.emplace_back("productName", "fruit");
          return question;
        },
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

inline void used_signature(Probe& probe) {
  Session session(probe, 2000, true);
  const Question right = session.signed_question(named("fruit"));
  session.ask(right, accepted({"common.signature"}));
  Question other = session.signed_question(named("other"));
  other.parameters.back().second = right.parameters.back().second;
  session.ask(other, refused_plainly({"common.signature"}));
}

inline void keys_of_others(Probe& probe) {
  Session session(probe, 2000, true);
  session.ask(session.signed_question(named("fruit"), "HmacSHA256", "second-key"), refused_plainly({"common.signature"}));
  session.ask(session.signed_question(of_account(named("fruit"), second_id), "HmacSHA256", "second-key"),
              accepted({"common.signature"}));
}

inline void signature_methods(Probe& probe) {
  const Clauses clauses{"common.signature-method"};
  for (const char* method_name : {"", "HmacSHA1", "HmacSHA256", "HmacMD5", "hmacsha256"}) {
    Session session(probe, 2000, true);
    session.ask(session.signed_question(named("fruit"), method_name), accepted(clauses));
  }
  for (const char* claimed : {"HmacSHA1", "HmacSHA256", "hmacsha256"}) {
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
  for (const char* id : {"AKIDother", "AKIDfirs", "AKIDfirst0", "akidFIRST"})
    session.ask(session.signed_question(of_account(named("fruit"), id)), denied);
  session.ask(named("fruit"), denied);
}

inline void many_parameters(Probe& probe) {
  Question question = with_properties("fruit", plain_properties);
  for (const auto& [name, value] : {std::pair("Region", "gz"), {"Timestamp", "1500000000"}, {"Nonce", "17"},
                                    {"SignatureMethod", "HmacSHA1"}, {"RequestClient", "SDK_1.0"}})
    if (!probe.with_region || std::string_view(name) != "Region") question.parameters.emplace_back(name, value);
  Session(probe).ask(question, accepted({"operation.create"}));
}

inline void timestamps(Probe& probe) {
  const Demand denied = refused_plainly({"common.timestamp"});
  for (const std::int64_t off : {-86400 * 30, -10000, 10000, 86400 * 30}) {
    Session session(probe, 2000, true);
    Question question = named("fruit");
    question.parameters.emplace_back("Timestamp", std::to_string(session.clock().second() + off));
    session.ask(session.signed_question(question), denied);
  }
  for (const char* method : {"GET", "POST"}) {
    Session session(probe, 2000, true);
    Question question = named("fruit", method);
    question.parameters.emplace_back("Timestamp", std::to_string(session.clock().second() - 120));
    session.ask(session.signed_question(question), accepted({"common.timestamp"}));
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
    for (int i = 0; i < 60; ++i) session.ask(session.signed_question(named("other.")), refused({1101}, {"common.nonce"}));
    session.ask(question, denied);
  }
  for (const char* first : {"GET", "POST"}) {
    Session session(probe, 2000, true);
    for (const char* method : {first, first == std::string_view("GET") ? "POST" : "GET"}) {
      Question question = named(method, method);
      question.parameters.emplace_back("Nonce", "3147483647");
      session.ask(session.signed_question(question), method == first ? accepted({"common.nonce"}) : denied);
    }
  }
  Session session(probe, 2000, true);
  Question question = named("fruit");
  question.parameters.emplace_back("Nonce", "");
  session.ask(session.signed_question(question), denied);
}

}  // namespace createproduct::mock_test::scripts
