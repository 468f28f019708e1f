# SPDX-License-Identifier: MIT
"""Reads the data files of spec/ and finds what does not fit together among them.

The JSON Schemas under schema/ say what one file may hold; this module checks what only several files together show:
references, uniqueness, order, and that the map of the page is complete.
"""

import hashlib
import itertools
import json
import pathlib
import re
from typing import Any, Iterator, NamedTuple

HERE = pathlib.Path(__file__).resolve().parent

# File and, within it, the key of its list of rows; None where the file is one object.
FILES: dict[str, str | None] = {
    "version.json": None,
    "clauses.json": "clauses",
    "operation.json": "limits",
    "parameters.json": "parameters",
    "properties.json": "properties",
    "response-fields.json": "fields",
    "module-codes.json": "codes",
    "public-codes.json": "codes",
    "readings.json": "readings",
    "errata.json": "errata",
    "page.json": "map",
    "vectors/names.json": "names",
    "vectors/properties.json": "properties",
    "vectors/answers.json": "answers",
    "vectors/signatures.json": "vectors",
}

# Files of catalogue/, in the order in which a run takes them.
CATALOGUE = ("requests", "names", "uniqueness", "properties", "authentication")

# The generated tables count clauses in a byte.
MOST_CLAUSES = 255


class Problem(NamedTuple):
    file: str
    pointer: str  # JSON pointer into the file
    message: str

    def __str__(self) -> str:
        return f"spec/{self.file}#{self.pointer}: {self.message}"


class SpecError(Exception):
    """A file of spec/ cannot be read at all; the text names it."""


def read_json(path: pathlib.Path) -> Any:
    """The file's value. SpecError if it cannot be read, is not JSON, or an object in it has a key twice."""

    def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice in one object")
        return found

    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=without_repeats)
    except (OSError, ValueError) as error:
        raise SpecError(f"{path}: {error}") from error


def load(folder: pathlib.Path = HERE) -> dict[str, Any]:
    """Every data file, by its name within spec/."""
    return {name: read_json(folder / name) for name in [*FILES, *map(catalogue_file, CATALOGUE)]}


def catalogue_file(name: str) -> str:
    return f"catalogue/{name}.json"


def walk(value: Any, pointer: str = "") -> Iterator[tuple[str, str, Any]]:
    """(pointer, key, value) of every member of every object within `value`."""
    if isinstance(value, dict):
        for key, member in value.items():
            here = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            yield here, key, member
            yield from walk(member, here)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from walk(element, f"{pointer}/{index}")


def digest(units: list[dict]) -> str:
    """Of the whole list of units, so that a lost unit is noticed however it got lost."""
    line = "{section}.{ordinal} {kind} {sha256} {statements}\n"
    return hashlib.sha256("".join(line.format(**unit) for unit in units).encode()).hexdigest()


def _references(spec: dict[str, Any], levels: dict[str, str]) -> Iterator[Problem]:
    for name, document in spec.items():
        for pointer, key, value in walk(document):
            if key not in ("clauses", "silences", "silence", "breaks") or name == "clauses.json":
                continue
            listed = isinstance(value, list)
            for index, clause in enumerate(value if listed else [value]):
                here = f"{pointer}/{index}" if listed else pointer
                if clause not in levels:
                    yield Problem(name, here, f"no clause is called {clause!r}")
                elif key in ("silences", "silence") and levels[clause] != "silent":
                    yield Problem(name, here, f"{clause} is no silence")


def _uniqueness(spec: dict[str, Any]) -> Iterator[Problem]:
    lists = [(name, key) for name, key in FILES.items() if key]
    for name, key in [*lists, ("page.json", "linked"), ("page.json", "linked_pages")]:
        seen: dict[Any, int] = {}
        for index, row in enumerate(spec[name][key]):
            identity = row.get("id", row.get("number", row.get("name")))
            if identity in seen:
                yield Problem(name, f"/{key}/{index}", f"{identity!r} is already the row {seen[identity]}")
            seen.setdefault(identity, index)


