// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

/// The ids of a set, in table order, with a space between two.
inline std::string ids(const createproduct::ClauseSet& clauses) {
  std::string out;
  clauses.for_each([&](createproduct::ClauseId clause) { out.append(out.empty() ? "" : " ").append(clause.id()); });
  return out;
}

/// The clauses broken, in the order of the ruling; those that must repeat to count have a question mark.
inline std::string breaches(const createproduct::judge::Ruling& ruling) {
  std::string out;
  for (const createproduct::judge::Breach& breach : ruling.breaches) {
    out.append(out.empty() ? "" : " ").append(breach.clause.id());
    if (breach.proof == createproduct::judge::Breach::Proof::repeatable) out += "?";
  }
  return out;
}

/// What a ruling noted about a silence; empty if nothing.
inline std::string choice(const createproduct::judge::Ruling& ruling, createproduct::ClauseId silence) {
  for (const createproduct::judge::Choice& choice : ruling.choices)
    if (choice.silence == silence) return std::string(choice.choice);
  return {};
}

inline std::string_view demand_name(createproduct::judge::Classification::Demand demand) {
  using Demand = createproduct::judge::Classification::Demand;
  return demand == Demand::accept ? "accept" : demand == Demand::reject ? "reject" : "open";
}

/// The demand, then what it is due to: "accept", "reject region.values", "open silent.null-property".
inline std::string summary(const createproduct::judge::Classification& request) {
  using Demand = createproduct::judge::Classification::Demand;
  std::string out(demand_name(request.demand));
  const std::string due = request.demand == Demand::reject ? ids(request.broken)
                          : request.demand == Demand::open ? ids(request.silences)
                                                           : std::string();
  return due.empty() ? out : out + " " + due;
}

inline createproduct::wire::WireRequest get(std::string query) { return {"GET", std::move(query), {}}; }
inline createproduct::wire::WireRequest post(std::string body) { return {"POST", {}, std::move(body)}; }

/// A GET request for `name`, with productProperties if there is any text.
inline createproduct::wire::WireRequest create(std::string_view name, std::string_view properties = {}) {
  std::string query = "Action=CreateProduct&productName=" + createproduct::wire::percent_encoded(name);
  if (!properties.empty()) query += "&productProperties=" + createproduct::wire::percent_encoded(properties);
  return get(std::move(query));
}

inline createproduct::judge::Classification classified(std::string_view name, std::string_view properties = {}) {
  return createproduct::judge::classify(create(name, properties));
}

inline createproduct::judge::Answer answer(std::string body, int status = 200) {
  createproduct::judge::Answer out;
  out.status = status;
  out.body = std::move(body);
  return out;
}

inline createproduct::judge::Answer success(const std::string& name, const std::string& id) {
  return answer(R"({"code":0,"message":"","codeDesc":"Success","productName":")" + name + R"(","productID":")" + id +
                "\"}");
}

/// A refusal with a module code, or, for 0, in plain text.
inline createproduct::judge::Answer refusal(int module_code, int code = 4000, int status = 200) {
  const std::string number = module_code == 0 ? std::string() : "(" + std::to_string(module_code) + ")";
  return answer(
      R"({"code":)" + std::to_string(code) + R"(,"message":")" + number + R"(no","codeDesc":"InvalidParameter"})",
      status);
}

inline createproduct::judge::Answer no_answer(createproduct::judge::Answer::Transport transport) {
  createproduct::judge::Answer out;
  out.transport = transport;
  out.status = 0;
  out.detail = "it did not come";
  return out;
}

/// A file of vectors in spec/.
inline nlohmann::json vectors(const std::string& file) {
  std::ifstream stream(CREATEPRODUCT_SPEC_DIR "/vectors/" + file);
  return nlohmann::json::parse(stream);
}

/// A value of a vector: text, or bytes that are percent-encoded because JSON cannot hold them.
inline std::string vector_text(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  return createproduct::wire::percent_decoded(value.at("percent").get<std::string>()).bytes;
}
