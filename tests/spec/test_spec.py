# SPDX-License-Identifier: MIT
"""The data files of spec/: each keeps its schema, they fit together, the page is mapped, the vectors are true."""
import base64
import copy
import hashlib
import hmac
import json
import pathlib
import re
import sys
import tempfile
import unittest
import urllib.parse

import jsonschema

SPEC = pathlib.Path(__file__).resolve().parents[2] / "spec"
sys.path.insert(0, str(SPEC))
import contract  # noqa: E402
import page_units  # noqa: E402

DATA = contract.load(SPEC)
CLAUSES = {row["id"]: row for row in DATA["clauses.json"]["clauses"]}
LEVELS = {identity: row["level"] for identity, row in CLAUSES.items()}


def schema_path(name: str) -> pathlib.Path:
    """The schema that a data file names in its member $schema; one for all files of the catalogue."""
    if name not in contract.FILES:
        return SPEC / "schema/catalogue.schema.json"
    return ((SPEC / name).parent / DATA[name]["$schema"]).resolve()


def schema_errors(name: str, document: object) -> list[str]:
    validator = jsonschema.Draft202012Validator(contract.read_json(schema_path(name)))
    return [f"spec/{name}#/{'/'.join(map(str, error.absolute_path))}: {error.message}"
            for error in validator.iter_errors(document)]


def decoded(value: str | dict) -> bytes:
    """The bytes of a name or text of the vectors."""
    return urllib.parse.unquote_to_bytes(value["percent"]) if isinstance(value, dict) else value.encode("utf-8")


MALFORMED = object()


def parsed(text: bytes, **options) -> object:
    """The JSON value of a text, or MALFORMED; deep nesting counts as well-formed but has the value None."""
    def refuse(word):
        raise ValueError(f"{word} is no JSON")
    try:
        return json.loads(text.decode("utf-8"), parse_constant=refuse, **options)
    except RecursionError:
        return None
    except ValueError:
        return MALFORMED


class Schemas(unittest.TestCase):
    def test_each_schema_is_a_schema(self):
        for path in sorted((SPEC / "schema").glob("*")):
            with self.subTest(schema=path.name):
                jsonschema.Draft202012Validator.check_schema(contract.read_json(path))

    def test_each_file_keeps_its_schema(self):
        for name, document in DATA.items():
            with self.subTest(file=name):
                self.assertEqual(schema_errors(name, document), [])

    def test_no_file_goes_unread(self):
        found = {path.relative_to(SPEC).as_posix() for path in SPEC.rglob("*.json") if path.parent.name != "schema"}
        self.assertEqual(found, set(DATA))

    def test_schemas_notice_what_does_not_belong(self):
        for name, document in DATA.items():
            with self.subTest(file=name):
                self.assertTrue(schema_errors(name, {**document, "further": 1}))
                key = contract.FILES.get(name, "cases")
                if key:
                    for member in document[key][0]:
                        changed = copy.deepcopy(document)
                        changed[key][0][member] = {"of": "the wrong type"}
                        self.assertTrue(schema_errors(name, changed), member)

    def test_a_clause_has_what_its_level_demands(self):
        for level, member in (("derived", "argument"), ("silent", "choices"), ("must", "observed")):
            changed = copy.deepcopy(DATA["clauses.json"])
            row = next(row for row in changed["clauses"] if row["level"] == level and member in row)
            del row[member]
            with self.subTest(level=level):
                self.assertTrue(schema_errors("clauses.json", changed))


