#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane sweep on digits, one epoch a point."""
import csv
import json
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import tempfile
import time
import unittest

from program import HAS_WINDOW, INFOPLANE, SECONDS, ProgramTest, environment, once_with_window, once_without_sanitizers

TINY = {"title": "tiny", "network": {"widths": [6, 4]}, "methods": {"layerwise_ib": {"epochs": 1, "critic_widths": [8]}},
        "measure": {"train_samples": 64, "test_samples": 64, "estimators": ["mixture", "kt"]},
        "seeds": {"count": 2}, "compute": {"device": "cpu"}}
VARY = ("--vary", "objective.beta=1e-3:1:log4")
FAR = "methods.layerwise_ib.epochs=1,100000"  # the second point does not end by itself


class SweepTest(ProgramTest):
    def setUp(self):
        super().setUp()
        (self.folder / "tiny.json").write_text(json.dumps(TINY))

    def sweep(self, *more, code=0):
        done = self.run_program("sweep", "tiny.json", *more)
        self.assertEqual(done.returncode, code, done)
        return done

    def index(self, folder="tiny-sweep"):
        return json.loads((self.folder / folder / "index.json").read_text())

    def states(self, folder="tiny-sweep"):
        return [point["state"] for point in self.index(folder)["points"]]

    def run_files(self, folder="tiny-sweep"):
        return sorted(p.name for p in (self.folder / folder).glob("*.h5"))

    def wait_until(self, condition):
        end = time.monotonic() + SECONDS
        while not condition():
            self.assertLess(time.monotonic(), end, "it did not happen in time")
            time.sleep(0.05)

    def stamp(self, name, folder="tiny-sweep"):
        return (self.folder / folder / name).stat().st_mtime_ns


@once_with_window
class Grid(SweepTest):
    def test_every_point_is_a_run_file_with_its_values(self):
        done = self.sweep(*VARY)
        self.assertIn("4 points: 4 finished, folder ", done.stdout.decode())
        lines = done.stderr.decode().splitlines()
        self.assertEqual(len(lines), 4, lines)
        self.assertRegex(lines[0], r"^point 1 of 4 \(objective.beta = 0.001\) finished in [0-9.]+ s, [0-9:]+ left$")
        self.assertEqual(self.run_files(), [f"point-000{i}.infoplane.h5" for i in (1, 2, 3, 4)])
        index = self.index()
        self.assertEqual((index["format"], index["format_version"]), ("infoplane-sweep", "1.0"))
        self.assertEqual(index["varied"], [{"key": "objective.beta", "fields": ["methods.layerwise_ib.beta"],
                                            "spacing": "log", "values": ["0.001", "0.01", "0.1", "1"]}])
        for point, beta in zip(index["points"], (0.001, 0.01, 0.1, 1.0), strict=True):
            self.assertEqual((point["values"], point["state"], point["failure"]),
                             ({"objective.beta": beta}, "finished", None))
            self.assertGreater(point["seconds"], 0)
            run = self.info(self.folder / "tiny-sweep" / point["file"])
            self.assertEqual(run["methods"][0]["beta"], [beta, beta])
            self.assertTrue(run["title"].startswith("tiny, objective.beta = "), run["title"])

    @once_without_sanitizers
    def test_the_full_grid_with_two_jobs(self):
        self.sweep("--vary", "network.sigma=0.25,0.5", "--vary", "network.activation=tanh,relu", "--jobs", "2",
                   "--output", "out", "--quiet")
        points = self.index("out")["points"]
        self.assertEqual([tuple(p["values"].values()) for p in points],
                         [(0.25, "tanh"), (0.25, "relu"), (0.5, "tanh"), (0.5, "relu")])
        self.assertEqual(self.states("out"), ["finished"] * 4)

    @once_without_sanitizers
    def test_wrong_keys_and_values_are_refused_before_anything_runs(self):
        for vary, words in (("network.sigmo=1,2", 'did you mean "network.sigma"?'),
                            ("network.sigma=1,-2", "network.sigma must be"),
                            ("objective.beta=1:0:log3", "above 0"), ("objective.beta", "--vary needs KEY=VALUES"),
                            ("seeds.first=0:9999:lin10001", "2 to 10000 values")):
            with self.subTest(vary=vary):
                self.assertIn(words, self.refuse(2, "sweep", "tiny.json", "--vary", vary))
        self.assertIn("1000000 points, and 10000 is the most",
                      self.refuse(2, "sweep", "tiny.json", "--vary", "seeds.first=0:999:lin1000",
                                  "--vary", "data.split_seed=0:999:lin1000"))
        self.assertIn("say what to vary", self.refuse(2, "sweep", "tiny.json"))
        self.assertIn("say what to sweep", self.refuse(2, "sweep", *VARY))
        self.assertIn("no such file", self.refuse(2, "sweep", "none.json", *VARY))
        self.assertIn("--jobs must be", self.refuse(2, "sweep", "tiny.json", *VARY, "--jobs", "0"))
        self.assertEqual(self.names_here(), ["tiny.json"])

    @once_without_sanitizers
    def test_folders_of_something_else_are_refused(self):
        (self.folder / "mine").mkdir()
        (self.folder / "mine" / "file").write_text("mine")
        self.assertIn("no sweep's folder", self.refuse(2, "sweep", "mine"))
        self.assertIn("name another with --output", self.refuse(2, "sweep", "tiny.json", *VARY, "--output", "mine"))
        self.assertEqual([p.name for p in (self.folder / "mine").iterdir()], ["file"])


