// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <createproduct/mock/answer_writer.hpp>
#include <createproduct/mock/behaviour.hpp>
#include <createproduct/mock/configuration.hpp>
#include <createproduct/mock/gatekeeper.hpp>
#include <createproduct/mock/name_check.hpp>
#include <createproduct/mock/parameters.hpp>
#include <createproduct/mock/property_check.hpp>
#include <createproduct/mock/reply.hpp>
#include <createproduct/mock/store.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::mock {

/// CreateProduct (and DeleteProduct, to clean up) in memory. With a default Behaviour it keeps every clause of the
/// contract; faults and variants are Behaviours. It decides by its own code and shares none with the judge. Every
/// member may be called from any thread.
class Service {
 public:
  /// A service without products, but for QuotaRule::old_products.
  explicit Service(Configuration configuration = {})
      : configuration_(std::move(configuration)), store_(configuration_), gatekeeper_(configuration_) {}
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Answers one request. `host_header` and `path` matter for signatures only. Blocks for When::linger and
  /// NamingRule::race_window at most; all other delays are left to the transport, in the Reply.
  [[nodiscard]] Reply handle(const wire::WireRequest& request, std::string_view host_header = {},
                             std::string_view path = "/v2/index.php") {
    const std::uint64_t number = requests_.fetch_add(1, std::memory_order_relaxed) + 1;
    const InFlight in_flight(in_flight_);
    const std::chrono::microseconds linger = configuration_.behaviour.when.linger;
    if (linger.count() > 0) std::this_thread::sleep_for(linger);
    const Behaviour& first = early_match(request, number) ? configuration_.behaviour : configuration_.otherwise;
    const Parameters parameters(request, first.decoding);
    const Behaviour& behaviour =
        &first == &configuration_.behaviour && late_match(parameters) ? first : configuration_.otherwise;
    const Trouble& trouble = behaviour.trouble;

    Reply reply;
    const unsigned done_from = trouble.closed_chance + trouble.internal_chance;
    const unsigned lost_from = done_from + trouble.lost_chance;
    const unsigned certain_from = lost_from + trouble.internal_after_chance;
    const std::uint64_t dice = certain_from == 0
                                   ? 1000
                                   : scattered(configuration_.seed ^ scattered(number)) % 1000;
    if (dice < trouble.closed_chance) {
      reply.fate = Reply::Fate::close_before;
    } else if (trouble.rate != 0 && over_rate(trouble.rate)) {
      reply = refuse(4400, "too many requests", behaviour);
      if (trouble.rate_by_status) {
        reply.status = 429;
        reply.retry_after = 1;
      }
    } else if (dice < done_from) {
      reply = refuse({}, Defect::internal, behaviour);
    } else {
      reply = answer(request, parameters, host_header, path, behaviour);
      if (dice < lost_from)
        reply.fate = Reply::Fate::close_before;
      else if (dice < certain_from)
        reply = refuse({}, Defect::internal, behaviour);
    }
    reply.delay = trouble.latency;
    reply.chunked = trouble.chunked;
    reply.close_after = trouble.close_after;
    return reply;
  }

  /// Products in all accounts that were used.
  [[nodiscard]] std::size_t product_count() const { return store_.size(); }

  /// Products in this account; 0 if it was not used.
  [[nodiscard]] std::size_t product_count(std::string_view account) const { return store_.size(account); }

  /// Whether the account has a product of exactly this name.
  [[nodiscard]] bool has_product(std::string_view account, std::string_view name) const {
    return store_.has(account, name);
  }

  /// Requests so far, whatever came of them.
  [[nodiscard]] std::uint64_t request_count() const noexcept { return requests_.load(std::memory_order_relaxed); }

 private:
  class InFlight {
   public:
    explicit InFlight(std::atomic<unsigned>& count) : count_(count) { count_.fetch_add(1); }
    ~InFlight() { count_.fetch_sub(1); }
    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

   private:
    std::atomic<unsigned>& count_;
  };

  /// The conditions of When that are known before the request is read.
  [[nodiscard]] bool early_match(const wire::WireRequest& request, std::uint64_t number) {
    const When& when = configuration_.behaviour.when;
    if (when.first != 0 && number > when.first) return false;
    if (when.after.count() > 0 && since_first() < when.after) return false;
    if (request.query.size() + request.body.size() < when.longer_than) return false;
    return (when.method.empty() || when.method == request.method) && (when.every == 0 || number % when.every == 0) &&
           (when.in_flight == 0 || in_flight_.load() >= when.in_flight) &&
           (when.after_products == 0 || store_.size() >= when.after_products);
  }

