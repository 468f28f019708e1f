// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/pieces.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/gen/product_name.hpp>
#include <createproduct/gen/show.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/model/product_properties.hpp>
#include <createproduct/model/request.hpp>
#include <createproduct/model/response.hpp>

// rc::Arbitrary for the types of the model: any value that the type can hold, whether the contract permits it or not.

namespace createproduct::gen::detail {

/// Well-formed text of any characters, NUL included, of up to 40.
[[nodiscard]] inline std::string draw_text(draft::Random& random) {
  Characters text(random.below(once_in(4, random) ? 41 : 6), U'a');
  for (char32_t& character : text) {
    character = draw_ordinary_character(random);
    if (once_in(4, random)) character = draw_foreign(static_cast<Foreign>(random.below(foreign_kinds - 1)), random);
  }
  return to_bytes(text);
}

/// A name of any kind, well-formed: right, wrong in one or in two ways, or next to the border.
[[nodiscard]] inline std::string draw_any_name(draft::Random& random) {
  ClauseSet broken;
  if (once_in(3, random)) broken.add("product-name.max-length");
  if (once_in(3, random)) broken.add("product-name.alphabet");
  Characters name = once_in(4, random) ? draw_near_miss(random) : draw_name(broken, random);
  for (char32_t& character : name)
    if (character >= stray_byte) character -= stray_byte;
  return to_bytes(name);
}

[[nodiscard]] inline std::vector<std::string> simpler_text(const std::string& text) {
  std::vector<Characters> out;
  append_simpler(to_characters(text), U'a', out);
  std::vector<std::string> texts;
  for (const Characters& one : out) texts.push_back(to_bytes(one));
  return texts;
}

template <class T>
[[nodiscard]] std::vector<T> simpler_number(T number) {
  std::vector<T> out;
  for (T less = number; less != 0; less = static_cast<T>(less / 2)) out.push_back(static_cast<T>(number - less));
  return out;
}

/// Values simpler than a whole, member by member.
template <class T>
class Simpler {
 public:
  explicit Simpler(const T& whole) : whole_(whole) {}

  template <class M>
  void take(M T::*member, std::vector<M> simpler) {
    for (M& value : simpler) {
      out_.push_back(whole_);
      out_.back().*member = std::move(value);
    }
  }
  /// Leaves the member out, or has it simpler.
  template <class M, class Simplify>
  void take_optional(std::optional<M> T::*member, Simplify simplify) {
    if (!(whole_.*member)) return;
    std::vector<std::optional<M>> simpler{std::nullopt};
    for (M& value : simplify(*(whole_.*member))) simpler.emplace_back(std::move(value));
    take(member, std::move(simpler));
  }
  void take_text(std::string T::*member) { take(member, simpler_text(whole_.*member)); }
  void take_text(std::optional<std::string> T::*member) { take_optional(member, simpler_text); }

  [[nodiscard]] rc::Seq<T> done() && { return rc::seq::fromContainer(std::move(out_)); }

