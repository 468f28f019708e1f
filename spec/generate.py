#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the C++ tables in the folders named generated under include/createproduct/ from the data files of spec/.

usage: generate.py [--check] [--spec DIR] [--output DIR]

--check writes nothing; it tells which checked-in header is stale and where.
Exit status: 0 written or in step, 1 stale, 2 the data files do not fit together or cannot be read.
"""

import argparse
import difflib
import itertools
import json
import pathlib
import sys
import textwrap
from typing import Any, Iterable

import contract

OUTPUT = contract.HERE.parent / "include/createproduct"
WIDTH = 120
SHOWN = 20  # lines of a difference
RAW_LENGTH = 8000  # of one raw string literal; compilers take 16 KB at least
# Files that the exported documents are made from.
EXPORTED = ("clauses.json", "operation.json", "parameters.json", "properties.json", "response-fields.json",
            "module-codes.json", "public-codes.json")

HEAD = """\
// SPDX-License-Identifier: MIT
// Generated from spec/ by spec/generate.py. Do not edit.
#pragma once

"""


def quoted(text: str) -> str:
    """A C++ string literal of `text`. Printable ASCII as it is, else octal escapes, which end after three digits."""
    out = []
    for byte in text.encode():
        char = chr(byte)
        out.append("\\" + char if char in '"\\' else char if 0x20 <= byte < 0x7F else f"\\{byte:03o}")
    # "??" starts a trigraph to the compilers that warn of them.
    return '"' + "".join(out).replace("??", '?""?') + '"'


def wrapped(text: str, indent: int, after: str) -> str:
    """Like quoted(), over as many lines as WIDTH demands: all but the first one indented. `after` comes after it."""
    room = WIDTH - indent - len('""' + after)
    lines = [""]
    for word in text.split(" "):
        longer = lines[-1] + (" " if lines[-1] else "") + word
        if lines[-1] and len(quoted(longer)) - 2 > room - 1:
            lines[-1] += " "
            lines.append(word)
        else:
            lines[-1] = longer
    return ("\n" + " " * indent).join(quoted(line) for line in lines)


def comment(text: str) -> str:
    """A documentation comment of `text`."""
    return textwrap.fill(text, WIDTH, initial_indent="/// ", subsequent_indent="/// ")


def braced(rows: Iterable[str], indent: int = 4) -> str:
    """Rows of a table, each on a line of its own."""
    return "".join(f"{' ' * indent}{row},\n" for row in rows)


def filled(items: Iterable[str], indent: int) -> str:
    """Items separated by commas, as many on a line as fit."""
    lines, line = [], " " * indent
    for item in items:
        if len(line) + len(item) + 1 > WIDTH:
            lines.append(line.rstrip())
            line = " " * indent
        line += item + ", "
    return "\n".join([*lines, line.rstrip().rstrip(",")])


def sized(text: str, indent: int | None = None) -> str:
    """The initialiser of a std::string_view, with its size, which compilers would take long to count. With `indent` over
    as many lines as WIDTH demands."""
    size = len(text.encode())
    literal = quoted(text) if indent is None else wrapped(text, indent + 1, f", {size}}},")
    return f"{{{literal}, {size}}}" if text else "{}"


def hashed(text: str) -> int:
    """FNV-1a, as createproduct::detail::id_hash."""
    value = 2166136261
    for byte in text.encode():
        value = (value ^ byte) * 16777619 % 2**32
    return value


def clause_table(spec: dict[str, Any]) -> str:
    clauses = spec["clauses.json"]["clauses"]
    rows = []
    for clause in clauses:
        head = f"{{{sized(clause['id'])}, Level::{clause['level']}, {sized(clause['section'])},"
        texts = [clause.get(key, "") for key in ("text", "unobservable", "observed", "argument")]
        texts.append(", ".join(clause.get("choices", [])))
        body = ",\n     ".join(sized(text, 5) for text in texts)
        rows.append(f"{head}\n     {body}}}")
    places = sorted((hashed(clause["id"]), index) for index, clause in enumerate(clauses))
    assert len({value for value, _ in places}) == len(places), "two ids have one hash"
    return f"""{HEAD}#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace createproduct {{