@once_with_window
class Resumption(SweepTest):
    @once_without_sanitizers
    def test_what_has_finished_is_kept_and_another_grid_is_refused(self):
        self.sweep("--vary", "objective.beta=0,1")
        stamps = [self.stamp(name) for name in self.run_files()]
        done = self.sweep("--vary", "objective.beta=0,1")
        self.assertEqual(done.stderr, b"")
        self.assertEqual([self.stamp(name) for name in self.run_files()], stamps)
        self.assertIn("other keys or values", self.refuse(2, "sweep", "tiny.json", "--vary", "objective.beta=0,2"))
        self.assertIn("another experiment", self.refuse(2, "sweep", "tiny.json", "--vary", "objective.beta=0,1",
                                                        "--seeds", "3"))

    def test_a_failed_point_is_told_of_and_tried_again(self):
        self.sweep("--vary", "objective.beta=0,1,2")
        blocked = self.folder / "tiny-sweep" / "point-0002.infoplane.h5"
        blocked.unlink()
        blocked.mkdir()
        (self.folder / "tiny-sweep" / "point-0003.infoplane.h5").unlink()
        done = self.sweep("--vary", "objective.beta=0,1,2", code=1)
        self.assertEqual(self.states(), ["finished", "failed", "finished"])
        self.assertIn("this is a folder", self.index()["points"][1]["failure"])
        self.assertIn("point 2 of 3 (objective.beta = 1) failed: ", done.stderr.decode())
        shown = self.run_program("sweep", "tiny-sweep")
        self.assertEqual(shown.returncode, 1)
        self.assertIn(b"3 points: 2 finished, 1 failed\npoint 2 (objective.beta = 1) failed: ", shown.stdout)
        blocked.rmdir()
        first = self.stamp("point-0001.infoplane.h5")
        self.sweep("--vary", "objective.beta=0,1,2")
        self.assertEqual(self.states(), ["finished"] * 3)
        self.assertEqual(self.stamp("point-0001.infoplane.h5"), first)

    def start_far(self):
        """A sweep whose first point has finished and whose second one trains."""
        process = self.start_program("sweep", "tiny.json", "--vary", FAR, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        rows = self.folder / "tiny-sweep" / "point-0002.infoplane.h5"
        self.wait_until(lambda: rows.exists() and self.states() == ["finished", "running"])
        return process

    def pid_of_training(self):
        return [int(p.name) for p in pathlib.Path("/proc").iterdir() if p.name.isdigit()
                and str(self.folder / "tiny-sweep").encode() in self.command_of(p)]

    @staticmethod
    def command_of(process):
        try:
            return (process / "cmdline").read_bytes()
        except OSError:
            return b""

    def test_ctrl_c_stops_the_trainings_and_leaves_the_index_true(self):
        process = self.start_far()
        first = self.stamp("point-0001.infoplane.h5")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn(b"2 points: 1 finished, 1 waiting", out)
        self.assertIn(b"stopping; the trainings complete their files", err)
        self.assertEqual(self.states(), ["finished", "waiting"])
        self.assertEqual(self.pid_of_training(), [])
        self.assertEqual(self.info(self.folder / "tiny-sweep" / "point-0002.infoplane.h5")["status"], "stopped")
        again = self.start_far()
        self.assertEqual(self.stamp("point-0001.infoplane.h5"), first)
        again.send_signal(signal.SIGTERM)
        again.communicate(timeout=SECONDS)
        self.assertEqual(again.returncode, 143)

    @once_without_sanitizers
    def test_ctrl_c_on_a_terminal_reaches_the_trainings_once(self):
        ours, theirs = self.open_terminal()
        process = subprocess.Popen([INFOPLANE, "sweep", "tiny.json", "--vary", FAR], stdin=theirs, stdout=subprocess.DEVNULL,
                                   stderr=theirs, cwd=self.folder, env=environment(), start_new_session=True,
                                   preexec_fn=lambda: os.close(os.open(os.ttyname(theirs), os.O_RDWR)))
        os.close(theirs)
        rows = self.folder / "tiny-sweep" / "point-0002.infoplane.h5"
        self.wait_until(lambda: rows.exists() and self.states() == ["finished", "running"])
        os.write(ours, b"\x03")
        self.assertEqual(process.wait(SECONDS), 130)
        text = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            text += piece
        os.close(ours)
        self.assertIn(b"\r\x1b[K2 points: 1 finished, 1 running, ", text)
        self.assertEqual(self.info(rows)["status"], "stopped")

    def test_a_killed_sweep_takes_its_trainings_along_and_is_seen_to_be_dead(self):
        process = self.start_far()
        process.kill()
        process.communicate(timeout=SECONDS)
        self.wait_until(lambda: self.pid_of_training() == [])
        self.assertEqual(self.states(), ["finished", "running"])
        self.assertEqual(self.succeed("sweep", "tiny-sweep"), "2 points: 1 finished, 1 waiting\n")
        self.assertEqual(self.states(), ["finished", "waiting"])

    @once_without_sanitizers
    def test_one_program_runs_a_sweep(self):
        process = self.start_far()
        self.assertIn("another infoplane runs this sweep", self.refuse(2, "sweep", "tiny.json", "--vary", FAR))
        self.assertEqual(self.succeed("sweep", "tiny-sweep"), "2 points: 1 finished, 1 running\n")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)

    def test_a_damaged_index_is_named(self):
        self.sweep("--vary", "objective.beta=0,1")
        (self.folder / "tiny-sweep" / "index.json").write_text('{"format": "infoplane-sweep"')
        self.assertIn("index.json: the index of the sweep is not valid JSON", self.refuse(1, "sweep", "tiny-sweep"))


