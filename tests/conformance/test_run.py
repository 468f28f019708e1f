# SPDX-License-Identifier: MIT
"""run: targets, reports, limits, files, secrets and signals."""
import http.server
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
import unittest
import xml.etree.ElementTree

import jsonschema

import program

FIXED = ["--seed", "7", "--salt", "kqzvn"]
FAULT = "product-name.max-length.accepts-33"
QUICK = ["--budget", "quick", "--only", "product-name.m*"]


def run(*arguments: str, **options) -> subprocess.CompletedProcess:
    return program.call("run", *arguments, **options)


def summary(*arguments: str, **options) -> dict:
    return json.loads(run(*arguments, "--report", "json=-", **options).stdout)


class Verdicts(unittest.TestCase):
    def test_a_mock_in_process_conforms(self):
        result = run("--mock", *FIXED)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn("\nCONFORMANT: ", result.stdout)
        self.assertIn("seed 7, salt kqzvn", result.stdout)

    def test_a_fault_is_found_in_process_and_over_http_with_the_same_finding(self):
        self.assertEqual(run("--mock", "--fault", FAULT, *QUICK).returncode, 1)
        inside = summary("--mock", "--fault", FAULT, *QUICK, *FIXED)
        with program.mock("--fault", FAULT) as url:
            outside = summary("--endpoint", url, *QUICK, *FIXED)
        for found in (inside, outside):
            self.assertEqual((found["verdict"], found["exit_code"]), ("fail", 1))
            self.assertEqual([finding["clause"] for finding in found["findings"]], ["product-name.max-length"])
        self.assertEqual(inside["findings"][0]["history"][-1]["query"], outside["findings"][0]["history"][-1]["query"])

    def test_a_target_may_be_named_in_one_word(self):
        found = summary(f"mock:fault={FAULT},quota=700,auth", *QUICK, *FIXED)
        self.assertEqual([finding["clause"] for finding in found["findings"]], ["product-name.max-length"])
        self.assertEqual(found["target"], f"the built-in mock, --fault {FAULT} --quota 700 --auth")
        with program.mock("--fault", FAULT) as url:
            self.assertEqual(summary(url, *QUICK, *FIXED)["findings"][0]["clause"], "product-name.max-length")

    def test_keys_make_a_signed_run_of_both_accounts(self):
        found = summary("--mock", "--only", "common.*", "--only", "product-name.scope", *FIXED,
                        keys={**program.KEYS, **program.SECOND_KEYS})
        self.assertEqual(found["exit_code"], 0)
        verdicts = {clause["clause"]: clause["verdict"] for clause in found["clauses"]}
        for clause in ("common.signature", "common.nonce", "common.timestamp", "product-name.scope"):
            self.assertEqual(verdicts[clause], "pass", clause)

    def test_without_keys_faults_that_need_them_bring_them_along(self):
        names = [line.split()[0] for line in program.call("mock", "--list-faults").stdout.splitlines()]
        fault = next(name for name in names if name.startswith("common.signature."))
        found = summary("--mock", "--fault", fault, "--only", "common.signature", *FIXED)
        self.assertEqual([finding["clause"] for finding in found["findings"]], ["common.signature"])
        self.assertIn("(--auth)", found["notes"][0])

    def test_nothing_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        result = run("--endpoint", f"http://127.0.0.1:{port}", "--timeout", "0.5")
        self.assertEqual(result.returncode, 3)
        self.assertIn("\nINCONCLUSIVE: no answer: unreachable", result.stdout)

    def test_random_cases_are_as_many_as_asked_for(self):
        result = run("--mock", "--dry-run", "--budget", "quick", "--random", "80")
        self.assertRegex(result.stdout, r"(?m)^random +80 ")
        self.assertRegex(result.stdout, r"(?m)^sequences +10 ")
        result = run("--mock", "--budget", "quick", "--random", "800", "--salt", "drawn", "--quiet")
        self.assertEqual(result.returncode, 0, result.stdout)
        result = run("--mock", "--random", "many")
        self.assertEqual(result.returncode, 2)
        self.assertIn("--random", result.stderr)

    def test_a_dry_run_sends_nothing(self):
        result = run("--endpoint", "http://192.0.2.1", "--dry-run", "--budget", "quick")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertRegex(result.stdout, r"(?m)^all +\d+ +\d+$")


