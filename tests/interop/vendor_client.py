# SPDX-License-Identifier: MIT
"""One request with the vendor's old client for Python. Takes {"client": {...}, "data": {...}} on stdin, prints the
answer."""
import json
import sys

from QcloudApi.modules.base import Base

request = json.load(sys.stdin)
print(Base(request["client"]).call("CreateProduct", request["data"]).decode())