def _clauses(spec: dict[str, Any]) -> Iterator[Problem]:
    rows = spec["clauses.json"]["clauses"]
    if len(rows) > MOST_CLAUSES:
        yield Problem("clauses.json", "/clauses", f"the tables hold at most {MOST_CLAUSES} clauses, not {len(rows)}")
    known = {str(row["number"]) for row in spec["module-codes.json"]["codes"]}
    read = {row["silence"] for row in spec["readings.json"]["readings"]}
    for index, row in enumerate(rows):
        for place, code in enumerate(row.get("codes", [])):
            if code not in known:
                yield Problem("clauses.json", f"/clauses/{index}/codes/{place}", f"no module code is {code}")
        if "accepted" in row.get("choices", []) and row["id"] not in read:
            yield Problem("clauses.json", f"/clauses/{index}", f"{row['id']} has no reading in readings.json")


def _codes(spec: dict[str, Any]) -> Iterator[Problem]:
    for name in ("module-codes.json", "public-codes.json"):
        numbers = [row["number"] for row in spec[name]["codes"]]
        for index in range(1, len(numbers)):
            if numbers[index] <= numbers[index - 1]:
                yield Problem(name, f"/codes/{index}", f"{numbers[index]} does not ascend")
    public = {row["number"] for row in spec["public-codes.json"]["codes"]}
    for index, row in enumerate(spec["module-codes.json"]["codes"]):
        if row["number"] in public:
            yield Problem("module-codes.json", f"/codes/{index}", f"{row['number']} is a public code too")


def _grammars(spec: dict[str, Any]) -> Iterator[Problem]:
    for index, row in enumerate(spec["parameters.json"]["parameters"]):
        if "grammar" not in row:
            continue
        grammar, here = row["grammar"], f"/parameters/{index}/grammar"
        matches = re.compile(grammar["pattern"]).fullmatch
        low, high = grammar["min_length"], grammar["max_length"]
        one = grammar["alphabet"][0]
        for length in (low - 1, low, high, high + 1):
            if length >= 0 and bool(matches(one * length)) != (low <= length <= high):
                yield Problem("parameters.json", here, f"pattern and lengths disagree on {length} characters")
        for code in range(0x800):  # far enough to meet letters and digits that are not ASCII
            if bool(matches(chr(code) * low)) != (chr(code) in grammar["alphabet"]):
                yield Problem("parameters.json", here, f"pattern and alphabet disagree on U+{code:04X}")
    for name, key in (("parameters.json", "parameters"), ("properties.json", "properties")):
        for index, row in enumerate(spec[name][key]):
            values = [value["value"] if isinstance(value, dict) else value for value in row.get("values", [])]
            if "default" in row and row["default"] not in values:
                yield Problem(name, f"/{key}/{index}/default", f"{row['default']!r} is none of the values")
            if len(set(values)) != len(values):
                yield Problem(name, f"/{key}/{index}/values", "a value stands twice")


def page_problems(page: dict[str, Any], levels: dict[str, str]) -> list[Problem]:
    """Where the map of the page is incomplete. `levels`: level of each clause by id."""
    found: list[Problem] = []

    def problem(pointer: str, message: str) -> None:
        found.append(Problem("page.json", pointer, message))

    if digest(page["units"]) != page["digest"]:
        problem("/digest", f"units were changed; if that is right, it is {digest(page['units'])}")
    expected: dict[str, tuple[str, int]] = {}
    section, ordinal = "", 0
    for index, unit in enumerate(page["units"]):
        ordinal = ordinal + 1 if unit["section"] == section else 1
        section = unit["section"]
        if unit["ordinal"] != ordinal:
            problem(f"/units/{index}/ordinal", f"a unit is missing before {section}.{unit['ordinal']}")
        expected[f"{section}.{unit['ordinal']}"] = (f"/units/{index}", unit["statements"])
    _compare(page["map"], "map", "unit", expected, problem)
    pages = {row["id"]: (f"/linked_pages/{index}", row["statements"]) for index, row in enumerate(page["linked_pages"])}
    _compare(page["linked"], "linked", "page", pages, problem)

    on_page = {clause for row in page["map"] for clause in row.get("clauses", [])}
    on_linked = {clause for row in page["linked"] for clause in row.get("clauses", [])}
    open_points = {clause for row in page["map"] + page["linked"] for clause in row.get("silences", [])}
    for clause, level in levels.items():
        where, reached = {"silent": ("silences of the map", open_points), "linked": ("linked pages", on_linked)}.get(
            level, ("map", on_page))
        if clause not in reached:
            problem("", f"nothing in the {where} leads to {clause}")
    for pointer, key, value in walk(page):
        if key in ("clauses", "silences"):
            for index, clause in enumerate(value):
                if clause not in levels:
                    problem(f"{pointer}/{index}", f"no clause is called {clause!r}")
    return found