class CrossReferences(unittest.TestCase):
    def test_everything_fits_together(self):
        self.assertEqual(list(map(str, contract.problems(DATA))), [])

    def assert_problem(self, file: str, change, pointer: str) -> None:
        """`change` alters the file's document in place; that must be found at `pointer`."""
        changed = {**DATA, file: copy.deepcopy(DATA[file])}
        change(changed[file])
        self.assertIn((file, pointer), [problem[:2] for problem in contract.problems(changed)])

    def test_an_unknown_clause_is_found_in_each_file(self):
        for name, document in DATA.items():
            for pointer, key, value in contract.walk(document):
                if key not in ("clauses", "silences", "breaks") or name == "clauses.json" or not value:
                    continue

                def change(target, steps=pointer.split("/")[1:]):
                    for step in steps:
                        target = target[int(step) if isinstance(target, list) else step]
                    target[0] = "no.such-clause"

                with self.subTest(file=name, pointer=pointer):
                    self.assert_problem(name, change, f"{pointer}/0")
                if name.startswith("vectors/"):
                    break  # of the many rows of vectors one will do

    def test_a_row_that_stands_twice_is_found(self):
        for name, key in contract.FILES.items():
            if not key:
                continue
            rows = DATA[name][key]
            with self.subTest(file=name):
                self.assert_problem(name, lambda document: document[key].append(rows[0]), f"/{key}/{len(rows)}")

    def test_a_silence_must_be_one(self):
        def change(document):
            document["readings"][0]["silence"] = "operation.create"
        self.assert_problem("readings.json", change, "/readings/0/silence")

    def test_a_silence_without_reading_is_found(self):
        index = list(CLAUSES).index("silent.plus-sign")
        changed = {**DATA, "readings.json": copy.deepcopy(DATA["readings.json"])}
        changed["readings.json"]["readings"] = [
            row for row in changed["readings.json"]["readings"] if row["silence"] != "silent.plus-sign"]
        self.assertIn(("clauses.json", f"/clauses/{index}"), [problem[:2] for problem in contract.problems(changed)])

    def test_a_grammar_that_contradicts_itself_is_found(self):
        def alphabet(document):
            document["parameters"][0]["grammar"]["alphabet"] += "."

        def pattern(document):
            document["parameters"][0]["grammar"]["pattern"] = "[a-zA-Z0-9:_-]{1,33}"
        for change in (alphabet, pattern):
            self.assert_problem("parameters.json", change, "/parameters/0/grammar")

    def test_codes_ascend_and_do_not_overlap(self):
        self.assert_problem("public-codes.json", lambda document: document["codes"].reverse(), "/codes/1")
        self.assert_problem("module-codes.json", lambda document: document["codes"][0].update(number=0), "/codes/0")

    def test_a_repeated_key_is_no_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "twice.json")
            path.write_text('{"a": 1, "a": 1}')
            with self.assertRaisesRegex(contract.SpecError, "'a' stands twice"):
                contract.read_json(path)


class PageMap(unittest.TestCase):
    """The map goes red at every single edit that loses or invents something."""

    PAGE = DATA["page.json"]

    def found(self, change) -> list[contract.Problem]:
        page = copy.deepcopy(self.PAGE)
        change(page)
        return contract.page_problems(page, LEVELS)

    def test_it_is_complete(self):
        self.assertEqual(contract.page_problems(self.PAGE, LEVELS), [])

    def test_no_row_can_be_removed(self):
        for key in ("units", "map", "linked", "linked_pages"):
            for index, row in enumerate(self.PAGE[key]):
                with self.subTest(list=key, row=row.get("id", index)):
                    self.assertTrue(self.found(lambda page: page[key].pop(index)))

    def test_no_unit_can_be_removed_together_with_its_rows(self):
        for index, unit in enumerate(self.PAGE["units"]):
            key = f"{unit['section']}.{unit['ordinal']}"

            def change(page):
                page["units"].pop(index)
                page["map"] = [row for row in page["map"] if row["unit"] != key]
            with self.subTest(unit=key):
                self.assertTrue(self.found(change))

    def test_no_row_can_be_added(self):
        for key in ("map", "linked"):
            for row in self.PAGE[key]:
                with self.subTest(list=key, row=row["id"]):
                    self.assertTrue(self.found(lambda page: page[key].append({**row, "id": "new"})))
        unit = {**self.PAGE["units"][-1], "ordinal": self.PAGE["units"][-1]["ordinal"] + 1}
        self.assertTrue(self.found(lambda page: page["units"].append(unit)))

    def test_no_row_can_name_an_unknown_clause(self):
        for key in ("map", "linked"):
            for index, row in enumerate(self.PAGE[key]):
                for member in ("clauses", "silences"):
                    for place in range(len(row.get(member, []))):
                        def change(page):
                            page[key][index][member][place] = "no.such-clause"
                        with self.subTest(list=key, row=row["id"], member=member):
                            self.assertIn(f"/{key}/{index}/{member}/{place}", [p.pointer for p in self.found(change)])

    def test_each_clause_must_be_reached(self):
        for clause in CLAUSES:
            def change(page):
                for _, key, value in contract.walk(page):
                    if key in ("clauses", "silences") and clause in value:
                        value.remove(clause)
            with self.subTest(clause=clause):
                self.assertTrue(any(clause in problem.message for problem in self.found(change)))


