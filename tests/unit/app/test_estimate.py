#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane estimate and infoplane estimators, on arrays whose information is known."""
import json
import math
import pathlib
import random
import re
import signal
import subprocess
import time
import unittest

from arrays import csv, mat, npy, npz
from program import ProgramTest, once_without_sanitizers

try:
    import h5py
    import numpy
except ImportError:
    h5py = numpy = None

# A binary symmetric channel with crossover 1/4, by counts: I = ln 2 - H(1/4).
X = [0, 0, 0, 0, 1, 1, 1, 1] * 25
Y = [0, 0, 0, 1, 1, 1, 1, 0] * 25
N = len(X)
CHANNEL = math.log(2) + 0.25 * math.log(0.25) + 0.75 * math.log(0.75)
REAL = [0.5 * i for i in range(N)]


class Estimate(ProgramTest):
    def write(self, name, content):
        (self.folder / name).write_bytes(content)
        return name

    def write_all(self, **more):
        return self.write("a.npz", npz(x=npy("<i8", [N], X), y=npy("|u1", [N], Y), real=npy("<f8", [N], REAL), **more))

    def estimate(self, file, x, y, *options):
        return json.loads(self.succeed("estimate", file, "--x", x, "--y", y, "--estimator", "histogram", "--json",
                                       *options))

    def assert_channel(self, file, x="x", y="y"):
        estimate, = self.estimate(file, x, y)
        self.assertAlmostEqual(estimate["value_nats"], CHANNEL, delta=1e-12)

    @once_without_sanitizers
    def test_every_format_gives_the_same(self):
        self.assert_channel(self.write_all())
        self.assert_channel(self.write("stored.npz", npz(packed=False, x=npy(">i4", [N], X), y=npy("|b1", [N], Y))))
        self.assert_channel(self.write("table.csv", csv(x=X, real=REAL, y=Y)))
        self.assert_channel(self.write("table.mat", mat(x=X, y=Y)))
        self.write("y.npy", npy("<f4", [N, 1], Y))
        self.assert_channel(self.write("x.npy", npy("<f8", [N], X)), "x.npy", "y.npy")
        both = [value for pair in zip(X, Y) for value in pair]
        self.assert_channel(self.write("xy.npy", npy("<i8", [N, 2], both)), "xy.npy[:,0]", "xy[:,1]")

    @unittest.skipIf(numpy is None, "numpy and h5py are not there")
    def test_what_numpy_and_h5py_write(self):
        x, y = numpy.array(X, dtype="f2"), numpy.asfortranarray(numpy.array([Y, REAL]).T)
        numpy.savez_compressed(self.folder / "numpy.npz", x=x, y=y)
        self.assert_channel("numpy.npz", "x", "y[:,0]")
        with h5py.File(self.folder / "h5py.h5", "w") as file:
            file.create_dataset("train/x", data=x, compression="gzip", shuffle=True)
            file["y"] = numpy.array(Y, dtype=bool)
        self.assert_channel("h5py.h5", "train/x")

    def test_json(self):
        estimate, = self.estimate(self.write_all(), "x", "y", "--bootstrap", "200", "--seed", "3", "--threads", "1")
        self.assertEqual(set(estimate), {
            "estimator", "estimand", "value_nats", "standard_error", "sampling_error", "direction", "cap_nats",
            "at_cap", "n", "n_training", "unit", "parameters", "seconds", "warnings", "flags", "x_type", "y_type"})
        self.assertEqual((estimate["estimator"], estimate["estimand"], estimate["unit"]), ("histogram", "I(x;y)", "nats"))
        self.assertEqual((estimate["n"], estimate["n_training"], estimate["parameters"]), (N, 0, {}))
        self.assertIs(estimate["standard_error"], None)
        self.assertAlmostEqual(estimate["cap_nats"], math.log(2))
        self.assertEqual((estimate["at_cap"], estimate["flags"], estimate["warnings"]), (False, [], []))
        # Delta method: the deviation of ln p(y|x)/p(y) is 0.4757 nats, over sqrt(200) 0.0336. 200 halves know it
        # to 5 %, and the first order is right to about 5 % here; a quarter is four joint deviations.
        self.assertAlmostEqual(estimate["sampling_error"], 0.0336, delta=0.25 * 0.0336)

    def test_text(self):
        text = self.succeed("estimate", self.write_all(), "--x", "x", "--y", "y", "--estimator", "histogram")
        self.assertIn("a.npz: x, int64 [200]", text)
        self.assertIn("200 points with 2 symbols, discrete: 2 of its points are different", text)
        row, = [line.split() for line in text.splitlines() if line.startswith("histogram")]
        self.assertEqual(row[1:3], [f"{CHANNEL / math.log(2):.4f}", f"{CHANNEL:.4f}"])
        capped = self.succeed("estimate", "a.npz", "--x", "x", "--y", "x", "--estimator", "histogram")
        self.assertIn("1.0000 at cap", capped)

    def test_few_points_give_a_warning(self):
        x = list(range(20)) * 2
        random.Random(1).shuffle(x)
        name = self.write("few.npz", npz(x=npy("<i8", [40], x), y=npy("<i8", [40], x[::-1])))
        self.assertIn("too high", self.estimate(name, "x", "y")[0]["warnings"][0])

    @once_without_sanitizers
    def test_kinds_are_decided_or_given(self):
        name = self.write_all()
        self.refuse(2, "estimate", name, "--x", "real", "--y", "y", "--estimator", "histogram")
        estimate, = self.estimate(name, "real", "y", "--x-type", "discrete")
        self.assertEqual((estimate["x_type"], estimate["y_type"]), ("discrete", "discrete"))
        self.assertIn("discrete", self.refuse(2, "estimate", name, "--x", "x", "--y", "y", "--x-type", "continuous",
                                              "--estimator", "histogram"))

    def test_all_says_what_it_leaves_out(self):
        done = self.run_program("estimate", self.write_all(), "--x", "real", "--y", "y", "--estimator", "all")
        self.assertIn(b"left out: histogram, it needs discrete x and y", done.stderr)
        self.assertNotIn(b"histogram", done.stdout)

    @once_without_sanitizers
    def test_all_goes_on_where_a_critic_has_too_few_points(self):
        few = self.write("few.npz", npz(x=npy("<f8", [5], REAL[:5]), y=npy("|u1", [5], Y[:5])))
        done = self.run_program("estimate", few, "--x", "x", "--y", "y", "--y-type", "discrete", "--estimator", "all",
                                "--json")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn(b"left out: mine, it needs at least 6 points", done.stderr)
        estimates = json.loads(done.stdout)
        self.assertNotIn("mine", {e["estimator"] for e in estimates})

    @once_without_sanitizers
    def test_all_with_critics_on_few_points(self):
        done = self.run_program("estimate", self.write_all(), "--x", "real", "--y", "y", "--estimator", "all",
                                "--set", "sigma=1", "--set", "steps=20", "--set", "hidden=8", "--json")
        self.assertEqual(done.returncode, 0, done)
        critics = {e["estimator"]: e for e in json.loads(done.stdout) if e["n_training"] > 0}
        self.assertEqual(set(critics), {"mine", "nwj", "infonce", "smile", "variational", "aa_mine",
                                        "known_conditional"})
        for critic in critics.values():
            self.assertEqual((critic["n"], critic["n_training"], critic["parameters"]["batch"]), (50, 150, 120))
            self.assertTrue(critic["warnings"], critic)

    def test_a_batch_above_the_data_is_an_error(self):
        words = self.refuse(1, "estimate", self.write_all(), "--x", "real", "--y", "y", "--estimator", "mine", "--set",
                            "batch=121")
        self.assertIn("batch 121 is above the 120 points that train the critic", words)
        self.refuse(1, "estimate", "a.npz", "--x", "real", "--y", "y", "--estimator", "mine", "--set", "batch=1")

    @once_without_sanitizers
    def test_a_critic_of_noise_has_a_reference_beside_it(self):
        options = ["estimate", self.write_all(), "--x", "real", "--y", "y", "--set", "sigma=2", "--set",
                   "known_conditional.steps=20", "--json", "--estimator"]
        done = self.run_program(*options, "known_conditional")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn(b"sandwich is measured beside known_conditional", done.stderr)
        critic, low, high = json.loads(done.stdout)
        self.assertEqual([e["estimator"] for e in (critic, low, high)],
                         ["known_conditional", "infonce_known", "leave_one_out"])
        self.assertEqual({e["estimand"] for e in (critic, low, high)}, {"I(x;x^), x^ = x + 2 N(0, I)"})
        done = self.run_program(*options, "known_conditional,mixture")
        self.assertEqual(done.stderr, b"")
        self.assertEqual(len(json.loads(done.stdout)), 3)

    def test_a_signal_stops_it(self):
        program = self.start_program("estimate", self.write_all(), "--x", "real", "--y", "real", "--estimator", "ksg",
                                     "--bootstrap", "100000", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        status = pathlib.Path("/proc", str(program.pid), "status")
        blocked = False
        while not blocked:  # until it takes signals itself: SIGINT is bit 1
            self.assertIs(program.poll(), None)
            mask = re.search(r"SigBlk:\s*([0-9a-f]+)", status.read_text()).group(1)
            blocked = int(mask, 16) & 2 != 0
            time.sleep(0.01)
        program.send_signal(signal.SIGINT)
        out, words = program.communicate(timeout=60)
        self.assertEqual((program.returncode, words), (130, b""))
        self.assertIn(b"ksg", out)  # what was measured before

    def test_data_that_do_not_fit(self):
        nan = [float("nan") if i == 7 else 0.5 * i for i in range(N)]
        name = self.write_all(short=npy("<i8", [3], [1, 2, 3]), nan=npy("<f8", [N], nan), none=npy("<f8", [N, 0], []),
                              one=npy("<i8", [1], [4]), scalar=npy("<f8", [], [1.0]))
        for x, code, words in (("short", 2, "3 points and y 200"), ("nan", 2, "NaN stands in row 7"),
                               ("none", 1, "no columns"), ("scalar", 1, "single number"),
                               ("z", 2, "no array z; it holds x (int64 [200])"), ("x[:,1]", 2, "has 1 columns")):
            with self.subTest(x=x):
                self.assertIn(words, self.refuse(code, "estimate", name, "--x", x, "--y", "y", "--estimator", "all"))
        self.assertIn("1 point", self.refuse(2, "estimate", name, "--x", "one", "--y", "one", "--estimator", "all"))

    def test_wrong_use(self):
        name = self.write_all()
        pair = ["estimate", name, "--x", "x", "--y", "y"]
        self.assertIn("histogram", self.refuse(2, *pair, "--estimator", "histogran"))
        for options in ([], ["--estimator", "histogram", "--set", "k=3"], ["--estimator", "histogram", "--set", "k"],
                        ["--estimator", "histogram", "--bootstrap", "1"], ["--estimator", "histogram", "--threads", "0"],
                        ["--estimator", "histogram", "--seed", "-1"], ["--estimator", "histogram", "--x-type", "odd"]):
            with self.subTest(options=options):
                self.refuse(2, *pair, *options)
        self.refuse(2, "estimate", "none.npz", "--x", "x", "--y", "y", "--estimator", "all")
        self.refuse(2, "estimate", ".", "--x", "x", "--y", "y", "--estimator", "all")

    def test_damaged_files_never_crash(self):
        files = {"d.npz": npz(x=npy("<i8", [N], X), y=npy("|u1", [N], Y)), "d.mat": mat(x=X, y=Y),
                 "d.npy": npy("<i8", [N], X), "d.csv": csv(x=X, y=Y)}
        for name, content in files.items():
            for seed in range(4):
                rng, damaged = random.Random(seed), bytearray(content)
                for _ in range(10):
                    damaged[rng.randrange(len(damaged))] ^= rng.randrange(1, 256)
                self.write(name, damaged)
                done = self.run_program("estimate", name, "--x", "x" if name != "d.npy" else name, "--y",
                                        "y" if name != "d.npy" else name, "--estimator", "histogram")
                self.assertIn(done.returncode, (0, 1, 2), done)
                if done.returncode != 0:
                    self.assertRegex(done.stderr.decode(errors="replace").splitlines()[-1], "^infoplane: ")


@once_without_sanitizers
class Estimators(ProgramTest):
    def test_the_list(self):
        text = self.succeed("estimators")
        self.assertRegex(text, r"\nhistogram +Joint histogram, plug-in +x and y discrete")
        listed = [line.split()[0] for line in text.splitlines()[1:]]
        described = json.loads(self.succeed("estimators", "--json"))
        self.assertEqual([estimator["name"] for estimator in described], listed)
        for estimator in described:
            self.assertEqual(set(estimator), {"name", "title", "needs", "neural", "source", "parameters"})
        for estimator in described[::5]:
            self.assertIn(estimator["source"], self.succeed("estimators", estimator["name"]))

    def test_one(self):
        self.assertIn("Cover & Thomas", self.succeed("estimators", "histogram"))
        self.assertIn("did you mean", self.refuse(2, "estimators", "histogran"))


if __name__ == "__main__":
    unittest.main()
