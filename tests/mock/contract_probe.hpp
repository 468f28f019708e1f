// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <createproduct/mock/service.hpp>
#include <createproduct/sign/signature.hpp>
#include <createproduct/wire/percent.hpp>

/// A small judge for tests of the mock. It asks what the contract decides, takes its values from spec/vectors, and
/// knows nothing of the mock's insides, nor of the kit's own judge.
namespace createproduct::mock_test {

using Clauses = std::vector<std::string>;

/// A request as a test states it.
struct Question {
  std::vector<std::pair<std::string, std::string>> parameters;  ///< decoded; Action=CreateProduct is added unless given
  std::string method = "GET";
  std::string account;  ///< SecretId of unsigned requests, and which key signs signed ones
  std::string wire;     ///< if set: these very bytes instead of the parameters
  std::string content_type{};
};

/// What the contract demands in answer, and the clauses that are broken if something else comes.
struct Demand {
  bool success = true;
  std::vector<int> codes;  ///< the module codes that a refusal may have; none: plain text
  Clauses clauses;
  bool or_plain = false;  ///< a refusal may also be plain text
};

inline Demand accepted(Clauses clauses = {"operation.create"}) { return {true, {}, std::move(clauses), false}; }
inline Demand refused(std::vector<int> codes, Clauses clauses) {
  return {false, std::move(codes), std::move(clauses), false};
}
inline Demand refused_plainly(Clauses clauses) { return {false, {}, std::move(clauses), false}; }

/// The virtual clock of a session. Signed requests use its time.
struct TestClock {
  std::atomic<std::int64_t> milliseconds{1'500'000'000'000};
  [[nodiscard]] std::int64_t second() const { return milliseconds / 1000; }
};

inline constexpr std::string_view first_id = "AKIDfirst";
inline constexpr std::string_view second_id = "AKIDsecond";

/// Whose contract is probed, and what it broke so far.
struct Probe {
  mock::Configuration configuration;
  bool noisy = false;
  bool with_region = false;  ///< every request has the common parameter Region
  std::set<std::string> broken;
  std::uint64_t sessions = 0;

  void blame(const Clauses& clauses) { broken.insert(clauses.begin(), clauses.end()); }
};

/// Talks to one fresh service and judges its answers.
class Session {
 public:
  explicit Session(Probe& probe, std::size_t quota = 2000, bool with_keys = false, std::function<void()> on_clock = {})
      : probe_(probe), with_keys_(with_keys), service_(configured(probe, quota, with_keys, std::move(on_clock))) {}

  /// Asks and judges. Gives the reply back for tests that want more.
  mock::Reply ask(Question question, const Demand& demand) {
    if (probe_.with_region) add_region(question);
    const std::string name = name_of(question);
    bool in_doubt = false;
    for (int attempt = 0; attempt < 200; ++attempt) {
      mock::Reply reply = service_.handle(wire_request(question));
      if (probe_.noisy && is_noise(reply)) {
        in_doubt = in_doubt || reply.fate != mock::Reply::Fate::answer ||
                   reply.body.find("(1100)") != std::string::npos;
        clock_.milliseconds += 1000;
        continue;
      }
      // What was lost was the right answer, and repeating a signed request is a replay.
      if (in_doubt && reply.body.find("4500") != std::string::npos) return reply;
      Demand adjusted = demand;
      if (reply.body.find("(1001)") != std::string::npos && (in_doubt || is_old(question, name))) {
        if (demand.success) adjusted.success = false;
        adjusted.codes.push_back(1001);
      }
      judge(reply, name, adjusted);
      if (demand.success) asked_.insert(account_of(question) + "/" + name);
      return reply;
    }
    FAIL("no answer in 200 attempts");
    return {};
  }

  [[nodiscard]] mock::Service& service() { return service_; }
  [[nodiscard]] TestClock& clock() { return clock_; }

  /// The parameters of `question` with the common ones, signed by `method_name` (empty: no SignatureMethod).
  [[nodiscard]] Question signed_question(Question question, std::string_view method_name = "HmacSHA256",
                                         std::string_view key = "first-key") {
    if (probe_.with_region) add_region(question);
    auto& parameters = question.parameters;
    const auto has = [&](std::string_view name) {
      return std::any_of(parameters.begin(), parameters.end(), [&](const auto& pair) { return pair.first == name; });
    };
    add_action(parameters);
    if (!has("SecretId")) parameters.emplace_back("SecretId", question.account.empty() ? first_id : question.account);
    if (!has("Timestamp")) parameters.emplace_back("Timestamp", std::to_string(clock_.second()));
    if (!has("Nonce")) parameters.emplace_back("Nonce", std::to_string(++nonce_));
    if (!method_name.empty() && !has("SignatureMethod")) parameters.emplace_back("SignatureMethod", method_name);
    const std::string canonical =
        sign::canonical_text(question.method, "iotcloud.api.qcloud.com", "/v2/index.php", parameters);
    parameters.emplace_back("Signature", sign::signature(canonical, key, sign::method_of(method_name)));
    return question;
  }

