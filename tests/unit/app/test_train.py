#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane train on digits, a few epochs each."""
import json
import os
import signal
import subprocess
import time
import unittest

import h5py

from program import (COMPARE_TEST_STREAM, INFOPLANE, SECONDS, ProgramTest, environment, once_with_window,
                     once_without_sanitizers)

SHORT = ("train", "--preset", "digits", "--epochs", "2", "--device", "cpu", "--output", "run.h5")
LONG = ("train", "--preset", "digits", "--epochs", "2000", "--device", "cpu", "--output", "run.h5")


class Train(ProgramTest):
    def wait_for_rows(self, process):
        """Until the run file has rows; the training goes on."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            self.assertIsNone(process.poll(), "the training ended early")
            done = self.run_program("info", "run.h5", "--json")
            if done.returncode == 0 and json.loads(done.stdout)["methods"][0]["rows"] > 0:
                return
            time.sleep(0.1)
        self.fail("no row came")

    def test_results_progress_and_file(self):
        done = self.run_program(*SHORT)
        self.assertEqual(done.returncode, 0, done)
        results, progress = done.stdout.decode(), done.stderr.decode()
        for words in ("layerwise_ib", "cross_entropy", "I(X;T^)", "I(T^;Y)", "bits", "sigma", "linear_probe",
                      "network_output", "passes over the data", "run finished, file run.h5"):
            self.assertIn(words, results)
        lines = progress.splitlines()
        self.assertTrue(6 <= len(lines) <= 30, progress)
        for line in lines:
            self.assertRegex(line, r"^\w+, (layer \d of 3, )?epoch \d+ of \d+, \d+ %(, \d+:\d\d left)?$")
        run = self.info("run.h5")
        self.assertEqual(run["status"], "finished")
        self.assertRegex(run["run_id"], r"^[0-9a-f]{32}$")
        self.assertRegex(run["start_time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$")
        self.assertRegex(run["environment"]["program"], r"^Infoplane \d+\.\d+\.\d+$")
        for name in ("libtorch", "hdf5", "system", "device"):
            self.assertTrue(run["environment"][name], name)
        for method in run["methods"]:
            self.assertGreater(method["rows"], 0)
            self.assertGreater(method["accuracy"]["test"], 0.3)
            self.assertEqual(method["layers"], 3)
            for value in method["information"]["mixture"]["I_XT_nats"]:
                self.assertGreater(value, 0.0)
        self.assertEqual(self.names_here(), ["run.h5"])

    def test_quiet_and_default_name(self):
        text = self.succeed("train", "--preset", "digits", "--epochs", "1", "--device", "cpu", "--quiet")
        names = self.names_here()
        self.assertEqual(len(names), 1)
        self.assertRegex(names[0], r"^[Dd]igits-\d{8}-\d{6}\.infoplane\.h5$")
        self.assertIn(names[0], text)

    def test_an_output_is_not_overwritten(self):
        (self.folder / "run.h5").write_text("mine")
        self.assertIn("--force", self.refuse(2, *SHORT))
        self.assertEqual((self.folder / "run.h5").read_text(), "mine")
        self.assertEqual(self.run_program(*SHORT, "--force").returncode, 0)
        self.assertEqual(self.info("run.h5")["status"], "finished")

    def test_a_configuration_is_a_preset_written_out(self):
        config = json.loads(self.succeed("presets", "digits"))
        config["title"] = "mine/of σ"
        (self.folder / "mine.json").write_text(json.dumps(config))
        done = self.run_program("train", "--config", "mine.json", "--epochs", "1", "--seeds", "2", "--device", "cpu",
                                "--set", "methods.layerwise_ib.beta=0", "--output", "run.h5", "--quiet")
        self.assertEqual(done.returncode, 0, done)
        run = self.info("run.h5")
        self.assertEqual((run["title"], run["seeds"]), ("mine/of σ", 2))
        self.assertEqual(set(run["methods"][0]["beta"]), {0.0})

    def test_data_that_is_not_there(self):
        (self.folder / "empty").mkdir()
        words = self.refuse(1, "train", "--preset", "mnist", "--data", "empty", "--output", "run.h5", "--quiet")
        self.assertIn("empty", words)
        self.assertEqual(self.names_here(), ["empty"])

    def stop_with(self, number):
        process = self.start_program(*LONG, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.wait_for_rows(process)
        asked = time.monotonic()
        process.send_signal(number)
        out, _ = process.communicate(timeout=SECONDS)
        self.assertLess(time.monotonic() - asked, 20)
        self.assertEqual(process.returncode, 128 + number)
        self.assertIn(b"run stopped, file run.h5", out)
        run = self.info("run.h5")
        self.assertEqual(run["status"], "stopped")
        self.assertGreater(run["methods"][0]["rows"], 0)
        self.assertEqual(self.names_here(), ["run.h5"])

    def test_ctrl_c_completes_the_file(self):
        self.stop_with(signal.SIGINT)

    def test_termination_completes_the_file(self):
        self.stop_with(signal.SIGTERM)

    def test_a_killed_run_is_recovered(self):
        process = self.start_program(*LONG, "--quiet")
        self.wait_for_rows(process)
        process.kill()
        process.wait(SECONDS)
        rows = self.info("run.h5")["methods"][0]["rows"]
        self.succeed("recover", "run.h5")
        run = self.info("run.h5")
        self.assertEqual((run["status"], run["methods"][0]["rows"]), ("stopped", rows))

    def test_progress_on_a_terminal_is_one_line(self):
        ours, theirs = self.open_terminal()
        process = self.start_program(*SHORT, stdout=subprocess.DEVNULL, stderr=theirs)
        os.close(theirs)
        text = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the terminal's other end was closed
                break
            text += piece
            if not piece:
                break
        os.close(ours)
        self.assertEqual(process.wait(SECONDS), 0)
        self.assertIn(b"\r\x1b[Klayerwise_ib, layer", text)
        self.assertNotIn(b"\n", text)


RESUMABLE = ("train", "--preset", "digits", "--epochs", "40", "--device", "cpu", "--set", "checkpoints.every=4",
             "--set", "network.widths=16,8", "--set", "measure.train_samples=64", "--set", "measure.test_samples=64",
             "--quiet")


def tables_of(path):
    """The bytes of every dataset of the methods but the time."""
    found = {}

    def take(name, item):
        if isinstance(item, h5py.Dataset) and not name.endswith("/elapsed"):
            found[name] = (item.shape, item[()].tobytes())

    with h5py.File(path, "r") as file:
        file["run/methods"].visititems(take)
    return found


def rows_so_far(path):
    """Of a run that is being written."""
    try:
        with h5py.File(path, "r", libver="latest", swmr=True) as file:
            return sum(len(method["step"]) for method in file["run/methods"].values())
    except (OSError, KeyError):
        return 0


class TrainResume(ProgramTest):
    def end_after_rows(self, number, rows=40):
        """Ends the training by a signal once it has so many rows."""
        process = self.start_program(*RESUMABLE, "--output", "begun.infoplane.h5", stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and rows_so_far(self.folder / "begun.infoplane.h5") < rows:
            self.assertIsNone(process.poll(), "the training ended early")
            time.sleep(0.01)
        process.send_signal(number)
        process.wait(SECONDS)
        self.assertNotEqual(self.info("begun.infoplane.h5")["status"], "finished")

    def compare_with_whole(self, resumed):
        self.succeed(*RESUMABLE, "--output", "whole.h5")
        whole, again = tables_of(self.folder / "whole.h5"), tables_of(self.folder / resumed)
        self.assertEqual(set(whole), set(again))
        self.assertGreater(len(whole), 50)
        for name, content in whole.items():
            self.assertEqual(content, again[name], name)

    def test_a_stopped_run_goes_on_to_the_same_numbers(self):
        self.end_after_rows(signal.SIGINT)
        text = self.succeed("train", "--resume", "begun.infoplane.h5", "--quiet")
        self.assertIn("run finished, file begun-resumed.infoplane.h5", text)
        self.compare_with_whole("begun-resumed.infoplane.h5")
        with h5py.File(self.folder / "begun-resumed.infoplane.h5", "r") as file:
            origin = file["run"].attrs
            self.assertEqual(origin["resumed_from"], b"begun.infoplane.h5")
            self.assertEqual(origin["resumed_run_id"].decode(), self.info("begun.infoplane.h5")["run_id"])
            self.assertIn(origin["resumed_method"], (b"layerwise_ib", b"cross_entropy"))
        self.succeed("train", "--resume", "begun.infoplane.h5", "--quiet")
        self.assertIn("begun-resumed-2.infoplane.h5", self.names_here())

    @once_with_window
    @once_without_sanitizers
    def test_a_killed_run_goes_on_before_and_after_recovery(self):
        self.end_after_rows(signal.SIGKILL)
        self.succeed("train", "--resume", "begun.infoplane.h5", "--output", "first.h5", "--quiet")
        self.succeed("recover", "begun.infoplane.h5")
        self.succeed("train", "--resume", "begun.infoplane.h5", "--output", "second.h5", "--quiet")
        self.compare_with_whole("first.h5")
        self.assertEqual(tables_of(self.folder / "first.h5"), tables_of(self.folder / "second.h5"))

    def test_what_cannot_go_on_says_why(self):
        path = self.write_run()
        self.assertIn("nothing is left to do", self.refuse(1, "train", "--resume", path, "--quiet"))
        path = self.write_run(mode="killed", name="killed.h5")
        self.assertIn("no state of the training", self.refuse(1, "train", "--resume", path, "--quiet"))
        self.refuse(2, "train", "--resume", "nothing.h5")
        self.assertIn("goes on as it was begun", self.refuse(2, "train", "--resume", path, "--seeds", "3"))
        self.assertIn("must not name", self.refuse(2, "train", "--resume", path, "--output", path, "--force"))
        self.refuse(2, "train", "--resume", path, "--preset", "digits")
        (self.folder / "words.h5").write_text("words")
        self.assertIn("not a run file", self.refuse(1, "train", "--resume", "words.h5", "--quiet"))
        self.assertEqual(self.names_here(), ["killed.h5", "run.infoplane.h5", "words.h5"])


class TrainStream(ProgramTest):
    def test_the_stream_holds_the_run(self):
        done = self.run_program(*SHORT, "--stream")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"run finished", done.stderr)
        rows = [m["rows"] for m in self.info("run.h5")["methods"]]
        decoded = self.run_program(stdin=done.stdout, program=COMPARE_TEST_STREAM)
        self.assertEqual(decoded.stdout.decode(), "1 " + " ".join(map(str, rows)) + " whole\n")

    def test_a_reader_that_goes_stops_the_run(self):
        process = self.start_program(*LONG, "--stream", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.read(1000)
        process.stdout.close()
        words = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual(process.wait(SECONDS), 1)
        self.assertIn("infoplane: standard output takes no more", words)
        self.assertEqual(self.info("run.h5")["status"], "stopped")

    def test_a_failure_is_in_the_stream(self):
        (self.folder / "empty").mkdir()
        done = self.run_program("train", "--preset", "mnist", "--data", "empty", "--stream", "--quiet")
        self.assertEqual(done.returncode, 1, done)
        decoded = self.run_program(stdin=done.stdout, program=COMPARE_TEST_STREAM)
        self.assertTrue(decoded.stdout.startswith(b"error: "), decoded)

    def test_a_terminal_is_refused(self):
        ours, theirs = self.open_terminal()
        done = subprocess.run([INFOPLANE, *SHORT, "--stream"], stdout=theirs, stderr=subprocess.PIPE, cwd=self.folder,
                              env=environment(), timeout=SECONDS, check=False)
        os.close(theirs)
        os.close(ours)
        self.assertEqual(done.returncode, 2, done)
        self.assertEqual(self.names_here(), [])


if __name__ == "__main__":
    unittest.main()
