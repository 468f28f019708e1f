# SPDX-License-Identifier: MIT
"""HTTPS in both directions: run against mock --tls and against servers that deserve no trust."""
import contextlib
import http.server
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

import program

QUICK = ["--budget", "quick"]
FAULT = "product-name.max-length.accepts-33"
NAMES = "DNS:localhost,IP:127.0.0.1"


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=60)


class Identities:
    """Certificates and keys, made for this run of the tests in a folder of their own."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        (folder / "ca.cnf").write_text(f"""
[ca]
default_ca = this
[this]
database = {folder}/index
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
""")
        (folder / "index").write_text("")
        (folder / "serial").write_text("01")
        self.key("ca")
        openssl("req", "-x509", "-new", "-key", self.path("ca.key"), "-out", self.path("ca.pem"), "-days", "2", "-subj",
                "/CN=test authority", "-addext", "basicConstraints=critical,CA:TRUE")

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def key(self, name: str) -> None:
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", self.path(f"{name}.key"))

    def issue(self, name: str, names: str = NAMES, start: float = -3600, end: float = 86400) -> tuple[str, str]:
        """A certificate of the authority, valid between two times in seconds from now, and its key."""
        self.key(name)
        openssl("req", "-new", "-key", self.path(f"{name}.key"), "-out", self.path(f"{name}.csr"), "-subj", f"/CN={name}",
                "-addext", f"subjectAltName={names}")
        dates = [time.strftime("%Y%m%d%H%M%SZ", time.gmtime(time.time() + offset)) for offset in (start, end)]
        openssl("ca", "-batch", "-notext", "-config", self.path("ca.cnf"), "-cert", self.path("ca.pem"), "-keyfile",
                self.path("ca.key"), "-in", self.path(f"{name}.csr"), "-out", self.path(f"{name}.pem"),
                "-startdate", dates[0], "-enddate", dates[1])
        return self.path(f"{name}.pem"), self.path(f"{name}.key")


class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.made = Identities(pathlib.Path(temporary.name))
        cls.ca = cls.made.path("ca.pem")
        cls.good = cls.made.issue("good")

    def run_against(self, url: str, *arguments: str) -> dict:
        result = program.call("run", "--endpoint", url, *QUICK, "--report", "json=-", *arguments)
        self.assertEqual(result.stderr, "")
        return json.loads(result.stdout)

    def assert_unreachable(self, found: dict, cause: str) -> None:
        self.assertEqual((found["exit_code"], found["created"]), (3, 0))
        self.assertLess(found["requests"], 10)
        self.assertIn("no answer: unreachable, no connection was made: ", found["reason"])
        self.assertIn(cause, found["reason"])


class Runs(Tls):
    def test_a_trusted_endpoint_is_tested_as_one_without_tls_is(self):
        with program.mock("--tls", *self.good) as url:
            self.assertRegex(url, r"\Ahttps://127\.0\.0\.1:\d+/v2/index\.php\Z")
            for reached in (url, url.replace("127.0.0.1", "localhost")):
                found = self.run_against(reached, "--ca", self.ca)
                self.assertEqual((found["exit_code"], found["unanswered"]), (0, 0), found["reason"])
                self.assertNotIn("certificate", " ".join(found["notes"]))

    def test_insecure_reaches_anybody_and_says_so(self):
        bad = self.made.issue("nobody", names="DNS:elsewhere.test", start=-7200, end=-3600)
        with program.mock("--tls", *bad) as url:
            found = self.run_against(url, "--insecure")
        self.assertEqual(found["exit_code"], 0)
        self.assertIn("the certificate of the endpoint was not verified (--insecure)", found["notes"])

    def test_an_endpoint_that_is_not_trusted_is_not_tested_and_the_cause_is_named(self):
        self_signed = self.made.path("self.pem"), self.made.path("self.key")
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", self_signed[1],
                "-out", self_signed[0], "-days", "2", "-subj", "/CN=self", "-addext", f"subjectAltName={NAMES}")
        trusting = ["--ca", self.ca]
        causes = [
            (self.good, [], "an authority unknown here (--ca FILE)"),
            (self_signed, [], "self-signed"),
            (self_signed, trusting, "self-signed"),
            (self.made.issue("old", start=-7200, end=-3600), trusting, "has expired, on 20"),
            (self.made.issue("future", start=3600), trusting, "is not yet valid, but from 20"),
            (self.made.issue("wrong", names="DNS:elsewhere.test"), trusting,
             "wrong host: the server's certificate is not for 127.0.0.1"),
        ]
        for identity, options, cause in causes:
            with self.subTest(cause=cause), program.mock("--tls", *identity) as url:
                self.assert_unreachable(self.run_against(url, *options), cause)
        with program.mock("--tls", *self_signed) as url:
            self.assertEqual(self.run_against(url, "--ca", self_signed[0])["exit_code"], 0)

    def test_a_scheme_that_does_not_fit_the_port_is_noticed(self):
        with program.mock() as url:
            self.assert_unreachable(self.run_against(url.replace("http:", "https:")), "the URL must begin with http://")
        with program.mock("--tls", *self.good) as url:
            found = self.run_against(url.replace("https:", "http:"))
            self.assertEqual(found["exit_code"], 3)
            self.assertIn(f"the endpoint speaks TLS: try --endpoint {url}", found["notes"])

    def test_a_peer_that_never_answers_the_handshake_is_given_up(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            found = self.run_against(f"https://127.0.0.1:{silent.getsockname()[1]}", "--timeout", "0.2")
        self.assert_unreachable(found, "the TLS handshake timed out")

    def test_a_fault_is_shown_with_lines_that_reach_the_endpoint_again(self):
        only = ["--budget", "quick", "--only", "product-name.m*", "--seed", "7", "--salt", "kqzvn"]
        with program.mock("--tls", *self.good, "--fault", FAULT) as url:
            for trust, in_curl in ((["--ca", self.ca], f"--cacert {self.ca}"), (["--insecure"], "--insecure")):
                output = program.call("run", "--endpoint", url, *trust, *only).stdout
                line = re.search(r"(?m)^   curl +(curl .*)$", output)[1]
                self.assertIn(f"curl {in_curl} ", line)
                self.assertIn(f"'{url}?", line)
                self.assertIn(f"run --endpoint {url} {' '.join(trust)} ", re.search(r"(?m)^   again +(.*)$", output)[1])
                name = re.search(r"productName=(\w+)", line)[1]
                answer = subprocess.run(["bash", "-c", line.replace(name, trust[0][2] + name[1:])], capture_output=True,
                                        text=True, timeout=20)
                self.assertEqual(json.loads(answer.stdout)["code"], 0, answer.stdout + answer.stderr)

    def test_signed_curl_lines_go_to_the_same_url(self):
        with program.mock("--tls", *self.good, "--auth", "--fault", FAULT) as url:
            output = program.call("run", "--endpoint", url, "--ca", self.ca, "--budget", "quick", "--only", "product-name.m*",
                                  "--salt", "kqzvn", keys=program.KEYS).stdout
            line = re.search(r"(?m)^   curl +(curl .*)$", output)[1]
            name = re.search(r"productName=(\w+)", line)[1]
            path = os.path.dirname(program.PROGRAM) + ":" + os.environ["PATH"]
            answer = subprocess.run(["bash", "-c", line.replace(name, "z" + name[1:])], capture_output=True, text=True,
                                    timeout=20, env={**program.environment(program.KEYS), "PATH": path})
            self.assertEqual(json.loads(answer.stdout)["code"], 0, answer.stdout + answer.stderr)

    def test_a_server_that_dies_in_the_middle_ends_the_run(self):
        command = [program.PROGRAM, "mock", "--tls", *self.good]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=program.environment({})) as server:
            url = server.stdout.readline().strip()
            with program.folder() as folder:
                events = folder / "events"
                run = subprocess.Popen([program.PROGRAM, "run", "--endpoint", url, "--ca", self.ca, *QUICK, "--rate", "200",
                                        "--report", f"ndjson={events}"], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, text=True, env=program.environment({}))
                while not events.exists() or events.read_text().count("case-finished") < 10:
                    time.sleep(0.01)
                server.kill()
                output, errors = run.communicate(timeout=100)
                last = program.lines_of_json(events.read_text())[-1]
        self.assertEqual((run.returncode, errors), (3, ""), output)
        self.assertEqual((last["event"], last["exit_code"]), ("run-finished", 3))
        self.assertIn("the target cannot be reached any more: no connection was made", output)


class Servers(Tls):
    def python_server(self, handler: type, context: ssl.SSLContext | None = None):
        """A server of another library's TLS in this process; gives its URL."""
        if context is None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self.good)

        @contextlib.contextmanager
        def serve():
            class Server(http.server.ThreadingHTTPServer):
                def handle_error(self, *_):  # of clients that go away during the handshake
                    pass

            server = Server(("127.0.0.1", 0), handler)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                yield f"https://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()
                server.server_close()

        return serve()

    def test_no_redirect_is_followed(self):
        paths = []

        class Redirect(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                paths.append(self.path)
                self.send_response(302)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            do_POST = do_GET

            def log_message(self, *_):
                pass

        with self.python_server(Redirect) as url:
            found = self.run_against(url, "--ca", self.ca)
        self.assertEqual(found["exit_code"], 3)
        self.assertIn("HTTP status 302", found["reason"])
        self.assertTrue(paths)
        self.assertFalse([path for path in paths if not path.startswith("/v2/index.php")])

    def test_answers_that_end_with_the_connection_are_whole_without_a_goodbye(self):
        class Refusal(http.server.BaseHTTPRequestHandler):  # HTTP/1.0, no length; Python's TLS ends without close_notify
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'{"code":4100,"message":"no","codeDesc":"AuthFailure"}')

            do_POST = do_GET

            def log_message(self, *_):
                pass

        with self.python_server(Refusal) as url:
            found = self.run_against(url, "--ca", self.ca)
        self.assertEqual((found["exit_code"], found["unanswered"]), (3, 0))
        self.assertIn("public code 4100", found["reason"])

    def test_a_server_that_knows_only_old_tls_is_named(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.good)
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.python_server(http.server.BaseHTTPRequestHandler, context) as url:
            self.assert_unreachable(self.run_against(url, "--ca", self.ca), "the peer does not speak TLS 1.2 or later")