class PageUnits(unittest.TestCase):
    TEXT = "\n".join([
        "### 1. One", "", "First.  still。Second。", ">!Note", "", "| a | b |", "| --- | :-: |", "| c  | |", "",
        "<span id='x'></span>", "### 2. Two", "<pre>", " x", "</pre>", "```", "{ }", "```", "Last"])

    def test_a_page_is_split(self):
        units = page_units.split(self.TEXT)
        self.assertEqual([(unit.key, unit.kind, unit.text) for unit in units], [
            ("1.1", "heading", "### 1. One"), ("1.2", "sentence", "First. still。"), ("1.3", "sentence", "Second。"),
            ("1.4", "note", ">!Note"), ("1.5", "header", "|a|b|"), ("1.6", "row", "|c||"),
            ("1.7", "anchor", "<span id='x'></span>"), ("2.1", "heading", "### 2. Two"),
            ("2.2", "example", "<pre> x </pre>"), ("2.3", "example", "``` { } ```"), ("2.4", "sentence", "Last")])

    def test_white_space_makes_no_difference_and_words_do(self):
        mapped = [{"section": unit.section, "ordinal": unit.ordinal, "kind": unit.kind, "sha256": unit.sha256}
                  for unit in page_units.split(self.TEXT)]
        spaced = "\ufeff" + self.TEXT.replace("| c  |", "|c   |").replace("\n", "\r\n")
        self.assertEqual(page_units.differences(page_units.split(spaced), mapped), [])
        changed = page_units.differences(page_units.split(self.TEXT.replace("Second", "Third")), mapped)
        self.assertEqual(changed, ["1.3: changed (sentence): Third。"])
        longer = page_units.differences(page_units.split(self.TEXT + "\nMore"), mapped)
        self.assertEqual(longer, ["2.5: new on the page (sentence): More"])
        shorter = page_units.differences(page_units.split(self.TEXT.removesuffix("Last")), mapped)
        self.assertEqual(shorter, ["2.4: no longer on the page"])


