# SPDX-License-Identifier: MIT
"""run --exec: commands as targets, with the same verdicts as any other way to the same implementation."""
import json
import pathlib
import shutil
import subprocess
import sys
import time
import unittest

import jsonschema

import program
from test_foreign import SERVERS, foreign

FIXED = ["--seed", "7", "--salt", "kqzvn"]
FAULT = "product-name.max-length.accepts-33"
QUICK = ["--budget", "quick", *FIXED]
NODE = shutil.which("node")
IN_NODE = f"node {pathlib.Path(__file__).resolve().parents[1] / 'exec/implementation.js'}"


def own(*arguments: str) -> str:
    return " ".join([program.PROGRAM, "mock", "--stdio", *arguments])


def in_python(name: str) -> str:
    return f"{sys.executable} {SERVERS / (name + '.py')} --stdio"


def judged(*arguments: str, **options) -> dict:
    return json.loads(program.call("run", *arguments, "--report", "json=-", **options).stdout)


def essence(summary: dict) -> dict:
    """What a run says of the implementation, whatever the way to it."""
    findings = [{**finding, "history": [{key: exchange[key] for key in ("method", "query", "body")} for exchange in finding["history"]]}
                for finding in summary["findings"]]
    return {"findings": findings} | {key: summary[key] for key in (
        "verdict", "exit_code", "clauses", "silences", "codes", "accepted", "refused", "unanswered")}


def conclusion(summary: dict) -> dict:
    """What a run and a judge of its recording say alike: the judge sends nothing, and so makes nothing small."""
    return {"findings": [(finding["clause"], finding["verdict"], finding["case"]) for finding in summary["findings"]],
            "clauses": {clause["clause"]: clause["verdict"] for clause in summary["clauses"]}} | {
                key: summary[key] for key in (
                    "verdict", "exit_code", "silences", "codes", "accepted", "refused", "unanswered")}


class SameVerdicts(unittest.TestCase):
    def test_of_the_mock_whether_called_or_spoken_to_over_http_or_as_a_command_or_recorded(self):
        for fault in ([], ["--fault", FAULT], ["--fault", "response.code.public.module-code"]):
            with self.subTest(fault=fault):
                # One job: with more, where answers take long, the order of the cases is another.
                usual = [*QUICK, "--jobs", "1", "--quota", "2000", "--empty-account"]
                with program.folder() as folder:
                    recorded = str(folder / "recorded.ndjson")
                    called = judged("--mock", *fault, *usual, "--record", recorded)
                    read = program.call("judge", recorded, "--complete", "--quota", "2000", "--report", "json=-")
                    again = program.call("replay", recorded, "--mock", *fault)
                self.assertEqual(conclusion(called), conclusion(json.loads(read.stdout)))
                self.assertEqual(again.returncode, called["exit_code"])
                self.assertRegex(again.stdout, r"\n\d+ cases replayed: \d+ the same(, \d+ still fails?)?\n$")
                spawned = judged("--exec", own(*fault), *usual)
                with program.mock(*fault) as url:
                    reached = judged("--endpoint", url, *usual)
                self.assertEqual(called["verdict"], "fail" if fault else "pass")
                self.assertEqual(essence(called), essence(spawned))
                self.assertEqual(essence(called), essence(reached))

    def test_of_an_implementation_in_python(self):
        for name in ("foreign_name_length", "foreign_own_way"):
            with self.subTest(name=name):
                only = ["--only", "product-name.*", *QUICK]
                spawned = judged("--exec", in_python(name), *only, "--jobs", "1")
                with foreign(name) as url:
                    reached = judged("--endpoint", url, *only, "--jobs", "1")
                self.assertEqual(spawned["exit_code"], 1 if name == "foreign_name_length" else 0)
                self.assertEqual(essence(spawned), essence(reached))

    def test_signed_requests_travel_as_they_are(self):
        found = judged("--exec", own("--auth"), "--only", "common.*", *QUICK, keys=program.KEYS)
        self.assertEqual(found["exit_code"], 0)
        verdicts = {clause["clause"]: clause["verdict"] for clause in found["clauses"]}
        self.assertEqual(verdicts["common.signature"], "pass")


@unittest.skipUnless(NODE, "node is not installed")
class InNode(unittest.TestCase):
    def test_the_right_one_conforms_and_the_wrong_one_is_blamed(self):
        right = judged("--exec", IN_NODE, *QUICK)
        self.assertEqual((right["exit_code"], right["findings"]), (0, []))
        wrong = judged("--exec", IN_NODE + " 33", *QUICK)
        self.assertEqual([finding["clause"] for finding in wrong["findings"]], ["product-name.max-length"])

    def test_one_that_dies_is_blamed_for_that_and_not_for_what_it_forgot(self):
        found = judged("--exec", IN_NODE + " 32 die", *QUICK)
        self.assertEqual(found["exit_code"], 1)
        clauses = [finding["clause"] for finding in found["findings"]]
        self.assertEqual(clauses[0], "product-name.max-length")
        self.assertFalse({"product-name.unique", "response.product-id.unique"} & set(clauses), clauses)
        self.assertIn("exited with status 7", found["findings"][0]["why"])
        self.assertIn("TypeError: out of luck", found["findings"][0]["why"])
        self.assertTrue(any("the target was started" in note for note in found["notes"]), found["notes"])

    def test_one_that_logs_to_standard_output_is_told_which_line(self):
        found = judged("--exec", IN_NODE + " 32 log", *QUICK)
        self.assertEqual((found["exit_code"], found["findings"]), (3, []))
        self.assertIn("of the command's standard output (debug: name of 32) is no message", found["reason"])