class Results(SweepTest):
    """Each test shows a copy of one sweep."""

    @classmethod
    def setUpClass(cls):
        whole = tempfile.TemporaryDirectory()
        cls.addClassCleanup(whole.cleanup)
        cls.whole = pathlib.Path(whole.name)
        (cls.whole / "tiny.json").write_text(json.dumps(TINY))
        subprocess.run([INFOPLANE, "sweep", "tiny.json", *VARY, "--quiet"], cwd=cls.whole, env=environment(),
                       capture_output=True, timeout=SECONDS, check=True)

    def setUp(self):
        super().setUp()
        shutil.copytree(self.whole / "tiny-sweep", self.folder / "tiny-sweep")

    def test_the_table_has_a_line_for_each_point_and_layer(self):
        lines = self.succeed("sweep", "tiny-sweep", "--table").splitlines()
        head = lines[0].split()
        self.assertEqual(head[:7], ["point", "objective.beta", "method", "layer", "sigma", "I(X;T^)", "I(T^;Y)"])
        self.assertIn("linear_probe", head)
        self.assertEqual(sum(line.split()[2:3] == ["layerwise_ib"] for line in lines), 8)
        self.assertIn("in bits by mixture, n = 64, train split", lines[-2])
        self.assertIn("there are mixture", self.refuse(2, "sweep", "tiny-sweep", "--table", "--estimator", "x"))
        self.assertIn("there are layerwise_ib", self.refuse(2, "sweep", "tiny-sweep", "--table", "--method", "x"))

    def test_csv_and_json_hold_what_the_runs_hold(self):
        self.succeed("sweep", "tiny-sweep", "--csv", "out.csv", "--unit", "nats")
        rows = list(csv.DictReader((self.folder / "out.csv").read_text().splitlines()))
        table = json.loads(self.succeed("sweep", "tiny-sweep", "--json"))
        self.assertEqual(len(table), 8)
        for point in range(1, 5):
            method = self.info(self.folder / "tiny-sweep" / f"point-000{point}.infoplane.h5")["methods"][0]
            for layer in (1, 2):
                here = [r for r in rows if (r["point"], r["layer"]) == (str(point), str(layer))]
                value, = [r for r in here if (r["quantity"], r["reader"], r["split"]) == ("I_XT", "mixture", "train")]
                recorded = method["information"]["mixture"]
                self.assertAlmostEqual(float(value["mean"]), recorded["I_XT_nats"][layer - 1], places=12)
                self.assertAlmostEqual(float(value["deviation"]), recorded["I_XT_spread_nats"][layer - 1], places=12)
                self.assertEqual((value["n"], value["seeds"], value["sigma"]), ("64", "2", "0.5"))
                self.assertEqual(float(value["beta"]), method["beta"][layer - 1])
                for accuracy in method["accuracies"]:
                    if accuracy["layer"] == layer and accuracy["test"] is not None:
                        shown, = [r for r in here if r["quantity"] == "accuracy" and r["reader"] == accuracy["read_out"]]
                        self.assertAlmostEqual(float(shown["mean"]), accuracy["test"], places=12)
                line, = [r for r in table if (r["point"], r["layer"]) == (point, layer)]
                term, = [i for i in line["information"] if (i["estimator"], i["split"]) == ("mixture", "test")]
                self.assertAlmostEqual(term["I_TY"]["mean_nats"], recorded["test"]["I_TY_nats"][layer - 1], places=12)
        self.assertIn("--force", self.refuse(2, "sweep", "tiny-sweep", "--csv", "out.csv"))

    @unittest.skipUnless(HAS_WINDOW, "built without the window")
    def test_figures(self):
        for name, magic in (("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.svg", b"<?xml")):
            self.succeed("sweep", "tiny-sweep", "--figure", name)
            self.assertTrue((self.folder / name).read_bytes().startswith(magic), name)
        self.assertIn("--force", self.refuse(2, "sweep", "tiny-sweep", "--figure", "a.png"))
        self.succeed("sweep", "tiny-sweep", "--figure", "a.png", "--force", "--layer", "1", "--size", "400x300",
                     "--estimator", "kt_upper", "--unit", "nats")
        for more, words in ((("--layer", "9"), "the layers 1 to 2"), (("--along", "x"), "it varies objective.beta"),
                            (("--estimator", "x"), "there are kt_lower"), (("--size", "1"), "--size needs")):
            self.assertIn(words, self.refuse(2, "sweep", "tiny-sweep", "--figure", "b.png", *more))
        self.assertIn(".pdf, .svg or .png", self.refuse(2, "sweep", "tiny-sweep", "--figure", "b.txt"))
        self.assertFalse((self.folder / "b.png").exists())

    @unittest.skipIf(HAS_WINDOW, "built with the window")
    def test_figures_are_refused(self):
        self.assertIn("draws no pictures", self.refuse(2, "sweep", "tiny-sweep", "--figure", "a.png"))

    def test_a_damaged_run_is_named_and_the_others_are_shown(self):
        (self.folder / "tiny-sweep" / "point-0002.infoplane.h5").write_bytes(b"nothing")
        done = self.run_program("sweep", "tiny-sweep", "--json")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"point-0002.infoplane.h5", done.stderr)
        self.assertEqual({row["point"] for row in json.loads(done.stdout)}, {1, 3, 4})

    def test_a_folder_is_not_begun_anew(self):
        self.assertIn("give the command that began it", self.refuse(2, "sweep", "tiny-sweep", *VARY))


