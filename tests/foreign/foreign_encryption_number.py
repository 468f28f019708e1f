# SPDX-License-Identifier: MIT
"""Breaks one rule: encryptionType is a String, but the JSON numbers 1 and 2 are accepted as well."""
import foreign_base


class Shop(foreign_base.Shop):
    def encryption_allowed(self, value):
        return super().encryption_allowed(value) or (type(value) is int and value in (1, 2))


if __name__ == "__main__":
    foreign_base.main(Shop())
