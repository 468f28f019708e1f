# SPDX-License-Identifier: MIT
"""Breaks one rule: the module code stands in `code`, where the public code belongs, and the message is plain text."""
import foreign_base


class Shop(foreign_base.Shop):
    def refusal(self, no, fields):
        answer = super().refusal(no, fields)
        if no.args[0] is not None:
            answer["code"], answer["message"] = no.args
        return answer


if __name__ == "__main__":
    foreign_base.main(Shop())
