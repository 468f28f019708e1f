// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <createproduct/suite/recorded.hpp>

#include "scripted_server.hpp"

/// Recorded exchanges for tests.
namespace scripted {

using createproduct::suite::Recorded;

inline Recorded recorded(std::string query, Answer answer, std::string place = "line 1") {
  Recorded made;
  made.exchange.account = "first";
  made.exchange.sent.query = std::move(query);
  made.exchange.answer = std::move(answer);
  made.place = std::move(place);
  return made;
}

inline std::string create(const std::string& name) { return "Action=CreateProduct&productName=" + name; }

inline Answer success(const std::string& name, const std::string& id) {
  return body(R"({"code":0,"message":"","codeDesc":"Success","productName":")" + name + R"(","productID":")" + id +
              "\"}");
}

inline Recorded at(double start, double end, Recorded one) {
  one.start = start;
  one.end = end;
  return one;
}

}  // namespace scripted