def _compare(rows, key, parent, expected, problem) -> None:
    """Rows belong to known parents and stand in their order; each parent has its number of rows."""
    order = {name: place for place, name in enumerate(expected)}
    counted = dict.fromkeys(expected, 0)
    last = 0
    for index, row in enumerate(rows):
        if row[parent] not in expected:
            problem(f"/{key}/{index}/{parent}", f"there is no {parent} {row[parent]}")
            continue
        counted[row[parent]] += 1
        if order[row[parent]] < last:
            problem(f"/{key}/{index}", f"{row['id']} stands out of order")
        last = max(last, order[row[parent]])
    for name, (pointer, statements) in expected.items():
        if counted[name] != statements:
            problem(pointer, f"{parent} {name} makes {statements} statements, but {key} has {counted[name]} rows of it")


def expanded_ids(case: dict[str, Any], sets: dict[str, Any]) -> list[str]:
    """The ids of all cases that an entry of the catalogue stands for. ValueError, with the axis, for an unknown set."""
    axes = []
    for axis, values in case.get("each", {}).items():
        if isinstance(values, str):
            if values.removeprefix("@") not in sets:
                raise ValueError(axis)
            values = sets[values.removeprefix("@")]
        axes.append([(f"<<{axis}>>", slug) for slug in values])
    ids = []
    for combination in itertools.product(*axes):
        identity = case["id"]
        for token, slug in combination:
            identity = identity.replace(token, slug)
        ids.append(identity)
    return ids


def _catalogue(spec: dict[str, Any], levels: dict[str, str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in map(catalogue_file, CATALOGUE):
        sets = spec[name].get("sets", {})
        used = set()
        for index, case in enumerate(spec[name]["cases"]):
            here = f"/cases/{index}"
            if case["clause"] not in levels:
                yield Problem(name, f"{here}/clause", f"no clause is called {case['clause']!r}")
            each = case.get("each", {})
            used |= {values.removeprefix("@") for values in each.values() if isinstance(values, str)}
            axes = set(re.findall(r"<<([a-z]+)>>", json.dumps(case["steps"]) + case["id"]))
            for axis in sorted(axes ^ set(each)):
                yield Problem(name, here, f"<<{axis}>> is not both defined and used")
            try:
                ids = expanded_ids(case, sets)
            except ValueError as error:
                yield Problem(name, f"{here}/each/{error}", "there is no set of this name")
                continue
            for identity in ids:
                if identity in seen:
                    yield Problem(name, f"{here}/id", f"{identity!r} is already a case of {seen[identity]}")
                seen[identity] = f"{name}#{here}"
        for unused in sorted(set(sets) - used):
            yield Problem(name, f"/sets/{unused}", "no case uses this set")


def problems(spec: dict[str, Any]) -> list[Problem]:
    """Everything that does not fit together; empty when all is well. Precondition: each file keeps its schema."""
    levels = {row["id"]: row["level"] for row in spec["clauses.json"]["clauses"]}
    return [
        *_uniqueness(spec),
        *_references({name: document for name, document in spec.items() if name != "page.json"}, levels),
        *_clauses(spec),
        *_codes(spec),
        *_grammars(spec),
        *_catalogue(spec, levels),
        *page_problems(spec["page.json"], levels),
    ]
