# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane selftest and infoplane remeasure, as a user runs them."""
import json
import math
import unittest

from program import HAS_WINDOW, IS_SLOW, ProgramTest, once_without_sanitizers


class SelfTest(ProgramTest):
    def test_estimators_without_critics_pass_and_are_listed(self):
        rows = json.loads(self.succeed("selftest", "--quick", "--json", "--estimator", "mixture,kt,ksg,histogram"))
        self.assertEqual({row["estimator"] for row in rows}, {"mixture", "kt_lower", "kt_upper", "ksg", "histogram"})
        for row in rows:
            self.assertIn(row["verdict"], ("right", "bound", "capped", "warned"), row)
            self.assertIsInstance(row["truth_nats"], float)
            self.assertGreater(row["n"], 0)

    @unittest.skipIf(IS_SLOW, "test_selftest and test_critics run the same estimators under the sanitizers")
    def test_everything_passes_quickly_with_critics_among_it(self):
        rows = json.loads(self.succeed("selftest", "--quick", "--json"))
        critics = [row for row in rows if row["n_training"] > 0]
        self.assertEqual({row["estimator"] for row in critics}, {"mine", "nwj", "infonce", "smile", "variational",
                                                                 "aa_mine", "known_conditional"})
        for row in rows:
            self.assertNotIn(row["verdict"], ("wrong", "failed"), row)

    def test_the_table_ends_with_a_count(self):
        lines = self.succeed("selftest", "--quick", "--estimator", "histogram").splitlines()
        self.assertIn("5 right, 0 bound, 0 capped, 0 warned, 0 wrong, 0 failed", lines)

    def test_lines_come_one_by_one(self):
        lines = self.succeed("selftest", "--quick", "--json-lines", "--estimator", "histogram").splitlines()
        rows = [json.loads(line) for line in lines]
        self.assertEqual([row["done"] for row in rows], [1, 2, 3, 4, 5])
        self.assertEqual({row["all"] for row in rows}, {5})

    def test_an_unknown_estimator_is_named(self):
        self.assertIn('did you mean "mixture"?', self.refuse(2, "selftest", "--estimator", "mixtur"))

    def test_a_figure_is_drawn_or_refused_before_the_test_runs(self):
        quick = ("selftest", "--quick", "--estimator", "histogram", "--figure")
        if HAS_WINDOW:
            for name, magic in (("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.svg", b"<?xml")):
                self.succeed(*quick, name)
                self.assertTrue((self.folder / name).read_bytes().startswith(magic), name)
            self.assertIn("add --force", self.refuse(2, *quick, "a.png"))
            self.succeed(*quick, "a.png", "--force", "--size", "300x200")
            self.assertIn(".pdf, .svg or .png", self.refuse(2, *quick, "a.csv"))
            self.assertIn("--size needs", self.refuse(2, *quick, "b.png", "--size", "9"))
            self.assertEqual(self.names_here(), ["a.pdf", "a.png", "a.svg"])
        else:
            self.assertIn("draws no pictures", self.refuse(2, *quick, "a.png"))
            self.assertEqual(self.names_here(), [])


@once_without_sanitizers
class Remeasure(ProgramTest):
    def trained(self):
        done = self.run_program("train", "--preset", "digits", "--epochs", "1", "--set", "network.widths=8,4",
                                "--set", "measure.estimators=mixture,kt", "--output", "run.infoplane.h5", "--quiet")
        self.assertEqual(done.returncode, 0, done)
        return self.folder / "run.infoplane.h5"

    def test_bounds_come_out_as_recorded_and_a_file_names_the_run(self):
        run = self.trained()
        done = self.run_program("remeasure", run, "--estimator", "kt", "--json")
        self.assertEqual(done.returncode, 0, done)
        recorded = {m["name"]: m["information"] for m in self.info(run)["methods"]}
        rows = json.loads(done.stdout)
        self.assertEqual(len(rows), 2 * 2 * 4)
        for row in rows:
            which = "I_XT_nats" if row["estimand"].startswith("I(X;T^)") else "I_TY_nats"
            expected = recorded[row["method"]][row["estimator"]][which][row["layer"] - 1]
            self.assertTrue(math.isclose(row["value_nats"], expected, abs_tol=1e-4), row)
        self.assertEqual(done.stderr.decode().strip(), f"written to {self.folder / 'run.remeasured.h5'}")
        self.assertTrue((self.folder / "run.remeasured.h5").is_file())
        self.assertIn("--force", self.refuse(2, "remeasure", run, "--estimator", "kt"))

    def test_sweeps_are_as_long_as_asked(self):
        run = self.trained()
        done = self.run_program("remeasure", run, "--estimator", "mixture", "--sigma", "0.5,1", "--n", "64,128", "--layer", 1,
                                "--method", "cross_entropy", "--split", "test", "--json", "--output", "sweep.h5")
        self.assertEqual(done.returncode, 0, done)
        rows = json.loads(done.stdout)
        self.assertEqual([(row["n"], row["sigma"]) for row in rows[::2]], [(64, 0.5), (64, 1.0), (128, 0.5), (128, 1.0)])
        for row in rows:
            self.assertLessEqual(row["value_nats"], row["cap_nats"])

    def test_wrong_use_is_one_sentence_and_leaves_no_file(self):
        run = self.trained()
        before = self.names_here()
        self.assertIn("there is no estimator", self.refuse(2, "remeasure", run, "--estimator", "nosuch"))
        self.assertIn("the layers 1 to 2", self.refuse(2, "remeasure", run, "--estimator", "kt", "--layer", 9))
        self.assertIn("n must be from 1", self.refuse(2, "remeasure", run, "--estimator", "kt", "--n", 100000))
        self.assertIn("has a parameter", self.refuse(2, "remeasure", run, "--estimator", "kt", "--set", "k=3"))
        self.assertEqual(self.names_here(), before)


if __name__ == "__main__":
    unittest.main()
