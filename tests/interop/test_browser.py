# SPDX-License-Identifier: MIT
"""Traffic that a browser has recorded."""
import json
import pathlib
import unittest

import interop
import program


class Browser(unittest.TestCase):
    """A HAR of headless Chromium, which Playwright writes."""

    def recorded(self, folder, *mock_arguments: str):
        interop.installed("node_modules/playwright-core")
        chromium, har = interop.command("chromium"), folder / "browser.har"
        with program.mock(*mock_arguments) as url:
            result = interop.run(interop.command("node"), pathlib.Path(__file__).with_name("browser.js"), url, har,
                                 chromium)
            self.assertEqual(result.returncode, 0, result.stderr)
        return har

    def test_traffic_of_a_right_mock_is_conformant(self):
        with program.folder() as folder:
            har = self.recorded(folder)
            result = program.call("judge", str(har), "--report", "json=-")
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            summary = json.loads(result.stdout)
            self.assertEqual((summary["requests"], summary["accepted"]), (11, 4))
            self.assertTrue(any("another place" in note for note in summary["notes"]))
            replayed = program.call("replay", str(har), "--mock")
            self.assertEqual(replayed.returncode, 0, replayed.stdout + replayed.stderr)

    def test_what_a_faulty_mock_answers_is_found(self):
        with program.folder() as folder:
            har = self.recorded(folder, "--fault", "product-name.unique.not-checked")
            result = program.call("judge", str(har), "--report", "json=-")
            self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
            findings = json.loads(result.stdout)["findings"]
            self.assertEqual([finding["clause"] for finding in findings], ["product-name.unique"])


if __name__ == "__main__":
    unittest.main()
