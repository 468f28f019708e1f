# SPDX-License-Identifier: MIT
"""Breaks no rule, but goes its own way wherever the contract is silent."""
import json
import re
import uuid
from urllib.parse import parse_qsl

import foreign_base
from foreign_base import Refused

KNOWN = {"productDescription", "encryptionType", "region", "productType"}
TEXTS = {1001: "\u4ea7\u54c1\u540d\u5df2\u7ecf\u88ab\u4f7f\u7528", 1101: "\u53c2\u6570\u4e0d\u5408\u6cd5"}


class Shop(foreign_base.Shop):
    content_type = "text/html; charset=utf-8"

    # -- reading
    def fields(self, query, body):
        """Query before body; a plus sign is a plus sign; repeated parameters are refused."""
        if re.search("%(?![0-9A-Fa-f]{2})", query + body):
            raise Refused(None, "bad percent sequence")
        found = {}
        for key, value in parse_qsl((query + "&" + body).replace("+", "%2B"), keep_blank_values=True, errors="strict"):
            if key in found:
                raise Refused(None, "parameter given twice: " + key)
            found[key] = value
        return found

    def account(self, fields):
        return "everybody"

    def compared(self, name):
        return name.lower()

    # -- checking: properties before the name, and strictly
    def check(self, fields):
        if fields.get("productName") is None:
            raise Refused(None, "productName is missing")
        self.check_properties(fields.get("productProperties"))
        super().check({"productName": fields["productName"]})

    def check_properties(self, text):
        if text is None:
            return
        if text == "":
            raise Refused(1101, "empty productProperties")
        super().check_properties(text)
        if len(json.loads(text, object_pairs_hook=list)) != len(json.loads(text)):
            raise Refused(1101, "property given twice")

    def check_object(self, given):
        if set(given) - KNOWN or not {"productDescription", "region"} <= set(given):
            raise Refused(1101, "wrong set of properties")
        super().check_object({k: v for k, v in given.items() if v is not None})

    def description_allowed(self, value):
        return isinstance(value, str) and len(value) <= 100 and not re.search("[\0-\x1f\x7f\ud800-\udfff]", value)

    def encryption_allowed(self, value):
        return value == "" or super().encryption_allowed(value)

    def type_allowed(self, value):
        """1 is reserved, so refused; 2.0 is an integer."""
        return type(value) in (int, float) and value in (0, 2)

    # -- answering
    def new_id(self):
        return str(uuid.uuid4())

    def success(self, name, ident):
        return {"requestId": str(uuid.uuid4()), "code": 0, "codeDesc": "Success", "message": "", "productName": name, "productID": ident}

    def refusal(self, no, fields):
        """Another public code, the text in Chinese, and the fields of a product, though there is none."""
        module, text = no.args
        message = text if module is None else "(%d) %s" % (module, TEXTS[module])
        return {"requestId": str(uuid.uuid4()), "code": 5100, "codeDesc": "ProductNotCreated", "message": message,
                "productName": fields.get("productName"), "productID": ""}

    def status(self, no):
        return {1001: 409, None: 403}.get(no.args[0], 400)

    def write(self, answer):
        return ("\r\n" + json.dumps(answer, indent=2) + "\r\n").encode()


class Handler(foreign_base.Handler):
    """Answers in chunks, and closes each connection after seven of them."""

    answered = 0

    def deliver(self, data):
        self.answered += 1
        if self.answered == 7:
            self.send_header("Connection", "close")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(data), 50):
            piece = data[start:start + 50]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")


if __name__ == "__main__":
    foreign_base.main(Shop(), Handler)
