# SPDX-License-Identifier: MIT
"""createproduct-conformance replay, and the lines that reports print."""
import json
import os
import pathlib
import re
import subprocess
import unittest

import program

FAULT = "product-name.max-length.accepts-33"


def run_line(line: str, keys: dict[str, str] = {}) -> subprocess.CompletedProcess:
    """Runs a printed command line in bash, with the program in the path."""
    environment = program.environment(keys)
    environment["PATH"] = f"{pathlib.Path(program.PROGRAM).parent}:{environment['PATH']}"
    return subprocess.run(["bash", "--noprofile", "--norc", "-c", line], env=environment, capture_output=True,
                          text=True, timeout=60)


def lines_of(label: str, report: str) -> list[str]:
    return re.findall(rf"(?m)^   {label} +(\S.*)$", report)


class Recordings(unittest.TestCase):
    def test_a_run_over_http_replayed_against_the_mock_in_process_is_all_the_same(self):
        with program.folder() as folder:
            file = folder / "recorded.ndjson"
            with program.mock() as url:
                run = program.call("run", "--endpoint", url, "--budget", "quick", "--record", str(file))
                self.assertEqual(run.returncode, 0, run.stdout)
            for arguments in ((), ("--clock-ahead", str(30 * 86400))):
                result = program.call("replay", str(file), "--mock", *arguments)
                self.assertEqual(result.returncode, 0, result.stdout)
                self.assertRegex(result.stdout, r"\n(\d+) cases replayed: \1 the same\n$")

    def test_a_signed_run_is_signed_afresh_a_month_later(self):
        with program.folder() as folder:
            file = folder / "recorded.ndjson"
            with program.mock("--auth", keys=program.KEYS) as url:
                run = program.call("run", "--endpoint", url, "--budget", "quick", "--only", "common.*", "--record",
                                   str(file), keys=program.KEYS)
                self.assertEqual(run.returncode, 0, run.stdout)
            result = program.call("replay", str(file), "--mock", "--clock-ahead", str(30 * 86400), keys=program.KEYS)
            self.assertEqual(result.returncode, 0, result.stdout)
            self.assertRegex(result.stdout, r"\n(\d+) cases replayed: \1 the same\n$")
            for secret in program.KEYS.values():
                self.assertNotIn(secret, result.stdout)
            unsigned = program.call("replay", str(file), "--mock")
            self.assertEqual(unsigned.returncode, 3, unsigned.stdout)
            self.assertIn("needs keys", unsigned.stdout)

    def test_what_was_wrong_with_a_signature_is_wrong_again(self):
        with program.folder() as folder:
            for fault in ("common.signature.not-checked", "common.nonce.not-checked"):
                file = folder / "recorded.ndjson"
                run = program.call("run", "--mock", "--fault", fault, "--budget", "quick", "--only", "common.*",
                                   "--record", str(file), keys=program.KEYS)
                self.assertEqual(run.returncode, 1, run.stdout)
                result = program.call("replay", str(file), "--mock", keys=program.KEYS)
                self.assertEqual(result.returncode, 0, result.stdout)
                # A name of one letter, as small cases have it, may have existed by then: refused either way.
                self.assertRegex(result.stdout,
                                 r"\n\d+ cases replayed: \d+ the same, \d+ fixed(, \d+ changed, and right still)?\n$")

    def test_what_has_been_mended_or_broken_since_is_told(self):
        with program.folder() as folder:
            broken, right = folder / "broken.ndjson", folder / "right.ndjson"
            only = ("--budget", "quick", "--only", "product-name.*")
            program.call("run", "--mock", "--fault", FAULT, *only, "--record", str(broken))
            program.call("run", "--mock", *only, "--record", str(right))
            fixed = program.call("replay", str(broken), "mock")
            self.assertEqual(fixed.returncode, 0, fixed.stdout)
            self.assertRegex(fixed.stdout, r"(?m)^FIXED +\S+ +product-name.max-length$")
            still = program.call("replay", str(broken), f"mock:fault={FAULT}")
            self.assertEqual(still.returncode, 1, still.stdout)
            self.assertRegex(still.stdout, r"(?m)^STILL FAILS +\S+ +product-name.max-length$")
            worse = program.call("replay", str(right), f"mock:fault={FAULT}")
            self.assertEqual(worse.returncode, 1, worse.stdout)
            self.assertRegex(worse.stdout, r"(?m)^CHANGED +\S+ +product-name.max-length$")
            self.assertRegex(worse.stdout, r"(?m)^   > before +200  .*\(1101\)")

    def test_the_first_step_that_differs_is_marked(self):
        success = '{"code":0,"message":"","codeDesc":"Success","productName":"x","productID":"ID%d"}'
        case = {"steps": [{"method": "GET", "query": "Action=CreateProduct&productName=fruit-of-all-kinds",
                           "answer": success % number} for number in (1, 2)]}
        result = program.call("replay", "--case", json.dumps(case), "--mock")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertRegex(result.stdout, r"(?s)FIXED.*1 of 2.*2 of 2.*> before +200 .*ID2")

    def test_what_a_command_forgot_when_it_died_is_not_held_against_it(self):
        forgetful = """
import json, sys, urllib.parse, uuid
names = set()
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        print(json.dumps({"type": "hello", "protocol": 1}), flush=True)
        continue
    name = dict(urllib.parse.parse_qsl(message["query"] or message["body"]))["productName"]
    if name in names:
        sys.exit(3)  # it cannot bear to see a name again
    names.add(name)
    body = {"code": 0, "message": "", "codeDesc": "Success", "productName": name, "productID": uuid.uuid4().hex}
    print(json.dumps({"type": "answer", "id": message["id"], "body": json.dumps(body)}), flush=True)
"""
        with program.folder() as folder:
            (folder / "forgetful.py").write_text(forgetful)
            (folder / "urls").write_text("/v2/index.php?Action=CreateProduct&productName=pear\n" * 2)
            result = program.call("replay", str(folder / "urls"), "--exec", f"python3 {folder}/forgetful.py")
        self.assertEqual(result.returncode, 0, result.stdout)

    def test_other_formats_are_replayed_too(self):
        url = "http://127.0.0.1:9/v2/index.php"
        with program.folder() as folder:
            file = folder / "traffic"
            for text, passing in (
                    (f"curl '{url}?Action=CreateProduct&productName=fruit'\n"
                     f"curl -d Action=CreateProduct --data-urlencode 'productName=b c' {url}\n", 2),
                    (f"{url}?Action=CreateProduct&productName=fruit\n/v2/index.php?Action=CreateProduct\n", 2)):
                file.write_text(text)
                result = program.call("replay", str(file), "--mock")
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                self.assertIn(f"{passing} cases replayed: {passing} pass", result.stdout)
            har = folder / "recorded.har"
            program.call("run", "--mock", "--budget", "quick", "--only", "product-name.*", "--record", str(har))
            result = program.call("replay", str(har), "--mock")
            self.assertEqual(result.returncode, 0, result.stdout)
            self.assertNotIn("fail", result.stdout.splitlines()[-1])

    def test_cases_of_the_catalogue_are_run_by_name(self):
        self.assertEqual(program.call("replay", "product-name.max-length.over-33", "--mock").returncode, 0)
        broken = program.call("replay", "product-name.max-length.*", "--mock", "--fault", FAULT)
        self.assertEqual(broken.returncode, 1)
        self.assertIn("FAILS        product-name.max-length.over-33", broken.stdout)
        unsigned = program.call("replay", "common.nonce.empty", "--mock")
        self.assertEqual(unsigned.returncode, 3)
        self.assertIn("needs keys", unsigned.stdout)
        self.assertEqual(program.call("replay", "common.nonce.*", "--mock", keys=program.KEYS | program.SECOND_KEYS).returncode, 0)