 private:
  const T& whole_;
  std::vector<T> out_;
};

/// The first enumerator, unless it is that already.
template <class Enum>
[[nodiscard]] std::vector<Enum> simpler_enumerator(Enum value) {
  return value == Enum{} ? std::vector<Enum>{} : std::vector<Enum>{Enum{}};
}

/// Any enumerator up to `last`, which shrinks to the first.
template <class Enum>
[[nodiscard]] rc::Gen<Enum> any_enumerator(Enum last) {
  const std::size_t count = static_cast<std::size_t>(last) + 1;
  return drawn([count](draft::Random& random) { return static_cast<Enum>(random.below(count)); },
               [](Enum value) { return rc::seq::fromContainer(simpler_enumerator(value)); });
}

/// Something most of the time.
template <class Draw>
[[nodiscard]] auto draw_optional(Draw draw, draft::Random& random) {
  using T = decltype(draw(random));
  return once_in(4, random) ? std::optional<T>() : std::optional<T>(draw(random));
}

[[nodiscard]] inline ProductProperties draw_any_properties(draft::Random& random) {
  ProductProperties out;
  out.product_description = draw_optional(draw_text, random);
  out.encryption_type = draw_optional([](draft::Random& r) { return static_cast<EncryptionType>(r.below(2)); }, random);
  out.region = draw_optional([](draft::Random&) { return Region::guangzhou; }, random);
  out.product_type = draw_optional([](draft::Random& r) { return static_cast<ProductType>(r.below(3)); }, random);
  return out;
}

[[nodiscard]] inline rc::Seq<ProductProperties> simpler_any_properties(const ProductProperties& properties) {
  Simpler<ProductProperties> out(properties);
  out.take_text(&ProductProperties::product_description);
  out.take_optional(&ProductProperties::encryption_type, simpler_enumerator<EncryptionType>);
  out.take_optional(&ProductProperties::region, simpler_enumerator<Region>);
  out.take_optional(&ProductProperties::product_type, simpler_enumerator<ProductType>);
  return std::move(out).done();
}

[[nodiscard]] inline rc::Seq<CreateProductRequest> simpler_any_request(const CreateProductRequest& request) {
  Simpler<CreateProductRequest> out(request);
  out.take_text(&CreateProductRequest::product_name);
  out.take_optional(&CreateProductRequest::product_properties, [](const ProductProperties& properties) {
    std::vector<ProductProperties> simpler;
    rc::seq::forEach(simpler_any_properties(properties),
                     [&simpler](ProductProperties&& one) { simpler.push_back(std::move(one)); });
    return simpler;
  });
  return std::move(out).done();
}

[[nodiscard]] inline CommonParameters draw_any_common(draft::Random& random) {
  const auto number = [](draft::Random& r) { return r.next() >> r.below(64); };
  CommonParameters out;
  out.region = draw_optional(draw_text, random);
  out.timestamp = draw_optional(number, random);
  out.nonce = draw_optional(number, random);
  out.secret_id = draw_optional(draw_text, random);
  out.signature_method = draw_optional(
      [](draft::Random& r) { return once_in(2, r) ? std::string("HmacSHA256") : draw_text(r); }, random);
  out.token = draw_optional(draw_text, random);
  out.signature = draw_optional(draw_text, random);
  return out;
}

[[nodiscard]] inline rc::Seq<CommonParameters> simpler_any_common(const CommonParameters& common) {
  Simpler<CommonParameters> out(common);
  out.take_text(&CommonParameters::region);
  out.take_optional(&CommonParameters::timestamp, simpler_number<std::uint64_t>);
  out.take_optional(&CommonParameters::nonce, simpler_number<std::uint64_t>);
  out.take_text(&CommonParameters::secret_id);
  out.take_text(&CommonParameters::signature_method);
  out.take_text(&CommonParameters::token);
  out.take_text(&CommonParameters::signature);
  return std::move(out).done();
}

[[nodiscard]] inline CreateProductResponse draw_any_response(draft::Random& random) {
  CreateProductResponse out;
  switch (random.below(4)) {
    case 0: break;
    case 1: out.code = one_of(module_code_table, random).number; break;
    case 2: out.code = one_of(public_code_table, random).number; break;
    default: {
      const std::uint64_t bits = random.next();
      out.code = static_cast<std::int64_t>(bits) >> random.below(64);
    }
  }
  if (once_in(2, random)) out.message = "(" + std::to_string(one_of(module_code_table, random).number) + ")";
  if (once_in(2, random)) out.message += draw_text(random);
  out.code_desc = once_in(2, random) ? "Success" : draw_text(random);
  out.product_name = draw_optional(draw_any_name, random);
  out.product_id = draw_optional(draw_text, random);
  return out;
}

[[nodiscard]] inline rc::Seq<CreateProductResponse> simpler_any_response(const CreateProductResponse& response) {
  Simpler<CreateProductResponse> out(response);
  out.take(&CreateProductResponse::code, simpler_number(response.code));
  out.take_text(&CreateProductResponse::message);
  out.take_text(&CreateProductResponse::code_desc);
  out.take_text(&CreateProductResponse::product_name);
  out.take_text(&CreateProductResponse::product_id);
  return std::move(out).done();
}

/// Some of the rows of a table, by their position; shrinks to none.
[[nodiscard]] inline rc::Gen<std::vector<std::size_t>> some_rows(std::size_t rows) {
  return drawn(
      [rows](draft::Random& random) {
        const std::size_t share = between(1, 8, random);
        std::vector<std::size_t> out;
        for (std::size_t row = 0; row < rows; ++row)
          if (once_in(share, random)) out.push_back(row);
        return out;
      },
      [](const std::vector<std::size_t>& chosen) {
        std::vector<std::vector<std::size_t>> fewer;
        append_without_pieces(chosen, fewer);
        return rc::seq::fromContainer(std::move(fewer));
      });
}

/// One of the rows of a table, by its position; shrinks to the first.
[[nodiscard]] inline rc::Gen<std::size_t> any_row(std::size_t rows) {
  return drawn([rows](draft::Random& random) { return static_cast<std::size_t>(random.below(rows)); },
               [](std::size_t row) { return rc::seq::fromContainer(simpler_number(row)); });
}

}  // namespace createproduct::gen::detail