  [[nodiscard]] static wire::WireRequest wire_request(Question question) {
    std::string text = question.wire;
    if (text.empty()) {
      add_action(question.parameters);
      for (const auto& [name, value] : question.parameters) {
        if (!text.empty()) text += '&';
        text += wire::percent_encoded(name) + "=" + wire::percent_encoded(value);
      }
      if (!question.account.empty() && text.find("Signature=") == std::string::npos)
        text += "&SecretId=" + question.account;
    }
    wire::WireRequest request;
    request.method = question.method;
    request.content_type = question.content_type;
    (question.method == "POST" ? request.body : request.query) = std::move(text);
    return request;
  }

 private:
  static void add_action(std::vector<std::pair<std::string, std::string>>& parameters) {
    for (const auto& [name, value] : parameters)
      if (name == "Action") return;
    parameters.emplace(parameters.begin(), "Action", "CreateProduct");
  }

  static void add_region(Question& question) {
    const auto& parameters = question.parameters;
    const bool given = std::any_of(parameters.begin(), parameters.end(), [](const auto& p) { return p.first == "Region"; });
    if (!question.wire.empty())
      question.wire += "&Region=gz";
    else if (!given)
      question.parameters.emplace_back("Region", "gz");
  }

  mock::Configuration configured(Probe& probe, std::size_t quota, bool with_keys, std::function<void()> on_clock) {
    mock::Configuration configuration = probe.configuration;
    configuration.quota = quota;
    configuration.seed = ++probe.sessions;
    if (with_keys)
      configuration.keys = {{{std::string(first_id), "first-key", ""}, "first"},
                            {{std::string(second_id), "second-key", ""}, "second"}};
    configuration.clock = [this, on_clock = std::move(on_clock)] {
      if (on_clock) on_clock();
      return std::chrono::system_clock::time_point(std::chrono::milliseconds(clock_.milliseconds));
    };
    return configuration;
  }

  [[nodiscard]] static std::string name_of(const Question& question) {
    for (const auto& [name, value] : question.parameters)
      if (name == "productName") return value;
    const std::size_t at = question.wire.find("productName=");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + std::string_view("productName=").size();
    return wire::percent_decoded(std::string_view(question.wire).substr(begin, question.wire.find('&', begin) - begin))
        .bytes;
  }

  [[nodiscard]] std::string account_of(const Question& question) const {
    if (!with_keys_) return question.account.empty() ? "default" : question.account;
    return question.account == second_id ? "second" : "first";
  }

  [[nodiscard]] static bool is_noise(const mock::Reply& reply) {
    return reply.fate != mock::Reply::Fate::answer || reply.status == 429 ||
           reply.body.find("(1100)") != std::string::npos || reply.body.find("4400") != std::string::npos;
  }

