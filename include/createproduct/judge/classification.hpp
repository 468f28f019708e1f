// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/judge/assessment.hpp>
#include <createproduct/judge/properties.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::judge {

/// What the contract demands in answer to a request, as far as the request alone decides it. Whether a name exists is
/// the account model's business (judge/account.hpp).
struct Classification {
  enum class Demand : unsigned char {
    accept,  ///< every permitted reading keeps every rule
    reject,  ///< every permitted reading breaks some rule
    open,    ///< readings differ, or the document is silent: either outcome is right
  };
  Demand demand = Demand::accept;
  ClauseSet broken;            ///< reject: the clauses broken in the leading reading
  ClauseSet exercised;         ///< accept: the clauses whose promise of acceptance it tests
  ClauseSet silences;          ///< open: the points that leave it open
  ModuleCodes codes;           ///< reject: the module codes that describe its defects; empty if only plain text does
  bool plain_text = false;     ///< a refusal may be plain text without a module code
  bool any_form = false;       ///< a refusal may come from a front end and have any form
  std::vector<std::string> names;  ///< the product names it may create, one per differing reading
};

/// The highest number of bytes a GET query is sure to be read in; above it, silent.long_get applies.
inline constexpr std::size_t sure_get_length = 8000;

namespace detail {

enum class Repeats : unsigned char { first, last };

/// How one reader understands the wire text of a request.
struct Reading {
  wire::Plus plus = wire::Plus::space;
  Repeats repeats = Repeats::first;
  bool fold_parameter_names = false;
  bool read_query = true;
  bool read_body = false;
};

/// The parameters that decide, as one reading sees them.
struct Reader {
  std::optional<std::string> action, name, properties;
};

[[nodiscard]] inline bool equals_folded(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

inline constexpr std::string_view operation_parameters[] = {"Action", "productName", "productProperties"};
inline constexpr std::string_view common_parameters[] = {"Region",    "Timestamp",       "Nonce", "SecretId",
                                                         "Signature", "SignatureMethod", "Token", "RequestClient"};

/// What in a request makes readers differ.
struct Ambiguities {
  bool plus = false;
  bool repeats = false;
  bool names_differ_by_case = false;
  bool bad_percent = false;
  bool unknown_parameters = false;
  bool both_places = false;
};

inline void scan(const std::vector<wire::FormField>& fields, Ambiguities& out, std::size_t (&seen)[3]) {
  for (const wire::FormField& field : fields) {
    if (field.name.find('+') != std::string_view::npos || field.value.find('+') != std::string_view::npos) out.plus = true;
    std::string decoded;
    std::string_view name = field.name;
    if (name.find('%') != std::string_view::npos) {
      wire::PercentDecoded whole = wire::percent_decoded(name);
      if (!whole.valid) out.bad_percent = true;
      decoded = std::move(whole.bytes);
      name = decoded;
    }
    if (field.value.find('%') != std::string_view::npos) {
      for (std::size_t i = 0; i < field.value.size(); ++i)
        if (field.value[i] == '%') {
          const bool valid = i + 2 < field.value.size() && wire::detail::hex_value(field.value[i + 1]) >= 0 &&
                             wire::detail::hex_value(field.value[i + 2]) >= 0;
          if (!valid) out.bad_percent = true;
        }
    }
    bool known = false;
    for (std::size_t i = 0; i < 3; ++i) {
      if (name == operation_parameters[i]) {
        known = true;
        if (++seen[i] > 1) out.repeats = true;
      } else if (equals_folded(name, operation_parameters[i])) {
        known = out.names_differ_by_case = true;
      }
    }
    for (const std::string_view common : common_parameters) known = known || name == common;
    if (!known) out.unknown_parameters = true;
  }
}

inline void read_fields(const std::vector<wire::FormField>& fields, const Reading& reading, Reader& out) {
  std::optional<std::string>* const slots[] = {&out.action, &out.name, &out.properties};
  for (const wire::FormField& field : fields) {
    std::string decoded;
    std::string_view name = field.name;
    if (name.find_first_of("%+") != std::string_view::npos) {
      decoded = wire::percent_decoded(name, reading.plus).bytes;
      name = decoded;
    }
    for (std::size_t i = 0; i < 3; ++i) {
      const bool match =
          reading.fold_parameter_names ? equals_folded(name, operation_parameters[i]) : name == operation_parameters[i];
      if (!match || (slots[i]->has_value() && reading.repeats == Repeats::first)) continue;
      *slots[i] = wire::percent_decoded(field.value, reading.plus).bytes;
    }
  }
}

inline void assess_name(std::string_view name, Assessment& out) {
  bool plain = true;
  bool valid = true;
  for (const char c : name) {
    const bool lower = c >= 'a' && c <= 'z';
    const bool other = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '_' || c == '-';
    plain = plain && lower;
    valid = valid && (lower || other);
  }
  if (!valid) out.broken.add("product-name.alphabet");
  if (name.empty()) out.broken.add("product-name.min-length");
  if (name.size() > 32) {
    // Characters are counted, not bytes; undecodable bytes count one each for every reader that sees them at all.
    std::size_t characters = 0;
    for (std::size_t i = 0; i < name.size(); ++characters) i += wire::utf8_step(name, i).size;
    if (characters > 32) out.broken.add("product-name.max-length");
  }
  if (!plain) out.exercised.add("product-name.alphabet");
  if (name.size() > 24) out.exercised.add("product-name.max-length");
  if (name.size() < 4) out.exercised.add("product-name.min-length");
}

inline Assessment assess(const Reader& reader) {
  Assessment out;
  if (!reader.action) {
    out.broken.add("common.action");
  } else if (*reader.action != "CreateProduct") {
    if (equals_folded(*reader.action, "CreateProduct"))
      out.silences.add("silent.parameter-case");
    else
      out.broken.add("common.action");
  }
  if (reader.name)
    assess_name(*reader.name, out);
  else
    out.broken.add("product-name.required");
  if (reader.properties)
    out.add(assess_properties(*reader.properties));
  else
    out.exercised.add("product-properties.optional");
  return out;
}

[[nodiscard]] inline bool undecodable(std::string_view bytes) noexcept {
  return bytes.find('\0') != std::string_view::npos || !wire::is_utf8(bytes);
}

/// Folds the assessment of one more reading into the classification.
class Classifier {
 public:
  void take(const Reader& reader, const Assessment& assessment) {
    const bool rejects = !assessment.broken.empty();
    const bool open = !rejects && !assessment.silences.empty();
    if (first_) {
      out_.broken = assessment.broken;
      out_.exercised = assessment.exercised;
    }
    any_reject_ = any_reject_ || rejects;
    any_accept_ = any_accept_ || (!rejects && !open);
    any_open_ = any_open_ || open;
    if (!rejects) out_.silences.add(assessment.silences);
    if (rejects && out_.broken.empty()) out_.broken = assessment.broken;
    if (reader.name) {
      bool known = false;
      for (const std::string& name : out_.names) known = known || name == *reader.name;
      if (!known) out_.names.push_back(*reader.name);
      out_.any_form = out_.any_form || undecodable(*reader.name);
    } else {
      out_.plain_text = true;
    }
    if (reader.properties) out_.any_form = out_.any_form || undecodable(*reader.properties);
    if (assessment.broken.has("common.action")) out_.plain_text = true;
    ClauseSet own = assessment.broken;
    own.remove("common.action");
    if (!own.empty()) out_.codes.add(ModuleCode::invalid_parameter);
    first_ = false;
  }

  /// A reader that refuses the request as a whole, for a reason that `silence` leaves to it.
  void take_refusal(ClauseId silence) {
    any_reject_ = true;
    out_.silences.add(silence);
    out_.plain_text = true;
  }

  [[nodiscard]] Classification finish() && {
    using Demand = Classification::Demand;
    if (any_open_ || (any_accept_ && any_reject_))
      out_.demand = Demand::open;
    else
      out_.demand = any_reject_ ? Demand::reject : Demand::accept;
    return std::move(out_);
  }

  Classification& out() noexcept { return out_; }

 private:
  Classification out_;
  bool first_ = true;
  bool any_accept_ = false, any_reject_ = false, any_open_ = false;
};

}  // namespace detail

/// Judges the bytes of a request under every reading that the contract permits (spec/readings.json). Authentication is
/// taken to be in order. O(n) for each reading; all but odd requests have one.
[[nodiscard]] inline Classification classify(const wire::WireRequest& request) {
  using detail::Reading;
  const std::vector<wire::FormField> query = wire::split_form(request.query);
  const std::vector<wire::FormField> body = wire::split_form(request.body);
  const bool is_post = request.method == "POST";

  detail::Ambiguities ambiguous;
  std::size_t seen[3] = {};
  detail::scan(query, ambiguous, seen);
  detail::scan(body, ambiguous, seen);
  ambiguous.both_places = is_post ? !query.empty() : !body.empty();

  std::vector<Reading> readings{{wire::Plus::space, detail::Repeats::first, false, !is_post, is_post}};
  const auto fork = [&readings](bool needed, auto change) {
    if (!needed) return;
    const std::size_t count = readings.size();
    for (std::size_t i = 0; i < count; ++i) {
      readings.push_back(readings[i]);
      change(readings.back());
    }
  };
  fork(ambiguous.plus, [](Reading& reading) { reading.plus = wire::Plus::literal; });
  fork(ambiguous.repeats, [](Reading& reading) { reading.repeats = detail::Repeats::last; });
  fork(ambiguous.names_differ_by_case, [](Reading& reading) { reading.fold_parameter_names = true; });
  fork(ambiguous.both_places, [](Reading& reading) { reading.read_query = reading.read_body = true; });
  fork(ambiguous.both_places, [](Reading& reading) { std::swap(reading.read_query, reading.read_body); });

  detail::Classifier classifier;
  for (const Reading& reading : readings) {
    detail::Reader reader;
    if (reading.read_query) detail::read_fields(query, reading, reader);
    if (reading.read_body) detail::read_fields(body, reading, reader);
    classifier.take(reader, detail::assess(reader));
  }
  if (ambiguous.repeats) classifier.take_refusal("silent.repeated-parameter");
  if (ambiguous.unknown_parameters) classifier.take_refusal("silent.unknown-parameter");
  if (ambiguous.bad_percent) {
    classifier.take_refusal("silent.undecodable-text");
    classifier.out().any_form = true;
  }
  if (ambiguous.names_differ_by_case) classifier.out().silences.add("silent.parameter-case");
  if (ambiguous.both_places) classifier.take_refusal("silent.parameter-place");
  if (!is_post && request.query.size() > sure_get_length) {
    classifier.take_refusal("silent.long-get");
    classifier.out().any_form = true;
  }
  if (request.method != "GET" && !is_post) {
    classifier.take_refusal("silent.parameter-place");
    classifier.out().any_form = true;
  }
  Classification out = std::move(classifier).finish();
  if (ambiguous.plus && out.demand == Classification::Demand::open) out.silences.add("silent.plus-sign");
  if (is_post) out.exercised.add("common.method");
  if (request.query.find('%') != std::string::npos || request.body.find('%') != std::string::npos)
    out.exercised.add("common.encoding");
  return out;
}

}  // namespace createproduct::judge
