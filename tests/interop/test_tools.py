# SPDX-License-Identifier: MIT
"""Tools by other hands that work from the exported OpenAPI document."""
import json
import unittest

import interop
import program


class Prism(unittest.TestCase):
    """A mock made from the document: what the kit finds in it is wrong, and it finds no more (README.md)."""

    BROKEN = {
        # It answers with the example of the document.
        "response.product-name.echo", "response.product-id.unique", "product-name.unique",
        # It does not look into a JSON-encoded parameter of a query, and wants that of a form to be no JSON.
        "product-properties.json", "product-properties.object", "product-description.type", "region.type",
        "region.values", "encryption-type.type", "encryption-type.values", "product-type.type", "product-type.values",
        "common.method",
    }

    def test_the_kit_finds_what_it_breaks_and_no_more(self):
        prism = interop.node_tool("prism")
        with program.folder() as folder:
            interop.export("openapi", folder / "openapi.json")
            port = interop.free_port()
            arguments = [*prism, "mock", "-h", "127.0.0.1", "-p", port, folder / "openapi.json"]
            with interop.server(arguments, port, folder / "log"):
                result = program.call("run", "--endpoint", f"http://127.0.0.1:{port}/v2/index.php", "--budget", "quick",
                                      "--seed", "7", "--report", f"json={folder / 'report'}")
            self.assertEqual(result.returncode, 1, result.stderr)
            report = json.loads((folder / "report").read_text())
        self.assertEqual({finding["clause"] for finding in report["findings"]}, self.BROKEN)
        self.assertEqual({finding["verdict"] for finding in report["findings"]}, {"fail"})


class Schemathesis(unittest.TestCase):
    """Requests made from the document, sent to the mock; the checks that judge the HTTP status are left out, since the
    contract says nothing of it (README.md)."""

    STATUS_CHECKS = "negative_data_rejection,unsupported_method"

    def report(self, *mock: str):
        schemathesis = interop.installed("venv/bin/st")
        with program.folder() as folder, program.mock(*mock) as url:
            interop.export("openapi", folder / "openapi.json")
            return interop.run(schemathesis, "run", folder / "openapi.json", "--url", url.removesuffix("/v2/index.php"),
                               "--generation-deterministic", "--max-examples", "30", "--no-color",
                               "--exclude-checks", self.STATUS_CHECKS, cwd=folder)

    def test_the_mock_keeps_the_document(self):
        result = self.report()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("2 selected / 2 total", result.stdout)

    def test_a_mock_that_puts_the_module_code_into_code_does_not(self):
        result = self.report("--fault", "response.code.public.module-code")
        self.assertEqual(result.returncode, 1, result.stdout)
        self.assertIn("schema", result.stdout)


if __name__ == "__main__":
    unittest.main()
