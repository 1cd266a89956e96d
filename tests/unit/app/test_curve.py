# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane curve, as a user runs it."""
import json
import math
import unittest

from program import ProgramTest, once_without_sanitizers


@once_without_sanitizers
class Curve(ProgramTest):
    def table(self, name, rows):
        (self.folder / name).write_text("\n".join(",".join(str(v) for v in row) for row in rows) + "\n")
        return name

    def test_a_function_of_x_has_the_exact_line(self):
        rows = [("x", "y")] + [(x, x // 2) for x in range(8)] * 3
        pairs = self.table("pairs.csv", rows)
        curve = json.loads(self.succeed("curve", pairs, "--x", "x", "--y", "y", "--betas", 4, "--json"))
        self.assertTrue(curve["exact"])
        self.assertAlmostEqual(curve["H_X_nats"], math.log(8), places=12)
        self.assertAlmostEqual(curve["I_XY_nats"], math.log(4), places=12)
        for i, point in enumerate(curve["points"]):
            rate = math.log(4) * (4 - i) / 4
            self.assertAlmostEqual(point["I_XT_nats"], rate, places=12)
            self.assertAlmostEqual(point["I_TY_nats"], rate, places=12)
            self.assertAlmostEqual(point["beta"], 1 / (2 * rate), places=12)

    def test_a_binary_symmetric_channel_has_wyner_and_zivs_curve(self):
        # With T by a second channel of flip b, I(X;T) = ln 2 - h(b) and I(T;Y) = ln 2 - h(a * b): Mrs Gerber's lemma.
        a = 0.1
        entropy = lambda p: -p * math.log(p) - (1 - p) * math.log(1 - p)
        table = self.table("channel.csv", [("a", "b"), (45, 5), (5, 45)])
        curve = json.loads(self.succeed("curve", table, "--table", "a,b", "--betas", 20, "--json"))
        self.assertFalse(curve["exact"])
        seen = 0
        for point in curve["points"]:
            self.assertTrue(point["converged"])
            self.assertLess(point["gap_nats"], 1e-10)
            low, high = 1e-12, 0.5
            for _ in range(200):
                middle = (low + high) / 2
                low, high = (middle, high) if math.log(2) - entropy(middle) > point["I_XT_nats"] else (low, middle)
            expected = math.log(2) - entropy(a * (1 - low) + (1 - a) * low)
            self.assertAlmostEqual(point["I_TY_nats"], expected, places=7)
            seen += point["I_XT_nats"] > 0.01
        self.assertGreaterEqual(seen, 10)

    def test_the_table_for_people_says_what_it_is(self):
        table = self.table("channel.csv", [("a", "b"), (45, 5), (5, 45)])
        text = self.succeed("curve", table, "--table", "a,b", "--betas", 3)
        self.assertIn("H(Y)    0.693147 nats", text)
        self.assertIn("I(T;Y) - beta I(X;T)", text)

    def test_wrong_use_is_one_sentence(self):
        table = self.table("bad.csv", [("a", "b"), (45, -5), (5, 45)])
        self.assertIn("negative", self.refuse(2, "curve", table, "--table", "a,b"))
        self.assertIn("either --x and --y", self.refuse(2, "curve", table, "--x", "a"))
        self.assertIn("either --x and --y", self.refuse(2, "curve", table, "--x", "a", "--y", "b", "--table", "a"))
        self.assertIn("--betas", self.refuse(2, "curve", table, "--x", "a", "--y", "b", "--betas", 0))
        self.assertIn("no such file", self.refuse(2, "curve", "nosuch.csv", "--table", "a"))


if __name__ == "__main__":
    unittest.main()