class PrintedLines(unittest.TestCase):
    """A line works as it is printed: it fails against the target it was printed for, and no more once that is right."""

    def check(self, fault: str, *arguments: str, keys: dict[str, str] = {}) -> None:
        with program.mock("--fault", fault, *(["--auth"] if keys else []), keys=keys) as url:
            report = program.call("run", "--endpoint", url, "--quiet", "--seed", "1", *arguments, keys=keys).stdout
            lines = lines_of("replay", report)
            self.assertTrue(lines, report)
            for line in lines:
                with self.subTest(line=line):
                    self.assertTrue(line.startswith("createproduct-conformance replay --endpoint "))
                    result = run_line(line, keys)
                    self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
                    self.assertIn("STILL FAILS", result.stdout)
            for line in lines_of("curl", report):
                with self.subTest(line=line):
                    # As people do, under a name of its own.
                    name = re.search(r"productName=(\w{8})", line)
                    result = run_line(line.replace(name[1], "z" + name[1][1:]) if name else line, keys)
                    self.assertEqual(result.returncode, 0, result.stderr)
                    json.loads(result.stdout)
        with program.mock(*(["--auth"] if keys else []), keys=keys) as url:
            for line in lines:
                result = run_line(re.sub(r"http://[\d.:]+/v2/index.php", url, line, count=1), keys)
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                self.assertIn("FIXED", result.stdout)

    def test_of_a_case_of_the_catalogue(self):
        self.check(FAULT, "--budget", "quick", "--only", "product-name.max-length")

    def test_of_a_sequence(self):
        self.check("product-name.unique.not-checked", "--budget", "quick", "--only", "product-name.unique")

    def test_of_quotes_and_percent_signs(self):
        self.check("product-name.alphabet.accepts-anything", "--budget", "quick", "--only", "product-name.alphabet")

    def test_of_signed_requests(self):
        self.check(FAULT, "--budget", "quick", "--only", "product-name.max-length", keys=program.KEYS)
        self.check("common.nonce.not-checked", "--budget", "standard", "--only", "common.nonce", keys=program.KEYS)

    def test_of_a_run_in_process(self):
        report = program.call("run", "--mock", "--fault", FAULT, "--budget", "quick", "--quiet").stdout
        result = run_line(lines_of("replay", report)[0])
        self.assertEqual(result.returncode, 1)
        self.assertIn("STILL FAILS", result.stdout)

    def test_of_findings_in_a_report(self):
        with program.folder() as folder:
            for report in ("ndjson", "json"):
                file = folder / report
                program.call("run", "--mock", "--fault", FAULT, "--budget", "quick", "--report", f"{report}={file}")
                for target, code, word in (("mock", 0, "FIXED"), (f"mock:fault={FAULT}", 1, "STILL FAILS")):
                    result = program.call("replay", str(file), target)
                    self.assertEqual(result.returncode, code, result.stdout + result.stderr)
                    self.assertIn(word, result.stdout)

    def test_of_a_finding_of_judge_diff_and_merge_whatever_the_target(self):
        own = f"{program.PROGRAM} mock --stdio --fault {FAULT}"
        with program.folder() as folder, program.mock("--fault", FAULT) as url:
            for target in (url, f"mock:fault={FAULT}", f"exec:{own}"):
                for file in ("recorded.ndjson", "recorded.har", "profile.json", "shard.ndjson"):
                    with self.subTest(target=target, file=file):
                        path = str(folder / file)
                        only = ("--budget", "quick", "--only", "product-name.max-length")
                        if file.startswith("recorded"):
                            program.call("run", target, *only, "--record", path)
                            report = program.call("judge", path, "--quiet").stdout
                        elif file.startswith("profile"):
                            program.call("diff", target, "--save-profile", path, "--budget", "quick")
                            report = program.call("diff", path, "mock").stdout
                        else:
                            for shard in ("1/2", "2/2"):
                                program.call("run", target, *only, "--shard", shard, "--seed", "1", "--salt", "qwert",
                                             "--report", f"ndjson={path}{shard[0]}")
                            report = program.call("merge", path + "1", path + "2", "--quiet").stdout
                        lines = lines_of("replay", report)
                        self.assertTrue(lines, report)
                        if file.endswith(".har") and target != url:
                            continue  # it has no place for a target that is no endpoint
                        for line in lines:
                            result = run_line(line)
                            self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
                            self.assertIn("STILL FAILS", result.stdout)

    def test_of_a_recording_of_a_hostile_target(self):
        success = '{"code":0,"message":"","codeDesc":"Success","productName":"%s","productID":"X"}' % ("a" * 33)
        with program.folder() as folder:
            mark = folder / "mark"
            for target in (f"the built-in mock, ;touch {mark};", f"the built-in mock, $(touch {mark})",
                           f"http://h/';touch {mark};'", f"the command true';touch {mark};'"):
                head = {"transcript": 1, "target": target, "salt": "qwert"}
                step = {"method": "GET", "query": "Action=CreateProduct&productName=" + "a" * 33, "answer": success}
                report = program.call("judge", "-", stdin=f"{json.dumps(head)}\n{json.dumps(step)}\n").stdout
                for line in lines_of("replay", report) + lines_of("start", report):
                    run_line(re.sub("createproduct-conformance \\w+", ":", line))
                    self.assertFalse(mark.exists(), line)

    @unittest.skipUnless(os.environ.get("CREATEPRODUCT_DOCTEST_EXAMPLE"), "the example is not built")
    def test_of_a_finding_within_doctest(self):
        report = subprocess.run([os.environ["CREATEPRODUCT_DOCTEST_EXAMPLE"]], capture_output=True, text=True).stdout
        served = "http://127.0.0.1:8080/v2/index.php"
        [line], [curl], [again] = (lines_of(label, report) for label in ("replay", "curl", "again"))
        self.assertIn(served, curl)
        # The implementation is none that is served: one that is wrong in the same way stands in for it.
        for fault, code, word in ((["--fault", FAULT], 1, "STILL FAILS"), ([], 0, "FIXED")):
            with program.mock(*fault) as url:
                self.assertIn(word, (result := run_line(line.replace(served, url, 1))).stdout)
                self.assertEqual(result.returncode, code)
                self.assertEqual(json.loads(run_line(curl.replace(served, url, 1)).stdout)["code"] == 0, bool(fault))
        result = run_line(again)
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r"test cases: +1 \| +0 passed \| +1 failed")

    def test_of_a_finding_of_judge(self):
        with program.folder() as folder, program.mock("--fault", FAULT) as url:
            file = folder / "recorded.ndjson"
            program.call("run", "--endpoint", url, "--budget", "quick", "--record", str(file))
            report = program.call("judge", str(file), "--quiet").stdout
            result = run_line(lines_of("replay", report)[0])
            self.assertEqual(result.returncode, 1, result.stdout + result.stderr)


