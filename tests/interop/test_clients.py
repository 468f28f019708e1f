# SPDX-License-Identifier: MIT
"""Clients by other hands create products on the mock, signed both ways, by both methods; and a proxy in between."""
import base64
import contextlib
import hashlib
import hmac
import itertools
import json
import os
import pathlib
import time
import unittest
import urllib.parse

import interop
import program

SECRET_ID, SECRET_KEY = program.KEYS.values()
PROPERTIES = {"productDescription": "水果 100% & more = “新鲜”+", "encryptionType": "2", "region": "gz", "productType": 2}
NONCES = itertools.count(1)


def signed(url: str, method: str, hash_name: str, key: str, parameters: dict[str, str]) -> dict[str, str]:
    """`parameters` with the common ones and their signature."""
    place = urllib.parse.urlsplit(url)
    whole = {**parameters, "Region": "gz", "SecretId": SECRET_ID, "SignatureMethod": hash_name,
             "Timestamp": str(int(time.time())), "Nonce": str(next(NONCES))}
    text = "&".join(f"{name.replace('_', '.')}={whole[name]}" for name in sorted(whole))
    digest = hmac.digest(key.encode(), f"{method}{place.netloc}{place.path}?{text}".encode(),
                         hashlib.sha256 if hash_name == "HmacSHA256" else hashlib.sha1)
    return {**whole, "Signature": base64.b64encode(digest).decode()}