@once_with_window
class Slurm(SweepTest):
    def program(self, name, text):
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def slurm(self, *more, path):
        return subprocess.run([INFOPLANE, "sweep", "tiny.json", *VARY, "--slurm", *more], cwd=self.folder,
                              env=environment(PATH=path), capture_output=True, timeout=SECONDS, check=False)

    @once_without_sanitizers
    def test_without_slurm_the_script_is_written_and_said(self):
        done = self.slurm("--partition", "short", "--time", "1:00:00", "--jobs", "2", path="/nowhere")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn(b"there is no sbatch here", done.stdout)
        script = (self.folder / "tiny-sweep" / "submit.slurm").read_text()
        for line in ("#SBATCH --array=1-4%2", "#SBATCH --partition=short", "#SBATCH --time=1:00:00"):
            self.assertIn(line + "\n", script)
        self.assertIn("""' --point "$SLURM_ARRAY_TASK_ID"\n""", script)
        self.assertEqual(self.states(), ["waiting"] * 4)
        subprocess.run(["/bin/sh", "-n", str(self.folder / "tiny-sweep" / "submit.slurm")], check=True)
        refused = self.slurm("--partition", "a\nb", path="/nowhere")
        self.assertEqual(refused.returncode, 2)
        self.assertIn(b"words of Slurm", refused.stderr)

    @once_without_sanitizers
    def test_tasks_side_by_side_fill_one_index(self):
        # Runs every task of the array at once, as Slurm does on as many nodes.
        self.program("sbatch", '#!/bin/sh\nPATH=/usr/bin:/bin\nfor i in 1 2 3 4; do\n  '
                     'SLURM_ARRAY_TASK_ID=$i sh "$1" > /dev/null 2>&1 &\ndone\nwait\necho Submitted batch job 7\n')
        done = self.slurm(path=str(self.folder / "bin"))
        self.assertEqual(done.returncode, 0, done)
        self.assertIn(b"Submitted batch job 7, 4 tasks; ", done.stdout)
        self.assertEqual(self.succeed("sweep", "tiny-sweep"), "4 points: 4 finished\n")
        self.assertEqual(self.states(), ["finished"] * 4)
        self.assertEqual(len(json.loads(self.succeed("sweep", "tiny-sweep", "--json"))), 8)
        self.assertIn(b"nothing to submit", self.slurm(path=str(self.folder / "bin")).stdout)

    def test_a_task_trains_its_point_and_no_other(self):
        self.slurm(path="/nowhere")
        done = self.run_program("sweep", "tiny-sweep", "--point", "2")
        self.assertEqual(done.returncode, 0, done)
        self.assertEqual(self.run_files(), ["point-0002.infoplane.h5"])
        self.assertEqual(self.succeed("sweep", "tiny-sweep", "--point", "2"), "point 2 has finished already\n")
        self.assertIn("from 1 to 4", self.refuse(2, "sweep", "tiny-sweep", "--point", "5"))
        self.succeed("sweep", "tiny-sweep")
        self.assertEqual(self.states(), ["waiting", "finished", "waiting", "waiting"])
        done = self.slurm(path="/nowhere")
        self.assertIn("#SBATCH --array=1,3-4\n", (self.folder / "tiny-sweep" / "submit.slurm").read_text())

    def test_what_slurm_refuses_is_said(self):
        self.program("sbatch", "#!/bin/sh\necho 'sbatch: error: invalid partition' >&2\nexit 1\n")
        done = self.slurm(path=str(self.folder / "bin"))
        self.assertEqual(done.returncode, 1, done)
        self.assertIn(b"Slurm did not take the job: sbatch: error: invalid partition", done.stderr)


if __name__ == "__main__":
    unittest.main()
