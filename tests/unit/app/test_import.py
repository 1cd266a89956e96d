#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane import, on activations whose information is known."""
import io
import json
import math
import pathlib
import signal
import subprocess
import sys
import time
import unittest
import zipfile

from arrays import npy
from program import ProgramTest, once_without_sanitizers

try:
    import h5py
    import numpy
except ImportError:
    h5py = numpy = None
else:
    sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "packaging" / "python"))
    from infoplane_recorder import Recorder

N, CLASSES = 120, 4
LN_N, H_Y = math.log(N), math.log(CLASSES)
LABELS = [i % CLASSES for i in range(N)]


def file_of(**arrays):
    """A .npz of arrays that are lists of rows; "__" in a name stands for the slash."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, rows in arrays.items():
            flat = [value for row in rows for value in (row if isinstance(row, list) else [row])]
            shape = [len(rows)] + ([len(rows[0])] if isinstance(rows[0], list) else [])
            archive.writestr(name.replace("__", "/") + ".npy", npy("<f8", shape, flat))
    return content.getvalue()


def ramp(width=2, count=N):
    return [[0.37 * i + j for j in range(width)] for i in range(count)]


class Refusals(ProgramTest):
    """What cannot be imported is said in a sentence, and nothing is left behind."""

    def refuse_file(self, code, content, *options):
        (self.folder / "a.npz").write_bytes(content)
        options = options or ("--estimators", "binning")
        sentence = self.refuse(code, "import", "a.npz", "--quiet", *options)
        self.assertEqual(self.names_here(), ["a.npz"])
        return sentence

    def refuse_arrays(self, code, *options, **arrays):
        return self.refuse_file(code, file_of(**arrays), *options)

    def test_arrays_that_do_not_fit(self):
        a = ramp()
        self.assertIn("no array labels", self.refuse_arrays(2, epoch_0__a=a))
        self.assertIn("holds no activations", self.refuse_arrays(1, labels=LABELS, a=a))
        self.assertIn("not named epoch_NUMBER/LAYER", self.refuse_arrays(1, labels=LABELS, epoch_x__a=a))
        self.assertIn("119, 2]", self.refuse_arrays(1, labels=LABELS, epoch_0__a=ramp(count=N - 1)))
        self.assertIn("same network", self.refuse_arrays(1, labels=LABELS, epoch_0__a=a, epoch_1__a=ramp(3)))
        self.assertIn("epoch 1 has no layer b",
                      self.refuse_arrays(1, labels=LABELS, epoch_0__a=a, epoch_0__b=a, epoch_1__a=a))
        self.assertIn("epoch 1 has a layer b",
                      self.refuse_arrays(1, labels=LABELS, epoch_0__a=a, epoch_1__a=a, epoch_1__b=a))
        self.assertIn("epoch 1 twice", self.refuse_arrays(1, labels=LABELS, epoch_1__a=a, epoch_01__a=a))

    def test_labels_and_splits(self):
        a = ramp()
        self.assertIn("one class", self.refuse_arrays(1, labels=[1] * N, epoch_0__a=a))
        self.assertIn("row 0", self.refuse_arrays(1, labels=[0.5] * N, epoch_0__a=a))
        self.assertIn("one number a sample", self.refuse_arrays(1, labels=a, epoch_0__a=a))
        self.assertIn("row 2", self.refuse_arrays(1, labels=LABELS, split=LABELS, epoch_0__a=a))
        self.assertIn("3 samples", self.refuse_arrays(1, labels=LABELS, split=[0, 1, 0], epoch_0__a=a))

    @once_without_sanitizers
    def test_options(self):
        arrays = {"labels": LABELS, "epoch_3__conv1": ramp()}
        self.assertIn("--sigma", self.refuse_arrays(2, "--estimators", "binning,kt", **arrays))
        self.assertIn("from 1e-12", self.refuse_arrays(2, "--estimators", "kt", "--sigma", "1e-300", **arrays))
        self.assertIn("from 1e-12", self.refuse_arrays(2, "--estimators", "kt", "--sigma", "inf", **arrays))
        self.assertIn('did you mean "mixture"', self.refuse_arrays(2, "--estimators", "mixtur", **arrays))
        self.assertIn("split", self.refuse_arrays(2, "--estimators", "aa_mine", "--sigma", "1", **arrays))
        self.assertIn('did you mean "conv1"', self.refuse_arrays(2, "--estimators", "binning", "--layers", "conv2", **arrays))
        self.assertIn("epoch 3", self.refuse_arrays(2, "--estimators", "binning", "--epochs", "4:", **arrays))
        for wrong in (("--epochs", "9:3"), ("--range", "1"), ("--set", "bins=1"), ("--set", "estimators=kt"),
                      ("--set", "k=3")):
            self.refuse_arrays(2, "--estimators", "binning", *wrong, **arrays)

    def test_a_constant_layer_has_no_scale(self):
        sentence = self.refuse_arrays(2, "--estimators", "kt", "--relative-sigma", "0.1", labels=LABELS,
                                      epoch_0__a=[[1.0]] * N)
        self.assertIn("does not vary", sentence)

    def test_damaged_files(self):
        whole = file_of(labels=LABELS, epoch_0__a=ramp())
        self.refuse_file(1, whole[:len(whole) // 2])
        self.refuse_file(1, b"")
        self.refuse_file(1, b"\x89HDF\r\n\x1a\n" + bytes(200))
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("labels.npy", npy("<f8", [N], LABELS))
            archive.writestr("epoch_0/a.npy", npy("<f8", [N, 1 << 40], [0.0] * N))
        self.refuse_file(1, content.getvalue())

    @unittest.skipIf(numpy is None, "numpy is not there")
    def test_objects_are_not_unpickled(self):
        numpy.savez(self.folder / "objects.npz",
                    **{"labels": numpy.array(LABELS), "epoch_0/a": numpy.array([[None]] * N, dtype=object)})
        self.assertIn("epoch_0/a", self.refuse(1, "import", "objects.npz", "--estimators", "binning", "--quiet"))


@unittest.skipIf(numpy is None, "numpy and h5py are not there")
class Imports(ProgramTest):
    def record(self, epochs, labels=None, split=None, name="a.npz"):
        recorder = Recorder(self.folder / name, numpy.array(LABELS if labels is None else labels), split)
        for epoch, layers in epochs.items():
            recorder.record(epoch, layers)

    def run_import(self, *options, file="a.npz"):
        done = self.run_program("import", file, "--output", "run.h5", "--force", *options)
        self.assertEqual(done.returncode, 0, done)
        file = h5py.File(self.folder / "run.h5")
        self.addCleanup(file.close)
        return file["run/methods/imported"]

    @once_without_sanitizers
    def test_known_information(self):
        one_hot = numpy.eye(CLASSES, dtype=numpy.float32)[LABELS]
        distinct = numpy.arange(N, dtype=numpy.float64).reshape(N, 1)
        constant = numpy.full((N, 3), 2.5)
        self.record({0: {"code": one_hot, "block1/identity": distinct, "features.0": constant}})
        run = self.run_import("--estimators", "binning,mixture", "--sigma", "1e-3", "--set", "bins=500")
        self.assertEqual([n.decode() for n in run["layers/name"]], ["code", "block1/identity", "features.0"])
        self.assertEqual(run["layers/width"][:].tolist(), [4, 1, 3])
        for estimator in ("binning", "mixture"):
            e = run["information"][estimator]
            for layer, (xt, ty) in enumerate(((H_Y, H_Y), (LN_N, H_Y), (0.0, 0.0))):
                self.assertAlmostEqual(e["I_XT"][0, 0, layer, 0], xt, delta=1e-9)
                self.assertAlmostEqual(e["I_TY"][0, 0, layer, 0], ty, delta=1e-9)
            self.assertTrue(numpy.isnan(e["I_XT"][0, 1]).all())
            self.assertTrue((e["I_XT_flags"][0, 1] == 1).all())
            self.assertEqual(e.attrs["n"].tolist(), [N, 0])
        self.assertAlmostEqual(run["information/mixture/I_XT_cap"][0, 1], LN_N)
        self.assertTrue(numpy.isnan(run["information/mixture/I_XT_cap"][1]).all())
        self.assertAlmostEqual(run["accuracy/linear_probe/value"][0, 0, 0, 0], 1.0)
        self.assertTrue((run["objective/flags"][:] == 1).all())
        self.assertTrue(numpy.isnan(run["loss"][:]).all())
        self.assertIn("train split", run["events/text"][0].decode())

    @once_without_sanitizers
    def test_values_are_those_of_estimate(self):
        generator = numpy.random.default_rng(1)
        t = generator.normal(size=(N, 2, 3)) + numpy.array(LABELS)[:, None, None]
        self.record({5: {"maps": t}, 20: {"maps": 2 * t}})
        options = ("--seed", "7", "--estimators", "mixture,kt,sandwich,gaussian_bound")
        run = self.run_import("--sigma", "0.5", *options)
        self.assertEqual((run["pass"][:].tolist(), run["step"][:].tolist()), ([5.0, 20.0], [5, 20]))
        estimates = json.loads(self.succeed(
            "estimate", "a.npz", "--x", "epoch_000020/maps", "--y", "labels", "--estimator",
            "mixture,kt,sandwich,gaussian_bound", "--set", "sigma=0.5", "--seed", "7", "--json"))
        self.assertEqual(len(estimates), 10)
        for estimate in estimates:
            column = "I_XT" if estimate["estimand"].startswith("I(x;x^)") else "I_TY"
            value = run["information"][estimate["estimator"]][column][1, 0, 0, 0]
            self.assertAlmostEqual(value, estimate["value_nats"], delta=1e-6)

    @once_without_sanitizers
    def test_estimators_that_trainings_lack(self):
        generator = numpy.random.default_rng(4)
        t = generator.normal(size=(N, 2)) + numpy.array(LABELS)[:, None]
        self.record({1: {"a": t}})
        options = ("--set", "k=5", "--set", "bins=7", "--set", "steps=20", "--seed", "2")
        chosen = "ross,gao,linear_gaussian,binning_equal_mass,infonce"
        run = self.run_import("--estimators", chosen, "--sigma", "0.5", *options)
        estimates = json.loads(self.succeed("estimate", "a.npz", "--x", "epoch_000001/a", "--y", "labels", "--estimator",
                                            chosen, "--set", "sigma=0.5", *options, "--json"))
        for estimate in estimates:
            e = run["information"][estimate["estimator"]]
            column = "I_XT" if estimate["estimand"].startswith("I(x;x") else "I_TY"
            self.assertAlmostEqual(e[column][0, 0, 0, 0], estimate["value_nats"], delta=1e-6)
            self.assertEqual(e.attrs["n"][0], estimate["n"])
        self.assertEqual(run["information/ross"].attrs["estimand_xt"], b"")
        self.assertEqual(run["information/infonce"].attrs["n"].tolist(), [N // 4, 0])

    @once_without_sanitizers
    def test_splits(self):
        generator = numpy.random.default_rng(2)
        t = generator.normal(size=(N, 2)) + 3 * numpy.eye(2)[[i % 2 for i in range(N)]]
        labels, split = numpy.arange(N) % 2, (numpy.arange(N) >= 80).astype(int)
        self.record({1: {"a": t}}, labels, split)
        run = self.run_import("--sigma", "0.5")
        self.assertEqual(run["information/mixture"].attrs["n"].tolist(), [80, N - 80])
        self.record({1: {"a": t[80:]}}, labels[80:], name="test.npz")
        alone = self.run_import("--sigma", "0.5", "--split", "test", file="test.npz")
        self.assertEqual(alone["information/mixture"].attrs["n"].tolist(), [0, N - 80])
        self.assertEqual(alone["information/mixture/I_XT"][0, 1, 0, 0], run["information/mixture/I_XT"][0, 1, 0, 0])
        self.assertGreater(run["accuracy/linear_probe/value"][0, 1, 0, 0], 0.9)
        self.assertTrue((alone["accuracy/linear_probe/flags"][:] == 1).all())
        self.assertGreater(alone["layers/scale"][0, 0, 0], 0)
        self.assertEqual(int(alone["activations/counts"][0, 0, 0].sum()), 2 * (N - 80))

    @once_without_sanitizers
    def test_sigma_and_bins_are_the_same_at_every_epoch(self):
        t = numpy.linspace(-1, 1, N).reshape(N, 1)
        self.record({0: {"a": t, "b": 10 * t}, 1: {"a": 3 * t, "b": 10 * t}})
        run = self.run_import("--estimators", "binning,kt", "--relative-sigma", "0.1", "--set", "bins=4")
        deviation = float(numpy.std(t))
        expected = [0.1 * deviation * math.sqrt((1 + 9) / 2), 0.1 * deviation * 10]
        numpy.testing.assert_allclose(run["layers/sigma"][:], expected, rtol=1e-3)
        parameters = json.loads(run["information/binning"].attrs["parameters"])
        self.assertEqual(parameters, {"bins": 4, "range": [[-3.0, 3.0], [-10.0, 10.0]]})
        self.assertEqual(json.loads(run["information/kt_lower"].attrs["parameters"])["sigma"],
                         run["layers/sigma"][:].tolist())
        # In four bins on [-3, 3] the first epoch fills the two in the middle.
        self.assertAlmostEqual(run["information/binning/I_XT"][0, 0, 0, 0], math.log(2), delta=1e-9)
        self.assertAlmostEqual(run["information/binning/I_XT"][1, 0, 0, 0], math.log(4), delta=1e-9)
        fixed = self.run_import("--estimators", "binning", "--range=-1:1", "--set", "bins=4")
        self.assertAlmostEqual(fixed["information/binning/I_XT"][0, 0, 0, 0], math.log(4), delta=1e-9)
        self.assertEqual(int(fixed["information/binning/I_XT_flags"][1, 0, 0, 0]), 128)

    def test_what_is_no_number_is_recorded_and_said(self):
        bad = numpy.array(ramp())
        bad[3, 1] = math.nan
        self.record({0: {"a": numpy.array(ramp())}, 1: {"a": bad}})
        run = self.run_import("--sigma", "0.5")
        values = run["information/mixture/I_XT"][:, 0, 0, 0]
        self.assertTrue(math.isfinite(values[0]) and math.isnan(values[1]))
        self.assertEqual(int(run["information/mixture/I_XT_flags"][1, 0, 0, 0]), 64)
        texts = [t.decode() for t in run["events/text"]]
        self.assertTrue(any("epoch 1" in t and "row 3, unit 1" in t for t in texts), texts)

    def test_critics_that_meet_what_is_no_number_do_not_wait(self):
        bad = numpy.array(ramp())
        bad[3, 1] = math.inf
        split = numpy.arange(N) % 2
        self.record({0: {"a": numpy.array(ramp()) / 40}, 1: {"a": bad}}, split=split)
        run = self.run_import("--sigma", "0.5", "--estimators", "variational", "--set", "critic_steps=2")
        values = run["information/variational/I_TY"][:, 1, 0, 0]
        self.assertTrue(math.isfinite(values[0]) and math.isnan(values[1]))

    @once_without_sanitizers
    def test_choices_and_hdf5(self):
        t = numpy.array(ramp(1), dtype=numpy.float32)
        with h5py.File(self.folder / "a.h5", "w") as file:
            file["classes"] = numpy.array(LABELS, dtype=numpy.int8)
            for epoch in (2, 10, 100):
                for layer in ("layer10", "layer2", "block/conv"):
                    file[f"epoch_{epoch}/{layer}"] = t * epoch

        def names(run):
            return [n.decode() for n in run["layers/name"]]

        binning = ("--estimators", "binning", "--labels", "classes")
        run = self.run_import(*binning, file="a.h5")
        self.assertEqual(names(run), ["block/conv", "layer2", "layer10"])
        self.assertEqual(run["pass"][:].tolist(), [2, 10, 100])
        run = self.run_import(*binning, "--epochs", "5:10", "--layers", "layer10,layer2", "--title", "mine", file="a.h5")
        self.assertEqual((names(run), run["pass"][:].tolist()), (["layer10", "layer2"], [10]))
        self.assertEqual(run.file["run/title"][()].decode(), "mine")

    @once_without_sanitizers
    def test_it_is_a_run_like_any_other(self):
        self.record({e: {"a": (e + 1) * numpy.array(ramp()), "b/c": numpy.array(ramp(3))} for e in (0, 10, 20)})
        self.run_import("--sigma", "0.5")
        method, = self.info("run.h5")["methods"]
        self.assertEqual((method["objective"], method["rows"], method["widths"]), ("imported", 3, [2, 3]))
        for plot in ("plane", "information", "accuracy"):
            self.succeed("export", "run.h5", "--plot", plot, "--output", plot + ".csv")
        rows = (self.folder / "plane.csv").read_text().splitlines()
        self.assertGreaterEqual(len(rows), 1 + 2 * 3)
        self.assertIn("no weights", self.refuse(2, "remeasure", "run.h5", "--estimator", "kt"))
        self.assertIn("no weights", self.refuse(2, "controls", "run.h5"))

    def test_the_command_of_the_readme(self):
        readme = (pathlib.Path(__file__).parents[3] / "README.md").read_text()
        command = "import activations.npz --estimators mixture,binning --relative-sigma 0.1"
        self.assertIn(f"\ninfoplane {command}\n", readme)
        self.record({e: {"features.0": (e + 1) * numpy.array(ramp()), "classifier": numpy.array(ramp(3))}
                     for e in range(3)}, name="activations.npz")
        done = self.run_program(*command.split())
        self.assertEqual(done.returncode, 0, done)
        self.assertEqual(self.info("activations.infoplane.h5")["methods"][0]["rows"], 3)

    def test_an_interrupted_import_leaves_a_complete_file(self):
        count = 400
        t = numpy.random.default_rng(3).normal(size=(count, 20))
        self.record({e: {"a": t} for e in range(400)}, labels=numpy.arange(count) % 2)
        with self.start_program("import", "a.npz", "--sigma", "0.5", "--set", "draws=8", "--output", "run.h5",
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            file = self.folder / "run.h5"
            deadline = time.monotonic() + 60
            while not file.exists() and time.monotonic() < deadline:
                time.sleep(0.05)
            time.sleep(0.5)
            program.send_signal(signal.SIGINT)
            out, err = program.communicate(timeout=60)
        self.assertEqual(program.returncode, 130, (out, err))
        run = self.info("run.h5")
        self.assertEqual(run["status"], "stopped")
        with h5py.File(file) as opened:
            rows = int(opened["run/methods/imported/committed"][()])
        self.assertEqual(run["methods"][0]["rows"], rows)
        self.assertLess(rows, 400)


@unittest.skipIf(numpy is None, "numpy is not there")
class TheRecorder(ProgramTest):
    def test_the_file_is_complete_after_every_epoch(self):
        path = self.folder / "a.npz"
        recorder = Recorder(path, LABELS)
        for epoch in (0, 7):
            recorder.record(epoch, {"conv.0": numpy.ones((N, 2, 3), dtype=numpy.float16), "dense/out": ramp()})
            with numpy.load(path) as file:
                self.assertEqual(file[f"epoch_{epoch:06d}/conv.0"].shape, (N, 2, 3))
        with numpy.load(path) as file:
            self.assertEqual(file["labels"].tolist(), LABELS)
            self.assertEqual(len(file.files), 5)

    def test_what_does_not_fit_is_refused(self):
        recorder = Recorder(self.folder / "a.npz", LABELS)
        recorder.record(3, {"a": ramp()})
        for epoch, layers in ((3, {"a": ramp()}), (2, {"a": ramp()}), (4, {"a": ramp(count=N - 1)}),
                              (4, {"a": [["text"]] * N}), (4, {"a": 1.0})):
            with self.assertRaises(ValueError):
                recorder.record(epoch, layers)
        with self.assertRaises(FileExistsError):
            Recorder(self.folder / "a.npz", LABELS)
        with numpy.load(self.folder / "a.npz") as file:
            self.assertEqual(file.files, ["labels", "epoch_000003/a"])


if __name__ == "__main__":
    unittest.main()