def certificate(folder: pathlib.Path) -> tuple[str, str]:
    """A certificate for this machine and its key, PEM files in `folder`."""
    openssl = interop.command("openssl")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made = interop.run(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                       "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                       "-keyout", key, "-out", certificate)
    if made.returncode != 0:
        raise AssertionError(made.stderr)
    return str(certificate), str(key)


@contextlib.contextmanager
def https_mock():
    """A mock that serves HTTPS with a certificate of its own; gives its URL and the certificate."""
    with program.folder() as folder:
        files = certificate(folder)
        with program.mock("--auth", "--tls", *files) as url:
            yield url, pathlib.Path(files[0])


class Client:
    """What every client must manage. The mock judges the signatures."""

    def setUp(self):
        self.program = self.find()

    def find(self):
        """The program that is run; raises SkipTest if there is none."""
        raise NotImplementedError

    def send(self, url: str, method: str, hash_name: str, key: str, parameters: dict[str, str], certificate) -> str:
        """The body of the answer. `certificate` is the one to trust, or None where the URL is http."""
        raise NotImplementedError

    def answer(self, url, method, hash_name, name, certificate=None, key=SECRET_KEY) -> dict:
        parameters = {"Action": "CreateProduct", "productName": name,
                      "productProperties": json.dumps(PROPERTIES, ensure_ascii=False)}
        return json.loads(self.send(url, method, hash_name, key, parameters, certificate))

    def check_all(self, url: str, certificate=None) -> None:
        ids = set()
        for method in ("GET", "POST"):
            for hash_name in ("HmacSHA1", "HmacSHA256"):
                with self.subTest(method=method, hash=hash_name):
                    name = f"{method}:{hash_name}"
                    made = self.answer(url, method, hash_name, name, certificate)
                    self.assertEqual((made["code"], made["codeDesc"], made["productName"]), (0, "Success", name), made)
                    ids.add(made["productID"])
                    again = self.answer(url, method, hash_name, name, certificate)
                    self.assertTrue(again["message"].startswith("(1001)"), again)
                    wrong = self.answer(url, method, hash_name, name + "-", certificate, key="wrong" + SECRET_KEY)
                    self.assertEqual(wrong["code"], 4100, wrong)
        self.assertEqual(len(ids - {""}), 4)

    def check_output(self, result) -> str:
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout


class PlainClient(Client):
    """One that has to be handed signed parameters."""

    def test_http(self):
        with program.mock("--auth") as url:
            self.check_all(url)

    def test_https(self):
        with https_mock() as (url, certificate):
            self.check_all(url, certificate)


class Curl(PlainClient, unittest.TestCase):
    def find(self):
        return interop.command("curl")

    def send(self, url, method, hash_name, key, parameters, certificate):
        data = [argument for name, value in signed(url, method, hash_name, key, parameters).items()
                for argument in ("--data-urlencode", f"{name}={value}")]
        trust = ["--cacert", certificate] if certificate else []
        get = ["--get"] if method == "GET" else []
        return self.check_output(interop.run(self.program, "-sS", "-m", "20", *trust, *get, *data, url))


class Wget(PlainClient, unittest.TestCase):
    def find(self):
        return interop.command("wget")

    def send(self, url, method, hash_name, key, parameters, certificate):
        data = urllib.parse.urlencode(signed(url, method, hash_name, key, parameters))
        trust = [f"--ca-certificate={certificate}"] if certificate else []
        place = [f"{url}?{data}"] if method == "GET" else [f"--post-data={data}", url]
        return self.check_output(interop.run(self.program, "-q", "-T", "20", "-t", "1", "-O", "-", *trust, *place))


class VendorNode(Client, unittest.TestCase):
    def find(self):
        interop.installed("node_modules/qcloudapi-sdk")
        return interop.command("node")

    def test_http(self):
        with program.mock("--auth") as url:
            self.check_all(url)

    def send(self, url, method, hash_name, key, parameters, certificate):
        request = {"client": {"host": urllib.parse.urlsplit(url).netloc, "protocol": "http", "method": method,
                              "SecretId": SECRET_ID, "SecretKey": key,
                              "signatureMethod": hash_name.removeprefix("Hmac").lower()},
                   # Of its own it draws from 65536 numbers only.
                   "data": {**parameters, "Region": "gz", "Nonce": next(NONCES)}}
        result = interop.run(self.program, pathlib.Path(__file__).with_name("vendor_client.js"),
                             input=json.dumps(request),
                             env={**os.environ, "NODE_PATH": str(interop.installed("node_modules"))})
        return self.check_output(result)


class VendorPython(Client, unittest.TestCase):
    def find(self):
        python = interop.installed("venv/bin/python")
        if interop.run(python, "-c", "import QcloudApi").returncode != 0:
            raise unittest.SkipTest("qcloudapi-sdk-python is not in CREATEPRODUCT_INTEROP_DIR: run tests/interop/setup.sh")
        return python

    def test_https(self):
        with https_mock() as (url, certificate):
            self.check_all(url, certificate)

    def send(self, url, method, hash_name, key, parameters, certificate):
        request = {"client": {"endpoint": urllib.parse.urlsplit(url).netloc, "method": method, "secretId": SECRET_ID,
                              "secretKey": key, "Region": "gz", "SignatureMethod": hash_name},
                   "data": {name: value for name, value in parameters.items() if name != "Action"}}
        environment = {name: value for name, value in os.environ.items() if name.lower() != "https_proxy"}
        result = interop.run(self.program, pathlib.Path(__file__).with_name("vendor_client.py"),
                             input=json.dumps(request), env={**environment, "SSL_CERT_FILE": str(certificate)})
        return self.check_output(result)


class Nginx(unittest.TestCase):
    """A reverse proxy with its default settings between kit and mock changes no verdict."""

    CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass {upstream}; }}
  }}
}}
"""

    def verdicts(self, url: str, folder: pathlib.Path) -> dict[str, str]:
        result = program.call("run", "--endpoint", url, "--budget", "standard", "--seed", "7", "--report",
                              f"json={folder / 'report'}", keys=program.KEYS)
        report = json.loads((folder / "report").read_text())
        self.assertEqual(result.returncode, 0, [finding["clause"] for finding in report["findings"]])
        return {clause["clause"]: clause["verdict"] for clause in report["clauses"]}

    @contextlib.contextmanager
    def proxy(self, url: str, folder: pathlib.Path):
        """The proxy in front of `url`; gives the URL to use instead."""
        nginx = interop.command("nginx")
        port = interop.free_port()
        configuration = folder / "nginx.conf"
        place = urllib.parse.urlsplit(url)
        configuration.write_text(self.CONFIGURATION.format(folder=folder, port=port,
                                                           upstream=f"{place.scheme}://{place.netloc}"))
        with interop.server([nginx, "-e", "stderr", "-p", folder, "-c", configuration], port, folder / "log"):
            yield f"http://127.0.0.1:{port}{place.path}"

    def test_the_verdicts_are_those_without_it(self):
        with program.folder() as folder:
            with program.mock("--auth") as url:
                directly = self.verdicts(url, folder)
            with program.mock("--auth") as url, self.proxy(url, folder) as instead:
                through = self.verdicts(instead, folder)
        self.assertEqual(through, directly)
        self.assertGreater(list(directly.values()).count("pass"), 30)

    def test_behind_it_a_small_account_over_tls_leaves_no_clause_out(self):
        keys = {**program.KEYS, **program.SECOND_KEYS}
        with program.folder() as folder:
            with program.mock("--auth", "--quota", "60", "--tls", *certificate(folder), keys=keys) as url, \
                    self.proxy(url, folder) as instead:
                result = program.call("run", "--endpoint", instead, "--quota", "60", "--cleanup", "--empty-account",
                                      "--seed", "7", "--report", f"json={folder / 'report'}", keys=keys)
                report = json.loads((folder / "report").read_text())
                left = program.call("run", "--endpoint", instead, "--quota", "60", "--empty-account", "--cleanup",
                                    "--only", "error.quota", keys=keys)
        self.assertEqual(result.returncode, 0, result.stdout)
        unobservable = {"operation.host", "error.internal", "response.product-id.generated", "encryption-type.default",
                        "product-type.default"}
        self.assertEqual({one["clause"] for one in report["clauses"] if one["verdict"] != "pass"}, unobservable)
        self.assertGreater(report["created"], 60)
        self.assertEqual(report["deleted"], report["created"])
        # An account in which something was left would be full too early.
        self.assertEqual(left.returncode, 0, left.stdout)


if __name__ == "__main__":
    unittest.main()
