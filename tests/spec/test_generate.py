# SPDX-License-Identifier: MIT
"""The programs of spec/ as they are called: what they print, write and return."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SPEC = pathlib.Path(__file__).resolve().parents[2] / "spec"
LAYERS = SPEC.parent / "include/createproduct"


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.spec = self.folder / "spec"
        self.output = self.folder / "include"
        shutil.copytree(SPEC, self.spec, ignore=shutil.ignore_patterns("__pycache__"))
        for generated in LAYERS.glob("*/generated"):
            shutil.copytree(generated, self.output / generated.relative_to(LAYERS))

    def run_program(self, name: str, *arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-B", str(self.spec / name), *arguments]
        result = subprocess.run(command, capture_output=True, text=True)
        return result.returncode, result.stdout + result.stderr

    def generate(self, *arguments: str) -> tuple[int, str]:
        return self.run_program("generate.py", "--spec", str(self.spec), "--output", str(self.output), *arguments)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.spec / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Generate(Program):
    def test_what_is_checked_in_is_in_step(self):
        self.assertEqual(self.generate("--check"), (0, ""))

    def test_check_tells_what_is_stale_and_writes_nothing(self):
        self.edit("module-codes.json", "internal error of the service", "internal fault of the service")
        header = self.output / "model/generated/code_table.hpp"
        before = header.read_bytes()
        status, text = self.generate("--check")
        self.assertEqual(status, 1)
        self.assertIn("model/generated/code_table.hpp: stale, 1 lines to remove and 1 to add", text)
        self.assertIn("internal fault", text)
        self.assertEqual(header.read_bytes(), before)
        self.assertEqual(self.generate(), (0, ""))
        self.assertEqual(self.generate("--check"), (0, ""))

    def test_check_notices_an_edited_a_lost_and_a_foreign_header(self):
        folder = self.output / "model/generated"
        with (folder / "limits.hpp").open("a") as header:
            header.write("// edited\n")
        (folder / "clause_table.hpp").unlink()
        (folder / "other.hpp").write_text("")
        status, text = self.generate("--check")
        self.assertEqual(status, 1)
        for line in ("limits.hpp: stale, 1 lines to remove and 0 to add", "clause_table.hpp: missing",
                     "other.hpp: generated from nothing"):
            self.assertIn(line, text)

    def test_every_data_file_that_code_needs_changes_a_header(self):
        edits = {
            "version.json": ('"2026.1"', '"2027.1"'),
            "clauses.json": ("The body of every answer", "The text of every answer"),
            "operation.json": ("8000", "8001"),
            "parameters.json": ('"Token"', '"Tokens"'),
            "properties.json": ("asymmetric", "two keys"),
            "response-fields.json": ("every answer", "successes"),
            "module-codes.json": ("exists already", "exists"),
            "public-codes.json": ("5500", "5501"),
            "catalogue/names.json": ('"title": "', '"title": "that '),
        }
        for name, (old, new) in edits.items():
            with self.subTest(file=name):
                self.edit(name, old, new)
                status, text = self.generate("--check")
                self.assertEqual(status, 1)
                self.assertLess(max(map(len, text.splitlines())), 200)
                self.edit(name, new, old)
                self.assertEqual(self.generate("--check")[0], 0)

    def test_an_unknown_clause_is_named_with_file_and_pointer(self):
        self.edit("parameters.json", "product-name.unique", "product-name.uniqe")
        status, text = self.generate("--check")
        self.assertEqual(status, 2)
        self.assertEqual(
            text, "spec/parameters.json#/parameters/0/clauses/4: no clause is called 'product-name.uniqe'\n")

    def test_a_repeated_clause_is_named_with_file_and_pointer(self):
        self.edit("clauses.json", '"id": "response.code.type"', '"id": "response.json"')
        status, text = self.generate()
        self.assertEqual(status, 2)
        self.assertIn("spec/clauses.json#/clauses/1: 'response.json' is already the row 0\n", text)

    def test_a_file_that_is_no_json_is_named(self):
        self.edit("readings.json", "[", "[[")
        status, text = self.generate("--check")
        self.assertEqual(status, 2)
        self.assertIn("readings.json: ", text)

    def test_a_file_that_lacks_a_member_is_no_crash(self):
        self.edit("readings.json", '"silence"', '"silent"')
        status, text = self.generate("--check")
        self.assertEqual(status, 2)
        self.assertIn("does not keep its schema", text)

    def test_texts_are_escaped(self):
        self.edit("module-codes.json", "internal error of the service", r'say \"no\"\\ 产 ??/ 1')
        self.assertEqual(self.generate()[0], 0)
        header = (self.output / "model/generated/code_table.hpp").read_text()
        self.assertIn(r'"say \"no\"\\ \344\272\247 ?""?/ 1"', header)


class PageUnits(Program):
    def test_a_copy_of_another_edition_is_told_from_the_mapped_one(self):
        copy = self.folder / "copy.md"
        copy.write_text("### 1. One\nText\n")
        status, text = self.run_program("page_units.py", str(copy))
        self.assertEqual(status, 1)
        self.assertIn("1.1: changed (heading): ### 1. One", text)
        self.assertIn("5.6: no longer on the page", text)

    def test_the_mapped_edition_is_recognised(self):
        sys.path.insert(0, str(SPEC))
        import page_units
        text = "### 1. One\nText\n"
        units = [{"section": unit.section, "ordinal": unit.ordinal, "kind": unit.kind, "sha256": unit.sha256}
                 for unit in page_units.split(text)]
        (self.spec / "page.json").write_text(json.dumps({"units": units}))
        copy = self.folder / "copy.md"
        copy.write_text(text)
        self.assertEqual(self.run_program("page_units.py", str(copy)), (0, "the mapped edition: 2 units\n"))

    def test_what_cannot_be_read_is_said(self):
        self.assertEqual(self.run_program("page_units.py", str(self.folder / "none.md"))[0], 2)
        self.assertEqual(self.run_program("page_units.py")[0], 2)


if __name__ == "__main__":
    unittest.main()