class BadInput(unittest.TestCase):
    def test_wrong_calls_and_files_say_what_is_wrong(self):
        with program.folder() as folder:
            bad = folder / "bad.ndjson"
            elsewhere = folder / "elsewhere.txt"
            elsewhere.write_text("curl 'http://a/x?Action=CreateProduct&productName=fruit'\n")
            bad.write_text('{"transcript":1}\n{"method":"GET"}\n{"method":"GET","query":"Action=CreateProduct"}\n')
            for arguments, message in (
                    (["no.such-case", "--mock"], "there is no file, and no case of the catalogue, called no.such-case"),
                    (["product-name.max-length.over-3", "--mock"], "did you mean product-name.max-length.over-33"),
                    (["--mock"], "name what to replay"),
                    (["product-name.max-length.over-33"], "name the target"),
                    (["--case", "{", "--mock"], "--case: it is not JSON"),
                    (["--case", '{"case":"x"}', "--mock"], "--case: /case: the catalogue has no case x"),
                    ([str(bad), "--mock"], f"{bad}:2: /query: it is missing"),
                    (["product-name.*", "--only", "nothing", "--mock"], "there is nothing to replay"),
                    ([str(elsewhere), "--mock"], "there is nothing to replay; 1 entry was skipped: it goes to another place"),
                    ([str(folder), "--mock"], "the file cannot be read"),
                    (["product-name.*", "--mock", "--clock-ahead", "x"], "expected a number of seconds")):
                with self.subTest(arguments=arguments):
                    result = program.call("replay", *arguments)
                    self.assertEqual(result.returncode, 2, result.stdout)
                    self.assertIn(message, result.stderr)
            skipping = program.call("replay", str(bad), "--mock", "--skip-bad")
            self.assertEqual(skipping.returncode, 0, skipping.stderr)
            self.assertIn("1 place could not be read and was skipped", skipping.stdout)

    def test_an_endpoint_that_is_not_there_is_exit_code_3(self):
        result = program.call("replay", "product-name.max-length.over-33", "--endpoint", "http://127.0.0.1:1")
        self.assertEqual(result.returncode, 3)
        self.assertIn("Connection refused", result.stderr)


if __name__ == "__main__":
    unittest.main()
