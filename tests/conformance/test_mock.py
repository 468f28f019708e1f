# SPDX-License-Identifier: MIT
"""mock: a service in a process of its own."""
import json
import re
import signal
import socket
import subprocess
import unittest
import urllib.request

import program


def create(url: str, name: str) -> dict:
    return json.load(urllib.request.urlopen(f"{url}?Action=CreateProduct&productName={name}"))


class Mock(unittest.TestCase):
    def test_it_keeps_the_contract(self):
        with program.mock() as url:
            self.assertRegex(url, r"\Ahttp://127\.0\.0\.1:\d+/v2/index\.php\Z")
            self.assertEqual(create(url, "fruit")["code"], 0)
            self.assertRegex(create(url, "fruit")["message"], r"\A\(1001\)")
            self.assertRegex(create(url, "a" * 33)["message"], r"\A\(1101\)")

    def test_faults_variants_and_quota(self):
        with program.mock("--fault", "product-name.max-length.accepts-33", "--variant", "name-case.folded", "--quota", "2") as url:
            self.assertEqual(create(url, "a" * 33)["code"], 0)
            self.assertEqual(create(url, "fruit")["code"], 0)
            self.assertRegex(create(url, "FRUIT")["message"], r"\A\(1001\)")
            self.assertRegex(create(url, "more")["message"], r"\A\(1000\)")

    def test_it_ends_in_order_on_either_signal_even_while_a_client_is_connected(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with subprocess.Popen([program.PROGRAM, "mock"], stdout=subprocess.PIPE, text=True, env=program.environment({})) as process:
                port = int(re.search(r":(\d+)/", process.stdout.readline())[1])
                with socket.create_connection(("127.0.0.1", port)) as client:
                    client.sendall(b"GET /v2/index.php HTTP/1.1\r\n")
                    process.send_signal(number)
                    self.assertEqual(process.wait(timeout=20), 0)

    def test_the_lists_name_what_the_options_take(self):
        for option, choice in (("--list-faults", "--fault"), ("--list-variants", "--variant")):
            listed = program.call("mock", option)
            self.assertEqual(listed.returncode, 0)
            names = [line.split()[0] for line in listed.stdout.splitlines()]
            self.assertGreater(len(names), 10)
            with program.mock(choice, names[0]):
                pass

    def test_wrong_calls(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            calls = [
                (["--port", "65536"], "expected a number from 0 to 65535"),
                (["--port", str(taken.getsockname()[1])], "--port: "),
                (["--fault", "product-name.max-length.accepts-34"], "did you mean product-name.max-length.accepts-33"),
                (["--variant", "name-case.fold"], "did you mean name-case.folded"),
                (["--quota", "-1"], "expected a number of products"),
            ]
            for arguments, message in calls:
                with self.subTest(message=message):
                    result = program.call("mock", *arguments)
                    self.assertEqual((result.returncode, result.stdout), (2, ""))
                    self.assertIn(message, result.stderr)


if __name__ == "__main__":
    unittest.main()
