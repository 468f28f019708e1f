// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/judge/answer.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

/// A target for the engine: a small service that keeps the contract, and may be told to do anything else instead.
namespace scripted {

using createproduct::judge::Answer;
using createproduct::wire::WireRequest;
using Json = nlohmann::json;

inline Answer body(std::string text, int status = 200) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(text);
  return answer;
}

inline Answer lost(Answer::Transport transport) {
  Answer answer;
  answer.transport = transport;
  answer.status = 0;
  answer.detail = "as scripted";
  return answer;
}

/// A refusal with a module code, or, for 0, in plain text.
inline Answer refusal(int module_code, int code = 4000) {
  const std::string number = module_code == 0 ? std::string() : "(" + std::to_string(module_code) + ")";
  return body(R"({"code":)" + std::to_string(code) + R"(,"message":")" + number +
              R"(no","codeDesc":"InvalidParameter"})");
}

/// A request as the service reads it.
struct Request {
  WireRequest wire;
  std::map<std::string, std::string> parameters;

  [[nodiscard]] const std::string* find(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? nullptr : &found->second;
  }
  [[nodiscard]] std::string name() const {
    const std::string* name = find("productName");
    return name == nullptr ? std::string() : *name;
  }
  [[nodiscard]] bool is_post() const { return wire.method == "POST"; }
  [[nodiscard]] bool has_properties() const { return find("productProperties") != nullptr; }
  /// productProperties; null if there are none, discarded if they are no JSON.
  [[nodiscard]] Json properties() const {
    if (!has_properties()) return {};
    const std::string& text = *find("productProperties");
    // To the parser a NUL is the end of its input.
    return text.find('\0') == std::string::npos ? Json::parse(text, nullptr, false) : Json(Json::value_t::discarded);
  }
  /// Whether the properties are an object with the member `key`.
  [[nodiscard]] bool has_member(const char* key) const {
    const Json json = properties();
    return json.is_object() && json.contains(key);
  }
};

inline Request read(const WireRequest& wire) {
  Request request{wire, {}};
  for (const auto& field : createproduct::wire::split_form(wire.method == "POST" ? wire.body : wire.query))
    request.parameters.emplace(createproduct::wire::percent_decoded(field.name).bytes,
                               createproduct::wire::percent_decoded(field.value).bytes);
  return request;
}

class Server {
 public:
  /// Answers in the service's place, if it answers.
  std::function<std::optional<Answer>(const Request&)> instead;
  /// Changes what the service is about to answer.
  std::function<void(const Request&, Answer&)> afterwards;
  std::size_t quota = static_cast<std::size_t>(-1);  ///< of each account

  std::vector<WireRequest> requests;
  std::size_t created = 0;
  std::map<std::string, std::set<std::string>> names;  ///< by SecretId

  Answer operator()(const WireRequest& wire) {
    requests.push_back(wire);
    const Request request = read(wire);
    std::optional<Answer> answer = instead ? instead(request) : std::nullopt;
    if (!answer) answer = serve(request);
    if (afterwards) afterwards(request, *answer);
    return *std::move(answer);
  }

  [[nodiscard]] std::set<std::string>& names_of(const Request& request) {
    const std::string* id = request.find("SecretId");
    return names[id == nullptr ? std::string() : *id];
  }

  Answer serve(const Request& request) {
    const std::string* action = request.find("Action");
    if (action == nullptr || *action != "CreateProduct") return refusal(0, 4000);
    if (!createproduct::is_product_name(request.name()) || !acceptable(request)) return refusal(1101);
    return names_of(request).contains(request.name()) ? refusal(1001) : create(request);
  }

  /// Makes a product, whatever the request is like, unless the account is full.
  Answer create(const Request& request) {
    if (names_of(request).size() >= quota) return refusal(1000);
    names_of(request).insert(request.name());
    const Json answer{{"code", 0},
                      {"message", ""},
                      {"codeDesc", "Success"},
                      {"productName", request.name()},
                      {"productID", "P" + std::to_string(++created)}};
    return body(answer.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

 private:
  static bool acceptable(const Request& request) {
    if (!request.has_properties()) return true;
    const Json json = request.properties();
    if (!json.is_object()) return false;
    const auto fits = [&](const char* key, auto rule) { return !json.contains(key) || rule(json[key]); };
    return fits("productDescription", [](const Json& value) { return value.is_string(); }) &&
           fits("region", [](const Json& value) { return value == "gz"; }) &&
           fits("encryptionType", [](const Json& value) { return value == "1" || value == "2"; }) &&
           fits("productType", [](const Json& value) { return value.is_number_integer() && value >= 0 && value <= 2; });
  }
};

}  // namespace scripted