  [[nodiscard]] bool late_match(const Parameters& parameters) const noexcept {
    const When& when = configuration_.behaviour.when;
    const bool about_name = !when.name_prefix.empty() || !when.name_with.empty() || when.name_length != 0;
    if (about_name) {
      const std::string_view name = parameters.value("productName");
      if (!name.starts_with(when.name_prefix)) return false;
      if (!when.name_with.empty() && name.find_first_of(when.name_with) == std::string_view::npos) return false;
      if (when.name_length != 0 && name.size() != when.name_length) return false;
    }
    if (when.properties_first && !stands_before(parameters, "productProperties", "productName")) return false;
    if (!when.parameter.empty() && parameters.find(when.parameter) == nullptr) return false;
    if (parameters.value("productProperties").find(when.properties_with) == std::string_view::npos) return false;
    if (!when.with_properties && !when.without_properties) return true;
    return (parameters.find("productProperties") != nullptr) == when.with_properties;
  }

  [[nodiscard]] static bool stands_before(const Parameters& parameters, std::string_view one, std::string_view other) {
    for (const Received& parameter : parameters.all()) {
      if (parameters.is(parameter, other)) return false;
      if (parameters.is(parameter, one)) return true;
    }
    return false;
  }

  /// The time since this was first asked.
  [[nodiscard]] std::chrono::system_clock::duration since_first() {
    const std::chrono::system_clock::time_point time = now();
    const std::scoped_lock lock(rate_mutex_);
    if (!first_request_) first_request_ = time;
    return time - *first_request_;
  }

  [[nodiscard]] std::chrono::system_clock::time_point now() const {
    return configuration_.clock ? configuration_.clock() : std::chrono::system_clock::now();
  }

  [[nodiscard]] bool over_rate(unsigned rate) {
    const auto second = std::chrono::floor<std::chrono::seconds>(now());
    const std::scoped_lock lock(rate_mutex_);
    if (second != rate_second_) {
      rate_second_ = second;
      rate_count_ = 0;
    }
    return ++rate_count_ > rate;
  }

  /// The shape of answers about `module_code`, 0 for those without one.
  [[nodiscard]] const AnswerShape& shape_of(int module_code, const Behaviour& behaviour) const noexcept {
    const int only = behaviour.answer.only_module;
    return only == 0 || only == module_code ? behaviour.answer : configuration_.otherwise.answer;
  }

  /// A refusal that no module speaks: the message has no module code.
  [[nodiscard]] Reply refuse(int public_code, std::string_view text, const Behaviour& behaviour,
                             int module_code = 0) const {
    return AnswerWriter(shape_of(module_code, behaviour)).write({public_code, module_code, text, {}, {}, {}, {}});
  }

  [[nodiscard]] Reply refuse(std::string_view name, Defect defect, const Behaviour& behaviour) const {
    const Refusal& refusal = behaviour.on(defect);
    const AnswerShape& shape = shape_of(refusal.module_code, behaviour);
    const bool plain = refusal.manner == Manner::plain_answer;
    Reply reply = AnswerWriter(shape).write(
        {refusal.public_code, plain ? 0 : refusal.module_code, refusal.text, name, {}, {}, {}});
    switch (refusal.manner) {
      case Manner::module_answer:
      case Manner::plain_answer: break;
      case Manner::html_page:
        reply.status = 500;
        reply.content_type = "text/html";
        reply.body =
            "<html><head><title>500 Internal Server Error</title></head><body>Internal Server Error</body></html>";
        break;
      case Manner::empty_body:
        reply.status = 500;
        reply.body.clear();
        break;
      case Manner::closed: reply.fate = Reply::Fate::close_before; break;
      case Manner::cut_off: reply.fate = Reply::Fate::close_midway; break;
      case Manner::hanging: reply.fate = Reply::Fate::hang; break;
    }
    return reply;
  }

