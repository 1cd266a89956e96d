#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane controls, as a user runs it."""
import json
import signal
import subprocess
import time
import unittest

from program import SECONDS, ProgramTest, once_without_sanitizers

SMALL = ("--preset", "digits", "--epochs", "3", "--set", "network.widths=10,6", "--set", "measure.train_samples=200",
         "--set", "measure.test_samples=100", "--device", "cpu")
CONTROLS = ["shuffled labels", "permuted pairs", "constant layer", "identity layer", "random layers"]
KEYS = {"control", "method", "layer", "seed", "split", "estimator", "quantity", "unit", "must_be_at_least",
        "must_be_at_most", "must", "value", "standard_error", "sigma", "n", "beside", "beside_what", "verdict",
        "parameters", "seconds", "warnings"}


@once_without_sanitizers
class Controls(ProgramTest):
    def trained(self):
        done = self.run_program("train", *SMALL, "--output", "run.infoplane.h5", "--quiet")
        self.assertEqual(done.returncode, 0, done)
        return self.folder / "run.infoplane.h5"

    def test_a_recorded_run_gives_what_it_must(self):
        run = self.trained()
        before = self.names_here()
        rows = json.loads(self.succeed("controls", run, "--json", "--quiet"))
        self.assertEqual(list(dict.fromkeys(row["control"] for row in rows)), CONTROLS)
        for row in rows:
            self.assertEqual(set(row), KEYS)
            self.assertIn(row["verdict"], ("as given", "beside", "not measured"), row)
            if row["verdict"] == "as given":
                self.assertLessEqual(row["must_be_at_least"], row["value"], row)
                self.assertGreaterEqual(row["must_be_at_most"], row["value"], row)
        self.assertEqual(self.names_here(), before)

    def test_a_preset_gives_the_rows_of_its_run(self):
        run = self.trained()
        of_file = json.loads(self.succeed("controls", run, "--json", "--quiet", "--device", "cpu"))
        of_preset = json.loads(self.succeed("controls", *SMALL, "--json", "--quiet"))
        for one, other in zip(of_file, of_preset, strict=True):
            self.assertEqual(one["quantity"], other["quantity"])
            if one["estimator"] == "renyi":  # LAPACK's rounding depends on the threads that LibTorch was given
                self.assertAlmostEqual(one["value"], other["value"], delta=1e-9)
            else:
                self.assertEqual(one["value"], other["value"], one)

    def test_the_table_states_before_it_measures(self):
        done = self.run_program("controls", *SMALL, "--seeds", "2", "--method", "cross_entropy")
        self.assertEqual(done.returncode, 0, done)
        text = done.stdout.decode()
        for control in CONTROLS:
            self.assertIn(control + ", method cross_entropy", text)
        self.assertLess(text.index("not 0: on its own points"), text.index("must give  "))
        self.assertRegex(text.splitlines()[-1], r"^\d+ as given, 0 not as given, \d+ beside, \d+ not measured$")
        self.assertIn("read-outs on random layers", done.stderr.decode())
        self.assertIn("training cross_entropy", done.stderr.decode())

    def test_a_run_no_better_than_random_layers_is_told(self):
        """Layers that a large beta empties."""
        done = self.run_program("controls", *SMALL, "--set", "methods.layerwise_ib.beta=100", "--quiet")
        self.assertEqual(done.returncode, 1, done)
        self.assertRegex(done.stderr.decode(), r"^infoplane: \d+ of \d+ values are not what their control must give; .*\n$")
        self.assertIn("not as given", done.stdout.decode())

    def test_wrong_use_is_one_sentence(self):
        run = self.trained()
        self.assertIn("run file", self.refuse(2, "controls"))
        self.assertIn("no-such.h5", self.refuse(2, "controls", "no-such.h5"))
        self.assertIn("not both", self.refuse(2, "controls", run, "--preset", "digits"))
        self.assertIn("trained already", self.refuse(2, "controls", run, "--seeds", "3"))
        self.assertIn("digits", self.refuse(2, "controls", "--preset", "digitz"))
        self.assertIn("layerwise_ib", self.refuse(2, "controls", run, "--method", "layerwise", "--quiet"))
        self.assertIn("layerwise_ib", self.refuse(2, "controls", *SMALL, "--method", "layerwise", "--quiet"))
        self.assertIn("threads", self.refuse(2, "controls", run, "--threads", "0"))
        (self.folder / "text.h5").write_text("no run")
        self.refuse(1, "controls", "text.h5", "--quiet")

    def test_a_run_without_weights_is_refused(self):
        """Stopped before its first layer was done."""
        process = self.start_program("train", "--preset", "digits", "--epochs", "5000", "--output", "run.h5",
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        process.stderr.readline()  # it has begun
        process.kill()  # a run that is stopped writes its weights
        process.communicate(timeout=SECONDS)
        self.assertIn("no stored weights", self.refuse(2, "controls", "run.h5", "--quiet"))

    def test_ctrl_c_ends_it(self):
        for arguments in (("--preset", "digits", "--epochs", "2000"), (self.trained(),)):
            process = self.start_program("controls", *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stderr.readline()  # it has begun
            asked = time.monotonic()
            process.send_signal(signal.SIGINT)
            out, _ = process.communicate(timeout=SECONDS)
            self.assertLess(time.monotonic() - asked, 20)
            self.assertEqual((process.returncode, out), (130, b""))


if __name__ == "__main__":
    unittest.main()
