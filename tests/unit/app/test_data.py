#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane data and infoplane data add, and training on what they give, as a user runs them."""
import functools
import gzip
import http.server
import io
import os
import pathlib
import struct
import tarfile
import threading
import unittest
import zipfile

import h5py
import numpy

from program import ProgramTest

FILES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]


def test_data(name):
    """A folder or file of the data sets that are not part of the project; None where it is absent."""
    path = pathlib.Path(os.environ.get("INFOPLANE_TEST_DATA", "")) / name
    return path if os.environ.get("INFOPLANE_TEST_DATA") and path.exists() else None


def idx(array):
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.astype("u1").tobytes()


def write_idx_pair(folder, images, labels, count=20, classes=10):
    folder.mkdir(exist_ok=True)
    numbers = numpy.arange(count) % classes
    (folder / images).write_bytes(idx(numpy.repeat(numbers, 16).reshape(count, 4, 4)))
    (folder / labels).write_bytes(idx(numbers))


def write_mnist(folder):
    write_idx_pair(folder, FILES[0], FILES[1], 100)
    write_idx_pair(folder, FILES[2], FILES[3])
    return folder


def cifar_batch(first):
    records = [bytes([(first + i) % 10]) + bytes(3072) for i in range(10)]
    return b"".join(records)


CIFAR = [f"data_batch_{i}.bin" for i in range(1, 6)] + ["test_batch.bin"]


class RangeHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files, and the rest of one where that is asked for; keeps what was asked."""
    asked = []

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = pathlib.Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        content, begin = path.read_bytes(), 0
        if "Range" in self.headers:
            begin = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
        self.asked.append((path.name, begin))
        if begin > 0 and begin >= len(content):
            return self.send_error(416)
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - begin))
        self.end_headers()
        return self.wfile.write(content[begin:])


class DataTest(ProgramTest):
    def home(self, name=""):
        return self.folder / "home" / "infoplane" / "data" / name

    def train(self, *settings):
        """Two epochs on what `settings` name; the run's file."""
        out = self.folder / "run.h5"
        sets = [part for setting in settings for part in ("--set", setting)]
        done = self.run_program("train", "--preset", "digits", *sets, "--set", "measure.train_samples=16", "--set",
                                "measure.test_samples=16", "--set", "network.widths=4", "--set", "title=t", "--epochs", 1,
                                "--output", out, "--quiet", "--force")
        self.assertEqual((done.returncode, done.stderr), (0, b""), done)
        return h5py.File(out)

    def refuse_training(self, code, *settings):
        sets = [part for setting in settings for part in ("--set", setting)]
        return self.refuse(code, "train", "--preset", "digits", *sets, "--output", self.folder / "run.h5", "--quiet")


class List(DataTest):
    def test_all_are_listed(self):
        lines = self.succeed("data").splitlines()
        for name, where in (("digits", "built in"), ("twelve-bit", "built in"), ("mnist", "not found"),
                            ("fashion-mnist", "not found"), ("emnist", "not found"), ("cifar10", "not found"),
                            ("file", "your file"), ("table", "your file"), ("gaussian-classes", "drawn"), ("linear-gaussian", "drawn"),
                            ("spherical-rule", "drawn")):
            self.assertTrue(any(l.split("  ")[0] == name and where in l for l in lines), (name, lines))
        self.assertTrue(any(l.startswith("cifar10: ") and "--download" in l for l in lines), lines)

    def test_what_was_added_is_found(self):
        self.succeed("data", "add", "mnist", "--from", write_mnist(self.folder / "files"))
        lines = self.succeed("data").splitlines()
        self.assertTrue(any(l.startswith("mnist") and " found " in l for l in lines), lines)
        self.assertIn(f"mnist: in {self.home('mnist')}", lines)