class Trouble(unittest.TestCase):
    def test_a_command_that_cannot_run(self):
        result = program.call("run", "--exec", "there-is-no-such-program", *QUICK)
        self.assertEqual(result.returncode, 3)
        self.assertIn("there-is-no-such-program: not found", result.stdout)

    def test_an_end_at_the_first_line_that_is_no_message(self):
        begin = time.monotonic()
        result = program.call("run", "--exec", "echo 'Listening on 8080'; cat >/dev/null", *QUICK)
        self.assertEqual(result.returncode, 3)
        self.assertIn("line 1 of the command's standard output (Listening on 8080) is no message", result.stdout)
        self.assertLess(time.monotonic() - begin, 5)

    def test_no_signature_is_quoted(self):
        script = "read -r line; echo '{\"type\":\"hello\",\"protocol\":1}'; read -r line; echo \"${line##*Signature}\"; cat >/dev/null"
        result = program.call("run", "--exec", script, *QUICK, keys=program.KEYS)
        self.assertEqual(result.returncode, 3)
        self.assertIn("[secret]", result.stdout)
        self.assertNotRegex(result.stdout, r"[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{20,}%3D")

    def test_no_secret_in_the_command_is_printed(self):
        key = program.KEYS["CREATEPRODUCT_SECRET_KEY"]
        command = f"KEY={key} {own('--auth', '--fault', FAULT)}"
        reports = [program.call("run", "--exec", command, *QUICK, "--report", f"{each}=-", keys=program.KEYS).stdout
                   for each in ("terminal", "json", "ndjson", "junit")]
        reports.append(program.call("diff", f"exec:{command}", "mock", *QUICK, keys=program.KEYS).stdout)
        case = "product-name.max-length.over-33"
        reports.append(program.call("replay", case, f"exec:{command}", keys=program.KEYS).stdout)
        for report in reports:
            self.assertIn("KEY=[secret]", report)
            self.assertNotIn(key, report)

    def test_nothing_is_left_running(self):
        marker = "424242.5"
        result = program.call("run", "--exec", f"sleep {marker} & exec {own()}", *QUICK)
        self.assertEqual(result.returncode, 0)
        left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        self.assertFalse([line for line in left.splitlines() if line.startswith(f"sleep {marker}")])

    def test_findings_have_a_line_to_run_again_and_no_curl_line(self):
        command = own("--fault", FAULT)
        text = program.call("run", "--exec", command, *QUICK).stdout
        self.assertIn(f"again    createproduct-conformance run --exec '{command}'", text)
        self.assertNotIn("curl", text)

    def test_wrong_calls(self):
        for arguments, message in ((["--exec", ""], "the command is empty"), (["exec:"], "the command is empty"),
                                   (["--exec", "cat", "--mock"], "exclude each other"),
                                   (["--exec", "cat", "--auth"], "need --mock"),
                                   (["--exec", "cat", "--insecure"], "need --endpoint")):
            with self.subTest(arguments=arguments):
                result = program.call("run", *arguments)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(message, result.stderr)


class Protocol(unittest.TestCase):
    def test_what_both_sides_write_keeps_the_schema(self):
        validator = jsonschema.Draft202012Validator(json.loads((program.SPEC / "schema/exec-message.schema.json").read_text()))
        with program.folder() as folder:
            command = f"tee {folder}/in | {own('--fault', 'response.json.empty-errors')} | tee {folder}/out"
            program.call("run", "--exec", command, *QUICK)
            messages = [program.lines_of_json((folder / side).read_text()) for side in ("in", "out")]
        for side in messages:
            self.assertEqual(side[0]["type"], "hello")
            self.assertGreater(len(side), 50)
            for message in side:
                validator.validate(message)
                for member in ("type", "id", "query"):
                    if member in message:
                        self.assertFalse(validator.is_valid({key: message[key] for key in message if key != member}))

    def test_a_command_may_say_that_it_takes_no_such_request(self):
        script = ("import json, sys\n"
                  "import foreign_base\n"
                  "shop = foreign_base.Shop()\n"
                  "for line in sys.stdin:\n"
                  "    message = json.loads(line)\n"
                  "    if message['type'] == 'hello': answer = {'type': 'hello', 'protocol': 1}\n"
                  "    elif 'Properties' in message['query'] + message['body']:\n"
                  "        answer = {'type': 'answer', 'id': message['id'], 'transport': 'not sent', 'detail': 'names only'}\n"
                  "    else:\n"
                  "        status, body = shop.serve(message['query'], message['body'])\n"
                  "        answer = {'type': 'answer', 'id': message['id'], 'body': body.decode()}\n"
                  "    print(json.dumps(answer), flush=True)\n")
        with program.folder() as folder:
            (folder / "names.py").write_text(script)
            found = judged("--exec", f"PYTHONPATH={SERVERS} {sys.executable} {folder}/names.py", *QUICK)
        self.assertEqual((found["exit_code"], found["findings"]), (0, []))
        verdicts = {clause["clause"]: clause["verdict"] for clause in found["clauses"]}
        self.assertEqual(verdicts["product-name.max-length"], "pass")
        self.assertEqual(verdicts["region.values"], "not-exercised")
        self.assertTrue(any("the target takes no such requests" in note for note in found["notes"]), found["notes"])


if __name__ == "__main__":
    unittest.main()
