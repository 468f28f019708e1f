// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <createproduct/report/generated/contract_text.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_tree.hpp>

namespace createproduct::report {

namespace detail {

inline void write_tree(const wire::JsonTree& tree, JsonWriter& out) {
  switch (tree.kind) {
    case wire::JsonKind::null: out.null(); return;
    case wire::JsonKind::boolean: out.boolean(tree.is_true()); return;
    case wire::JsonKind::integer:
    case wire::JsonKind::real: out.spelled(tree.text); return;
    case wire::JsonKind::string: out.string(tree.text); return;
    case wire::JsonKind::array:
      out.begin_array();
      for (const wire::JsonTree& element : tree.items) write_tree(element, out);
      out.end_array();
      return;
    case wire::JsonKind::object:
      out.begin_object();
      for (const wire::JsonTree& member : tree.items) {
        out.key(member.key);
        write_tree(member, out);
      }
      out.end_object();
  }
}

}  // namespace detail

/// What the file of this name in spec/ holds, such as "parameters.json", without its $schema. Precondition: it is one
/// of contract_texts.
[[nodiscard]] inline wire::JsonTree contract_data(std::string_view file) {
  for (const ContractText& one : contract_texts)
    if (one.file == file) return wire::read_json_tree(one.json).value();
  return {};
}

/// The rows that a file of spec/ has under `key`. Precondition: as of contract_data, and the file has them.
[[nodiscard]] inline wire::JsonTree contract_rows(std::string_view file, const char* key) {
  return contract_data(file)[key];
}

/// An indented document in ASCII, whatever its strings hold, with a line feed at its end. Recurses as deep as it goes.
[[nodiscard]] inline std::string document_text(const wire::JsonTree& document) {
  JsonWriter writer(2, true);
  detail::write_tree(document, writer);
  return writer.text() + "\n";
}

}  // namespace createproduct::report
