# SPDX-License-Identifier: MIT
"""Linters by other hands find no error in the exported OpenAPI document, and find one that is made."""
import json
import subprocess
import unittest

import interop
import program


class Linter:
    def lint(self, file) -> subprocess.CompletedProcess:
        """Exit status 0 if the file has no error."""
        raise NotImplementedError

    def test_the_document_has_no_error(self):
        with program.folder() as folder:
            interop.export("openapi", folder / "openapi.json")
            result = self.lint(folder / "openapi.json")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_an_error_would_be_found(self):
        with program.folder() as folder:
            interop.export("openapi", folder / "openapi.json")
            document = json.loads((folder / "openapi.json").read_text())
            next(iter(document["paths"].values()))["get"]["parameters"][0]["in"] = "nowhere"
            (folder / "openapi.json").write_text(json.dumps(document))
            result = self.lint(folder / "openapi.json")
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)


class Redocly(Linter, unittest.TestCase):
    def lint(self, file):
        return interop.run(*interop.node_tool("redocly"), "lint", file, cwd=file.parent)


class Spectral(Linter, unittest.TestCase):
    def lint(self, file):
        rules = file.parent / "rules.yaml"
        rules.write_text('extends: ["spectral:oas"]\n')
        return interop.run(*interop.node_tool("spectral"), "lint", "--fail-severity", "error", "-r", rules, file)


if __name__ == "__main__":
    unittest.main()
