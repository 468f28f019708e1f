# SPDX-License-Identifier: MIT
"""A plain CreateProduct server, written apart from the kit.  The servers beside it change one method or a few.

Run one with --port 0: the first line on standard output is the address to test.  With --stdio it is a command for
run --exec instead."""
import http.server
import json
import re
import signal
import sys
import threading
import urllib.parse
import uuid

PATH = "/v2/index.php"


class Refused(Exception):
    """A refusal: Refused(module code or None for plain text, text)."""


class Shop:
    """All products of all accounts; one method for each rule of the contract."""

    content_type = "application/json"

    def __init__(self):
        self.lock = threading.Lock()
        self.taken = {}       # (account, name as compared) -> productID

    def serve(self, query, body):
        """HTTP status and body for one request."""
        fields = {}
        try:
            fields = self.fields(query, body)
            if fields.get("Action") != "CreateProduct":
                raise Refused(None, "unknown Action")
            return 200, self.write(self.create(fields))
        except (Refused, UnicodeDecodeError) as problem:
            no = problem if isinstance(problem, Refused) else Refused(None, "request is not UTF-8")
            return self.status(no), self.write(self.refusal(no, fields))

    def fields(self, query, body):
        """Decoded parameters; the body before the query, the first of equals."""
        pairs = urllib.parse.parse_qsl(body + "&" + query, keep_blank_values=True, errors="strict")
        return dict(reversed(pairs))

    def create(self, fields):
        name = fields.get("productName")
        self.check(fields)
        with self.lock:
            key = (self.account(fields), self.compared(name))
            if key in self.taken:
                raise Refused(1001, "the name is in use")
            self.taken[key] = self.new_id()
            return self.success(name, self.taken[key])

    def check(self, fields):
        if not self.name_allowed(fields.get("productName", "")):
            raise Refused(1101, "productName breaks the naming rule")
        self.check_properties(fields.get("productProperties"))

    def account(self, fields):
        return fields.get("SecretId", "")

    def compared(self, name):
        return name

    def new_id(self):
        return uuid.uuid4().hex.upper()

    def name_allowed(self, name):
        return re.fullmatch("[a-zA-Z0-9:_-]{1,32}", name) is not None

    def check_properties(self, text):
        if not text:
            return
        try:
            given = json.loads(text, parse_constant=int)     # int("NaN") is a ValueError
        except (ValueError, RecursionError):
            raise Refused(1101, "productProperties is not JSON")
        if not isinstance(given, dict):
            raise Refused(1101, "productProperties is not an object")
        self.check_object(given)

    def check_object(self, given):
        for key, allowed in (("productDescription", self.description_allowed), ("encryptionType", self.encryption_allowed),
                             ("region", lambda value: value == "gz"), ("productType", self.type_allowed)):
            if key in given and not allowed(given[key]):
                raise Refused(1101, key + " is illegal")

    def description_allowed(self, value):
        return isinstance(value, str)

    def encryption_allowed(self, value):
        return isinstance(value, str) and value in ("1", "2")

    def type_allowed(self, value):
        return type(value) is int and 0 <= value <= 2

    def success(self, name, ident):
        return {"productID": ident, "productName": name, "message": "", "codeDesc": "Success", "code": 0}

    def refusal(self, no, fields):
        text = no.args[1] if no.args[0] is None else "(%d)%s" % no.args
        return {"code": 4000, "message": text, "codeDesc": "InvalidParameter"}

    def status(self, no):
        return 200

    def write(self, answer):
        return json.dumps(answer).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1             # one packet for head and body

    def do_GET(self):
        self.answer("")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("latin-1"))

    def answer(self, body):
        path, _, query = self.path.partition("?")
        status, data = self.server.shop.serve(query, body) if path == PATH else (404, b"{}")
        self.send_response(status)
        self.send_header("Content-Type", self.server.shop.content_type)
        self.deliver(data)

    def deliver(self, data):
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def answer_lines(shop):
    """The messages of spec/schema/exec-message.schema.json, one a line."""
    def text(message, name):
        return (bytes.fromhex(message[name + "_hex"]) if name + "_hex" in message else message[name].encode()).decode("latin-1")

    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "hello":
            answer = {"type": "hello", "protocol": 1}
        else:
            status, data = shop.serve(text(message, "query"), text(message, "body"))
            answer = {"type": "answer", "id": message["id"], "status": status, "body": data.decode()}
        print(json.dumps(answer), flush=True)


def main(shop, handler=Handler):
    if sys.argv[1:2] == ["--stdio"]:
        return answer_lines(shop)
    port = int(sys.argv[2]) if sys.argv[1:2] == ["--port"] and len(sys.argv) > 2 else 0
    http.server.ThreadingHTTPServer.request_queue_size = 128
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.shop = shop
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("http://127.0.0.1:%d%s" % (server.server_port, PATH), flush=True)
    server.serve_forever()