/// How binding a clause is, and so what breaking it costs (spec/README.md, "Levels").
enum class Level : unsigned char {{
  must,     ///< the page says so
  derived,  ///< follows from what the page says
  linked,   ///< a page it links to says so
  example,  ///< only an example shows it: broken, it is a warning
  silent,   ///< the page says nothing: never broken, what is seen is reported
}};

/// One row of spec/clauses.json.
struct Clause {{
  std::string_view id;            ///< such as "product-name.max-length"; never reused
  Level level;                    ///< how binding it is
  std::string_view section;       ///< of the page, such as "2", or the linked page by its name
  std::string_view text;          ///< what it demands, in one sentence
  std::string_view unobservable;  ///< why it cannot be observed; empty if it can
  std::string_view observed;      ///< how it can be observed; empty if it cannot
  std::string_view argument;      ///< derived: how it follows from the page; empty for other levels
  std::string_view choices;       ///< silent: what implementations may do, joined by ", "; may be empty
}};

/// How many clauses the contract has, without those of users' own.
inline constexpr std::size_t clause_count = {len(clauses)};

/// The clauses of the contract, in the order of reports. The index of a clause changes between versions; its id does not.
inline constexpr std::array<Clause, clause_count> clause_table{{{{
{braced(rows)}}}}};

/// Where a clause stands in clause_table.
struct ClausePlace {{
  std::uint32_t hash;  ///< of its id
  unsigned char index;  ///< of its row
}};

/// Of all clauses, ascending by hash.
inline constexpr std::array<ClausePlace, clause_count> clause_places{{{{
{filled([f"{{{value}, {index}}}" for value, index in places], 4)}}}}};

}}  // namespace createproduct
"""


def code_table(spec: dict[str, Any]) -> str:
    tables = []
    for name, file, what in (("module_code_table", "module-codes.json", "The module codes of section 5."),
                             ("public_code_table", "public-codes.json", "The codes of the public codes page.")):
        codes = spec[file]["codes"]
        rows = braced(f"{{{code['number']}, {quoted(code['text'])}}}" for code in codes)
        tables.append(f"/// {what}\ninline constexpr std::array<CodeRow, {len(codes)}> {name}{{{{\n{rows}}}}};\n")
    return f"""{HEAD}#include <array>
#include <cstdint>
#include <string_view>

namespace createproduct {{

/// One row of spec/module-codes.json or spec/public-codes.json, both ascending by number.
struct CodeRow {{
  std::int32_t number;    ///< as it stands in `code`, or in parentheses in `message`
  std::string_view text;  ///< what it means, in our words
}};

{chr(10).join(tables)}
}}  // namespace createproduct
"""


def limits(spec: dict[str, Any]) -> str:
    operation = spec["operation.json"]
    parameters = spec["parameters.json"]["parameters"]
    properties = spec["properties.json"]["properties"]
    fields = spec["response-fields.json"]["fields"]
    grammar = next(row["grammar"] for row in parameters if row["name"] == "productName")

    def flag(value: bool) -> str:
        return "true" if value else "false"

    def table(kind: str, name: str, what: str, rows: list[str]) -> str:
        return f"/// {what}\ninline constexpr std::array<{kind}, {len(rows)}> {name}{{{{\n{braced(rows)}}}}};\n"

    figures = "".join(
        f"{comment(row['text'] + ' In ' + row['unit'] + '.')}\n"
        f"inline constexpr std::size_t {row['id'].replace('-', '_')} = {row['value']};\n"
        for row in operation["limits"])
    parameter_rows = [
        f"{{{quoted(row['name'])}, {quoted(row['type'])}, {flag(row['group'] == 'common')}, {flag(row['required'])}}}"
        for row in parameters]
    property_rows = [
        f"{{{quoted(row['name'])}, {quoted(row['type'])}, {flag(row['may_be_missing'] == 'yes')}, "
        f"{quoted(str(row.get('default', '')))}}}" for row in properties]
    value_rows = [
        f"{{{quoted(row['name'])}, {quoted(str(value['value']))}, {quoted(value['text'])}, {flag('silence' in value)}}}"
        for row in properties for value in row.get("values", [])]
    field_rows = [
        f"{{{quoted(row['name'])}, {quoted(row['type'])}, {flag(row['in'] == 'every answer')}}}" for row in fields]
    return f"""{HEAD}#include <array>
