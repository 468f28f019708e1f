# SPDX-License-Identifier: MIT
"""Breaks one rule: names of 33 to 64 characters are accepted, although 32 is the limit."""
import re

import foreign_base


class Shop(foreign_base.Shop):
    def name_allowed(self, name):
        return re.fullmatch("[a-zA-Z0-9:_-]{1,64}", name) is not None


if __name__ == "__main__":
    foreign_base.main(Shop())