class Reports(unittest.TestCase):
    def test_each_format_has_its_file(self):
        with program.folder() as folder:
            result = run("--mock", "--fault", FAULT, "--only", "product-name.*", *FIXED, *[argument for format in ("terminal", "ndjson", "json", "junit")
                                                              for argument in ("--report", f"{format}={folder / format}")])
            self.assertEqual(result.returncode, 1)
            self.assertEqual(result.stdout, (folder / "terminal").read_text())
            schema = json.loads((program.SPEC / "schema/event.schema.json").read_text())
            validator = jsonschema.Draft202012Validator(schema)
            events = program.lines_of_json((folder / "ndjson").read_text())
            for event in events:
                validator.validate(event)
            self.assertEqual(events[0]["event"], "run-started")
            self.assertEqual(events[-1], json.loads((folder / "json").read_text()))
            suites = xml.etree.ElementTree.parse(folder / "junit").getroot()
            self.assertEqual(suites.tag, "testsuites")
            self.assertEqual(len(suites.findall(".//testcase")), len(events[-1]["clauses"]))
            self.assertEqual(len(suites.findall(".//failure")), 1)

    def test_the_schema_notices_what_does_not_belong(self):
        schema = json.loads((program.SPEC / "schema/event.schema.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        for event in program.lines_of_json(run("--mock", "--fault", FAULT, *QUICK, *FIXED, "--report", "ndjson=-").stdout):
            self.assertFalse(validator.is_valid({**event, "further": 1}))
            for member in event:
                self.assertFalse(validator.is_valid({key: value for key, value in event.items() if key != member}))

    def test_the_same_seed_gives_the_same_masked_stream_whatever_the_port(self):
        streams = []
        for _ in range(2):
            with program.mock("--fault", FAULT) as url:
                streams.append(run("--endpoint", url, "--mask", *QUICK, *FIXED, "--report", "ndjson=-").stdout)
        self.assertEqual(streams[0], streams[1])
        self.assertIn(":PORT/", streams[0])

    def test_quiet_and_verbose(self):
        quiet = run("--mock", "--quiet", *QUICK, *FIXED).stdout
        self.assertEqual(quiet.count("\n"), 1)
        verbose = run("--mock", "--verbose", *QUICK, *FIXED).stdout
        self.assertIn("  pass  product-name.max-length.over-33  (1 request)\n", verbose)
        self.assertNotIn("\x1b", verbose)

    def test_printed_curl_lines_show_the_finding_again(self):
        with program.mock("--fault", FAULT) as url:
            output = run("--endpoint", url, *QUICK, *FIXED).stdout
            line = re.search(r"(?m)^   curl +(curl .*)$", output)[1]
            name = re.search(r"productName=(\w+)", line)[1]
            line = line.replace(name, "z" + name[1:])
            answer = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=20)
            self.assertEqual(json.loads(answer.stdout)["code"], 0)

    def test_printed_curl_lines_of_signed_requests_are_signed_afresh(self):
        with program.mock("--auth", "--fault", FAULT) as url:
            output = run("--endpoint", url, *QUICK, *FIXED, keys=program.KEYS).stdout
            line = re.search(r"(?m)^   curl +(curl .*)$", output)[1]
            name = re.search(r"productName=(\w+)", line)[1]
            line = line.replace(name, "z" + name[1:])
            path = os.path.dirname(program.PROGRAM) + ":" + os.environ["PATH"]
            answer = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=20,
                                    env={**program.environment(program.KEYS), "PATH": path})
            self.assertEqual(json.loads(answer.stdout)["code"], 0, answer.stdout)