#include <cstddef>
#include <string_view>

/// Names, figures and values of the contract, as spec/ has them.
namespace createproduct::spec {{

/// Of the specification (spec/README.md, "Version"), not of this library.
inline constexpr std::string_view version = {quoted(spec['version.json']['version'])};

inline constexpr std::string_view action = {quoted(operation['action']['value'])};  ///< of the parameter Action
inline constexpr std::string_view host = {quoted(operation['host']['value'])};  ///< the documented one
inline constexpr std::string_view path = {quoted(operation['path']['value'])};  ///< the documented one

inline constexpr std::size_t name_min_length = {grammar['min_length']};   ///< of a productName, in characters
inline constexpr std::size_t name_max_length = {grammar['max_length']};  ///< of a productName, in characters
/// What a productName is made of, all of it ASCII.
inline constexpr std::string_view name_alphabet = {quoted(grammar['alphabet'])};
inline constexpr std::string_view name_pattern = {quoted(grammar['pattern'])};  ///< ECMA-262, of the whole name

/// Whether a name may hold a byte, indexed by the byte.
inline constexpr std::array<bool, 256> name_bytes = [] {{
  std::array<bool, 256> allowed{{}};
  for (const char byte : name_alphabet) allowed[static_cast<unsigned char>(byte)] = true;
  return allowed;
}}();

{figures}
/// One row of spec/parameters.json.
struct ParameterRow {{
  std::string_view name;  ///< as it is sent
  std::string_view type;  ///< String, Json or UInt
  bool is_common;         ///< common to all operations of the API
  bool required;          ///< common ones: with keys in use
}};

{table('ParameterRow', 'parameter_table',
        "The operation's own parameters, then the common ones that the page links to.", parameter_rows)}
/// One row of spec/properties.json.
struct PropertyRow {{
  std::string_view name;           ///< as it is sent
  std::string_view type;           ///< String or Int
  bool may_be_missing;             ///< false: open
  std::string_view default_value;  ///< as text; empty for none
}};

{table('PropertyRow', 'property_table',
        'The members of productProperties that section 2 lists, in its order.', property_rows)}
/// One value that a property may have, as text.
struct ValueRow {{
  std::string_view property;  ///< its name
  std::string_view value;     ///< as it is sent; of an Int, in decimal digits
  std::string_view text;      ///< what it means, in our words
  bool open;                  ///< whether it is accepted is silent
}};

{table('ValueRow', 'property_value_table',
        'The listed values of all properties, in the order of property_table.', value_rows)}
/// One row of spec/response-fields.json.
struct FieldRow {{
  std::string_view name;  ///< as it is sent
  std::string_view type;  ///< String or Int
  bool in_every_answer;   ///< false: in successes
}};

{table('FieldRow', 'response_field_table',
        'The fields of an answer that section 3 lists, in its order.', field_rows)}
}}  // namespace createproduct::spec
"""


def embedded(file: str, document: dict[str, Any]) -> str:
    """The text of a data file as the initialiser of a std::string_view, over several lines. It has its size, which
    compilers would take long to count."""
    text = json.dumps({key: value for key, value in document.items() if key != "$schema"}, separators=(",", ":"))
    if ')json"' in text:
        raise contract.SpecError(f'{file}: the text )json" would end a raw string literal')
    pieces = [text[at:at + RAW_LENGTH] for at in range(0, len(text), RAW_LENGTH)]
    lines = "\n      ".join(f'R"json({piece})json"' for piece in pieces)
    return f"     {{{lines},\n      {len(text.encode())}}}"


def substituted(text: str, values: dict[str, str]) -> str:
    for axis, value in values.items():
        text = text.replace(f"<<{axis}>>", value)
    return text


def expanded(entry: dict[str, Any], sets: dict[str, Any]) -> Iterable[tuple[dict[str, str], dict[str, str]]]:
    """What the axes of an entry of the catalogue stand for in each of its cases: in ids and titles, and in steps. In the
    order of createproduct::suite::read_catalogue: axes by name, the values of sets by name, the last axis changes first.
    """
    axes = []
    for axis, values in sorted(entry.get("each", {}).items()):
        if isinstance(values, str):
            values = sets[values.removeprefix("@")]
        named = sorted(values.items()) if isinstance(values, dict) else [(value, value) for value in values]
        axes.append([(axis, slug, text) for slug, text in named])
    for combination in itertools.product(*axes):
        yield ({axis: slug for axis, slug, _ in combination}, {axis: text for axis, _, text in combination})


# What ends a field of a case in its text (an empty one ends the case), and what stands between the name and the value of
# a parameter in one.
FIELD_END, PAIR = "\037", "\036"
TEXT_FIELDS = {"method": "m", "name": "n", "name-wire": "w", "properties": "p", "properties-wire": "q", "parameters": "a",
               "content-type": "t", "mistake": "k", "tamper": "z"}
PAIR_FIELDS = {"extra": "e", "after-signing": "f"}
FLAG_FIELDS = {"account": "2", "authentic": "u", "bare": "b", "reversed": "r", "connection": "c"}
SIGNINGS = ["usual", "none", "by-other-method", "without-method"]


def step_fields(step: dict[str, Any], values: dict[str, str]) -> list[str]:
    """The fields of a step in the text of its case: a letter, then what it says."""
    fields = ["."]
    fields += [letter + substituted(step[key], values) for key, letter in TEXT_FIELDS.items() if key in step]
    for key, letter in PAIR_FIELDS.items():
        fields += [letter + substituted(name, values) + PAIR + substituted(value, values)
                   for name, value in step.get(key, [])]
    if "signed" in step:
        fields.append(f"s{SIGNINGS.index(step['signed'] or 'none')}")
    return fields + [letter for key, letter in FLAG_FIELDS.items() if key in step]


BUDGETS = ["quick", "standard", "deep"]
MOST_IN_LITERAL = 65536  # bytes that the language wants compilers to take


def chunked(texts: list[str]) -> list[list[str]]:
    """The texts in order, as few lists as possible of such as fit together into one literal."""
    chunks: list[list[str]] = [[]]
    size = 0
    for text in texts:
        size += len(text.encode())
        if size >= MOST_IN_LITERAL:
            chunks.append([])
            size = len(text.encode())
        chunks[-1].append(text)
    return chunks


def catalogue_table(spec: dict[str, Any]) -> str:
    texts = []
    for phase, name in enumerate(contract.CATALOGUE):
        document = spec[contract.catalogue_file(name)]
        for entry in document["cases"]:
            needs = entry.get("needs", [])
            head = f"{phase}{BUDGETS.index(entry.get('budget', 'standard'))}"
            head += ("k" if "keys" in needs else "") + ("s" if "second-account" in needs else "")
            for slugs, values in expanded(entry, document.get("sets", {})):
                fields = [head, substituted(entry["id"], slugs), entry["clause"], substituted(entry["title"], slugs)]
                for step in entry["steps"]:
                    fields += step_fields(step, values)
                assert not any(FIELD_END in field or field.count(PAIR) > 1 for field in fields) and all(fields), entry["id"]
                texts.append("".join(field + FIELD_END for field in [*fields, ""]))
    literals = []
    for number, chunk in enumerate(chunked(texts), 1):
        lines = "\n".join(f"    {quoted(text)}" for text in chunk)
        literals.append(f"inline constexpr char catalogue_text_{number}[] =\n{lines};\n")
    rows = [f"{{detail::catalogue_text_{number}, sizeof detail::catalogue_text_{number} - 1}}" for number in range(1, len(literals) + 1)]
    phases = ", ".join(quoted(name) for name in contract.CATALOGUE)
    return f"""{HEAD}#include <string_view>

