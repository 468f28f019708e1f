# SPDX-License-Identifier: MIT
"""sign: the published vectors, and requests that a mock with keys takes."""
import json
import subprocess
import unittest
import urllib.parse
import urllib.request

import program

URL = "https://cvm.api.qcloud.com/v2/index.php"
VECTOR = ("Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou"
          "&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&Timestamp=1465185768")
SHA256 = "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s="


def sign(*arguments: str, keys=program.KEYS, **options) -> subprocess.CompletedProcess:
    return program.call("sign", *arguments, keys=keys, **options)


class Sign(unittest.TestCase):
    def test_the_published_vector(self):
        result = sign("--host", "cvm.api.qcloud.com", "--canonical", f"{URL}?{VECTOR}&SignatureMethod=HmacSHA256")
        self.assertEqual(result.returncode, 0)
        text = VECTOR.replace("&Timestamp", "&SignatureMethod=HmacSHA256&Timestamp")
        self.assertEqual(result.stdout, f"GETcvm.api.qcloud.com/v2/index.php?{text}\n{SHA256}\n")

    def test_the_signature_is_at_the_end_of_the_url_and_an_old_one_is_gone(self):
        result = sign("--host", "cvm.api.qcloud.com", f"{URL}?%53ignature=old&{VECTOR}&Signature=old&SignatureMethod=HmacSHA256")
        self.assertEqual(result.stdout, f"{URL}?{VECTOR}&SignatureMethod=HmacSHA256&Signature={urllib.parse.quote(SHA256, safe='')}\n")

    def test_what_is_missing_is_added(self):
        result = sign("http://127.0.0.1:1/v2/index.php?productName=a%20b&x=%zz", keys={**program.KEYS, "CREATEPRODUCT_TOKEN": "t"})
        self.assertTrue(result.stdout.startswith("http://127.0.0.1:1/v2/index.php?productName=a%20b&x=%zz&"))
        added = dict(urllib.parse.parse_qsl(result.stdout.split("x=%zz&")[1]))
        self.assertEqual(list(added), ["Region", "Timestamp", "Nonce", "SecretId", "Token", "SignatureMethod", "Signature"])
        self.assertEqual(added["Token"], "t")

    def test_the_url_may_come_from_stdin_or_a_file_in_several_lines(self):
        lines = f"\n  {URL}?\r\n\t&" + VECTOR.replace("&", "\n  &") + "&SignatureMethod=HmacSHA256\n"
        expected = sign("--host", "cvm.api.qcloud.com", f"{URL}?&{VECTOR}&SignatureMethod=HmacSHA256").stdout
        self.assertEqual(sign("--host", "cvm.api.qcloud.com", "-", stdin=lines).stdout, expected)
        with program.folder() as folder:
            (folder / "request").write_text(lines)
            self.assertEqual(sign("--host", "cvm.api.qcloud.com", str(folder / "request")).stdout, expected)

    def test_a_mock_with_keys_takes_what_was_signed(self):
        with program.mock("--auth") as url:
            signed = sign(f"{url}?Action=CreateProduct&productName=one").stdout.strip()
            self.assertEqual(json.load(urllib.request.urlopen(signed))["code"], 0)
            body = sign("--method", "POST", "--data", "Action=CreateProduct&productName=two", url).stdout.strip()
            self.assertEqual(json.load(urllib.request.urlopen(url, body.encode()))["code"], 0)
            refused = json.load(urllib.request.urlopen(f"{url}?Action=CreateProduct&productName=three"))
            self.assertNotEqual(refused["code"], 0)

    def test_the_key_of_the_second_account(self):
        result = sign("--second", "http://h", keys={**program.KEYS, **program.SECOND_KEYS})
        self.assertIn("SecretId=" + program.SECOND_KEYS["CREATEPRODUCT_SECOND_SECRET_ID"], result.stdout)

    def test_a_path_is_put_where_there_is_none(self):
        self.assertTrue(sign("http://h").stdout.startswith("http://h/v2/index.php?Region="))
        self.assertIn("/other?", sign("--canonical", "http://h/other").stdout)

    def test_wrong_calls(self):
        calls = [
            (["http://h"], {}, "there is no key"),
            (["--second", "http://h"], program.KEYS, "there is no second key"),
            (["http://h"], {"CREATEPRODUCT_SECRET_KEY": "k"}, "CREATEPRODUCT_SECRET_ID is not"),
            (["no-such-file"], program.KEYS, "no-such-file: the file cannot be read"),
            (["-"], program.KEYS, "a URL begins with"),
            (["http:///path"], program.KEYS, "names no host"),
            (["--method", "PUT", "http://h"], program.KEYS, "expected GET or POST"),
            (["--data", "a=b", "http://h"], program.KEYS, "--data needs --method POST"),
            ([], program.KEYS, "URL"),
        ]
        for arguments, keys, message in calls:
            with self.subTest(message=message):
                result = sign(*arguments, keys=keys)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(message, result.stderr)


if __name__ == "__main__":
    unittest.main()