class Secrets(unittest.TestCase):
    def test_no_report_and_no_message_holds_a_secret_even_if_the_target_echoes_everything(self):
        class Echo(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # one packet for each answer

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode(errors="replace")
                text = json.dumps({"code": 0, "message": "", "codeDesc": "Success", "productName": "n",
                                   "productID": self.path + body}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        keys = {**program.KEYS, **program.SECOND_KEYS, "CREATEPRODUCT_TOKEN": "a-token-that-nobody-may-see"}
        try:
            with program.folder() as folder:
                arguments = [argument for format in ("ndjson", "json", "junit")
                             for argument in ("--report", f"{format}={folder / format}")]
                result = run("--endpoint", f"http://127.0.0.1:{server.server_port}", "--budget", "quick", "--verbose",
                             *FIXED, *arguments, keys=keys)
                self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
                written = result.stdout + result.stderr + "".join(path.read_text() for path in folder.iterdir())
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
        self.assertIn("productName=", written)
        for secret in keys.values():
            self.assertNotIn(secret, written)
        # What stands for a signature (the wrong one of the catalogue is none), and Base64 of 32 bytes, plain or percent-encoded.
        for shape in (r"Signature=(?!\[secret\]|A{27}(?:=|%3D)).{9}", r"(?:[A-Za-z0-9+/]|%2[BF]){43}(?:=|%3D)"):
            found = re.search(shape, written)
            self.assertIsNone(found, found and written[max(found.start() - 300, 0):found.end()])


class Limits(unittest.TestCase):
    def test_requests(self):
        found = summary("--mock", "--max-requests", "30", *FIXED)
        self.assertEqual(found["requests"], 30)
        self.assertIn("--max-requests was reached", " ".join(found["notes"]))

    def test_creations(self):
        self.assertLessEqual(summary("--mock", "--max-creations", "50", *FIXED)["created"], 50)
        self.assertGreater(summary("--mock", "--max-creations", "0", *FIXED)["created"], 200)

    def test_creations_are_limited_off_this_machine_and_the_notes_say_so(self):
        found = summary("--endpoint", "http://192.0.2.1", "--timeout", "0.1", *FIXED)
        self.assertEqual(found["exit_code"], 3)
        self.assertIn("at most 200 products are created", found["notes"][0])
        free = summary("--endpoint", "http://192.0.2.1", "--timeout", "0.1", "--max-creations", "5", *FIXED)
        self.assertNotIn("200", " ".join(free["notes"]))

    def test_rate(self):
        started = time.monotonic()
        run("--mock", "--rate", "100", "--max-requests", "30", *FIXED)
        self.assertGreater(time.monotonic() - started, 0.25)

    def test_only(self):
        found = summary("--mock", "--only", "region.type", "--only", "encryption-*", *FIXED)
        checked = {clause["clause"] for clause in found["clauses"] if clause["reason"] == "left out by --only"}
        self.assertIn("product-name.unique", checked)
        self.assertNotIn("region.type", checked)
        self.assertNotIn("encryption-type.values", checked)


class Cleanup(unittest.TestCase):
    def test_nothing_is_left(self):
        for options in ((), ("--auth",), ("--jobs", "4"), ("--variant", "network.lost"), ("--variant", "busy.internal-errors")):
            with self.subTest(options=options), program.folder() as folder:
                ledger = folder / "ledger"
                found = summary("--mock", "--budget", "quick", *FIXED, "--cleanup", "--ledger", str(ledger), *options)
                self.assertEqual(found["exit_code"], 0)
                self.assertGreater(found["created"], 100)
                self.assertEqual(found["deleted"], found["created"])
                lines = program.lines_of_json(ledger.read_text())
                self.assertEqual({line["product_id"] for line in lines if "product_id" in line},
                                 {line["product_id"] for line in lines if line.get("deleted")})

    def test_what_a_run_left_is_deleted_later_from_its_ledger(self):
        with program.folder() as folder, program.mock("--auth", keys={**program.KEYS, **program.SECOND_KEYS}) as url:
            ledger = folder / "ledger"
            keys = {**program.KEYS, **program.SECOND_KEYS}
            run("--endpoint", url, "--budget", "quick", "--ledger", str(ledger), keys=keys)
            with ledger.open("a") as file:
                file.write('{"account":"first","name":"cut')
            partly = program.call("cleanup", "--endpoint", url, "--ledger", str(ledger), keys=program.KEYS)
            self.assertEqual(partly.returncode, 3, partly.stderr)
            self.assertIn("they are the second account's", partly.stdout)
            done = program.call("cleanup", "--endpoint", url, "--ledger", str(ledger), keys=keys)
            self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
            again = program.call("cleanup", "--endpoint", url, "--ledger", str(ledger), keys=keys)
            self.assertEqual((again.returncode, again.stdout.splitlines()[0]), (0, "0 of 0 products were deleted"))
            self.assertFalse(any(secret in done.stdout + ledger.read_text() for secret in keys.values()))

    def test_ledgers_that_cannot_be_used(self):
        with program.folder() as folder:
            bad = folder / "bad"
            bad.write_text('{"account":"first","name":"n"}\n{}\n')
            for file, problem in ((bad, "bad: line 2 /account: it is missing"), (folder / "none", "none: the file cannot be read")):
                result = program.call("cleanup", "--endpoint", "http://127.0.0.1:1", "--ledger", str(file))
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(problem, result.stderr)
            good = folder / "good"
            good.write_text('{"account":"first","name":"saltn","salted":true,"product_id":"X"}\n')
            result = program.call("cleanup", "--endpoint", "http://127.0.0.1:1", "--ledger", str(good))
            self.assertEqual(result.returncode, 3)
            self.assertIn("DeleteProduct was answered not at all: unreachable", result.stdout)

    def test_the_names_are_free_again(self):
        with program.mock() as url:
            runs = [summary("--endpoint", url, "--budget", "quick", *FIXED, "--cleanup") for _ in range(2)]
        self.assertEqual([found["exit_code"] for found in runs], [0, 0])
        self.assertEqual(*(found["created"] for found in runs))

    def test_what_cannot_be_deleted_is_no_verdict(self):
        found = summary("--mock", "--budget", "quick", *FIXED, "--cleanup", "--variant", "deleted-product.has-devices")
        self.assertEqual((found["exit_code"], found["deleted"]), (0, 0))
        self.assertIn("module code 1005", " ".join(found["notes"]))

    def test_an_interrupted_run_cleans_up(self):
        """Whether it has just begun or has created much."""
        for lines_by_then in (1, 2, 3, 5, 10, 40, 100, 200):
            with self.subTest(lines_by_then=lines_by_then), program.folder() as folder, program.mock() as url:
                ledger = folder / "ledger"
                process = subprocess.Popen(
                    [program.PROGRAM, "run", "--endpoint", url, "--budget", "quick", "--cleanup", "--ledger", str(ledger)],
                    env=program.environment({}), stdout=subprocess.PIPE, text=True)
                for _ in range(30_000):
                    if ledger.exists() and ledger.read_text().count("\n") >= lines_by_then:
                        break
                    time.sleep(0.001)
                process.send_signal(signal.SIGINT)
                out, _ = process.communicate(timeout=60)
                lines = program.lines_of_json(ledger.read_text())
                ids = {line["product_id"] for line in lines if "product_id" in line}
                self.assertGreater(len(ids), 0)
                self.assertEqual({line["product_id"] for line in lines if line.get("deleted")}, ids, out)


class Jobs(unittest.TestCase):
    def test_a_run_says_the_same_with_any_number_of_them(self):
        def told(jobs):
            found = summary("--mock", "--budget", "quick", *FIXED, "--jobs", jobs, "--fault", "product-name.max-length.accepts-33")
            return ({c["clause"]: c["verdict"] for c in found["clauses"]}, [f["clause"] for f in found["findings"]],
                    found["silences"])

        one = told("1")
        for jobs in ("2", "8"):
            self.assertEqual(told(jobs)[:2], one[:2])
        for wrong in ("0", "65", "x"):
            self.assertEqual(run("--mock", "--jobs", wrong).returncode, 2)


class Files(unittest.TestCase):
    def test_the_ledger_has_every_product_before_its_creation_and_keeps_what_was_there(self):
        with program.folder() as folder:
            ledger = folder / "ledger"
            ledger.write_text('{"account":"first","name":"earlier"}\n')
            found = summary("--mock", *QUICK, *FIXED, "--ledger", str(ledger))
            lines = program.lines_of_json(ledger.read_text())
        self.assertEqual(lines[0]["name"], "earlier")
        announced, created = set(), {}
        for line in lines[1:]:
            self.assertEqual(line["account"], "first")
            if "product_id" in line:
                self.assertIn(line["name"], announced)
                created[line["name"]] = line["product_id"]
            announced.add(line["name"])
        self.assertEqual(len(created), found["created"])

    def test_files_that_cannot_be_written_stop_the_run_before_any_request(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"http://127.0.0.1:{silent.getsockname()[1]}"
            for option, value in (("--report", "json=/no/such/folder/file"), ("--ledger", "/no/such/folder/file")):
                result = run("--endpoint", url, option, value)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn("/no/such/folder/file: the file cannot be written", result.stderr)
            silent.settimeout(0.1)
            with self.assertRaises(TimeoutError):
                silent.accept()

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_a_full_disk_is_said(self):
        result = run("--mock", *QUICK, *FIXED, "--report", "json=/dev/full")
        self.assertEqual(result.returncode, 2)
        self.assertIn("/dev/full: the file could not be written in full", result.stderr)
        result = run("--mock", *FIXED, "--ledger", "/dev/full")
        self.assertEqual(result.returncode, 2)
        self.assertIn("so the run was ended", result.stderr)

    def test_a_configuration_file_gives_options_and_the_command_line_comes_first(self):
        with program.folder() as folder:
            config = folder / "run.toml"
            config.write_text('# a comment\nmock = true\nseed = 5\nsalt = "fromfile"\nonly = ["region.*", "encryption-*"]\nverbose = false\n')
            result = run("--config", str(config), "--salt", "cmdline", "--report", "json=-")
            found = json.loads(result.stdout)
        self.assertEqual((found["seed"], found["salt"], found["exit_code"]), (5, "cmdline", 0))
        verdicts = {clause["clause"]: clause["verdict"] for clause in found["clauses"]}
        self.assertEqual((verdicts["region.type"], verdicts["encryption-type.type"]), ("pass", "pass"))
        self.assertEqual(verdicts["product-name.scope"], "not-exercised")

    def test_what_is_wrong_in_a_configuration_file_is_said_with_file_and_key(self):
        faults = {
            "sede = 5": "sede: there is no such option; did you mean --seed?",
            "seed = x": "seed: --seed: expected a number",
            "seed = 1\nsalt = \"abcd\"\nseed = 2": "seed: it is given twice",
            "seed = [1, 2]": "seed: ",
            'only = "no.such"': "only: --only: no clause is called no.such",
            "quiet = 3": "quiet: expected true or false",
            "config = x": "config: there is no such option",
            "secret-key = x": "secret-key: there is no such option",
            "[run]\nseed = 1": "run",
        }
        with program.folder() as folder:
            config = folder / "run.toml"
            for text, message in faults.items():
                with self.subTest(text=text):
                    config.write_text(text + "\n")
                    result = run("--mock", "--config", str(config))
                    self.assertEqual((result.returncode, result.stdout), (2, ""))
                    self.assertIn(f"{config}: ", result.stderr)
                    self.assertIn(message, result.stderr)
            for file in (folder / "none", folder):
                result = run("--mock", "--config", str(file))
                self.assertEqual(result.returncode, 2)
                self.assertIn(f"{file}: the file cannot be read", result.stderr)


class Calls(unittest.TestCase):
    def test_wrong_calls(self):
        calls = [
            (["mock", "--mock", "--endpoint", "http://127.0.0.1"], {}, "exclude each other"),
            (["mok"], {}, "no target mok; did you mean mock?"),
            (["mock:fault=product-name.max-length.accepts-34"], {}, "accepts-33"),
            (["mock:quota=0"], {}, "quota: expected a number"),
            (["mock:pace=3"], {}, "a mock has no pace=3"),
            (["http://127.0.0.1", "--auth"], {}, "need --mock"),
            ([], {}, "name the target"),
            (["--mock", "--endpoint", "http://127.0.0.1"], {}, "exclude each other"),
            (["--endpoint", "http://127.0.0.1", "--fault", FAULT], {}, "need --mock"),
            (["--endpoint", "ftp://127.0.0.1"], {}, "--endpoint: "),
            (["--mock", "--fault", "product-name.max-length.accept-33"], {}, f"did you mean {FAULT}"),
            (["--mock", "--only", "product-name.maxlength"], {}, "did you mean product-name.max-length"),
            (["--mock", "--only", "nothing.*"], {}, "no clause is called nothing.*; explain lists them"),
            (["--mock", "--fault", "x"], {}, "no fault x; mock --list-faults lists them"),
            (["--mock", "--variant", "x"], {}, "no variant x; mock --list-variants lists them"),
            (["--mock", "--budget", "huge"], {}, "expected quick, standard or deep"),
            (["--mock", "--salt", "abc"], {}, "expected 4 to 12 letters a-z"),
            (["--mock", "--salt", "Abcd"], {}, "expected 4 to 12 letters a-z"),
            (["--mock", "--seed", "-1"], {}, "--seed: expected a number"),
            (["--mock", "--seed", "18446744073709551616"], {}, "--seed: expected a number"),
            (["--mock", "--rate", "0"], {}, "--rate: expected"),
            (["--mock", "--max-time", "nan"], {}, "--max-time: expected"),
            (["--mock", "--timeout", "0"], {}, "--timeout: expected"),
            (["--mock", "--quota", "0"], {}, "--quota: expected"),
            (["--mock", "--report", "xml=-"], {}, "there is no format xml"),
            (["--mock", "--report", "json"], {}, "expected FORMAT=FILE"),
            (["--mock", "--report", "json=-", "--report", "ndjson=-"], {}, "two reports go to -"),
            (["--mock", "--quiet", "--verbose"], {}, "exclude each other"),
            (["--mock"], {"CREATEPRODUCT_SECRET_KEY": "k"}, "CREATEPRODUCT_SECRET_ID is not"),
            (["--mock"], program.SECOND_KEYS, "CREATEPRODUCT_SECRET_ID is not"),
            (["--mock"], {**program.KEYS, "CREATEPRODUCT_SECOND_SECRET_ID": "x"}, "only one is set"),
        ]
        for arguments, keys, message in calls:
            with self.subTest(arguments=arguments, message=message):
                result = run(*arguments, keys=keys)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(message, result.stderr)
                self.assertEqual(result.stderr.count("\n"), 1)

    def test_an_interrupt_ends_the_run_in_order_and_reports_are_written(self):
        with program.folder() as folder:
            command = [program.PROGRAM, "run", "--mock", "--rate", "50", *FIXED, "--report", f"ndjson={folder / 'events'}",
                       "--report", f"junit={folder / 'junit'}"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=program.environment({})) as process:
                while not (folder / "events").exists() or (folder / "events").read_text().count("case-finished") < 3:
                    time.sleep(0.02)
                process.send_signal(signal.SIGINT)
                output = process.communicate(timeout=20)[0]
                self.assertEqual(process.returncode, 3, output)
            self.assertIn("INCONCLUSIVE: the run was interrupted", output)
            self.assertEqual(program.lines_of_json((folder / "events").read_text())[-1]["event"], "run-finished")
            self.assertEqual(xml.etree.ElementTree.parse(folder / "junit").getroot().tag, "testsuites")


if __name__ == "__main__":
    unittest.main()