namespace createproduct::suite {{

/// The names of the files of spec/catalogue/, without their ending.
inline constexpr const char* catalogue_phases[] = {{{phases}}};

namespace detail {{

// Variables, so that a program has each of them once.
{"".join(literals)}
}}  // namespace detail

/// The cases of spec/catalogue/ in their order, without axes, as a few long texts: rows of their own would take longer to
/// compile. Of fields of cases, each ended by a byte 037, the last one of each case empty. The first one is the place of
/// the phase in catalogue_phases and that of the budget, then k if it needs keys, s if it needs a second account. Then
/// come id, clause and title; then those of the steps, of which the first byte says what it is and 036 stands between name
/// and value. spec/generate.py has the letters.
inline constexpr std::string_view catalogue_texts[] = {{
{braced(rows)}}};

}}  // namespace createproduct::suite
"""


def contract_text(spec: dict[str, Any]) -> str:
    rows = [f"    {{{quoted(file)},\n{embedded(file, spec[file])}}},\n" for file in EXPORTED]
    return f"""{HEAD}#include <array>
#include <string_view>

namespace createproduct::report {{

/// The text of one file of spec/.
struct ContractText {{
  std::string_view file;  ///< its name
  std::string_view json;
}};

inline constexpr std::array<ContractText, {len(rows)}> contract_texts{{{{
{"".join(rows)}}}}};

}}  // namespace createproduct::report
"""


RENDERERS = {
    "model/generated/clause_table.hpp": clause_table,
    "model/generated/code_table.hpp": code_table,
    "model/generated/limits.hpp": limits,
    "suite/generated/catalogue_table.hpp": catalogue_table,
    "report/generated/contract_text.hpp": contract_text,
}


def render(spec: dict[str, Any]) -> dict[str, str]:
    """Text of each generated header by its path."""
    return {name: renderer(spec) for name, renderer in RENDERERS.items()}


def stale(headers: dict[str, str], folder: pathlib.Path) -> list[str]:
    """Lines that say which files of `folder` are not in step, and where they begin to differ."""
    lines = []
    for name, text in headers.items():
        path = folder / name
        present = path.read_text(encoding="utf-8") if path.is_file() else ""
        if present == text:
            continue
        if not present:
            lines.append(f"{name}: missing")
            continue
        changes = list(difflib.unified_diff(present.splitlines(), text.splitlines(), n=0, lineterm=""))[2:]
        removed, added = (sum(change.startswith(sign) for change in changes) for sign in "-+")
        lines.append(f"{name}: stale, {removed} lines to remove and {added} to add")
        lines += [f"  {change[:WIDTH]}" for change in changes[:SHOWN]]
        if len(changes) > SHOWN:
            lines.append(f"  ... and {len(changes) - SHOWN} more")
    foreign = {path.relative_to(folder).as_posix() for path in folder.glob("*/generated/*")} - set(headers)
    return lines + [f"{name}: generated from nothing" for name in sorted(foreign)]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only tell whether the headers are in step")
    parser.add_argument("--spec", type=pathlib.Path, default=contract.HERE, help="folder of the data files")
    parser.add_argument("--output", type=pathlib.Path, default=OUTPUT, help="folder of the layers")
    options = parser.parse_args(arguments)
    try:
        spec = contract.load(options.spec)
        found = contract.problems(spec)
        if found:
            print(*found, sep="\n", file=sys.stderr)
            return 2
        headers = render(spec)
    except contract.SpecError as error:
        print(error, file=sys.stderr)
        return 2
    except (AttributeError, KeyError, TypeError) as error:
        print(f"a file of spec/ does not keep its schema ({error!r}): see tests/spec/test_spec.py", file=sys.stderr)
        return 2
    if options.check:
        lines = stale(headers, options.output)
        if lines:
            print(*lines, "Run spec/generate.py and check in what it writes.", sep="\n", file=sys.stderr)
        return 1 if lines else 0
    for name, text in headers.items():
        path = options.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Untouched when unchanged, so that nothing is compiled in vain.
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