class AddFrom(DataTest):
    def test_a_folder_is_checked_and_copied(self):
        source = write_mnist(self.folder / "files")
        (source / "notes.txt").write_text("mine")
        said = self.succeed("data", "add", "mnist", "--from", source)
        self.assertIn(f"mnist: 4 files of 2.0 KiB in {self.home('mnist')}", said)
        self.assertEqual(sorted(p.name for p in self.home("mnist").iterdir()), sorted(FILES))
        with self.train("data.name=mnist") as run:
            self.assertEqual(run["run/data/input_size"][()], 16)
        self.assertIn("--force", self.refuse(2, "data", "add", "mnist", "--from", source))
        self.succeed("data", "add", "mnist", "--from", source, "--force")
        self.assertEqual([p.name for p in self.home().iterdir()], ["mnist"])

    def test_a_damaged_folder_leaves_nothing(self):
        source = write_mnist(self.folder / "files")
        (source / FILES[3]).write_bytes(b"hello")
        self.assertIn("is not an IDX file of labels", self.refuse(1, "data", "add", "mnist", "--from", source))
        (source / FILES[3]).unlink()
        self.assertIn(FILES[3], self.refuse(2, "data", "add", "mnist", "--from", source))
        self.assertEqual(list(self.home().iterdir()), [])

    def test_archives_are_unpacked(self):
        with tarfile.open(self.folder / "c.tar.gz", "w:gz") as archive:
            for i, name in enumerate(CIFAR + ["../../escaped.bin"]):
                info = tarfile.TarInfo("cifar-10-batches-bin/" + name)
                info.size = 10 * 3073
                archive.addfile(info, io.BytesIO(cifar_batch(i)))
        self.assertIn("6 files of", self.succeed("data", "add", "cifar10", "--from", "c.tar.gz"))
        with zipfile.ZipFile(self.folder / "e.zip", "w") as archive:
            write_idx_pair(self.folder / "e", "images", "labels", 94, 47)
            for part in ("train", "test"):
                for kind, file in (("images-idx3", "images"), ("labels-idx1", "labels")):
                    archive.writestr(f"gzip/emnist-balanced-{part}-{kind}-ubyte.gz",
                                     gzip.compress((self.folder / "e" / file).read_bytes()))
            archive.writestr("gzip/readme.txt", "x")
        self.assertIn("4 files of", self.succeed("data", "add", "emnist", "--from", "e.zip"))
        with self.train("data.name=emnist") as run:
            self.assertEqual(run["run/data/classes"][()], 47)
        (self.folder / "bad.zip").write_bytes(b"PK nothing")
        self.assertIn("ZIP", self.refuse(1, "data", "add", "emnist", "--from", "bad.zip", "--force"))
        self.assertEqual(sorted(p.name for p in self.home().iterdir()), ["cifar10", "emnist"])

    def test_a_file_of_ones_own_is_named_by_its_name(self):
        (self.folder / "mine.csv").write_text("a,b,kind\n" + "1,2,x\n3,4,y\n" * 50)
        self.succeed("data", "add", "mine", "--from", "mine.csv")
        with self.train("data.name=file", "data.file=mine", "data.labels=kind") as run:
            self.assertEqual(len(run["run/data/train_index"]), 80)
        (self.folder / "mine.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
        self.assertIn("mine.h5", self.refuse(1, "data", "add", "other", "--from", "mine.h5"))

    def test_wrong_use(self):
        for arguments in (["x"], ["../x", "--from", "."], ["x", "--from", "nowhere"], ["digits", "--from", "."],
                          ["x", "--download"], ["mnist", "--from", ".", "--download"], ["mnist", "--from", "."],
                          ["mnist", "--download", "--url", "ftp://x"], ["mnist", "--from", ".", "--url", "http://x"]):
            with self.subTest(arguments=arguments):
                self.refuse(2, "data", "add", *arguments)


class Download(DataTest):
    def setUp(self):
        super().setUp()
        self.served = self.folder / "served"
        self.served.mkdir()
        RangeHandler.asked.clear()
        handler = functools.partial(RangeHandler, directory=self.served)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.url = f"http://127.0.0.1:{server.server_address[1]}"

    def fetch(self, name="mnist"):
        return self.run_program("data", "add", name, "--download", "--url", self.url)

    def last_line(self, done, code=1):
        self.assertEqual((done.returncode, done.stdout), (code, b""), done)
        return done.stderr.decode().splitlines()[-1]

    def test_a_wrong_sum_is_refused_and_not_kept(self):
        (self.served / (FILES[0] + ".gz")).write_bytes(gzip.compress(b"something else"))
        words = self.last_line(self.fetch())
        self.assertIn("when unpacked, and 6bbc9ace898e44ae57da46a324031adb", words)
        self.assertIn(self.url, words)
        (self.served / "cifar-10-binary.tar.gz").write_bytes(b"x" * 1000)
        self.assertIn("c32a1d4ab5d03f1284b67883e8d87530", self.last_line(self.fetch("cifar10")))
        self.assertEqual([p for p in self.home().rglob("*") if p.is_file()], [])

    def test_a_part_stays_where_the_server_fails(self):
        part = self.home(".cifar10.partial") / "cifar-10-binary.tar.gz.part"
        part.parent.mkdir(parents=True)
        part.write_bytes(b"x" * 100)
        self.assertIn("could not be fetched", self.last_line(self.fetch("cifar10")))
        self.assertEqual(part.read_bytes(), b"x" * 100)
        (self.served / "cifar-10-binary.tar.gz").write_bytes(b"y" * 50)  # the part is longer: fetched anew
        RangeHandler.asked.clear()
        self.assertIn("has the MD5 sum", self.last_line(self.fetch("cifar10")))
        self.assertEqual([begin for _, begin in RangeHandler.asked], [100, 0])
        self.assertEqual([p for p in self.home().rglob("*") if p.is_file()], [])

    def test_what_is_not_there_is_said(self):
        words = self.last_line(self.fetch())
        self.assertIn("could not be fetched", words)
        self.assertIn(FILES[0], words)

    def test_mnist_is_fetched_and_gone_on_with(self):
        source = test_data("mnist")
        if source is None:
            self.skipTest("mnist is not in INFOPLANE_TEST_DATA")
        for name in FILES[:3]:
            (self.served / (name + ".gz")).write_bytes((source / (name + ".gz")).read_bytes())
        self.assertIn(FILES[3], self.last_line(self.fetch()))  # the fourth is missing
        part = self.home(".mnist.partial") / (FILES[2] + ".gz")
        whole = part.read_bytes()
        part.with_name(part.name + ".part").write_bytes(whole[:1000])
        part.unlink()
        (self.served / (FILES[3] + ".gz")).write_bytes((source / (FILES[3] + ".gz")).read_bytes())
        RangeHandler.asked.clear()
        done = self.fetch()
        self.assertEqual(done.returncode, 0, done)
        self.assertIn("mnist: 4 files of", done.stdout.decode())
        self.assertEqual(RangeHandler.asked, [(FILES[2] + ".gz", 1000), (FILES[3] + ".gz", 0)])
        self.assertEqual(sorted(p.name for p in self.home("mnist").iterdir()), sorted(f + ".gz" for f in FILES))

    def test_a_file_address_will_do(self):
        source = test_data("mnist")
        if source is None:
            self.skipTest("mnist is not in INFOPLANE_TEST_DATA")
        done = self.run_program("data", "add", "mnist", "--download", "--url", f"file://{source.resolve()}")
        self.assertEqual(done.returncode, 0, done)


class Train(DataTest):
    def test_arrays_of_every_format(self):
        generator = numpy.random.default_rng(0)
        y = numpy.arange(200) % 2
        x = generator.normal(size=(200, 3)) + 3 * y[:, None]
        numpy.savez(self.folder / "a.npz", x=x, y=y)
        with h5py.File(self.folder / "a.h5", "w") as file:
            file["x"], file["y"] = x, y
        numpy.save(self.folder / "x.npy", x)
        numpy.save(self.folder / "y.npy", y)
        sums = set()
        for file, labels in (("a.npz", "y"), ("a.h5", "y"), ("x.npy", "y.npy")):
            with self.subTest(file=file), self.train("data.name=file", f"data.file={file}", "data.inputs=x",
                                                     f"data.labels={labels}") as run:
                self.assertEqual(run["run/data/input_size"][()], 3)
                sums.add(run["run/data/checksum"][()])
        self.assertEqual(len(sums), 1)

    def test_matlab_data_of_the_authors(self):
        source = test_data("szt/var_u.mat")
        if source is None:
            self.skipTest("szt/var_u.mat is not in INFOPLANE_TEST_DATA")
        with self.train("data.name=file", f"data.file={source}", "data.inputs=F", "data.labels=y") as run:
            self.assertEqual(run["run/data/input_size"][()], 12)
            self.assertAlmostEqual(run["run/data/label_entropy"][()] / numpy.log(2), 0.999157, places=6)

    def test_the_run_holds_what_was_used(self):
        with self.train("data.subset=300", "data.label_noise=0.5") as run:
            self.assertEqual(len(run["run/data/train_index"]), 300)
            self.assertIn(b'"label_noise": 0.5', run["run/config"][()])
            self.assertNotEqual(run["run/data/checksum"][()],
                                b"e575fb9cd0866e469baf0c9a4c22382587e820d087f7970a285a56f0530d9af1")

    def test_drawn_data(self):
        with self.train("data.name=gaussian-classes", "data.classes=3") as run:
            self.assertEqual(run["run/data/classes"][()], 3)

    def test_refusals_are_one_sentence(self):
        rows = "".join(f"{i},{i % 2}\n" for i in range(10000))
        (self.folder / "many.csv").write_text("a,b\n" + rows)
        self.assertIn("10000 distinct values",
                      self.refuse_training(1, "data.name=file", "data.file=many.csv", "data.labels=a"))
        self.assertIn('did you mean "b"?',
                      self.refuse_training(1, "data.name=file", "data.file=many.csv", "data.labels=bb"))
        self.assertIn("data.name", self.refuse_training(2, "data.name=cifar"))
        self.assertIn("infoplane data add cifar10", self.refuse_training(1, "data.name=cifar10"))
        self.assertIn("images of 3 x 1 x 1", self.refuse_training(
            1, "data.name=file", "data.file=many.csv", "data.labels=b", "data.channels=3", "data.height=1",
            "data.width=1"))

    def test_a_damaged_file_is_no_crash(self):
        with h5py.File(self.folder / "a.h5", "w") as file:
            file["x"], file["y"] = numpy.ones((200, 3)), numpy.arange(200) % 2
        whole = (self.folder / "a.h5").read_bytes()
        for i in range(20):
            damaged = bytearray(whole)
            for j in range(20):
                damaged[(i * 7919 + j * 104729) % len(whole)] ^= 0xFF >> (j % 8)
            (self.folder / "b.h5").write_bytes(damaged)
            done = self.run_program("train", "--preset", "digits", "--set", "data.name=file", "--set", "data.file=b.h5",
                                    "--set", "data.inputs=x", "--set", "data.labels=y", "--epochs", 1, "--output", "r.h5",
                                    "--quiet", "--force")
            self.assertIn(done.returncode, (0, 1), done)


if __name__ == "__main__":
    unittest.main()
