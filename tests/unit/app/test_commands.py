#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""help, version, presets, data, info and the window's refusal, as a user types them."""
import json
import subprocess
import unittest

from program import HAS_WINDOW, INFOPLANE, ProgramTest, environment, once_with_window, once_without_sanitizers


class Commands(ProgramTest):
    def test_help_and_version(self):
        text = self.succeed("--help")
        for command in "train info export replay recover stream presets data estimate estimators".split():
            self.assertIn("\n  " + command, text)
            self.assertIn("--help", self.succeed(command, "--help"))
        version = self.succeed("--version")
        self.assertRegex(version, r"^infoplane \d+\.\d+\.\d+\n")
        self.assertRegex(version, r"LibTorch \d+\.\d+")
        self.assertRegex(version, r"HDF5 1\.\d+")
        self.assertRegex(version, r"Qt 6\.\d+" if HAS_WINDOW else "no Qt")

    def test_presets_are_complete_configurations(self):
        names = self.succeed("presets").split()
        self.assertEqual(set(names), {"digits", "twelve-bit", "twelve-bit-szt", "mnist", "mnist-wide", "mnist-narrow",
                                      "mnist-two", "cifar10", "cifar10-small"})
        for name in names:
            config = json.loads(self.succeed("presets", name))
            self.assertEqual(set(config) >= {"title", "data", "network", "methods", "seeds"}, True, config)
            self.assertGreaterEqual(len(config["methods"]), 2)
        self.assertIn("digits", self.refuse(2, "presets", "digit"))

    def test_data_lists_what_is_there(self):
        lines = self.succeed("data").splitlines()
        self.assertTrue(any(line.startswith("digits") and "built in" in line for line in lines), lines)
        self.assertTrue(any(line.startswith("mnist") and "not found" in line for line in lines), lines)
        self.assertEqual(len([line for line in lines if line.startswith("mnist:")]), 1, "how to get it")
        self.assertIn("no such folder", self.refuse(2, "data", "--folder", "nowhere"))

    def test_wrong_use(self):
        for arguments in (["--nonsense"], ["train"], ["train", "--preset", "nonsense"], ["info"],
                          ["train", "--preset", "digits", "--set", "network.sgima=1"],
                          ["train", "--preset", "digits", "--seeds", "0"],
                          ["train", "--preset", "digits", "--epochs", "1.5"],
                          ["train", "--preset", "digits", "--device", "abacus"],
                          ["train", "--preset", "digits", "--output", "nowhere/run.h5"],
                          ["train", "--preset", "digits", "--output", "."],
                          ["info", "nothing.h5"], ["info", "."]):
            with self.subTest(arguments=arguments):
                self.refuse(2, *arguments)
        self.assertIn("network.sigma", self.refuse(2, "train", "--preset", "digits", "--set", "network.sgima=1"))
        self.assertEqual(self.names_here(), [])

    @once_with_window
    @once_without_sanitizers
    def test_bad_configurations(self):
        bad = {"empty": b"", "no_json": b"{", "list": b"[]", "wrong_type": b'{"title": 3}',
               "unknown": b'{"titel": "x"}', "null": b"\0" * 100, "large": b" " * (2 << 20), "latin": b'{"title": "\xff"}'}
        for name, content in bad.items():
            with self.subTest(name=name):
                (self.folder / name).write_bytes(content)
                self.assertIn(name, self.refuse(2, "train", "--config", name))
        self.assertIn("folder", self.refuse(2, "train", "--config", "."))

    def test_standard_output_that_is_full(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([INFOPLANE, "presets"], stdout=full, stderr=subprocess.PIPE, timeout=60,
                                  env=environment(), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"could not be written", done.stderr)

    def test_no_display(self):
        words = self.refuse(2)
        self.assertIn("infoplane train --preset digits", words)
        self.refuse(2, "replay", self.write_run())
        self.refuse(2, "-")


class Info(ProgramTest):
    def test_json(self):
        run = self.info(self.write_run(rows=20))
        self.assertEqual(run["format_version"], "1.1")
        self.assertEqual(run["status"], "finished")
        self.assertEqual(run["seeds"], 2)
        self.assertEqual([m["name"] for m in run["methods"]], ["layerwise_ib", "cross entropy β=0"])
        for method in run["methods"]:
            self.assertEqual((method["rows"], method["layers"]), (20, 3))
            self.assertTrue({"train", "test", "read_out"} <= set(method["accuracy"]))
            for estimator in method["information"].values():
                self.assertEqual(len(estimator["I_XT_nats"]), 3)
                self.assertEqual(len(estimator["I_TY_nats"]), 3)

    def test_text(self):
        text = self.succeed("info", self.write_run())
        for words in ("finished", "I(X;T^)", "bits", "network_output", "digits"):
            self.assertIn(words, text)

    def test_files_that_are_no_runs(self):
        run = self.write_run(rows=50).read_bytes()
        bad = {"empty": b"", "text": b"hello\n" * 1000, "cut": run[: len(run) // 2], "head": run[:600],
               "zeros": b"\0" * 4096}
        for name, content in bad.items():
            with self.subTest(name=name):
                (self.folder / name).write_bytes(content)
                self.assertIn(name, self.refuse(1, "info", name))

    @once_with_window
    def test_damaged_files_never_crash(self):
        run = self.write_run(rows=3).read_bytes()
        for i in range(25):
            damaged = bytearray(run)
            for j in range(20):
                damaged[(i * 7919 + j * 104729) % len(run)] ^= 0xFF >> (j % 8)
            (self.folder / "damaged.h5").write_bytes(damaged)
            done = self.run_program("info", "damaged.h5", "--json")
            self.assertIn(done.returncode, (0, 1), done)
            if done.returncode == 1:
                self.assertRegex(done.stderr.decode().splitlines()[-1], "^infoplane: .*damaged.h5")


if __name__ == "__main__":
    unittest.main()