class Vectors(unittest.TestCase):
    def test_names_follow_the_grammar(self):
        grammar = DATA["parameters.json"]["parameters"][0]["grammar"]
        alphabet = grammar["alphabet"].encode()
        for row in DATA["vectors/names.json"]["names"]:
            name = decoded(row["name"])
            # Bytes that only continue a UTF-8 sequence make no further character.
            length = sum(1 for byte in name if byte & 0xC0 != 0x80) or len(name)
            broken = [clause for clause, breaks in (
                ("product-name.min-length", length < grammar["min_length"]),
                ("product-name.max-length", length > grammar["max_length"]),
                ("product-name.alphabet", any(byte not in alphabet for byte in name))) if breaks]
            with self.subTest(name=row["id"]):
                self.assertEqual(row["valid"], re.fullmatch(grammar["pattern"].encode(), name) is not None)
                self.assertEqual(row["valid"], not broken)
                if not row["valid"]:
                    self.assertEqual(sorted(row["clauses"]), sorted(broken))

    def test_properties_break_the_json_clause_just_when_they_are_not_json(self):
        for row in DATA["vectors/properties.json"]["properties"]:
            with self.subTest(text=row["id"]):
                well_formed = parsed(decoded(row["text"])) is not MALFORMED
                if row["expect"] == "accept":
                    self.assertTrue(well_formed)
                elif row["expect"] == "reject":
                    self.assertEqual(not well_formed, "product-properties.json" in row["clauses"])
                elif not well_formed:
                    self.assertTrue({"silent.undecodable-text", "silent.empty-properties", "silent.description-text"}
                                    & set(row["silences"]))

    def test_properties_cover_every_clause_and_silence_of_theirs(self):
        rows = DATA["vectors/properties.json"]["properties"]
        properties = DATA["properties.json"]["properties"]
        named = {clause for row in rows for member in ("clauses", "silences") for clause in row.get(member, [])}
        wanted = {clause for row in properties for member in ("clauses", "silences") for clause in row[member]}
        self.assertEqual({clause for clause in wanted - named if "unobservable" not in CLAUSES[clause]}, set())

    def test_accepted_and_refused_properties_agree_with_the_values(self):
        """A second reading of the rules, for the texts whose four members are all there, once, and not null."""
        rules = {row["name"]: row for row in DATA["properties.json"]["properties"]}
        judged = 0
        for row in DATA["vectors/properties.json"]["properties"]:
            pairs = parsed(decoded(row["text"]), object_pairs_hook=tuple)
            if row["expect"] == "open" or not isinstance(pairs, tuple):
                continue
            if sorted(name for name, _ in pairs) != sorted(rules) or any(value is None for _, value in pairs):
                continue
            broken = set()
            for name, value in pairs:
                rule = rules[name]
                kind = rule["clauses"][0]
                whole = isinstance(value, float) and value.is_integer()
                right = type(value) is str if rule["type"] == "String" else type(value) is int or whole
                if not right:
                    broken.add(kind)
                elif "values" in rule and value not in [allowed["value"] for allowed in rule["values"]]:
                    broken |= {rule["clauses"][1]} | ({kind} if whole else set())
            judged += 1
            with self.subTest(text=row["id"]):
                self.assertEqual(row["expect"], "reject" if broken else "accept")
                if broken:
                    self.assertEqual(set(row["clauses"]), broken)
        self.assertGreater(judged, 100)

    def test_signatures_are_those_of_their_requests(self):
        document = DATA["vectors/signatures.json"]
        hashes = {"HmacSHA256": hashlib.sha256, "HmacSHA1": hashlib.sha1}
        for row in document["vectors"]:
            signed = [(name, value) for name, value in row["parameters"]
                      if name != "Signature" and not (row["method"] == "POST" and value.startswith("@"))]
            signed.sort(key=lambda pair: pair[0].encode())
            joined = "&".join(f"{name.replace('_', '.')}={value}" for name, value in signed)
            text = f"{row['method']}{row['host']}{row['path']}?{joined}"
            digest = hmac.new(document["secret_key"].encode(), row["text"].encode(), hashes[row["algorithm"]]).digest()
            asked = dict(map(tuple, row["parameters"])).get("SignatureMethod")
            with self.subTest(vector=row["id"]):
                self.assertEqual(row["text"], text)
                self.assertEqual(row["algorithm"], "HmacSHA256" if asked == "HmacSHA256" else "HmacSHA1")
                self.assertEqual(row["signature"], base64.b64encode(digest).decode())

    def test_the_published_signatures_are_the_published_ones(self):
        published = {row["algorithm"]: row["signature"] for row in DATA["vectors/signatures.json"]["vectors"]
                     if row["origin"] == "published"}
        self.assertEqual(published, {"HmacSHA256": "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=",
                                     "HmacSHA1": "nPVnY6njQmwQ8ciqbPl5Qe+Oru4="})

    def test_answers_name_their_module_code_and_their_clauses_in_order(self):
        order = list(CLAUSES)
        for row in DATA["vectors/answers.json"]["answers"]:
            with self.subTest(answer=row["id"]):
                self.assertEqual(row["breaks"], sorted(row["breaks"], key=order.index))
                body = parsed(row["body"].encode())
                self.assertEqual(not isinstance(body, dict), "response.json" in row["breaks"])
                if not isinstance(body, dict):
                    continue
                message = body.get("message")
                number = re.match(r"\(([0-9]+)\)", message) if isinstance(message, str) else None
                if row["outcome"] == "refused":
                    self.assertEqual(row.get("module_code"), int(number[1]) if number else None)
                wrong = type(body.get("code")) is not int
                self.assertEqual(wrong, "response.code.type" in row["breaks"])
                self.assertEqual(not isinstance(message, str), "response.message.type" in row["breaks"])

    def test_answers_break_every_observable_response_clause_that_one_answer_can_break(self):
        broken = {clause for row in DATA["vectors/answers.json"]["answers"] for clause in row["breaks"]}
        wanted = {clause for clause, row in CLAUSES.items() if clause.startswith("response.") and "observed" in row}
        self.assertEqual(wanted - broken, {"response.product-id.unique"})  # shown by two answers

    def test_errata_say_what_the_vectors_say(self):
        misprint = next(row for row in DATA["errata.json"]["errata"] if row["id"] == "example-region-quote")
        vectors = {row["id"]: row for row in DATA["vectors/properties.json"]["properties"]}
        for spelling, vector in (("literal", "malformed-example-as-printed"), ("restored", "example-restored")):
            self.assertEqual(misprint[spelling]["text"], vectors[vector]["text"])
            self.assertEqual(misprint[spelling]["expect"], vectors[vector]["expect"])
        literal, restored = misprint["literal"]["text"], misprint["restored"]["text"]
        self.assertEqual(restored, literal.replace('region"', '"region"'))


