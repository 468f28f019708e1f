# SPDX-License-Identifier: MIT
import unittest

import include_budget


class IncludeBudget(unittest.TestCase):
    def test_each_umbrella_stays_within_its_budget(self):
        record = include_budget.recorded()
        here = f"{include_budget.COMPILER} {include_budget.compiler_version()}"
        if here != record["compiler"]:
            self.skipTest(f"the budgets were taken with {record['compiler']}, and this is {here}")
        lines = include_budget.measured()
        hint = "include less, or record the new size with tests/layout/include_budget.py --update"
        self.assertEqual(set(record["lines"]), set(lines), f"a layer came or went: {hint}")
        for layer, count in lines.items():
            with self.subTest(layer=layer):
                budget = record["lines"][layer]
                self.assertLessEqual(count, budget,
                                     f"createproduct/{layer}.hpp is {count} lines preprocessed, {count - budget} over its "
                                     f"budget: {hint}")


if __name__ == "__main__":
    unittest.main()