  [[nodiscard]] Reply answer(const wire::WireRequest& request, const Parameters& parameters,
                             std::string_view host_header, std::string_view path, const Behaviour& behaviour) {
    if (behaviour.trouble.always_public_code != 0)
      return refuse(behaviour.trouble.always_public_code, "the service refuses every request", behaviour);
    const bool post = request.method == "POST";
    if (post && behaviour.common.wants_plain_content_type && !request.content_type.empty())
      return refuse(4000, "the body is no form", behaviour);
    const bool served = post ? behaviour.common.takes_post : request.method == "GET" && behaviour.common.takes_get;
    if (!served) return refuse(4600, "this request method is not supported", behaviour);
    if (!post && request.query.size() > behaviour.decoding.query_limit)
      return refuse(4000, "the request is too long", behaviour);
    if (behaviour.decoding.refuses_undecodable && !parameters.decodable())
      return refuse(4000, "a parameter is not encoded well", behaviour);

    if (parameters.all().size() > behaviour.common.most_parameters)
      return refuse(4000, "the request has too many parameters", behaviour);
    const bool timed = !configuration_.keys.empty() || behaviour.naming.visible_after.count() > 0 ||
                       behaviour.quota.lets_go_after.count() > 0 ||
                       behaviour.answer.identity == Identity::by_second;
    const std::chrono::system_clock::time_point time = timed ? now() : std::chrono::system_clock::time_point();
    if (behaviour.precedence.parameters_before_keys && is_action(parameters, "CreateProduct", behaviour)) {
      Creation of_nobody;
      const CheckedParameters checked = check_parameters(parameters, of_nobody, behaviour);
      if (checked.defect != Defect::none) return refuse(checked.raw_name, checked.defect, behaviour);
    }
    const Admission admission =
        gatekeeper_.admit(parameters, request.method, host_header, path, behaviour.authentication, time);
    if (admission.public_code != 0) return refuse(admission.public_code, admission.text, behaviour, behaviour.authentication.module_code);

    if (is_action(parameters, "DeleteProduct", behaviour))
      return delete_product(parameters, admission.account, behaviour);
    if (!creates(parameters, behaviour)) return refuse(4000, "Action is missing or not known", behaviour);
    if (!region_passes(parameters, behaviour.common)) return refuse(4000, "Region is not valid", behaviour);
    return create_product(parameters, {admission.account, {}, parameters.value("Region"), {}, post, time}, behaviour);
  }

  [[nodiscard]] static bool is_action(const Parameters& parameters, std::string_view action,
                                      const Behaviour& behaviour) {
    const std::string_view given = parameters.value("Action");
    return behaviour.decoding.folds_case ? text::same_ignoring_case(given, action) : given == action;
  }

  [[nodiscard]] static bool creates(const Parameters& parameters, const Behaviour& behaviour) {
    using Match = CommonRule::ActionMatch;
    constexpr std::string_view action = "CreateProduct";
    const std::string_view given = parameters.value("Action");
    if (is_action(parameters, action, behaviour))
      return !behaviour.decoding.wants_action_first || leads(parameters, "Action");
    switch (behaviour.common.action) {
      case Match::exact: return false;
      case Match::any: return true;
      case Match::prefix: return given.starts_with(action);
      case Match::missing_passes: return parameters.find("Action") == nullptr;
      case Match::contained: return given.find(action) != std::string_view::npos;
      case Match::trimmed: return text::trimmed(given, " \t\r\n") == action;
    }
    return false;
  }

  [[nodiscard]] static bool leads(const Parameters& parameters, std::string_view name) {
    return !parameters.all().empty() && parameters.is(parameters.all().front(), name);
  }

  [[nodiscard]] static bool region_passes(const Parameters& parameters, const CommonRule& rule) {
    const Received* region = parameters.find("Region");
    if (region == nullptr) return !rule.region_required;
    return !rule.region_refused && (rule.region_must_be.empty() || region->value == rule.region_must_be);
  }

  /// What is to be said of the parameters of the operation.
  struct CheckedParameters {
    std::string_view raw_name;  ///< as given
    CheckedName name;
    Defect defect = Defect::none;  ///< the first one
  };

  /// Checks them, and tells `creation` what of them it consists of.
  [[nodiscard]] CheckedParameters check_parameters(const Parameters& parameters, Creation& creation,
                                                   const Behaviour& behaviour) {
    const Received* given_name = parameters.find("productName");
    const Received* properties = parameters.find("productProperties");
    std::string_view raw_name = given_name == nullptr ? behaviour.name.when_missing : given_name->value;
    if (given_name != nullptr && raw_name.empty()) raw_name = behaviour.name.when_empty;
    CheckedName name;
    if (given_name == nullptr && behaviour.name.when_missing.empty()) {
      if (!behaviour.waived.has(Defect::name_missing)) name.defect = Defect::name_missing;
    } else {
      name = check_name(raw_name, given_name == nullptr ? raw_name.size() : given_name->wire_value.size(),
                        behaviour.name, behaviour.waived);
    }
    creation.name = name.name;
    creation.properties = properties == nullptr ? std::string_view() : properties->value;
    const Defect defect = first_defect(parameters, creation, name.defect, properties != nullptr, behaviour);
    return {raw_name, std::move(name), defect};
  }