  /// Whether the account had a product of this name, or of this name in small letters, before the session.
  [[nodiscard]] bool is_old(const Question& question, const std::string& name) const {
    const std::string account = account_of(question);
    if (asked_.contains(account + "/" + name)) return false;
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char byte) { return static_cast<char>(std::tolower(byte)); });
    return service_.has_product(account, name) || service_.has_product(account, lower);
  }

  void judge(const mock::Reply& reply, const std::string& name, const Demand& demand) {
    if (reply.fate != mock::Reply::Fate::answer) {
      probe_.blame(demand.success ? demand.clauses : error_clauses(demand));
      return;
    }
    std::set<std::string> keys;
    bool is_ambiguous = reply.body.starts_with("\xEF\xBB\xBF");
    const nlohmann::json json = nlohmann::json::parse(
        reply.body,
        [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
          if (depth == 1 && event == nlohmann::json::parse_event_t::key && !keys.insert(parsed.get<std::string>()).second)
            is_ambiguous = true;
          return true;
        },
        false);
    if (!json.is_object() || is_ambiguous) return probe_.blame({"response.json"});
    const auto is_string = [&](const char* key) { return json.contains(key) && json[key].is_string(); };
    if (!json.contains("code") || !json["code"].is_number_integer()) return probe_.blame({"response.code.type"});
    if (!is_string("message")) return probe_.blame({"response.message.type"});
    if (!is_string("codeDesc")) return probe_.blame({"response.code-desc.type"});
    const auto code = json["code"].get<std::int64_t>();
    const auto message = json["message"].get<std::string>();
    judge_desc(json["codeDesc"].get<std::string>(), code);

    int module_code = -1;
    const bool formed = module_form(message, module_code);
    const bool has_id = is_string("productID") && !json["productID"].get<std::string>().empty();
    if (code == 0 ? formed : has_id) return probe_.blame({"response.code.meaning"});
    if (code == 1000 || code == 1001 || code == 1100 || code == 1101) return probe_.blame({"response.code.public"});
    if (code == 0) {
      if (!demand.success) return probe_.blame(demand.clauses);
      if (!is_string("productName")) return probe_.blame({"response.product-name.type"});
      if (json["productName"] != name) probe_.blame({"response.product-name.echo"});
      if (!is_string("productID")) return probe_.blame({"response.product-id.type"});
      if (!has_id) return probe_.blame({"response.product-id.present"});
      if (!ids_.insert(json["productID"].get<std::string>()).second) probe_.blame({"response.product-id.unique"});
      return;
    }
    if (demand.success) return probe_.blame(demand.clauses);
    const bool plain_enough = demand.codes.empty() || demand.or_plain;
    if (!formed) {
      if (!plain_enough) probe_.blame({"response.message.format"});
    } else if (!has_fitting_number(demand, module_code)) {
      probe_.blame(error_clauses(demand));
    }
  }

  void judge_desc(const std::string& desc, std::int64_t code) {
    const auto is_letter = [](char byte) { return (byte | 32) >= 'a' && (byte | 32) <= 'z'; };
    const bool english = std::any_of(desc.begin(), desc.end(), is_letter) &&
                         std::all_of(desc.begin(), desc.end(), [](char byte) { return byte >= 0x20 && byte < 0x7F; });
    if (!english) return probe_.blame({"response.code-desc.english"});
    if (code != 0 && desc == "Success") probe_.blame({"response.code-desc.agrees"});
    if (code == 0 && desc.starts_with("Invalid")) probe_.blame({"response.code-desc.agrees"});
    if (code == 0 && desc != "Success") probe_.blame({"response.code-desc.success"});
  }

  /// Whether a refusal may begin with this number: where no module code is asked for, a gateway may have numbers of its own.
  [[nodiscard]] static bool has_fitting_number(const Demand& demand, int number) {
    if (demand.codes.empty()) return number != 1000 && number != 1001 && number != 1100 && number != 1101;
    return std::find(demand.codes.begin(), demand.codes.end(), number) != demand.codes.end();
  }

  /// Whether `message` reads (digits)text; sets `code`.
  [[nodiscard]] static bool module_form(const std::string& message, int& code) {
    const std::size_t end = message.find(')');
    if (message.empty() || message[0] != '(' || end == std::string::npos || end < 2 || end > 7) return false;
    if (message.find_first_not_of("0123456789", 1) != end) return false;
    code = std::stoi(message.substr(1, end - 1));
    return true;
  }

  [[nodiscard]] static Clauses error_clauses(const Demand& demand) {
    Clauses clauses;
    for (const int code : demand.codes)
      clauses.push_back(code == 1000   ? "error.quota"
                        : code == 1001 ? "error.duplicate-name"
                                       : "error.invalid-parameter");
    return clauses.empty() ? demand.clauses : clauses;
  }

  Probe& probe_;
  TestClock clock_;
  bool with_keys_;
  mock::Service service_;
  std::set<std::string> ids_;
  std::set<std::string> asked_;  ///< accounts and names that were to be created
  std::uint64_t nonce_ = 1000;
};

inline Question named(std::string name, std::string method = "GET") {
  return {{{"productName", std::move(name)}}, std::move(method), {}, {}, {}};
}

inline Question with_properties(std::string name, std::string properties, std::string method = "GET") {
  return {{{"productName", std::move(name)}, {"productProperties", std::move(properties)}}, std::move(method), {}, {}, {}};
}

inline Question of_account(Question question, std::string_view account) {
  question.account = account;
  return question;
}

inline const std::string plain_properties =
    R"({"productDescription":"d","encryptionType":"1","region":"gz","productType":0})";

/// A file of spec/vectors.
inline const nlohmann::json& vectors(const std::string& name) {
  static std::map<std::string, nlohmann::json> files;
  const auto found = files.find(name);
  if (found != files.end()) return found->second;
  std::ifstream file(std::string(CREATEPRODUCT_SPEC_DIR) + "/vectors/" + name + ".json");
  REQUIRE(file.is_open());
  return files.emplace(name, nlohmann::json::parse(file)).first->second;
}

inline std::string text_of(const nlohmann::json& text) {
  return text.is_string() ? text.get<std::string>()
                          : wire::percent_decoded(text.at("percent").get<std::string>()).bytes;
}

}  // namespace createproduct::mock_test