class Catalogue(unittest.TestCase):
    FIRST = "catalogue/requests.json"

    def found(self, *cases: dict, **sets: list) -> list[tuple[str, str]]:
        """Where a catalogue with these cases before its own is found wrong."""
        document = DATA[self.FIRST]
        changed = {**document, "sets": {**document.get("sets", {}), **sets}, "cases": [*cases, *document["cases"]]}
        return [problem[:2] for problem in contract.problems({**DATA, self.FIRST: changed})]

    @staticmethod
    def case(**members: object) -> dict:
        return {"id": "operation.create.new", "clause": "operation.create", "title": "new", "steps": [{}], **members}

    def test_what_does_not_fit_is_found(self):
        self.assertEqual(self.found(self.case()), [])
        self.assertIn((self.FIRST, "/cases/0/clause"), self.found(self.case(clause="no.such-clause")))
        self.assertIn((self.FIRST, "/cases/1/id"), self.found(self.case(), self.case()))
        self.assertIn((self.FIRST, "/cases/0"), self.found(self.case(steps=[{"name": "<<x>>"}])))
        self.assertIn((self.FIRST, "/cases/0"), self.found(self.case(each={"x": ["a"]})))
        self.assertIn((self.FIRST, "/cases/0/each/x"), self.found(self.case(id="a.<<x>>", each={"x": "@none"})))
        self.assertIn((self.FIRST, "/sets/idle"), self.found(idle=["a"]))

    def test_ids_are_those_of_the_expanded_cases(self):
        case = self.case(id="a.<<x>>-<<y>>", each={"x": {"one": "1", "two": "2"}, "y": "@letters"})
        ids = contract.expanded_ids(case, {"letters": ["p", "q"]})
        self.assertEqual(ids, ["a.one-p", "a.one-q", "a.two-p", "a.two-q"])
        same = self.case(id="operation.create.<<x>>", each={"x": ["new"]}, steps=[{"name": "<<x>>"}])
        self.assertIn((self.FIRST, "/cases/1/id"), self.found(self.case(), same))

    def test_each_clause_about_requests_has_a_case(self):
        """Clauses about answers and codes are put to the test by every case."""
        files = map(contract.catalogue_file, contract.CATALOGUE)
        cited = {case["clause"] for name in files for case in DATA[name]["cases"]}
        wanted = {clause for clause, row in CLAUSES.items()
                  if "observed" in row and not clause.startswith(("response.", "error.", "silent."))}
        self.assertEqual(wanted - cited, set())


if __name__ == "__main__":
    unittest.main()
