#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""infoplane export."""
import csv
import io
import math
import unittest

from program import HAS_WINDOW, ProgramTest

PLOTS = ("plane", "information", "accuracy", "loss")


class Export(ProgramTest):
    def setUp(self):
        super().setUp()
        self.run_file = self.write_run(rows=20)

    def export(self, output, *more):
        self.assertEqual(self.succeed("export", self.run_file, "--output", output, *more), output + "\n")
        return (self.folder / output).read_bytes()

    def table(self, output, *more):
        return list(csv.DictReader(io.StringIO(self.export(output, *more).decode())))

    def test_csv_of_every_plot(self):
        for plot in PLOTS:
            with self.subTest(plot=plot):
                rows = self.table(plot + ".csv", "--plot", plot)
                self.assertEqual({r["method"] for r in rows}, {"layerwise_ib", "cross entropy β=0"})
                for row in rows:
                    self.assertTrue(math.isfinite(float(row["pass"])))

    def test_one_method_and_unit(self):
        def values(output, *more):
            rows = self.table(output, "--plot", "plane", "--method", "layerwise_ib", *more)
            self.assertEqual({r["method"] for r in rows}, {"layerwise_ib"})
            return [float(r["I_XT"]) for r in rows]
        bits, nats = values("bits.csv"), values("nats.csv", "--unit", "nats")
        self.assertGreater(len(bits), 20)
        compared = [(b, n) for b, n in zip(bits, nats, strict=True) if math.isfinite(n)]
        self.assertGreater(len(compared), 20)
        for b, n in compared:
            self.assertAlmostEqual(b * math.log(2), n, places=9)

    def test_what_is_not_there_is_named(self):
        self.assertIn("layerwise_ib", self.refuse(2, "export", self.run_file, "--plot", "plane", "--output", "x.csv",
                                                  "--method", "nonsense"))
        self.assertIn("mixture", self.refuse(2, "export", self.run_file, "--plot", "plane", "--output", "x.csv",
                                             "--estimator", "nonsense"))
        self.assertEqual(self.names_here(), ["run.infoplane.h5"])

    def test_output_names(self):
        for name in ("x", "x.txt", "x.PDF.", "nowhere/x.csv", ".", ""):
            with self.subTest(name=name):
                self.refuse(2, "export", self.run_file, "--plot", "plane", "--output", name)
        self.refuse(2, "export", self.run_file, "--plot", "plane", "--output", "x.csv", "--size", "10")

    def test_an_output_is_not_overwritten(self):
        (self.folder / "x.csv").write_text("mine")
        self.assertIn("--force", self.refuse(2, "export", self.run_file, "--plot", "plane", "--output", "x.csv"))
        self.assertEqual((self.folder / "x.csv").read_text(), "mine")
        self.assertIn(b"I_XT", self.export("x.csv", "--plot", "plane", "--force"))

    @unittest.skipUnless(HAS_WINDOW, "built without the window")
    def test_pictures_without_a_display(self):
        marks = {".pdf": b"%PDF-", ".svg": b"<?xml", ".png": b"\x89PNG"}
        for plot in PLOTS:
            for ending, mark in marks.items():
                with self.subTest(plot=plot, ending=ending):
                    picture = self.export(plot + ending, "--plot", plot, "--size", "400x300")
                    self.assertTrue(picture.startswith(mark), picture[:20])
                    self.assertGreater(len(picture), 3000)

    @unittest.skipIf(HAS_WINDOW, "built with the window")
    def test_pictures_are_refused(self):
        self.assertIn(".csv", self.refuse(2, "export", self.run_file, "--plot", "plane", "--output", "x.pdf"))
        self.assertEqual(self.names_here(), ["run.infoplane.h5"])


if __name__ == "__main__":
    unittest.main()