  [[nodiscard]] Reply create_product(const Parameters& parameters, Creation creation, const Behaviour& behaviour) {
    const CheckedParameters checked = check_parameters(parameters, creation, behaviour);
    creation.name = checked.name.name;
    if (checked.defect != Defect::none) {
      if (checked.name.defect == Defect::none) store_.refused(creation, checked.defect, behaviour);
      return refuse(checked.raw_name, checked.defect, behaviour);
    }
    const Created created = store_.create(creation, behaviour);
    if (created.defect != Defect::none) {
      store_.refused(creation, created.defect, behaviour);
      return refuse(checked.raw_name, created.defect, behaviour);
    }
    return AnswerWriter(shape_of(0, behaviour))
        .write({0, 0, {}, creation.name, created.id, creation.account, created.previous_name});
  }

  /// The first defect of a request in the order of Precedence. State is only looked at if that comes before properties.
  [[nodiscard]] Defect first_defect(const Parameters& parameters, const Creation& creation, Defect name_defect,
                                    bool has_properties, const Behaviour& behaviour) {
    if (const Defect defect = parameter_defect(parameters, behaviour); defect != Defect::none) return defect;
    if (behaviour.trouble.always_module_code != 0) return always(behaviour.trouble.always_module_code);
    const PropertyCheck check(behaviour.properties, behaviour.waived);
    if (behaviour.precedence.properties_before_name)
      if (const Defect defect = check(has_properties, creation.properties); defect != Defect::none) return defect;
    if (name_defect != Defect::none) return name_defect;
    if (behaviour.precedence.state_before_properties)
      if (const Defect defect = store_.would_refuse(creation, behaviour); defect != Defect::none) return defect;
    return behaviour.precedence.properties_before_name ? Defect::none : check(has_properties, creation.properties);
  }

  [[nodiscard]] static Defect always(int module_code) noexcept {
    switch (module_code) {
      case 1000: return Defect::over_quota;
      case 1001: return Defect::duplicate_name;
      case 1101: return Defect::combination;
      default: return Defect::internal;
    }
  }

  [[nodiscard]] static Defect parameter_defect(const Parameters& parameters, const Behaviour& behaviour) {
    const Decoding& rules = behaviour.decoding;
    constexpr std::array<std::string_view, 12> known{
        "Action", "Region",          "Timestamp",     "Nonce",       "SecretId",          "Signature",
        "Token",  "SignatureMethod", "RequestClient", "productName", "productProperties", "productID"};
    if (rules.refuses_unknown)
      for (const Received& parameter : parameters.all())
        if (std::none_of(known.begin(), known.end(),
                         [&](std::string_view name) { return parameters.is(parameter, name); }))
          return Defect::parameter_unknown;
    if (rules.repeat == Decoding::Repeat::refuse)
      for (const Received& parameter : parameters.all())
        if (parameters.count(parameter.name) > 1) return Defect::parameter_repeated;
    if (rules.wants_name_before_properties)
      for (const Received& parameter : parameters.all()) {
        if (parameters.is(parameter, "productName")) break;
        if (parameters.is(parameter, "productProperties")) return Defect::properties_syntax;
      }
    return Defect::none;
  }

  [[nodiscard]] Reply delete_product(const Parameters& parameters, std::string_view account,
                                     const Behaviour& behaviour) {
    const AnswerWriter writer(shape_of(0, behaviour));
    const std::string_view id = parameters.value("productID");
    if (id.empty()) return writer.write({4000, 1101, "EC_INVALID_PARAM productID is missing", {}, {}, {}, {}});
    if (behaviour.trouble.products_have_devices)
      return writer.write({4000, 1005, "EC_PRODUCT_HAS_DEVICE product has devices", {}, {}, {}, {}});
    if (!store_.remove(account, std::string(id), behaviour))
      return writer.write({4000, 1004, "EC_PRODUCT_NOT_EXIST no such product", {}, {}, {}, {}});
    Reply reply;
    reply.content_type = behaviour.answer.content_type;
    reply.body = R"({"code":0,"message":"","codeDesc":"Success"})";
    return reply;
  }

  const Configuration configuration_;
  Store store_;
  Gatekeeper gatekeeper_;
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<unsigned> in_flight_{0};
  std::mutex rate_mutex_;
  std::optional<std::chrono::system_clock::time_point> first_request_;
  std::chrono::sys_seconds rate_second_{};
  unsigned rate_count_ = 0;
};

}  // namespace createproduct::mock