class Calls(Tls):
    def test_wrong_calls_and_files(self):
        garbage = self.made.path("garbage")
        pathlib.Path(garbage).write_bytes(bytes(range(256)) * 4)
        empty = self.made.path("empty")
        pathlib.Path(empty).write_bytes(b"")
        none = self.made.path("none")
        certificate, key = self.good
        other_key = self.made.path("ca.key")
        locked = self.made.path("locked.key")
        openssl("pkey", "-in", key, "-aes128", "-passout", "pass:secret", "-out", locked)
        https = ["run", "--endpoint", "https://127.0.0.1:1"]
        calls = [
            ([*https, "--ca", none], f"--ca: {none}: the file cannot be read: No such file"),
            ([*https, "--ca", garbage], f"--ca: {garbage}: the file holds no certificate"),
            ([*https, "--ca", empty], f"--ca: {empty}: the file holds no certificate"),
            ([*https, "--ca", key], f"--ca: {key}: the file holds no certificate"),
            ([*https, "--ca", str(self.made.folder)], "the file cannot be read: Is a directory"),
            ([*https, "--ca", ""], "--ca: the name of the file is empty"),
            ([*https, "--ca", self.ca, "--insecure"], "exclude each other"),
            (["run", "--endpoint", "http://127.0.0.1:1", "--ca", self.ca], "--ca: only an https:// endpoint"),
            (["run", "--endpoint", "http://127.0.0.1:1", "--insecure"], "--insecure: only an https:// endpoint"),
            (["run", "--mock", "--insecure"], "--ca and --insecure need --endpoint"),
            (["run", "--mock", "--ca", self.ca], "--ca and --insecure need --endpoint"),
            (["mock", "--tls", certificate], "--tls"),
            (["mock", "--tls", none, key], f"--tls: {none}: the file cannot be read: No such file"),
            (["mock", "--tls", certificate, none], f"--tls: {none}: the file cannot be read: No such file"),
            (["mock", "--tls", garbage, key], f"--tls: {garbage}: the file holds no certificate"),
            (["mock", "--tls", certificate, garbage], f"--tls: {garbage}: the file holds no private key"),
            (["mock", "--tls", certificate, locked], f"--tls: {locked}: the private key in the file is encrypted"),
            (["mock", "--tls", certificate, other_key],
             f"--tls: {other_key}: the private key does not fit the certificate in {certificate}"),
        ]
        for arguments, message in calls:
            with self.subTest(message=message):
                result = program.call(*arguments)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(message, result.stderr)
                self.assertEqual(result.stderr.count("\n"), 1)

    def test_a_configuration_file_may_name_the_authorities(self):
        with program.mock("--tls", *self.good) as url, program.folder() as folder:
            config = folder / "run.toml"
            config.write_text(f'endpoint = "{url}"\nca = "{self.ca}"\nbudget = "quick"\n')
            self.assertEqual(program.call("run", "--config", str(config)).returncode, 0)
            config.write_text(f'endpoint = "{url}"\ninsecure = true\nbudget = "quick"\n')
            self.assertEqual(program.call("run", "--config", str(config)).returncode, 0)

    def test_the_mock_ends_on_a_signal_while_a_handshake_is_unfinished(self):
        command = [program.PROGRAM, "mock", "--tls", *self.good]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=program.environment({})) as process:
            port = int(re.search(r":(\d+)/", process.stdout.readline())[1])
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(b"\x16\x03\x01")
                started = time.monotonic()
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(timeout=20), 0)
                self.assertLess(time.monotonic() - started, 4)


if __name__ == "__main__":
    unittest.main()