/// Any clause of the table.
template <>
struct rc::Arbitrary<createproduct::ClauseId> {
  static Gen<createproduct::ClauseId> arbitrary() {
    return gen::map(createproduct::gen::detail::any_row(createproduct::clause_count),
                    [](std::size_t row) { return createproduct::ClauseId::at(row); });
  }
};

/// From no clause to all of them.
template <>
struct rc::Arbitrary<createproduct::ClauseSet> {
  static Gen<createproduct::ClauseSet> arbitrary() {
    return gen::map(createproduct::gen::detail::some_rows(createproduct::clause_count),
                    [](const std::vector<std::size_t>& rows) {
                      createproduct::ClauseSet out;
                      for (const std::size_t row : rows) out.add(createproduct::ClauseId::at(row));
                      return out;
                    });
  }
};

template <>
struct rc::Arbitrary<createproduct::Level> {
  static Gen<createproduct::Level> arbitrary() {
    return createproduct::gen::detail::any_enumerator(createproduct::Level::silent);
  }
};

/// Any of the documented codes.
template <>
struct rc::Arbitrary<createproduct::ModuleCode> {
  static Gen<createproduct::ModuleCode> arbitrary() {
    return gen::map(createproduct::gen::detail::any_row(createproduct::module_code_table.size()), [](std::size_t row) {
      return static_cast<createproduct::ModuleCode>(createproduct::module_code_table[row].number);
    });
  }
};

/// From no code to all of them.
template <>
struct rc::Arbitrary<createproduct::ModuleCodes> {
  static Gen<createproduct::ModuleCodes> arbitrary() {
    return gen::map(createproduct::gen::detail::some_rows(createproduct::module_code_table.size()),
                    [](const std::vector<std::size_t>& rows) {
                      createproduct::ModuleCodes out;
                      for (const std::size_t row : rows)
                        out.add(static_cast<createproduct::ModuleCode>(createproduct::module_code_table[row].number));
                      return out;
                    });
  }
};

/// The defects of some name.
template <>
struct rc::Arbitrary<createproduct::NameDefects> {
  static Gen<createproduct::NameDefects> arbitrary() {
    namespace detail = createproduct::gen::detail;
    return gen::map(createproduct::gen::drawn(detail::draw_any_name,
                                              [](const std::string& name) {
                                                return rc::seq::fromContainer(detail::simpler_text(name));
                                              }),
                    [](const std::string& name) { return createproduct::check_product_name(name); });
  }
};

template <>
struct rc::Arbitrary<createproduct::EncryptionType> {
  static Gen<createproduct::EncryptionType> arbitrary() {
    return createproduct::gen::detail::any_enumerator(createproduct::EncryptionType::symmetric);
  }
};

template <>
struct rc::Arbitrary<createproduct::Region> {
  static Gen<createproduct::Region> arbitrary() {
    return createproduct::gen::detail::any_enumerator(createproduct::Region::guangzhou);
  }
};

template <>
struct rc::Arbitrary<createproduct::ProductType> {
  static Gen<createproduct::ProductType> arbitrary() {
    return createproduct::gen::detail::any_enumerator(createproduct::ProductType::nb_iot);
  }
};

/// Each member set or not, the description any well-formed text.
template <>
struct rc::Arbitrary<createproduct::ProductProperties> {
  static Gen<createproduct::ProductProperties> arbitrary() {
    namespace detail = createproduct::gen::detail;
    return createproduct::gen::drawn(detail::draw_any_properties, detail::simpler_any_properties);
  }
};

/// Names right and wrong, and any properties.
template <>
struct rc::Arbitrary<createproduct::CreateProductRequest> {
  static Gen<createproduct::CreateProductRequest> arbitrary() {
    namespace detail = createproduct::gen::detail;
    return createproduct::gen::drawn(
        [](createproduct::draft::Random& random) {
          createproduct::CreateProductRequest out;
          out.product_name = detail::draw_any_name(random);
          out.product_properties = detail::draw_optional(detail::draw_any_properties, random);
          return out;
        },
        detail::simpler_any_request);
  }
};

/// Any text and any number: no target need take them.
template <>
struct rc::Arbitrary<createproduct::CommonParameters> {
  static Gen<createproduct::CommonParameters> arbitrary() {
    namespace detail = createproduct::gen::detail;
    return createproduct::gen::drawn(detail::draw_any_common, detail::simpler_any_common);
  }
};

/// Any code, and texts that look like real ones as well as others.
template <>
struct rc::Arbitrary<createproduct::CreateProductResponse> {
  static Gen<createproduct::CreateProductResponse> arbitrary() {
    namespace detail = createproduct::gen::detail;
    return createproduct::gen::drawn(detail::draw_any_response, detail::simpler_any_response);
  }
};
