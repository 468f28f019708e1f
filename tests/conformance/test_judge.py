# SPDX-License-Identifier: MIT
"""createproduct-conformance judge, and run --record."""
import json
import re
import resource
import unittest

import jsonschema

import program

SUCCESS = '{"code":0,"message":"","codeDesc":"Success","productName":"%s","productID":"%s"}'
HEAD = {"transcript": 1, "target": "http://127.0.0.1:8080/v2/index.php", "salt": "qwert"}


def exchange(name: str, answer: str, **members) -> dict:
    return {"method": "GET", "query": f"Action=CreateProduct&productName={name}", "answer": answer, **members}


def success(name: str, **members) -> dict:
    return exchange(name, SUCCESS % (name, "ID" + name), **members)


def refusal(name: str, code: int, **members) -> dict:
    return exchange(name, '{"code":4000,"message":"(%d)no","codeDesc":"InvalidParameter"}' % code, **members)


def judge(lines: list, *arguments: str):
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    return program.call("judge", "-", *arguments, stdin=text)


class Recording(unittest.TestCase):
    def test_a_recorded_run_is_judged_as_the_run_was(self):
        """Whatever is wrong with the target, and whoever was at fault in the run is in the recording."""
        for fault in (None, "product-name.max-length.accepts-33", "response.product-name.echo.lower-case",
                      "error.duplicate-name.says-1101", "error.duplicate-name.says-1100"):
            with self.subTest(fault=fault), program.folder() as folder:
                file = folder / "recorded.ndjson"
                run = program.call("run", "--mock", *(["--fault", fault] if fault else []), "--budget", "quick",
                                   "--record", str(file), "--report", "json=-")
                self.assertIn(run.returncode, (0, 1), run.stderr)
                result = program.call("judge", str(file), "--complete", "--report", "json=-")
                self.assertEqual(result.stderr, "")
                self.assertEqual(result.returncode, run.returncode, result.stdout)
                broken = [{(finding["clause"], finding["verdict"]) for finding in json.loads(each.stdout)["findings"]}
                          for each in (run, result)]
                self.assertEqual(broken[0], broken[1])

    def test_lines_keep_the_schema_and_hold_no_secret(self):
        schema = json.loads((program.SPEC / "schema/transcript.schema.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        with program.folder() as folder, program.mock("--auth", keys=program.KEYS) as url:
            file = folder / "recorded.ndjson"
            run = program.call("run", "--endpoint", url, "--budget", "quick", "--record", str(file), "--cleanup",
                               keys=program.KEYS)
            self.assertEqual(run.returncode, 0, run.stderr)
            text = file.read_text()
            lines = program.lines_of_json(text)
            for line in lines:
                validator.validate(line)
                self.assertFalse(validator.is_valid({**line, "status": "200"}) and "query" in line)
            self.assertFalse(validator.is_valid({**lines[1], "further": 1}))
            self.assertTrue(any(line.get("signed") for line in lines))
            for secret in program.KEYS.values():
                self.assertNotIn(secret, text)
            # But for one that a case has made up.
            self.assertLessEqual(set(re.findall(r"Signature=[^&\"]*", text)), {"Signature=" + 27 * "A" + "%3D"})
            result = program.call("judge", str(file))
            self.assertEqual(result.returncode, 0, result.stdout)
            self.assertIn("they are DeleteProduct", result.stdout)

    def test_a_har_is_judged_as_well(self):
        with program.folder() as folder, program.mock("--fault", "product-name.max-length.accepts-33") as url:
            file = folder / "recorded.har"
            program.call("run", "--endpoint", url, "--budget", "quick", "--record", str(file))
            json.loads(file.read_text())
            result = program.call("judge", str(file), "--quiet")
            self.assertEqual(result.returncode, 1, result.stdout)
            self.assertIn("FAIL product-name.max-length", result.stdout)
            elsewhere = program.call("judge", str(file), "--host", "elsewhere")
            self.assertEqual(elsewhere.returncode, 3)
            self.assertIn("entries were skipped: it goes to another place", elsewhere.stdout)


class Verdicts(unittest.TestCase):
    def test_names_may_exist_before(self):
        self.assertEqual(judge([HEAD, refusal("old", 1001), success("new")]).returncode, 0)

    def test_a_second_success_shows_the_first_as_evidence(self):
        with program.folder() as folder:
            file = folder / "recorded.ndjson"
            lines = [HEAD, success("a"), success("b"), exchange("a", SUCCESS % ("a", "other"))]
            file.write_text("".join(json.dumps(line) + "\n" for line in lines))
            result = program.call("judge", str(file), "--report", "json=-")
            self.assertEqual(result.returncode, 1)
            finding = json.loads(result.stdout)["findings"][0]
            self.assertEqual(finding["clause"], "product-name.unique")
            self.assertEqual(finding["case"], "line 4")
            self.assertEqual([each["answer"]["body"] for each in finding["history"]],
                             [lines[1]["answer"], lines[3]["answer"]])
            self.assertEqual(program.call("judge", str(file), "--others-delete").returncode, 0)

    def test_interleaved_accounts_are_judged_each_by_itself(self):
        mixed = [HEAD]
        for name in ("a", "b", "c"):
            mixed += [success(name), exchange(name, SUCCESS % (name, "X" + name), account="second"),
                      refusal(name, 1001), refusal(name, 1001, account="second")]
        self.assertEqual(judge(mixed).returncode, 0)

    def test_overlapping_requests_may_have_come_in_any_order(self):
        lines = [HEAD, refusal("a", 1001, start=1, end=9), success("a", start=2, end=3)]
        self.assertEqual(judge(lines, "--complete").returncode, 0)

    def test_one_odd_refusal_is_inconclusive(self):
        result = judge([HEAD, success("a"), refusal("b", 1101), success("c")])
        self.assertEqual(result.returncode, 3)
        self.assertIn("operation.create could not be decided: it looks broken (line 3)", result.stdout)

    def test_three_of_a_kind_are_a_failure(self):
        lines = [HEAD]
        for i in range(3):
            lines += [success(f"a{i}"), {**refusal(f"b{i}", 1101), "method": "POST", "query": "",
                                         "body": f"Action=CreateProduct&productName=b{i}"}]
        result = judge(lines, "--report", "json=-")
        self.assertEqual(result.returncode, 1)
        finding = json.loads(result.stdout)["findings"][0]
        self.assertEqual((finding["clause"], finding["verdict"], finding["reproduced"]), ("common.method", "fail", 3))

    def test_what_is_left_out_is_said(self):
        result = judge([HEAD, success("a"), {"method": "GET", "query": "Action=DescribeProducts", "answer": "{}"},
                        {"method": "GET", "query": "Action=CreateProduct&productName=x"}])
        self.assertEqual(result.returncode, 0)
        self.assertIn("1 exchange was not judged: they are other operations", result.stdout)
        self.assertIn("1 exchange was not judged: no answer is recorded", result.stdout)


class BadInput(unittest.TestCase):
    def test_every_bad_line_is_named_and_ends_in_exit_code_2(self):
        lines = [HEAD, success("a"), "nonsense", {"method": "GET"}, "\x00\x01", {"transcript": 7}, success("b"), HEAD,
                 success("c")]
        result = judge(lines)
        self.assertEqual(result.returncode, 2)
        places = [line.split(": ")[1] for line in result.stderr.splitlines()]
        self.assertEqual(places[:-1], ["-:3", "-:4", "-:5", "-:6", "-:7"])
        self.assertIn("nothing was concluded", result.stderr)
        skipping = judge(lines, "--skip-bad")
        self.assertEqual(skipping.returncode, 0)
        self.assertIn("5 places could not be read and were skipped", skipping.stdout)
        self.assertIn("2 requests, 2 accepted", skipping.stdout)

    def test_a_truncated_file_is_known_as_such(self):
        whole = json.dumps(HEAD) + "\n" + json.dumps(success("a")) + "\n" + json.dumps(success("b"))
        result = program.call("judge", "-", stdin=whole[:-20])
        self.assertEqual(result.returncode, 2)
        self.assertIn("-:3: it is cut: the file ends within the line", result.stderr)

    def test_a_huge_line_takes_little_memory(self):
        with program.folder() as folder:
            file = folder / "huge.ndjson"
            with file.open("w") as out:
                out.write(json.dumps(HEAD) + "\n" + json.dumps(success("a")) + "\n")
                for _ in range(300):
                    out.write("x" * 1000000)
                out.write("\n" + json.dumps(success("b")) + "\n")
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            result = program.call("judge", str(file), "--skip-bad")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn(":3: it is longer than 8 MiB", result.stderr)
            # Kilobytes; sanitizers have some of their own.
            self.assertLessEqual(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, max(before, 250000))

    def test_wrong_calls_and_files_say_what_is_wrong(self):
        with program.folder() as folder:
            binary = folder / "binary"
            binary.write_bytes(bytes(range(256)) * 10)
            empty = folder / "empty"
            empty.write_text("")
            curl = folder / "curl"
            curl.write_text("curl 'http://127.0.0.1:8080/v2/index.php?Action=CreateProduct&productName=a'\n")
            report = folder / "report"
            program.call("run", "--mock", "--budget", "quick", "--report", f"ndjson={report}")
            for arguments, message in (
                    (["/no/such/file"], "/no/such/file: the file cannot be read"),
                    ([str(binary)], "it is neither a transcript nor a HAR"),
                    ([str(empty)], "the file is empty"),
                    ([str(report)], "judge what run --record writes"),
                    ([str(curl), "--format", "hra"], "did you mean har"),
                    ([str(curl), "--format", "har"], "it is not JSON at byte"),
                    ([], "FILE is required")):
                with self.subTest(arguments=arguments):
                    result = program.call("judge", *arguments)
                    self.assertEqual(result.returncode, 2)
                    self.assertIn(message, result.stderr)
            nothing = program.call("judge", str(curl))
            self.assertEqual(nothing.returncode, 3)
            self.assertIn("no answer is recorded", nothing.stdout)
            unwritable = program.call("run", "--mock", "--record", "/no/such/place/file")
            self.assertEqual(unwritable.returncode, 2)
            self.assertIn("--record: /no/such/place/file: the file cannot be written", unwritable.stderr)

    def test_reports_are_those_of_a_run(self):
        schema = json.loads((program.SPEC / "schema/event.schema.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        result = judge([HEAD, success("a"), exchange("a", SUCCESS % ("a", "other"))], "--report", "ndjson=-")
        events = program.lines_of_json(result.stdout)
        for event in events:
            validator.validate(event)
        self.assertEqual([events[0]["event"], events[-1]["event"]], ["run-started", "run-finished"])


if __name__ == "__main__":
    unittest.main()
